package dev.handshake.ui.export;

import dev.handshake.ui.control.Card;
import dev.handshake.ui.control.Icons;
import dev.handshake.ui.model.AppModel;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;

/** Asks whether the secrets of a session are saved with it. */
public final class SecretsCard extends Card {
    private final AppModel app;
    private final ExportModel export;
    private final Button without;

    public SecretsCard(AppModel app, ExportModel export) {
        super(app.text("window.secrets.title"));
        this.app = app;
        this.export = export;
        setId("secrets-card");
        Label warning = said("window.secrets.warning");
        warning.setId("secrets-warning");
        warning.setGraphic(Icons.of(MaterialDesignA.ALERT_OUTLINE, 18));
        warning.getStyleClass().add("warning");
        Button cancel = button("secrets-cancel", "window.cancel");
        cancel.setOnAction(_ -> dismiss());
        Button with = button("secrets-with", "window.secrets.with");
        with.setOnAction(_ -> export.answer(true));
        without = button("secrets-without", "window.secrets.without");
        without.getStyleClass().add("primary");
        without.setOnAction(_ -> export.answer(false));
        body(said("window.secrets.text"), warning);
        answers(cancel, with, without);
    }

    private Button button(String id, String word) {
        Button button = new Button();
        button.setId(id);
        button.textProperty().bind(app.text(word));
        return button;
    }

    private Label said(String key) {
        Label label = new Label();
        label.textProperty().bind(app.text(key));
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }

    @Override
    public void begin() {
        without.requestFocus();
    }

    @Override
    public void dismiss() {
        export.leave();
    }
}
