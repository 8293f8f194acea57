package dev.handshake.diagram;

import dev.handshake.session.MessageRead;
import java.util.ArrayList;
import java.util.List;

/** Builds a field panel: labels at the left, values beside them, from top to bottom. */
final class PanelBuilder {
    private static final double PAD = 16;
    private static final double TOP = 8;
    private static final double LABEL = 13;
    private static final double LABEL_GAP = 18;
    private static final double SHORTEST_LABEL = 60;

    private record Line(String label, Block block) {}

    private final MessageRead message;
    private final View view;
    private final double width;
    private final List<Line> lines = new ArrayList<>();

    PanelBuilder(MessageRead message, View view, double width) {
        this.message = message;
        this.view = view;
        this.width = width;
    }

    MessageRead message() {
        return message;
    }

    /** A line whose label has the key {@code diagram.field.<name>}. */
    PanelBuilder line(String name, Block block) {
        return labelled(view.words().text("diagram.field." + name), block);
    }

    PanelBuilder labelled(String label, Block block) {
        lines.add(new Line(label, block));
        return this;
    }

    /** A block over the whole width. */
    PanelBuilder whole(Block block) {
        lines.add(new Line("", block));
        return this;
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    Panel build() {
        double longest = (width - 2 * PAD) * 0.4;
        double column =
                Math.min(
                                longest,
                                lines.stream()
                                        .mapToDouble(line -> labelWidth(line.label()))
                                        .reduce(SHORTEST_LABEL, Math::max))
                        + LABEL_GAP;
        Marks inner = new Marks();
        Ink ink = new Ink(inner, message, view);
        double y = TOP;
        for (Line line : lines) {
            boolean whole = line.label().isEmpty();
            if (!whole) {
                String label =
                        TextMetrics.cutEnd(line.label(), Face.REGULAR, LABEL, column - LABEL_GAP);
                inner.text(PAD, y + Block.LINE / 2, label, Face.REGULAR, LABEL, Tone.MUTED);
            }
            double x = whole ? PAD : PAD + column;
            y += line.block().draw(ink, x, y, width - x - PAD);
        }
        double height = y + TOP;
        Marks all = new Marks();
        all.box(0, 0, width, height, Layout.HEAD_RADIUS, Tone.CANVAS, Tone.BORDER, 1, Dash.SOLID);
        all.addMoved(inner.list(), 0, 0);
        return new Panel(all.list(), height);
    }

    private static double labelWidth(String label) {
        return TextMetrics.width(label, Face.REGULAR, LABEL);
    }
}
