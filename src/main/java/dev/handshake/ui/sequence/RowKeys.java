package dev.handshake.ui.sequence;

import java.util.List;
import javafx.scene.input.KeyEvent;

/**
 * The keyboard on the diagram: up and down go from row to row, Enter opens, F folds. The other keys
 * are the story's.
 */
final class RowKeys {
    private final SequenceView view;

    RowKeys(SequenceView view) {
        this.view = view;
    }

    void pressed(KeyEvent event) {
        if (!(event.getTarget() instanceof RowNode row)
                || event.isControlDown()
                || event.isAltDown()
                || event.isMetaDown()) {
            return;
        }
        switch (event.getCode()) {
            case UP -> go(row, -1);
            case DOWN -> go(row, 1);
            case ENTER -> view.activate(row.row().id());
            case F -> view.foldFlightOf(row.row().number());
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void go(RowNode from, int by) {
        List<RowNode> rows = view.rowNodes();
        long wanted = (long) rows.indexOf(from) + by;
        view.choose(rows.get(Math.clamp(wanted, 0, rows.size() - 1)));
    }
}
