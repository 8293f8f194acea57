package dev.handshake.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Of captures that others made, this program says what tshark says: messages, what was agreed,
 * randoms, extensions, certificates. Where they differ, {@code differences.tsv} has the reason.
 *
 * <p>The property {@code captures} names another folder to compare, with a {@code differences.tsv}
 * of its own or none.
 */
final class TsharkAgreementTest {
    private static final String FOLDER = System.getProperty("captures", "");

    @TestFactory
    Stream<DynamicTest> saysWhatTsharkSays() throws IOException {
        Path folder = FOLDER.isEmpty() ? Needs.shared("corpus/captures") : Path.of(FOLDER);
        Needs.program("tshark");
        Explanations explanations = Explanations.of(FOLDER.isEmpty() ? null : folder);
        List<Path> captures;
        try (Stream<Path> files = Files.walk(folder)) {
            captures = files.filter(TsharkAgreementTest::isCapture).sorted().toList();
        }
        assertThat(captures).isNotEmpty();
        return captures.stream()
                .map(capture -> {
                    String name = folder.relativize(capture).toString();
                    return DynamicTest.dynamicTest(
                            name, () -> compare(capture, explanations.of(name)));
                });
    }

    private static boolean isCapture(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return name.matches(".*\\.(pcap|pcapng|cap)(\\.gz)?") && Files.isRegularFile(file);
    }

    private static void compare(Path capture, List<Explanations.Explanation> explained)
            throws Exception {
        Path keyLog = keyLog(capture);
        Opened opened = Opened.of(capture, keyLog);
        Tshark tshark =
                new Tshark(
                        capture,
                        keyLog,
                        "--enable-heuristic",
                        "tls_tcp",
                        "-o",
                        "tcp.reassemble_out_of_order:TRUE");
        List<Comparison.Difference> differences =
                Comparison.of(opened.sessions(), tshark.conversations());
        List<Explanations.Explanation> gone = new ArrayList<>(explained);
        List<Comparison.Difference> unexplained = new ArrayList<>();
        for (Comparison.Difference difference : differences) {
            boolean known = false;
            for (Explanations.Explanation explanation : explained) {
                if (explanation.covers(difference)) {
                    known = true;
                    gone.remove(explanation);
                }
            }
            if (!known) {
                unexplained.add(difference);
            }
        }
        assertThat(unexplained).as("differences without a reason").isEmpty();
        assertThat(gone).as("reasons without a difference").isEmpty();
    }

    /** {@code keylog.txt}, or of the capture's own name, beside it. */
    private static @Nullable Path keyLog(Path capture) {
        Path folder = Objects.requireNonNull(capture.getParent());
        String name = capture.getFileName().toString().replaceFirst("\\.[^.]+(\\.gz)?$", "");
        return Stream.of("keylog.txt", name + ".keys", name + ".keylog", name + ".txt")
                .map(folder::resolve)
                .filter(Files::exists)
                .findFirst()
                .orElse(null);
    }
}
