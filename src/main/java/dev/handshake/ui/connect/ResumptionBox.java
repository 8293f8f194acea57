package dev.handshake.ui.connect;

import dev.handshake.bytes.Phrase;
import dev.handshake.capture.BadInput;
import dev.handshake.capture.live.ClientOptions;
import dev.handshake.capture.live.Resumption;
import dev.handshake.explain.Words;
import dev.handshake.ui.model.AppModel;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** Whether what the server gave the last time is offered to be resumed. */
final class ResumptionBox extends VBox {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    private final AppModel app;
    private final OfferModel model;
    private Optional<Resumption> resumption = Optional.empty();
    private final CheckBox box = new CheckBox();
    private final Label says = new Label();

    ResumptionBox(AppModel app, OfferModel model) {
        super(6);
        this.app = app;
        this.model = model;
        box.setId("offer-resume");
        box.textProperty().bind(app.text("offer.resume"));
        box.setDisable(true);
        box.setOnAction(_ -> refresh());
        says.setId("offer-resumable");
        says.getStyleClass().addAll("muted", "offer-hint");
        says.setWrapText(true);
        says.setMinHeight(USE_PREF_SIZE);
        getChildren().setAll(box, says);
        model.choice().subscribe(_ -> refresh());
        app.words.subscribe(_ -> refresh());
    }

    /** What there is to be resumed now; it is not wanted until the reader says so. */
    void offer(Optional<Resumption> now) {
        resumption = now;
        box.setSelected(false);
        box.setDisable(now.isEmpty());
        refresh();
    }

    boolean isWanted() {
        return box.isSelected() && !box.isDisabled();
    }

    private void refresh() {
        Words words = app.words.get();
        Phrase said =
                resumption
                        .map(there ->
                                unfit(there)
                                        .filter(_ -> box.isSelected())
                                        .orElse(
                                                Phrase.of(
                                                        "offer.resumable."
                                                                + there.kind()
                                                                        .name()
                                                                        .toLowerCase(Locale.ROOT),
                                                        there.version().name(),
                                                        TIME.format(there.since()))))
                        .orElse(Phrase.of("offer.resumable.nothing"));
        says.setText(words.text(said));
    }

    /** Why it cannot be resumed with what is offered. */
    private Optional<Phrase> unfit(Resumption there) {
        try {
            return model.choice()
                    .get()
                    .in(ClientOptions.to(OfferChoice.ANY))
                    .withResumption(there)
                    .problem()
                    .map(BadInput::phrase);
        } catch (BadInput e) {
            // That is said elsewhere.
            return Optional.empty();
        }
    }
}
