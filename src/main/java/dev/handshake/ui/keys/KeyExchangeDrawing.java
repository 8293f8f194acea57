package dev.handshake.ui.keys;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Sender;
import dev.handshake.explain.MainSecret;
import dev.handshake.explain.Words;
import dev.handshake.keys.KeyExchange;
import dev.handshake.keys.KeyStep;
import dev.handshake.keys.KeyTree;
import dev.handshake.ui.control.Copying;
import dev.handshake.ui.control.Icons;
import dev.handshake.ui.control.ScrollArea;
import dev.handshake.verify.Evidence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.KeyValue;
import javafx.animation.Timeline;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polygon;
import javafx.scene.text.TextAlignment;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignK;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

/**
 * How the two sides of a handshake come to the same secret: who has what, what crosses, what both
 * end up with, with the values that really crossed. Once all of it has been told it moves, once.
 */
final class KeyExchangeDrawing extends VBox {
    private static final PseudoClass FUTURE = PseudoClass.getPseudoClass("future");

    /** How far the lifelines stand from the edges. */
    private static final double RAIL = 10;

    /** An arrow grows as long as in the diagram, and the secret appears as its names do there. */
    private static final Duration GROW = Duration.millis(420);

    private static final Duration SETTLE = Duration.millis(160);

    private final Consumer<@Nullable String> toStep;
    private final Consumer<List<Evidence>> toBytes;
    private final StringProperty replay = new SimpleStringProperty("");
    private final Label method = new Label();
    private final Button again =
            Icons.tool(new Button(), MaterialDesignP.PLAY_CIRCLE_OUTLINE, replay);
    private final VBox stage = new VBox();
    private final List<Arrow> arrows = new ArrayList<>();
    private @Nullable Node secret;
    private @Nullable Timeline timeline;
    private @Nullable Shown shown;
    private boolean complete;
    private boolean reducedMotion;

    /** What is shown; the same is not drawn anew. */
    private record Shown(
            KeyExchange exchange,
            List<KeyStep> crossing,
            Optional<KeyStep> result,
            @Nullable String group,
            int playhead,
            boolean revealed,
            Words words,
            MainSecret mainSecret) {}

    /**
     * @param toStep told of a step that is to be looked at
     * @param toBytes told of the bytes of messages that are to be lit
     */
    KeyExchangeDrawing(Consumer<@Nullable String> toStep, Consumer<List<Evidence>> toBytes) {
        this.toStep = toStep;
        this.toBytes = toBytes;
        getStyleClass().add("key-exchange");
        method.getStyleClass().add("exchange-method");
        again.setId("exchange-again");
        again.setGraphic(Icons.of(MaterialDesignP.PLAY_CIRCLE_OUTLINE, 16));
        again.setMinWidth(USE_PREF_SIZE);
        again.setOnAction(_ -> play());
        method.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(method, Priority.ALWAYS);
        HBox top = new HBox(8, method, again);
        top.setAlignment(Pos.CENTER_LEFT);
        stage.getStyleClass().add("exchange-stage");
        getChildren().setAll(top, stage);
    }

    /**
     * @param group what it is called, as far as it has been told
     */
    void show(
            KeyTree tree,
            @Nullable String group,
            int playhead,
            boolean revealed,
            boolean still,
            StepNames names) {
        reducedMotion = still;
        KeyExchange exchange = tree.exchange();
        boolean told = exchange != null && tree.answered() <= playhead;
        setVisible(told);
        setManaged(told);
        if (!told) {
            complete = false;
            shown = null;
            return;
        }
        KeyExchange how = Objects.requireNonNull(exchange);
        List<KeyStep> crossing =
                how.crossing().stream().flatMap(id -> tree.step(id).stream()).toList();
        Optional<KeyStep> result = Optional.ofNullable(how.result()).flatMap(tree::step);
        Shown now =
                new Shown(
                        how,
                        crossing,
                        result,
                        group,
                        playhead,
                        revealed,
                        names.words(),
                        names.mainSecret());
        if (now.equals(shown)) {
            return;
        }
        shown = now;
        draw(now, names);
        boolean all =
                crossing.stream().allMatch(step -> step.isPossibleAt(playhead))
                        && result.map(step -> step.isPossibleAt(playhead)).orElse(true);
        if (all && !complete) {
            play();
        }
        complete = all;
    }

    // -- what stands there

    private void draw(Shown now, StepNames names) {
        stop();
        Words words = now.words;
        String word = now.exchange.method().word();
        String called = words.text("keys.exchange." + word);
        method.setText(now.group == null ? called : called + " · " + now.group);
        replay.set(words.text("keys.exchange.again"));
        arrows.clear();
        stage.getChildren().setAll(heads(words));
        stage.getChildren()
                .add(
                        new Sides(
                                words.text("keys.exchange." + word + ".client.has"),
                                words.text("keys.exchange." + word + ".server.has"),
                                true));
        for (Map.Entry<Integer, List<KeyStep>> message : byMessage(now.crossing).entrySet()) {
            Arrow arrow = new Arrow(message.getValue(), now, names);
            arrows.add(arrow);
            stage.getChildren().add(arrow);
        }
        boolean all = now.crossing.stream().allMatch(step -> step.isPossibleAt(now.playhead));
        stage.getChildren()
                .add(
                        new Sides(
                                words.text("keys.exchange." + word + ".client.does"),
                                words.text("keys.exchange." + word + ".server.does"),
                                all));
        secret = now.result.map(step -> secret(step, now, names)).orElse(null);
        if (secret != null) {
            stage.getChildren().add(secret);
        }
        Label moral = new Label(words.text("keys.exchange." + word + ".moral"));
        moral.getStyleClass().add("exchange-moral");
        moral.setWrapText(true);
        moral.setMinHeight(USE_PREF_SIZE);
        stage.getChildren().add(moral);
    }

    /** What crosses in one message crosses as one arrow. */
    private static Map<Integer, List<KeyStep>> byMessage(List<KeyStep> crossing) {
        Map<Integer, List<KeyStep>> messages = new LinkedHashMap<>();
        for (KeyStep step : crossing) {
            int message =
                    evidence(step).stream()
                            .mapToInt(Evidence::message)
                            .findFirst()
                            .orElse(-messages.size() - 1);
            messages.computeIfAbsent(message, _ -> new ArrayList<>()).add(step);
        }
        return messages;
    }

    private static List<Evidence> evidence(KeyStep step) {
        return step.inputs().stream().flatMap(input -> input.evidence().stream()).toList();
    }

    private static Node heads(Words words) {
        Label client = new Label(words.text("keys.client"), Icons.of(MaterialDesignL.LAPTOP, 16));
        client.getStyleClass().add("exchange-client");
        Label server = new Label(words.text("keys.server"), Icons.of(MaterialDesignS.SERVER, 16));
        server.getStyleClass().add("exchange-server");
        Region between = new Region();
        HBox.setHgrow(between, Priority.ALWAYS);
        return new HBox(client, between, server);
    }

    private Node secret(KeyStep step, Shown now, StepNames names) {
        boolean possible = step.isPossibleAt(now.playhead);
        Bytes value = step.output();
        String name = names.of(step);
        String length =
                value == null || !possible ? "" : now.words.text("detail.bytes", value.length());
        Label called = new Label(name, Icons.of(MaterialDesignK.KEY_VARIANT, 16));
        called.getStyleClass().add("bold");
        Label digits =
                new Label(
                        !possible
                                ? ""
                                : value == null
                                        ? now.words.text("keys.unknown")
                                        : Digits.brief(step, now.revealed));
        digits.getStyleClass().add("mono");
        Label bytes = new Label(length);
        bytes.getStyleClass().add("muted");
        HBox line = new HBox(8, called);
        for (Label each : List.of(digits, bytes)) {
            if (!each.getText().isEmpty()) {
                line.getChildren().add(each);
            }
        }
        line.setAlignment(Pos.CENTER);
        line.setMouseTransparent(true);
        Button link = new Button();
        link.setId("exchange-secret");
        link.getStyleClass().add("exchange-secret");
        link.setGraphic(line);
        link.pseudoClassStateChanged(FUTURE, !possible);
        link.setAccessibleText(name + " " + digits.getText());
        link.setOnAction(_ -> toStep.accept(step.id()));
        HBox box = new HBox(link);
        box.setAlignment(Pos.CENTER);
        return box;
    }

    // -- how it moves

    private void play() {
        stop();
        if (reducedMotion || getScene() == null) {
            return;
        }
        List<KeyFrame> frames = new ArrayList<>();
        Duration at = Duration.ZERO;
        for (Arrow arrow : arrows) {
            frames.add(new KeyFrame(Duration.ZERO, new KeyValue(arrow.travel, 0)));
            frames.add(new KeyFrame(at, new KeyValue(arrow.travel, 0)));
            at = at.add(GROW);
            frames.add(new KeyFrame(at, new KeyValue(arrow.travel, 1, ScrollArea.CURVE)));
            at = at.add(SETTLE);
        }
        if (secret != null) {
            frames.add(new KeyFrame(Duration.ZERO, new KeyValue(secret.opacityProperty(), 0)));
            frames.add(new KeyFrame(at, new KeyValue(secret.opacityProperty(), 0)));
            at = at.add(SETTLE);
            frames.add(new KeyFrame(at, new KeyValue(secret.opacityProperty(), 1)));
        }
        Timeline playing = new Timeline(frames.toArray(KeyFrame[]::new));
        timeline = playing;
        playing.play();
    }

    private void stop() {
        if (timeline != null) {
            timeline.stop();
            timeline = null;
        }
        arrows.forEach(arrow -> arrow.travel.set(1));
        if (secret != null) {
            secret.setOpacity(1);
        }
    }

    /** Whether it moves now. */
    boolean isPlaying() {
        return timeline != null && timeline.getStatus() == Animation.Status.RUNNING;
    }

    private static Line rail() {
        Line rail = new Line();
        rail.getStyleClass().add("exchange-rail");
        return rail;
    }

    private static void set(Line line, double x1, double y1, double x2, double y2) {
        line.setStartX(x1);
        line.setStartY(y1);
        line.setEndX(x2);
        line.setEndY(y2);
    }

    /** What either side has, or does, by itself, between the rails. */
    private static final class Sides extends Region {
        private static final double GAP = 16;
        private static final double INDENT = RAIL + 10;

        private final Label client;
        private final Label server;
        private final Line left = rail();
        private final Line right = rail();

        Sides(String ofClient, String ofServer, boolean told) {
            this.client = side(ofClient, TextAlignment.LEFT);
            this.server = side(ofServer, TextAlignment.RIGHT);
            getStyleClass().add("exchange-sides");
            pseudoClassStateChanged(FUTURE, !told);
            getChildren().setAll(left, right, client, server);
        }

        private static Label side(String text, TextAlignment aligned) {
            Label label = new Label(text);
            label.getStyleClass().add("exchange-side");
            label.setWrapText(true);
            label.setTextAlignment(aligned);
            label.setAlignment(aligned == TextAlignment.RIGHT ? Pos.TOP_RIGHT : Pos.TOP_LEFT);
            return label;
        }

        private double column(double width) {
            return Math.max(0, (width - 2 * INDENT - GAP) / 2);
        }

        @Override
        protected double computePrefHeight(double width) {
            double column = column(width < 0 ? getWidth() : width);
            return snappedTopInset()
                    + Math.ceil(Math.max(client.prefHeight(column), server.prefHeight(column)))
                    + snappedBottomInset();
        }

        @Override
        protected double computeMinHeight(double width) {
            return computePrefHeight(width);
        }

        @Override
        protected double computePrefWidth(double height) {
            return 0;
        }

        @Override
        public Orientation getContentBias() {
            return Orientation.HORIZONTAL;
        }

        @Override
        protected void layoutChildren() {
            double column = column(getWidth());
            double y = snappedTopInset();
            double tall = getHeight() - y - snappedBottomInset();
            set(left, RAIL, 0, RAIL, getHeight());
            set(right, getWidth() - RAIL, 0, getWidth() - RAIL, getHeight());
            client.resizeRelocate(INDENT, y, column, tall);
            server.resizeRelocate(getWidth() - INDENT - column, y, column, tall);
        }
    }

    /** One message, and the values in it. */
    private final class Arrow extends Region {
        private static final double HEAD = 9;

        private final DoubleProperty travel = new SimpleDoubleProperty(1);
        private final VBox said = new VBox(1);
        private final Line line = new Line();
        private final Line left = rail();
        private final Line right = rail();
        private final Polygon head = new Polygon();
        private final boolean toServer;

        Arrow(List<KeyStep> values, Shown now, StepNames names) {
            KeyStep first = values.getFirst();
            this.toServer = first.owner() == Sender.CLIENT;
            boolean possible = values.stream().allMatch(it -> it.isPossibleAt(now.playhead));
            getStyleClass().add("exchange-arrow");
            pseudoClassStateChanged(FUTURE, !possible);
            line.getStyleClass().add("exchange-line");
            head.getStyleClass().add("exchange-head");
            said.setAlignment(Pos.CENTER);
            List<Evidence> evidence =
                    values.stream().flatMap(step -> evidence(step).stream()).toList();
            if (!evidence.isEmpty()) {
                said.getChildren().add(message(evidence, possible, names));
            }
            values.forEach(step -> said.getChildren().add(value(step, possible, now, names)));
            getChildren().setAll(left, right, line, head, said);
            travel.addListener(_ -> requestLayout());
        }

        private Node message(List<Evidence> evidence, boolean possible, StepNames names) {
            int number = evidence.getFirst().message();
            Button chip = new Button(names.message(number));
            chip.getStyleClass().add("use-chip");
            chip.setId("exchange-message-" + number);
            chip.setDisable(!possible);
            chip.setOnAction(_ -> toBytes.accept(evidence));
            return chip;
        }

        private Node value(KeyStep step, boolean possible, Shown now, StepNames names) {
            Label name = new Label(names.of(step));
            name.getStyleClass().add("exchange-name");
            Bytes value = step.output();
            name.setMinWidth(USE_PREF_SIZE);
            FlowPane row = new FlowPane(6, 0, name);
            row.setAlignment(Pos.CENTER);
            row.setRowValignment(VPos.CENTER);
            if (possible && value != null) {
                Label digits = new Label(Digits.brief(value));
                digits.getStyleClass().addAll("mono", "exchange-value");
                Button copy =
                        Icons.tool(
                                new Button(),
                                MaterialDesignC.CONTENT_COPY,
                                new SimpleStringProperty(now.words.text("copy.value")));
                copy.setGraphic(Icons.of(MaterialDesignC.CONTENT_COPY, 13));
                copy.getStyleClass().add("small");
                copy.setOnAction(_ -> Copying.copy(value.hex()));
                HBox both = new HBox(2, digits, copy);
                both.setAlignment(Pos.CENTER_LEFT);
                both.setMinWidth(USE_PREF_SIZE);
                row.getChildren().add(both);
            }
            return row;
        }

        private double saidHeight(double width) {
            return Math.ceil(said.prefHeight(Math.max(0, width - 2 * RAIL - 8)));
        }

        @Override
        public Orientation getContentBias() {
            return Orientation.HORIZONTAL;
        }

        @Override
        protected double computePrefHeight(double width) {
            return saidHeight(width < 0 ? getWidth() : width) + 14;
        }

        @Override
        protected double computeMinHeight(double width) {
            return computePrefHeight(width);
        }

        @Override
        protected double computePrefWidth(double height) {
            return 0;
        }

        @Override
        protected void layoutChildren() {
            double width = getWidth();
            double height = getHeight();
            double tall = saidHeight(width);
            said.resizeRelocate(RAIL + 4, 0, width - 2 * RAIL - 8, tall);
            said.setOpacity(travel.get());
            double y = Math.rint(tall + 6) + 0.5;
            set(left, RAIL, 0, RAIL, height);
            set(right, width - RAIL, 0, width - RAIL, height);
            double from = toServer ? RAIL + 2 : width - RAIL - 2;
            double to = toServer ? width - RAIL - 2 : RAIL + 2;
            double tip = from + (to - from) * travel.get();
            double back = toServer ? -HEAD : HEAD;
            set(line, from, y, travel.get() < 0.05 ? from : tip + back, y);
            head.getPoints().setAll(tip, y, tip + back, y - HEAD / 2, tip + back, y + HEAD / 2);
            head.setVisible(travel.get() >= 0.05);
        }
    }
}
