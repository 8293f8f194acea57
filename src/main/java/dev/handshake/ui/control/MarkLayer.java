package dev.handshake.ui.control;

import dev.handshake.diagram.Mark;
import java.util.List;
import javafx.scene.layout.Pane;
import org.jspecify.annotations.Nullable;

/** Holds the nodes of a list of marks, and makes only those anew whose marks have changed. */
public final class MarkLayer extends Pane {
    private List<Mark> shown = List.of();
    private @Nullable MarkNodes shownWith;

    public MarkLayer() {
        setPickOnBounds(false);
        setManaged(false);
    }

    public void show(List<Mark> marks, MarkNodes nodes) {
        if (!nodes.equals(shownWith)) {
            getChildren().clear();
            shown = List.of();
            shownWith = nodes;
        }
        if (marks.equals(shown)) {
            return;
        }
        int kept = Math.min(marks.size(), shown.size());
        for (int i = 0; i < kept; i++) {
            if (!marks.get(i).equals(shown.get(i))) {
                getChildren().set(i, nodes.node(marks.get(i)));
            }
        }
        getChildren().remove(kept, shown.size());
        getChildren().addAll(marks.stream().skip(kept).map(nodes::node).toList());
        shown = marks;
    }

    public void clear() {
        getChildren().clear();
        shown = List.of();
    }
}
