package dev.handshake.ui.detail;

import dev.handshake.capture.Sender;
import dev.handshake.explain.Words;
import dev.handshake.record.Epoch;
import dev.handshake.session.MessageRead;
import dev.handshake.session.MessageType;
import dev.handshake.session.Provenance;
import dev.handshake.ui.control.Icons;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;
import org.kordamp.ikonli.materialdesign2.MaterialDesignN;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

/** Which message it is, who sent it, and how it is known. */
final class MessageHeader extends HBox {
    private final Label number = new Label();
    private final Label name = new Label();
    private final Label way = new Label();
    private final FlowPane chips = new FlowPane(6, 4);

    MessageHeader() {
        getStyleClass().add("message-header");
        number.getStyleClass().add("message-number");
        name.getStyleClass().add("message-name");
        way.getStyleClass().add("message-way");
        chips.getStyleClass().add("message-chips");
        VBox title = new VBox(name, way);
        title.getStyleClass().add("message-title");
        setHgrow(chips, Priority.ALWAYS);
        title.setMinWidth(USE_PREF_SIZE);
        getChildren().setAll(number, title, chips);
    }

    /**
     * @param role the style class of the message's role
     * @param told whether it has been told; else only its name is
     */
    void show(MessageRead message, String role, boolean told, Words words) {
        number.setText(message.number() > 0 ? Integer.toString(message.number()) : "");
        number.getStyleClass()
                .setAll("label", "message-number", told ? role : "future", side(message.from()));
        number.setVisible(message.number() > 0);
        number.setManaged(message.number() > 0);
        name.setText(message.type().title());
        way.setText(
                told && !message.isAbsent() && !message.bytes().isEmpty()
                        ? words.text(
                                "detail.way-bytes",
                                words.text("detail.from." + side(message.from())),
                                words.text("detail.bytes", message.bytes().length()))
                        : words.text("detail.from." + side(message.from())));
        chips.getChildren().setAll(told ? chips(message, words) : List.of());
    }

    private static List<Label> chips(MessageRead message, Words words) {
        if (message.isAbsent() && isRemark(message.type())) {
            return List.of(chip(MaterialDesignN.NOTE_TEXT_OUTLINE, words.text("detail.remark")));
        }
        List<Label> chips = new ArrayList<>();
        chips.add(
                chip(
                        icon(message.provenance()),
                        words.text("detail.provenance." + lower(message.provenance()))));
        if (message.provenance() == Provenance.OBSERVED
                && message.type().layer() != MessageType.Layer.TCP) {
            chips.add(
                    message.isProtected()
                            ? chip(MaterialDesignL.LOCK, words.text("detail.encrypted"))
                            : chip(
                                    MaterialDesignL.LOCK_OFF_OUTLINE,
                                    words.text("detail.plaintext")));
        }
        if (message.provenance() == Provenance.DECRYPTED) {
            chips.getFirst().getStyleClass().add(lower(shown(message.epoch())));
        }
        return chips;
    }

    /** Whether it says something about the capture instead of being a message. */
    private static boolean isRemark(MessageType type) {
        return type == MessageType.GAP || type == MessageType.OVERLAP;
    }

    private static Epoch shown(@Nullable Epoch epoch) {
        return epoch == null ? Epoch.PLAINTEXT : epoch;
    }

    private static Ikon icon(Provenance provenance) {
        return switch (provenance) {
            case OBSERVED -> MaterialDesignE.EYE_OUTLINE;
            case DECRYPTED -> MaterialDesignL.LOCK_OPEN_VARIANT_OUTLINE;
            case INFERRED -> MaterialDesignT.THOUGHT_BUBBLE_OUTLINE;
            case ABSENT -> MaterialDesignC.CIRCLE_OFF_OUTLINE;
        };
    }

    private static Label chip(Ikon ikon, String text) {
        Label chip = new Label(text, Icons.of(ikon, 14));
        chip.getStyleClass().add("chip");
        chip.setMinWidth(USE_PREF_SIZE);
        return chip;
    }

    private static String side(Sender from) {
        return lower(from);
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
