package dev.handshake.ui.model;

import dev.handshake.diagram.Palette;
import dev.handshake.explain.Language;
import dev.handshake.explain.Words;
import dev.handshake.session.MessageRead;
import dev.handshake.session.Outcome;
import dev.handshake.session.Session;
import java.util.Arrays;
import java.util.stream.Stream;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.ObjectBinding;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/**
 * The observable state that the views of one window share. It knows no control; it lives on the FX
 * thread.
 */
public final class AppModel {
    /** What is shown; null before the first connection. Replaced by each newer snapshot. */
    public final ObjectProperty<@Nullable Session> session = new SimpleObjectProperty<>();

    public final ObjectProperty<Language> language = new SimpleObjectProperty<>(Language.ENGLISH);

    /** The words of {@link #language}. */
    public final ObjectBinding<Words> words =
            Bindings.createObjectBinding(() -> Words.of(language.get()), language);

    public final ObjectProperty<Palette> palette = new SimpleObjectProperty<>(Palette.LIGHT);

    /** Whether the inspector is wanted in sight. */
    public final BooleanProperty inspecting = new SimpleBooleanProperty(true);

    public final Selection selection = new Selection();

    public final Playback playback = new Playback();

    /** What of {@link #session} has been told at the playhead. */
    public final ObjectBinding<Told> told =
            Bindings.createObjectBinding(
                    () -> Told.at(session.get(), playback.playhead.get(), playback.last.get()),
                    session,
                    playback.playhead,
                    playback.last);

    public AppModel() {
        session.subscribe(this::count);
        playback.playhead.subscribe(number -> selection.select(number.intValue()));
    }

    /** Makes room for another session, which will be told from its beginning as it comes. */
    public void begin() {
        playback.rewind();
        session.set(null);
        selection.clear();
        playback.growing.set(true);
        playback.playing.set(true);
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

    private void count(@Nullable Session now) {
        if (now == null) {
            playback.last.set(0);
            return;
        }
        playback.last.set(now.messages().stream().mapToInt(MessageRead::number).max().orElse(0));
        playback.growing.set(now.outcome().status() == Outcome.Status.RUNNING);
    }
}
