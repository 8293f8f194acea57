package dev.handshake.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.Needs;
import dev.handshake.capture.BadInput;
import dev.handshake.capture.Cancellation;
import dev.handshake.capture.file.CaptureFile;
import dev.handshake.capture.file.KeyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class CatalogueTest {
    /** All lines of a capture, by the number of their connection. */
    private static Map<Integer, Listed> lines(Catalogue catalogue, Cancellation cancellation)
            throws InterruptedException {
        Map<Integer, Listed> lines = new TreeMap<>();
        catalogue.read(listener(lines), cancellation);
        return lines;
    }

    private static Catalogue.Listener listener(Map<Integer, Listed> lines) {
        return new Catalogue.Listener() {
            private double before;

            @Override
            public void found(Listed listed) {
                lines.put(listed.connection().number(), listed);
            }

            @Override
            public void progress(double done) {
                assertThat(done).isBetween(before, 1.0);
                before = done;
            }
        };
    }

    @TestFactory
    Stream<DynamicTest> aLineSaysWhatItsPageSays() throws IOException {
        Path captures = Needs.shared("corpus/captures");
        try (Stream<Path> files = Files.walk(captures)) {
            return files
                    .filter(file -> file.toString().matches(".*\\.pcap(\\.gz)?"))
                    .sorted()
                    .toList()
                    .stream()
                    .map(file ->
                            DynamicTest.dynamicTest(
                                    captures.relativize(file).toString(), () -> compare(file)));
        }
    }

    private static void compare(Path file) throws BadInput, IOException, InterruptedException {
        try (CaptureFile opened = CaptureFile.open(file)) {
            Path keys = file.resolveSibling("keylog.txt");
            if (Files.exists(keys)) {
                KeyFile.read(keys, null, opened.keys());
            }
            Catalogue catalogue = new Catalogue(opened);
            for (Listed line : lines(catalogue, new Cancellation()).values()) {
                Session page = catalogue.session(line);
                Negotiated agreed = page.negotiated();
                assertThat(line)
                        .isEqualTo(
                                new Listed(
                                        line.connection(),
                                        page.started(),
                                        page.client(),
                                        page.server(),
                                        agreed.sni(),
                                        agreed.version(),
                                        agreed.cipherSuite(),
                                        agreed.group(),
                                        page.outcome().status(),
                                        MessageTypes.of(page.messages())));
            }
        }
    }

    @Test
    void keysThatComeLaterOpenWhatWasClosed() throws Exception {
        Path folder = Needs.shared("corpus/captures/illustrated-tls13");
        try (CaptureFile opened = CaptureFile.open(folder.resolve("capture.pcap"))) {
            Catalogue catalogue = new Catalogue(opened);
            Map<Integer, Listed> closed = lines(catalogue, new Cancellation());
            assertThat(closed.values())
                    .singleElement()
                    .satisfies(line ->
                            assertThat(line.messages().text())
                                    .contains("<encrypted")
                                    .doesNotContain("finished"));

            KeyFile.read(folder.resolve("keylog.txt"), null, opened.keys());
            Map<Integer, Listed> open = new TreeMap<>();
            catalogue.readAgain(listener(open), new Cancellation());

            assertThat(open.values())
                    .singleElement()
                    .satisfies(line ->
                            assertThat(line.messages().text())
                                    .contains("<certificate_verify,<finished", ">finished")
                                    .doesNotContain("encrypted,"));
        }
    }

    @Test
    void cancelledReadingKeepsWhatWasTold() throws Exception {
        Path file = Needs.shared("corpus/captures/zeek/tls/ssl.v3.pcap");
        try (CaptureFile opened = CaptureFile.open(file)) {
            Cancellation cancellation = new Cancellation();
            cancellation.raise();
            assertThat(lines(new Catalogue(opened), cancellation).size()).isLessThan(10);
        }
    }
}
