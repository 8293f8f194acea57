package dev.handshake.ui.shell;

import dev.handshake.ui.connect.ConnectModel;
import dev.handshake.ui.control.Command;
import dev.handshake.ui.control.Icons;
import dev.handshake.ui.model.AppModel;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;

/** Opens the lab; shows the scenario that is on. */
final class LabButton extends Button {
    private static final double LONGEST_NAME = 148;
    private static final double LONGEST_NAME_FOLDED = 104;

    private static final double SHORTEST_NAME = 78;
    private static final double GAP = 7;

    private final HBox box;
    private final Label word = new Label();
    private final Label name = new Label();
    private final BooleanProperty folded = new SimpleBooleanProperty();

    LabButton(AppModel app, ConnectModel connect, Runnable open) {
        setId("lab");
        getStyleClass().add("lab-button");
        word.textProperty().bind(app.text("window.lab"));
        word.getStyleClass().add("bold");
        word.setMinWidth(USE_PREF_SIZE);
        word.visibleProperty().bind(folded.not().or(connect.scenario().isEmpty()));
        word.managedProperty().bind(word.visibleProperty());
        name.textProperty().bind(connect.scenario());
        name.getStyleClass().addAll("mono", "muted");
        name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        name.managedProperty().bind(name.textProperty().isNotEmpty());
        FontIcon chevron = Icons.of(MaterialDesignC.CHEVRON_DOWN, 18);
        name.setMinWidth(0);
        box = new HBox(GAP, Icons.of(MaterialDesignF.FLASK_OUTLINE, 18), word, name, chevron);
        box.setAlignment(Pos.CENTER_LEFT);
        setGraphic(box);
        accessibleTextProperty().bind(app.text(Command.LAB).concat(" ").concat(connect.scenario()));
        setTooltip(new Tooltip());
        getTooltip().textProperty().bind(app.text(Command.LAB));
        fold(false);
        setOnAction(_ -> open.run());
    }

    /** The scenario's name gives way; a button would leave what it shows as wide as it likes. */
    @Override
    protected double computeMinWidth(double height) {
        double named = name.isManaged() ? name.prefWidth(-1) : 0;
        double kept = folded.get() ? 0 : SHORTEST_NAME;
        return prefWidth(height) - Math.max(0, named - kept);
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        double inside = getWidth() - snappedLeftInset() - snappedRightInset();
        double high = box.prefHeight(-1);
        box.resizeRelocate(snappedLeftInset(), (getHeight() - high) / 2, inside, high);
    }

    /** Where there is little room, the scenario's name stands for the word. */
    void fold(boolean on) {
        folded.set(on);
        name.setMaxWidth(on ? LONGEST_NAME_FOLDED : LONGEST_NAME);
    }
}
