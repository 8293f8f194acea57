package dev.handshake.capture.file;

import dev.handshake.capture.BadInput;
import dev.handshake.capture.Cancellation;
import dev.handshake.capture.Limits;
import dev.handshake.capture.UserFile;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * A capture that was compressed with gzip (RFC 1952), in a temporary file.
 *
 * @param problem why it is not all of it; null if it is
 */
record Unpacked(Path file, @Nullable CaptureProblem problem) {
    private static final int BUFFER = 1 << 16;

    static boolean isCompressed(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.read() == 0x1f && in.read() == 0x8b;
        }
    }

    /**
     * Unpacks.
     *
     * @throws BadInput if it is larger than a capture may be, or nothing comes out
     */
    static Unpacked of(Path packed, Cancellation cancellation)
            throws IOException, BadInput, Cancellation.Cancelled {
        Path file = Files.createTempFile("tls-handshake-", ".pcap");
        boolean done = false;
        try {
            CaptureProblem problem = unpack(packed, file, cancellation);
            done = true;
            return new Unpacked(file, problem);
        } finally {
            if (!done) {
                new Unpacked(file, null).delete();
            }
        }
    }

    private static @Nullable CaptureProblem unpack(
            Path packed, Path file, Cancellation cancellation)
            throws IOException, BadInput, Cancellation.Cancelled {
        long total = 0;
        try (InputStream raw = Files.newInputStream(packed);
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER)) {
            InputStream in = new GZIPInputStream(raw, BUFFER);
            byte[] buffer = new byte[BUFFER];
            for (int count = read(in, buffer); count >= 0; count = read(in, buffer)) {
                total += count;
                if (cancellation.isRaised()) {
                    throw new Cancellation.Cancelled();
                }
                if (total > Limits.UNPACKED) {
                    throw new BadInput(
                            "capture.file.too_large", UserFile.name(packed), Limits.UNPACKED);
                }
                out.write(buffer, 0, count);
            }
            return null;
        } catch (Damaged e) {
            return CaptureProblem.at(total, CaptureProblem.Kind.COMPRESSION);
        } catch (ZipException | EOFException e) {
            throw new BadInput("capture.file.not_a_capture", UserFile.name(packed));
        }
    }

    /** What was unpacked before the damage is good. */
    private static final class Damaged extends Exception {
        private static final long serialVersionUID = 1;

        Damaged(IOException cause) {
            super(cause);
        }
    }

    private static int read(InputStream in, byte[] buffer) throws IOException, Damaged {
        try {
            return in.read(buffer);
        } catch (ZipException | EOFException e) {
            throw new Damaged(e);
        }
    }

    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // Some systems keep what is still mapped; then it goes with this program.
            file.toFile().deleteOnExit();
        }
    }
}
