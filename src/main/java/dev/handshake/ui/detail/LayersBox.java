package dev.handshake.ui.detail;

import dev.handshake.capture.Payload;
import dev.handshake.explain.Words;
import dev.handshake.record.Epoch;
import dev.handshake.record.RecordRead;
import dev.handshake.record.Sealing;
import dev.handshake.session.Layers;
import dev.handshake.session.Layers.Carrier;
import dev.handshake.session.Layers.Run;
import dev.handshake.session.Layers.Wrapping;
import dev.handshake.session.MessageRead;
import dev.handshake.session.MessageType;
import dev.handshake.session.Session;
import dev.handshake.ui.control.Icons;
import dev.handshake.ui.model.AppModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;

/**
 * How the selected message travelled: TCP segments, in them records, in them messages, boxes in
 * boxes. Closed at first; what is open stays open.
 */
final class LayersBox extends VBox {
    /** So many segments, or records of a segment, are drawn at first. */
    private static final int FEW = 6;

    /** So many more with each click. */
    private static final int MORE = 40;

    /** Records beside the message's own that are drawn on either side. */
    private static final int BESIDE = 2;

    private static final double BAR = 6;

    private final AppModel app;
    private final LayersModel model;
    private final ToggleButton title = new ToggleButton();
    private final FontIcon chevron = Icons.of(MaterialDesignC.CHEVRON_RIGHT, 18);
    private final Label summary = new Label();
    private final VBox boxes = new VBox();
    private final Yielding scroll = new Yielding(boxes);

    /** How many carriers, and records of one, are drawn of the message that is shown. */
    private int drawn = FEW;

    private int shownMessage;

    /** Whether the message's own box is still to be brought in sight. */
    private boolean wanted;

    private @Nullable Node own;

    LayersBox(AppModel app) {
        this.app = app;
        this.model = new LayersModel(app);
        getStyleClass().add("layers");
        setId("layers");
        title.setId("layers-title");
        title.getStyleClass().add("layers-title");
        title.setGraphic(new HBox(4, chevron, Icons.of(MaterialDesignL.LAYERS_OUTLINE, 16)));
        title.textProperty().bind(app.text("layers.title"));
        title.selectedProperty().bindBidirectional(model.open);
        title.setMinWidth(USE_PREF_SIZE);
        summary.setId("layers-summary");
        summary.getStyleClass().add("layers-summary");
        summary.setMaxWidth(Double.MAX_VALUE);
        summary.setAlignment(Pos.CENTER_RIGHT);
        HBox.setHgrow(summary, Priority.ALWAYS);
        HBox head = new HBox(8, title, summary);
        head.setAlignment(Pos.CENTER_LEFT);
        boxes.getStyleClass().add("layers-boxes");
        getChildren().setAll(head, scroll);
        model.layers().subscribe(_ -> update());
        model.open.subscribe(_ -> {
            wanted = true;
            update();
        });
        model.reading().subscribe(_ -> update());
        app.words.subscribe(_ -> update());
        app.playback.playhead.subscribe(_ -> update());
        app.playback.horizon.subscribe(_ -> update());
    }

    /** Whether its boxes are wanted in sight. */
    ReadOnlyBooleanProperty opened() {
        return model.open;
    }

    /** Whether they are. */
    boolean isOpen() {
        return isVisible() && model.open.get();
    }

    private void update() {
        Layers layers = model.layers().get();
        MessageRead message = model.message().orElse(null);
        boolean any = layers != null && message != null;
        setVisible(any);
        setManaged(any);
        scroll.setVisible(model.open.get());
        scroll.setManaged(model.open.get());
        chevron.setIconCode(
                model.open.get() ? MaterialDesignC.CHEVRON_DOWN : MaterialDesignC.CHEVRON_RIGHT);
        if (layers == null || message == null) {
            boxes.getChildren().clear();
            return;
        }
        if (layers.message() != shownMessage) {
            shownMessage = layers.message();
            drawn = FEW;
            wanted = true;
        }
        Words words = app.words.get();
        summary.setText(summary(layers, message, words));
        title.accessibleTextProperty()
                .bind(app.text("layers.title").concat(". ").concat(summary.textProperty()));
        own = null;
        boxes.getChildren().setAll(model.open.get() ? draw(layers, message, words) : List.of());
        boolean settled = model.open.get() && !model.reading().get();
        if (wanted && settled && own != null) {
            wanted = false;
            scroll.show(own);
        }
    }

    // -- in words

    private String summary(Layers layers, MessageRead message, Words words) {
        if (layers.records() == 0) {
            return words.text("layers.no_record");
        }
        String records = words.text("layers.records", layers.records());
        long beside = layers.beside().stream().filter(this::isInSight).count();
        return beside == 0 || message.isSealed()
                ? records
                : records + " · " + words.text("layers.beside", beside);
    }

    /** Whether it may be seen that there is such a message. */
    private boolean isInSight(int number) {
        return number <= app.playback.horizon.get();
    }

    private static String outside(MessageRead message, Words words) {
        if (message.type().layer() == MessageType.Layer.TCP) {
            return words.text("layers.is_tcp");
        }
        return words.text(
                message.type() == MessageType.PLAINTEXT_PRELUDE
                                || message.type() == MessageType.NOT_TLS
                        ? "layers.is_plain"
                        : "layers.is_part");
    }

    // -- boxes

    private List<Node> draw(Layers layers, MessageRead message, Words words) {
        if (layers.records() == 0) {
            return List.of(remark(outside(message, words)));
        }
        List<Node> nodes = new ArrayList<>();
        List<Carrier> carriers = layers.carriers();
        boolean reads =
                carriers.stream()
                        .map(Carrier::payload)
                        .anyMatch(payload -> payload != null && payload.isRead());
        if (reads) {
            nodes.add(remark(words.text("layers.reads")));
        }
        int few = carriers.size() > drawn + 1 ? drawn : carriers.size();
        for (Carrier carrier : carriers.subList(0, few)) {
            nodes.add(box(carrier, layers, words));
        }
        if (few < carriers.size()) {
            nodes.add(more(words.text("layers.more_segments", carriers.size() - few)));
        }
        for (Payload again : layers.repeats().stream().limit(FEW).toList()) {
            nodes.add(remark(words.text("layers.again", again.length(), numbers(again))));
        }
        return nodes;
    }

    private Hyperlink more(String text) {
        Hyperlink link = new Hyperlink(text);
        link.getStyleClass().add("layers-more");
        link.setOnAction(_ -> {
            drawn += MORE;
            update();
        });
        return link;
    }

    private static Label remark(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("layers-remark");
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }

    private VBox box(Carrier carrier, Layers layers, Words words) {
        VBox box = new VBox();
        box.getStyleClass().add("carrier");
        Payload payload = carrier.payload();
        if (payload == null) {
            box.getStyleClass().add("unknown");
            box.getChildren()
                    .add(
                            line(
                                    words.text(
                                            model.reading().get()
                                                    ? "layers.reading"
                                                    : "layers.unknown"),
                                    ""));
        } else if (payload.isRead()) {
            box.getStyleClass().add("read");
            box.getChildren().add(line(words.text("layers.read"), bytes(payload.length(), words)));
        } else {
            box.getChildren()
                    .addAll(
                            line(words.text("layers.segment"), bytes(payload.length(), words)),
                            small(words.text("layers.sequence", numbers(payload))));
        }
        box.getChildren().addAll(records(carrier, layers, words));
        return box;
    }

    /** The message's own records, with a few of those beside them. */
    private List<Node> records(Carrier carrier, Layers layers, Words words) {
        List<Wrapping> all = carrier.wrappings();
        int first = 0;
        while (first < all.size() && !isOwn(all.get(first), layers)) {
            first++;
        }
        int last = all.size() - 1;
        while (last >= 0 && !isOwn(all.get(last), layers)) {
            last--;
        }
        int start = first > last ? 0 : Math.max(0, first - BESIDE);
        int end = first > last ? all.size() : Math.min(all.size(), last + 1 + BESIDE);
        int drawnEnd = end - start > drawn + 1 ? start + drawn : end;
        List<Node> nodes = new ArrayList<>();
        if (start > 0) {
            nodes.add(small(words.text("layers.more_records", start)));
        }
        for (Wrapping wrapping : all.subList(start, drawnEnd)) {
            nodes.add(box(wrapping, layers, words));
        }
        if (drawnEnd < end) {
            nodes.add(more(words.text("layers.more_records", end - drawnEnd)));
        }
        if (end < all.size()) {
            nodes.add(small(words.text("layers.more_records", all.size() - end)));
        }
        return nodes;
    }

    private static boolean isOwn(Wrapping wrapping, Layers layers) {
        return wrapping.record().messages().contains(layers.message());
    }

    private VBox box(Wrapping wrapping, Layers layers, Words words) {
        RecordRead record = wrapping.record();
        VBox box = new VBox();
        box.getStyleClass().addAll("record", role(record.epoch()));
        if (!isOwn(wrapping, layers)) {
            box.getStyleClass().add("other");
        }
        HBox head =
                line(
                        words.text("layers.record", record.number()),
                        record.type().name() + " · " + record.version().name());
        if (record.epoch() != Epoch.PLAINTEXT) {
            ((Label) head.getChildren().getFirst())
                    .setGraphic(
                            Icons.of(
                                    record.decrypted()
                                            ? MaterialDesignL.LOCK_OPEN_VARIANT_OUTLINE
                                            : MaterialDesignL.LOCK,
                                    14));
        }
        box.getChildren().add(head);
        if (!wrapping.isWhole()) {
            box.getChildren()
                    .add(
                            small(
                                    words.text(
                                            "layers.part_of_record",
                                            wrapping.from() + 1,
                                            wrapping.to(),
                                            record.size())));
        }
        box.getChildren().add(bar(wrapping, layers));
        box.getChildren().addAll(contents(wrapping, layers, words));
        return box;
    }

    /** How much of the record is what, to scale. */
    private static HBox bar(Wrapping wrapping, Layers layers) {
        HBox bar = new HBox(1);
        bar.getStyleClass().add("record-bar");
        for (Run run : wrapping.runs()) {
            Region part = new Region();
            part.getStyleClass()
                    .add(
                            run.message() == layers.message()
                                    ? "own"
                                    : run.message() > 0 ? "neighbour" : "around");
            part.setMinSize(2, BAR);
            part.setMaxHeight(BAR);
            part.setPrefWidth(run.length());
            HBox.setHgrow(part, Priority.NEVER);
            bar.getChildren().add(part);
        }
        return bar;
    }

    /** What is around the messages stands in small letters, each message in a box of its own. */
    private List<Node> contents(Wrapping wrapping, Layers layers, Words words) {
        List<Node> nodes = new ArrayList<>();
        List<String> around = new ArrayList<>();
        int messages = 0;
        for (Run run : wrapping.runs()) {
            if (run.message() == 0) {
                around.add(words.text("layers." + word(run, wrapping.record()), run.length()));
            } else if (!isInSight(run.message())) {
                around.add(words.text("layers.content", run.length()));
            } else {
                end(around, nodes);
                if (messages++ < drawn) {
                    nodes.add(message(run, layers, words));
                }
            }
        }
        if (messages > drawn) {
            nodes.add(more(words.text("layers.more_messages", messages - drawn)));
        }
        end(around, nodes);
        return nodes;
    }

    private static void end(List<String> around, List<Node> nodes) {
        if (!around.isEmpty()) {
            nodes.add(small(String.join(" · ", around)));
            around.clear();
        }
    }

    private static String word(Run run, RecordRead record) {
        Sealing.Form form = record.sealing() == null ? null : record.sealing().form();
        boolean aead = form == Sealing.Form.AEAD || form == Sealing.Form.INNER_PLAINTEXT;
        return switch (run.kind()) {
            case NONCE -> aead ? "nonce" : "iv";
            case TAG -> aead ? "tag" : "mac";
            case HEADER, INNER_TYPE, PADDING, SEALED, CONTENT ->
                    run.kind().name().toLowerCase(Locale.ROOT);
        };
    }

    private Button message(Run run, Layers layers, Words words) {
        Session session = Objects.requireNonNull(app.session.get());
        Optional<MessageRead> message = session.message(run.message());
        boolean told = run.message() <= app.playback.playhead.get();
        boolean isOwn = run.message() == layers.message();
        String name =
                told
                        ? message.map(it -> it.type().title()).orElse("?")
                        : words.text("layers.later");
        int whole = message.map(it -> it.bytes().length()).orElse(run.length());
        // Around what stays shut stand a nonce and a tag, which the message's bytes include.
        boolean part = run.length() < whole && message.filter(MessageRead::isSealed).isEmpty();
        String size =
                part && told
                        ? words.text("layers.part_of_message", run.length(), whole)
                        : bytes(run.length(), words);
        Label number = new Label(Integer.toString(run.message()));
        number.getStyleClass().add("mono");
        Label title = new Label(name);
        title.getStyleClass().add("name");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Label length = new Label(size);
        length.getStyleClass().add("size");
        length.setMinWidth(USE_PREF_SIZE);
        HBox line = new HBox(7, number, title, space, length);
        line.setAlignment(Pos.CENTER_LEFT);
        Button box = new Button();
        box.setGraphic(line);
        box.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        box.setMaxWidth(Double.MAX_VALUE);
        line.prefWidthProperty().bind(box.widthProperty().subtract(18));
        box.getStyleClass().add("message-box");
        if (isOwn) {
            box.getStyleClass().add("own");
            own = own == null ? box : own;
        }
        box.setDisable(!told);
        box.setAccessibleText(run.message() + " " + name + ", " + size);
        box.setOnAction(_ -> app.selection.select(run.message()));
        return box;
    }

    // -- small things

    private static HBox line(String left, String right) {
        Label name = new Label(left);
        name.getStyleClass().add("layer-name");
        name.setMinWidth(USE_PREF_SIZE);
        Label value = new Label(right);
        value.getStyleClass().add("layer-value");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox line = new HBox(8, name, space, value);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private static Label small(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("layer-small");
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }

    private static String bytes(int count, Words words) {
        return words.text("detail.bytes", count);
    }

    private static String numbers(Payload payload) {
        return payload.isRead()
                ? ""
                : payload.sequence()
                        + "–"
                        + ((payload.sequence() + payload.length() - 1) & 0xffff_ffffL);
    }

    private static String role(@Nullable Epoch epoch) {
        return epoch == null ? "closed" : epoch.name().toLowerCase(Locale.ROOT);
    }
}
