package dev.handshake.keys;

import dev.handshake.bytes.Phrase;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a value is known.
 *
 * @param note what else speaks for it or against it, or why it is not known; null where there is
 *     nothing to say
 */
public record Knowledge(Way way, @Nullable Phrase note) {
    public enum Way {
        /** It stands in a message. */
        SENT,
        /** This program's own connection told it. */
        TOLD,
        KEY_LOG,
        /** Opened with the server's private key. */
        PRIVATE_KEY,
        /** An earlier handshake of the same capture, whose session is resumed, told it. */
        EARLIER_SESSION,
        /** Made here of the step's inputs. */
        COMPUTED,
        UNKNOWN;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Knowledge of(Way way) {
        return new Knowledge(way, null);
    }

    /** {@code keys.unknown.<word>}. */
    static Knowledge unknown(String word, Object... args) {
        return new Knowledge(Way.UNKNOWN, Phrase.of("keys.unknown." + word, args));
    }

    public boolean isKnown() {
        return way != Way.UNKNOWN;
    }

    /** Whether it came from outside: what is made of it hangs on it. */
    boolean isBeginning() {
        return switch (way) {
            case TOLD, KEY_LOG, PRIVATE_KEY, EARLIER_SESSION -> true;
            case SENT, COMPUTED, UNKNOWN -> false;
        };
    }
}
