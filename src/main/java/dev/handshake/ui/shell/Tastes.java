package dev.handshake.ui.shell;

import dev.handshake.diagram.Palette;
import dev.handshake.explain.Language;
import dev.handshake.ui.model.AppModel;
import java.util.Locale;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/**
 * Language and theme: the command line's for this once, else what the user chose, else the
 * system's, which is followed as it changes until the user chooses.
 */
final class Tastes {
    private final AppModel app;

    private @Nullable Language language;
    private @Nullable Palette palette;
    private boolean following;

    Tastes(AppModel app, Settings before, StartOptions options) {
        this.app = app;
        this.language = before.language();
        this.palette = before.palette();
        Language asked = options.language() == null ? language : options.language();
        app.language.set(asked == null ? Language.of(Locale.getDefault()) : asked);
        Palette wanted = options.palette() == null ? palette : options.palette();
        if (wanted != null) {
            app.palette.set(wanted);
        }
        following = wanted == null;
        Platform.Preferences system = Platform.getPreferences();
        system.colorSchemeProperty().subscribe(this::follow);
        system.reducedMotionProperty().subscribe(app.playback.reducedMotion::set);
        app.language.addListener((_, _, chosen) -> language = chosen);
        app.palette.addListener((_, _, chosen) -> choose(chosen));
    }

    /** What the user chose, now or earlier. */
    @Nullable Language language() {
        return language;
    }

    /** What the user chose, now or earlier. */
    @Nullable Palette palette() {
        return palette;
    }

    private void follow(ColorScheme scheme) {
        if (following) {
            app.palette.set(scheme == ColorScheme.DARK ? Palette.DARK : Palette.LIGHT);
            // The system's change is not the user's choice.
            palette = null;
            following = true;
        }
    }

    private void choose(Palette chosen) {
        palette = chosen;
        following = false;
    }
}
