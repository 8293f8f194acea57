package dev.handshake.diagram;

import dev.handshake.session.Session;
import java.util.List;

/**
 * A session as plain shapes: numbers only, no toolkit. From the bottom up: {@code backdrop}, the
 * rows, and {@code heads}, which stay in sight while the rest scrolls beneath them.
 *
 * @param width px at scale 1
 * @param height of backdrop and rows, from the bottom edge of the heads; px
 * @param headHeight the height of the heads' band; px
 * @param heads the two lifeline heads, and the unit of time; from the top left of their band
 * @param backdrop rails, flight brackets, bands; from the top left below the heads
 * @param rows from top to bottom
 * @param spokenHeads the two heads in words, the client's first: who it is and what was checked
 */
public record Diagram(
        double width,
        double height,
        double headHeight,
        List<Mark> heads,
        List<Mark> backdrop,
        List<Row> rows,
        List<String> spokenHeads) {
    public Diagram {
        heads = List.copyOf(heads);
        backdrop = List.copyOf(backdrop);
        rows = List.copyOf(rows);
        spokenHeads = List.copyOf(spokenHeads);
    }

    /**
     * One row.
     *
     * @param id stays the same for the same thing from one diagram of a session to the next
     * @param number the message's number; 0 where the row is none (a ghost, a key divider, a folded
     *     flight, the stop bar)
     * @param y of its top edge, from the bottom edge of the heads
     * @param height with its panel as far as that is open
     * @param arrowY of the arrow's line within the row, where the eye rests
     * @param marks from the row's top left
     * @param panel the opened field panel from the row's top left, to be cut off at {@code
     *     panelBottom}; empty where it is closed
     * @param panelBottom where the panel is cut off while it opens; y within the row
     * @param spoken the row in words, for a screen reader and for tooltips: the whole text
     */
    public record Row(
            String id,
            int number,
            double y,
            double height,
            double arrowY,
            List<Mark> marks,
            List<Mark> panel,
            double panelBottom,
            String spoken) {
        public Row {
            marks = List.copyOf(marks);
            panel = List.copyOf(panel);
        }
    }

    /** Lays a session out. */
    public static Diagram of(Session session, View view) {
        return new Composer(session, view).compose();
    }
}
