package dev.handshake.ui.viewpoint;

import dev.handshake.bytes.Phrase;
import dev.handshake.explain.Words;
import dev.handshake.session.Knowledge;
import dev.handshake.session.Moment;
import dev.handshake.session.ServerKey;
import dev.handshake.session.Session;
import dev.handshake.session.Viewpoint;
import dev.handshake.ui.control.Command;
import dev.handshake.ui.control.Copying;
import dev.handshake.ui.control.Icons;
import dev.handshake.ui.control.Segments;
import dev.handshake.ui.model.AppModel;
import dev.handshake.ui.theme.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.kordamp.ikonli.materialdesign2.MaterialDesignK;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;

/**
 * Whose view of the connection is shown, how much of it can be read there, and what has been
 * learned by the playhead.
 */
public final class ViewpointBar extends VBox {
    /** A reading that is over before is not spoken of. */
    private static final Duration PATIENCE = Duration.millis(300);

    private static final double TIP_WIDTH = 420;

    private final AppModel app;
    private final Segments<Viewpoint> segments;
    private final Label seenBy = new Label();
    private final Label count = new Label();
    private final Label why = new Label();
    private final FlowPane knows = new FlowPane(6, 5);
    private final FlowPane hides = new FlowPane(6, 5);
    private final Label knowsTitle = new Label();
    private final Label hidesTitle = new Label();
    private final Button addKeys = new Button();
    private final ToggleButton more;
    private final VBox list = new VBox(why, addKeys, knows, hides);
    private final Capped details = new Capped(list);
    private final PauseTransition patience = new PauseTransition(PATIENCE);

    /** Whether the reader has opened or closed the list. */
    private boolean asked;

    /** What is shown now, as text. */
    private String said = "";

    /**
     * @param onAddKeys asks for keys
     */
    public ViewpointBar(AppModel app, Runnable onAddKeys) {
        this.app = app;
        getStyleClass().add("viewpoint-bar");
        getStylesheets().add(Theme.sheet(ViewpointBar.class, "viewpoint.css"));
        setId("viewpoint-bar");
        setMinWidth(0);
        this.segments =
                new Segments<>(
                                List.of(Viewpoint.values()),
                                app.sight.viewpoint,
                                from -> app.text("viewpoint." + word(from)),
                                app.text("viewpoint.seen_by"))
                        .withIcons(ViewpointBar::icon);
        this.more =
                Icons.tool(
                        new ToggleButton(),
                        MaterialDesignC.CHEVRON_DOWN,
                        app.text("viewpoint.details"));
        compose(onAddKeys);
        listen();
    }

    private static String word(Viewpoint from) {
        return from.name().toLowerCase(Locale.ROOT);
    }

    private static Ikon icon(Viewpoint from) {
        return switch (from) {
            case EAVESDROPPER -> MaterialDesignI.INCOGNITO;
            case CLIENT -> MaterialDesignL.LAPTOP;
            case SERVER_KEY -> MaterialDesignK.KEY_VARIANT;
        };
    }

    private void compose(Runnable onAddKeys) {
        seenBy.textProperty().bind(app.text("viewpoint.seen_by"));
        seenBy.getStyleClass().add("muted");
        seenBy.setMinWidth(USE_PREF_SIZE);
        segments.setId("viewpoints");
        segments.setMinWidth(USE_PREF_SIZE);
        count.setId("viewpoint-count");
        count.getStyleClass().add("count");
        count.setMaxWidth(Double.MAX_VALUE);
        count.setTooltip(tip());
        count.getTooltip().textProperty().bind(count.textProperty());
        HBox.setHgrow(count, Priority.ALWAYS);
        more.setId("viewpoint-details");
        more.setSelected(true);
        more.setOnAction(_ -> asked = true);
        Button copy =
                Icons.tool(new Button(), MaterialDesignC.CONTENT_COPY, app.text("viewpoint.copy"));
        copy.setId("viewpoint-copy");
        copy.setOnAction(_ -> Copying.copy(said));
        Button close = Icons.tool(new Button(), MaterialDesignC.CLOSE, app.text("viewpoint.close"));
        close.setId("viewpoint-close");
        close.setOnAction(_ -> app.sight.toggle());
        HBox head = new HBox(seenBy, segments, count, more, copy, close);
        head.getStyleClass().add("head");
        head.setAlignment(Pos.CENTER_LEFT);
        why.setId("viewpoint-why");
        why.setWrapText(true);
        why.setMinHeight(USE_PREF_SIZE);
        why.getStyleClass().add("why");
        addKeys.setId("viewpoint-add-keys");
        addKeys.setGraphic(Icons.of(MaterialDesignK.KEY_VARIANT, 16));
        addKeys.textProperty().bind(app.text("window.add_keys"));
        addKeys.setTooltip(new Tooltip());
        addKeys.getTooltip().textProperty().bind(app.text(Command.ADD_KEYS));
        addKeys.setOnAction(_ -> onAddKeys.run());
        knows.setId("viewpoint-knows");
        hides.setId("viewpoint-hides");
        for (Label title : List.of(knowsTitle, hidesTitle)) {
            title.getStyleClass().add("list-title");
            title.setMinWidth(USE_PREF_SIZE);
        }
        knowsTitle.textProperty().bind(app.text("viewpoint.knows"));
        hidesTitle.textProperty().bind(app.text("viewpoint.hides"));
        list.getStyleClass().add("list");
        getChildren().setAll(head, details);
    }

    private static Tooltip tip() {
        Tooltip tip = new Tooltip();
        tip.setWrapText(true);
        tip.setMaxWidth(TIP_WIDTH);
        return tip;
    }

    private void listen() {
        app.sight.shown.subscribe(on -> shows(this, on));
        more.selectedProperty()
                .subscribe(open -> {
                    update();
                    ((FontIcon) more.getGraphic())
                            .setIconCode(
                                    open
                                            ? MaterialDesignC.CHEVRON_UP
                                            : MaterialDesignC.CHEVRON_DOWN);
                });
        app.sight.shown.subscribe(_ -> update());
        app.session.subscribe(_ -> update());
        app.sight.whole.subscribe(_ -> update());
        app.sight.viewpoint.subscribe(_ -> update());
        app.sight.from().subscribe(_ -> update());
        app.playback.playhead.subscribe(_ -> update());
        app.words.subscribe(_ -> update());
        patience.setOnFinished(_ -> update());
        app.sight
                .reading()
                .subscribe(on -> {
                    if (on) {
                        patience.playFromStart();
                    } else {
                        patience.stop();
                        update();
                    }
                });
    }

    /** Where there is little room, the segments are signs alone, and the list waits to be asked. */
    public void fit(boolean narrow) {
        seenBy.setVisible(!narrow);
        seenBy.setManaged(!narrow);
        segments.fold(narrow);
        if (!asked) {
            more.setSelected(!narrow);
        }
    }

    private void update() {
        if (!app.sight.shown.get()) {
            return;
        }
        Session seen = app.session.get();
        Session whole = app.sight.whole.get();
        Words words = app.words.get();
        boolean late =
                app.sight.reading().get() && patience.getStatus() == PauseTransition.Status.STOPPED;
        shows(details, more.isSelected() && seen != null && whole != null);
        if (seen == null || whole == null) {
            count.setText(words.text(late ? "viewpoint.reading" : "viewpoint.none"));
            said = "";
            return;
        }
        int playhead = app.playback.playhead.get();
        Knowledge known = Knowledge.at(seen, whole, playhead);
        String counted =
                words.text(
                        "viewpoint.count",
                        known.messages(),
                        known.bytes(),
                        known.sealed(),
                        known.sealedBytes());
        count.setText(counted);
        ServerKey key = ServerKey.over(whole, Moment.of(seen, playhead).last(whole));
        List<Phrase> reasons = reasons(app.sight.viewpoint.get(), key, known);
        why.setText(reasons.stream().map(words::text).collect(Collectors.joining(" ")));
        shows(
                addKeys,
                app.sight.viewpoint.get() == Viewpoint.SERVER_KEY
                        && key.isMissing()
                        && app.source.get() != null);
        List<String> learned = texts(known.knows(), words);
        List<String> hidden = texts(known.hides(), words);
        fill(knows, knowsTitle, learned, MaterialDesignE.EYE_OUTLINE, words);
        fill(hides, hidesTitle, hidden, MaterialDesignL.LOCK, words);
        shows(hides, !hidden.isEmpty());
        said = said(words, counted, learned, hidden);
    }

    /** Why there is so much to see, or so little. */
    private static List<Phrase> reasons(Viewpoint from, ServerKey key, Knowledge known) {
        return switch (from) {
            case EAVESDROPPER -> List.of(Phrase.of("viewpoint.why.eavesdropper"));
            case CLIENT ->
                    List.of(
                            Phrase.of(
                                    known.isLocked()
                                            ? "viewpoint.why.client.none"
                                            : "viewpoint.why.client"));
            case SERVER_KEY ->
                    !key.power().opens()
                            ? List.of(key.phrase())
                            : List.of(
                                    key.phrase(),
                                    Phrase.of(
                                            key.isMissing()
                                                    ? "viewpoint.key.not_here"
                                                    : "viewpoint.key.stand_in"));
        };
    }

    /** What comes from the wire is made visible. */
    private static List<String> texts(List<Phrase> phrases, Words words) {
        return phrases.stream()
                .map(phrase ->
                        words.text(
                                phrase.key(),
                                phrase.args().stream()
                                        .map(arg ->
                                                arg instanceof String text
                                                        ? Words.visible(text)
                                                        : arg)
                                        .toArray()))
                .toList();
    }

    private static void fill(
            FlowPane pane, Label title, List<String> texts, Ikon icon, Words words) {
        List<Node> nodes = new ArrayList<>();
        nodes.add(title);
        if (texts.isEmpty()) {
            Label none = new Label(words.text("viewpoint.none"));
            none.getStyleClass().add("muted");
            nodes.add(none);
        }
        for (String text : texts) {
            Label chip = new Label(text, Icons.of(icon, 14));
            chip.getStyleClass().addAll("chip", "item");
            chip.setTooltip(tip());
            chip.getTooltip().setText(text);
            nodes.add(chip);
        }
        pane.getChildren().setAll(nodes);
    }

    private String said(Words words, String counted, List<String> learned, List<String> hidden) {
        return Stream.of(
                        Stream.of(
                                words.text("viewpoint." + word(app.sight.viewpoint.get())),
                                counted,
                                why.getText(),
                                words.text("viewpoint.knows") + ":"),
                        learned.stream().map(text -> "- " + text),
                        hidden.isEmpty()
                                ? Stream.<String>of()
                                : Stream.of(words.text("viewpoint.hides") + ":"),
                        hidden.stream().map(text -> "- " + text))
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n"));
    }

    private static void shows(Node node, boolean on) {
        node.setVisible(on);
        node.setManaged(on);
    }
}
