package dev.handshake.registry;

/**
 * A transport parameter of QUIC (IANA: QUIC Transport Parameters; RFC 9000 §18.2), one of those
 * whose number takes two bytes; on the wire numbers have up to 62 bits.
 */
public record QuicTransportParameter(int code) implements Registered {
    private static final CodeTable<QuicTransportParameter> TABLE =
            CodeTable.load(QuicTransportParameter::new, "quic-transport-parameters.tsv");

    @Override
    public int width() {
        return 2;
    }

    @Override
    public CodeTable<QuicTransportParameter> table() {
        return TABLE;
    }

    /** Whether it is one of those reserved to be ignored: 31 * N + 27 (RFC 9000 §18.1). */
    @Override
    public boolean grease() {
        return code % 31 == 27;
    }

    @Override
    public String toString() {
        return text();
    }
}
