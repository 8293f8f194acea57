package dev.handshake.registry;

/** A key derivation of HPKE (IANA: HPKE KDF Identifiers; RFC 9180 §7.2). */
public record HpkeKdf(int code) implements Registered {
    private static final CodeTable<HpkeKdf> TABLE = CodeTable.load(HpkeKdf::new, "hpke-kdfs.tsv");

    @Override
    public int width() {
        return 2;
    }

    @Override
    public CodeTable<HpkeKdf> table() {
        return TABLE;
    }

    @Override
    public String toString() {
        return text();
    }
}
