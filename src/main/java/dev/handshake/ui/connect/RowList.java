package dev.handshake.ui.connect;

import java.util.List;
import javafx.collections.ObservableListBase;

/**
 * Rows that are all replaced at once, whatever their number, without being copied. What stays as it
 * was is not told as changed.
 */
final class RowList extends ObservableListBase<ConnectionRow> {
    private List<ConnectionRow> rows = List.of();

    void show(List<ConnectionRow> now) {
        List<ConnectionRow> before = rows;
        int most = Math.min(before.size(), now.size());
        int from = 0;
        while (from < most && before.get(from).equals(now.get(from))) {
            from++;
        }
        int same = 0;
        while (same < most - from
                && before.get(before.size() - 1 - same).equals(now.get(now.size() - 1 - same))) {
            same++;
        }
        int to = now.size() - same;
        List<ConnectionRow> gone = before.subList(from, before.size() - same);
        beginChange();
        rows = now;
        if (from < to || !gone.isEmpty()) {
            nextReplace(from, to, gone);
        }
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
