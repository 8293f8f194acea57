package dev.handshake.registry;

/** An encryption of HPKE (IANA: HPKE AEAD Identifiers; RFC 9180 §7.3). */
public record HpkeAead(int code) implements Registered {
    private static final CodeTable<HpkeAead> TABLE =
            CodeTable.load(HpkeAead::new, "hpke-aeads.tsv");

    @Override
    public int width() {
        return 2;
    }

    @Override
    public CodeTable<HpkeAead> table() {
        return TABLE;
    }

    @Override
    public String toString() {
        return text();
    }
}
