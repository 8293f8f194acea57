package dev.handshake.registry;

/**
 * A version of SSL or TLS as two bytes (RFC 9846 §4.2.1, {@code uint16 ProtocolVersion}); its name
 * is what people call it.
 */
public record ProtocolVersion(int code) implements Registered {
    private static final CodeTable<ProtocolVersion> TABLE =
            CodeTable.load("versions.tsv", ProtocolVersion::new);

    public static final ProtocolVersion SSL_3_0 = new ProtocolVersion(0x0300);
    public static final ProtocolVersion TLS_1_0 = new ProtocolVersion(0x0301);
    public static final ProtocolVersion TLS_1_1 = new ProtocolVersion(0x0302);
    public static final ProtocolVersion TLS_1_2 = new ProtocolVersion(0x0303);
    public static final ProtocolVersion TLS_1_3 = new ProtocolVersion(0x0304);

    /** The lowest code of a draft of TLS 1.3 is {@code 0x7f00} and the number of the draft. */
    private static final int DRAFT = 0x7f00;

    private static final int LAST_DRAFT = 28;

    /** With draft 18 the first browsers spoke TLS 1.3; what came before has died out. */
    private static final int FIRST_DRAFT = 18;

    /** Whether it is SSL 3.0 or a TLS before 1.3. */
    public boolean isBeforeTls13() {
        return code >= SSL_3_0.code && code <= TLS_1_2.code;
    }

    /** Whether it is TLS 1.3 or one of its drafts that were in use (18 to 28). */
    public boolean isTls13() {
        return code == TLS_1_3.code || draftNumber() > 0;
    }

    /**
     * The number of the draft of TLS 1.3 (RFC 8446, draft-ietf-tls-tls13), 18 to 28; 0 for
     * everything else. {@code 0x7e02} was Chrome's name of an experiment that became draft 22,
     * {@code 0xfb17} and {@code 0xfb1a} were Facebook's of drafts 23 and 26.
     */
    public int draftNumber() {
        int draft =
                switch (code) {
                    case 0x7e02 -> 22;
                    case 0xfb17 -> 23;
                    case 0xfb1a -> 26;
                    default -> code - DRAFT;
                };
        return draft >= FIRST_DRAFT && draft <= LAST_DRAFT ? draft : 0;
    }

    @Override
    public int width() {
        return 2;
    }

    @Override
    public CodeTable<ProtocolVersion> table() {
        return TABLE;
    }

    @Override
    public String toString() {
        return text();
    }
}
