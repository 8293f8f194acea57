package dev.handshake.bytes;

/**
 * Why bytes could not be read as what they should be. The sentence is made elsewhere, in the
 * reader's language, from the key {@code problem.<kind in lower case>} with the three arguments
 * path, needed, available.
 *
 * @param kind what is wrong
 * @param path where, as the structs are nested: {@code client_hello / extensions / key_share}
 * @param offset bytes from the start of the byte space
 * @param needed bytes wanted, or the value found, as the kind says
 * @param available bytes there, or the limit, as the kind says
 */
public record Problem(Kind kind, String path, int offset, long needed, long available) {
    public enum Kind {
        /** {@code needed} bytes are wanted, only {@code available} are left in this scope. */
        TRUNCATED,
        /** The struct ended and {@code available} bytes of its declared length remain. */
        TRAILING_BYTES,
        /** The vector's length is {@code needed}, but must be {@code available} at least. */
        BAD_LENGTH,
        /** The value {@code needed} is not one that may stand here. */
        BAD_VALUE,
        /** The {@code available} bytes are no time of a calendar. */
        BAD_TIME,
        /** The bytes are not DER (X.690). */
        NOT_DER,
        /**
         * The bytes decompress to {@code available} bytes, not to the {@code needed} declared; or
         * to as many, but their end or their checksum is not right.
         */
        NOT_DECOMPRESSED,
        /** More than {@code available} items or nesting levels; reading stops here. */
        TOO_MANY
    }
}
