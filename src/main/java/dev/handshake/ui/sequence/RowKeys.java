package dev.handshake.ui.sequence;

import dev.handshake.ui.model.Selection;
import java.util.List;
import javafx.scene.input.KeyEvent;

/**
 * The keyboard on the diagram: up and down go from row to row, Enter and Space open, left and right
 * close and open as in a tree.
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
        Selection selection = view.model().selection;
        int number = row.row().number();
        boolean open = selection.opened.contains(number);
        switch (event.getCode()) {
            case UP -> go(row, -1);
            case DOWN -> go(row, 1);
            case HOME -> go(row, Integer.MIN_VALUE);
            case END -> go(row, Integer.MAX_VALUE);
            case ENTER, SPACE -> view.activate(row.row().id());
            case RIGHT -> {
                if (!open) {
                    view.activate(row.row().id());
                }
            }
            case LEFT -> {
                if (open) {
                    view.activate(row.row().id());
                } else {
                    view.foldFlightOf(number);
                }
            }
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
