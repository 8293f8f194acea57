package dev.handshake.ui.connect;

import dev.handshake.bytes.Phrase;
import dev.handshake.capture.BadInput;
import dev.handshake.capture.CaptureSource;
import dev.handshake.capture.Target;
import dev.handshake.capture.lab.Scenario;
import dev.handshake.capture.lab.ServedSource;
import dev.handshake.capture.live.ClientOptions;
import dev.handshake.capture.live.ClientSessions;
import dev.handshake.capture.live.Resumption;
import dev.handshake.capture.live.Versions;
import dev.handshake.session.Session;
import dev.handshake.ui.model.AppModel;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javafx.animation.AnimationTimer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * Starts and ends captures: at most one at a time, each replacing the one before it. Snapshots
 * reach {@link AppModel#session} once a frame; nothing here waits.
 */
public final class ConnectModel {
    /** How many hosts are remembered. */
    public static final int HISTORY = 20;

    /** What the user typed. */
    public final StringProperty host = new SimpleStringProperty("");

    /** Which versions {@link #offer} offers. */
    public final ObjectProperty<Versions> versions = new SimpleObjectProperty<>(Versions.AUTO);

    /** What the next connection offers. */
    public final OfferModel offer = new OfferModel();

    /** What was typed before, the newest first. */
    public final ObservableList<String> history = FXCollections.observableArrayList();

    /** Why what was typed is no host; null while nothing is wrong. */
    public final ObjectProperty<@Nullable Phrase> problem = new SimpleObjectProperty<>();

    private final ReadOnlyBooleanWrapper capturing = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper started = new ReadOnlyBooleanWrapper();

    /** Where the server is that is watched; as long as nobody has come, there is no session. */
    private @Nullable Target listening;

    private final ReadOnlyStringWrapper scenario = new ReadOnlyStringWrapper("");
    private final AppModel app;
    private final Doors doors;
    private final AnimationTimer frames =
            new AnimationTimer() {
                @Override
                public void handle(long now) {
                    deliver();
                }
            };

    private @Nullable Feed feed;
    private @Nullable Feed rehearsal;

    /** How many connections of the capture were followed by another. */
    private int visits;

    /** Whether it was asked for to be seen beside the one before it. */
    private boolean beside;

    private @Nullable ClientOptions given;

    /** The lab's scenario that is shown, and what its client offers; null for anything else. */
    private @Nullable Shown lesson;

    private record Shown(Scenario scenario, ClientOptions options) {}

    /** What servers gave to be resumed; each scenario plays its host in a way of its own. */
    private final ClientSessions ofHosts = new ClientSessions();

    private final Map<String, ClientSessions> ofScenarios = new HashMap<>();

    /** What the last connection offered; null before there is one. */
    private @Nullable OfferChoice offered;

    public ConnectModel(AppModel app, Doors doors) {
        this.app = app;
        this.doors = doors;
        host.subscribe(_ -> problem.set(null));
        versions.subscribe(
                wanted -> offer.change(versions, now -> now.with(had -> had.withVersions(wanted))));
        offer.choice()
                .subscribe(now -> {
                    versions.set(now.offer().versions());
                    problem.set(null);
                });
    }

    /** Whether something is being captured. */
    public ReadOnlyBooleanProperty capturing() {
        return capturing.getReadOnlyProperty();
    }

    /**
     * Whether anything has ever been captured or opened: before, there is nothing to show but an
     * invitation.
     */
    public ReadOnlyBooleanProperty started() {
        return started.getReadOnlyProperty();
    }

    /** Where a server of the lab's waits for clients, if one is watched. */
    public Optional<Target> listening() {
        return Optional.ofNullable(listening);
    }

    /** The lab's scenario that is shown; empty for a real host. */
    public ReadOnlyStringProperty scenario() {
        return scenario.getReadOnlyProperty();
    }

    /** Connects to what was typed, or says what is wrong with it. */
    public void connect() {
        Target target;
        try {
            target = Target.parse(host.get());
        } catch (Target.NotATarget e) {
            problem.set(e.phrase());
            return;
        }
        connect(target, false);
    }

    private void connect(Target target, boolean resume) {
        offer.usual(OfferChoice.USUAL);
        ClientOptions options =
                given != null && given.target().equals(target) ? given : ClientOptions.to(target);
        try {
            options = offer.choice().get().in(options);
        } catch (BadInput e) {
            problem.set(e.phrase());
            return;
        }
        problem.set(null);
        remember(host.get().strip());
        scenario.set("");
        lesson = null;
        start(doors.live(resume ? resuming(options, ofHosts) : options, ofHosts));
    }

    /**
     * Connects once more, to the host that was typed or the lab's scenario that is shown; resumes
     * what the server gave the last time, unless something else is offered now.
     */
    public void again() {
        again(offer.choice().get().equals(offered));
    }

    /**
     * The same.
     *
     * @param resume whether what the server gave is offered to be resumed, if it fits
     */
    public void again(boolean resume) {
        boolean comparing = app.comparing.get();
        Shown shown = lesson;
        if (shown == null) {
            try {
                connect(Target.parse(host.get()), resume);
            } catch (Target.NotATarget e) {
                problem.set(e.phrase());
            }
        } else {
            ClientOptions options;
            try {
                options = offer.choice().get().in(shown.options());
            } catch (BadInput e) {
                problem.set(e.phrase());
                return;
            }
            problem.set(null);
            ClientSessions sessions = of(shown.scenario());
            start(
                    doors.lab(
                            shown.scenario(),
                            resume ? resuming(options, sessions) : options,
                            sessions));
        }
        // Who compares goes on comparing; who did not sees both when the second has come.
        app.comparing.set(comparing);
        beside = true;
    }

    private ClientSessions of(Scenario shown) {
        return ofScenarios.computeIfAbsent(shown.name(), _ -> new ClientSessions());
    }

    /** What can be resumed does not always go with what is offered now; then it is a full one. */
    private static ClientOptions resuming(ClientOptions options, ClientSessions sessions) {
        return sessions.newest(options.target())
                .map(options::withResumption)
                .filter(resumed -> resumed.problem().isEmpty())
                .orElse(options);
    }

    /** Whether what is shown was recorded: then what is offered changes nothing. */
    boolean isRecorded() {
        return lesson != null && lesson.scenario().recorded().isPresent();
    }

    /** What the server gave to be resumed: with whom {@link #again} connects. */
    Optional<Resumption> resumable() {
        Shown shown = lesson;
        if (shown != null) {
            return of(shown.scenario()).newest(shown.options().target());
        }
        try {
            return ofHosts.newest(Target.parse(host.get()));
        } catch (Target.NotATarget e) {
            return Optional.empty();
        }
    }

    /** Connects as the command line says; as long as its target is meant, so are its options. */
    public void connect(ClientOptions options) {
        given = options;
        OfferChoice said = OfferChoice.of(options);
        offer.change(given, _ -> said);
        host.set(options.target().toString().replaceFirst(":443$", ""));
        connect();
    }

    /** Shows what comes to a server of the lab's; another connection ends the watching. */
    public void watch(CaptureSource source) {
        problem.set(null);
        start(source);
    }

    /** Shakes hands with the lab, as the scenario is meant. */
    public void connect(Scenario wanted) {
        connect(wanted, wanted.options());
    }

    /** The same with other offers than the scenario's own. */
    public void connect(Scenario wanted, ClientOptions options) {
        problem.set(null);
        scenario.set(wanted.name());
        if (host.get().isBlank()) {
            // The host that the lab plays is one click from the real one.
            host.set(options.target().host());
        }
        lesson = new Shown(wanted, options);
        OfferChoice own = OfferChoice.of(wanted.options());
        offer.usual(own);
        OfferChoice said = OfferChoice.of(options);
        if (!said.equals(own)) {
            offer.change(options, _ -> said);
        }
        start(doors.lab(wanted, options, of(wanted)));
        offered = said;
    }

    /**
     * Shakes hands once, unseen, while the reader still types: loading the classes of a handshake
     * takes many times as long as the handshake, and would be in the times of the first one shown.
     */
    public void rehearse() {
        doors.rehearsal().ifPresent(source -> rehearsal = new Feed(source));
    }

    private void endRehearsal() {
        if (rehearsal != null) {
            rehearsal.cancel();
            rehearsal = null;
        }
    }

    /** Ends what is being captured; what came until then stays. */
    public void cancel() {
        if (feed != null) {
            feed.cancel();
        }
    }

    /** Something else is shown now: what is being captured is ended and not shown any more. */
    void release() {
        endRehearsal();
        cancel();
        feed = null;
        frames.stop();
        capturing.set(false);
        scenario.set("");
        lesson = null;
        started.set(true);
    }

    /** Ends everything, for good. */
    public void close() {
        frames.stop();
        endRehearsal();
        cancel();
    }

    private void start(CaptureSource source) {
        endRehearsal();
        cancel();
        app.begin();
        offered = offer.choice().get();
        visits = 0;
        beside = false;
        listening = source instanceof ServedSource served ? served.address() : null;
        feed = new Feed(source);
        started.set(true);
        capturing.set(true);
        frames.start();
    }

    private void deliver() {
        Feed current = feed;
        if (current == null) {
            return;
        }
        // Asked first: what was told before the end is then in the newest snapshot.
        boolean running = current.isRunning();
        for (Session ended = current.takeEnded(); ended != null; ended = current.takeEnded()) {
            // It is kept beside what follows.
            app.sight.whole.set(ended);
            app.begin();
            visits++;
        }
        Session newest = current.take();
        if (newest != null) {
            app.sight.whole.set(newest);
        }
        if (!running) {
            frames.stop();
            if (!app.sight.reading().get()) {
                app.playback.growing.set(false);
            }
            capturing.set(false);
            if ((visits > 0 || beside) && !app.earlier.isEmpty()) {
                app.comparing.set(true);
            }
        }
    }

    private void remember(String typed) {
        history.remove(typed);
        history.addFirst(typed);
        if (history.size() > HISTORY) {
            history.remove(HISTORY, history.size());
        }
    }
}
