package dev.handshake.registry;

/** A key encapsulation of HPKE (IANA: HPKE KEM Identifiers; RFC 9180 §7.1). */
public record HpkeKem(int code) implements Registered {
    private static final CodeTable<HpkeKem> TABLE = CodeTable.load(HpkeKem::new, "hpke-kems.tsv");

    @Override
    public int width() {
        return 2;
    }

    @Override
    public CodeTable<HpkeKem> table() {
        return TABLE;
    }

    @Override
    public String toString() {
        return text();
    }
}
