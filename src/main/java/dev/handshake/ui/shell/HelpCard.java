package dev.handshake.ui.shell;

import dev.handshake.ui.control.Command;
import dev.handshake.ui.control.Icons;
import dev.handshake.ui.model.AppModel;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/** The keys, what this program sends, and what it is made with. */
final class HelpCard extends VBox {
    private final AppModel app;
    private final Button close;

    HelpCard(AppModel app, Runnable onClose) {
        this.app = app;
        setId("help-card");
        getStyleClass().addAll("help-card", "floating");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        close = Icons.tool(new Button(), MaterialDesignC.CLOSE, app.text("window.close"));
        close.setOnAction(_ -> onClose.run());
        HBox head = new HBox(said("app.name", "help-title", "bold"), space, close);
        head.setAlignment(Pos.CENTER_LEFT);
        Label version = new Label();
        version.getStyleClass().addAll("mono", "muted");
        version.setText(version().orElse(""));
        version.setManaged(!version.getText().isEmpty());
        VBox text =
                new VBox(
                        6,
                        version,
                        said("window.help.sends_title", "bold", "help-section"),
                        said("window.help.sends"),
                        said("window.help.keys_title", "bold", "help-section"),
                        keys(),
                        said("window.help.made_title", "bold", "help-section"),
                        said("window.help.made"));
        text.getStyleClass().add("help-text");
        ScrollPane scroll = new ScrollPane(text);
        scroll.setFitToWidth(true);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(head, scroll);
        setMaxSize(620, 520);
    }

    void focusClose() {
        close.requestFocus();
    }

    private GridPane keys() {
        GridPane grid = new GridPane(18, 6);
        int row = 0;
        for (Command command : Command.values()) {
            HBox keys = new HBox(6);
            for (String key : command.keys()) {
                Label label = new Label(key);
                label.getStyleClass().add("key");
                label.setMinWidth(USE_PREF_SIZE);
                keys.getChildren().add(label);
            }
            grid.addRow(row++, keys, said(command.key()));
        }
        return grid;
    }

    private Label said(String key, String... styleClasses) {
        Label label = new Label();
        label.setWrapText(true);
        label.textProperty().bind(app.text(key));
        label.getStyleClass().addAll(styleClasses);
        return label;
    }

    private static Optional<String> version() {
        return Optional.ofNullable(HelpCard.class.getModule().getDescriptor())
                .flatMap(module -> module.rawVersion());
    }
}
