package dev.handshake.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.Needs;
import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Sender;
import dev.handshake.message.Corpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Captures and connections that were made to break readers, through the whole reading. */
final class HostileInputTest {
    /** Before each chunk of a recorded connection: this, and whose it is. */
    private static final Bytes CHUNK = Bytes.ofHex("01504b54");

    private static final int SEGMENT = 60_000;
    private static final int RECORD = 1 << 14;

    @TempDir private Path temp;

    @Test
    void everyFileOfTheReadersIsReadToItsEnd() throws Exception {
        List<Path> files = files("corpus/readers");
        assertThat(files).hasSize(795 + 48);
        for (Path file : files) {
            reads(file, file.toString());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "zeek, 349",
        "openssl-client, 148",
        "openssl-server, 870",
        "boringssl-client_corpus, 214",
        "boringssl-server_corpus, 296"
    })
    void everyStreamIsReadToItsEnd(String folder, int count) throws Exception {
        List<Path> files = files("corpus/malformed/streams/" + folder);
        assertThat(files).hasSize(count);
        List<List<PcapFile.Segment>> connections = new ArrayList<>();
        for (Path file : files) {
            connections.add(stream(folder, Bytes.of(Files.readAllBytes(file))));
        }
        Path capture = temp.resolve(folder + ".pcap");
        PcapFile.write(capture, connections, true);

        // Most of them are broken somewhere.
        assertThat(reads(capture, folder)).isGreaterThan(count / 4);
    }

    /** Each sent by a server after its hello, so that it is checked, too. */
    @Test
    void everyOddCertificateIsReadAndChecked() throws Exception {
        List<Path> files = Corpus.certificateFiles();
        assertThat(files).hasSize(1738);
        Gold gold = Gold.keyed().findFirst().orElseThrow();
        List<List<PcapFile.Segment>> connections = new ArrayList<>();
        for (Path file : files) {
            Bytes message = Corpus.asCertificateMessage(file).message();
            List<Bytes> sent = new ArrayList<>();
            sent.add(serverHello(gold));
            for (int at = 0; at < message.length(); at += RECORD) {
                Bytes part = message.slice(at, Math.min(RECORD, message.length() - at));
                sent.add(Bytes.ofHex("160303%04x".formatted(part.length())));
                sent.add(part);
            }
            List<PcapFile.Segment> segments = new ArrayList<>();
            segments.add(gold.segments().getFirst());
            segments.addAll(segments(Sender.SERVER, Bytes.concat(sent.toArray(Bytes[]::new))));
            connections.add(segments);
        }
        Path capture = temp.resolve("certificates.pcap");
        PcapFile.write(capture, connections, true);

        assertThat(reads(capture, "certificates")).isGreaterThan(100);
    }

    /** The first record of the server. */
    private static Bytes serverHello(Gold gold) {
        Bytes flight = gold.chunks().get(1).bytes();
        return flight.slice(0, 5 + (int) flight.number(3, 2));
    }

    private static int reads(Path capture, String name) throws Exception {
        try {
            return Endurance.read(capture, null);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(name + ": " + e.getMessage(), e);
        }
    }

    private static List<PcapFile.Segment> stream(String folder, Bytes input) {
        return switch (folder) {
            case "zeek" -> recorded(input);
            case "openssl-client" -> segments(Sender.SERVER, input);
            // Its last byte is an option of the one who reads it.
            case "openssl-server" ->
                    segments(Sender.CLIENT, input.slice(0, Math.max(0, input.length() - 1)));
            case "boringssl-client_corpus" -> segments(Sender.SERVER, untagged(input));
            case "boringssl-server_corpus" -> segments(Sender.CLIENT, untagged(input));
            default -> throw new IllegalArgumentException(folder);
        };
    }

    /** Tags of two bytes; behind 0 stands the stream, behind 1 a session with its length. */
    private static Bytes untagged(Bytes input) {
        int at = 0;
        while (at + 2 <= input.length()) {
            int tag = (int) input.number(at, 2);
            at += 2;
            if (tag == 0) {
                return input.from(at);
            }
            if (tag == 1 && at + 3 <= input.length()) {
                at += 3 + (int) input.number(at, 3);
            }
        }
        return Bytes.EMPTY;
    }

    private static List<PcapFile.Segment> segments(Sender from, Bytes bytes) {
        List<PcapFile.Segment> segments = new ArrayList<>();
        for (int at = 0; at < bytes.length(); at += SEGMENT) {
            Bytes part = bytes.slice(at, Math.min(SEGMENT, bytes.length() - at));
            segments.add(new PcapFile.Segment(from, at, part));
        }
        return segments;
    }

    private static List<PcapFile.Segment> recorded(Bytes input) {
        List<PcapFile.Segment> segments = new ArrayList<>();
        int[] offsets = new int[2];
        int at = next(input, 0);
        while (at + CHUNK.length() < input.length()) {
            int end = next(input, at + CHUNK.length());
            Sender from = input.at(at + CHUNK.length()) == 1 ? Sender.CLIENT : Sender.SERVER;
            for (PcapFile.Segment part :
                    segments(from, input.slice(at + 5, Math.max(0, end - at - 5)))) {
                int side = from == Sender.CLIENT ? 0 : 1;
                segments.add(new PcapFile.Segment(from, offsets[side], part.bytes()));
                offsets[side] += part.bytes().length();
            }
            at = end;
        }
        return segments;
    }

    private static int next(Bytes input, int from) {
        for (int at = from; at + CHUNK.length() <= input.length(); at++) {
            if (input.slice(at, CHUNK.length()).equals(CHUNK)) {
                return at;
            }
        }
        return input.length();
    }

    private static List<Path> files(String folder) throws IOException {
        try (Stream<Path> all = Files.walk(Needs.shared(folder))) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
