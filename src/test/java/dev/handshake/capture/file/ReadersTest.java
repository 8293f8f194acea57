package dev.handshake.capture.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.Needs;
import dev.handshake.capture.BadInput;
import dev.handshake.capture.CaptureEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Files that were made to break readers break none here. */
final class ReadersTest {
    private static final Duration GUARD = Duration.ofSeconds(1);

    @Test
    void everyFileOpensOrSaysWhyNot() throws IOException {
        List<Path> files = files("corpus/readers");
        assertThat(files).hasSizeGreaterThan(800);
        // What the machine has to load first is not the file's doing.
        read(files.getFirst());
        for (Path file : files) {
            long start = System.nanoTime();
            read(file);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as(file.toString())
                    .isLessThan(GUARD);
        }
    }

    private static void read(Path path) throws IOException {
        String name = path.toString();
        try (Opened opened = new Opened(path)) {
            for (Connection connection : opened.connections) {
                read(opened, connection, name);
            }
            CaptureReport report = opened.file.report();
            boolean all = report.bytes() == opened.file.size();
            assertThat(all || report.problem() != null).as(name).isTrue();
        } catch (BadInput e) {
            assertThat(e.phrase().key()).as(name).startsWith("capture.file.");
        }
    }

    private static void read(Opened opened, Connection connection, String name) throws IOException {
        List<CaptureEvent> events = opened.events(connection);
        assertThat(events.getFirst()).as(name).isInstanceOf(CaptureEvent.Opened.class);
        assertThat(events.getLast())
                .as(name)
                .isInstanceOfAny(CaptureEvent.Closed.class, CaptureEvent.Failed.class);
        assertThat(events.stream().map(CaptureEvent::nanos).toList()).as(name).isSorted();
        int[] packets = new int[1];
        opened.file.recording(connection).packets(packet -> packets[0]++);
        assertThat(packets[0]).as(name).isEqualTo(connection.packets());
    }

    static List<Path> files(String folder) {
        try (Stream<Path> all = Files.walk(Needs.shared(folder))) {
            return all.filter(file -> file.toString().matches(".*\\.pcap(ng)?(\\.gz)?"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
