package dev.handshake.cli;

import dev.handshake.session.MessageRead;
import java.io.Console;
import java.io.PrintStream;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Names the last message on a terminal while a handshake runs; a file or a pipe sees nothing of it.
 */
final class Progress implements Consumer<MessageRead> {
    private static final String BACK_AND_CLEAR = "\r\u001b[K";

    private final PrintStream err;
    private final boolean shown;

    Progress(PrintStream err) {
        this.err = err;
        this.shown = Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }

    @Override
    public void accept(MessageRead message) {
        if (shown && !message.isAbsent()) {
            err.print(BACK_AND_CLEAR + message.number() + " " + message.type().title());
            err.flush();
        }
    }

    /** Leaves an empty line for the sentence. */
    void end() {
        if (shown) {
            err.print(BACK_AND_CLEAR);
        }
    }
}
