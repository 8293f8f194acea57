package dev.handshake.export;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Writes a file whole or not at all: what was there before stays until the new one is complete and
 * on the disk. A full disk, a killed program or a power cut leaves the old file, and at worst a
 * hidden {@code .part} beside it.
 */
public final class AtomicFile {
    /** What the name of an unfinished file begins with. */
    static final String UNFINISHED = ".tls-handshake-";

    static final String PART = ".part";

    private AtomicFile() {}

    /** Something that writes itself. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Who may read the file. */
    public enum Readers {
        /** Whoever may read what this user makes. */
        USUAL,
        /** Its owner alone, where the file system knows owners: there are secrets in it. */
        OWNER
    }

    /**
     * Writes or replaces the file.
     *
     * @throws IOException if it cannot be done; then the file is as it was
     */
    public static void write(Path file, Readers readers, Content content) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException(file + " is no file");
        }
        String name = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        Path fresh = folder.resolve(UNFINISHED + name + PART);
        try {
            fill(fresh, readers, content);
            move(fresh, file);
            sync(folder);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static void fill(Path fresh, Readers readers, Content content) throws IOException {
        try (FileChannel channel =
                FileChannel.open(
                        fresh,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        attributes(fresh.getFileSystem(), readers))) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
            content.writeTo(out);
            out.flush();
            // Without it a power cut could leave the new name with nothing in it.
            channel.force(true);
        }
    }

    private static FileAttribute<?>[] attributes(FileSystem system, Readers readers) {
        return readers == Readers.OWNER && system.supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(
                    from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Makes the new name last, too, where a folder can be opened. */
    private static void sync(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // The file is whole under either name.
        }
    }
}
