package dev.handshake.ui.model;

import dev.handshake.bytes.Phrase;
import dev.handshake.diagram.Palette;
import dev.handshake.diagram.View;
import dev.handshake.explain.Citation;
import dev.handshake.explain.Explainer;
import dev.handshake.explain.Language;
import dev.handshake.explain.MainSecret;
import dev.handshake.explain.Words;
import dev.handshake.session.Links;
import dev.handshake.session.MessageRead;
import dev.handshake.session.Note;
import dev.handshake.session.Notes;
import dev.handshake.session.Outcome;
import dev.handshake.session.Session;
import dev.handshake.session.Viewpoint;
import dev.handshake.ui.control.Command;
import dev.handshake.verify.Evidence;
import dev.handshake.verify.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.ObjectBinding;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * The observable state that the views of one window share. It knows no control; it lives on the FX
 * thread.
 */
public final class AppModel {
    /** How many earlier sessions are kept. */
    private static final int EARLIER = 8;

    /**
     * What is shown, as it is seen from {@link Sight#viewpoint}; null before the first connection.
     * Replaced by each newer snapshot.
     */
    public final ObjectProperty<@Nullable Session> session = new SimpleObjectProperty<>();

    public final ObjectProperty<Language> language = new SimpleObjectProperty<>(Language.ENGLISH);

    /** The words of {@link #language}. */
    public final ObjectBinding<Words> words =
            Bindings.createObjectBinding(() -> Words.of(language.get()), language);

    /** What the main secret is called. */
    public final ObjectProperty<MainSecret> mainSecret =
            new SimpleObjectProperty<>(MainSecret.MAIN);

    /** Explains what is shown, in the reader's words. */
    public final ObjectBinding<Explainer> explainer =
            Bindings.createObjectBinding(
                    () -> new Explainer(words.get(), mainSecret.get()), words, mainSecret);

    /** The word of the glossary that is asked about, by its key; null while nothing is. */
    public final ObjectProperty<@Nullable String> term = new SimpleObjectProperty<>();

    public final ObjectProperty<Palette> palette = new SimpleObjectProperty<>(Palette.LIGHT);

    /** Whether it is shown to a class: large, with more contrast, and nothing around it. */
    public final BooleanProperty presenting = new SimpleBooleanProperty();

    /** The colours that are shown. */
    public final ObjectBinding<Palette> colours =
            Bindings.createObjectBinding(
                    () -> presenting.get() ? palette.get().strong() : palette.get(),
                    palette,
                    presenting);

    /** Whether the panel beside the diagram is wanted in sight. */
    public final BooleanProperty inspecting = new SimpleBooleanProperty(true);

    /** Which panel that is. */
    public final ObjectProperty<SidePanel> side = new SimpleObjectProperty<>(SidePanel.MESSAGE);

    /** How wide the diagram is drawn, in px at scale 1. */
    public final DoubleProperty diagramWidth = new SimpleDoubleProperty(860);

    /** Where {@link #session} was read from; null for a connection of this program's own. */
    public final ObjectProperty<@Nullable Source> source = new SimpleObjectProperty<>();

    /** Whether the connections of a capture are listed, instead of a session shown. */
    public final BooleanProperty listing = new SimpleBooleanProperty();

    /** What is remarked on {@link #session}. */
    public final ObjectProperty<Notes> notes = new SimpleObjectProperty<>(Notes.NONE);

    /** Sessions that were shown before, the newest first. */
    public final ObservableList<Session> earlier = FXCollections.observableArrayList();

    /** Whether two sessions stand beside each other, instead of one being shown. */
    public final BooleanProperty comparing = new SimpleBooleanProperty();

    /** What came of the last thing that the user asked for; a new object for each. */
    public final ObjectProperty<@Nullable Notice> notice = new SimpleObjectProperty<>();

    public final Selection selection = new Selection();

    public final Playback playback = new Playback();

    public final Keys keys = new Keys(session);

    /** Whose view of what was captured is shown. */
    public final Sight sight;

    /** What of {@link #session} has been told at the playhead. */
    public final ObjectBinding<Told> told =
            Bindings.createObjectBinding(
                    this::told, session, playback.playhead, playback.last, playback.horizon);

    private final Bookmark bookmark = new Bookmark(playback, selection);

    private Viewpoint seenFrom = Viewpoint.CLIENT;

    /** Whether the next session is told at once. */
    private boolean atOnce;

    public AppModel() {
        session.subscribe(this::count);
        sight = new Sight(this, this::see);
        // What is shown without a view of others is all there is.
        session.subscribe(now -> {
            if (sight.viewpoint.get() == Viewpoint.CLIENT) {
                sight.whole.set(now);
            }
        });
        playback.playhead.subscribe(number -> selection.select(number.intValue()));
    }

    /** Makes room for another session, which will be told from its beginning as it comes. */
    public void begin() {
        clear();
        listing.set(false);
        playback.growing.set(true);
        playback.playing.set(true);
    }

    /** Nothing is shown any more. */
    public void clear() {
        keep();
        comparing.set(false);
        playback.rewind();
        atOnce = false;
        bookmark.forget();
        sight.whole.set(null);
        source.set(null);
        selection.clear();
        playback.growing.set(false);
    }

    private void keep() {
        Session was = sight.whole.get();
        if (was != null && isWorthKeeping(was)) {
            earlier.removeIf(each -> same(each, was));
            earlier.addFirst(was);
            if (earlier.size() > EARLIER) {
                earlier.remove(EARLIER, earlier.size());
            }
        }
    }

    /** Whether anything came of it. */
    public static boolean isWorthKeeping(Session session) {
        return session.outcome().status() != Outcome.Status.RUNNING
                && !session.messages().isEmpty();
    }

    /** Whether both tell of the same connection, read with other keys perhaps. */
    public static boolean same(Session one, Session other) {
        return one.started().equals(other.started())
                && Objects.equals(one.client(), other.client())
                && Objects.equals(one.server(), other.server());
    }

    /** Shows a session of a capture: what has happened long ago is told at once. */
    public void show(Session recorded, Source from) {
        clear();
        source.set(from);
        atOnce = true;
        sight.whole.set(recorded);
        listing.set(false);
    }

    /** Replaces what is shown by the same, read with more keys; the reader stays in place. */
    public void showAgain(Session read) {
        if (sight.whole.get() != null) {
            playback.playing.set(false);
            bookmark.forget();
            sight.whole.set(read);
        }
    }

    /** Takes what is seen from somewhere: the same as before, or something else. */
    @SuppressWarnings("ReferenceEquality") // What is shown already need not be read to the end.
    private void see(@Nullable Session seen, Viewpoint from) {
        Session before = session.get();
        boolean grown =
                before != null
                        && from == seenFrom
                        && before.outcome().status() == Outcome.Status.RUNNING;
        if (before != null && seen != null && before != seen && same(before, seen) && !grown) {
            bookmark.turn(before, seenFrom, seen, from, () -> session.set(seen));
        } else {
            session.set(seen);
        }
        seenFrom = from;
        if (atOnce && seen != null) {
            atOnce = false;
            playback.growing.set(false);
            playback.goTo(playback.last.get());
        }
    }

    /** A text that follows the language. */
    public StringBinding text(String key, Object... args) {
        return Bindings.createStringBinding(() -> words.get().text(key, args), words);
    }

    /** A text that follows the language and the values of its places. */
    public StringBinding text(String key, ObservableValue<?>... args) {
        Observable[] on =
                Stream.concat(Stream.of(words), Arrays.stream(args)).toArray(Observable[]::new);
        return Bindings.createStringBinding(
                () ->
                        words.get()
                                .text(
                                        key,
                                        Arrays.stream(args)
                                                .map(ObservableValue::getValue)
                                                .toArray()),
                on);
    }

    /** What a command does and its usual key, for tooltips: {@code Play or pause (Space)}. */
    public StringBinding text(Command command) {
        return Bindings.createStringBinding(
                () -> words.get().text(command.key()) + " (" + command.keys().getFirst() + ")",
                words);
    }

    /** When the last message of all came; empty while there is none. */
    public OptionalLong end() {
        Session now = session.get();
        return now == null ? OptionalLong.empty() : Told.lastTime(now, playback.last.get());
    }

    /** Whether the field panel of every message is open. */
    public boolean allOpened() {
        return playback.last.get() > 0 && selection.opened.size() >= playback.last.get();
    }

    /** Opens every field panel, or closes them if all are open. */
    public void toggleAll() {
        if (allOpened()) {
            selection.opened.clear();
        } else {
            IntStream.rangeClosed(1, playback.last.get()).forEach(selection.opened::add);
        }
    }

    /** Says that the address of a section is on the clipboard. */
    public void copied(Citation citation) {
        notice.set(new Notice.Said(Phrase.of("explain.copied", citation.address())));
    }

    /** Shows a panel beside the diagram; the message's again, if it is the one that is shown. */
    public void turn(SidePanel wanted) {
        boolean shown = inspecting.get() && side.get() == wanted;
        side.set(shown ? SidePanel.MESSAGE : wanted);
        inspecting.set(true);
    }

    /** How the session is looked at now, for whoever draws it besides the window. */
    public View view() {
        Map<Integer, Double> openness =
                selection.opened.stream().collect(Collectors.toMap(Function.identity(), _ -> 1.0));
        return view(diagramWidth.get(), 1, openness, false);
    }

    /**
     * The same as it moves.
     *
     * @param plain as for a class
     */
    public View view(double width, double travel, Map<Integer, Double> openness, boolean plain) {
        return new View(
                width,
                words.get(),
                playback.playhead.get(),
                travel,
                openness,
                selection.folded,
                selection.message.get(),
                selection.field.get(),
                evidence(),
                playback.horizon.get(),
                plain,
                notesHere());
    }

    /** The notes on what is shown; those on messages that are seen otherwise are left out. */
    private Notes notesHere() {
        Session whole = sight.whole.get();
        Session seen = session.get();
        if (whole == null || seen == null || sight.from().get() == Viewpoint.CLIENT) {
            return notes.get();
        }
        Places places = new Places(whole, seen);
        return new Notes(
                notes.get().list().stream()
                        .flatMap(note ->
                                places
                                        .same(note.message())
                                        .map(number -> new Note(number, note.span(), note.text()))
                                        .stream())
                        .toList());
    }

    /**
     * The bytes that are lit besides the selected ones: what the selected verdict rests on, or what
     * a key is made of, as far as it has been told; without them, where the selected field leads.
     */
    public List<Evidence> evidence() {
        Verdict selected = selection.verdict.get();
        if (selected == null && !selection.basis.get().isEmpty()) {
            int playhead = playback.playhead.get();
            return selection.basis.get().stream().filter(it -> it.message() <= playhead).toList();
        }
        if (selected == null) {
            return selection.links.get().stream().map(Links.Link::to).toList();
        }
        return told.get().verdicts().contains(selected) ? selected.evidence() : List.of();
    }

    private Told told() {
        Told all = Told.at(session.get(), playback.playhead.get(), playback.last.get());
        return playback.horizon.get() == View.ENDLESS ? all : all.withoutHints();
    }

    private void count(@Nullable Session now) {
        if (now == null) {
            playback.last.set(0);
            return;
        }
        playback.last.set(now.messages().stream().mapToInt(MessageRead::number).max().orElse(0));
        playback.growing.set(now.outcome().status() == Outcome.Status.RUNNING);
    }
}
