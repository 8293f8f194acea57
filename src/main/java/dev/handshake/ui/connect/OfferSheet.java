package dev.handshake.ui.connect;

import dev.handshake.bytes.Code;
import dev.handshake.bytes.Phrase;
import dev.handshake.capture.live.Offer;
import dev.handshake.capture.live.Offers;
import dev.handshake.capture.live.Preset;
import dev.handshake.capture.live.Versions;
import dev.handshake.registry.CipherSuite;
import dev.handshake.registry.ExtensionType;
import dev.handshake.registry.NamedGroup;
import dev.handshake.registry.SignatureScheme;
import dev.handshake.registry.Weakness;
import dev.handshake.ui.connect.OfferChoice.Naming;
import dev.handshake.ui.control.Card;
import dev.handshake.ui.control.Command;
import dev.handshake.ui.control.Icons;
import dev.handshake.ui.control.Segments;
import dev.handshake.ui.model.AppModel;
import dev.handshake.ui.theme.Theme;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.kordamp.ikonli.materialdesign2.MaterialDesignU;

/** What the client offers, to be changed; what cannot work is said at once. */
public final class OfferSheet extends Card {
    private static final double WIDTH = 580;
    private static final double MARGIN = 14;

    private static final KeyCombination UNDO =
            new KeyCodeCombination(KeyCode.Z, KeyCombination.SHORTCUT_DOWN);

    private final AppModel app;
    private final ConnectModel connect;
    private final OfferModel model;
    private final Runnable close;
    private final MenuButton presets = new MenuButton();
    private final ResumptionBox resuming;
    private final Label about = new Label();
    private final Label problem = new Label();
    private final Button again = new Button();
    private final VBox sections = new VBox();
    private final ScrollPane scroll = new ScrollPane(sections);

    /**
     * @param choose asks for the file with the client's certificate and key
     * @param close takes the sheet away
     */
    public OfferSheet(
            AppModel app, ConnectModel connect, Supplier<Optional<Path>> choose, Runnable close) {
        super(app.text("offer.title"));
        this.app = app;
        this.connect = connect;
        this.model = connect.offer;
        this.close = close;
        this.resuming = new ResumptionBox(app, model);
        setId("offer-sheet");
        getStyleClass().add("offer-sheet");
        getStylesheets().add(Theme.sheet(OfferSheet.class, "offer.css"));
        setPrefWidth(WIDTH);
        setMaxSize(WIDTH, Double.MAX_VALUE);
        sections.getStyleClass().add("offer-sections");
        sections.getChildren()
                .setAll(
                        section("offer.versions", versions()),
                        section("offer.suites", suites()),
                        section("offer.groups", groups()),
                        section("offer.schemes", schemes()),
                        section("offer.alpn", protocols()),
                        section("offer.sni", naming()),
                        section("offer.extensions", extensions()),
                        section(
                                "offer.identity",
                                new IdentityBox(app, model, choose),
                                hint("offer.hint.identity")),
                        section("offer.resumption", resuming));
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        about.setWrapText(true);
        about.setMinHeight(USE_PREF_SIZE);
        about.getStyleClass().add("muted");
        about.setId("offer-about");
        body(head(), about, scroll, problem());
        answers(closing(), connecting());
        addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        sceneProperty()
                .flatMap(scene -> scene.focusOwnerProperty())
                .subscribe(node -> {
                    if (node != null) {
                        bringInSight(node);
                    }
                });
        model.choice().subscribe(_ -> refresh());
        app.words.subscribe(_ -> refresh());
    }

    // -- head and foot

    private Region head() {
        presets.setId("offer-presets");
        presets.accessibleTextProperty().bind(app.text("offer.presets"));
        MenuItem usual = new MenuItem();
        usual.textProperty().bind(app.text("offer.preset.usual"));
        usual.setOnAction(_ -> model.reset());
        presets.getItems().add(usual);
        for (Preset preset : Preset.values()) {
            MenuItem item = new MenuItem();
            item.textProperty().bind(app.text(preset.title().key()));
            item.setOnAction(_ -> model.change(preset, _ -> choice(preset)));
            presets.getItems().add(item);
        }
        Button undo = Icons.tool(new Button(), MaterialDesignU.UNDO, app.text("offer.undo"));
        undo.setId("offer-undo");
        undo.disableProperty().bind(model.undoable().not());
        undo.setOnAction(_ -> model.undo());
        Button reset = Icons.tool(new Button(), MaterialDesignR.RESTORE, app.text("offer.reset"));
        reset.setId("offer-reset");
        reset.disableProperty().bind(model.changed().not());
        reset.setOnAction(_ -> model.reset());
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox head = new HBox(6, presets, space, undo, reset);
        head.setAlignment(Pos.CENTER_LEFT);
        return head;
    }

    private static OfferChoice choice(Preset preset) {
        return OfferChoice.of(preset.offer(OfferChoice.ANY), OfferChoice.ANY);
    }

    private Label problem() {
        problem.setId("offer-problem");
        problem.getStyleClass().add("offer-problem");
        problem.setGraphic(Icons.of(MaterialDesignA.ALERT_OUTLINE, 18));
        problem.setWrapText(true);
        problem.setMinHeight(USE_PREF_SIZE);
        problem.managedProperty().bind(problem.visibleProperty());
        return problem;
    }

    private Button closing() {
        Button button = new Button();
        button.setId("offer-close");
        button.textProperty().bind(app.text("window.close"));
        button.setOnAction(_ -> dismiss());
        return button;
    }

    private Button connecting() {
        again.setId("offer-connect");
        again.getStyleClass().add("primary");
        again.textProperty().bind(app.text("offer.connect"));
        again.setOnAction(_ -> connectAgain());
        return again;
    }

    private void connectAgain() {
        if (!again.isDisabled()) {
            close.run();
            connect.again(resuming.isWanted());
        }
    }

    private void refresh() {
        OfferChoice now = model.choice().get();
        Optional<Preset> known =
                Arrays.stream(Preset.values())
                        .filter(preset -> choice(preset).equals(now))
                        .findFirst();
        if (!model.changed().get()) {
            presets.setText(app.words.get().text("offer.preset.usual"));
            about.setText(app.words.get().text("offer.about.usual"));
        } else {
            presets.setText(
                    app.words
                            .get()
                            .text(known.map(Preset::title).orElse(Phrase.of("offer.preset.own"))));
            about.setText(
                    app.words
                            .get()
                            .text(known.map(Preset::about).orElse(Phrase.of("offer.about.own"))));
        }
        Optional<Phrase> wrong =
                now.problem()
                        .or(() ->
                                connect.isRecorded()
                                        ? Optional.of(Phrase.of("offer.recorded"))
                                        : Optional.empty());
        again.setDisable(wrong.isPresent());
        problem.setVisible(wrong.isPresent());
        problem.setText(wrong.map(app.words.get()::text).orElse(""));
    }

    // -- the sections

    private Region section(String title, Node... content) {
        Label head = new Label();
        head.textProperty().bind(app.text(title));
        head.getStyleClass().addAll("bold", "offer-section");
        VBox box = new VBox(6, head);
        box.getChildren().addAll(content);
        return box;
    }

    private Label hint(String key) {
        Label label = new Label();
        label.textProperty().bind(app.text(key));
        label.getStyleClass().addAll("muted", "offer-hint");
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }

    /** A part of the offer that can be seen and changed. */
    private <V> ObjectProperty<V> part(
            Function<OfferChoice, V> read, BiFunction<OfferChoice, V, OfferChoice> write) {
        ObjectProperty<V> part = new SimpleObjectProperty<>(read.apply(model.choice().get()));
        model.choice().subscribe(now -> part.set(read.apply(now)));
        part.subscribe(value -> model.change(part, now -> write.apply(now, value)));
        return part;
    }

    private Node versions() {
        ObjectProperty<Versions> part =
                part(
                        now -> now.offer().versions(),
                        (now, versions) -> now.with(offer -> offer.withVersions(versions)));
        Segments<Versions> segments =
                new Segments<>(
                        List.of(Versions.values()),
                        part,
                        each -> app.text(versionsKey(each)),
                        app.text("offer.versions"));
        segments.setId("offer-versions");
        return segments;
    }

    private static String versionsKey(Versions versions) {
        return switch (versions) {
            case AUTO -> "offer.versions.auto";
            case TLS_1_3 -> "offer.versions.tls_1_3";
            case TLS_1_2 -> "offer.versions.tls_1_2";
            case DOWN_TO_1_0 -> "offer.versions.down_to_1_0";
            case OLD -> "offer.versions.old";
        };
    }

    private Node suites() {
        ChoiceList<CipherSuite> list =
                list(
                        "offer-suites",
                        Offers.supported(),
                        Offer::suites,
                        Offer::withSuites,
                        CipherSuite::weaknesses,
                        null,
                        "offer.suites");
        TextField filter = new TextField();
        filter.setId("offer-filter");
        filter.promptTextProperty().bind(app.text("offer.filter"));
        filter.accessibleTextProperty().bind(app.text("offer.filter"));
        filter.textProperty().subscribe(list::filter);
        filter.addEventFilter(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (event.getCode() == KeyCode.DOWN) {
                        list.requestFocus();
                        event.consume();
                    }
                });
        return new VBox(6, filter, list, hint("offer.hint"));
    }

    private Node groups() {
        List<NamedGroup> all = Offers.supportedGroups();
        // A share can be sent of those that would be, were all wanted.
        Set<NamedGroup> able =
                Set.copyOf(
                        Offer.to(OfferChoice.ANY)
                                .withGroups(all)
                                .withKeyShares(all)
                                .offeredKeyShares());
        ChoiceList.Extra<NamedGroup> share =
                new ChoiceList.Extra<>() {
                    @Override
                    public boolean applies(NamedGroup group) {
                        return able.contains(group);
                    }

                    @Override
                    public boolean isOn(NamedGroup group) {
                        return shares(model.choice().get().offer()).contains(group);
                    }

                    @Override
                    public void toggle(NamedGroup group) {
                        model.change(new Object(), now -> now.with(offer -> toggled(offer, group)));
                    }
                };
        ChoiceList<NamedGroup> list =
                list(
                        "offer-groups",
                        all,
                        Offer::groups,
                        OfferSheet::withGroups,
                        NamedGroup::weaknesses,
                        share,
                        "offer.groups");
        model.choice().subscribe(_ -> list.refresh());
        return new VBox(6, list, hint("offer.hint.groups"));
    }

    private static List<NamedGroup> shares(Offer offer) {
        List<NamedGroup> said = offer.keyShares();
        return said == null ? offer.offeredKeyShares() : said;
    }

    private static Offer toggled(Offer offer, NamedGroup group) {
        Set<NamedGroup> shares = new HashSet<>(shares(offer));
        if (!shares.remove(group)) {
            shares.add(group);
        }
        // In the order of the groups; those of groups that are not offered are spoken of as such.
        return offer.withKeyShares(
                Stream.concat(offer.groups().stream(), Offers.supportedGroups().stream())
                        .distinct()
                        .filter(shares::contains)
                        .toList());
    }

    /** A group that is not offered any more has no share either. */
    private static Offer withGroups(Offer offer, List<NamedGroup> groups) {
        List<NamedGroup> said = offer.keyShares();
        return offer.withGroups(groups)
                .withKeyShares(
                        said == null ? null : groups.stream().filter(said::contains).toList());
    }

    private Node schemes() {
        ChoiceList<SignatureScheme> list =
                list(
                        "offer-schemes",
                        Offers.supportedSignatureSchemes(),
                        Offer::signatureSchemes,
                        Offer::withSignatureSchemes,
                        SignatureScheme::weaknesses,
                        null,
                        "offer.schemes");
        return list;
    }

    private <T extends Code> ChoiceList<T> list(
            String id,
            List<T> all,
            Function<Offer, List<T>> read,
            BiFunction<Offer, List<T>, Offer> write,
            Function<T, Set<Weakness>> weaknesses,
            ChoiceList.@Nullable Extra<T> extra,
            String spoken) {
        ChoiceList<T> list =
                new ChoiceList<>(
                        app,
                        all,
                        model.choice().map(now -> read.apply(now.offer())),
                        change ->
                                model.change(
                                        change.what(),
                                        now ->
                                                now.with(offer ->
                                                        write.apply(offer, change.chosen()))),
                        weaknesses,
                        extra,
                        app.text(spoken));
        list.setId(id);
        return list;
    }

    private Node protocols() {
        TextField field = new TextField();
        field.setId("offer-alpn");
        field.accessibleTextProperty().bind(app.text("offer.alpn"));
        field.promptTextProperty().bind(app.text("offer.alpn.none"));
        typed(field, OfferChoice::protocols, OfferChoice::withProtocols);
        return new VBox(6, field, hint("offer.hint.alpn"));
    }

    private Node naming() {
        Segments<Naming> segments =
                new Segments<>(
                        List.of(Naming.values()),
                        part(OfferChoice::naming, OfferChoice::withNaming),
                        each -> app.text(namingKey(each)),
                        app.text("offer.sni"));
        segments.setId("offer-sni");
        TextField field = new TextField();
        field.setId("offer-sni-name");
        field.setPromptText("www.example.com");
        field.accessibleTextProperty().bind(app.text("offer.sni.other"));
        typed(field, OfferChoice::otherName, OfferChoice::withOtherName);
        ObservableValue<Boolean> other = model.choice().map(now -> now.naming() == Naming.OTHER);
        field.disableProperty().bind(other.map(on -> !on));
        HBox.setHgrow(field, Priority.ALWAYS);
        HBox row = new HBox(8, segments, field);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private static String namingKey(Naming naming) {
        return switch (naming) {
            case HOST -> "offer.sni.host";
            case NOTHING -> "offer.sni.nothing";
            case OTHER -> "offer.sni.other";
        };
    }

    private void typed(
            TextField field,
            Function<OfferChoice, String> read,
            BiFunction<OfferChoice, String, OfferChoice> write) {
        model.choice()
                .subscribe(now -> {
                    if (!field.getText().equals(read.apply(now))) {
                        field.setText(read.apply(now));
                    }
                });
        field.textProperty().subscribe(text -> model.change(field, now -> write.apply(now, text)));
        field.setOnAction(_ -> connectAgain());
    }

    private Node extensions() {
        FlowPane boxes = new FlowPane(14, 7);
        for (ExtensionType type : Offers.optional()) {
            CheckBox box = new CheckBox(type.name());
            box.setId("offer-extension-" + type.name());
            box.setMnemonicParsing(false);
            box.getStyleClass().addAll("mono", "offer-extension");
            model.choice().subscribe(now -> box.setSelected(!now.offer().leftOut().contains(type)));
            box.setOnAction(_ -> model.change(new Object(), now -> now.with(sending(type, box))));
            boxes.getChildren().add(box);
        }
        boxes.setPrefWrapLength(0);
        return new VBox(6, hint("offer.hint.extensions"), boxes);
    }

    private static UnaryOperator<Offer> sending(ExtensionType type, CheckBox box) {
        return offer -> {
            Set<ExtensionType> leftOut = new HashSet<>(offer.leftOut());
            if (box.isSelected()) {
                leftOut.remove(type);
            } else {
                leftOut.add(type);
            }
            return offer.withLeftOut(leftOut);
        };
    }

    // -- keys

    private void pressed(KeyEvent event) {
        boolean typing = event.getTarget() instanceof TextField;
        if (UNDO.match(event) && !typing) {
            model.undo();
            event.consume();
        }
    }

    @Override
    public boolean takes(Command command) {
        if (command == Command.CONNECT || command == Command.AGAIN) {
            connectAgain();
            return true;
        }
        return false;
    }

    /** A scroll pane does not follow the keyboard by itself. */
    private void bringInSight(Node node) {
        Node inside = node;
        while (inside != null && !inside.equals(sections)) {
            inside = inside.getParent();
        }
        double room = sections.getHeight() - scroll.getViewportBounds().getHeight();
        if (inside == null || node.equals(sections) || room <= 0) {
            return;
        }
        Bounds bounds = sections.sceneToLocal(node.localToScene(node.getLayoutBounds()));
        double top = scroll.getVvalue() * room;
        double bottom = top + scroll.getViewportBounds().getHeight();
        if (bounds.getMinY() - MARGIN < top) {
            scroll.setVvalue(Math.max(0, bounds.getMinY() - MARGIN) / room);
        } else if (bounds.getMaxY() + MARGIN > bottom) {
            double height = scroll.getViewportBounds().getHeight();
            scroll.setVvalue(Math.min(room, bounds.getMaxY() + MARGIN - height) / room);
        }
    }

    /** Shows what is offered to whom is connected to now; there is nothing to take back yet. */
    @Override
    public void begin() {
        model.begin();
        resuming.offer(connect.resumable());
        refresh();
        scroll.setVvalue(0);
        presets.requestFocus();
    }

    @Override
    public void dismiss() {
        close.run();
    }
}
