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
