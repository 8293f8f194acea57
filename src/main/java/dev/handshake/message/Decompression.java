package dev.handshake.message;

import dev.handshake.bytes.Bytes;
import dev.handshake.registry.CompressionAlgorithm;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.InflaterInputStream;
import org.brotli.dec.BrotliInputStream;

/**
 * Decompresses as far as it goes, and never further than it is told.
 *
 * @param bytes what came out
 * @param whole whether that is all, and nothing is wrong with it
 */
record Decompression(Bytes bytes, boolean whole) {
    private static final int STEP = 4096;

    static boolean knows(CompressionAlgorithm algorithm) {
        return algorithm.equals(CompressionAlgorithm.ZLIB)
                || algorithm.equals(CompressionAlgorithm.BROTLI)
                || algorithm.equals(CompressionAlgorithm.ZSTD);
    }

    /**
     * What comes out of these bytes until they end, or are no such thing, or give more than {@code
     * most} bytes.
     */
    static Decompression read(CompressionAlgorithm algorithm, Bytes compressed, int most) {
        return algorithm.equals(CompressionAlgorithm.ZSTD)
                ? zstd(compressed, most)
                : stream(algorithm, compressed, most);
    }

    private static Decompression zstd(Bytes compressed, int most) {
        ZstdOutput out = new ZstdOutput(most);
        boolean whole = false;
        try {
            ZstdFrame.readAll(new ZstdInput(compressed.toArray()), out);
            whole = true;
        } catch (NotZstd e) {
            // What came out until here is all there is.
        }
        return new Decompression(out.bytes(), whole);
    }

    private static Decompression stream(
            CompressionAlgorithm algorithm, Bytes compressed, int most) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean whole = false;
        try (InputStream in = open(algorithm, new ByteArrayInputStream(compressed.toArray()))) {
            byte[] step = new byte[STEP];
            while (true) {
                // One byte more than there is room for shows that it does not end here.
                int count = in.read(step, 0, Math.min(STEP, most - out.size() + 1));
                if (count <= 0) {
                    whole = true;
                    break;
                }
                int fits = Math.min(count, most - out.size());
                out.write(step, 0, fits);
                if (fits < count) {
                    break;
                }
            }
        } catch (IOException e) {
            // What came out until here is all there is.
        }
        return new Decompression(Bytes.of(out.toByteArray()), whole);
    }

    private static InputStream open(CompressionAlgorithm algorithm, InputStream in)
            throws IOException {
        return algorithm.equals(CompressionAlgorithm.ZLIB)
                ? new InflaterInputStream(in)
                : new BrotliInputStream(in);
    }
}
