package dev.handshake.ui.compare;

import dev.handshake.capture.Sender;
import dev.handshake.diagram.SideBySide;
import dev.handshake.session.Difference;
import dev.handshake.session.Differences;
import dev.handshake.session.MessageRead;
import dev.handshake.session.Outcome;
import dev.handshake.session.Pairing;
import dev.handshake.session.Session;
import dev.handshake.ui.control.Scrubber;
import dev.handshake.ui.model.AppModel;
import dev.handshake.ui.model.Millis;
import dev.handshake.ui.model.Playback;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/**
 * Which two sessions stand beside each other, and how: at first the one that is shown and the one
 * that was shown before it.
 */
public final class CompareModel {
    /** How many sessions of captures are kept to choose from. */
    private static final int KEPT = 8;

    /** In which form the two are drawn. */
    enum Form {
        /** On one axis of time. */
        TIME,
        /** Message by message, each with its fields. */
        MESSAGES;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The numbers of the messages that are lit on either side. */
    record Lit(Set<Integer> a, Set<Integer> b) {
        static final Lit NONE = new Lit(Set.of(), Set.of());

        Lit {
            a = Set.copyOf(a);
            b = Set.copyOf(b);
        }
    }

    /** The earlier; null while there are not two. */
    final ObjectProperty<@Nullable Session> a = new SimpleObjectProperty<>();

    /** The later. */
    final ObjectProperty<@Nullable Session> b = new SimpleObjectProperty<>();

    final ObjectProperty<Form> form = new SimpleObjectProperty<>(Form.TIME);

    /** What the drawing adds to every round trip, in ms; 0 for as it was measured. */
    final DoubleProperty roundTrip = new SimpleDoubleProperty();

    final ObjectProperty<Lit> lit = new SimpleObjectProperty<>(Lit.NONE);

    /** Whether the list of what differs is wanted in sight. */
    public final BooleanProperty listing = new SimpleBooleanProperty(true);

    /** Tells both along the one axis: a step is one way from end to end. */
    public final Playback playback = new Playback();

    private final ReadOnlyObjectWrapper<Differences> differences =
            new ReadOnlyObjectWrapper<>(new Differences(List.of()));
    private final ReadOnlyObjectWrapper<SideBySide.@Nullable Pair> pair =
            new ReadOnlyObjectWrapper<>();

    /** Sessions of captures that were compared without being shown, the newest first. */
    private final List<Session> read = new ArrayList<>();

    private final AppModel app;

    public CompareModel(AppModel app) {
        this.app = app;
        InvalidationListener follow = _ -> follow();
        app.sight.whole.addListener(follow);
        app.earlier.addListener(follow);
        a.subscribe(_ -> compare());
        b.subscribe(_ -> compare());
        app.comparing.subscribe(_ -> compare());
        playback.speed.bindBidirectional(app.playback.speed);
        playback.reducedMotion.bind(app.playback.reducedMotion);
    }

    ReadOnlyObjectProperty<Differences> differences() {
        return differences.getReadOnlyProperty();
    }

    /** The two on their axis; null while there are not two. */
    ReadOnlyObjectProperty<SideBySide.@Nullable Pair> pair() {
        return pair.getReadOnlyProperty();
    }

    /** Whether there are two sessions to compare. */
    public boolean isPossible() {
        return sessions().size() > 1;
    }

    /** The session that was shown last, with which another can be compared. */
    public Optional<Session> last() {
        return sessions().stream().findFirst();
    }

    /** All that can be chosen, the newest first. */
    List<Session> sessions() {
        List<Session> all = new ArrayList<>();
        Session shown = app.sight.whole.get();
        if (shown != null && AppModel.isWorthKeeping(shown)) {
            all.add(shown);
        }
        Stream.concat(app.earlier.stream(), read.stream())
                .filter(session -> all.stream().noneMatch(known -> AppModel.same(known, session)))
                .forEach(all::add);
        return all;
    }

    /** Puts two sessions beside each other, shown before or not. */
    public void choose(Session first, Session second) {
        for (Session each : List.of(second, first)) {
            if (sessions().stream().noneMatch(known -> AppModel.same(known, each))) {
                read.addFirst(each);
            }
        }
        if (read.size() > KEPT) {
            read.subList(KEPT, read.size()).clear();
        }
        a.set(first);
        b.set(second);
    }

    void swap() {
        Session was = a.get();
        a.set(b.get());
        b.set(was);
    }

    /** Another session is shown: it is compared with the one before, as soon as it has ended. */
    private void follow() {
        Session shown = app.sight.whole.get();
        if (shown != null && shown.outcome().status() == Outcome.Status.RUNNING) {
            return;
        }
        List<Session> all = sessions();
        b.set(all.isEmpty() ? null : all.getFirst());
        a.set(all.size() < 2 ? null : all.get(1));
    }

    /** Only while somebody looks. */
    private void compare() {
        playback.playing.set(false);
        if (!app.comparing.get()) {
            return;
        }
        lit.set(Lit.NONE);
        Session one = a.get();
        Session other = b.get();
        SideBySide.Pair both = one == null || other == null ? null : SideBySide.Pair.of(one, other);
        pair.set(both);
        playback.last.set(both == null ? 0 : both.steps().size());
        playback.goTo(playback.last.get());
        differences.set(
                one == null || other == null
                        ? new Differences(List.of())
                        : Differences.between(one, other));
    }

    // -- what is lit

    /** Lights messages of one side, and those of the other that are the same. */
    void light(boolean first, List<Integer> numbers) {
        Set<Integer> own = Set.copyOf(numbers);
        Set<Integer> others =
                pairs().filter(pair -> isAmong(own, first ? pair.a() : pair.b()))
                        .map(pair -> first ? pair.b() : pair.a())
                        .flatMap(message -> Optional.ofNullable(message).stream())
                        .map(MessageRead::number)
                        .collect(Collectors.toSet());
        lit.set(first ? new Lit(own, others) : new Lit(others, own));
    }

    /** Lights where a difference stands. */
    void light(Difference difference) {
        lit.set(new Lit(place(difference.a()), place(difference.b())));
    }

    private static Set<Integer> place(Difference.Side side) {
        Difference.Place place = side.place();
        return place == null ? Set.of() : Set.of(place.message());
    }

    private Stream<Pairing.Pair> pairs() {
        Session one = a.get();
        Session other = b.get();
        return one == null || other == null
                ? Stream.empty()
                : Pairing.of(sent(one), sent(other)).stream();
    }

    private static List<MessageRead> sent(Session session) {
        return session.messages().stream().filter(Predicate.not(MessageRead::isAbsent)).toList();
    }

    private static boolean isAmong(Set<Integer> numbers, @Nullable MessageRead message) {
        return message != null && numbers.contains(message.number());
    }

    // -- for the bar that tells

    /** A tick for each step. */
    public ObservableValue<List<Scrubber.Tick>> ticks() {
        return pair.map(CompareModel::ticks).orElse(List.of());
    }

    private static List<Scrubber.Tick> ticks(SideBySide.@Nullable Pair both) {
        return both == null ? List.of() : both.steps().stream().map(CompareModel::tick).toList();
    }

    private static Scrubber.Tick tick(SideBySide.Step step) {
        return new Scrubber.Tick(
                step.from() == Sender.CLIENT, step.role().name().toLowerCase(Locale.ROOT));
    }

    /** How late it is on the axis at the playhead; empty before the first step. */
    public ObservableValue<String> now() {
        return Bindings.createStringBinding(
                () -> {
                    SideBySide.Pair both = pair.get();
                    OptionalDouble millis =
                            both == null
                                    ? OptionalDouble.empty()
                                    : both.arrived(playback.playhead.get(), roundTrip.get());
                    return millis.isPresent() ? Millis.text(nanos(millis.getAsDouble())) : "";
                },
                pair,
                playback.playhead,
                roundTrip);
    }

    /** How long the axis is. */
    public ObservableValue<String> end() {
        return Bindings.createStringBinding(
                () -> {
                    SideBySide.Pair both = pair.get();
                    return both == null ? "" : Millis.withUnit(nanos(both.ends(roundTrip.get())));
                },
                pair,
                roundTrip);
    }

    private static long nanos(double millis) {
        return Math.round(millis * 1e6);
    }
}
