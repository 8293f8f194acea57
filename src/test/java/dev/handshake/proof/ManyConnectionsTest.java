package dev.handshake.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.Needs;
import dev.handshake.capture.file.CaptureFile;
import dev.handshake.capture.file.KeyLog;
import dev.handshake.registry.ProtocolVersion;
import dev.handshake.session.Catalogue;
import dev.handshake.session.Listed;
import dev.handshake.session.Outcome;
import dev.handshake.session.Provenance;
import dev.handshake.session.Session;
import dev.handshake.ui.connect.Searching;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two thousand real connections in one file: listed as tshark lists them, found, opened. */
final class ManyConnectionsTest {
    private static final int COUNT = 2000;

    @TempDir private Path temp;

    @Test
    void listsFindsAndOpensThousandsOfConnections() throws Exception {
        LocalRecording recording = LocalRecording.make(temp, COUNT, "-tls1_3");
        List<List<String>> told = List.copyOf(tshark(recording).values());
        assertThat(told).hasSizeGreaterThanOrEqualTo(COUNT);
        try (CaptureFile file = CaptureFile.open(recording.capture())) {
            KeyLog.read(recording.keyLog(), file.keys());
            Catalogue catalogue = new Catalogue(file);

            List<Listed> listed = Opened.lines(catalogue);

            assertThat(catalogue.others()).isEmpty();
            for (Listed line : listed) {
                assertThat(line.version()).isEqualTo(ProtocolVersion.TLS_1_3);
                assertThat(line.outcome()).isEqualTo(Outcome.Status.COMPLETED);
                assertThat(Objects.requireNonNull(line.server()).port())
                        .isEqualTo(recording.port());
            }
            assertThat(listed.stream().map(ManyConnectionsTest::handshake).toList())
                    .isEqualTo(told);

            for (Listed one : List.of(listed.getFirst(), listed.getLast())) {
                String client = Objects.requireNonNull(one.client()).toString();
                assertThat(Searching.find(listed, client))
                        .contains(one)
                        .allMatch(found -> client.equals(String.valueOf(found.client())));
            }
            assertThat(Searching.find(listed, "new_session_ticket tls_aes_256 completed"))
                    .isNotEmpty()
                    .isEqualTo(listed.stream().filter(ManyConnectionsTest::hasTicket).toList());
            assertThat(Searching.find(listed, "certificate_request")).isEmpty();

            for (int i = 0; i < listed.size(); i += listed.size() / 20) {
                Session session = catalogue.session(listed.get(i));
                assertThat(Opened.types(session)).isEqualTo(listed.get(i).messages().text());
                assertThat(session.messages())
                        .filteredOn(message -> message.provenance() == Provenance.DECRYPTED)
                        .hasSizeGreaterThan(4);
            }
        }
    }

    /** A client may be gone before it is sent one. */
    private static boolean hasTicket(Listed line) {
        return line.messages().text().contains("<new_session_ticket");
    }

    /** What was sent in which direction, but for what is no handshake message. */
    private static List<String> handshake(Listed line) {
        return Arrays.stream(line.messages().text().split(",", -1))
                .filter(message -> Seen.isHandshake(message.substring(1)))
                .toList();
    }

    /**
     * The handshake messages of each connection, by tshark's number, which counts from its first
     * packet.
     */
    private static Map<Integer, List<String>> tshark(LocalRecording recording) {
        String text =
                Program.run(
                        Path.of("."),
                        Needs.program("tshark"),
                        "-r",
                        recording.capture(),
                        "-d",
                        "tcp.port==" + recording.port() + ",tls",
                        "-o",
                        "tls.keylog_file:" + recording.keyLog(),
                        "-Y",
                        "tls.handshake",
                        "-T",
                        "fields",
                        "-e",
                        "tcp.stream",
                        "-e",
                        "tcp.srcport",
                        "-e",
                        "tls.handshake.type");
        Map<Integer, List<String>> told = new TreeMap<>();
        for (String line : text.lines().filter(line -> line.matches("\\d+\t.*")).toList()) {
            String[] cells = line.split("\t", -1);
            boolean server = Integer.parseInt(cells[1]) == recording.port();
            told.computeIfAbsent(Integer.parseInt(cells[0]), stream -> new ArrayList<>())
                    .addAll(
                            Arrays.stream(cells[2].split(",", -1))
                                    .map(type -> Seen.name(Integer.parseInt(type)))
                                    .map(type -> (server ? "<" : ">") + type)
                                    .collect(Collectors.toList()));
        }
        return told;
    }
}
