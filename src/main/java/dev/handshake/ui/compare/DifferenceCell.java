package dev.handshake.ui.compare;

import dev.handshake.session.Difference;
import dev.handshake.ui.model.AppModel;
import javafx.css.PseudoClass;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;

/** A heading, or what differs and how it is on either side. */
final class DifferenceCell extends ListCell<DifferenceList.Line> {
    /** The width of the list's scroll bar. */
    private static final double BAR = 14;

    private static final PseudoClass HEADING = PseudoClass.getPseudoClass("heading");

    private final AppModel app;
    private final Label heading = label("bold", "difference-topic");
    private final Label name = label("muted", "difference-name");
    private final Label a = label("difference-side");
    private final Label b = label("difference-side");
    private final GridPane grid = new GridPane(12, 3);

    DifferenceCell(AppModel app) {
        this.app = app;
        getStyleClass().add("difference-cell");
        for (int i = 0; i < 2; i++) {
            ColumnConstraints half = new ColumnConstraints();
            half.setPercentWidth(50);
            half.setHgrow(Priority.ALWAYS);
            grid.getColumnConstraints().add(half);
        }
        GridPane.setValignment(a, VPos.TOP);
        GridPane.setValignment(b, VPos.TOP);
        grid.add(name, 0, 0, 2, 1);
        grid.add(a, 0, 1);
        grid.add(b, 1, 1);
        // As wide as the list, so that long values are wrapped.
        setPrefWidth(0);
    }

    private static Label label(String... styleClasses) {
        Label label = new Label();
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        label.getStyleClass().addAll(styleClasses);
        return label;
    }

    /** What is wrapped is as high as it gets at the width that it will have. */
    @Override
    protected double computePrefHeight(double width) {
        Node graphic = getGraphic();
        if (graphic == null || getListView() == null) {
            return super.computePrefHeight(width);
        }
        double room = getListView().getWidth() - BAR - snappedLeftInset() - snappedRightInset();
        return snappedTopInset()
                + Math.ceil(graphic.prefHeight(Math.max(0, room)))
                + snappedBottomInset();
    }

    @Override
    protected void updateItem(DifferenceList.@Nullable Line line, boolean empty) {
        super.updateItem(line, empty);
        boolean isHeading = !empty && line != null && line.difference() == null;
        pseudoClassStateChanged(HEADING, isHeading);
        setDisable(isHeading);
        if (empty || line == null) {
            setGraphic(null);
            setAccessibleText(null);
            return;
        }
        DifferenceText text = new DifferenceText(app.words.get());
        Difference difference = line.difference();
        if (difference == null) {
            heading.setText(app.words.get().text("compare.topic." + line.topic().word()));
            setAccessibleText(heading.getText());
            setGraphic(heading);
            return;
        }
        name.setText(text.name(difference));
        a.setText(text.side(difference, true));
        b.setText(text.side(difference, false));
        setAccessibleText(
                app.words.get().text("compare.spoken", name.getText(), a.getText(), b.getText()));
        setGraphic(grid);
    }
}
