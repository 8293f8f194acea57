package dev.handshake.ui.connect;

import dev.handshake.ui.control.Card;
import dev.handshake.ui.model.AppModel;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;

/** Asks for the password of a private key. */
public final class PasswordCard extends Card {
    private final CaptureModel captures;
    private final PasswordField field = new PasswordField();

    public PasswordCard(AppModel app, CaptureModel captures, CaptureModel.Locked locked) {
        super(
                app.text(
                        "window.password.title",
                        locked.file().getFileName() == null
                                ? locked.file().toString()
                                : locked.file().getFileName().toString()));
        this.captures = captures;
        setId("password-card");
        Label why = new Label();
        why.setId("password-why");
        why.setWrapText(true);
        why.setMinHeight(USE_PREF_SIZE);
        why.textProperty().bind(app.text(locked.why().key(), locked.why().args().toArray()));
        field.setId("password");
        field.accessibleTextProperty().bind(app.text("window.password"));
        field.setOnAction(_ -> unlock());
        Button cancel = new Button();
        cancel.textProperty().bind(app.text("window.cancel"));
        cancel.setOnAction(_ -> dismiss());
        Button open = new Button();
        open.setId("unlock");
        open.getStyleClass().add("primary");
        open.textProperty().bind(app.text("window.password.unlock"));
        open.disableProperty().bind(field.textProperty().isEmpty());
        open.setOnAction(_ -> unlock());
        body(why, field);
        answers(cancel, open);
    }

    private void unlock() {
        if (!field.getText().isEmpty()) {
            char[] password = field.getText().toCharArray();
            field.clear();
            captures.unlock(password);
        }
    }

    @Override
    public void begin() {
        field.requestFocus();
    }

    @Override
    public void dismiss() {
        captures.leaveLocked();
    }
}
