package dev.handshake.registry;

/** The form of a certificate (IANA: TLS Certificate Types; RFC 7250 §3). */
public record CertificateType(int code) implements Registered {
    private static final CodeTable<CertificateType> TABLE =
            CodeTable.load(CertificateType::new, "certificate-types.tsv");

    @Override
    public int width() {
        return 1;
    }

    @Override
    public CodeTable<CertificateType> table() {
        return TABLE;
    }

    @Override
    public String toString() {
        return text();
    }
}
