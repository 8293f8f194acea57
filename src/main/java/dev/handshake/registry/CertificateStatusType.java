package dev.handshake.registry;

/**
 * How a certificate's status is told (IANA: TLS Certificate Status Types; RFC 6066 §8, RFC 6961).
 */
public record CertificateStatusType(int code) implements Registered {
    private static final CodeTable<CertificateStatusType> TABLE =
            CodeTable.load(CertificateStatusType::new, "certificate-status-types.tsv");

    public static final CertificateStatusType OCSP = new CertificateStatusType(0x01);
    public static final CertificateStatusType OCSP_MULTI = new CertificateStatusType(0x02);

    @Override
    public int width() {
        return 1;
    }

    @Override
    public CodeTable<CertificateStatusType> table() {
        return TABLE;
    }

    @Override
    public String toString() {
        return text();
    }
}
