package dev.handshake.diagram;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the name of a cipher suite is made of (RFC 5246 App. C, RFC 9846 §1.3).
 *
 * @param parts in the order of the name
 */
record SuiteParts(List<Part> parts) {
    /** What a part of the name decides. */
    enum Meaning {
        KEY_EXCHANGE,
        AUTHENTICATION,
        KEY_EXCHANGE_AND_AUTHENTICATION,
        ENCRYPTION,
        /** The hash from which keys are derived. */
        HASH,
        /** With the older ciphers, the hash that guards each record. */
        MAC;

        String word() {
            return "diagram.suite." + name().toLowerCase(Locale.ROOT);
        }
    }

    record Part(String text, Meaning meaning) {}

    SuiteParts {
        parts = List.copyOf(parts);
    }

    /** Empty for a name that is none of a suite's. */
    static SuiteParts of(String name) {
        if (!name.startsWith("TLS_")) {
            return new SuiteParts(List.of());
        }
        String rest = name.substring("TLS_".length());
        List<Part> parts = new ArrayList<>();
        int with = rest.indexOf("_WITH_");
        if (with >= 0) {
            exchange(rest.substring(0, with), parts);
            rest = rest.substring(with + "_WITH_".length());
        }
        int last = rest.lastIndexOf('_');
        boolean hashed = last >= 0 && rest.substring(last + 1).matches("SHA\\d*|MD5|SM3");
        parts.add(new Part(hashed ? rest.substring(0, last) : rest, Meaning.ENCRYPTION));
        if (hashed) {
            boolean authenticated =
                    rest.contains("GCM") || rest.contains("CCM") || rest.contains("POLY1305");
            parts.add(
                    new Part(rest.substring(last + 1), authenticated ? Meaning.HASH : Meaning.MAC));
        }
        return new SuiteParts(parts);
    }

    private static void exchange(String text, List<Part> parts) {
        int underscore = text.indexOf('_');
        if (underscore < 0) {
            parts.add(new Part(text, Meaning.KEY_EXCHANGE_AND_AUTHENTICATION));
        } else {
            parts.add(new Part(text.substring(0, underscore), Meaning.KEY_EXCHANGE));
            parts.add(new Part(text.substring(underscore + 1), Meaning.AUTHENTICATION));
        }
    }
}
