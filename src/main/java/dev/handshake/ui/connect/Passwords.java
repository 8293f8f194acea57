package dev.handshake.ui.connect;

import dev.handshake.bytes.Phrase;
import java.util.Set;

/** Whether a key file could not be read for want of the right password. */
final class Passwords {
    private static final Set<String> WANTED =
            Set.of("capture.keys.password", "capture.keys.wrong_password");

    private Passwords() {}

    static boolean isWanted(Phrase why) {
        return WANTED.contains(why.key());
    }
}
