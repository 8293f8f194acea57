package dev.handshake.diagram;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Marks in a session's diagram in which messages it differs from another.
 *
 * @param only the numbers of the messages that the other has not: their names are boxed
 * @param changed the numbers of those that say something else: their names are underlined with
 *     dashes
 */
public record Contrast(Set<Integer> only, Set<Integer> changed) {
    public static final Contrast NONE = new Contrast(Set.of(), Set.of());

    private static final double PAD = 4;
    private static final double ABOVE = 14.5;
    private static final double HEIGHT = 19;
    private static final double BELOW = 3.5;
    private static final double LINE = 1.4;

    public Contrast {
        only = Set.copyOf(only);
        changed = Set.copyOf(changed);
    }

    /** The same diagram with the marks. */
    public Diagram mark(Diagram diagram) {
        return new Diagram(
                diagram.width(),
                diagram.height(),
                diagram.headHeight(),
                diagram.heads(),
                diagram.backdrop(),
                diagram.rows().stream().map(this::mark).toList(),
                diagram.spokenHeads());
    }

    private Diagram.Row mark(Diagram.Row row) {
        boolean alone = only.contains(row.number());
        Optional<Mark.Text> name = name(row);
        if (row.number() == 0 || name.isEmpty() || !(alone || changed.contains(row.number()))) {
            return row;
        }
        Mark.Text text = name.get();
        Marks marks = new Marks();
        marks.addMoved(row.marks(), 0, 0);
        double width = TextMetrics.width(text.text(), text.face(), text.size());
        if (alone) {
            marks.box(
                    text.x() - PAD,
                    text.baseline() - ABOVE,
                    width + 2 * PAD,
                    HEIGHT,
                    5,
                    null,
                    text.tone(),
                    LINE,
                    Dash.SOLID);
        } else {
            double y = text.baseline() + BELOW;
            marks.line(text.x(), y, text.x() + width, y, text.tone(), LINE, Dash.DASHED);
        }
        List<Mark> all = marks.list();
        return new Diagram.Row(
                row.id(),
                row.number(),
                row.y(),
                row.height(),
                row.arrowY(),
                all,
                row.panel(),
                row.panelBottom(),
                row.spoken());
    }

    /** The message's name is the first bold word of its row that is no number. */
    private static Optional<Mark.Text> name(Diagram.Row row) {
        return row.marks().stream()
                .filter(Mark.Text.class::isInstance)
                .map(Mark.Text.class::cast)
                .filter(text -> text.face() == Face.SEMIBOLD)
                .findFirst();
    }
}
