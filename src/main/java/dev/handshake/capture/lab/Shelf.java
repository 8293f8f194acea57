package dev.handshake.capture.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Keeps identities in files that only their owner can read. A file is replaced as a whole, so that
 * two programs that start together never read half of one.
 */
final class Shelf {
    private static final long LARGEST = 64 * 1024;

    private final Path folder;

    Shelf(Path folder) {
        this.folder = folder;
    }

    /**
     * The identity that was kept.
     *
     * @throws IOException if there is none that can be used
     */
    Identity read(String name) throws IOException {
        Path file = folder.resolve(name);
        if (Files.size(file) > LARGEST) {
            throw new IOException("too large");
        }
        return Identity.parse(Files.readString(file, StandardCharsets.US_ASCII));
    }

    void write(String name, Identity identity) throws IOException {
        var _ = write(name, identity.pem());
    }

    Path write(String name, String pem) throws IOException {
        Files.createDirectories(folder, attributes("rwx------"));
        Path draft = Files.createTempFile(folder, name, ".tmp", attributes("rw-------"));
        try {
            Files.writeString(draft, pem, StandardCharsets.US_ASCII);
            return Files.move(
                    draft,
                    folder.resolve(name),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Elsewhere the user's own folder is closed to others already. */
    private FileAttribute<?>[] attributes(String permissions) {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
