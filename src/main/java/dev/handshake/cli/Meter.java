package dev.handshake.cli;

import dev.handshake.explain.Words;
import java.io.Console;
import java.io.PrintStream;
import java.util.Optional;

/** How far the reading of a file is, on a terminal; a file or a pipe sees nothing of it. */
final class Meter {
    private static final String BACK_AND_CLEAR = "\r\u001b[K";

    private final PrintStream err;
    private final Words words;
    private final boolean shown;
    private int percent = -1;

    Meter(PrintStream err, Words words) {
        this.err = err;
        this.words = words;
        this.shown = Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }

    /**
     * @param done 0 to 1
     */
    void show(double done) {
        int now = (int) (done * 100);
        if (shown && now != percent) {
            percent = now;
            err.print(BACK_AND_CLEAR + words.text("cli.reading", now));
            err.flush();
        }
    }

    /** Leaves an empty line for the sentence. */
    void end() {
        if (shown) {
            err.print(BACK_AND_CLEAR);
            err.flush();
        }
    }
}
