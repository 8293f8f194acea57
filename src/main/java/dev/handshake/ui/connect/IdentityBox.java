package dev.handshake.ui.connect;

import dev.handshake.bytes.Phrase;
import dev.handshake.capture.BadInput;
import dev.handshake.capture.PasswordNeeded;
import dev.handshake.capture.live.ClientIdentity;
import dev.handshake.explain.Words;
import dev.handshake.ui.model.AppModel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Chooses the client's own certificate and key; asks for the password if the file has one. */
final class IdentityBox extends VBox {
    private final AppModel app;
    private final OfferModel model;
    private final Supplier<Optional<Path>> choose;
    private final Label name = new Label();
    private final Label wrong = new Label();
    private final PasswordField password = new PasswordField();
    private final Button unlock = new Button();
    private final HBox locked = new HBox(8, password, unlock);
    private @Nullable Path file;
    private @Nullable Phrase problem;

    /**
     * @param choose asks for the file
     */
    IdentityBox(AppModel app, OfferModel model, Supplier<Optional<Path>> choose) {
        super(6);
        this.app = app;
        this.model = model;
        this.choose = choose;
        name.setId("offer-identity");
        name.setMinWidth(0);
        wrong.setId("offer-identity-problem");
        wrong.getStyleClass().add("offer-problem");
        wrong.setWrapText(true);
        wrong.setMinHeight(USE_PREF_SIZE);
        wrong.managedProperty().bind(wrong.visibleProperty());
        password.setId("offer-password");
        password.accessibleTextProperty().bind(app.text("window.password"));
        password.promptTextProperty().bind(app.text("window.password"));
        password.setOnAction(_ -> unlock());
        HBox.setHgrow(password, Priority.ALWAYS);
        unlock.textProperty().bind(app.text("window.password.unlock"));
        unlock.disableProperty().bind(password.textProperty().isEmpty());
        unlock.setOnAction(_ -> unlock());
        unlock.setMinWidth(USE_PREF_SIZE);
        locked.managedProperty().bind(locked.visibleProperty());
        locked.setVisible(false);
        Button choosing = button("offer-identity-choose", "offer.identity.choose");
        choosing.setOnAction(_ -> choose());
        Button none = button("offer-identity-none", "offer.identity.remove");
        none.setOnAction(_ -> remove());
        none.disableProperty().bind(model.choice().map(now -> now.identity() == null));
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox row = new HBox(8, name, space, choosing, none);
        row.setAlignment(Pos.CENTER_LEFT);
        getChildren().setAll(row, locked, wrong);
        model.choice().subscribe(_ -> refresh());
        app.words.subscribe(_ -> refresh());
    }

    private Button button(String id, String word) {
        Button button = new Button();
        button.setId(id);
        button.setMinWidth(USE_PREF_SIZE);
        button.textProperty().bind(app.text(word));
        return button;
    }

    private void choose() {
        choose.get()
                .ifPresent(chosen -> {
                    file = chosen;
                    read(null);
                });
    }

    private void unlock() {
        if (!password.getText().isEmpty()) {
            char[] typed = password.getText().toCharArray();
            password.clear();
            read(typed);
        }
    }

    private void remove() {
        file = null;
        say(null, false);
        model.change(new Object(), now -> now.withIdentity(null));
    }

    /** A file may lie on a disk that sleeps: it is read elsewhere. */
    private void read(char @Nullable [] typed) {
        Path from = file;
        if (from == null) {
            return;
        }
        Thread.ofPlatform()
                .name("client-identity")
                .daemon()
                .start(() -> {
                    try {
                        ClientIdentity identity =
                                ClientIdentity.read(from, Optional.ofNullable(typed));
                        Platform.runLater(() -> take(from, identity));
                    } catch (PasswordNeeded e) {
                        Platform.runLater(() -> refuse(from, e.phrase(), true));
                    } catch (BadInput e) {
                        Platform.runLater(() -> refuse(from, e.phrase(), false));
                    } finally {
                        if (typed != null) {
                            Arrays.fill(typed, '\0');
                        }
                    }
                });
    }

    private void take(Path from, ClientIdentity identity) {
        if (from.equals(file)) {
            say(null, false);
            model.change(new Object(), now -> now.withIdentity(identity));
        }
    }

    private void refuse(Path from, Phrase why, boolean wantsPassword) {
        if (from.equals(file)) {
            say(why, wantsPassword);
        }
    }

    private void say(@Nullable Phrase why, boolean wantsPassword) {
        problem = why;
        locked.setVisible(wantsPassword);
        if (wantsPassword) {
            password.requestFocus();
        }
        refresh();
    }

    private void refresh() {
        Words words = app.words.get();
        ClientIdentity identity = model.choice().get().identity();
        name.setText(
                identity == null
                        ? words.text("offer.identity.none")
                        : Words.visible(identity.subject()));
        Phrase why = problem;
        wrong.setVisible(why != null);
        wrong.setText(why == null ? "" : words.text(why));
    }
}
