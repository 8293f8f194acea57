package dev.handshake.registry;

/** What a client's certificate may be for (IANA: TLS ClientCertificateType Identifiers). */
public record ClientCertificateType(int code) implements Registered {
    private static final CodeTable<ClientCertificateType> TABLE =
            CodeTable.load(ClientCertificateType::new, "client-certificate-types.tsv");

    @Override
    public int width() {
        return 1;
    }

    @Override
    public CodeTable<ClientCertificateType> table() {
        return TABLE;
    }

    @Override
    public String toString() {
        return text();
    }
}
