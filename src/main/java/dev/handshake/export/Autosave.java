package dev.handshake.export;

import dev.handshake.capture.lab.DataFolder;
import dev.handshake.session.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Keeps the last session of a running program in the user's data folder, without its secrets, so
 * that it is not lost when the program ends out of order. After an orderly end nothing is left.
 *
 * <p>Each program that runs has a folder of its own, in it a marker with its process id, and beside
 * that the session. It holds a lock on its marker, which the system takes away when the process is
 * gone, however it went: a marker that nobody holds is of a program that did not end in order. (A
 * process id alone would not tell: it may be another program's by then.)
 *
 * <p>Used by one thread at a time.
 */
public final class Autosave implements AutoCloseable {
    private static final String RUNNING = "running";
    private static final String SESSION = "session.pcapng";

    private final Path folder;

    /** This program's, among those of others. */
    private final Path own;

    private final FileChannel marker;

    private Autosave(Path folder, Path own, FileChannel marker) {
        this.folder = folder;
        this.own = own;
        this.marker = marker;
    }

    /** In the user's data folder. */
    public static Autosave ofThisUser() throws IOException {
        return start(DataFolder.ofThisUser().resolve("autosave"));
    }

    /**
     * Marks this program as running.
     *
     * @param folder made if it is not there; other running programs may use it too
     * @throws IOException if it cannot be written to, or its file system knows no locks
     */
    public static Autosave start(Path folder) throws IOException {
        Files.createDirectories(folder, forOwner(folder.getFileSystem(), "rwx------"));
        Path own = Files.createTempDirectory(folder, null);
        // Held before it has the name by which others look: they never see it unheld.
        Path unnamed = own.resolve(RUNNING + AtomicFile.PART);
        FileChannel marker =
                FileChannel.open(unnamed, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            if (marker.tryLock() == null) {
                throw new IOException(unnamed + " is held by somebody else");
            }
            String process = ProcessHandle.current().pid() + "\n";
            marker.write(ByteBuffer.wrap(process.getBytes(StandardCharsets.US_ASCII)));
            Files.move(unnamed, own.resolve(RUNNING));
            return new Autosave(folder, own, marker);
        } catch (IOException | RuntimeException e) {
            marker.close();
            remove(own);
            throw e;
        }
    }

    /** Saves it in place of the one before. Its secrets are left out. */
    public void save(Session session) throws IOException {
        AtomicFile.write(
                own.resolve(SESSION),
                AtomicFile.Readers.OWNER,
                out -> PcapngExport.write(session, false, out));
    }

    /** The newest session of a program that did not end in order. */
    public Optional<Path> leftOver() throws IOException {
        return abandoned().stream()
                .map(of -> of.resolve(SESSION))
                .filter(Files::isRegularFile)
                .max(Comparator.comparing(Autosave::time));
    }

    /** Removes everything that programs have left that did not end in order. */
    public void discardLeftOvers() throws IOException {
        for (Path of : abandoned()) {
            remove(of);
        }
    }

    /** The orderly end: nothing of this program stays. */
    @Override
    public void close() throws IOException {
        // First, where a file that is open cannot be removed.
        marker.close();
        remove(own);
    }

    /** The folders of programs whose marker nobody holds any more. */
    private List<Path> abandoned() throws IOException {
        try (Stream<Path> others = Files.list(folder)) {
            // Closing a file that this process holds would let it go: not its own.
            return others.filter(of -> !of.equals(own))
                    .filter(of -> Files.exists(of.resolve(RUNNING)))
                    .filter(of -> !isHeld(of.resolve(RUNNING)))
                    .toList();
        }
    }

    private static boolean isHeld(Path marker) {
        try (FileChannel channel = FileChannel.open(marker, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        } catch (IOException | OverlappingFileLockException e) {
            // Gone by now, or not to be known.
            return true;
        }
    }

    /** The marker last: what could not be removed is still known as left. */
    private static void remove(Path of) throws IOException {
        try (Stream<Path> files = Files.list(of)) {
            List<Path> all =
                    files.sorted(Comparator.comparing(file -> file.endsWith(RUNNING))).toList();
            for (Path file : all) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(of);
    }

    private static FileTime time(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }

    private static FileAttribute<?>[] forOwner(FileSystem system, String permissions) {
        return system.supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
