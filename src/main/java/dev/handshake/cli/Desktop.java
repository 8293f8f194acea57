package dev.handshake.cli;

import dev.handshake.explain.Language;
import java.util.Optional;

/** The window, as far as the command line knows it. */
@FunctionalInterface
interface Desktop {
    /**
     * Opens the window and returns when it has been closed.
     *
     * @return false where there is no display to open it on
     */
    boolean open(Call call, Optional<Language> language);
}
