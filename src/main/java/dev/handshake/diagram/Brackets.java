package dev.handshake.diagram;

import dev.handshake.capture.Sender;
import dev.handshake.explain.Words;
import dev.handshake.session.MessageRead;
import java.util.List;
import java.util.OptionalDouble;

/** The brackets beside the rails that hold flights together. */
final class Brackets {
    private static final double HOOK = 5;
    private static final double WIDTH = 1.4;
    private static final double CHEVRON = 14;
    private static final double GAP = 7;
    private static final double SIZE = 12.5;
    private static final double CLEAR_OF_TIME = 14;

    private final Layout layout;
    private final Words words;
    private final Marks marks = new Marks();

    Brackets(Layout layout, Words words) {
        this.layout = layout;
        this.words = words;
    }

    List<Mark> marks() {
        return marks.list();
    }

    /**
     * @param timesAt where times stand at the left, which a name must not cover
     */
    void add(
            Flight flight,
            List<MessageRead> sent,
            double first,
            double last,
            List<Double> timesAt) {
        Sender side = flight.from();
        int out = -Layout.direction(side);
        double x = layout.x(side) + out * Layout.BRACKET;
        double in = x - out * HOOK;
        marks.add(
                new Mark.Polyline(
                        List.of(
                                in,
                                first,
                                x - out * HOOK / 3,
                                first,
                                x,
                                first + HOOK / 2,
                                x,
                                last - HOOK / 2,
                                x - out * HOOK / 3,
                                last,
                                in,
                                last),
                        Tone.OUTLINE,
                        WIDTH));
        Link fold = new Link.Fold(sent.getFirst().number());
        String name =
                switch (flight.kind()) {
                    case TCP -> words.text("diagram.tcp");
                    case PRELUDE -> words.text("diagram.prelude");
                    case HANDSHAKE, OTHER -> words.text("diagram.flight", flight.number());
                };
        double width = TextMetrics.width(name, Face.SEMIBOLD, SIZE);
        OptionalDouble middle = middle(first, last, side == Sender.CLIENT ? timesAt : List.of());
        boolean named = layout.names() && middle.isPresent();
        double at = middle.orElse((first + last) / 2);
        double whole = CHEVRON + (named ? 2 + width : 0);
        double left = side == Sender.SERVER ? x + GAP : x - GAP - whole;
        if (!layout.names()) {
            // Beside the bracket there is no room for it, either: it stands in its line.
            left = x - CHEVRON / 2;
            marks.box(
                    left, at - CHEVRON / 2, CHEVRON, CHEVRON, 0, Tone.CANVAS, null, 0, Dash.SOLID);
        }
        marks.icon(Icon.FOLD, left, at, CHEVRON, Tone.MUTED);
        if (named) {
            marks.text(left + CHEVRON + 2, at, name, Face.SEMIBOLD, SIZE, Tone.MUTED);
        }
        marks.area(left - 4, at - 12, whole + 8, 24, fold);
    }

    /** As near the middle as no time is in the way; empty where one always is. */
    private static OptionalDouble middle(double first, double last, List<Double> timesAt) {
        double middle = (first + last) / 2;
        for (double off = 0; off <= (last - first) / 2; off += 2) {
            for (double at : new double[] {middle - off, middle + off}) {
                if (timesAt.stream().allMatch(time -> Math.abs(time - at) >= CLEAR_OF_TIME)) {
                    return OptionalDouble.of(at);
                }
            }
        }
        return OptionalDouble.empty();
    }
}
