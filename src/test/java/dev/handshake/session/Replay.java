package dev.handshake.session;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.CaptureEvent;
import dev.handshake.capture.Origin;
import dev.handshake.capture.Secret;
import dev.handshake.capture.Sender;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Recorded bytes and secrets, told again as capture events. */
final class Replay {
    private static final int LINK_NULL = 0;

    private Replay() {}

    record Chunk(Sender from, Bytes bytes) {}

    /** The TCP payloads of the only connection of a pcap with link type NULL, in order. */
    static List<Chunk> pcap(Path file) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        if (in.getInt(0) != 0xa1b2c3d4 || in.getInt(20) != LINK_NULL) {
            throw new IOException("not the kind of capture that this reads");
        }
        in.position(24);
        List<Chunk> chunks = new ArrayList<>();
        Set<Bytes> seen = new HashSet<>();
        int client = -1;
        while (in.hasRemaining()) {
            int length = in.getInt(in.position() + 8);
            Bytes packet = Bytes.of(in.array(), in.position() + 16, length);
            in.position(in.position() + 16 + length);
            Bytes ip = packet.from(4);
            boolean four = ip.at(0) >> 4 == 4;
            int header = four ? (ip.at(0) & 15) * 4 : 40;
            int total = four ? (int) ip.number(2, 2) : 40 + (int) ip.number(4, 2);
            Bytes tcp = ip.slice(header, total - header);
            int port = (int) tcp.number(0, 2);
            client = client < 0 ? port : client;
            Bytes payload = tcp.from((tcp.at(12) >> 4) * 4);
            if (!payload.isEmpty() && seen.add(Bytes.concat(tcp.slice(0, 8), payload))) {
                chunks.add(new Chunk(port == client ? Sender.CLIENT : Sender.SERVER, payload));
            }
        }
        return chunks;
    }

    /** The lines of an SSLKEYLOGFILE. */
    static List<Secret> keylog(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .map(line -> line.strip().split(" "))
                .map(words -> new Secret(words[0], Bytes.ofHex(words[1]), Bytes.ofHex(words[2])))
                .toList();
    }

    /** The same bytes, cut anew into pieces of 1 to {@code most} bytes. */
    static List<Chunk> recut(List<Chunk> chunks, int most, Random random) {
        List<Chunk> pieces = new ArrayList<>();
        for (Chunk chunk : chunks) {
            for (int at = 0; at < chunk.bytes().length(); ) {
                int length = Math.min(1 + random.nextInt(most), chunk.bytes().length() - at);
                pieces.add(new Chunk(chunk.from(), chunk.bytes().slice(at, length)));
                at += length;
            }
        }
        return pieces;
    }

    static CaptureEvent opened() {
        return new CaptureEvent.Opened(
                0,
                new Origin(Origin.Kind.CAPTURE, null, 0, null, false),
                Instant.parse("2026-11-23T07:16:00Z"),
                List.of());
    }

    /** All secrets, then all bytes, a microsecond apart, then the end. */
    static Session session(List<Chunk> chunks, List<Secret> secrets) {
        return session(events(chunks, secrets));
    }

    static List<CaptureEvent> events(List<Chunk> chunks, List<Secret> secrets) {
        List<CaptureEvent> events = new ArrayList<>(List.of(opened()));
        secrets.forEach(secret -> events.add(new CaptureEvent.SecretKnown(0, secret)));
        long nanos = 0;
        for (Chunk chunk : chunks) {
            nanos += 1000;
            events.add(new CaptureEvent.Data(nanos, chunk.from(), chunk.bytes()));
        }
        events.add(new CaptureEvent.Closed(nanos + 1000));
        return events;
    }

    static Session session(List<CaptureEvent> events) {
        SessionBuilder builder = new SessionBuilder(_ -> {});
        events.forEach(builder);
        return builder.snapshot();
    }
}
