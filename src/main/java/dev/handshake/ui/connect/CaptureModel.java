package dev.handshake.ui.connect;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.Phrase;
import dev.handshake.capture.BadInput;
import dev.handshake.capture.Cancellation;
import dev.handshake.capture.KeyRing;
import dev.handshake.capture.PasswordNeeded;
import dev.handshake.capture.file.CaptureFile;
import dev.handshake.capture.file.KeyFile;
import dev.handshake.session.Catalogue;
import dev.handshake.session.Session;
import dev.handshake.ui.connect.Sieve.Sifted;
import dev.handshake.ui.model.AppModel;
import dev.handshake.ui.model.Notice;
import dev.handshake.ui.model.Source;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * The capture that is open: its connections as they are read, the one that is drawn, and the keys
 * that are added. At most one at a time, each replacing the one before it. Everything that takes
 * time is done on other threads; what has come of it is shown at most once a frame.
 */
public final class CaptureModel {
    /** How many files are remembered. */
    public static final int HISTORY = 10;

    /** So many connections are read at once: one processor is the window's, one the file's. */
    private static final int READERS = Math.max(1, Runtime.getRuntime().availableProcessors() - 2);

    /** What has no end after so long is said to take its time. */
    private static final long PATIENCE = 400_000_000;

    /** How far a capture has been read. */
    public enum State {
        /** There is none. */
        NONE,
        READING,
        /** Its connections are read once more, with keys that came later. */
        READING_AGAIN,
        READ,
        /** The user stopped the reading; what came until then is there. */
        STOPPED
    }

    /** A private key that opens only with a password; {@code why} says so, or what was wrong. */
    public record Locked(Path file, Phrase why) {}

    /** Words that must each stand somewhere in a connection. */
    public final StringProperty filter = new SimpleStringProperty("");

    /** The order of the list. */
    public final ObjectProperty<Comparator<ConnectionRow>> order =
            new SimpleObjectProperty<>(Columns.NUMBER.order());

    /** The connection that is selected in the list, or drawn. */
    public final ObjectProperty<@Nullable ConnectionRow> selected = new SimpleObjectProperty<>();

    /** Files that were opened before, the newest first. */
    public final ObservableList<Path> recent = FXCollections.observableArrayList();

    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.NONE);
    private final ReadOnlyObjectWrapper<Sifted> sifted =
            new ReadOnlyObjectWrapper<>(Sifted.NOTHING);
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper();
    private final ReadOnlyObjectWrapper<List<Phrase>> remarks =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyBooleanWrapper opening = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<@Nullable Locked> locked = new ReadOnlyObjectWrapper<>();

    private final AppModel app;
    private final ConnectModel connect;
    private final ExecutorService opener = worker("capture-opening");
    private final ExecutorService drawer = worker("capture-drawing");
    private final ExecutorService sifter = worker("capture-list");
    private final AtomicReference<@Nullable Come> result = new AtomicReference<>();
    private final AnimationTimer frames =
            new AnimationTimer() {
                @Override
                public void handle(long now) {
                    deliver(now);
                }
            };

    /** Private keys whose password will be asked for. */
    private final Queue<Locked> queue = new ArrayDeque<>();

    private @Nullable OpenCapture capture;
    private @Nullable ConnectionRow drawn;
    private @Nullable ConnectionRow wanted;
    private List<ConnectionRow> wantedUndrawn = List.of();
    private Cancellation openingEnd = new Cancellation();
    private long openingSince;
    private Phrase openingWhat = Phrase.of("window.starting");
    private boolean sifting;
    private boolean stale;

    /** The number of the connection that is drawn when all is read; 0 for the only one. */
    private int asked;

    /** Whether that is still to be done. */
    private boolean asking;

    /** Whether keys have come that the connections were not read with. */
    private boolean keysPending;

    private @Nullable Path unremembered;

    /** Trusted in place of all others in every capture that is opened. */
    private List<Bytes> trustAnchors = List.of();

    /** What of a capture has been sifted. */
    private record Come(OpenCapture from, Sifted sifted) {}

    /** What came of opening files. */
    private record Outcome(
            @Nullable CaptureFile file, Path path, int keyFiles, List<Locked> locked) {}

    public CaptureModel(AppModel app, ConnectModel connect) {
        this.app = app;
        this.connect = connect;
        filter.subscribe(_ -> siftAgain());
        order.subscribe(_ -> siftAgain());
        app.words.subscribe(_ -> siftAgain());
        connect.capturing()
                .subscribe(on -> {
                    if (on) {
                        forgetDrawn();
                    }
                });
    }

    private static ExecutorService worker(String name) {
        return Executors.newSingleThreadExecutor(Thread.ofPlatform().name(name).daemon().factory());
    }

    // -- what is known

    public ReadOnlyObjectProperty<State> state() {
        return state.getReadOnlyProperty();
    }

    /** Those connections that the filter lets through, in their order. */
    ReadOnlyObjectProperty<Sifted> sifted() {
        return sifted.getReadOnlyProperty();
    }

    /** How far the reading is, 0 to 1. */
    public ReadOnlyDoubleProperty progress() {
        return progress.getReadOnlyProperty();
    }

    /** What there is to say about the file: what of it was not read, what else it holds. */
    public ReadOnlyObjectProperty<List<Phrase>> remarks() {
        return remarks.getReadOnlyProperty();
    }

    /** Whether a file is being opened. */
    public ReadOnlyBooleanProperty opening() {
        return opening.getReadOnlyProperty();
    }

    /** The private key that wants a password; null while none does. */
    public ReadOnlyObjectProperty<@Nullable Locked> locked() {
        return locked.getReadOnlyProperty();
    }

    public boolean isOpen() {
        return capture != null;
    }

    /** What the file is called; empty while there is none. */
    public String name() {
        return capture == null ? "" : capture.name;
    }

    public boolean isReading() {
        return state.get() == State.READING || state.get() == State.READING_AGAIN;
    }

    // -- opening

    /**
     * Has captures that are opened from now on judged by these certificates (DER), whatever they
     * say; none for what they say, or the platform's roots.
     */
    public void trust(List<Bytes> anchors) {
        trustAnchors = List.copyOf(anchors);
    }

    /** Opens a capture with its keys, and draws a connection of it. */
    public void open(Path file, List<Path> keyFiles, int connection) {
        List<Path> all = new ArrayList<>(keyFiles);
        all.addFirst(file);
        take(all, connection);
    }

    /**
     * Takes what the user chose or dropped: a capture replaces the one that is open, keys are added
     * to it. What a file is, its content says.
     */
    public void take(List<Path> files) {
        take(files, 0);
    }

    /** Opens what was kept of another run of this program; it is not among the user's files. */
    public void reopen(Path kept) {
        unremembered = kept;
        take(List.of(kept), 0);
    }

    private void take(List<Path> files, int connection) {
        if (files.isEmpty()) {
            return;
        }
        KeyRing before = capture == null ? null : capture.catalogue.file().keys();
        List<Bytes> anchors = trustAnchors;
        Cancellation end = begin("window.opening", files.getFirst());
        opener.execute(() -> {
            try {
                Outcome outcome = openAll(files, before, end);
                if (outcome.file() != null) {
                    outcome.file().trust(anchors);
                }
                Platform.runLater(() -> opened(outcome, connection, end));
            } catch (BadInput e) {
                Platform.runLater(() -> refused(e.phrase(), end));
            } catch (Cancellation.Cancelled e) {
                Platform.runLater(() -> openingEnds(end));
            }
        });
    }

    private Cancellation begin(String what, Path file) {
        openingEnd.raise();
        openingEnd = new Cancellation();
        openingSince = System.nanoTime();
        openingWhat = Phrase.of(what, name(file));
        opening.set(true);
        frames.start();
        return openingEnd;
    }

    /** On another thread. */
    private static Outcome openAll(List<Path> files, @Nullable KeyRing before, Cancellation end)
            throws BadInput, Cancellation.Cancelled {
        CaptureFile opened = null;
        Path path = files.getFirst();
        KeyRing keys = new KeyRing();
        List<Locked> locked = new ArrayList<>();
        int keyFiles = 0;
        try {
            for (Path file : files) {
                CaptureFile capture = capture(file, keys, locked, end);
                if (capture == null) {
                    keyFiles++;
                } else {
                    if (opened != null) {
                        opened.close();
                    }
                    opened = capture;
                    path = file;
                }
            }
            if (opened == null && before == null) {
                throw new BadInput("window.keys_without_capture", name(path));
            }
        } catch (BadInput | Cancellation.Cancelled e) {
            if (opened != null) {
                opened.close();
            }
            throw e;
        }
        if (opened != null) {
            opened.keys().addAll(keys);
        } else if (before != null) {
            before.addAll(keys);
        }
        return new Outcome(opened, path, keyFiles, locked);
    }

    /** The capture that a file is; null where it is keys, which are then in {@code keys}. */
    private static @Nullable CaptureFile capture(
            Path file, KeyRing keys, List<Locked> locked, Cancellation end)
            throws BadInput, Cancellation.Cancelled {
        try {
            return CaptureFile.open(file, end);
        } catch (BadInput noCapture) {
            if (!noCapture.phrase().key().equals("capture.file.not_a_capture")) {
                throw noCapture;
            }
            try {
                KeyFile.read(file, null, keys);
                return null;
            } catch (PasswordNeeded e) {
                locked.add(new Locked(file, e.phrase()));
                return null;
            } catch (BadInput noKeys) {
                throw noCapture;
            }
        }
    }

    private void refused(Phrase why, Cancellation end) {
        if (openingEnds(end)) {
            app.notice.set(new Notice.Refused(why));
        }
    }

    /** Returns whether what has come of it is still wanted. */
    private boolean openingEnds(Cancellation end) {
        if (end != openingEnd) {
            return false;
        }
        opening.set(false);
        if (app.notice.get() instanceof Notice.Working) {
            app.notice.set(null);
        }
        return !end.isRaised();
    }

    private void opened(Outcome outcome, int connection, Cancellation end) {
        CaptureFile file = outcome.file();
        if (!openingEnds(end)) {
            if (file != null) {
                Thread.ofPlatform().name("capture-closing").daemon().start(file::close);
            }
            return;
        }
        if (file != null) {
            replace(file, outcome, connection);
        } else if (outcome.keyFiles() > outcome.locked().size()) {
            keysHaveCome();
        }
        queue.addAll(outcome.locked());
        nextLocked();
    }

    private void nextLocked() {
        if (locked.get() == null) {
            locked.set(queue.poll());
        }
    }

    private void replace(CaptureFile file, Outcome outcome, int connection) {
        closeCapture();
        app.listing.set(true);
        connect.release();
        app.clear();
        app.notice.set(null);
        remember(outcome.path());
        OpenCapture now = new OpenCapture(name(outcome.path()), new Catalogue(file, READERS));
        capture = now;
        asked = connection;
        asking = true;
        filter.set("");
        selected.set(null);
        sifted.set(Sifted.NOTHING);
        remarks.set(List.of());
        progress.set(0);
        state.set(State.READING);
        now.read();
        siftAgain();
    }

    private void closeCapture() {
        OpenCapture old = capture;
        capture = null;
        drawn = null;
        wanted = null;
        keysPending = false;
        sifting = false;
        stale = false;
        state.set(State.NONE);
        if (old != null) {
            old.stop();
            // After what is being drawn from it.
            drawer.execute(old::close);
        }
    }

    private void remember(Path file) {
        if (file.equals(unremembered)) {
            return;
        }
        Path whole = file.toAbsolutePath().normalize();
        recent.remove(whole);
        recent.addFirst(whole);
        if (recent.size() > HISTORY) {
            recent.remove(HISTORY, recent.size());
        }
    }

    private static String name(Path file) {
        Path name = file.getFileName();
        return name == null ? file.toString() : name.toString();
    }

    // -- the list

    private void siftAgain() {
        OpenCapture from = capture;
        if (from == null) {
            return;
        }
        if (sifting) {
            stale = true;
            return;
        }
        sifting = true;
        stale = false;
        Sieve.Wish wish = new Sieve.Wish(filter.get(), app.words.get(), order.get());
        var fresh = from.take();
        sifter.execute(() -> {
            from.sieve.add(fresh);
            result.set(new Come(from, from.sieve.sift(wish)));
        });
        frames.start();
    }

    /** Once a frame, while there is something to wait for. */
    private void deliver(long now) {
        if (opening.get()
                && now - openingSince > PATIENCE
                && !(app.notice.get() instanceof Notice.Working)) {
            app.notice.set(new Notice.Working(openingWhat));
        }
        OpenCapture from = capture;
        if (from == null) {
            rest();
            return;
        }
        boolean running = from.isRunning();
        Come come = result.getAndSet(null);
        if (come != null && come.from == from) {
            sifting = false;
            sifted.set(come.sifted);
        }
        progress.set(from.progress());
        if (!sifting && (stale || from.hasFresh())) {
            siftAgain();
        }
        if (!running && !sifting && isReading()) {
            ended(from);
        }
        if (!isReading() && !sifting) {
            rest();
        }
    }

    private void rest() {
        if (!opening.get()) {
            frames.stop();
        }
    }

    private void ended(OpenCapture from) {
        boolean again = state.get() == State.READING_AGAIN;
        state.set(from.isStopped() ? State.STOPPED : State.READ);
        remarks.set(remarks(from));
        if (again) {
            saidOfKeys();
            drawAgain();
        }
        if (keysPending) {
            keysHaveCome();
        } else if (asking) {
            asking = false;
            drawAsked();
        }
    }

    private static List<Phrase> remarks(OpenCapture from) {
        List<Phrase> all = new ArrayList<>(from.catalogue.file().report().phrases());
        Map<String, Integer> others = new TreeMap<>(from.catalogue.others());
        int sum = others.values().stream().mapToInt(Integer::intValue).sum();
        if (sum > 0) {
            String kinds =
                    others.entrySet().stream()
                            .filter(each -> !each.getKey().isEmpty())
                            .filter(each -> !each.getKey().equals("unknown"))
                            .map(each -> each.getKey() + " " + each.getValue())
                            .collect(Collectors.joining(", "));
            all.add(
                    kinds.isEmpty()
                            ? Phrase.of("window.list.others", sum)
                            : Phrase.of("window.list.others_named", sum, kinds));
        }
        return List.copyOf(all);
    }

    /** Draws the connection that the command line named, or the only one there is. */
    private void drawAsked() {
        List<ConnectionRow> rows = sifted.get().rows();
        if (asked > sifted.get().all()) {
            app.notice.set(
                    new Notice.Refused(
                            Phrase.of("window.list.no_such", asked, sifted.get().all())));
        } else if (asked > 0) {
            int number = asked;
            rows.stream().filter(row -> row.number() == number).findFirst().ifPresent(this::draw);
        } else if (state.get() == State.READ && sifted.get().all() == 1 && !rows.isEmpty()) {
            draw(rows.getFirst());
        }
    }

    /** Ends the reading, or the opening of a file; what has come until then stays. */
    public void stop() {
        openingEnd.raise();
        if (capture != null) {
            capture.stop();
        }
    }

    // -- drawing

    /** Draws a connection in place of the list. */
    public void draw(ConnectionRow row) {
        OpenCapture from = capture;
        if (from == null) {
            return;
        }
        selected.set(row);
        wanted = row;
        wantedUndrawn = List.of();
        drawer.execute(() -> {
            Session session = from.catalogue.session(row.listed());
            Platform.runLater(() -> {
                if (capture == from && row.equals(wanted)) {
                    show(session, row);
                }
            });
        });
    }

    /**
     * Reads connections in full without drawing them.
     *
     * @param then told of them in the same order, unless the list has been left meanwhile or others
     *     have been asked for
     */
    public void read(List<ConnectionRow> rows, Consumer<List<Session>> then) {
        OpenCapture from = capture;
        if (from == null) {
            return;
        }
        wanted = null;
        List<ConnectionRow> asked = List.copyOf(rows);
        wantedUndrawn = asked;
        drawer.execute(() -> {
            List<Session> sessions =
                    asked.stream().map(row -> from.catalogue.session(row.listed())).toList();
            Platform.runLater(() -> {
                if (capture == from && asked.equals(wantedUndrawn) && app.listing.get()) {
                    then.accept(sessions);
                }
            });
        });
    }

    private void show(Session session, ConnectionRow row) {
        wanted = null;
        drawn = row;
        connect.release();
        app.show(session, new Source(name(), row.number(), sifted.get().all()));
    }

    /** Another session is shown than one of the capture's. */
    private void forgetDrawn() {
        drawn = null;
        wanted = null;
    }

    /** Back to the list, which is as it was left. */
    public void list() {
        if (capture != null) {
            wanted = null;
            app.playback.playing.set(false);
            app.listing.set(true);
        }
    }

    /** Draws the connection {@code by} lines below the one that is drawn. */
    public void turn(int by) {
        ConnectionRow at = wanted != null ? wanted : drawn;
        List<ConnectionRow> rows = sifted.get().rows();
        if (at == null || rows.isEmpty()) {
            return;
        }
        int index = index(at);
        int next = index < 0 ? 0 : Math.clamp(index + (long) by, 0, rows.size() - 1);
        if (next != index) {
            draw(rows.get(next));
        }
    }

    /** Where a connection stands in the list as it is; -1 for nowhere. */
    int index(ConnectionRow row) {
        List<ConnectionRow> rows = sifted.get().rows();
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).order() == row.order()) {
                return i;
            }
        }
        return -1;
    }

    // -- keys

    /** Adds keys from files to the capture that is open. */
    public void addKeys(List<Path> files) {
        OpenCapture to = capture;
        if (to == null || files.isEmpty()) {
            app.notice.set(new Notice.Refused(Phrase.of("window.keys_need_capture")));
            return;
        }
        for (Path file : files) {
            readKeys(to, file, null);
        }
    }

    /** Tries a password for the key that is locked; it is wiped when it has been tried. */
    public void unlock(char[] password) {
        Locked at = locked.get();
        OpenCapture to = capture;
        locked.set(null);
        if (at != null && to != null) {
            readKeys(to, at.file(), password);
        }
    }

    /** Leaves the locked key alone. */
    public void leaveLocked() {
        locked.set(null);
        nextLocked();
    }

    private void readKeys(OpenCapture to, Path file, char @Nullable [] password) {
        Cancellation end = begin("window.reading_keys", file);
        opener.execute(() -> {
            try {
                KeyFile.read(file, password, to.catalogue.file().keys());
                Platform.runLater(() -> keysRead(to, end));
            } catch (PasswordNeeded e) {
                Platform.runLater(() -> keyIsLocked(new Locked(file, e.phrase()), end));
            } catch (BadInput e) {
                Platform.runLater(() -> keysNotRead(e.phrase(), end));
            } finally {
                if (password != null) {
                    Arrays.fill(password, '\0');
                }
            }
        });
    }

    private void keysRead(OpenCapture to, Cancellation end) {
        openingEnds(end);
        if (capture == to) {
            keysHaveCome();
        }
        nextLocked();
    }

    private void keyIsLocked(Locked key, Cancellation end) {
        openingEnds(end);
        queue.add(key);
        nextLocked();
    }

    private void keysNotRead(Phrase why, Cancellation end) {
        openingEnds(end);
        app.notice.set(new Notice.Refused(why));
        nextLocked();
    }

    private void keysHaveCome() {
        OpenCapture from = capture;
        if (from == null) {
            return;
        }
        if (isReading()) {
            // Some lines have been read without them.
            keysPending = true;
            return;
        }
        keysPending = false;
        state.set(State.READING_AGAIN);
        sifter.execute(from.sieve::countFromHere);
        from.readAgain();
        frames.start();
    }

    private void saidOfKeys() {
        int opened = sifted.get().opened();
        app.notice.set(
                opened == 0
                        ? new Notice.Refused(Phrase.of("window.keys_open_nothing"))
                        : new Notice.Said(Phrase.of("window.keys_opened", opened)));
    }

    /** Reads what is shown once more and puts it in place of itself. */
    private void drawAgain() {
        OpenCapture from = capture;
        ConnectionRow row = drawn;
        if (from == null || row == null) {
            return;
        }
        drawer.execute(() -> {
            Session session = from.catalogue.session(row.listed());
            Platform.runLater(() -> {
                if (capture == from && row.equals(drawn)) {
                    app.showAgain(session);
                }
            });
        });
    }

    /** Ends everything, for good. */
    public void close() {
        frames.stop();
        openingEnd.raise();
        closeCapture();
        opener.shutdown();
        drawer.shutdown();
        sifter.shutdown();
    }

    /** Waits a moment for the file to be closed: what was unpacked is removed then. */
    public void await() throws InterruptedException {
        drawer.awaitTermination(1, TimeUnit.SECONDS);
    }
}
