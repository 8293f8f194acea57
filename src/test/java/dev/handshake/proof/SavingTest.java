package dev.handshake.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.Needs;
import dev.handshake.bytes.Bytes;
import dev.handshake.capture.CaptureEvent;
import dev.handshake.capture.Endpoint;
import dev.handshake.capture.Failure;
import dev.handshake.capture.KeyRing;
import dev.handshake.capture.Origin;
import dev.handshake.capture.Packet;
import dev.handshake.capture.Secret;
import dev.handshake.capture.Sender;
import dev.handshake.capture.Target;
import dev.handshake.capture.file.SavedSession;
import dev.handshake.capture.file.Synthesis;
import dev.handshake.capture.lab.LabSource;
import dev.handshake.capture.lab.Scenario;
import dev.handshake.capture.live.ClientOptions;
import dev.handshake.export.KeyLogExport;
import dev.handshake.export.PcapngExport;
import dev.handshake.session.Session;
import dev.handshake.session.SessionBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A saved session as others read it: tshark and capinfos accept it and see what we see. */
final class SavingTest {
    private static final String HOST = "www.proof.example";
    private static final int SECTION_HEADER = 0x0a0d0d0a;
    private static final int INTERFACE_DESCRIPTION = 1;
    private static final int ENHANCED_PACKET = 6;
    private static final int DECRYPTION_SECRETS = 10;

    /** Whatever tshark remarks that is more than a note, and every wrong or unchecked checksum. */
    private static final String UNSOUND =
            "_ws.malformed || _ws.expert.severity >= 0x600000 || tcp.analysis.flags"
                    + " || (tcp && !(tcp.checksum.status == 1)) || (ip && !(ip.checksum.status == 1))";

    @TempDir private Path temp;

    @ParameterizedTest
    @ValueSource(strings = {"tls12", "tls13"})
    void theLabsHandshakesAreSavedAsTheyWere(String scenario) throws Exception {
        Shake shake = Shake.of(new LabSource(Scenario.named(scenario)));
        Path file = agree(shake);

        SavedSession told = SavedSession.parse(comment(file)).orElseThrow();
        assertThat(told.origin().scenario()).isEqualTo(scenario);
        assertThat(told.origin().host()).isEqualTo("www.msn.com");
        assertThat(told.trustAnchors())
                .isNotEmpty()
                .isEqualTo(((CaptureEvent.Opened) shake.events().getFirst()).trustAnchors());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-tls1_3",
                "-tls1_2",
                "-tls1_3 -groups P-521",
                "-tls1_2 -no_ticket",
                "-tls1_3 -verify 1",
                "-tls1_2 -groups P-384",
                "-tls1_3 -split_send_frag 600 -max_send_frag 600",
            })
    void sessionsWithOpensslAreSavedAsTheyWere(String options) throws Exception {
        Authority.Identity identity = Authority.shared().issue(HOST, Authority.Key.RSA);
        try (OpensslServer server = OpensslServer.start(identity, options.split(" ", -1))) {
            agree(Shake.with(server, HOST));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"NORMAL", "NORMAL:-VERS-TLS1.3"})
    void sessionsWithGnutlsAreSavedAsTheyWere(String priority) throws Exception {
        Authority.Identity identity = Authority.shared().issue(HOST, Authority.Key.P256);
        try (GnutlsServer server =
                GnutlsServer.start(identity, "--priority=" + priority, "--disable-client-cert")) {
            agree(Shake.with(server, HOST));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void sessionsWithNginxAreSavedAsTheyWere(String protocol) throws Exception {
        Authority.Identity identity = Authority.shared().issue(HOST, Authority.Key.RSA);
        try (NginxServer server = NginxServer.start(identity, "ssl_protocols " + protocol + ";");
                Tap tap = Tap.on(server)) {
            agree(Shake.with(tap, HOST));
        }
    }

    @ParameterizedTest
    @CsvSource({"::1, ::1", "fe80::1%eth0, 2001:db8::2", "192.0.2.1, 2001:db8::2"})
    void sessionsInIpv6AreSavedInIpv6(String client, String server) throws Exception {
        List<CaptureEvent> events = new ArrayList<>();
        for (CaptureEvent event : Shake.of(new LabSource(Scenario.named("tls13"))).events()) {
            events.add(
                    event instanceof CaptureEvent.Connected(long nanos, long began, long dns, _, _)
                            ? new CaptureEvent.Connected(
                                    nanos,
                                    began,
                                    dns,
                                    new Endpoint(client, 50_000),
                                    new Endpoint(server, 443))
                            : event);
        }
        Path file = agree(new Shake(events));

        assertThat(fields(file, "ipv6.dst", "tcp.dstport").getFirst()).isEqualTo(server + "\t443");
    }

    /** tshark and capinfos accept the file, and read in it what we read on the wire. */
    private Path agree(Shake shake) throws Exception {
        Session session = shake.session();
        Path file = save(session, true, "session.pcapng");
        sound(file);
        Tshark tshark = new Tshark(file, null);
        List<Tshark.Conversation> conversations = tshark.conversations();
        assertThat(conversations).hasSize(1);
        Tshark.Conversation told = conversations.getFirst();
        Report report = shake.report();
        assertThat(report.at("outcome.status")).as(report.toString()).isEqualTo("completed");
        assertThat(told.messages().stream().map(Tshark.Message::seen))
                .containsExactlyElementsOf(report.seen());
        Agreement.onRecords(report, told.records());
        Agreement.onFields(report, told);
        Map<Sender, Bytes> data = tshark.applicationData(told);
        for (Sender from : Sender.values()) {
            assertThat(data.get(from)).isEqualTo(report.applicationData(from));
        }
        List<String> packets =
                fields(file, "frame.time_epoch", "tcp.srcport", "tcp.len", "frame.comment");
        assertThat(packets).allMatch(line -> line.endsWith("\t" + Synthesis.COMMENT));
        assertThat(chunks(packets)).isEqualTo(chunks(shake));
        assertThat(packets.subList(0, 3).stream().map(line -> line.split("\t", 2)[0]))
                .containsExactlyElementsOf(openingTimes(shake));
        assertThat(bytes(shake.session(), true)).as("the same again").isEqualTo(bytes(file));
        hidesItsSecrets(session, told);
        return file;
    }

    private void hidesItsSecrets(Session session, Tshark.Conversation told) throws Exception {
        byte[] with = bytes(session, true);
        byte[] without = bytes(session, false);
        String lines = new String(with, StandardCharsets.ISO_8859_1);
        String none = new String(without, StandardCharsets.ISO_8859_1);
        assertThat(session.secrets()).isNotEmpty();
        for (Secret secret : session.secrets()) {
            String hex = secret.secret().hex();
            assertThat(lines)
                    .contains(secret.label() + " " + secret.clientRandom().hex() + " " + hex);
            assertThat(none).doesNotContain(secret.label(), secret.secret().latin1());
            assertThat(none).doesNotContainIgnoringCase(hex);
        }
        assertThat(blocks(with)).containsOnlyOnce(DECRYPTION_SECRETS);
        assertThat(blocks(with).indexOf(DECRYPTION_SECRETS))
                .isLessThan(blocks(with).indexOf(ENHANCED_PACKET));
        assertThat(blocks(without)).doesNotContain(DECRYPTION_SECRETS);

        Path bare = save(session, false, "bare.pcapng");
        assertThat(new Tshark(bare, null).conversations().getFirst().messages())
                .isNotEmpty()
                .noneMatch(message -> message.seen().type().equals("finished"));
        Path keys = temp.resolve("session.keys");
        try (var out = Files.newOutputStream(keys)) {
            KeyLogExport.write(session, out);
        }
        assertThat(Files.readAllLines(keys).getFirst())
                .startsWith("# " + session.origin().host() + ":443 2");
        assertThat(new Tshark(bare, keys).conversations()).containsExactly(told);
    }

    /** A run of bytes from one side at one time, in seconds since 1970. */
    private record Run(Sender from, String time, int length) {}

    private static List<Run> chunks(Shake shake) {
        List<Run> runs = new ArrayList<>();
        Instant started = shake.session().started();
        for (Tap.Chunk chunk : shake.chunks()) {
            add(runs, chunk.from(), seconds(started, chunk.nanos()), chunk.bytes().length());
        }
        return runs;
    }

    /** Of lines of time, port, length. */
    private static List<Run> chunks(List<String> packets) {
        List<Run> runs = new ArrayList<>();
        String client = packets.getFirst().split("\t", -1)[1];
        for (String packet : packets) {
            String[] values = packet.split("\t", -1);
            Sender from = values[1].equals(client) ? Sender.CLIENT : Sender.SERVER;
            if (!values[2].equals("0")) {
                add(runs, from, values[0], Integer.parseInt(values[2]));
            }
        }
        return runs;
    }

    private static void add(List<Run> runs, Sender from, String time, int length) {
        Run last = runs.isEmpty() ? null : runs.getLast();
        if (last != null && last.from() == from && last.time().equals(time)) {
            runs.set(runs.size() - 1, new Run(from, time, last.length() + length));
        } else {
            runs.add(new Run(from, time, length));
        }
    }

    /** As tshark writes it. */
    private static String seconds(Instant started, long nanos) {
        Instant at = started.plusNanos(nanos);
        return "%d.%09d".formatted(at.getEpochSecond(), at.getNano());
    }

    private static List<String> openingTimes(Shake shake) {
        Instant started = shake.session().started();
        CaptureEvent.Connected connected =
                shake.events().stream()
                        .filter(CaptureEvent.Connected.class::isInstance)
                        .map(CaptureEvent.Connected.class::cast)
                        .findFirst()
                        .orElseThrow();
        String stands = seconds(started, connected.nanos());
        return List.of(seconds(started, connected.connectStarted()), stands, stands);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    -                 | >0x0011 <0x0011 >0x0010
                    ALERT_RECEIVED    | >0x0011 <0x0011 >0x0010
                    CLOSED_EARLY      | <0x0011 >0x0011 <0x0010
                    RESET             | <0x0014
                    HANDSHAKE_TIMEOUT | <0x0018
                    """)
    void theEndOfAConnectionIsItsSockets(Failure.@Nullable Kind kind, String flags)
            throws Exception {
        List<CaptureEvent> events = conversation(Bytes.ofHex("15030300020228"));
        events.add(
                kind == null
                        ? new CaptureEvent.Closed(9000)
                        : new CaptureEvent.Failed(9000, Failure.of(kind)));
        Path file = save(session(events), true, "end.pcapng");
        List<String> packets = new ArrayList<>();
        for (String line : fields(file, "tcp.srcport", "tcp.flags")) {
            packets.add(line.replaceFirst("50000\t", ">").replaceFirst("443\t", "<"));
        }
        assertThat(packets.subList(0, 4))
                .containsExactly(">0x0002", "<0x0012", ">0x0010", ">0x0018");
        assertThat(String.join(" ", packets)).endsWith(flags);
        assertThat(tshark(file, "-Y", "tcp.analysis.flags || tcp.checksum.status != 1")).isEmpty();
    }

    @Test
    void aMillionBytesInOneChunkAreSegmentsThatFit() throws Exception {
        byte[] random = new byte[1 << 20];
        new Random(1).nextBytes(random);
        List<CaptureEvent> events = conversation(Bytes.of(random));
        events.add(new CaptureEvent.Closed(9000));
        Path file = save(session(events), true, "large.pcapng");

        sound(file);
        assertThat(fields(file, "frame.len")).allMatch(length -> Integer.parseInt(length) <= 1514);
        StringBuilder fromServer = new StringBuilder();
        for (String line : fields(file, "tcp.srcport", "tcp.payload")) {
            if (line.startsWith("443\t")) {
                fromServer.append(line.substring(4));
            }
        }
        assertThat(Bytes.ofHex(fromServer.toString())).isEqualTo(Bytes.of(random));
    }

    private static List<CaptureEvent> conversation(Bytes fromServer) {
        return new ArrayList<>(
                List.of(
                        new CaptureEvent.Opened(
                                0,
                                new Origin(Origin.Kind.LIVE, HOST, 443, null, false),
                                Instant.parse("2026-11-23T07:16:00.999999999Z"),
                                List.of()),
                        new CaptureEvent.Connected(
                                2000,
                                1000,
                                -1,
                                new Endpoint("192.0.2.1", 50_000),
                                new Endpoint("192.0.2.2", 443)),
                        new CaptureEvent.Data(3000, Sender.CLIENT, Bytes.ofHex("16030100")),
                        new CaptureEvent.Data(4000, Sender.SERVER, fromServer)));
    }

    @Test
    void whatNeverConnectedIsSavedWithItsReason() throws Exception {
        int port = FreePort.next();
        Shake shake = Shake.of(ClientOptions.to(new Target("127.0.0.1", port)));
        Path file = save(shake.session(), true, "refused.pcapng");

        assertThat(Program.run(temp, Needs.program("capinfos"), file))
                .containsPattern("Number of packets: +0");
        assertThat(blocks(bytes(file))).containsExactly(SECTION_HEADER, INTERFACE_DESCRIPTION);
        assertThat(SavedSession.parse(comment(file)).orElseThrow().failure())
                .isEqualTo(Failure.of(Failure.Kind.REFUSED, "127.0.0.1", port));
    }

    @Test
    void anUnsoundFileIsSeen() throws Exception {
        List<CaptureEvent> events = conversation(Bytes.ofHex("15030300020228"));
        events.add(new CaptureEvent.Closed(9000));
        byte[] bytes = bytes(session(events), false);
        int last = new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf("\u0002\u0002(");
        bytes[last] ^= 1;
        Path file = Files.write(temp.resolve("unsound.pcapng"), bytes);

        assertThat(tshark(file, "-Y", UNSOUND)).hasSize(1);
    }

    // -- sessions from a capture file

    @Test
    void aCaptureIsSavedWithThePacketsThatItHad() throws Exception {
        Path folder = Needs.shared("corpus/captures/illustrated-tls12");
        Path original = folder.resolve("capture.pcap");
        Path keyLog = folder.resolve("keylog.txt");
        List<Packet> packets = packets(original);
        Session session = opened(packets, keyLog);
        Path file = save(session, true, "again.pcapng");

        assertThat(new Tshark(file, null).conversations())
                .isNotEmpty()
                .isEqualTo(new Tshark(original, keyLog).conversations());
        Path bare = save(session, false, "bare.pcapng");
        String[] facts = {
            "frame.time_epoch", "frame.len", "frame.cap_len", "frame.protocols", "tcp.payload"
        };
        assertThat(fields(bare, facts)).hasSize(packets.size()).isEqualTo(fields(original, facts));
        assertThat(tshark(bare, "-x")).isEqualTo(tshark(original, "-x"));
        // What a stranger captured is not described as ours.
        assertThat(Program.run(temp, Needs.program("capinfos"), file))
                .contains("TLS Handshake")
                .doesNotContain("TLS Handshake session");
    }

    @Test
    void linkTypesLengthsAndCommentsStay() throws Exception {
        Path folder = Needs.shared("corpus/captures/illustrated-tls12");
        Path original = folder.resolve("capture.pcap");
        List<Packet> packets = new ArrayList<>();
        for (Packet packet : packets(original)) {
            boolean even = packets.size() % 2 == 0;
            packets.add(
                    new Packet(
                            packet.epochNanos() + 1,
                            even ? packet.linkType() : 101,
                            even ? packet.bytes() : packet.bytes().from(4),
                            packet.originalLength() - (even ? 0 : 4),
                            even ? List.of("하나", "two") : List.of()));
        }
        Packet last = packets.removeLast();
        packets.add(
                new Packet(
                        last.epochNanos(),
                        last.linkType(),
                        last.bytes().slice(0, 30),
                        100_000,
                        List.of("x".repeat(65_534) + "é")));
        Path file = save(opened(packets, folder.resolve("keylog.txt")), true, "mixed.pcapng");

        assertThat(new Tshark(file, null).conversations())
                .extracting(it -> it.messages().stream().map(Tshark.Message::seen).toList())
                .isEqualTo(
                        new Tshark(original, folder.resolve("keylog.txt"))
                                .conversations().stream()
                                        .map(it ->
                                                it.messages().stream()
                                                        .map(Tshark.Message::seen)
                                                        .toList())
                                        .toList());
        List<String> lengths = fields(file, "frame.len", "frame.cap_len");
        assertThat(lengths.getLast()).isEqualTo("100000\t30");
        assertThat(lengths)
                .startsWith(
                        packets.getFirst().originalLength()
                                + "\t"
                                + packets.getFirst().bytes().length());
        List<String> comments = fields(file, "frame.comment");
        assertThat(comments.get(0)).isEqualTo("하나,two");
        assertThat(comments.get(1)).isEmpty();
        assertThat(comments.getLast()).isEqualTo("x".repeat(65_534));
        assertThat(new BigDecimal(fields(file, "frame.time_epoch").getFirst()))
                .isEqualTo(
                        new BigDecimal(fields(original, "frame.time_epoch").getFirst())
                                .add(new BigDecimal("0.000000001")));
    }

    /** The packets of a little-endian pcap with times in microseconds. */
    private static List<Packet> packets(Path file) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(in.getInt(0)).isEqualTo(0xa1b2c3d4);
        int linkType = in.getInt(20);
        in.position(24);
        List<Packet> packets = new ArrayList<>();
        while (in.hasRemaining()) {
            long nanos = in.getInt() * 1_000_000_000L + in.getInt() * 1000L;
            byte[] bytes = new byte[in.getInt()];
            int originalLength = in.getInt();
            in.get(bytes);
            packets.add(new Packet(nanos, linkType, Bytes.of(bytes), originalLength, List.of()));
        }
        return packets;
    }

    /** A session of the capture, which knows its keys by its ClientHello. */
    private static Session opened(List<Packet> packets, Path keyLog) throws IOException {
        KeyRing keys = new KeyRing();
        for (String line : Files.readAllLines(keyLog)) {
            String[] words = line.strip().split(" ", -1);
            if (words.length == 3) {
                keys.add(new Secret(words[0], Bytes.ofHex(words[1]), Bytes.ofHex(words[2])));
            }
        }
        keys.add(new Secret("CLIENT_RANDOM", Bytes.of(new byte[32]), Bytes.of(new byte[48])));
        Session session =
                session(
                        List.of(
                                new CaptureEvent.Opened(
                                        0,
                                        Origin.CAPTURE,
                                        Instant.EPOCH,
                                        List.of(),
                                        keys,
                                        packets::forEach),
                                new CaptureEvent.Data(1, Sender.CLIENT, clientHello(packets)),
                                new CaptureEvent.Closed(2)));
        assertThat(session.secrets()).hasSize(1);
        return session;
    }

    /** What the first TCP segment with data carries: behind a NULL header or none, and IPv6's. */
    private static Bytes clientHello(List<Packet> packets) {
        return packets.stream()
                .map(packet -> packet.bytes().from(packet.linkType() == 0 ? 44 : 40))
                .filter(tcp -> tcp.length() > 60)
                .map(tcp -> tcp.from((tcp.at(12) >> 4) * 4))
                .findFirst()
                .orElseThrow();
    }

    // -- tools

    private static Session session(List<CaptureEvent> events) {
        SessionBuilder builder = new SessionBuilder(_ -> {});
        events.forEach(builder);
        return builder.snapshot();
    }

    private static byte[] bytes(Session session, boolean secrets) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PcapngExport.write(session, secrets, out);
        return out.toByteArray();
    }

    private static byte[] bytes(Path file) throws IOException {
        return Files.readAllBytes(file);
    }

    private Path save(Session session, boolean secrets, String name) throws IOException {
        return Files.write(temp.resolve(name), bytes(session, secrets));
    }

    private static void sound(Path file) {
        assertThat(tshark(file, "-Y", UNSOUND)).isEmpty();
        String info = Program.run(Path.of("."), Needs.program("capinfos"), "-M", file);
        assertThat(info)
                .contains("pcapng", "Ethernet", "TLS Handshake")
                .containsPattern("Number of packets: +[1-9]");
    }

    /** Lines of values with tabs between them, one line a packet. */
    private static List<String> fields(Path file, String... names) {
        List<String> options = new ArrayList<>(List.of("-T", "fields"));
        for (String name : names) {
            options.addAll(List.of("-e", name));
        }
        return tshark(file, options.toArray(String[]::new));
    }

    private static List<String> tshark(Path file, String... options) {
        List<Object> command =
                new ArrayList<>(
                        List.of(
                                Needs.program("tshark"),
                                "-r",
                                file,
                                "-o",
                                "tcp.check_checksum:TRUE",
                                "-o",
                                "ip.check_checksum:TRUE"));
        command.addAll(List.of(options));
        byte[] printed =
                Program.run(Path.of("."), command.toArray()).getBytes(StandardCharsets.ISO_8859_1);
        return new String(printed, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.startsWith("Running as user "))
                .toList();
    }

    /** The section's comment, as the bytes have it: its first option. */
    private static String comment(Path file) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(bytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(in.getShort(24)).isEqualTo((short) 1);
        String comment =
                new String(in.array(), 28, in.getShort(26) & 0xffff, StandardCharsets.UTF_8);
        // The same as capinfos shows to people.
        assertThat(Program.run(Path.of("."), Needs.program("capinfos"), "-k", file))
                .contains(comment.lines().toList().getFirst());
        return comment;
    }

    /** The types of the blocks; each says its length twice. */
    private static List<Integer> blocks(byte[] file) {
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        List<Integer> types = new ArrayList<>();
        for (int at = 0; at < file.length; at += in.getInt(at + 4)) {
            types.add(in.getInt(at));
            assertThat(in.getInt(at + in.getInt(at + 4) - 4)).isEqualTo(in.getInt(at + 4));
        }
        return types;
    }
}
