package dev.handshake.record;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.BySender;
import dev.handshake.capture.KeyRing;
import dev.handshake.capture.Limits;
import dev.handshake.capture.Secret;
import dev.handshake.capture.Sender;
import dev.handshake.record.PlainRuns.Run;
import dev.handshake.record.RecordStream.Sign;
import dev.handshake.registry.CipherSuite;
import dev.handshake.registry.ContentType;
import dev.handshake.registry.ProtocolVersion;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Both directions of a connection as records, decrypted as far as secrets are known.
 *
 * <p>TLS is found by its own form, not by where it stands: what is said before the first record is
 * a {@link Piece.Prelude}. Where bytes are missing, reading goes on at the next place that is
 * surely a record.
 *
 * <p>Secrets may come after the bytes that they decrypt. A record that waits for its secret holds
 * back all that came after it, in both directions, so that the order stays the order of last bytes.
 * What the handshake messages decide (version, suite, when keys change) is told by whoever reads
 * them.
 */
public final class RecordLayer {
    /** The shortest record that is encrypted: its header, a tag, a byte of content. */
    private static final int SHORTEST_RECORD = 22;

    private final BySender<RecordStream> streams;
    private final Decryption decryption;
    private final Deque<Held> queue = new ArrayDeque<>();

    /** What may be a prelude, or what there is instead of TLS. */
    private final PlainRuns undecided = new PlainRuns();

    /** What follows in a direction that cannot be read any further, until the other side speaks. */
    private final PlainRuns foreign = new PlainRuns();

    private final Set<Sender> foreignTold = EnumSet.noneOf(Sender.class);
    private int records;
    private boolean hasGaps;

    /** A piece on its way out; what it is may hang on secrets that are still to come. */
    private sealed interface Held {
        record Ready(Piece piece) implements Held {}

        record Unopened(RawRecord record) implements Held {}

        record Cut(long nanos, Sender from, Bytes bytes) implements Held {}

        /** Bytes that are missing, and as many records at most. */
        record Hole(Piece.Missing missing, int records) implements Held {}
    }

    /** A connection whose secrets are all told. */
    public RecordLayer() {
        this(new KeyRing());
    }

    /**
     * @param keys what is known of secrets from elsewhere; main secrets that are found are
     *     remembered in it, for sessions that are resumed
     */
    public RecordLayer(KeyRing keys) {
        decryption = new Decryption(keys);
        Cutting cutting = new Cutting();
        streams = BySender.of(sender -> new RecordStream(sender, cutting));
    }

    /** Every secret that there will be is known: records do not wait. So it is with a capture. */
    public void secretsComplete() {
        decryption.secretsComplete();
    }

    // -- what comes in

    /** The next bytes of one direction, cut anywhere. */
    public void accept(long nanos, Sender from, Bytes chunk) {
        flushForeign(from.other());
        stream(from).accept(nanos, chunk);
    }

    /**
     * Bytes of one direction are missing here.
     *
     * @param length how many; -1 where that is not known
     */
    public void gap(long nanos, Sender from, long length) {
        RecordStream stream = stream(from);
        flushForeign(from.other());
        flush(stream, from);
        hasGaps = true;
        if (stream.hadRecords() || stream.isForeign()) {
            hole(nanos, from, length);
        } else {
            undecided.addHole(nanos, from, length);
        }
        stream.lose();
    }

    private void hole(long nanos, Sender from, long length) {
        queue.add(new Held.Hole(new Piece.Missing(nanos, from, length), recordsIn(length)));
    }

    /** How many records so many bytes may have been, with the parts of those at their edges. */
    private static int recordsIn(long length) {
        return length < 0
                ? Limits.MISSED_RECORDS
                : (int) Math.min(length / SHORTEST_RECORD + 2, Limits.MISSED_RECORDS);
    }

    public void accept(Secret secret) {
        decryption.secrets().add(secret, KnownSecret.Source.CONNECTION);
    }

    /** Nothing more comes, no secret either. */
    public void end() {
        decryption.secretsComplete();
        RecordStream client = streams.client();
        RecordStream server = streams.server();
        client.end();
        server.end();
        boolean tls = client.hadRecords() || server.hadRecords();
        tell(
                undecided.takeAll(run ->
                        tls && stream(run.from).isLost() ? run.missing() : foreignPiece(run)));
        Sender first = client.lastNanos() <= server.lastNanos() ? Sender.CLIENT : Sender.SERVER;
        flush(stream(first), first);
        flush(stream(first.other()), first.other());
    }

    private void flush(RecordStream stream, Sender from) {
        stream.end();
        flushForeign(from);
        if (stream.holdsRemnant()) {
            queue.add(new Held.Cut(stream.lastNanos(), from, stream.takeRemnant()));
        }
    }

    private void flushForeign(Sender from) {
        if (!foreign.has(from)) {
            return;
        }
        if (stream(from).takeOverlong()) {
            foreign.take(
                            from,
                            run -> {
                                queue.add(new Held.Cut(run.nanos(), from, run.bytes()));
                                return run.missing();
                            })
                    .clear();
            foreignTold.add(from);
        } else {
            tell(foreign.take(from, this::foreignPiece));
        }
    }

    private Piece foreignPiece(Run run) {
        boolean first = !run.isHole() && foreignTold.add(run.from);
        return run.foreign(first && !stream(run.from).hadRecords());
    }

    private void tell(List<Piece> pieces) {
        pieces.forEach(piece -> queue.add(new Held.Ready(piece)));
    }

    // -- what the streams find

    /** Puts what the streams find in order. */
    private final class Cutting implements RecordStream.Listener {
        @Override
        public void record(RawRecord record) {
            queue.add(new Held.Unopened(record));
        }

        @Override
        public int nextNumber() {
            return ++records;
        }

        @Override
        public void plain(long nanos, Sender from, ByteQueue bytes, int count) {
            (stream(from).isForeign() ? foreign : undecided).add(nanos, from, bytes, count);
        }

        @Override
        public void passedOver(long nanos, Sender from, long count) {
            hole(nanos, from, count);
        }

        @Override
        public boolean mayVerify(Sender from, int length) {
            // What is still to be opened may change the keys.
            return queue.isEmpty() && decryption.mayVerify(from, length);
        }

        @Override
        public boolean verifies(RawRecord record, long passedOver) {
            return decryption.verifies(record, recordsIn(passedOver));
        }

        @Override
        public void began(Sender from, Sign sign) {
            Function<Run, Piece> here = sign == Sign.CHAIN ? Run::missing : Run::prelude;
            Function<Run, Piece> there = sign == Sign.CHAIN ? null : beganThere(from, sign);
            tell(
                    there == null
                            ? undecided.take(from, here)
                            : undecided.takeAll(
                                    run -> (run.from == from ? here : there).apply(run)));
        }
    }

    /**
     * One side has begun with TLS: what does that say of the other?
     *
     * @return what its bytes up to here were; null where that is still open
     */
    private @Nullable Function<Run, Piece> beganThere(Sender from, Sign sign) {
        RecordStream other = stream(from.other());
        if (other.isSeeking() && sign == Sign.OTHER) {
            // An alert, in answer to what was no hello.
            other.declareForeign();
            return this::foreignPiece;
        }
        switch (from) {
            case CLIENT -> {
                // The answer to what the client said in plain text may still be on its way.
                boolean asked =
                        sign == Sign.HELLO
                                && undecided.has(Sender.CLIENT)
                                && !undecided.has(Sender.SERVER);
                if (other.isAtStart() && !asked) {
                    other.beStrict();
                }
                boolean answers = other.isSeeking() || (sign == Sign.HELLO && other.isHeld());
                if (answers || (other.isLost() && sign != Sign.OTHER)) {
                    other.expectRecords();
                }
            }
            case SERVER -> {
                if (other.isSeeking()) {
                    other.lose();
                    return Run::prelude;
                }
            }
        }
        return other.isLost() ? null : Run::prelude;
    }

    // -- what the handshake decides

    /**
     * A ClientHello was sent.
     *
     * @param random of the first one, if it is repeated after a HelloRetryRequest
     * @param suites what it offers: early data is protected with one of them
     * @param earlyData whether it announces early data
     */
    public void clientHello(Bytes random, List<CipherSuite> suites, boolean earlyData) {
        decryption.clientHello(random, suites, earlyData);
    }

    /** A HelloRetryRequest chose the version and the suite. */
    public void helloRetryRequest(ProtocolVersion version, CipherSuite suite) {
        decryption.serverHello(version, suite, Bytes.EMPTY, true);
    }

    /** A ServerHello chose the version and the suite. */
    public void serverHello(
            ProtocolVersion version,
            CipherSuite suite,
            Bytes serverRandom,
            boolean encryptThenMac) {
        decryption.serverHello(version, suite, serverRandom, false);
        decryption.negotiation().encryptThenMac = encryptThenMac;
    }

    /** The ServerHello agreed to extended_master_secret (RFC 7627), or did not. */
    public void extendedMasterSecret(boolean agreed) {
        decryption.negotiation().extendedMasterSecret = agreed;
    }

    /** The ServerHello agreed to truncated_hmac (RFC 6066 §7), or did not. */
    public void truncatedHmac(boolean agreed) {
        decryption.negotiation().truncatedHmac = agreed;
    }

    /**
     * The ServerHello chose a CompressionMethod (RFC 3749 §2); only 0 and 1 (DEFLATE) can be read.
     */
    public void compression(int method) {
        decryption.negotiation().compression = method;
    }

    /** The {@code session_id} of the ServerHello (TLS 1.2 and before); may be empty. */
    public void sessionId(Bytes id) {
        decryption.negotiation().sessionId(id);
    }

    /** The ticket in the ClientHello's session_ticket extension (RFC 5077 §3.2); may be empty. */
    public void ticketOffered(Bytes ticket) {
        decryption.negotiation().ticketOffered(ticket);
    }

    /** The ticket of a NewSessionTicket of TLS 1.2 and before (RFC 5077 §3.3). */
    public void ticketIssued(Bytes ticket) {
        decryption.negotiation().ticketIssued(ticket);
    }

    /**
     * A ClientKeyExchange has a pre-master secret that is encrypted for the server's RSA key.
     *
     * @param encrypted the {@code EncryptedPreMasterSecret}, without its length
     * @param offered {@code client_version} of the ClientHello
     */
    public void clientKeyExchangeRsa(Bytes encrypted, ProtocolVersion offered) {
        decryption.negotiation().encryptedPreMasterSecret(encrypted, offered);
    }

    /**
     * A ClientKeyExchange was sent, of any kind.
     *
     * @param messages gives all handshake messages from the ClientHello to this one, joined, if
     *     they are asked for (RFC 7627 §3), however many have followed by then
     */
    public void clientKeyExchange(Supplier<Bytes> messages) {
        decryption.negotiation().messages(messages);
    }

    /** A ChangeCipherSpec was sent; it means something to TLS 1.2 and before only. */
    public void changeCipherSpec(Sender from) {
        decryption.changeCipherSpec(from);
    }

    /** The client has sent its EndOfEarlyData. */
    public void endOfEarlyData() {
        decryption.endOfEarlyData();
    }

    /** A Finished was sent; in TLS 1.3 its sender goes on with application keys. */
    public void finished(Sender from) {
        decryption.finished(from);
    }

    /** A KeyUpdate was sent: its sender goes on with the next keys (RFC 9846 §4.7.3). */
    public void keyUpdate(Sender from) {
        decryption.keyUpdate(from);
    }

    public Secrets secrets() {
        return decryption.secrets();
    }

    /**
     * How the record that {@link #next} has just given of this side is protected, as long as
     * nothing of it has been told here; null where it is not, or where that cannot be known.
     */
    public @Nullable Sealing sealing(Sender from) {
        return decryption.sealing(from);
    }

    // -- what goes out

    /** The next piece; empty if there is none, or if it waits for a secret. */
    public Optional<Piece> next() {
        Held first = queue.peek();
        if (first == null) {
            return Optional.empty();
        }
        Piece piece =
                switch (first) {
                    case Held.Ready(Piece ready) -> ready;
                    case Held.Unopened(RawRecord record) -> decryption.open(record, hasGaps);
                    case Held.Cut cut -> remnant(cut);
                    case Held.Hole(Piece.Missing missing, int lost) -> {
                        decryption.miss(missing.from(), lost);
                        yield missing;
                    }
                };
        if (piece == null) {
            return Optional.empty();
        }
        queue.remove();
        return Optional.of(piece);
    }

    private Piece remnant(Held.Cut cut) {
        ContentType type = new ContentType(cut.bytes().at(0));
        return new Piece.Remnant(
                cut.nanos(), cut.from(), decryption.epochOf(type, cut.from()), cut.bytes());
    }

    private RecordStream stream(Sender from) {
        return streams.of(from);
    }
}
