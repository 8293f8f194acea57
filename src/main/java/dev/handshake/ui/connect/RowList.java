package dev.handshake.ui.connect;

import java.util.List;
import javafx.collections.ObservableListBase;

/** Rows that are all replaced at once, whatever their number, without being copied. */
final class RowList extends ObservableListBase<ConnectionRow> {
    private List<ConnectionRow> rows = List.of();

    void show(List<ConnectionRow> now) {
        List<ConnectionRow> before = rows;
        beginChange();
        rows = now;
        nextReplace(0, now.size(), before);
        endChange();
    }

    @Override
    public ConnectionRow get(int index) {
        return rows.get(index);
    }

    @Override
    public int size() {
        return rows.size();
    }
}
