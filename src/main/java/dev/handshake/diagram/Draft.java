package dev.handshake.diagram;

import java.util.List;

/**
 * A row that has no place yet.
 *
 * @param arrowY of its line, from its top
 * @param panel empty where none is open
 */
record Draft(
        String id,
        int number,
        double height,
        double arrowY,
        List<Mark> marks,
        List<Mark> panel,
        String spoken) {
    Draft(String id, int number, double height, double arrowY, List<Mark> marks, String spoken) {
        this(id, number, height, arrowY, marks, List.of(), spoken);
    }

    Diagram.Row at(double y) {
        return new Diagram.Row(id, number, y, height, arrowY, marks, panel, height, spoken);
    }
}
