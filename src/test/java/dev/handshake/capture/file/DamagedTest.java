package dev.handshake.capture.file;

import static dev.handshake.capture.file.Handwritten.ACK;
import static dev.handshake.capture.file.Handwritten.block;
import static dev.handshake.capture.file.Handwritten.description;
import static dev.handshake.capture.file.Handwritten.enhanced;
import static dev.handshake.capture.file.Handwritten.file;
import static dev.handshake.capture.file.Handwritten.ipv4;
import static dev.handshake.capture.file.Handwritten.joined;
import static dev.handshake.capture.file.Handwritten.section;
import static dev.handshake.capture.file.Handwritten.segment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handshake.Needs;
import dev.handshake.capture.BadInput;
import dev.handshake.capture.Cancellation;
import dev.handshake.capture.CaptureEvent;
import dev.handshake.capture.Failure;
import dev.handshake.capture.Sender;
import dev.handshake.capture.UserFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are none, or not whole: as far as they go, with a sentence about the rest. */
final class DamagedTest {
    private static final ByteOrder LITTLE = ByteOrder.LITTLE_ENDIAN;

    @TempDir private Path folder = Path.of("");

    private static void isRefused(Path path, String key) {
        assertThatThrownBy(() -> CaptureFile.open(path))
                .isInstanceOfSatisfying(
                        BadInput.class,
                        e -> {
                            assertThat(e.phrase().key()).isEqualTo(key);
                            assertThat(e.phrase().args().getFirst())
                                    .isEqualTo(path.getFileName().toString());
                        });
    }

    @Test
    void whatIsNoCaptureIsRefused() throws Exception {
        isRefused(folder.resolve("none.pcap"), "capture.file.missing");
        isRefused(folder, "capture.file.directory");
        isRefused(file(folder, new byte[0]), "capture.file.empty");
        isRefused(file(folder, new byte[] {1, 2, 3}), "capture.file.not_a_capture");
        isRefused(file(folder, new byte[100_000]), "capture.file.not_a_capture");
        isRefused(Needs.shared("corpus/README.md"), "capture.file.not_a_capture");
        isRefused(file(folder, packed(new byte[10])), "capture.file.not_a_capture");
        isRefused(file(folder, packed(new byte[0])), "capture.file.empty");
    }

    @Test
    void whatMayNotBeReadIsRefused() throws Exception {
        Path path = file(folder, whole());
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("---------"));
        if (Files.isReadable(path)) {
            // The superuser may read everything: then what the system would have said is told.
            BadInput refusal =
                    UserFile.unreadable(path, new AccessDeniedException(path.toString()));
            assertThat(refusal.phrase().key()).isEqualTo("capture.file.permission");
        } else {
            isRefused(path, "capture.file.permission");
        }
    }

    private static byte[] whole() {
        return new Handwritten()
                .opening()
                .client(1001, 5001, ACK, "hello")
                .server(5001, 1006, ACK, "welcome")
                .pcap(LITTLE);
    }

    private static byte[] packed(byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(content);
        }
        return packed.toByteArray();
    }

    // -- compressed

    @Test
    void aCompressedCaptureIsUnpackedAndLeavesNothingBehind() throws Exception {
        List<Path> before = temporary();
        try (Opened opened = new Opened(file(folder, packed(whole())))) {
            assertThat(Opened.data(opened.events(), Sender.SERVER).latin1()).isEqualTo("welcome");
            assertThat(opened.file.report().problem()).isNull();
        }
        assertThat(temporary()).isEqualTo(before);
    }

    private static List<Path> temporary() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(f -> f.getFileName().toString().startsWith("tls-handshake-"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void whatCameOutOfADamagedOneIsShown() throws Exception {
        Handwritten packets = new Handwritten().opening();
        Random random = new Random(3);
        for (int i = 0; i < 3_000; i++) {
            packets.client(1001 + 8 * i, 5001, ACK, "%08x".formatted(random.nextInt()));
        }
        byte[] packed = packed(packets.pcap(LITTLE));
        byte[] cut = Arrays.copyOf(packed, packed.length / 2);
        try (Opened opened = new Opened(file(folder, cut))) {
            CaptureReport report = opened.file.report();
            assertThat(opened.connections).hasSize(1);
            assertThat(report.problem()).isNotNull();
            assertThat(report.packets()).isGreaterThan(500);
        }
    }

    @Test
    void unpackingCanBeCancelled() throws Exception {
        Path path = file(folder, packed(whole()));
        Cancellation cancellation = new Cancellation();
        cancellation.raise();
        List<Path> before = temporary();
        assertThatThrownBy(() -> CaptureFile.open(path, cancellation))
                .isInstanceOf(Cancellation.Cancelled.class);
        assertThat(temporary()).isEqualTo(before);
    }

    // -- cut off

    /** At every byte: what was whole before it is told, and the rest is said. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aFileMayEndAnywhere(boolean blocks) throws Exception {
        byte[] all = blocks ? pcapng() : whole();
        long last = -1;
        for (int length = blocks ? 28 : 24; length < all.length; length++) {
            try (Opened opened = new Opened(file(folder, Arrays.copyOf(all, length)))) {
                CaptureReport report = opened.file.report();
                assertThat(report.packets()).as("packets of %s bytes", length).isBetween(last, 5L);
                last = report.packets();
                CaptureProblem problem = report.problem();
                if (problem != null) {
                    assertThat(problem.kind()).isEqualTo(CaptureProblem.Kind.TRUNCATED);
                    assertThat(problem.offset()).isBetween(0L, (long) length);
                } else {
                    assertThat(report.bytes()).isEqualTo(length);
                }
                for (Connection connection : opened.connections) {
                    String told = Opened.data(opened.events(connection), Sender.CLIENT).latin1();
                    assertThat("hello").startsWith(told);
                }
            }
        }
        assertThat(last).isEqualTo(5);
    }

    private static byte[] pcapng() {
        List<byte[]> blocks = new ArrayList<>();
        blocks.add(section(LITTLE));
        blocks.add(description(LITTLE, 101, 0));
        long ticks = 1_700_000_000_000_000L;
        blocks.add(enhanced(LITTLE, 0, ticks, ipv4(true, segment(true, 1000, 0, 2, ""))));
        blocks.add(enhanced(LITTLE, 0, ticks, ipv4(false, segment(false, 5000, 1001, 18, ""))));
        blocks.add(enhanced(LITTLE, 0, ticks, ipv4(true, segment(true, 1001, 5001, ACK, ""))));
        blocks.add(enhanced(LITTLE, 0, ticks, ipv4(true, segment(true, 1001, 5001, ACK, "hello"))));
        blocks.add(enhanced(LITTLE, 0, ticks, ipv4(false, segment(false, 5001, 1006, ACK, "hi"))));
        return joined(blocks.toArray(byte[][]::new));
    }

    // -- lengths that lie

    static Stream<Arguments> lies() {
        byte[] good = pcapng();
        byte[] packet = enhanced(LITTLE, 0, 1, ipv4(true, segment(true, 1, 1, ACK, "lost")));
        return Stream.of(
                lie(good, blockOf(0, packet), CaptureProblem.Kind.BLOCK_LENGTH, 0),
                lie(good, blockOf(8, packet), CaptureProblem.Kind.BLOCK_LENGTH, 8),
                lie(good, blockOf(13, packet), CaptureProblem.Kind.BLOCK_LENGTH, 13),
                lie(
                        good,
                        blockOf(0xffff_fffc, packet),
                        CaptureProblem.Kind.BLOCK_LENGTH,
                        0xffff_fffcL),
                lie(good, blockOf(16, packet), CaptureProblem.Kind.BLOCK_MISMATCH, 16),
                lie(
                        good,
                        ByteBuffer.wrap(section(LITTLE)).putInt(8, 7).array(),
                        CaptureProblem.Kind.BYTE_ORDER,
                        0),
                lie(
                        good,
                        ByteBuffer.wrap(section(LITTLE))
                                .order(LITTLE)
                                .putShort(12, (short) 9)
                                .array(),
                        CaptureProblem.Kind.VERSION,
                        9),
                lie(whole(), record(0xffff_ffff), CaptureProblem.Kind.PACKET_LENGTH, 0xffff_ffffL),
                lie(whole(), record(0x7fff_ffff), CaptureProblem.Kind.PACKET_LENGTH, 0x7fff_ffffL),
                lie(whole(), record(5_000), CaptureProblem.Kind.TRUNCATED, 5_000));
    }

    private static Arguments lie(
            byte[] before, byte[] lie, CaptureProblem.Kind kind, long claimed) {
        byte[] after = enhanced(LITTLE, 0, 1, ipv4(true, segment(true, 1, 1, ACK, "after")));
        return Arguments.of(
                joined(before, lie, after), new CaptureProblem(kind, before.length, claimed));
    }

    private static byte[] blockOf(int length, byte[] block) {
        return ByteBuffer.wrap(block.clone()).order(LITTLE).putInt(4, length).array();
    }

    private static byte[] record(int length) {
        return ByteBuffer.allocate(16).order(LITTLE).putInt(8, length).putInt(12, length).array();
    }

    @ParameterizedTest
    @MethodSource("lies")
    void aLengthThatCannotBeEndsTheReading(byte[] content, CaptureProblem problem)
            throws Exception {
        try (Opened opened = new Opened(file(folder, content))) {
            assertThat(opened.file.report().problem()).isEqualTo(problem);
            assertThat(opened.file.report().phrases().getFirst().key())
                    .startsWith("capture.problem.");
            assertThat(
                            Opened.data(opened.events(opened.connections.getFirst()), Sender.CLIENT)
                                    .latin1())
                    .isEqualTo("hello");
        }
    }

    @Test
    void packetsWithoutBytesAreCounted() throws Exception {
        Handwritten packets =
                new Handwritten().raw(new byte[0]).client(1, 1, ACK, "x").cut(0).raw(new byte[0]);
        try (Opened opened = packets.open(folder)) {
            assertThat(opened.file.report().packets()).isEqualTo(3);
            assertThat(opened.file.report().unread())
                    .containsExactly(
                            new Unread(Unread.Kind.MALFORMED, 0, "0", 2, 0),
                            new Unread(Unread.Kind.CUT, 0, "0", 1, 0));
        }
    }

    @Test
    void aPacketOfAnInterfaceThatIsNotDescribedIsPassedOver() throws Exception {
        byte[] content =
                joined(
                        pcapng(),
                        enhanced(LITTLE, 7, 1, new byte[60]),
                        block(LITTLE, 6, new byte[4]));
        try (Opened opened = new Opened(file(folder, content))) {
            assertThat(opened.file.report().packets()).isEqualTo(5);
            assertThat(opened.file.report().unread())
                    .containsExactly(new Unread(Unread.Kind.BLOCK, 0, "0", 2, 0));
        }
    }

    /** A damaged byte anywhere in a real capture. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "corpus/captures/zeek/pppoe-over-qinq.pcap",
                "corpus/captures/zeek/tunnels/geneve-47101.pcap",
                "corpus/readers/pcapng/output_le/difficult/test202.pcapng",
                "corpus/readers/pcapng/output_be/advanced/test102.pcapng"
            })
    void damageIsNoHarm(String path) throws Exception {
        byte[] good = Files.readAllBytes(Needs.shared(path));
        Random random = new Random(11);
        for (int i = 0; i < 200; i++) {
            byte[] bad = good.clone();
            for (int j = 0; j < 1 + i % 20; j++) {
                bad[4 + random.nextInt(bad.length - 4)] = (byte) random.nextInt();
            }
            Path file = file(folder, bad);
            try (Opened opened = new Opened(file)) {
                for (Connection connection : opened.connections) {
                    assertThat(opened.events(connection).getLast())
                            .isInstanceOfAny(CaptureEvent.Closed.class, CaptureEvent.Failed.class);
                    opened.file.recording(connection).packets(packet -> {});
                }
            } catch (BadInput e) {
                assertThat(e.phrase().key()).isEqualTo("capture.file.not_a_capture");
            }
            Files.delete(file);
        }
    }

    // -- while it is read

    private byte[] large() {
        Handwritten packets = new Handwritten().opening();
        String kilobyte = "x".repeat(1000);
        for (int i = 0; i < 4_000; i++) {
            packets.client(1001 + 1000 * i, 5001, ACK, kilobyte);
        }
        return packets.pcap(LITTLE);
    }

    @Test
    void aFileMayBecomeShorter() throws Exception {
        Path path = file(folder, large());
        List<Connection> connections = new ArrayList<>();
        try (CaptureFile opened = CaptureFile.open(path)) {
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
                channel.truncate(1_000_000);
            }
            opened.index(connections::add, new Cancellation());
            CaptureProblem problem = opened.report().problem();
            assertThat(problem).isNotNull();
            assertThat(connections).hasSize(1);
            List<CaptureEvent> events = new ArrayList<>();
            opened.source(connections.getFirst(), opened.keys()).capture(events::add);
            assertThat(events.getLast()).isInstanceOf(CaptureEvent.Closed.class);
            assertThat(Opened.data(events, Sender.CLIENT).length()).isGreaterThan(800_000);
        }
    }

    @Test
    void readingCanBeCancelled() throws Exception {
        List<Connection> connections = new ArrayList<>();
        Cancellation cancellation = new Cancellation();
        try (CaptureFile opened = CaptureFile.open(file(folder, large()))) {
            opened.index(
                    new CaptureFile.Listener() {
                        @Override
                        public void connection(Connection connection) {
                            connections.add(connection);
                        }

                        @Override
                        public void progress(long done, long total) {
                            cancellation.raise();
                        }
                    },
                    cancellation);
            CaptureProblem problem = opened.report().problem();
            assertThat(problem).isNotNull();
            assertThat(connections).hasSize(1);
            assertThat(connections.getFirst().packets()).isBetween(900, 1_100);
        }
    }

    @Test
    void tellingCanBeCancelled() throws Exception {
        try (Opened opened = new Opened(file(folder, large()))) {
            var source = opened.file.source(opened.connections.getFirst(), opened.file.keys());
            List<CaptureEvent> events = new ArrayList<>();
            source.capture(event -> {
                events.add(event);
                if (events.size() == 100) {
                    source.cancel();
                }
            });
            assertThat(events).hasSize(101);
            assertThat(((CaptureEvent.Failed) events.getLast()).failure().kind())
                    .isEqualTo(Failure.Kind.CANCELLED);
        }
    }

    @Test
    void aClosedFileTellsNothingMore() throws Exception {
        Opened opened = new Opened(file(folder, large()));
        opened.close();
        List<CaptureEvent> events = opened.events();
        assertThat(((CaptureEvent.Failed) events.getLast()).failure().kind())
                .isEqualTo(Failure.Kind.CANCELLED);
        assertThatThrownBy(() ->
                        opened.file.recording(opened.connections.getFirst()).packets(packet -> {}))
                .isInstanceOf(IOException.class);
    }
}
