package dev.handshake.capture.file;

import static dev.handshake.capture.file.Handwritten.ACK;
import static dev.handshake.capture.file.Handwritten.SYN;
import static dev.handshake.capture.file.Handwritten.block;
import static dev.handshake.capture.file.Handwritten.bytes;
import static dev.handshake.capture.file.Handwritten.description;
import static dev.handshake.capture.file.Handwritten.enhanced;
import static dev.handshake.capture.file.Handwritten.file;
import static dev.handshake.capture.file.Handwritten.ipv4;
import static dev.handshake.capture.file.Handwritten.ipv6;
import static dev.handshake.capture.file.Handwritten.joined;
import static dev.handshake.capture.file.Handwritten.option;
import static dev.handshake.capture.file.Handwritten.section;
import static dev.handshake.capture.file.Handwritten.segment;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.CaptureEvent;
import dev.handshake.capture.Packet;
import dev.handshake.capture.Sender;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The same packets are read from every format, and behind every link layer. */
final class FormatsTest {
    private static final ByteOrder BIG = ByteOrder.BIG_ENDIAN;
    private static final ByteOrder LITTLE = ByteOrder.LITTLE_ENDIAN;
    private static final int SECOND = 1_700_000_000;
    private static final String RANDOM = "00112233445566778899aabbccddeeff".repeat(2);

    @TempDir private Path folder = Path.of("");

    static Stream<ByteOrder> orders() {
        return Stream.of(BIG, LITTLE);
    }

    private static String data(Opened opened) {
        return Opened.data(opened.events(), Sender.CLIENT).latin1();
    }

    private static List<Long> times(Opened opened) throws Exception {
        List<Long> times = new ArrayList<>();
        opened.file
                .recording(opened.connections.getFirst())
                .packets(packet -> times.add(packet.epochNanos() - SECOND * 1_000_000_000L));
        return times;
    }

    private static byte[] hello() {
        return ipv4(true, segment(true, 1001, 1, ACK, "hello"));
    }

    // -- pcap

    static Stream<Arguments> magics() {
        return Stream.of(
                Arguments.of(BIG, 0xa1b2c3d4, 1_000L),
                Arguments.of(LITTLE, 0xa1b2c3d4, 1_000L),
                Arguments.of(BIG, 0xa1b23c4d, 1L),
                Arguments.of(LITTLE, 0xa1b23c4d, 1L),
                Arguments.of(BIG, 0xa1b2cd34, 1_000L),
                Arguments.of(LITTLE, 0xa1b2cd34, 1_000L));
    }

    @ParameterizedTest
    @MethodSource("magics")
    void pcapTellsItsByteOrderAndUnit(ByteOrder order, int magic, long unit) throws Exception {
        byte[] content =
                new Handwritten().opening().client(1001, 5001, ACK, "hello").pcap(order, magic, 7);
        try (Opened opened = new Opened(file(folder, content))) {
            assertThat(data(opened)).isEqualTo("hello");
            assertThat(times(opened)).containsExactly(0L, 7 * unit, 14 * unit, 21 * unit);
            assertThat(opened.file.report().problem()).isNull();
        }
    }

    // -- pcapng

    @ParameterizedTest
    @MethodSource("orders")
    void pcapngHasThreeKindsOfPackets(ByteOrder order) throws Exception {
        byte[] one = ipv4(true, segment(true, 1000, 0, SYN, ""));
        byte[] two = ipv4(true, segment(true, 1001, 1, ACK, "abc"));
        byte[] three = ipv4(true, segment(true, 1004, 1, ACK, "def"));
        long ticks = SECOND * 1_000_000L;
        byte[] obsolete =
                ByteBuffer.allocate(20 + three.length)
                        .order(order)
                        .putShort((short) 0)
                        .putShort((short) 9)
                        .putInt((int) (ticks >>> 32))
                        .putInt((int) ticks + 2)
                        .putInt(three.length)
                        .putInt(three.length)
                        .put(three)
                        .array();
        byte[] simple =
                ByteBuffer.allocate(4 + two.length)
                        .order(order)
                        .putInt(two.length)
                        .put(two)
                        .array();
        byte[] content =
                joined(
                        section(order),
                        description(order, 101, 0),
                        enhanced(order, 0, ticks + 1, one),
                        block(order, 3, simple),
                        block(order, 2, obsolete));
        try (Opened opened = new Opened(file(folder, content))) {
            assertThat(data(opened)).isEqualTo("abcdef");
            // A simple packet has no time.
            assertThat(times(opened)).containsExactly(1_000L, -SECOND * 1_000_000_000L, 2_000L);
            assertThat(opened.events().stream().map(CaptureEvent::nanos)).isSorted();
        }
    }

    static Stream<Arguments> resolutions() {
        return Stream.of(
                // One and a half seconds, in each unit.
                Arguments.of(0, 0L, 1L, 1_000_000_000L),
                Arguments.of(3, 0L, 1_500L, 1_500_000_000L),
                Arguments.of(6, 0L, 1_500_000L, 1_500_000_000L),
                Arguments.of(9, 0L, 1_500_000_000L, 1_500_000_000L),
                Arguments.of(12, 0L, 1_500_000_000_000L, 1_500_000_000L),
                Arguments.of(0x80, 0L, 1L, 1_000_000_000L),
                Arguments.of(0x81, 0L, 3L, 1_500_000_000L),
                Arguments.of(0x80 + 20, 0L, 3L << 19, 1_500_000_000L),
                Arguments.of(0x80 + 32, 0L, 3L << 31, 1_500_000_000L),
                Arguments.of(9, 100L, 1_500_000_000L, 101_500_000_000L),
                Arguments.of(9, -1L, 1_500_000_000L, 500_000_000L),
                Arguments.of(0, 0L, -1L, Long.MAX_VALUE),
                Arguments.of(0x7f, 0L, -1L, 0L),
                Arguments.of(0xff, 0L, -1L, 0L),
                Arguments.of(9, Long.MIN_VALUE, 0L, Long.MIN_VALUE));
    }

    @ParameterizedTest
    @MethodSource("resolutions")
    void timesAreInTheUnitOfTheirInterface(int unit, long offset, long ticks, long nanos)
            throws Exception {
        byte[] seconds = ByteBuffer.allocate(8).order(LITTLE).putLong(offset).array();
        byte[] content =
                joined(
                        section(LITTLE),
                        description(
                                LITTLE,
                                101,
                                0,
                                option(LITTLE, 9, bytes(unit)),
                                option(LITTLE, 14, seconds)),
                        enhanced(LITTLE, 0, ticks, hello()));
        try (Opened opened = new Opened(file(folder, content))) {
            assertThat(opened.connections.getFirst().startNanos()).isEqualTo(nanos);
            assertThat(data(opened)).isEqualTo("hello");
        }
    }

    @Test
    void aFileMayHaveSectionsOfBothOrdersAndManyInterfaces() throws Exception {
        byte[] ethernet = joined(bytes(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 8, 0), hello());
        byte[] next = ipv4(true, segment(true, 1006, 1, ACK, " again"));
        byte[] content =
                joined(
                        section(LITTLE),
                        description(LITTLE, 147, 0),
                        description(LITTLE, 1, 0, option(LITTLE, 9, bytes(9))),
                        enhanced(LITTLE, 1, SECOND * 1_000_000_000L, ethernet),
                        section(BIG),
                        description(BIG, 101, 0),
                        enhanced(BIG, 0, SECOND * 1_000_000L + 1, next));
        try (Opened opened = new Opened(file(folder, content))) {
            assertThat(data(opened)).isEqualTo("hello again");
            List<Packet> packets = new ArrayList<>();
            opened.file.recording(opened.connections.getFirst()).packets(packets::add);
            assertThat(packets.stream().map(Packet::linkType)).containsExactly(1, 101);
            assertThat(packets.getFirst().bytes()).isEqualTo(Bytes.of(ethernet));
            assertThat(times(opened)).containsExactly(0L, 1_000L);
        }
    }

    @ParameterizedTest
    @MethodSource("orders")
    void whatStandsBesideThePacketsIsRead(ByteOrder order) throws Exception {
        byte[] keys =
                ("CLIENT_RANDOM " + RANDOM + " " + "ab".repeat(48) + "\nnonsense\n")
                        .getBytes(StandardCharsets.US_ASCII);
        byte[] secrets =
                ByteBuffer.allocate(8 + keys.length)
                        .order(order)
                        .putInt(0x544c534b)
                        .putInt(keys.length)
                        .put(keys)
                        .array();
        byte[] four = joined(bytes(10, 0, 0, 2), text("www.example\0also.example\0"));
        byte[] six = joined(new byte[15], bytes(1), text("self\0"));
        byte[] names = joined(option(order, 1, four), option(order, 2, six), new byte[4]);
        byte[] content =
                joined(
                        section(order, option(order, 1, text("about the file")), new byte[4]),
                        description(order, 101, 0),
                        block(order, 10, secrets),
                        block(order, 4, names),
                        block(order, 0xbad, bytes(1, 2, 3)),
                        enhanced(
                                order,
                                0,
                                SECOND * 1_000_000L,
                                hello(),
                                option(order, 2, bytes(0, 0, 0, 0)),
                                option(order, 1, text("about the packet"))));
        try (Opened opened = new Opened(file(folder, content))) {
            assertThat(data(opened)).isEqualTo("hello");
            assertThat(opened.file.keys().find("CLIENT_RANDOM", Bytes.ofHex(RANDOM)))
                    .contains(Bytes.ofHex("ab".repeat(48)));
            assertThat(opened.file.report().secrets()).isEqualTo(new KeyLog.Result(1, 1, 2));
            assertThat(opened.file.names())
                    .containsOnly(
                            Map.entry("10.0.0.2", List.of("www.example", "also.example")),
                            Map.entry("::1", List.of("self")));
            assertThat(opened.file.report().comments()).containsExactly("about the file");
            List<Packet> packets = new ArrayList<>();
            opened.file.recording(opened.connections.getFirst()).packets(packets::add);
            assertThat(packets.getFirst().comments()).containsExactly("about the packet");
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    // -- link layers and tunnels

    static Stream<Arguments> links() {
        String stations = "010203040506070809101112";
        return Stream.of(
                link("raw", 101, ""),
                link("raw of a BSD", 12, ""),
                link("raw IPv4", 228, ""),
                link("Ethernet", 1, stations + "0800"),
                link("VLAN", 1, stations + "8100" + "0005" + "0800"),
                link("QinQ", 1, stations + "88a8" + "0005" + "8100" + "0006" + "0800"),
                link("PPPoE", 1, stations + "8864" + "1100" + "0001" + "002f" + "0021"),
                link("MPLS", 1, stations + "8847" + "00010040" + "00020140"),
                link("SNAP", 1, stations + "0035" + "aaaa03" + "000000" + "0800"),
                link("NULL, little", 0, "02000000"),
                link("NULL, big", 0, "00000002"),
                link("LOOP", 108, "00000002"),
                link("SLL", 113, "0004" + "0001" + "0006" + "0102030405060000" + "0800"),
                link(
                        "SLL2",
                        276,
                        "0800" + "0000" + "00000001" + "0001" + "00" + "06" + "00".repeat(8)),
                link("PPP", 9, "0021"),
                link("PPP in HDLC", 50, "ff03" + "0021"),
                link("PPP, compressed", 9, "21"),
                link("PPPoE alone", 51, "1100" + "0001" + "002f" + "0021"),
                link("Cisco HDLC", 104, "0f00" + "0800"),
                link("GRE", 101, outer(47, 4 + 45) + "0000" + "0800"),
                link(
                        "GRE with a key",
                        101,
                        outer(47, 12 + 45) + "3000" + "0800" + "0000000100000002"),
                link("GRE of WCCP", 101, outer(47, 8 + 45) + "0000" + "883e" + "00000000"),
                link("IP in IP", 101, outer(4, 45)),
                link("VXLAN", 101, udp(4789, 22 + 45) + "0800000000000100" + stations + "0800"),
                link("GENEVE", 101, udp(6081, 16 + 45) + "0200080000000100" + "0001020304050607"),
                link("GTP-U", 101, udp(2152, 8 + 45) + "30ff002d00000001"));
    }

    private static Arguments link(String name, int type, String header) {
        return Arguments.of(name, type, header);
    }

    private static String outer(int protocol, int length) {
        return "4500%04x0000000040%02x0000c0a80001c0a80002".formatted(20 + length, protocol);
    }

    private static String udp(int port, int length) {
        return outer(17, 8 + length) + "1234%04x%04x0000".formatted(port, 8 + length);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("links")
    void theSegmentIsFound(String name, int type, String header) throws Exception {
        Handwritten packets =
                new Handwritten()
                        .link(new Handwritten.Link(type, Bytes.ofHex(header)))
                        .client(1001, 1, ACK, "hello");
        try (Opened opened = packets.open(folder)) {
            assertThat(opened.connections).as(name).hasSize(1);
            assertThat(opened.connections.getFirst().client()).hasToString("10.0.0.1:40000");
            assertThat(data(opened)).isEqualTo("hello");
        }
    }

    @Test
    void whatStandsBehindTheDatagramIsPadding() throws Exception {
        Handwritten packets = new Handwritten().packet(joined(hello(), new byte[] {'p', 'a', 'd'}));
        try (Opened opened = packets.open(folder)) {
            assertThat(data(opened)).isEqualTo("hello");
        }
    }

    @Test
    void aDatagramWithoutALengthGoesToTheEnd() throws Exception {
        Handwritten packets =
                new Handwritten().packet(ipv4(true, 6, 0, 0, 0, segment(true, 1, 1, ACK, "hello")));
        try (Opened opened = packets.open(folder)) {
            assertThat(data(opened)).isEqualTo("hello");
        }
    }

    @Test
    void headersOfIpv6ArePassed() throws Exception {
        byte[] segment = segment(true, 1, 1, ACK, "hello");
        byte[] options =
                joined(bytes(43, 0, 1, 4, 0, 0, 0, 0), bytes(6, 0, 0, 0, 0, 0, 0, 0), segment);
        try (Opened opened = new Handwritten().packet(ipv6(true, 0, options)).open(folder)) {
            assertThat(data(opened)).isEqualTo("hello");
            assertThat(opened.connections.getFirst().client()).hasToString("[2001:db8::1]:40000");
        }
    }

    // -- fragments

    private static byte[] part(byte[] whole, int from, int to) {
        return ByteBuffer.allocate(to - from).put(whole, from, to - from).array();
    }

    @Test
    void fragmentsArePutTogetherInAnyOrder() throws Exception {
        byte[] whole = segment(true, 1001, 1, ACK, "hello, hello, hello");
        int length = whole.length;
        byte[] first = ipv4(true, 6, 77, 0x2000, 20 + 16, part(whole, 0, 16));
        byte[] second = ipv4(true, 6, 77, 0x2000 | 2, 20 + 16, part(whole, 16, 32));
        byte[] last = ipv4(true, 6, 77, 4, 20 + length - 32, part(whole, 32, length));
        byte[] other = ipv4(true, 6, 78, 0x2000, 20 + 16, part(whole, 0, 16));
        Handwritten packets =
                new Handwritten()
                        .packet(last)
                        .client(1020, 1, ACK, " again")
                        .packet(other)
                        .packet(first)
                        .packet(second);
        try (Opened opened = packets.open(folder)) {
            assertThat(opened.connections).hasSize(1);
            assertThat(opened.connections.getFirst().packets()).isEqualTo(4);
            List<Packet> recorded = new ArrayList<>();
            opened.file.recording(opened.connections.getFirst()).packets(recorded::add);
            assertThat(recorded.stream().map(Packet::bytes))
                    .containsExactly(
                            Bytes.of(last),
                            Bytes.of(ipv4(true, segment(true, 1020, 1, ACK, " again"))),
                            Bytes.of(first),
                            Bytes.of(second));
            assertThat(opened.file.report().unread())
                    .containsExactly(new Unread(Unread.Kind.FRAGMENT, 0, "0", 1, 0));
        }
    }

    @Test
    void whereFragmentsOverlapTheFirstStands() throws Exception {
        byte[] whole = segment(true, 1001, 1, ACK, "abcdefghijkl");
        byte[] forged = segment(true, 1001, 1, ACK, "ABCDEFGHIJKL");
        Handwritten packets =
                new Handwritten()
                        .packet(ipv4(true, 6, 7, 0x2000, 20 + 24, part(whole, 0, 24)))
                        .packet(ipv4(true, 6, 7, 0x2000, 20 + 24, part(forged, 0, 24)))
                        .packet(ipv4(true, 6, 7, 2, 20 + 16, part(forged, 16, 32)));
        try (Opened opened = packets.open(folder)) {
            assertThat(data(opened)).isEqualTo("abcdEFGHIJKL");
        }
    }

    @Test
    void fragmentsOfIpv6ArePutTogether() throws Exception {
        byte[] whole = segment(true, 1001, 1, ACK, "hello, hello, hello");
        byte[] first = joined(bytes(6, 0, 0, 1, 0, 0, 0, 9), part(whole, 0, 24));
        byte[] last = joined(bytes(6, 0, 0, 24, 0, 0, 0, 9), part(whole, 24, whole.length));
        Handwritten packets =
                new Handwritten().packet(ipv6(true, 44, last)).packet(ipv6(true, 44, first));
        try (Opened opened = packets.open(folder)) {
            assertThat(data(opened)).isEqualTo("hello, hello, hello");
        }
    }
}
