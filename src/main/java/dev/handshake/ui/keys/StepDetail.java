package dev.handshake.ui.keys;

import dev.handshake.bytes.Bytes;
import dev.handshake.explain.MainSecret;
import dev.handshake.explain.Words;
import dev.handshake.keys.KeyInput;
import dev.handshake.keys.KeyStep;
import dev.handshake.keys.Knowledge;
import dev.handshake.ui.control.Copying;
import dev.handshake.ui.control.Icons;
import dev.handshake.verify.Evidence;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.beans.property.SimpleStringProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/**
 * How a step is made: its formula, what goes into it, what comes out, how that is known, and a
 * command with which anybody can make it again.
 */
final class StepDetail extends VBox {
    private final Consumer<@Nullable String> toStep;
    private final Consumer<List<Evidence>> toBytes;

    /** What is shown; the same is not made anew. */
    private @Nullable Shown shown;

    private record Shown(
            KeyStep step,
            List<KeyStep> uses,
            int playhead,
            boolean revealed,
            Words words,
            MainSecret mainSecret) {}

    /**
     * @param toStep told of a step that is to be looked at
     * @param toBytes told of the bytes of messages that are to be lit
     */
    StepDetail(Consumer<@Nullable String> toStep, Consumer<List<Evidence>> toBytes) {
        this.toStep = toStep;
        this.toBytes = toBytes;
        setId("step-detail");
        getStyleClass().add("step-detail");
    }

    /**
     * @param uses the steps that are made of this one and can be known by now
     * @param more what others have to say of it
     */
    void show(
            KeyStep step,
            List<KeyStep> uses,
            int playhead,
            boolean revealed,
            Node more,
            StepNames names) {
        Words words = names.words();
        Shown now = new Shown(step, uses, playhead, revealed, words, names.mainSecret());
        if (now.equals(shown)) {
            return;
        }
        shown = now;
        getChildren().clear();
        if (!step.isPossibleAt(playhead)) {
            String since = names.since(step);
            getChildren()
                    .add(
                            text(
                                    since.isEmpty()
                                            ? words.text("keys.never")
                                            : words.text("keys.future", since),
                                    "note"));
            return;
        }
        getChildren().addAll(text(step.formula(), "formula"));
        if (!step.inputs().isEmpty()) {
            getChildren().add(title(words.text("keys.inputs")));
            step.inputs().forEach(input -> getChildren().add(input(input, revealed, names)));
        }
        output(step, revealed, words);
        known(step, words);
        command(step, revealed, words);
        if (!uses.isEmpty()) {
            FlowPane chips = new FlowPane(6, 4);
            uses.forEach(use -> chips.getChildren().add(use(use, names)));
            getChildren().addAll(title(words.text("keys.uses")), chips);
        }
        getChildren().add(more);
    }

    // -- what goes in

    private Node input(KeyInput input, boolean revealed, StepNames names) {
        Words words = names.words();
        Label name = mono(input.name(), "input-name");
        Label value = mono(value(input, revealed, words), "input-value");
        String step = input.step();
        boolean messages = !input.evidence().isEmpty();
        String from =
                step != null
                        ? words.text("keys.input.step")
                        : messages
                                ? names.messages(input.evidence())
                                : words.text("keys.input.constant");
        Label origin = new Label(from);
        origin.getStyleClass().add("input-origin");
        VBox said = new VBox(name);
        said.getStyleClass().add("input-said");
        HBox below = new HBox(8, value, origin);
        below.setAlignment(Pos.BASELINE_LEFT);
        value.setMinWidth(USE_PREF_SIZE);
        if (value.getText().isEmpty()) {
            below.getChildren().remove(value);
        }
        said.getChildren().add(below);
        if (step == null && !messages) {
            said.getStyleClass().add("input-constant");
            return said;
        }
        Button link = new Button();
        link.getStyleClass().add("input-link");
        link.setId("input-" + input.name().replaceAll("[^A-Za-z0-9_]+", "-"));
        link.setMaxWidth(Double.MAX_VALUE);
        link.setAlignment(Pos.CENTER_LEFT);
        Region between = new Region();
        HBox.setHgrow(said, Priority.ALWAYS);
        HBox line = new HBox(6, said, between, Icons.of(MaterialDesignA.ARROW_RIGHT, 14));
        line.setAlignment(Pos.CENTER_LEFT);
        line.setMouseTransparent(true);
        link.setGraphic(line);
        link.setAccessibleText(input.name() + ", " + from);
        link.setOnAction(_ -> {
            if (step != null) {
                toStep.accept(step);
            } else {
                toBytes.accept(input.evidence());
            }
        });
        return link;
    }

    private String value(KeyInput input, boolean revealed, Words words) {
        Bytes bytes = input.bytes();
        if (bytes == null) {
            return input.evidence().isEmpty() ? words.text("keys.unknown") : "";
        }
        if (bytes.isEmpty()) {
            return words.text("value.empty");
        }
        return input.isSecret() && !revealed ? Digits.HIDDEN : Digits.brief(bytes);
    }

    // -- what comes out

    private void output(KeyStep step, boolean revealed, Words words) {
        Bytes output = step.output();
        if (output == null) {
            getChildren().add(title(words.text("keys.output")));
            return;
        }
        boolean may = Digits.mayShow(output, step, revealed);
        Label digits = mono(may ? Digits.full(output) : Digits.HIDDEN, "output");
        digits.setId("step-output");
        digits.setWrapText(true);
        HBox.setHgrow(digits, Priority.ALWAYS);
        digits.setMaxWidth(Double.MAX_VALUE);
        getChildren()
                .addAll(
                        title(
                                words.text(
                                        "detail.way-bytes",
                                        words.text("keys.output"),
                                        words.text("detail.bytes", output.length()))),
                        line(
                                digits,
                                copy("copy-output", words.text("copy.value"), output.hex(), may)));
    }

    private void known(KeyStep step, Words words) {
        Knowledge knowledge = step.knowledge();
        Label way =
                new Label(
                        knowledge.note() == null
                                ? words.text("keys.how." + knowledge.way().word())
                                : words.text("keys.how." + knowledge.way().word())
                                        + " "
                                        + words.text(knowledge.note()),
                        Icons.of(StepNames.icon(knowledge.way()), 15));
        way.setId("step-known");
        way.getStyleClass().addAll("known", knowledge.way().word());
        way.setWrapText(true);
        way.setMinHeight(USE_PREF_SIZE);
        getChildren().add(way);
    }

    // -- how to make it again

    private void command(KeyStep step, boolean revealed, Words words) {
        String command = step.command().orElse(null);
        if (command == null) {
            if (Objects.requireNonNull(step.knowledge().way()) != Knowledge.Way.SENT) {
                getChildren().add(text(words.text("keys.no_command"), "note"));
            }
            return;
        }
        boolean may = Digits.mayShow(step.output(), step, revealed);
        Label code = mono(may ? Digits.shortened(command) : Digits.hidden(command), "command");
        code.setId("step-command");
        code.setWrapText(true);
        code.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(code, Priority.ALWAYS);
        getChildren()
                .addAll(
                        title(words.text("keys.command")),
                        line(
                                code,
                                copy(
                                        "copy-command",
                                        words.text("keys.copy_command"),
                                        command,
                                        may)));
    }

    private Button use(KeyStep use, StepNames names) {
        Button chip = new Button(names.of(use), Icons.of(MaterialDesignA.ARROW_RIGHT, 13));
        chip.getStyleClass().add("use-chip");
        chip.setOnAction(_ -> toStep.accept(use.id()));
        return chip;
    }

    // -- pieces

    private static HBox line(Label value, Button copy) {
        HBox line = new HBox(4, value, copy);
        line.setAlignment(Pos.TOP_LEFT);
        return line;
    }

    private static Button copy(String id, String said, String text, boolean may) {
        Button copy =
                Icons.tool(
                        new Button(), MaterialDesignC.CONTENT_COPY, new SimpleStringProperty(said));
        copy.setId(id);
        copy.setGraphic(Icons.of(MaterialDesignC.CONTENT_COPY, 15));
        copy.setMinWidth(USE_PREF_SIZE);
        copy.setDisable(!may);
        copy.setOnAction(_ -> Copying.copy(text));
        return copy;
    }

    private static Label title(String text) {
        Label title = new Label(text);
        title.getStyleClass().add("section-title");
        return title;
    }

    private static Label text(String text, String style) {
        Label label = new Label(text);
        label.getStyleClass().add(style);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }

    private static Label mono(String text, String style) {
        Label label = new Label(text);
        label.getStyleClass().addAll("mono", style);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }
}
