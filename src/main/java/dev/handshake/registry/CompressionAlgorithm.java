package dev.handshake.registry;

/**
 * How a certificate is compressed (IANA: TLS Certificate Compression Algorithm IDs; RFC 8879 §7.3).
 */
public record CompressionAlgorithm(int code) implements Registered {
    private static final CodeTable<CompressionAlgorithm> TABLE =
            CodeTable.load(CompressionAlgorithm::new, "certificate-compression-algorithms.tsv");

    public static final CompressionAlgorithm ZLIB = new CompressionAlgorithm(0x0001);
    public static final CompressionAlgorithm BROTLI = new CompressionAlgorithm(0x0002);
    public static final CompressionAlgorithm ZSTD = new CompressionAlgorithm(0x0003);

    @Override
    public int width() {
        return 2;
    }

    @Override
    public CodeTable<CompressionAlgorithm> table() {
        return TABLE;
    }

    @Override
    public String toString() {
        return text();
    }
}
