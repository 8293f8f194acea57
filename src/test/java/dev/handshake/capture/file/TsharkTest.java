package dev.handshake.capture.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handshake.Needs;
import dev.handshake.bytes.Bytes;
import dev.handshake.capture.BadInput;
import dev.handshake.capture.CaptureEvent;
import dev.handshake.capture.Sender;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The connections, their times and their bytes are those that tshark finds. */
final class TsharkTest {
    /** Of so many connections of a file the bytes are compared. */
    private static final int FOLLOWED = 12;

    /** What tshark says of a TCP stream. */
    private static final class Told {
        long start;
        int packets;

        /** Payload by the port it came from. */
        final Map<Integer, Long> bytes = new TreeMap<>();
    }

    /** Where the two differ, and why. */
    private static final Map<String, String> EXPLAINED =
            Map.of(
                    "readers/tcpdump/tests/of10_s4810.pcap",
                    "tshark's follow leaves out packets on which its OpenFlow reader gives up",
                    "readers/tcpdump/tests/tcp_rst_data.pcap",
                    "the text that a RST carries is no part of the stream (RFC 9293 §3.5.3)",
                    "readers/tcpdump/tests/tcp_rst_data-trunc.pcap",
                    "the same",
                    "readers/tcpdump/tests/tcp_rst_diag_payload.pcap",
                    "the same",
                    "readers/tcpdump/tests/tcp_rst_diag_payload-trunc.pcap",
                    "the same");

    @TestFactory
    Stream<DynamicTest> connectionsAreThoseOfTshark() {
        return Stream.concat(
                        ReadersTest.files("corpus/captures").stream(),
                        ReadersTest.files("corpus/readers").stream()
                                .filter(TsharkTest::hasConnections))
                .map(file -> DynamicTest.dynamicTest(name(file), () -> check(file)));
    }

    /** Most of them have none: tshark is not asked, which would take minutes. */
    private static boolean hasConnections(Path file) {
        try (Opened opened = new Opened(file)) {
            return !opened.connections.isEmpty();
        } catch (BadInput e) {
            return false;
        }
    }

    private static void check(Path file) throws Exception {
        String explained = EXPLAINED.get(name(file));
        if (explained == null) {
            compare(file);
        } else {
            assertThatThrownBy(() -> compare(file)).as(explained).isNotNull();
        }
    }

    private static String name(Path file) {
        return Needs.shared("corpus").relativize(file).toString();
    }

    private static void compare(Path file) throws Exception {
        try (Opened opened = new Opened(file)) {
            int followed = Math.min(opened.connections.size(), FOLLOWED);
            List<String> lines = tshark(file, followed);
            Map<Integer, Told> told = streams(lines);
            assertThat(opened.connections).hasSize(told.size());
            for (Connection connection : opened.connections) {
                Told same = Objects.requireNonNull(told.get(connection.number() - 1));
                assertThat(connection.startNanos()).as("start").isEqualTo(same.start);
                assertThat(connection.packets()).as("packets").isEqualTo(same.packets);
                Map<Integer, Long> bytes = new TreeMap<>();
                bytes.merge(connection.client().port(), connection.bytes(Sender.CLIENT), Long::sum);
                bytes.merge(connection.server().port(), connection.bytes(Sender.SERVER), Long::sum);
                bytes.values().removeIf(count -> count == 0);
                assertThat(bytes).as("bytes").isEqualTo(same.bytes);
                if (connection.number() <= followed) {
                    follow(lines, opened, connection);
                }
            }
        }
    }

    private static List<String> tshark(Path file, int followed)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.addAll(List.of(Needs.program("tshark").toString(), "-r", file.toString()));
        command.addAll(List.of("-Y", "tcp and not icmp and not icmpv6"));
        command.addAll(List.of("-T", "fields", "-E", "separator=;"));
        command.addAll(List.of("-e", "tcp.stream", "-e", "frame.time_epoch"));
        command.addAll(List.of("-e", "tcp.srcport", "-e", "tcp.len"));
        for (int i = 0; i < followed; i++) {
            command.addAll(List.of("-z", "follow,tcp,raw," + i));
        }
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String printed =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return printed.lines().toList();
    }

    private static Map<Integer, Told> streams(List<String> lines) {
        Map<Integer, Told> streams = new TreeMap<>();
        for (String line : lines) {
            String[] cells = line.split(";", -1);
            if (cells.length == 4 && cells[0].matches("\\d+")) {
                Told told = streams.computeIfAbsent(Integer.valueOf(cells[0]), n -> new Told());
                if (told.packets++ == 0) {
                    told.start = nanos(cells[1]);
                }
                long length = cells[3].isEmpty() ? 0 : Long.parseLong(cells[3]);
                if (length > 0) {
                    told.bytes.merge(Integer.valueOf(cells[2]), length, Long::sum);
                }
            }
        }
        return streams;
    }

    private static long nanos(String seconds) {
        return new BigDecimal(seconds).movePointRight(9).longValueExact();
    }

    /** What tshark puts together of a stream. What is missing it says in words: not compared. */
    private static void follow(List<String> lines, Opened opened, Connection connection) {
        List<CaptureEvent> events = opened.events(connection);
        boolean missing =
                events.stream()
                        .anyMatch(event ->
                                event instanceof CaptureEvent.Gap gap && gap.length() >= 0);
        if (missing) {
            return;
        }
        int start = lines.indexOf("Filter: tcp.stream eq " + (connection.number() - 1));
        assertThat(start).isNotNegative();
        String node0 = lines.get(start + 1);
        boolean clientFirst =
                node0.endsWith(":" + connection.client().port())
                        && node0.contains(connection.client().address());
        StringBuilder plain = new StringBuilder();
        StringBuilder indented = new StringBuilder();
        lines.stream()
                .skip(start + 3)
                .takeWhile(line -> !line.startsWith("="))
                .forEach(line -> (line.startsWith("\t") ? indented : plain).append(line.strip()));
        assertThat(Opened.data(events, Sender.CLIENT))
                .as("bytes of the client")
                .isEqualTo(Bytes.ofHex((clientFirst ? plain : indented).toString()));
        assertThat(Opened.data(events, Sender.SERVER))
                .as("bytes of the server")
                .isEqualTo(Bytes.ofHex((clientFirst ? indented : plain).toString()));
    }
}
