package dev.handshake.registry;

import org.jspecify.annotations.Nullable;

/**
 * A version of SSL or TLS as two bytes (RFC 9846 §4.2.1, {@code uint16 ProtocolVersion}); its name
 * is what people call it.
 *
 * <p>The drafts of TLS 1.3 had numbers of their own: 0x7f and the draft's number
 * (draft-ietf-tls-tls13-18 §4.2.1.1), and a few more for experiments with them.
 */
public record ProtocolVersion(int code) implements Registered {
    private static final CodeTable<ProtocolVersion> TABLE =
            CodeTable.load(ProtocolVersion::new, "versions.tsv");

    public static final ProtocolVersion SSL_3_0 = new ProtocolVersion(0x0300);
    public static final ProtocolVersion TLS_1_0 = new ProtocolVersion(0x0301);
    public static final ProtocolVersion TLS_1_1 = new ProtocolVersion(0x0302);
    public static final ProtocolVersion TLS_1_2 = new ProtocolVersion(0x0303);
    public static final ProtocolVersion TLS_1_3 = new ProtocolVersion(0x0304);

    private static final int DRAFTS = 0x7f;
    private static final int EXPERIMENTS = 0x7e;
    private static final int FACEBOOK = 0xfb;

    /** The draft that the experiments of Chrome began with. */
    private static final int EXPERIMENTS_DRAFT = 18;

    @Override
    public int width() {
        return 2;
    }

    @Override
    public CodeTable<ProtocolVersion> table() {
        return TABLE;
    }

    @Override
    public String name() {
        return isNumberedDraft() ? "TLS 1.3 (draft " + draft() + ")" : Registered.super.name();
    }

    @Override
    public boolean known() {
        return isNumberedDraft() || Registered.super.known();
    }

    /** Whether it is SSL 3.0 or a TLS before 1.3. */
    public boolean isBeforeTls13() {
        return code >= SSL_3_0.code && code <= TLS_1_2.code;
    }

    /** Whether its messages are those of TLS 1.3, the final one or one of its drafts. */
    public boolean isTls13() {
        return equals(TLS_1_3) || draft() > 0;
    }

    /** The number of the draft of TLS 1.3; 0 for the final version and all others. */
    public int draft() {
        return switch (code >> 8) {
            case DRAFTS -> code & 0xff;
            case EXPERIMENTS -> TABLE.name(code) == null ? 0 : EXPERIMENTS_DRAFT;
            case FACEBOOK -> TABLE.name(code) == null ? 0 : code & 0xff;
            default -> 0;
        };
    }

    /** Whether the number is that of a draft and nothing more. */
    private boolean isNumberedDraft() {
        return code >> 8 == DRAFTS && code != DRAFTS << 8;
    }

    /**
     * Whether a ServerHello of this legacy_version has neither session ID nor compression method:
     * drafts 0 to 21 told their version there and left out both.
     */
    public boolean hasShortServerHello() {
        return isNumberedDraft() && draft() <= 21;
    }

    /** Compared at every turn; what a record has by itself takes long to get fast. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ProtocolVersion that && that.code == code;
    }

    @Override
    public int hashCode() {
        return code;
    }

    @Override
    public String toString() {
        return text();
    }
}
