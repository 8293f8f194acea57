package dev.handshake.message;

import dev.handshake.bytes.Bytes;
import dev.handshake.registry.CompressionAlgorithm;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.InflaterInputStream;
import org.brotli.dec.BrotliInputStream;

/** Decompresses as far as it goes, and never further than it is told. */
final class Decompression {
    private static final int STEP = 4096;

    private Decompression() {}

    static boolean knows(CompressionAlgorithm algorithm) {
        return algorithm.equals(CompressionAlgorithm.ZLIB)
                || algorithm.equals(CompressionAlgorithm.BROTLI);
    }

    /**
     * What comes out of these bytes until they end, or are no such thing, or give {@code most}
     * bytes.
     */
    static Bytes read(CompressionAlgorithm algorithm, Bytes compressed, int most) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (InputStream in = open(algorithm, new ByteArrayInputStream(compressed.toArray()))) {
            byte[] step = new byte[STEP];
            while (out.size() < most) {
                int count = in.read(step, 0, Math.min(STEP, most - out.size()));
                if (count <= 0) {
                    break;
                }
                out.write(step, 0, count);
            }
        } catch (IOException e) {
            // What came out until here is all there is.
        }
        return Bytes.of(out.toByteArray());
    }

    private static InputStream open(CompressionAlgorithm algorithm, InputStream in)
            throws IOException {
        return algorithm.equals(CompressionAlgorithm.ZLIB)
                ? new InflaterInputStream(in)
                : new BrotliInputStream(in);
    }
}
