package dev.handshake.record;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.KeyRing;
import dev.handshake.capture.Sender;
import dev.handshake.registry.CipherSuite;
import dev.handshake.registry.ContentType;
import dev.handshake.registry.ProtocolVersion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A connection read through a {@link RecordLayer}, which is told what its handshake decides. Knows
 * only so much of the messages as that takes.
 */
final class Reading {
    private static final Bytes RETRY =
            Bytes.ofHex("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c");

    final RecordLayer layer;
    final List<Piece> pieces = new ArrayList<>();
    final List<HandshakeStream.Framed> messages = new ArrayList<>();
    private final Map<Sender, HandshakeStream> streams = new EnumMap<>(Sender.class);
    private final List<Bytes> handshake = new ArrayList<>();
    private long nanos;

    /** Messages that could not be read. */
    int broken;

    private @Nullable Bytes clientRandom;
    private boolean retried;
    private int finished;
    private boolean tls13;
    private ProtocolVersion offered = ProtocolVersion.TLS_1_2;

    Reading(RecordLayer layer) {
        this.layer = layer;
        for (Sender sender : Sender.values()) {
            streams.put(sender, new HandshakeStream());
        }
    }

    /** All of a recorded connection, whose keys are known from the start. */
    static Reading of(KeyRing keys, List<Chunk> chunks) {
        RecordLayer layer = new RecordLayer(keys);
        layer.secretsComplete();
        Reading reading = new Reading(layer);
        chunks.forEach(reading::accept);
        reading.end();
        if (reading.broken > 0) {
            throw new AssertionError(reading.broken + " messages could not be read");
        }
        return reading;
    }

    void accept(Chunk chunk) {
        layer.accept(++nanos, chunk.from(), chunk.bytes());
        drain();
    }

    void gap(Sender from, long length) {
        layer.gap(++nanos, from, length);
        drain();
    }

    Reading end() {
        layer.end();
        drain();
        return this;
    }

    void drain() {
        for (Optional<Piece> piece = layer.next(); piece.isPresent(); piece = layer.next()) {
            pieces.add(piece.get());
            if (piece.get() instanceof Piece.Opened record && record.hindrance() == null) {
                follow(record);
            }
        }
    }

    private void follow(Piece.Opened record) {
        if (record.type().equals(ContentType.CHANGE_CIPHER_SPEC)) {
            layer.changeCipherSpec(record.from());
        } else if (record.type().equals(ContentType.HANDSHAKE)) {
            Objects.requireNonNull(streams.get(record.from()))
                    .accept(
                            record,
                            framed -> {
                                messages.add(framed);
                                if (framed.complete()) {
                                    try {
                                        message(framed.from(), framed.bytes());
                                    } catch (IndexOutOfBoundsException e) {
                                        // A broken message decides nothing.
                                        broken++;
                                    }
                                }
                            });
        }
    }

    private void message(Sender from, Bytes message) {
        handshake.add(message);
        switch (message.at(0)) {
            case 1 -> clientHello(message.from(4));
            case 2 -> serverHello(message.from(4));
            case 4 -> {
                if (!tls13) {
                    layer.ticketIssued(message.slice(10, (int) message.number(8, 2)));
                }
            }
            case 5 -> layer.endOfEarlyData();
            case 16 -> clientKeyExchange(message.from(4));
            case 20 -> {
                finished++;
                layer.finished(from);
            }
            case 24 -> layer.keyUpdate(from);
            default -> {}
        }
    }

    private void clientHello(Bytes body) {
        if (finished >= 2) {
            clientRandom = null;
            finished = 0;
            handshake.subList(0, handshake.size() - 1).clear();
        }
        offered = new ProtocolVersion((int) body.number(0, 2));
        Bytes first = clientRandom;
        Bytes random = first == null || !retried ? body.slice(2, 32) : first;
        clientRandom = random;
        int at = 35 + body.at(34);
        int suites = (int) body.number(at, 2);
        List<CipherSuite> list = new ArrayList<>();
        for (int i = 0; i < suites; i += 2) {
            list.add(new CipherSuite((int) body.number(at + 2 + i, 2)));
        }
        at += 2 + suites;
        Map<Integer, Bytes> extensions = extensions(body.from(at + 1 + body.at(at)));
        layer.clientHello(random, list, extensions.containsKey(42));
        layer.ticketOffered(extensions.getOrDefault(35, Bytes.EMPTY));
    }

    private void serverHello(Bytes body) {
        ProtocolVersion version = new ProtocolVersion((int) body.number(0, 2));
        Bytes random = body.slice(2, 32);
        int at = 35 + body.at(34);
        CipherSuite suite = new CipherSuite((int) body.number(at, 2));
        Map<Integer, Bytes> extensions = extensions(body.from(at + 3));
        Bytes chosen = extensions.get(43);
        if (chosen != null) {
            version = new ProtocolVersion((int) chosen.number(0, 2));
        }
        tls13 = version.isTls13();
        if (random.equals(RETRY)) {
            retried = true;
            layer.helloRetryRequest(version, suite);
            return;
        }
        layer.serverHello(version, suite, random, extensions.containsKey(22));
        layer.sessionId(body.slice(35, body.at(34)));
        layer.compression(body.at(at + 2));
        layer.truncatedHmac(extensions.containsKey(4));
        layer.extendedMasterSecret(extensions.containsKey(23));
    }

    /** RSA, in the form of SSL 3.0 (without a length) or of TLS. */
    private void clientKeyExchange(Bytes body) {
        boolean hasLength = body.length() > 2 && body.number(0, 2) == body.length() - 2;
        layer.clientKeyExchangeRsa(hasLength ? body.from(2) : body, offered);
        Bytes all = Bytes.concat(handshake.toArray(Bytes[]::new));
        layer.clientKeyExchange(() -> all);
    }

    private static Map<Integer, Bytes> extensions(Bytes block) {
        Map<Integer, Bytes> extensions = new HashMap<>();
        for (int at = 2; at < block.length(); at += 4 + (int) block.number(at + 2, 2)) {
            extensions.put(
                    (int) block.number(at, 2), block.slice(at + 4, (int) block.number(at + 2, 2)));
        }
        return extensions;
    }

    // -- what came out

    List<Piece.Opened> records() {
        return pieces.stream()
                .filter(Piece.Opened.class::isInstance)
                .map(Piece.Opened.class::cast)
                .toList();
    }

    /** The application data that one side sent, as far as it was decrypted. */
    String data(Sender from) {
        StringBuilder text = new StringBuilder();
        for (Piece.Opened record : records()) {
            if (record.from() == from
                    && record.decrypted()
                    && record.type().equals(ContentType.APPLICATION_DATA)) {
                text.append(new String(record.content().toArray(), StandardCharsets.UTF_8));
            }
        }
        return text.toString();
    }

    List<Piece.Opened> closed() {
        return records().stream().filter(record -> record.hindrance() != null).toList();
    }

    long decrypted() {
        return records().stream().filter(Piece.Opened::decrypted).count();
    }

    /** All pieces without their times, to be compared. */
    List<String> shape() {
        return pieces.stream()
                .map(piece ->
                        switch (piece) {
                            case Piece.Opened it ->
                                    "%s record %d %s %s %s %s"
                                            .formatted(
                                                    it.from(),
                                                    it.raw().number(),
                                                    it.epoch(),
                                                    it.decrypted(),
                                                    it.hindrance(),
                                                    it.content().hex());
                            case Piece.Foreign it ->
                                    "%s foreign %s %d %s"
                                            .formatted(
                                                    it.from(),
                                                    it.bytes().hex(),
                                                    it.length(),
                                                    it.atStart());
                            case Piece.Prelude it ->
                                    "%s prelude %s %d"
                                            .formatted(it.from(), it.bytes().hex(), it.length());
                            case Piece.Missing it ->
                                    "%s missing %d".formatted(it.from(), it.length());
                            case Piece.Remnant it ->
                                    "%s remnant %s".formatted(it.from(), it.bytes().hex());
                        })
                .toList();
    }
}
