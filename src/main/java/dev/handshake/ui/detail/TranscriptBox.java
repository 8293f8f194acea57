package dev.handshake.ui.detail;

import dev.handshake.bytes.Bytes;
import dev.handshake.explain.Words;
import dev.handshake.keys.KeyStep;
import dev.handshake.keys.RunningHash;
import dev.handshake.session.MessageRead;
import dev.handshake.session.Session;
import dev.handshake.ui.control.Copying;
import dev.handshake.ui.control.Icons;
import dev.handshake.ui.model.AppModel;
import dev.handshake.ui.model.SidePanel;
import dev.handshake.verify.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.SimpleStringProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/**
 * The hash that runs beside the handshake, after the selected message: what it covers, its value,
 * and where that is used. Closed until it is asked for.
 */
final class TranscriptBox extends VBox {
    private final AppModel model;
    private final ToggleButton head = new ToggleButton();
    private final FontIcon sign = Icons.of(MaterialDesignC.CHEVRON_RIGHT, 16);
    private final VBox body = new VBox();
    private @Nullable MessageRead message;

    TranscriptBox(AppModel model) {
        this.model = model;
        setId("transcript");
        getStyleClass().add("transcript");
        head.setId("transcript-head");
        head.getStyleClass().add("transcript-head");
        head.setGraphic(sign);
        head.textProperty().bind(model.text("transcript.title"));
        head.selectedProperty()
                .subscribe(open -> {
                    sign.setIconCode(
                            open ? MaterialDesignC.CHEVRON_DOWN : MaterialDesignC.CHEVRON_RIGHT);
                    refresh();
                });
        body.getStyleClass().add("transcript-body");
        getChildren().setAll(head, body);
        model.keys.watch(head.selectedProperty());
        model.keys.trees().addListener(_ -> refresh());
        model.playback.playhead.addListener(_ -> refresh());
        show(null);
    }

    /**
     * @param told the message that is looked at; null where it has not been told
     */
    void show(@Nullable MessageRead told) {
        message = told;
        refresh();
    }

    private void refresh() {
        Session session = model.session.get();
        MessageRead now = message;
        Optional<RunningHash> hash =
                session == null || now == null || now.isAbsent()
                        ? Optional.empty()
                        : RunningHash.after(session, now.number());
        setVisible(hash.isPresent());
        setManaged(hash.isPresent());
        boolean open = head.isSelected() && hash.isPresent();
        body.setVisible(open);
        body.setManaged(open);
        body.getChildren().clear();
        if (open && session != null) {
            fill(hash.get(), session, model.words.get());
        }
    }

    private void fill(RunningHash hash, Session session, Words words) {
        int playhead = model.playback.playhead.get();
        List<Evidence> covered = hash.covered().evidence();
        body.getChildren()
                .add(
                        line(
                                caption(words.text("transcript.covers")),
                                chip(
                                        "transcript-covers",
                                        covers(covered, session, words),
                                        () -> model.selection.light(covered))));
        Bytes value = hash.value();
        if (value == null || hash.since() > playhead) {
            boolean broken = !hash.covered().isWhole();
            body.getChildren()
                    .add(
                            caption(
                                    words.text(
                                            broken
                                                    ? "transcript.broken"
                                                    : "transcript.undecided")));
            return;
        }
        Label digits = new Label(value.hex());
        digits.setId("transcript-value");
        digits.getStyleClass().addAll("mono", "transcript-value");
        digits.setWrapText(true);
        digits.setMinHeight(USE_PREF_SIZE);
        digits.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(digits, Priority.ALWAYS);
        Button copy =
                Icons.tool(
                        new Button(),
                        MaterialDesignC.CONTENT_COPY,
                        new SimpleStringProperty(words.text("copy.value")));
        copy.setId("transcript-copy");
        copy.setGraphic(Icons.of(MaterialDesignC.CONTENT_COPY, 15));
        copy.setMinWidth(USE_PREF_SIZE);
        copy.setOnAction(_ -> Copying.copy(value.hex()));
        body.getChildren()
                .addAll(
                        caption(words.text("transcript.value", hash.function())),
                        new HBox(4, digits, copy));
        uses(hash, playhead, session, words);
    }

    private void uses(RunningHash hash, int playhead, Session session, Words words) {
        List<Node> uses = new ArrayList<>();
        if (hash.signed() > 0 && hash.signed() <= playhead) {
            int number = hash.signed();
            uses.add(
                    chip(
                            "transcript-signature",
                            words.text("transcript.signature", named(number, session)),
                            () -> model.selection.select(number)));
        }
        hash.step(model.keys.trees().get()).stream()
                .flatMap(step ->
                        model.keys.trees().get().stream().flatMap(tree -> tree.uses(step).stream()))
                .filter(use -> use.isPossibleAt(playhead))
                .forEach(use ->
                        uses.add(
                                chip(
                                        "transcript-use-" + use.id(),
                                        named(use, words),
                                        () -> {
                                            model.keys.selected.set(use.id());
                                            model.side.set(SidePanel.KEYS);
                                        })));
        if (uses.isEmpty()) {
            body.getChildren().add(caption(words.text("transcript.unused")));
        } else {
            uses.addFirst(caption(words.text("transcript.used")));
            body.getChildren().add(line(uses.toArray(Node[]::new)));
        }
    }

    private static String named(KeyStep use, Words words) {
        String name = words.text("keys.step." + use.kind().word(), use.ordinal());
        return use.owner() == null ? name : words.text("keys.of." + use.owner().word(), name);
    }

    private static String covers(List<Evidence> covered, Session session, Words words) {
        int first = covered.getFirst().message();
        int last = covered.getLast().message();
        return covered.size() == 1
                ? named(first, session)
                : words.text(
                        "keys.messages",
                        covered.size(),
                        named(first, session),
                        named(last, session));
    }

    private static String named(int number, Session session) {
        return session.message(number)
                .map(message -> number + " " + message.type().title())
                .orElse(Integer.toString(number));
    }

    private static FlowPane line(Node... nodes) {
        FlowPane line = new FlowPane(6, 4, nodes);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private static Label caption(String text) {
        Label caption = new Label(text);
        caption.getStyleClass().add("transcript-caption");
        caption.setWrapText(true);
        caption.setMinHeight(USE_PREF_SIZE);
        return caption;
    }

    private static Button chip(String id, String text, Runnable go) {
        Button chip = new Button(text, Icons.of(MaterialDesignA.ARROW_RIGHT, 13));
        chip.setId(id);
        chip.getStyleClass().add("evidence-chip");
        chip.setOnAction(_ -> go.run());
        return chip;
    }
}
