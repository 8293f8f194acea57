package dev.handshake.ui.shell;

import dev.handshake.explain.Words;
import dev.handshake.session.Outcome;
import dev.handshake.ui.control.Icons;
import dev.handshake.ui.model.AppModel;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;

/** Why a handshake did not come to its end, said once the story has been told to where it broke. */
final class OutcomeCard extends VBox {
    private final AppModel app;
    private final Label title = new Label();
    private final Label reason = new Label();

    OutcomeCard(AppModel app) {
        this.app = app;
        setId("outcome");
        getStyleClass().addAll("outcome", "floating");
        title.getStyleClass().addAll("outcome-title", "bold");
        reason.getStyleClass().add("outcome-reason");
        reason.setId("outcome-reason");
        reason.setWrapText(true);
        HBox head = new HBox(10, Icons.of(MaterialDesignA.ALERT_OCTAGON, 22), title);
        head.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(head, reason);
        setMaxSize(660, USE_PREF_SIZE);
        setAccessibleRole(AccessibleRole.TEXT);
        accessibleTextProperty()
                .bind(title.textProperty().concat(" ").concat(reason.textProperty()));
        app.told.subscribe(_ -> refresh());
        app.words.subscribe(_ -> refresh());
    }

    private void refresh() {
        Optional<Outcome> broken = app.told.get().broken();
        setVisible(broken.isPresent());
        setManaged(broken.isPresent());
        broken.ifPresent(outcome -> say(app.words.get(), outcome));
    }

    private void say(Words words, Outcome outcome) {
        boolean nothing = app.playback.last.get() == 0;
        title.setText(words.text(nothing ? "window.no_connection" : "window.no_handshake"));
        reason.setText(words.text(outcome.reason()));
    }
}
