package dev.handshake.message;

import dev.handshake.bytes.Bytes;
import java.util.Arrays;

/** What has come out, which grows as it comes, and never over a limit. */
final class ZstdOutput {
    private static final int FIRST = 4096;

    private final int most;
    private byte[] bytes;
    private int size;

    /** Where the frame begins that is being read: what was before cannot be repeated. */
    private int frame;

    ZstdOutput(int most) {
        this.most = most;
        this.bytes = new byte[Math.min(most, FIRST)];
    }

    int size() {
        return size;
    }

    Bytes bytes() {
        return Bytes.of(bytes, 0, size);
    }

    void beginFrame() {
        frame = size;
    }

    int frameSize() {
        return size - frame;
    }

    /** The checksum of the frame so far. */
    long frameChecksum() {
        return ZstdChecksum.of(bytes, frame, size);
    }

    void write(byte[] from, int at, int count) throws NotZstd {
        int fits = room(count);
        System.arraycopy(from, at, bytes, size, fits);
        grown(fits, count);
    }

    void fill(int value, int count) throws NotZstd {
        int fits = room(count);
        Arrays.fill(bytes, size, size + fits, (byte) value);
        grown(fits, count);
    }

    /** What came {@code distance} bytes ago comes again; its end may be what it makes itself. */
    void repeat(long distance, int count) throws NotZstd {
        if (distance < 1 || distance > frameSize()) {
            throw new NotZstd();
        }
        int fits = room(count);
        int from = size - (int) distance;
        for (int i = 0; i < fits; i++) {
            bytes[size + i] = bytes[from + i];
        }
        grown(fits, count);
    }

    /** How many of these find room. */
    private int room(int count) {
        int fits = Math.min(count, most - size);
        if (size + fits > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(most, Math.max(size + fits, 2 * bytes.length)));
        }
        return fits;
    }

    private void grown(int fits, int count) throws NotZstd {
        size += fits;
        if (fits < count) {
            throw new NotZstd();
        }
    }
}
