package dev.handshake.ui.sequence;

import dev.handshake.diagram.Diagram;
import dev.handshake.ui.control.MarkLayer;
import dev.handshake.ui.control.MarkNodes;
import java.util.List;
import javafx.scene.AccessibleAction;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Rectangle;

/** The nodes of one row of the diagram. Out of sight it holds its place and draws nothing. */
final class RowNode extends Pane {
    private final MarkLayer marks = new MarkLayer();
    private final MarkLayer panel = new MarkLayer();
    private final Rectangle cut = new Rectangle();
    private final Runnable fire;
    private Diagram.Row row;

    /**
     * @param fire what Enter does
     */
    RowNode(Diagram.Row row, Runnable fire) {
        this.row = row;
        this.fire = fire;
        getStyleClass().add("row");
        setManaged(false);
        panel.setClip(cut);
        panel.getStyleClass().add("panel");
        getChildren().setAll(marks, panel);
        setAccessibleRole(AccessibleRole.BUTTON);
        setId(row.id());
    }

    Diagram.Row row() {
        return row;
    }

    /** Takes the row's place; {@link #draw} draws it. */
    void place(Diagram.Row newer, double width) {
        row = newer;
        resizeRelocate(0, newer.y(), width, newer.height());
        setAccessibleText(newer.spoken());
    }

    void draw(MarkNodes nodes, double panelOpacity) {
        marks.show(row.marks(), nodes);
        panel.show(row.panel(), nodes);
        cut.setWidth(getWidth());
        cut.setHeight(Math.max(0, row.panelBottom()));
        panel.setOpacity(panelOpacity);
    }

    void erase() {
        marks.clear();
        panel.clear();
    }

    boolean isDrawn() {
        return !marks.getChildren().isEmpty();
    }

    List<MarkLayer> layers() {
        return List.of(marks, panel);
    }

    @Override
    public void executeAccessibleAction(AccessibleAction action, Object... parameters) {
        if (action == AccessibleAction.FIRE) {
            fire.run();
        } else {
            super.executeAccessibleAction(action, parameters);
        }
    }
}
