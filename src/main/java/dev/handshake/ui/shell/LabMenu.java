package dev.handshake.ui.shell;

import dev.handshake.ui.connect.ConnectModel;
import dev.handshake.ui.connect.Lesson;
import dev.handshake.ui.control.Icons;
import dev.handshake.ui.model.AppModel;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;

/** The lab's scenarios; shows the one that is on. */
final class LabMenu extends MenuButton {
    private final Label word = new Label();
    private final Label name = new Label();
    private final BooleanProperty folded = new SimpleBooleanProperty();

    LabMenu(AppModel app, ConnectModel connect) {
        setId("lab");
        getStyleClass().add("lab-menu");
        word.textProperty().bind(app.text("window.lab"));
        word.getStyleClass().add("bold");
        word.visibleProperty().bind(folded.not().or(connect.scenario().isEmpty()));
        word.managedProperty().bind(word.visibleProperty());
        name.textProperty().bind(connect.scenario());
        name.getStyleClass().addAll("mono", "muted");
        name.managedProperty().bind(name.textProperty().isNotEmpty());
        HBox box = new HBox(7, Icons.of(MaterialDesignF.FLASK_OUTLINE, 18), word, name);
        box.setAlignment(Pos.CENTER_LEFT);
        setGraphic(box);
        accessibleTextProperty().bind(app.text("window.lab_hint"));
        setTooltip(new Tooltip());
        getTooltip().textProperty().bind(app.text("window.lab_hint"));
        setMinWidth(USE_PREF_SIZE);
        for (Lesson lesson : Lesson.all()) {
            MenuItem item = new MenuItem();
            item.setMnemonicParsing(false);
            Label code = new Label(lesson.scenario().name());
            code.getStyleClass().addAll("mono", "muted");
            code.setMinWidth(64);
            item.setGraphic(code);
            item.textProperty().bind(app.text(lesson.titleKey()));
            item.setOnAction(_ -> connect.connect(lesson.scenario()));
            getItems().add(item);
        }
    }

    /** Where there is little room, the scenario's name stands for the word. */
    void fold(boolean on) {
        folded.set(on);
    }
}
