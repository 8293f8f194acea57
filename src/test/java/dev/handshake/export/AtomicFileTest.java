package dev.handshake.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handshake.export.AtomicFile.Readers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir Path folder;

    @Test
    void leavesTheOldFileWholeWhenTheNewOneBreaksOff() throws IOException {
        Path file = Files.writeString(folder.resolve("session.pcapng"), "the old one");

        assertThatThrownBy(() ->
                        AtomicFile.write(
                                file,
                                Readers.USUAL,
                                out -> {
                                    out.write(new byte[1 << 20]);
                                    out.flush();
                                    assertThat(file).hasContent("the old one");
                                    throw new IOException("No space left on device");
                                }))
                .hasMessage("No space left on device");

        assertThat(file).hasContent("the old one");
        assertThat(folder.toFile().list()).containsExactly("session.pcapng");
    }

    @Test
    void leavesNothingWhereNothingWas() {
        Path file = folder.resolve("session.pcapng");

        assertThatThrownBy(() ->
                        AtomicFile.write(
                                file,
                                Readers.USUAL,
                                out -> {
                                    out.write(1);
                                    throw new IllegalStateException();
                                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(folder.toFile().list()).isEmpty();
    }

    @Test
    void replacesTheOldFileOnceTheNewOneIsComplete() throws IOException {
        Path file = Files.writeString(folder.resolve("a.json"), "the old one");

        AtomicFile.write(file, Readers.USUAL, out -> out.write('n'));

        assertThat(file).hasContent("n");
        assertThat(folder.toFile().list()).containsExactly("a.json");
    }

    @Test
    void letsOnlyTheOwnerReadSecrets() throws IOException {
        Assumptions.assumeTrue(
                folder.getFileSystem().supportedFileAttributeViews().contains("posix"),
                "This test needs a file system with POSIX permissions.");
        Path plain = Files.createFile(folder.resolve("plain"));
        Path secret = Files.createFile(folder.resolve("secret"));
        String usual = PosixFilePermissions.toString(Files.getPosixFilePermissions(plain));

        AtomicFile.write(plain, Readers.USUAL, out -> out.write(1));
        AtomicFile.write(secret, Readers.OWNER, out -> out.write(1));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(plain)))
                .isEqualTo(usual);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                .isEqualTo("rw-------");
    }

    @Test
    void saysThatTheFolderIsMissing() {
        Path file = folder.resolve("missing").resolve("a.json");

        assertThatThrownBy(() -> AtomicFile.write(file, Readers.USUAL, out -> out.write(1)))
                .isInstanceOf(NoSuchFileException.class);
    }
}
