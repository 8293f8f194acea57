package dev.handshake.ui.model;

import dev.handshake.diagram.Palette;
import dev.handshake.explain.Language;
import dev.handshake.explain.Words;
import dev.handshake.session.Session;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.ObjectBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
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

    public final Selection selection = new Selection();

    public final Playback playback = new Playback();
}
