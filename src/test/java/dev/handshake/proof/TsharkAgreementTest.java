package dev.handshake.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.Needs;
import dev.handshake.session.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
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
        // tshark is the slow part: it reads ahead of the tests.
        ExecutorService readers =
                Executors.newFixedThreadPool(2, Thread.ofPlatform().daemon().factory());
        Map<Path, Future<Tshark.Reading>> told = new HashMap<>();
        captures.forEach(file -> told.put(file, readers.submit(() -> tshark(file).read())));
        readers.shutdown();
        return captures.stream()
                .map(file -> {
                    String name = folder.relativize(file).toString();
                    return DynamicTest.dynamicTest(
                            name,
                            () ->
                                    compare(
                                            file,
                                            Objects.requireNonNull(told.get(file)).get(),
                                            explanations.of(name)));
                });
    }

    private static boolean isCapture(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return name.matches(".*\\.(pcap|pcapng|cap)(\\.gz)?") && Files.isRegularFile(file);
    }

    /** With a heuristic: it looks for TLS at certain ports only, if it is not told to. */
    private static Tshark tshark(Path capture, String... more) {
        List<String> options = new ArrayList<>(List.of(more));
        options.addAll(List.of("--enable-heuristic", "tls_tcp"));
        options.addAll(List.of("-o", "tcp.reassemble_out_of_order:TRUE"));
        return new Tshark(capture, keyLog(capture), options.toArray(String[]::new));
    }

    private static void compare(
            Path capture, Tshark.Reading told, List<Explanations.Explanation> explained)
            throws Exception {
        Opened opened = Opened.of(capture, keyLog(capture));
        opened.linesAgree();
        List<Tshark.Conversation> conversations = new ArrayList<>(told.conversations());
        for (Session session : Comparison.unknown(opened.sessions(), conversations)) {
            // At the port of another protocol it must be told to read TLS.
            int port = Objects.requireNonNull(session.server()).port();
            tshark(capture, "-d", "tcp.port==" + port + ",tls").read().conversations().stream()
                    .filter(other -> Comparison.isBetween(session, other))
                    .forEach(conversations::add);
        }
        assertThat(kinds(opened)).as("TLS over UDP").isEqualTo(told.overUdp());
        List<Comparison.Difference> differences = Comparison.of(opened.sessions(), conversations);
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

    /** What of TLS over UDP this program names. */
    private static Set<String> kinds(Opened opened) {
        return opened.report().unread().stream()
                .map(unread -> unread.kind().name().toLowerCase(Locale.ROOT))
                .filter(Tshark.OVER_UDP::contains)
                .collect(Collectors.toSet());
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
