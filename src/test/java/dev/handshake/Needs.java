package dev.handshake;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * What a test cannot bring itself: the shared test data beside the project, and programs. Where one
 * is absent the test is skipped with a sentence; with {@code CI=true} in the environment it fails.
 */
public final class Needs {
    private static final Path SHARED = Path.of("..", "shared");

    private Needs() {}

    /** The file or folder below {@code ../shared}, such as {@code corpus/captures/zeek}. */
    public static Path shared(String path) {
        Path file = SHARED.resolve(path).toAbsolutePath().normalize();
        require(Files.exists(file), "This test needs " + file + ", which is not there.");
        return file;
    }

    /** The program of this name on the PATH, or in the folders that Debian keeps servers in. */
    public static Path program(String name) {
        Optional<Path> found =
                Stream.concat(
                                Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                                        .splitAsStream(System.getenv("PATH")),
                                Stream.of("/usr/sbin", "/usr/local/sbin", "/sbin"))
                        .map(folder -> Path.of(folder, name))
                        .filter(Files::isExecutable)
                        .findFirst();
        require(
                found.isPresent(),
                "This test needs the program " + name + ", which is not installed.");
        return found.orElseThrow();
    }

    private static void require(boolean there, String otherwise) {
        if (!there && "true".equals(System.getenv("CI"))) {
            fail(otherwise);
        }
        Assumptions.assumeTrue(there, otherwise);
    }
}
