package dev.handshake.ui.keys;

import dev.handshake.bytes.Bytes;
import dev.handshake.keys.KeyStep;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values as hexadecimal digits: all, the first and last of them, or none. */
final class Digits {
    /** What stands for a value that is not shown. */
    static final String HIDDEN = "••••••••";

    private static final int EDGE = 8;

    /** In hexadecimal digits: what is longer is cut in the middle. */
    private static final int LONGEST = 256;

    private static final int LONG_EDGE = 64;

    /** What a command has of values: digits behind a name, base64 behind a printf. */
    private static final Pattern VALUES =
            Pattern.compile(
                    "(?<=hex(?:key|secret|salt|seed|data):)[0-9a-f]+|(?<='%s' )[A-Za-z0-9+/=]+");

    private Digits() {}

    /** {@code 8…8}. */
    static String brief(Bytes value) {
        return cut(value.hex(), EDGE);
    }

    /** All, unless that is very long. */
    static String full(Bytes value) {
        String hex = value.hex();
        return hex.length() <= LONGEST ? hex : cut(hex, LONG_EDGE);
    }

    private static String cut(String text, int edge) {
        return text.length() <= 2 * edge + 1
                ? text
                : text.substring(0, edge) + "…" + text.substring(text.length() - edge);
    }

    /** A step's value as its row has it; empty where there is none. */
    static String brief(KeyStep step, boolean revealed) {
        Bytes value = step.output();
        return value == null ? "" : isHidden(step, revealed) ? HIDDEN : brief(value);
    }

    static boolean isHidden(KeyStep step, boolean revealed) {
        return step.kind().isSecret() && !revealed;
    }

    /** A command without its values. */
    static String hidden(String command) {
        return VALUES.matcher(command).replaceAll("••••");
    }

    /** A command with long values cut in the middle. */
    static String shortened(String command) {
        return VALUES.matcher(command).replaceAll(value -> cut(value.group(), LONG_EDGE / 2));
    }

    /** Whether something is known and may be shown. */
    static boolean mayShow(@Nullable Bytes value, KeyStep step, boolean revealed) {
        return value != null && !isHidden(step, revealed);
    }
}
