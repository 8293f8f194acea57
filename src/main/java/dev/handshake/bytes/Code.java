package dev.handshake.bytes;

/**
 * A code point of one of IANA's registries: a number that may have a name. Unknown and GREASE (RFC
 * 8701) numbers are as good as known ones and keep their number.
 */
public interface Code {
    /** The number on the wire. */
    int code();

    /** Its bytes on the wire: 1 or 2. */
    int width();

    /**
     * The registered name ({@code TLS_AES_128_GCM_SHA256}); for others {@code unknown} or {@code
     * GREASE}.
     */
    String name();

    /** Whether the registry has a name for it. */
    boolean known();

    /** Whether it is one of the values reserved by RFC 8701. */
    default boolean grease() {
        return width() == 2 && (code() & 0x0f0f) == 0x0a0a && code() >> 8 == (code() & 0xff);
    }
}
