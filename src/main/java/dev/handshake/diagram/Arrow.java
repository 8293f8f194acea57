package dev.handshake.diagram;

import dev.handshake.capture.Sender;
import dev.handshake.session.MessageRead;
import dev.handshake.session.Provenance;
import java.util.List;

/**
 * One arrow from rail to rail, with its number.
 *
 * @param layout where the rails stand
 * @param message what travels
 * @param role its colour; {@link Role#FUTURE} before it has been told
 * @param travel how far it has come, 0 to 1
 * @param y of its line
 * @param edge from the middle of the receiver's rail to the rail's edge, which the tip touches
 * @param gap how wide the line is left out in the middle for what stands in it; 0 for not at all
 */
record Arrow(
        Layout layout,
        MessageRead message,
        Role role,
        double travel,
        double y,
        double edge,
        double gap) {
    private static final double LINE = 2.25;
    private static final double FAILED_LINE = 3;
    private static final double INFERRED_LINE = 2;
    private static final double FUTURE_LINE = 1.4;
    private static final double NODE_LINE = 1.6;
    private static final double PIPE_LINE = 1.2;
    private static final double PIPE_START = 5;
    private static final double PIPE_END = 4;
    private static final double NUMBER_SIZE = 11;

    void draw(Marks marks) {
        Sender from = message.from();
        int direction = Layout.direction(from);
        double start = layout.x(from) + direction * (Layout.NODE + Layout.RING);
        double end = layout.x(from.other()) - direction * edge;
        double size = role == Role.ALERT ? Layout.FAILED_HEAD : Layout.HEAD;
        double tip = start + direction * size + (end - start - direction * size) * travel;
        double base = tip - direction * size;
        if (travel < 1) {
            line(marks, tip, end, Tone.OUTLINE, FUTURE_LINE, Dash.DOTTED);
        }
        Dash dash = isInferred() && role != Role.FUTURE ? Dash.DASHED : Dash.SOLID;
        boolean piped = role != Role.FUTURE && Role.isProtected(message);
        if (piped) {
            pipe(marks, base - direction * PIPE_END, direction);
        }
        line(marks, start, base, role.line(), lineWidth(), dash);
        head(marks, tip, base, size);
        node(marks);
    }

    /** From {@code start} to {@code end}, but not through what stands in the line. */
    private void line(Marks marks, double start, double end, Tone tone, double width, Dash dash) {
        double low = Math.min(start, end);
        double high = Math.max(start, end);
        double gapLow = layout.middle() - gap / 2;
        double gapHigh = layout.middle() + gap / 2;
        if (gap == 0 || high <= gapLow || low >= gapHigh) {
            marks.line(start, y, end, y, tone, width, dash);
            return;
        }
        boolean right = end > start;
        if (low < gapLow) {
            marks.line(right ? low : gapLow, y, right ? gapLow : low, y, tone, width, dash);
        }
        if (high > gapHigh) {
            marks.line(right ? gapHigh : high, y, right ? high : gapHigh, y, tone, width, dash);
        }
    }

    private void pipe(Marks marks, double end, int direction) {
        double start = layout.x(message.from()) + direction * (Layout.NODE + PIPE_START);
        double length = Math.abs(end - start);
        if ((end - start) * direction < Layout.PIPE) {
            return;
        }
        marks.box(
                Math.min(start, end),
                y - Layout.PIPE / 2,
                length,
                Layout.PIPE,
                Layout.PIPE / 2,
                Role.isDecrypted(message) ? role.tint() : role.line(),
                role.line(),
                PIPE_LINE,
                Dash.SOLID);
    }

    private void head(Marks marks, double tip, double base, double size) {
        boolean hollow = role == Role.FUTURE || isInferred();
        double half = size / 2;
        marks.add(
                new Mark.Polygon(
                        List.of(tip, y, base, y - half, base, y + half),
                        hollow ? Tone.CANVAS : role.line(),
                        hollow ? role.line() : null,
                        hollow ? NODE_LINE : 0));
    }

    private void node(Marks marks) {
        double x = layout.x(message.from());
        boolean told = role != Role.FUTURE;
        boolean solid = told && message.from() == Sender.SERVER && !isInferred();
        marks.disc(x, y, Layout.NODE + Layout.RING, Tone.CANVAS, null, 0, Dash.SOLID);
        double inner = Layout.NODE - NODE_LINE / 2;
        if (solid) {
            marks.disc(x, y, Layout.NODE, role.node(), null, 0, Dash.SOLID);
        } else {
            Dash dash = told && isInferred() ? Dash.DASHED : Dash.SOLID;
            marks.disc(x, y, inner, Tone.CANVAS, role.line(), NODE_LINE, dash);
        }
        String number = Integer.toString(message.number());
        double size = NUMBER_SIZE * Math.min(1, 2.6 / number.length());
        marks.textCentered(x, y, number, Face.MONO_BOLD, size, solid ? Tone.ON_NODE : role.text());
    }

    private double lineWidth() {
        return switch (role) {
            case FUTURE -> FUTURE_LINE;
            case ALERT -> FAILED_LINE;
            case TCP -> isInferred() ? INFERRED_LINE : LINE;
            case PLAIN, EARLY, HANDSHAKE, APPLICATION, UNKNOWN -> LINE;
        };
    }

    private boolean isInferred() {
        return message.provenance() == Provenance.INFERRED;
    }
}
