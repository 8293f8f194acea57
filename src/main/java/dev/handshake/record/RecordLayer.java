package dev.handshake.record;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Secret;
import dev.handshake.capture.Sender;
import dev.handshake.record.Piece.Hindrance;
import dev.handshake.record.Piece.Opened;
import dev.handshake.registry.CipherSuite;
import dev.handshake.registry.ContentType;
import dev.handshake.registry.ProtocolVersion;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Both directions of a connection as records, decrypted as far as secrets are known.
 *
 * <p>Secrets may come after the bytes that they decrypt. A record that waits for its secret holds
 * back all that came after it, in both directions, so that the order stays the order of last bytes.
 * What the handshake messages decide (version, suite, when keys change) is told by whoever reads
 * them.
 */
public final class RecordLayer {
    private final Map<Sender, RecordStream> streams = new EnumMap<>(Sender.class);
    private final Map<Sender, WriteState> writers = new EnumMap<>(Sender.class);

    /** Each gives its piece, or nothing as long as it waits for a secret. */
    private final Deque<Supplier<Optional<Piece>>> queue = new ArrayDeque<>();

    private final Secrets secrets = new Secrets();
    private int records;
    private boolean ended;

    private Bytes clientRandom = Bytes.EMPTY;
    private List<CipherSuite> offered = List.of();
    private @Nullable Agreement agreement;

    /** What the ServerHello settles. */
    private record Agreement(
            ProtocolVersion version,
            CipherSuite suite,
            Bytes serverRandom,
            boolean encryptThenMac) {
        boolean isTls13() {
            return version.code() >= ProtocolVersion.TLS_1_3.code();
        }
    }

    public RecordLayer() {
        for (Sender sender : Sender.values()) {
            streams.put(sender, new RecordStream(sender, () -> ++records));
            writers.put(sender, new WriteState());
        }
    }

    // -- what comes in

    /** The next bytes of one direction, cut anywhere. */
    public void accept(long nanos, Sender from, Bytes chunk) {
        flushForeign(from.other());
        stream(from).accept(nanos, chunk, record -> queue.add(() -> open(record)));
    }

    /** Bytes that the capture does not have; see {@link Piece.Missing}. */
    public void gap(long nanos, Sender from, long length) {
        queue.add(() -> Optional.of(new Piece.Missing(nanos, from, length)));
    }

    public void accept(Secret secret) {
        secrets.add(secret);
    }

    /** Nothing more comes, no secret either. */
    public void end() {
        ended = true;
        Stream.of(Sender.values())
                .sorted(Comparator.comparingLong(sender -> stream(sender).lastNanos()))
                .forEach(this::flush);
    }

    private void flush(Sender from) {
        RecordStream stream = stream(from);
        flushForeign(from);
        if (stream.holdsRemnant()) {
            Bytes bytes = stream.takeRemnant();
            long nanos = stream.lastNanos();
            queue.add(() -> Optional.of(remnant(nanos, from, bytes)));
        }
    }

    private void flushForeign(Sender from) {
        RecordStream stream = stream(from);
        if (stream.holdsOverlong()) {
            Bytes bytes = stream.takeOverlong();
            long nanos = stream.lastNanos();
            queue.add(() -> Optional.of(remnant(nanos, from, bytes)));
        } else if (stream.holdsForeign()) {
            Piece.Foreign foreign = stream.takeForeign();
            queue.add(() -> Optional.of(foreign));
        }
    }

    private Piece remnant(long nanos, Sender from, Bytes bytes) {
        boolean hidden = isProtected(new ContentType(bytes.at(0)), from);
        return new Piece.Remnant(nanos, from, hidden ? shownEpoch(from) : Epoch.PLAINTEXT, bytes);
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
        clientRandom = random;
        offered = List.copyOf(suites);
        if (earlyData && writer(Sender.CLIENT).epoch() == Epoch.PLAINTEXT) {
            writer(Sender.CLIENT).enter(Epoch.EARLY);
        }
    }

    /** A HelloRetryRequest chose the version and the suite. */
    public void helloRetryRequest(ProtocolVersion version, CipherSuite suite) {
        agreement = new Agreement(version, suite, Bytes.EMPTY, false);
    }

    /** A ServerHello chose the version and the suite. */
    public void serverHello(
            ProtocolVersion version,
            CipherSuite suite,
            Bytes serverRandom,
            boolean encryptThenMac) {
        Agreement chosen = new Agreement(version, suite, serverRandom, encryptThenMac);
        agreement = chosen;
        if (chosen.isTls13()) {
            enterHandshake(Sender.SERVER);
            if (writer(Sender.CLIENT).epoch() == Epoch.PLAINTEXT) {
                enterHandshake(Sender.CLIENT);
            }
        }
    }

    private void enterHandshake(Sender sender) {
        writer(sender).enter(Epoch.HANDSHAKE);
    }

    /** A ChangeCipherSpec was sent; it means something to TLS 1.2 and before only. */
    public void changeCipherSpec(Sender from) {
        Agreement chosen = agreement;
        if (chosen != null && !chosen.isTls13()) {
            writer(from).forget(Epoch.APPLICATION);
            writer(from).enter(Epoch.APPLICATION);
        }
    }

    /** The client has sent its EndOfEarlyData. */
    public void endOfEarlyData() {
        enterHandshake(Sender.CLIENT);
    }

    /** A Finished was sent; in TLS 1.3 its sender goes on with application keys. */
    public void finished(Sender from) {
        Agreement chosen = agreement;
        if (chosen != null && chosen.isTls13()) {
            writer(from).enter(Epoch.APPLICATION);
        }
    }

    /** A KeyUpdate was sent: its sender goes on with the next keys (RFC 9846 §4.7.3). */
    public void keyUpdate(Sender from) {
        protection()
                .ifPresent(protection -> {
                    WriteState writer = writer(from);
                    writer.updatedSecret()
                            .or(() -> secrets.traffic(from, Epoch.APPLICATION, clientRandom))
                            .map(old -> KeySchedule.nextTrafficSecret(protection.hash(), old))
                            .ifPresent(
                                    next -> writer.update(next, AeadCipher13.of(protection, next)));
                });
    }

    public Secrets secrets() {
        return secrets;
    }

    // -- what goes out

    /** The next piece; empty if there is none, or if it waits for a secret. */
    public Optional<Piece> next() {
        Supplier<Optional<Piece>> first = queue.peek();
        if (first == null) {
            return Optional.empty();
        }
        Optional<Piece> piece = first.get();
        if (piece.isPresent()) {
            queue.remove();
        }
        return piece;
    }

    private Optional<Piece> open(RawRecord record) {
        if (!isProtected(record.type(), record.from())) {
            return Optional.of(
                    new Opened(
                            record,
                            Epoch.PLAINTEXT,
                            false,
                            record.type(),
                            record.fragment(),
                            null));
        }
        Agreement chosen = agreement;
        if (chosen == null) {
            return Optional.of(openEarly(record));
        }
        if (chosen.version().code() < ProtocolVersion.TLS_1_2.code()) {
            return Optional.of(closed(record, Hindrance.VERSION));
        }
        Optional<Protection> protection = Protection.of(chosen.suite());
        if (protection.isEmpty()) {
            return Optional.of(closed(record, Hindrance.SUITE));
        }
        return chosen.isTls13()
                ? open13(record, protection.get())
                : open12(record, chosen, protection.get());
    }

    private boolean isProtected(ContentType type, Sender from) {
        Agreement chosen = agreement;
        boolean afterChangeCipherSpec =
                chosen != null && !chosen.isTls13() && writer(from).epoch() == Epoch.APPLICATION;
        return afterChangeCipherSpec || type.equals(ContentType.APPLICATION_DATA);
    }

    private Optional<Piece> open12(RawRecord record, Agreement chosen, Protection protection) {
        WriteState writer = writer(record.from());
        if (!writer.knows(Epoch.APPLICATION)) {
            secrets.main(clientRandom)
                    .map(main ->
                            KeyBlock12.of(
                                    protection,
                                    chosen.encryptThenMac(),
                                    main,
                                    clientRandom,
                                    chosen.serverRandom()))
                    .ifPresent(
                            block -> writer.learn(Epoch.APPLICATION, block.cipher(record.from())));
        }
        if (!writer.knows(Epoch.APPLICATION)) {
            return ended ? Optional.of(closed(record, Hindrance.NO_SECRET)) : Optional.empty();
        }
        return Optional.of(
                writer.open(Epoch.APPLICATION, record)
                        .<Piece>map(plain ->
                                new Opened(
                                        record,
                                        Epoch.APPLICATION,
                                        true,
                                        record.type(),
                                        plain,
                                        null))
                        .orElseGet(() -> closed(record, Hindrance.NOT_VERIFIED)));
    }

    /**
     * Tries the epoch that its sender should be in and, failing that, the later ones: early data
     * may be refused, a secret may be missing from a key log. The tag tells which is right.
     */
    private Optional<Piece> open13(RawRecord record, Protection protection) {
        WriteState writer = writer(record.from());
        boolean complete = true;
        for (Epoch epoch : Epoch.values()) {
            if (epoch == Epoch.PLAINTEXT || epoch.compareTo(writer.epoch()) < 0) {
                continue;
            }
            learn(record.from(), epoch, protection);
            Optional<Bytes> plain = writer.open(epoch, record);
            if (plain.isPresent()) {
                return Optional.of(unwrapped(record, epoch, plain.get()));
            }
            // A capture that has early secrets has them from the start.
            complete &= epoch == Epoch.EARLY || writer.knows(epoch);
        }
        if (!complete && !ended) {
            return Optional.empty();
        }
        boolean known = writer.knows(writer.epoch());
        return Optional.of(closed(record, known ? Hindrance.NOT_VERIFIED : Hindrance.NO_SECRET));
    }

    private void learn(Sender from, Epoch epoch, Protection protection) {
        WriteState writer = writer(from);
        if (!writer.knows(epoch)) {
            secrets.traffic(from, epoch, clientRandom)
                    .map(secret -> AeadCipher13.of(protection, secret))
                    .ifPresent(cipher -> writer.learn(epoch, cipher));
        }
    }

    /** Early data comes before the suite is known: the tag tells which of the offered it is. */
    private Piece openEarly(RawRecord record) {
        WriteState writer = writer(record.from());
        Optional<Bytes> secret = secrets.traffic(record.from(), Epoch.EARLY, clientRandom);
        if (secret.isEmpty()) {
            return closed(record, Hindrance.NO_SECRET);
        }
        if (writer.knows(Epoch.EARLY)) {
            return writer.open(Epoch.EARLY, record)
                    .map(plain -> unwrapped(record, Epoch.EARLY, plain))
                    .orElseGet(() -> closed(record, Hindrance.NOT_VERIFIED));
        }
        for (CipherSuite suite : offered) {
            Optional<Protection> protection =
                    Protection.of(suite)
                            .filter(it -> it.mac().isEmpty())
                            .filter(it -> it.hash().length() == secret.get().length());
            if (protection.isPresent()) {
                writer.learn(Epoch.EARLY, AeadCipher13.of(protection.get(), secret.get()));
                Optional<Bytes> plain = writer.open(Epoch.EARLY, record);
                if (plain.isPresent()) {
                    return unwrapped(record, Epoch.EARLY, plain.get());
                }
                writer.forget(Epoch.EARLY);
            }
        }
        return closed(record, Hindrance.NOT_VERIFIED);
    }

    /**
     * {@code struct { opaque content[…]; ContentType type; uint8 zeros[length_of_padding]; }
     * TLSInnerPlaintext;} (RFC 9846 §5.2).
     */
    private static Piece unwrapped(RawRecord record, Epoch epoch, Bytes inner) {
        int last = inner.length() - 1;
        while (last >= 0 && inner.at(last) == 0) {
            last--;
        }
        // Nothing but padding has no type: 0 is none that anybody may send.
        ContentType type = new ContentType(last < 0 ? 0 : inner.at(last));
        Bytes content = last < 0 ? inner : inner.slice(0, last);
        return new Opened(record, epoch, true, type, content, null);
    }

    private Piece closed(RawRecord record, Hindrance why) {
        writer(record.from()).skip();
        return new Opened(
                record, shownEpoch(record.from()), false, record.type(), record.fragment(), why);
    }

    /** TLS 1.2 has one epoch with keys; in 1.3 a record that stays shut does not tell its epoch. */
    private @Nullable Epoch shownEpoch(Sender from) {
        Agreement chosen = agreement;
        return chosen != null && !chosen.isTls13() && writer(from).epoch() != Epoch.PLAINTEXT
                ? Epoch.APPLICATION
                : null;
    }

    private Optional<Protection> protection() {
        return Optional.ofNullable(agreement).flatMap(it -> Protection.of(it.suite()));
    }

    private RecordStream stream(Sender from) {
        return Objects.requireNonNull(streams.get(from));
    }

    private WriteState writer(Sender from) {
        return Objects.requireNonNull(writers.get(from));
    }
}
