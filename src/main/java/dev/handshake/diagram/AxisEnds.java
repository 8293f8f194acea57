package dev.handshake.diagram;

import dev.handshake.explain.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How two sessions on one axis end, and how much sooner the one does. */
final class AxisEnds {
    private static final double LINE = 2;
    private static final double TITLE = 13;
    private static final double NOTE = 12;
    private static final double NOTE_LINE = 17;
    private static final double SOONER = 22;
    private static final double PAD = 12;
    private static final double ARROW = 26;

    /** What differs by less is drawn as the same. */
    private static final double VISIBLE = 1.5;

    /** So high is the gap in which everything there is to say has room. */
    private static final double ROOMY = 92;

    private final SideBySide.Pair pair;
    private final SideBySide.Look look;
    private final Words words;
    private final AxisColumns columns;
    private final AxisScale scale;
    private final AxisSide a;
    private final AxisSide b;

    AxisEnds(
            SideBySide.Pair pair,
            SideBySide.Look look,
            AxisColumns columns,
            AxisScale scale,
            AxisSide a,
            AxisSide b) {
        this.pair = pair;
        this.look = look;
        this.words = look.words();
        this.columns = columns;
        this.scale = scale;
        this.a = a;
        this.b = b;
    }

    /** The room below the axis for what is said there, however it is played. */
    static double room(SideBySide.Pair pair, Words words) {
        int notes = Math.max(notes(pair, true, words).size(), notes(pair, false, words).size());
        return 34 + (notes + 1) * NOTE_LINE + 6;
    }

    private AxisSide side(boolean first) {
        return first ? a : b;
    }

    /** Whether both end with the same thing, so that the sooner can be told from the later. */
    private boolean isComparable() {
        Timeline.End end = pair.a().end();
        boolean known =
                switch (end) {
                    case ANSWER, RECORD, FINISHED -> true;
                    case REFUSED, FAILED, INCOMPLETE, CUT -> false;
                };
        return known && end == pair.b().end();
    }

    private double ends(boolean first) {
        return pair.side(first).ends(look.roundTrip());
    }

    /** Behind everything: how long the later goes on after the sooner has ended. */
    void gap(Marks marks) {
        for (boolean first : new boolean[] {true, false}) {
            if (isSooner(first)) {
                marks.fill(
                        columns.left(first) + PAD / 2,
                        side(first).end(),
                        columns.half() - PAD,
                        scale.bottom() - side(first).end(),
                        0,
                        Tone.SELECTED);
            }
        }
    }

    /** Whether the one has ended while the other goes on. */
    boolean isSooner(boolean first) {
        return isComparable()
                && a.isTold()
                && b.isTold()
                && scale.bottom() - side(first).end() >= VISIBLE;
    }

    /** Returns the lower edge of what was drawn. */
    double draw(Marks marks) {
        double bottom = scale.bottom();
        for (boolean first : new boolean[] {true, false}) {
            if (side(first).isTold()) {
                bottom = Math.max(bottom, draw(marks, first));
            }
        }
        return bottom;
    }

    private double draw(Marks marks, boolean first) {
        double end = side(first).end();
        double left = columns.left(first) + PAD / 2;
        double right = columns.right(first) - PAD / 2;
        boolean failed = pair.side(first).fails();
        boolean across = isSooner(!first);
        marks.line(
                across ? columns.left(true) + PAD / 2 : left,
                end,
                across ? columns.right(false) - PAD / 2 : right,
                end,
                failed ? Tone.ALERT : Tone.INK,
                LINE,
                Dash.SOLID);
        double top = Math.max(end, side(first).bottom());
        if (isSooner(first) && scale.bottom() - top >= ROOMY) {
            roomy(marks, first, top);
            return notes(marks, first, Math.max(scale.bottom(), top) + 8);
        }
        double below = isComparable() ? Math.max(scale.bottom(), top) : top;
        double middle = below + 17;
        double x = left + 4;
        if (failed) {
            marks.icon(Icon.ALERT, x, middle, 17, Tone.ALERT);
            x += 24;
        }
        x =
                marks.text(
                        x,
                        middle,
                        title(first),
                        Face.SEMIBOLD,
                        TITLE,
                        failed ? Tone.ALERT_TEXT : Tone.FG);
        simulated(marks, first, x, middle, right);
        below += 28;
        if (isSooner(first)) {
            String sooner = sooner(first);
            String trips = trips(first);
            marks.text(
                    left + 4,
                    below + NOTE_LINE / 2,
                    trips.isEmpty() ? sooner : sooner + ", " + trips,
                    Face.SEMIBOLD,
                    TITLE,
                    Tone.FG);
            below += NOTE_LINE;
        }
        return notes(marks, first, below);
    }

    private void roomy(Marks marks, boolean first, double top) {
        double left = columns.left(first) + PAD / 2;
        double right = columns.right(first) - PAD / 2;
        marks.text(
                left + 10,
                top + 17,
                words.text("axis.after", Durations.withUnit(ends(first))),
                Face.SEMIBOLD,
                TITLE,
                Tone.FG);
        simulated(marks, first, left, top + 17 + NOTE_LINE, right);
        double centre = (left + right) / 2;
        double middle = (top + scale.bottom()) / 2;
        String trips = trips(first);
        double high = trips.isEmpty() ? 16 : 25;
        arrow(marks, centre, middle - high, Math.max(top + 7, middle - high - ARROW));
        arrow(marks, centre, middle + high, Math.min(scale.bottom() - 7, middle + high + ARROW));
        marks.textCentered(
                centre,
                trips.isEmpty() ? middle : middle - 8,
                sooner(first),
                Face.SEMIBOLD,
                SOONER,
                Tone.FG);
        if (!trips.isEmpty()) {
            marks.textCentered(centre, middle + 14, trips, Face.REGULAR, TITLE, Tone.MUTED);
        }
    }

    private static void arrow(Marks marks, double x, double from, double to) {
        double back = to < from ? 6 : -6;
        marks.line(x, from, x, to, Tone.INK, 1.6, Dash.SOLID);
        marks.add(
                new Mark.Polyline(
                        List.of(x - 5, to + back, x, to, x + 5, to + back), Tone.INK, 1.6));
    }

    /** How much of the time was added by the drawing. */
    private void simulated(Marks marks, boolean first, double x, double middle, double right) {
        if (look.roundTrip() <= 0) {
            return;
        }
        String text =
                words.text(
                        "axis.simulated",
                        Durations.withUnit(ends(first) - pair.side(first).ends(0)));
        if (x + 10 + TextMetrics.width(text, Face.REGULAR, NOTE) <= right) {
            marks.text(x + 10, middle, text, Face.REGULAR, NOTE, Tone.MUTED);
        }
    }

    private String title(boolean first) {
        return words.text(
                "axis.end." + pair.side(first).end().name().toLowerCase(Locale.ROOT),
                Durations.withUnit(ends(first)));
    }

    private String sooner(boolean first) {
        return words.text("axis.sooner", Durations.withUnit(ends(!first) - ends(first)));
    }

    /** How many round trips it takes less, or more; empty where as many. */
    private String trips(boolean first) {
        double less = (pair.side(!first).ways() - pair.side(first).ways()) / 2.0;
        return less == 0 ? "" : words.text(less > 0 ? "axis.less" : "axis.more", Math.abs(less));
    }

    private double notes(Marks marks, boolean first, double top) {
        double y = top;
        for (String note : notes(pair, first, words)) {
            marks.text(
                    columns.left(first) + PAD / 2 + 4,
                    y + NOTE_LINE / 2,
                    note,
                    Face.REGULAR,
                    NOTE,
                    Tone.MUTED);
            y += NOTE_LINE;
        }
        return y;
    }

    /** What is not drawn. */
    private static List<String> notes(SideBySide.Pair pair, boolean first, Words words) {
        Timeline timeline = pair.side(first);
        List<String> notes = new ArrayList<>();
        if (timeline.leftOut() > 0) {
            notes.add(words.text("axis.left_out", timeline.leftOut()));
        }
        if (pair.leavesOpeningOut() && Timeline.opens(timeline.session())) {
            notes.add(words.text("axis.no_opening", first ? "B" : "A"));
        }
        if (timeline.gaps()) {
            notes.add(words.text("axis.gaps"));
        }
        return notes;
    }

    // -- in words

    String spoken() {
        List<String> said = new ArrayList<>();
        for (boolean first : new boolean[] {true, false}) {
            if (side(first).isTold()) {
                String line = (first ? "A: " : "B: ") + title(first);
                if (isSooner(first)) {
                    line +=
                            ", "
                                    + sooner(first)
                                    + (trips(first).isEmpty() ? "" : ", " + trips(first));
                }
                if (look.roundTrip() > 0) {
                    line +=
                            ", "
                                    + words.text(
                                            "axis.simulated",
                                            Durations.withUnit(
                                                    ends(first) - pair.side(first).ends(0)));
                }
                said.add(line);
            }
        }
        return String.join("\n", said);
    }
}
