package dev.handshake.ui.shell;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.Phrase;
import dev.handshake.capture.CaptureSource;
import dev.handshake.capture.lab.Scenario;
import dev.handshake.capture.live.ClientOptions;
import dev.handshake.export.Autosave;
import dev.handshake.session.MessageType;
import dev.handshake.session.Session;
import dev.handshake.ui.compare.CompareModel;
import dev.handshake.ui.compare.CompareView;
import dev.handshake.ui.compare.SessionName;
import dev.handshake.ui.connect.CaptureModel;
import dev.handshake.ui.connect.ConnectModel;
import dev.handshake.ui.connect.ConnectionListView;
import dev.handshake.ui.connect.ConnectionRow;
import dev.handshake.ui.connect.Doors;
import dev.handshake.ui.connect.HostField;
import dev.handshake.ui.connect.OfferSheet;
import dev.handshake.ui.connect.PasswordCard;
import dev.handshake.ui.control.Card;
import dev.handshake.ui.control.Command;
import dev.handshake.ui.control.Scaled;
import dev.handshake.ui.detail.InspectorView;
import dev.handshake.ui.export.ExportModel;
import dev.handshake.ui.export.FileChoice;
import dev.handshake.ui.export.Keeper;
import dev.handshake.ui.export.SecretsCard;
import dev.handshake.ui.keys.KeyScheduleView;
import dev.handshake.ui.model.AppModel;
import dev.handshake.ui.model.Notice;
import dev.handshake.ui.model.Playback;
import dev.handshake.ui.model.SidePanel;
import dev.handshake.ui.playback.PlaybackView;
import dev.handshake.ui.predict.PredictModel;
import dev.handshake.ui.predict.PredictView;
import dev.handshake.ui.sequence.SequenceView;
import dev.handshake.ui.story.StoryModel;
import dev.handshake.ui.story.StoryView;
import dev.handshake.ui.theme.Theme;
import dev.handshake.ui.viewpoint.ViewpointBar;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.animation.PauseTransition;
import javafx.beans.InvalidationListener;
import javafx.beans.property.BooleanProperty;
import javafx.geometry.Dimension2D;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/** The one window: composes the views, and gives every command its deed. */
final class Window {
    static final double LEAST_WIDTH = 900;
    static final double LEAST_HEIGHT = 600;
    static final double LEAST_SCALE = 0.5;
    static final double MOST_SCALE = 3;

    private static final double SCALE_STEP = 1.1;

    /** How long after a click another one makes it double; ns. */
    private static final long DOUBLE_CLICK = 400_000_000;

    /** A few of them. */
    private static final Duration FRAMES = Duration.millis(100);

    /** By then the invitation stands. */
    private static final Duration QUIET = Duration.millis(600);

    private final AppModel app;
    private final ConnectModel connect;
    private final CaptureModel captures;
    private final Keeper keeper;
    private final FileChoice choice;
    private final SettingsFile file;
    private final Settings before;
    private final ExportModel export;
    private final ExecutorService exporter =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().name("export").daemon().factory());
    private final TopBar top;
    private final SessionStrip strip;
    private final ViewpointBar viewpoint;
    private final FirstRun firstRun;
    private final ConnectionListView list;
    private final CompareModel comparing;
    private final Region inspector;
    private final StoryModel story;
    private final StoryView storyView;
    private final PredictModel predicting;
    private final PlaybackView bar;
    private final Region keySchedule;
    private final StackPane side = new StackPane();
    private final Region diagram;
    private final StackPane middle = new StackPane();
    private final HBox split = new HBox();
    private final BorderPane page = new BorderPane();
    private final VBox bars = new VBox();

    /** The page of a session. */
    private final BorderPane telling = new BorderPane();

    private final StackPane layers = new StackPane(page);
    private final Scaled scaled = new Scaled(layers);
    private final Presenter presenter;
    private final HelpCard help;
    private final Clock clock;
    private final Clock comparingClock;
    private final Tastes tastes;
    private final @Nullable Double askedScale;

    private Breadth breadth = Breadth.NORMAL;
    private @Nullable Card card;

    /** Made when it is first asked for. */
    private @Nullable Gallery gallery;

    /** Made when it is first asked for. */
    private @Nullable CompareView compareView;

    /** Made when it is first asked for. */
    private @Nullable PredictView predictView;

    /** Made when it is first asked for. */
    private @Nullable OfferSheet offerSheet;

    /** Made when it is first asked for. */
    private @Nullable GlossaryCard glossary;

    /** Whether what is compared was chosen in the list of connections. */
    private boolean comparedFromList;

    private boolean closed;

    /**
     * Until when clicks in the middle are the rest of a double click on something that has gone.
     */
    private long deafUntil = System.nanoTime();

    private @Nullable Double chosenScale;

    /** The size that the window has when nothing is presented; null while nothing is. */
    private @Nullable Dimension2D windowed;

    /** The first messages of flights that are folded only as long as they are presented. */
    private Set<Integer> foldedForClass = Set.of();

    /** Whether the panel was in sight before it was presented. */
    private boolean inspected;

    /**
     * @param doors where captures come from
     * @param choice asks for files
     */
    Window(AppModel app, Doors doors, FileChoice choice, SettingsFile file, StartOptions options) {
        this(app, doors, choice, file, options, Autosave::ofThisUser);
    }

    /**
     * @param keeping where the last session is kept
     */
    Window(
            AppModel app,
            Doors doors,
            FileChoice choice,
            SettingsFile file,
            StartOptions options,
            Keeper.Start keeping) {
        this.app = app;
        this.file = file;
        this.before = file.read();
        this.choice = choice;
        this.connect = new ConnectModel(app, doors);
        this.captures = new CaptureModel(app, connect);
        this.keeper = new Keeper(app, keeping);
        this.clock = new Clock(app.playback);
        this.export = new ExportModel(app, choice, Window::toClipboard, exporter);
        this.export.folder.set(before.exports());
        this.top =
                new TopBar(
                        app,
                        connect,
                        captures,
                        export,
                        this::chooseCapture,
                        this::changeOffer,
                        this::showLab,
                        this::compare,
                        this::showHelp);
        this.strip = new SessionStrip(app, connect, captures, this::changeOffer);
        this.viewpoint = new ViewpointBar(app, this::chooseKeys);
        this.comparing = new CompareModel(app);
        this.comparingClock = new Clock(comparing.playback);
        this.list =
                new ConnectionListView(
                        app,
                        captures,
                        this::chooseKeys,
                        new ConnectionListView.Comparing() {
                            @Override
                            public @Nullable String other() {
                                return comparing
                                        .last()
                                        .map(new SessionName(app.words.get())::of)
                                        .orElse(null);
                            }

                            @Override
                            public void compare(List<ConnectionRow> rows) {
                                Window.this.compare(rows);
                            }
                        });
        this.firstRun = new FirstRun(app, connect, this::showLab);
        this.diagram = new SequenceView(app);
        this.inspector = new InspectorView(app, this::chooseKeys);
        this.story = new StoryModel(app);
        this.storyView = new StoryView(app, story, () -> app.side.set(SidePanel.MESSAGE));
        this.predicting = new PredictModel(app);
        this.bar = new PlaybackView(app);
        this.presenter = new Presenter(app, layers, before.presented());
        this.keySchedule = new KeyScheduleView(app);
        this.help = new HelpCard(app, this::hideHelp);
        this.tastes = new Tastes(app, before, options);
        this.chosenScale = before.scale();
        this.askedScale = options.scale();
        connect.history.setAll(before.hosts());
        captures.recent.setAll(before.captures());
        connect.versions.set(before.versions());
        app.playback.speed.set(before.speed());
        app.mainSecret.set(before.mainSecret());
        compose();
        switch (options.first()) {
            case null -> {}
            case StartOptions.First.Host(ClientOptions client) -> connect.connect(client);
            case StartOptions.First.Lab(Scenario scenario, ClientOptions client) ->
                    connect.connect(scenario, client);
            case StartOptions.First.Served(CaptureSource source) -> connect.watch(source);
            case StartOptions.First.File(
                            Path path,
                            List<Path> keyFiles,
                            List<Bytes> anchors,
                            int session) -> {
                captures.trust(anchors);
                captures.open(path, keyFiles, session);
            }
        }
    }

    /** Puts everything on a stage, and ends everything when it closes. */
    void show(Stage stage) {
        Scene scene = new Scene(scaled, before.width(), before.height());
        app.colours.subscribe(_ -> dress(scene));
        scaled.scale.subscribe(_ -> dress(scene));
        scene.widthProperty().subscribe(_ -> fit(scene));
        scene.heightProperty().subscribe(_ -> fit(scene));
        scaled.scale.subscribe(_ -> fit(scene));
        Keys.install(scene, this::means, this::perform);
        Drops.install(scene, layers, this::take);
        presenter.install(scene);
        app.presenting.addListener((_, _, on) -> present(stage, on));
        stage.fullScreenProperty()
                .addListener((_, _, full) -> {
                    // The system has its own ways out of it.
                    if (!full) {
                        app.presenting.set(false);
                    }
                });
        stage.titleProperty().bind(app.text("app.name"));
        stage.setMinWidth(LEAST_WIDTH);
        stage.setMinHeight(LEAST_HEIGHT);
        stage.setScene(scene);
        stage.setOnHidden(_ -> close());
        stage.show();
        if (connect.started().get()) {
            diagram.requestFocus();
        } else {
            firstRun.host().type();
            connect.rehearse();
            PauseTransition quiet = new PauseTransition(QUIET);
            quiet.setOnFinished(_ -> prepareList());
            quiet.play();
        }
    }

    /**
     * Lets the list be laid out once, unseen: making a table takes longer than a frame, and is done
     * before a capture is opened instead of then.
     */
    private void prepareList() {
        if (!closed && list.getScene() == null) {
            list.setManaged(false);
            list.setOpacity(0);
            list.resize(layers.getWidth(), layers.getHeight());
            layers.getChildren().addFirst(list);
            PauseTransition seen = new PauseTransition(FRAMES);
            seen.setOnFinished(_ -> {
                layers.getChildren().remove(list);
                list.setOpacity(1);
                list.setManaged(true);
            });
            seen.play();
        }
    }

    private void compose() {
        layers.getStyleClass().add("page");
        side.getStyleClass().add("inspector-side");
        app.side.subscribe(panel -> side.getChildren().setAll(panel(panel)));
        HBox.setHgrow(diagram, Priority.ALWAYS);
        diagram.setMinSize(0, 0);
        diagram.setId("diagram");
        app.diagramWidth.bind(diagram.widthProperty());
        NoticeToast notice = new NoticeToast(app);
        StackPane.setAlignment(notice, Pos.BOTTOM_CENTER);
        StackPane.setMargin(notice, new Insets(0, 0, 80, 0));
        layers.getChildren().add(notice);
        split.getChildren().setAll(diagram);
        middle.getChildren().setAll(split);
        bars.getChildren().setAll(top, new LeftOverBar(app, keeper, captures));
        telling.setTop(new VBox(strip, viewpoint));
        place();
        connect.started().addListener((_, _, _) -> begin());
        app.listing.addListener((_, _, _) -> turnOver());
        app.comparing.addListener((_, _, _) -> turnOver());
        middle.addEventFilter(MouseEvent.ANY, this::hear);
        captures.locked()
                .subscribe(locked ->
                        ask(locked == null ? null : new PasswordCard(app, captures, locked)));
        export.asking()
                .subscribe(session -> ask(session == null ? null : new SecretsCard(app, export)));
        app.term.subscribe(this::lookUp);
        // From here on the keys are the story's, not the field's.
        connect.capturing()
                .subscribe(on -> {
                    if (on) {
                        diagram.requestFocus();
                    }
                });
        app.inspecting.subscribe(_ -> placeSide());
        connect.history.addListener((InvalidationListener) _ -> remember());
        captures.recent.addListener((InvalidationListener) _ -> remember());
    }

    /** The list of a capture's connections, a session, or the invitation. */
    private void place() {
        boolean large = app.presenting.get();
        page.setTop(large ? null : bars);
        presenter.clear();
        if (large) {
            telling.setCenter(null);
            telling.setBottom(null);
            presenter.show(middle, bar);
        } else {
            telling.setCenter(middle);
            telling.setBottom(bar);
        }
        bar.slim(large);
        page.setCenter(
                app.listing.get()
                        ? list
                        : app.comparing.get()
                                ? compareView()
                                : large ? presenter : connect.started().get() ? telling : firstRun);
    }

    private void turnOver() {
        if (app.listing.get() || app.comparing.get()) {
            app.presenting.set(false);
        }
        place();
        comparedFromList &= app.comparing.get();
        if (app.listing.get()) {
            list.type();
        } else if (app.comparing.get()) {
            compareView().begin();
        } else {
            deafUntil = System.nanoTime() + DOUBLE_CLICK;
            diagram.requestFocus();
        }
    }

    private void hear(MouseEvent event) {
        if (event.getClickCount() > 1 && System.nanoTime() < deafUntil) {
            event.consume();
        }
    }

    /** The invitation gives way to the story. */
    private void begin() {
        boolean moving =
                firstRun.getScene() != null
                        && !app.listing.get()
                        && !app.playback.reducedMotion.get();
        Rise rise = moving ? new Rise(layers, firstRun.field()) : null;
        place();
        if (rise != null) {
            rise.to(top.host());
        }
    }

    private void dress(Scene scene) {
        Theme.apply(scene, app.colours.get(), scaled.scale.get());
        scene.getStylesheets().add(Theme.sheet(Window.class, "shell.css"));
    }

    /** Shows the session to a class, or puts it back among everything else. */
    private void present(Stage stage, boolean on) {
        if (on) {
            windowed = new Dimension2D(stage.getScene().getWidth(), stage.getScene().getHeight());
            inspected = app.inspecting.get();
            Presenter.fill(stage);
            app.inspecting.set(true);
            foldedForClass = foldTcp();
        } else {
            stage.setFullScreen(false);
            app.selection.folded.removeAll(foldedForClass);
            app.inspecting.set(inspected);
            windowed = null;
            remember();
        }
        place();
        fit(stage.getScene());
        diagram.requestFocus();
    }

    /** A class sees TCP as one line; returns what had to be folded for that. */
    private Set<Integer> foldTcp() {
        Session session = app.session.get();
        return session != null
                        && !session.messages().isEmpty()
                        && session.messages().getFirst().type().layer() == MessageType.Layer.TCP
                        && app.selection.folded.add(1)
                ? Set.of(1)
                : Set.of();
    }

    private void fit(Scene scene) {
        if (app.presenting.get()) {
            scaled.scale.set(presenter.scale(scene.getWidth(), scene.getHeight()));
            placeSide();
            return;
        }
        Double wanted = chosenScale == null ? askedScale : chosenScale;
        scaled.scale.set(wanted == null ? Breadth.scale(scene.getWidth()) : wanted);
        Breadth now = Breadth.of(scene.getWidth() / scaled.scale.get());
        if (now != breadth) {
            // Over the diagram it is an answer to a question; beside it, it is always there.
            app.inspecting.set(now != Breadth.NARROW);
        }
        breadth = now;
        top.fit(now);
        if (compareView != null) {
            compareView.fit(now == Breadth.NARROW, now.differences());
        }
        strip.fit(now);
        viewpoint.fit(now == Breadth.NARROW);
        placeSide();
    }

    private void placeSide() {
        boolean large = app.presenting.get();
        boolean over = breadth == Breadth.NARROW && !large;
        double width = large ? Presenter.sideWidth(sheetWidth()) : breadth.inspector();
        side.setMinWidth(width);
        side.setPrefWidth(width);
        side.setMaxWidth(width);
        split.getChildren().remove(side);
        middle.getChildren().remove(side);
        presenter.beside(null);
        if (!app.inspecting.get()) {
            return;
        }
        if (large) {
            presenter.beside(side);
        } else if (over) {
            StackPane.setAlignment(side, Pos.CENTER_RIGHT);
            middle.getChildren().add(side);
        } else {
            split.getChildren().add(side);
        }
    }

    private double sheetWidth() {
        return scaled.getScene().getWidth() / scaled.scale.get();
    }

    private Region panel(SidePanel panel) {
        return switch (panel) {
            case MESSAGE -> inspector;
            case STORY -> storyView;
            case PREDICT -> {
                if (predictView == null) {
                    predictView = new PredictView(app, predicting);
                }
                yield predictView;
            }
            case KEYS -> keySchedule;
        };
    }

    /** Whether a command means anything now; those that are always meant say themselves why not. */
    private boolean means(Command command) {
        if (presenter.isBlack()) {
            // Any key is the black screen's.
            return false;
        }
        return switch (command) {
            case ANSWER, REVEAL, RESTART -> isShown() && app.side.get() == SidePanel.PREDICT;
            case BLACK, SPOTLIGHT, WIDER_SPOT, NARROWER_SPOT, LARGER_TYPE, SMALLER_TYPE ->
                    isShown() && app.presenting.get();
            case HOST,
                    CONNECT,
                    AGAIN,
                    OFFER,
                    LAB,
                    COMPARE,
                    OPEN_FILE,
                    ADD_KEYS,
                    CONNECTIONS,
                    NEXT_CONNECTION,
                    PREVIOUS_CONNECTION,
                    FILTER,
                    CANCEL,
                    PLAY,
                    STEP,
                    BACK,
                    FIRST,
                    LAST,
                    OPEN,
                    OPEN_ALL,
                    INSPECTOR,
                    STORY,
                    GLOSSARY,
                    KEY_SCHEDULE,
                    VIEWPOINT,
                    PREDICT,
                    PRESENT,
                    SAVE,
                    EXPORT,
                    LARGER,
                    SMALLER,
                    ORIGINAL_SIZE,
                    HELP ->
                    true;
        };
    }

    /** Whether a session is told, and nothing lies over it. */
    private boolean isShown() {
        return connect.started().get()
                && !app.listing.get()
                && !app.comparing.get()
                && card == null
                && !helping()
                && !browsing();
    }

    private void perform(Command command, KeyEvent event) {
        if (card != null && card.takes(command)) {
            return;
        }
        // What cannot be seen is not told.
        if ((helping() || card != null) && command != Command.CANCEL) {
            return;
        }
        if (browsing() && !Gallery.takes(command)) {
            return;
        }
        boolean elsewhere = app.listing.get() || (app.comparing.get() && !isTelling(command));
        if (elsewhere && isAboutASession(command)) {
            return;
        }
        switch (command) {
            case HOST -> host().type();
            case CONNECT -> connect.connect();
            case AGAIN -> connect.again();
            case OFFER -> changeOffer();
            case COMPARE -> compare();
            case LAB -> {
                if (browsing()) {
                    hideLab();
                } else {
                    showLab();
                }
            }
            case OPEN_FILE -> chooseCapture();
            case ADD_KEYS -> chooseKeys();
            case CONNECTIONS -> captures.list();
            case NEXT_CONNECTION -> captures.turn(1);
            case PREVIOUS_CONNECTION -> captures.turn(-1);
            case FILTER -> filter();
            case SAVE -> export.capture();
            case CANCEL -> cancel();
            case PLAY -> {
                if (app.comparing.get() || !predicting.stepOn()) {
                    playback().toggle();
                }
            }
            case STEP -> {
                if (app.comparing.get() || !predicting.stepOn()) {
                    step(1);
                }
            }
            case BACK -> step(-1);
            case FIRST -> playback().goTo(0);
            case LAST -> playback().goTo(playback().last.get());
            case OPEN -> app.selection.toggle(app.selection.message.get());
            case OPEN_ALL -> app.toggleAll();
            case INSPECTOR -> {
                BooleanProperty shown = app.comparing.get() ? comparing.listing : app.inspecting;
                shown.set(!shown.get());
            }
            case STORY -> app.turn(SidePanel.STORY);
            case GLOSSARY -> app.term.set("");
            case PREDICT -> app.turn(SidePanel.PREDICT);
            case ANSWER -> predicting.choose(Command.digit(event) - 1);
            case REVEAL -> predicting.reveal();
            case RESTART -> predicting.restart();
            case PRESENT -> present();
            case BLACK -> presenter.blacken();
            case SPOTLIGHT -> presenter.light();
            case WIDER_SPOT -> presenter.widen(1);
            case NARROWER_SPOT -> presenter.widen(-1);
            case KEY_SCHEDULE -> app.turn(SidePanel.KEYS);
            case VIEWPOINT -> app.sight.cycle();
            case EXPORT -> top.showExports();
            case LARGER, LARGER_TYPE -> enlarge(SCALE_STEP);
            case SMALLER, SMALLER_TYPE -> enlarge(1 / SCALE_STEP);
            case ORIGINAL_SIZE -> choose(null);
            case HELP -> showHelp();
        }
    }

    /** A message on or back; while the story is told, one of its steps. */
    private void step(int by) {
        boolean telling = app.side.get() == SidePanel.STORY && app.inspecting.get();
        if (telling && !app.comparing.get()) {
            story.goTo(story.at.get() + by);
        } else if (by > 0) {
            playback().step();
        } else {
            playback().back();
        }
    }

    /** What is told: the session that is shown, or the two that are compared. */
    private Playback playback() {
        return app.comparing.get() ? comparing.playback : app.playback;
    }

    /** Whether it means the same for two sessions as for one. */
    private static boolean isTelling(Command command) {
        return switch (command) {
            case PLAY, STEP, BACK, FIRST, LAST, INSPECTOR -> true;
            default -> false;
        };
    }

    /** Whether it means nothing while the list is shown. */
    private static boolean isAboutASession(Command command) {
        return switch (command) {
            case PLAY,
                    STEP,
                    BACK,
                    FIRST,
                    LAST,
                    OPEN,
                    OPEN_ALL,
                    INSPECTOR,
                    VIEWPOINT,
                    STORY,
                    PREDICT,
                    ANSWER,
                    REVEAL,
                    RESTART,
                    PRESENT,
                    BLACK,
                    SPOTLIGHT,
                    WIDER_SPOT,
                    NARROWER_SPOT,
                    LARGER_TYPE,
                    SMALLER_TYPE,
                    KEY_SCHEDULE,
                    EXPORT,
                    CONNECTIONS,
                    NEXT_CONNECTION,
                    PREVIOUS_CONNECTION ->
                    true;
            case HOST,
                    CONNECT,
                    AGAIN,
                    OFFER,
                    COMPARE,
                    LAB,
                    OPEN_FILE,
                    ADD_KEYS,
                    FILTER,
                    CANCEL,
                    GLOSSARY,
                    SAVE,
                    LARGER,
                    SMALLER,
                    ORIGINAL_SIZE,
                    HELP ->
                    false;
        };
    }

    private void filter() {
        captures.list();
        if (app.listing.get()) {
            list.type();
        }
    }

    /** Takes files that were dropped: captures and keys. */
    void take(List<Path> files) {
        if (!helping() && !browsing() && card == null) {
            captures.take(files);
        }
    }

    private void chooseCapture() {
        captures.take(
                choice.open(
                        app.words.get().text("window.open.title"),
                        app.words.get().text("window.open.kind"),
                        List.of("*.pcap", "*.pcapng", "*.cap", "*.gz", "*.dmp"),
                        recentFolder()));
    }

    private void chooseKeys() {
        if (!captures.isOpen()) {
            captures.addKeys(List.of());
            return;
        }
        List<Path> chosen =
                choice.open(
                        app.words.get().text("window.keys.title"),
                        app.words.get().text("window.keys.kind"),
                        List.of("*.keys", "*.log", "*.txt", "*.pem", "*.key", "*.p12", "*.pfx"),
                        recentFolder());
        if (!chosen.isEmpty()) {
            captures.addKeys(chosen);
        }
    }

    /** Where the last capture lay: its keys mostly lie beside it. */
    private @Nullable Path recentFolder() {
        return captures.recent.isEmpty() ? null : captures.recent.getFirst().getParent();
    }

    private Optional<Path> chooseIdentity() {
        return choice
                .open(
                        app.words.get().text("offer.identity.title"),
                        app.words.get().text("offer.identity.kind"),
                        List.of("*.p12", "*.pfx", "*.pem", "*.crt", "*.key"),
                        recentFolder())
                .stream()
                .findFirst();
    }

    /**
     * Puts the two connections that are selected in the list beside each other, or else the last
     * two sessions, or goes back to where that was asked for.
     */
    private void compare() {
        if (app.comparing.get()) {
            boolean back = comparedFromList;
            app.comparing.set(false);
            if (back) {
                captures.list();
            }
        } else if (app.listing.get() && !list.two().isEmpty()) {
            compare(list.two());
        } else if (comparing.isPossible()) {
            showCompared();
        } else {
            app.notice.set(
                    new Notice.Refused(
                            Phrase.of(captures.isOpen() ? "compare.one_of_list" : "compare.one")));
        }
    }

    /** Two connections of the list, or one and the session that was shown last. */
    private void compare(List<ConnectionRow> rows) {
        Optional<Session> last = comparing.last();
        captures.read(
                rows,
                read -> {
                    if (read.size() > 1) {
                        comparing.choose(read.getFirst(), read.getLast());
                        showCompared();
                    } else if (last.isPresent()) {
                        comparing.choose(last.get(), read.getFirst());
                        showCompared();
                    }
                });
    }

    private void showCompared() {
        app.playback.playing.set(false);
        boolean fromList = app.listing.get();
        app.comparing.set(true);
        comparedFromList = fromList;
        app.listing.set(false);
    }

    private CompareView compareView() {
        if (compareView == null) {
            compareView =
                    new CompareView(
                            app,
                            comparing,
                            SequenceView::new,
                            new PlaybackView(
                                    app,
                                    comparing.playback,
                                    comparing.ticks(),
                                    comparing.now(),
                                    comparing.end()),
                            new CompareView.Connections() {
                                @Override
                                public boolean areThere() {
                                    return captures.isOpen();
                                }

                                @Override
                                public void show() {
                                    chooseCompared();
                                }
                            },
                            this::compare);
            compareView.fit(breadth == Breadth.NARROW, breadth.differences());
        }
        return compareView;
    }

    /** Opens the glossary at a word that is asked about, and closes it again. */
    private void lookUp(@Nullable String term) {
        if (term == null) {
            if (card instanceof GlossaryCard) {
                ask(null);
            }
        } else if (!(card instanceof GlossaryCard)) {
            if (glossary == null) {
                glossary = new GlossaryCard(app);
            }
            ask(glossary);
        }
    }

    /** Back to the list, where two connections can be selected. */
    private void chooseCompared() {
        app.comparing.set(false);
        captures.list();
        app.notice.set(new Notice.Said(Phrase.of("compare.choose")));
    }

    /** Shows what the next connection offers. */
    private void changeOffer() {
        if (offerSheet == null) {
            offerSheet = new OfferSheet(app, connect, this::chooseIdentity, () -> ask(null));
            StackPane.setAlignment(offerSheet, Pos.CENTER_RIGHT);
            StackPane.setMargin(offerSheet, new Insets(10));
        }
        ask(offerSheet);
    }

    /** Asks something, or takes the question away. */
    private void ask(@Nullable Card next) {
        if (card != null) {
            layers.getChildren().remove(card);
        } else if (next == null) {
            return;
        }
        card = next;
        page.setDisable(next != null);
        if (next == null) {
            focusPage();
        } else {
            app.playback.playing.set(false);
            layers.getChildren().add(next);
            next.begin();
        }
    }

    private HostField host() {
        return connect.started().get() ? top.host() : firstRun.host();
    }

    /** The topmost thing that can be ended, is. */
    private void cancel() {
        if (helping()) {
            hideHelp();
        } else if (card != null) {
            card.dismiss();
        } else if (browsing()) {
            if (!Objects.requireNonNull(gallery).clear()) {
                hideLab();
            }
        } else if (captures.opening().get() || (app.listing.get() && captures.isReading())) {
            captures.stop();
        } else if (connect.capturing().get()) {
            connect.cancel();
        } else if (app.comparing.get()) {
            if (breadth == Breadth.NARROW && comparing.listing.get()) {
                comparing.listing.set(false);
            } else {
                compare();
            }
        } else if (app.presenting.get()) {
            app.presenting.set(false);
        } else if (app.side.get() != SidePanel.MESSAGE) {
            app.side.set(SidePanel.MESSAGE);
        } else if (breadth == Breadth.NARROW) {
            app.inspecting.set(false);
        }
    }

    private void present() {
        if (app.presenting.get() || app.session.get() != null) {
            app.presenting.set(!app.presenting.get());
        } else {
            app.notice.set(new Notice.Refused(Phrase.of("present.nothing")));
        }
    }

    private void enlarge(double times) {
        choose((app.presenting.get() ? presenter.type() : scaled.scale.get()) * times);
    }

    /** Chooses the size of the type: of what is presented, or of the window; null for the usual. */
    private void choose(@Nullable Double scale) {
        if (app.presenting.get()) {
            presenter.type(scale == null ? 1 : scale);
            fit(scaled.getScene());
            remember();
            return;
        }
        chosenScale = scale == null ? null : Math.clamp(scale, LEAST_SCALE, MOST_SCALE);
        fit(scaled.getScene());
    }

    private boolean browsing() {
        return gallery != null && layers.getChildren().contains(gallery);
    }

    private void showLab() {
        if (browsing()) {
            return;
        }
        app.playback.playing.set(false);
        if (gallery == null) {
            gallery = new Gallery(app, connect, this::hideLab);
            StackPane.setMargin(gallery, new Insets(20));
        }
        page.setDisable(true);
        layers.getChildren().add(gallery);
        gallery.begin();
    }

    private void hideLab() {
        layers.getChildren().remove(gallery);
        page.setDisable(false);
        focusPage();
    }

    private boolean helping() {
        return layers.getChildren().contains(help);
    }

    private void showHelp() {
        if (!helping()) {
            app.playback.playing.set(false);
            page.setDisable(true);
            layers.getChildren().add(help);
            help.focusClose();
        }
    }

    private void hideHelp() {
        layers.getChildren().remove(help);
        page.setDisable(false);
        focusPage();
    }

    private void focusPage() {
        if (app.listing.get()) {
            list.type();
        } else if (app.comparing.get()) {
            compareView().begin();
        } else if (connect.started().get()) {
            diagram.requestFocus();
        } else {
            firstRun.host().type();
        }
    }

    private void remember() {
        file.write(now());
    }

    private Settings now() {
        Scene scene = scaled.getScene();
        boolean known = scene != null;
        return new Settings(
                connect.history,
                tastes.language(),
                tastes.palette(),
                connect.versions.get(),
                app.playback.speed.get(),
                known ? size(scene).getWidth() : before.width(),
                known ? size(scene).getHeight() : before.height(),
                chosenScale,
                presenter.type(),
                export.folder.get(),
                captures.recent,
                app.mainSecret.get());
    }

    /** As a window, not while it fills the screen. */
    private Dimension2D size(Scene scene) {
        return windowed == null ? new Dimension2D(scene.getWidth(), scene.getHeight()) : windowed;
    }

    /** Waits a moment for what is still to be done after the end. */
    void await() throws InterruptedException {
        captures.await();
        keeper.await();
    }

    private static void toClipboard(Image picture) {
        ClipboardContent content = new ClipboardContent();
        content.putImage(picture);
        Clipboard.getSystemClipboard().setContent(content);
    }

    private void close() {
        if (closed) {
            return;
        }
        closed = true;
        clock.stop();
        comparingClock.stop();
        connect.close();
        captures.close();
        keeper.close();
        exporter.shutdown();
        remember();
        file.close();
    }
}
