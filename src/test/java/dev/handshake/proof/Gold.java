package dev.handshake.proof;

import dev.handshake.Needs;
import dev.handshake.bytes.Bytes;
import dev.handshake.capture.CaptureEvent;
import dev.handshake.capture.Sender;
import dev.handshake.capture.file.CaptureFile;
import dev.handshake.session.Catalogue;
import dev.handshake.session.Listed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A connection that somebody else recorded: what each side said, in turn.
 *
 * @param keyLog its SSLKEYLOGFILE, or null
 */
record Gold(String name, List<Chunk> chunks, @Nullable Path keyLog) {
    private static final Pattern HEX_LINE =
            Pattern.compile("^[0-9a-f]{8}  ((?:[0-9a-f]{2} {1,2}){1,16}) *\\|");

    record Chunk(Sender from, Bytes bytes) {}

    @Override
    public String toString() {
        return name;
    }

    /** With keys, and of every version; some with messages in several records, or a prelude. */
    static Stream<Gold> some() {
        return Stream.concat(
                keyed(),
                Stream.concat(
                        Stream.of(
                                        "hrr",
                                        "client-certificate",
                                        "tls1_1",
                                        "tls13_psk_succesfull",
                                        "ocsp-stapling",
                                        "smtp-starttls",
                                        "telesec")
                                .map(name -> capture("zeek/tls/" + name + ".pcap", null)),
                        Stream.of(
                                        "Client-TLSv10-ClientCert-ECDSA-ECDSA",
                                        "Client-TLSv12-RenegotiateTwice",
                                        "Server-TLSv12-ResumeDisabled",
                                        "Server-TLSv13-HelloRetryRequest")
                                .map(Gold::flow)));
    }

    /** Those that are decrypted. */
    static Stream<Gold> keyed() {
        return Stream.of("illustrated-tls12", "illustrated-tls13", "illustrated-tls13-archive")
                .map(name -> capture(name + "/capture.pcap", name + "/keylog.txt"));
    }

    private static Gold capture(String file, @Nullable String keyLog) {
        Path path = Needs.shared("corpus/captures/" + file);
        Path keys = keyLog == null ? null : Needs.shared("corpus/captures/" + keyLog);
        List<Chunk> chunks = new ArrayList<>();
        try (CaptureFile opened = CaptureFile.open(path)) {
            Catalogue catalogue = new Catalogue(opened);
            Listed first = Opened.lines(catalogue).getFirst();
            catalogue
                    .source(first)
                    .capture(event -> {
                        if (event instanceof CaptureEvent.Data data) {
                            chunks.add(new Chunk(data.from(), data.bytes()));
                        }
                    });
        } catch (Exception e) {
            throw new IllegalStateException(file, e);
        }
        return new Gold(file, List.copyOf(chunks), keys);
    }

    /** All of Go's recorded connections. */
    static List<Gold> flows() {
        try (Stream<Path> files = Files.list(Needs.shared("corpus/vectors/go-flows/testdata"))) {
            return files.map(file -> file.getFileName().toString())
                    .sorted()
                    .map(Gold::flow)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Gold flow(String name) {
        List<Chunk> chunks = new ArrayList<>();
        Sender from = Sender.CLIENT;
        List<Bytes> flow = new ArrayList<>();
        Path file = Needs.shared("corpus/vectors/go-flows/testdata/" + name);
        try {
            for (String line : Files.readAllLines(file)) {
                if (line.startsWith(">>> Flow")) {
                    end(chunks, from, flow);
                    from = line.contains("client to server") ? Sender.CLIENT : Sender.SERVER;
                }
                Matcher hex = HEX_LINE.matcher(line);
                if (hex.find()) {
                    flow.add(Bytes.ofHex(hex.group(1).replace(" ", "")));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        end(chunks, from, flow);
        return new Gold(name, List.copyOf(chunks), null);
    }

    private static void end(List<Chunk> chunks, Sender from, List<Bytes> flow) {
        if (!flow.isEmpty()) {
            chunks.add(new Chunk(from, Bytes.concat(flow.toArray(Bytes[]::new))));
            flow.clear();
        }
    }

    int length() {
        return chunks.stream().mapToInt(chunk -> chunk.bytes().length()).sum();
    }

    /** The chunks where they stand in their directions. */
    List<PcapFile.Segment> segments() {
        return cut(Integer.MAX_VALUE);
    }

    /** Pieces of so many bytes at most. */
    List<PcapFile.Segment> cut(int most) {
        List<PcapFile.Segment> segments = new ArrayList<>();
        int[] offsets = new int[2];
        for (Chunk chunk : chunks) {
            int largest = Math.min(most, 1 << 15);
            for (int at = 0; at < chunk.bytes().length(); at += largest) {
                Bytes piece =
                        chunk.bytes().slice(at, Math.min(largest, chunk.bytes().length() - at));
                int side = chunk.from() == Sender.CLIENT ? 0 : 1;
                segments.add(new PcapFile.Segment(chunk.from(), offsets[side], piece));
                offsets[side] += piece.length();
            }
        }
        return segments;
    }
}
