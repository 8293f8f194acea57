package dev.handshake.bytes;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a field says. Nothing here is prose: names are the RFC's, and what must be worded ("empty",
 * "3 items") is worded where it is shown.
 */
public sealed interface Value {
    /** A length, a count, a number that means nothing but itself. */
    record Unsigned(long number) implements Value {}

    /**
     * A code point of a registry.
     *
     * @param name the registered name, or null if there is none
     * @param code the number on the wire
     * @param width its bytes on the wire; 1 is shown in decimal, 2 in hexadecimal
     * @param grease whether it is one of the values that RFC 8701 reserves for GREASE
     */
    record Coded(@Nullable String name, int code, int width, boolean grease) implements Value {
        public static Coded of(Code code) {
            return new Coded(
                    code.known() ? code.name() : null, code.code(), code.width(), code.grease());
        }

        /** A number of one byte from a small enum of a struct that is no registry of its own. */
        public static Coded octet(@Nullable String name, long code) {
            return new Coded(name, (int) code, 1, false);
        }
    }

    /** Opaque bytes, shown in hexadecimal. */
    record Opaque(Bytes bytes) implements Value {}

    /**
     * Text from the wire or derived from it (a host name, a subject): never trusted, always escaped
     * where it is drawn.
     */
    record Text(String text) implements Value {
        /** The bytes as UTF-8. */
        public static Text utf8(Bytes bytes) {
            return new Text(bytes.utf8());
        }
    }

    /** A point in time from a certificate or an OCSP response. */
    record Time(Instant instant) implements Value {}

    record Flag(boolean set) implements Value {}

    /** A span of time in seconds (a ticket's lifetime). */
    record Seconds(long seconds) implements Value {}

    /** A vector or struct, told by its number of elements; the fields below it say the rest. */
    record Items(int count) implements Value {}

    /** Nothing to say of itself: the fields below it say it all. */
    record Struct() implements Value {}

    /** Bytes that are not what they should be. */
    record Malformed(Problem problem) implements Value {}
}
