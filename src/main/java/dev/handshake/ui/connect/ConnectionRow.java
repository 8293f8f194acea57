package dev.handshake.ui.connect;

import dev.handshake.bytes.Code;
import dev.handshake.capture.Endpoint;
import dev.handshake.explain.Words;
import dev.handshake.session.Listed;
import dev.handshake.session.MessageType;
import dev.handshake.session.MessageTypes;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A connection in the list.
 *
 * @param number its place among the TLS connections, from 1 on, as far as they have been read
 */
public record ConnectionRow(int number, Listed listed) {
    /** Its place among all connections of the file: it stays the same. */
    int order() {
        return listed.connection().number();
    }

    ConnectionRow numbered(int given) {
        return given == number ? this : new ConnectionRow(given, listed);
    }

    /**
     * When it began.
     *
     * @return nanoseconds since the first began
     */
    long since(Instant first) {
        return Math.max(0, Duration.between(first, listed.started()).toNanos());
    }

    /** How many messages were seen whose kind stays hidden without keys. */
    int hidden() {
        MessageTypes types = listed.messages();
        int hidden = 0;
        for (int i = 0; i < types.size(); i++) {
            MessageType type = types.type(i);
            if (type == MessageType.ENCRYPTED || type == MessageType.ENCRYPTED_HANDSHAKE) {
                hidden++;
            }
        }
        return hidden;
    }

    /** As a line with tabs between the columns, in the order of the command line's list. */
    String line() {
        return String.join(
                "\t",
                Integer.toString(number),
                listed.started().toString(),
                text(listed.client()),
                text(listed.server()),
                listed.sni() == null ? "-" : Words.visible(listed.sni()),
                name(listed.version(), "-"),
                name(listed.cipherSuite(), "-"),
                name(listed.group(), "-"),
                listed.outcome().name().toLowerCase(Locale.ROOT),
                listed.messages().text());
    }

    /** An end as it is shown; nothing where it is not known. */
    static String shown(@Nullable Endpoint end) {
        return end == null ? "" : end.toString();
    }

    /** A code's name, or its number where it has none; nothing where there is no code. */
    static String shown(@Nullable Code code) {
        return name(code, "");
    }

    private static String text(@Nullable Endpoint end) {
        return end == null ? "-" : end.toString();
    }

    private static String name(@Nullable Code code, String none) {
        if (code == null) {
            return none;
        }
        return code.known() ? code.name() : "0x%04x".formatted(code.code());
    }
}
