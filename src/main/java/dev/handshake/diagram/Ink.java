package dev.handshake.diagram;

import dev.handshake.bytes.ByteSpan;
import dev.handshake.session.MessageRead;
import org.jspecify.annotations.Nullable;

/** Draws the values of one message's panel: the lit one is filled, and a click lights its bytes. */
record Ink(Marks marks, MessageRead message, View view) {
    private static final double PAD = 4;
    private static final double HIGH = 20;
    private static final double CHECK = 15;

    void draw(Token token, double x, double middle) {
        if (token.chosen()) {
            marks.icon(Icon.CHOSEN, x, middle, CHECK, Tone.FG);
        }
        double start = x + token.checkWidth();
        boolean lit = frame(token.span(), start, middle, token.textWidth());
        marks.text(
                start,
                middle,
                token.text(),
                token.face(lit),
                token.size(),
                lit ? Tone.LINK_FG : token.tone());
    }

    /** A click here lights the bytes; returns whether they are lit, and fills the place if so. */
    boolean frame(@Nullable ByteSpan span, double x, double middle, double width) {
        if (span == null) {
            return false;
        }
        boolean lit = isLit(span);
        if (lit) {
            marks.box(
                    x - PAD,
                    middle - HIGH / 2,
                    width + 2 * PAD,
                    HIGH,
                    4,
                    Tone.LINK,
                    Tone.LINK_LINE,
                    1,
                    Dash.SOLID);
        }
        Link link = new Link.ToField(message.number(), span.offset(), span.length());
        link(x, middle, width, link);
        return lit;
    }

    /** A click on a run of text leads somewhere. */
    void link(double x, double middle, double width, Link link) {
        marks.area(x - PAD, middle - HIGH / 2, width + 2 * PAD, HIGH, link);
    }

    private boolean isLit(ByteSpan span) {
        boolean selected =
                view.selected() == message.number()
                        && view.selectedField().offset() == span.offset()
                        && view.selectedField().length() == span.length();
        return selected || view.isEvidence(message.number(), span);
    }
}
