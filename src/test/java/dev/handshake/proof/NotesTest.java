package dev.handshake.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.Needs;
import dev.handshake.bytes.ByteSpan;
import dev.handshake.capture.Cancellation;
import dev.handshake.capture.Limits;
import dev.handshake.capture.Packet;
import dev.handshake.capture.file.CaptureFile;
import dev.handshake.capture.file.Connection;
import dev.handshake.capture.file.KeyLog;
import dev.handshake.capture.file.PcapngWriter;
import dev.handshake.export.KeyLogExport;
import dev.handshake.export.PcapngExport;
import dev.handshake.session.MessageRead;
import dev.handshake.session.MessageType;
import dev.handshake.session.Note;
import dev.handshake.session.Notes;
import dev.handshake.session.Session;
import dev.handshake.session.SessionBuilder;
import dev.handshake.ui.Real;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Notes in a saved session: tshark shows them, and they are on the same messages when opened. */
final class NotesTest {
    /** IANA: TLS HandshakeType. */
    private static final Map<MessageType, String> TYPES =
            Map.ofEntries(
                    Map.entry(MessageType.CLIENT_HELLO, "1"),
                    Map.entry(MessageType.SERVER_HELLO, "2"),
                    Map.entry(MessageType.NEW_SESSION_TICKET, "4"),
                    Map.entry(MessageType.ENCRYPTED_EXTENSIONS, "8"),
                    Map.entry(MessageType.CERTIFICATE, "11"),
                    Map.entry(MessageType.SERVER_KEY_EXCHANGE, "12"),
                    Map.entry(MessageType.SERVER_HELLO_DONE, "14"),
                    Map.entry(MessageType.CERTIFICATE_VERIFY, "15"),
                    Map.entry(MessageType.CLIENT_KEY_EXCHANGE, "16"),
                    Map.entry(MessageType.FINISHED, "20"),
                    Map.entry(MessageType.CERTIFICATE_STATUS, "22"));

    private static final String KOREAN = "여기서 서버가 고릅니다.\n  들여쓴 줄\n\n- 끝 줄 <b>굵게?</b> \"따옴표\"";

    @TempDir private Path temp;

    @ParameterizedTest
    @ValueSource(strings = {"tls12", "tls13", "tls13-hrr", "tls12-dhe"})
    void tsharkHasEachNoteWhereItsMessageEnds(String scenario) throws Exception {
        Session session = Real.lab(scenario);
        List<MessageRead> handshake =
                session.messages().stream()
                        .filter(message -> TYPES.containsKey(message.type()))
                        .toList();
        Notes notes = Notes.NONE;
        for (MessageRead message : handshake) {
            notes = notes.with(new Note(message.number(), null, "about " + message.number()));
        }
        Path file = save(session.with(notes), true);

        for (MessageRead message : handshake) {
            String mark = "message: " + message.number() + " " + message.type().rfcName();
            List<String> frames =
                    lines(
                            Program.run(
                                    temp,
                                    Needs.program("tshark"),
                                    "-r",
                                    file,
                                    "-Y",
                                    "frame.comment contains \"" + mark + "\"",
                                    "-T",
                                    "fields",
                                    "-e",
                                    "tls.handshake.type"));
            assertThat(frames).as(mark).hasSize(1);
            assertThat(Arrays.asList(frames.getFirst().split(",", -1)))
                    .as(mark)
                    .contains(TYPES.get(message.type()));
        }
        assertThat(open(file, null).notes()).isEqualTo(notes);
    }

    @Test
    void aTextIsReadInWiresharkAsItWasWritten() throws Exception {
        Session session = Real.lab("tls12");
        Notes notes =
                Notes.NONE
                        .with(new Note(5, null, KOREAN))
                        .with(new Note(5, new ByteSpan(39, 2), "the suite"));
        Path file = save(session.with(notes), false);
        String comment =
                new String(
                        Program.run(
                                        temp,
                                        Needs.program("tshark"),
                                        "-r",
                                        file,
                                        "-Y",
                                        "frame.comment contains \"server_hello\"",
                                        "-T",
                                        "json",
                                        "-e",
                                        "frame.comment")
                                .getBytes(StandardCharsets.ISO_8859_1),
                        StandardCharsets.UTF_8);
        assertThat(comment)
                .contains("TLS Handshake notes")
                .contains("text: 여기서 서버가 고릅니다.")
                .contains("들여쓴 줄")
                .contains("bytes: 39 2")
                .contains("text: the suite");
        Notes read = open(file, null).notes();
        assertThat(read).isEqualTo(notes);
        assertThat(read.at(5, null).orElseThrow().text()).isEqualTo(KOREAN);
    }

    @Test
    void savingAgainWritesTheSameAndWhatWasTakenAwayIsGone() throws Exception {
        Session session = Real.lab("tls12").with(Notes.NONE.with(new Note(6, null, "first")));
        Path file = save(session, true);
        Session opened = open(file, null);
        assertThat(Files.readAllBytes(save(opened, true)))
                .as("but for what only the one who shook hands knows")
                .hasSameSizeAs(Files.readAllBytes(file));

        Notes edited = opened.notes().with(new Note(6, null, "second"));
        Path again = save(opened.with(edited), true);
        assertThat(comments(again)).anyMatch(it -> it.contains("second"));
        assertThat(comments(again)).noneMatch(it -> it.contains("first"));
        Path none = save(opened.with(opened.notes().with(new Note(6, null, " "))), true);
        assertThat(comments(none)).noneMatch(it -> it.contains("TLS Handshake notes"));
        assertThat(open(none, null).notes()).isEqualTo(Notes.NONE);
    }

    @ParameterizedTest
    @CsvSource({"tls13, 9", "tls13, 12", "tls12, 15"})
    void aNoteIsOnItsMessageAgainAsSoonAsItsKeysAreKnown(String scenario, int number)
            throws Exception {
        Session session = Real.lab(scenario);
        MessageRead message = session.message(number).orElseThrow();
        assertThat(message.isProtected()).isTrue();
        Note note = new Note(number, new ByteSpan(4, 2), "kept");
        Session noted = session.with(Notes.NONE.with(note));
        Path keys = temp.resolve("session.keys");
        try (OutputStream out = Files.newOutputStream(keys)) {
            KeyLogExport.write(session, out);
        }
        Path file = save(noted, false);

        Session blind = open(file, null);
        assertThat(blind.notes().list()).hasSize(1);
        Note astray = blind.notes().list().getFirst();
        assertThat(astray.text()).isEqualTo("kept");
        assertThat(astray.span()).as("there are no such bytes to be seen").isNull();
        assertThat(blind.message(astray.message()).orElseThrow().type().rfcName())
                .startsWith("encrypted");

        assertThat(open(file, keys).notes().list()).containsExactly(note);
        // Saved by one who cannot read it, with another text.
        Path passedOn = save(blind.with(blind.notes().with(astray.withText("more"))), false);
        assertThat(open(passedOn, keys).notes().list())
                .containsExactly(new Note(number, new ByteSpan(4, 2), "more"));
    }

    @Test
    void aStrangersOwnCommentsAreNotLost() throws Exception {
        Path capture = Needs.shared("corpus/captures/zeek/tls/ecdhe.pcap");
        Path remarked = temp.resolve("remarked.pcapng");
        Program.run(
                temp, Needs.program("editcap"), "-a", "4:A stranger's remark", capture, remarked);
        Session session = open(remarked, null);
        MessageRead hello = session.first(MessageType.SERVER_HELLO).orElseThrow();
        Notes notes =
                Notes.NONE
                        .with(new Note(hello.number(), null, "ours"))
                        .with(new Note(1, null, "on the SYN"));
        Path file = save(session.with(notes), false);
        assertThat(comments(file))
                .anyMatch(it -> it.contains("A stranger's remark"))
                .anyMatch(it -> it.contains("text: ours"))
                .anyMatch(it -> it.contains("text: on the SYN"));
        assertThat(
                        lines(
                                Program.run(
                                        temp,
                                        Needs.program("tshark"),
                                        "-r",
                                        file,
                                        "-Y",
                                        "frame.comment contains \"on the SYN\"",
                                        "-T",
                                        "fields",
                                        "-e",
                                        "tcp.flags")))
                .containsExactly("0x0002");
        assertThat(open(file, null).notes()).isEqualTo(notes);
    }

    @Test
    void everyCaptureOfTheCorpusKeepsItsNotes() throws Exception {
        Path corpus = Needs.shared("corpus/captures/zeek/tls");
        List<Path> captures;
        try (var files = Files.list(corpus)) {
            captures = files.filter(it -> it.toString().endsWith(".pcap")).sorted().toList();
        }
        int checked = 0;
        for (Path capture : captures) {
            for (Connection connection : connections(capture)) {
                Session session = open(capture, null, connection.number());
                Notes notes = Notes.NONE;
                for (MessageRead message : session.messages()) {
                    if (message.number() > 0 && notes.list().size() < 200) {
                        notes =
                                notes.with(
                                        new Note(message.number(), null, "n" + message.number()));
                    }
                }
                if (!notes.isEmpty()) {
                    Path file = save(session.with(notes), false);
                    assertThat(open(file, null).notes())
                            .as("%s, %s", capture, connection.number())
                            .isEqualTo(notes);
                    checked++;
                }
            }
        }
        assertThat(checked).isGreaterThan(20);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TLS Handshake notes\nmessage: 99999 server_hello\ntext: <b>\u001b[31m\u202e",
                "TLS Handshake notes\nmessage: 5 server_hello\nrecord: 99 99\nbytes: 99999999"
                        + " 99999999\ntext: far",
                "TLS Handshake notes\nmessage: 5 server_hello\nbytes: -1 2\nbytes: x\nfoo\ntext: odd",
                "TLS Handshake notes\nmessage: 5 ../../etc\ntext: no name",
                "TLS Handshake notes\ntext: of nothing\nmessage: 0 x\ntext: of nothing",
                "TLS Handshake notes\nmessage: 5 server_hello\ntext:  ",
                "TLS Handshake notes",
                "\u0000\uffff",
            })
    void aStrangersNoteIsOnlyText(String comment) throws Exception {
        Session session = Real.lab("tls12");
        Path file = temp.resolve("hostile.pcapng");
        try (OutputStream out = Files.newOutputStream(file)) {
            PcapngWriter writer = new PcapngWriter(out);
            writer.begin("somebody", List.of());
            int[] index = {0};
            session.recording()
                    .packets(packet -> {
                        List<String> comments = new ArrayList<>(packet.comments());
                        if (index[0]++ == 4) {
                            comments.add(comment);
                        }
                        write(writer, packet, comments);
                    });
            writer.end();
        }
        Session opened = open(file, null);
        assertThat(opened.messages()).isNotEmpty();
        for (Note note : opened.notes().list()) {
            MessageRead on = opened.message(note.message()).orElseThrow();
            assertThat(note.text()).isNotBlank().hasSizeLessThanOrEqualTo(Limits.NOTE);
            if (note.span() != null) {
                assertThat(note.span().end()).isLessThanOrEqualTo(on.bytes().length());
            }
        }
        Path again = save(opened, false);
        String kept = comment.lines().toList().getLast();
        if (kept.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
            assertThat(Files.readString(again, StandardCharsets.ISO_8859_1)).contains(kept);
        }
    }

    @Test
    void aHugeNoteIsCutAndNotRefused() throws Exception {
        String huge = "가".repeat(Limits.NOTE);
        Session session = Real.lab("tls12");
        Notes notes =
                Notes.NONE
                        .with(new Note(6, null, huge))
                        .with(new Note(7, null, huge))
                        .with(new Note(8, null, huge));
        Path file = save(session.with(notes), false);
        assertThat(open(file, null).notes()).isEqualTo(notes);
    }

    // -- doing

    private Path save(Session session, boolean secrets) throws IOException {
        Path file = Files.createTempFile(temp, "saved", ".pcapng");
        try (OutputStream out = Files.newOutputStream(file)) {
            PcapngExport.write(session, secrets, out);
        }
        return file;
    }

    private static void write(PcapngWriter writer, Packet packet, List<String> comments) {
        try {
            writer.packet(
                    new Packet(
                            packet.epochNanos(),
                            packet.linkType(),
                            packet.bytes(),
                            packet.originalLength(),
                            comments));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Connection> connections(Path capture) throws Exception {
        try (CaptureFile file = CaptureFile.open(capture)) {
            List<Connection> connections = new ArrayList<>();
            file.index(connections::add, new Cancellation());
            return connections;
        }
    }

    private static Session open(Path capture, @Nullable Path keys) throws Exception {
        return open(capture, keys, 1);
    }

    private static Session open(Path capture, @Nullable Path keys, int number) throws Exception {
        // Open for as long as the program runs: a session's packets are read when it is saved.
        CaptureFile file = CaptureFile.open(capture);
        if (keys != null) {
            KeyLog.read(keys, file.keys());
        }
        List<Connection> connections = new ArrayList<>();
        file.index(connections::add, new Cancellation());
        SessionBuilder builder = new SessionBuilder(_ -> {});
        Connection wanted =
                connections.stream()
                        .filter(each -> each.number() == number)
                        .findFirst()
                        .orElseThrow();
        file.source(wanted, file.keys()).capture(builder);
        return builder.snapshot();
    }

    private List<String> comments(Path file) {
        return Arrays.asList(
                Program.run(
                                temp,
                                Needs.program("tshark"),
                                "-r",
                                file,
                                "-Y",
                                "frame.comment",
                                "-T",
                                "fields",
                                "-e",
                                "frame.comment")
                        .split("(?<!\\\\)\\R", -1));
    }

    private static List<String> lines(String output) {
        return output.lines()
                .filter(line -> !line.startsWith("Running as"))
                .collect(Collectors.toList());
    }
}
