package dev.handshake.record;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.BySender;
import dev.handshake.capture.KeyRing;
import dev.handshake.capture.Sender;
import dev.handshake.record.Piece.Hindrance;
import dev.handshake.record.Piece.Opened;
import dev.handshake.record.WriteState.Fit;
import dev.handshake.registry.CipherSuite;
import dev.handshake.registry.ContentType;
import dev.handshake.registry.HandshakeType;
import dev.handshake.registry.ProtocolVersion;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Opens the records of both directions as far as secrets are known, and follows the keys from one
 * handshake message to the next. Only a tag or MAC that verifies counts.
 */
final class Decryption {
    private static final Epoch[] EPOCHS = {Epoch.EARLY, Epoch.HANDSHAKE, Epoch.APPLICATION};

    /** The last draft whose records are not authenticated with their header, and whose are. */
    private static final List<ProtocolVersion> EARLY_VERSIONS =
            List.of(
                    ProtocolVersion.TLS_1_3,
                    new ProtocolVersion(0x7f18),
                    new ProtocolVersion(0x7f12));

    /** A plaintext alert: level and description (RFC 9846 §6). */
    private static final int ALERT = 2;

    private static final int HANDSHAKE_HEADER = 4;

    /** Longer handshake messages are rarer than encrypted bytes that look like one. */
    private static final int PLAUSIBLE_LENGTH = 1 << 16;

    /** Nobody cuts a message into smaller parts than these without need. */
    private static final int FRAGMENT = 256;

    private final KeyRing keys;
    private final Secrets secrets;
    private final Guesses guesses = new Guesses();
    private final BySender<WriteState> writers;
    private Negotiation negotiation = new Negotiation(Bytes.EMPTY);

    /** Who has sent a ChangeCipherSpec in a handshake whose ServerHello was not seen. */
    private final Set<Sender> changedUnseen = EnumSet.noneOf(Sender.class);

    /** No secret will become known any more: there is nothing to wait for. */
    private boolean secretsComplete;

    Decryption(KeyRing keys) {
        this.keys = keys;
        this.secrets = new Secrets(keys);
        this.writers = BySender.of(_ -> new WriteState(guesses));
    }

    Secrets secrets() {
        return secrets;
    }

    void secretsComplete() {
        secretsComplete = true;
    }

    Negotiation negotiation() {
        return negotiation;
    }

    // -- what the handshake decides

    void clientHello(Bytes random, List<CipherSuite> suites, boolean earlyData) {
        if (!negotiation.clientRandom.equals(random)) {
            negotiation = new Negotiation(random);
            secrets.belongTo(random);
        }
        negotiation.offered = List.copyOf(suites);
        if (earlyData && writer(Sender.CLIENT).epoch() == Epoch.PLAINTEXT) {
            writer(Sender.CLIENT).enter(Epoch.EARLY);
        }
    }

    void serverHello(ProtocolVersion version, CipherSuite suite, Bytes random, boolean retry) {
        negotiation.version = version;
        negotiation.suite = suite;
        negotiation.serverRandom = random;
        if (!version.isTls13()) {
            if (writer(Sender.CLIENT).epoch() == Epoch.EARLY) {
                writer(Sender.CLIENT).enter(Epoch.PLAINTEXT);
            }
        } else if (!retry) {
            advance(Sender.SERVER, Epoch.HANDSHAKE);
            if (writer(Sender.CLIENT).epoch() == Epoch.PLAINTEXT) {
                advance(Sender.CLIENT, Epoch.HANDSHAKE);
            }
        }
    }

    void changeCipherSpec(Sender from) {
        if (negotiation.version == null) {
            changedUnseen.add(from);
            return;
        }
        if (negotiation.isTls13()) {
            return;
        }
        if (from == Sender.CLIENT) {
            negotiation.clientHasChanged = true;
        } else {
            negotiation.resumes = !negotiation.clientHasChanged;
        }
        negotiation.mainSecret(secrets, keys);
        writer(from).change(negotiation);
    }

    void endOfEarlyData() {
        advance(Sender.CLIENT, Epoch.HANDSHAKE);
    }

    void finished(Sender from) {
        if (negotiation.isTls13()) {
            advance(from, Epoch.APPLICATION);
        }
    }

    /** A handshake after the handshake changes no keys: nobody goes back. */
    private void advance(Sender from, Epoch to) {
        if (writer(from).epoch().compareTo(to) < 0) {
            writer(from).enter(to);
        }
    }

    void keyUpdate(Sender from) {
        ProtocolVersion version = negotiation.version;
        Optional<Protection> protection = protection13();
        if (version == null || !version.isTls13() || protection.isEmpty()) {
            return;
        }
        WriteState writer = writer(from);
        Hash hash = protection.get().hash();
        Bytes old =
                writer.updatedSecret()
                        .or(() -> secrets.traffic(from, Epoch.APPLICATION, random()))
                        .orElse(null);
        Bytes next =
                old == null
                        ? secrets.updated(from, writer.generation() + 1, random()).orElse(null)
                        : AeadCipher13.nextSecret(hash, version, old);
        writer.update(next, next == null ? null : AeadCipher13.of(protection.get(), version, next));
    }

    /** How the side protects what it writes, as far as the negotiation tells; else null. */
    @Nullable Sealing sealing(Sender from) {
        WriteState writer = writer(from);
        Negotiation used = used(writer);
        ProtocolVersion version = used.version;
        // Early data is protected with the suite of the session that gave the PSK.
        OptionalInt early = writer.epoch() == Epoch.EARLY ? writer.earlyTag() : OptionalInt.empty();
        if (early.isPresent()) {
            return Sealing.innerPlaintext(early.getAsInt());
        }
        if (version == null || used.protection().isEmpty() || writer.epoch() == Epoch.EARLY) {
            return null;
        }
        Protection protection = used.protection().get();
        return version.isTls13()
                ? Sealing.innerPlaintext(protection.tagLength())
                : Sealing.of(
                        protection,
                        version,
                        used.encryptThenMac,
                        used.truncatedHmac,
                        used.compression != 0);
    }

    /** Up to so many records of the direction were not seen. */
    void miss(Sender from, int records) {
        writer(from).miss(records);
    }

    // -- what comes in

    /**
     * The record, read or not; null as long as it waits for a secret.
     *
     * @param startUnseen whether bytes are missing before the ServerHello
     */
    @Nullable Piece open(RawRecord record, boolean startUnseen) {
        WriteState writer = writer(record.from());
        boolean data = record.type().equals(ContentType.APPLICATION_DATA);
        Negotiation used = used(writer);
        ProtocolVersion version = used.version;
        if (version == null) {
            boolean mayHide = startUnseen || changedUnseen.contains(record.from());
            return data
                    ? openEarly(record)
                    : mayHide && !looksPlain(record)
                            ? closed(record, Hindrance.NO_SECRET)
                            : plain(record);
        }
        if (version.isTls13()) {
            return data ? open13(record, version) : plain(record);
        }
        if (!data && writer.epoch() != Epoch.APPLICATION) {
            return writer.hasMissed() ? openAfterGap12(record) : plain(record);
        }
        return open12(record, used);
    }

    /** The handshake that protects what this side writes now, or will. */
    private Negotiation used(WriteState writer) {
        Negotiation made = writer.negotiation();
        return made == null ? negotiation : made;
    }

    private static Piece plain(RawRecord record) {
        return new Opened(record, Epoch.PLAINTEXT, false, record.type(), record.fragment(), null);
    }

    /** The keys that would protect a record of the type; null where that cannot be told. */
    @Nullable Epoch epochOf(ContentType type, Sender from) {
        boolean hidden =
                type.equals(ContentType.APPLICATION_DATA)
                        || (writer(from).negotiation() != null
                                && writer(from).epoch() == Epoch.APPLICATION);
        return hidden ? shownEpoch(from) : Epoch.PLAINTEXT;
    }

    /** Whether there may be keys for a record, and its decryption on trial can be afforded. */
    boolean mayVerify(Sender from, int length) {
        return used(writer(from)).version != null && guesses.afford(length);
    }

    /** Whether the record is surely one, because a key fits it. Nothing changes. */
    boolean verifies(RawRecord record, int missedMore) {
        WriteState writer = writer(record.from());
        Negotiation used = used(writer);
        ProtocolVersion version = used.version;
        if (version == null) {
            return false;
        }
        if (!version.isTls13()) {
            return learn12(writer, used, record.from()) == null
                    && writer.fit(Epoch.APPLICATION, record, missedMore) != null;
        }
        return record.type().equals(ContentType.APPLICATION_DATA)
                && fit13(record, version, missedMore) != null;
    }

    // -- TLS 1.2 and before

    private @Nullable Piece open12(RawRecord record, Negotiation used) {
        WriteState writer = writer(record.from());
        Hindrance hindrance = learn12(writer, used, record.from());
        if (hindrance != null) {
            if (hindrance == Hindrance.NO_SECRET && !secretsComplete) {
                return null;
            }
            Bytes content = used.unencrypted(record.fragment()).orElse(null);
            return content == null
                    ? closed(record, hindrance)
                    : new Opened(record, Epoch.APPLICATION, false, record.type(), content, null);
        }
        Fit fit = writer.fit(Epoch.APPLICATION, record, 0);
        return fit == null ? closed(record, Hindrance.NOT_VERIFIED) : opened12(record, fit, used);
    }

    /** A ChangeCipherSpec may have been among what was not seen. */
    private Piece openAfterGap12(RawRecord record) {
        WriteState writer = writer(record.from());
        Hindrance hindrance = learn12(writer, negotiation, record.from());
        Fit fit = hindrance == null ? writer.fit(Epoch.APPLICATION, record, 0) : null;
        if (fit != null) {
            return opened12(record, fit, negotiation);
        }
        return looksPlain(record)
                ? plain(record)
                : closed(record, hindrance == null ? Hindrance.NOT_VERIFIED : hindrance);
    }

    private Piece opened12(RawRecord record, Fit fit, Negotiation used) {
        WriteState writer = writer(record.from());
        writer.accept(fit, record);
        Bytes content = used.compression == 0 ? fit.plain() : writer.decompressed(fit.plain());
        return content == null
                ? closed(record, Hindrance.NOT_VERIFIED)
                : new Opened(record, Epoch.APPLICATION, true, record.type(), content, null);
    }

    /**
     * Makes the keys that this side writes with, if it has not been done; null if they are there.
     */
    private @Nullable Hindrance learn12(WriteState writer, Negotiation used, Sender from) {
        if (writer.knows(Epoch.APPLICATION)) {
            return null;
        }
        ProtocolVersion version = Objects.requireNonNull(used.version);
        if (!version.isBeforeTls13()) {
            return Hindrance.VERSION;
        }
        Optional<Protection> protection = used.protection();
        boolean aeadTooEarly =
                protection.filter(it -> it.mac().isEmpty()).isPresent()
                        && version.code() < ProtocolVersion.TLS_1_2.code();
        boolean compressed = used.compression != 0 && used.compression != Decompression.DEFLATE;
        if (protection.isEmpty() || aeadTooEarly || compressed) {
            return Hindrance.SUITE;
        }
        Optional<Bytes> main = used.mainSecret(secrets, keys);
        if (main.isEmpty()) {
            return Hindrance.NO_SECRET;
        }
        if (main.get().length() != Derivation.MAIN_SECRET) {
            // HMAC would take a shorter one for the same if only zeros are missing.
            writer.learn(Epoch.APPLICATION, new UnfitCipher());
            return null;
        }
        KeyBlock.Settled settled =
                new KeyBlock.Settled(
                        version,
                        protection.get(),
                        used.clientRandom,
                        used.serverRandom,
                        used.encryptThenMac,
                        used.truncatedHmac);
        writer.learn(Epoch.APPLICATION, KeyBlock.of(settled, main.get()).cipher(from));
        return null;
    }

    /**
     * Whether a record that may be encrypted does not look like it: an alert has two bytes, a
     * handshake message begins with a type that there is and a length that can be.
     */
    private static boolean looksPlain(RawRecord record) {
        Bytes content = record.fragment();
        return switch (record.type().code()) {
            case 20 -> content.length() == 1;
            case 21 -> content.length() == ALERT;
            case 22 -> looksLikeHandshake(content);
            default -> true;
        };
    }

    private static boolean looksLikeHandshake(Bytes content) {
        if (content.length() < HANDSHAKE_HEADER || !new HandshakeType(content.at(0)).known()) {
            return false;
        }
        long length = content.number(1, 3);
        // An explicit nonce of zeros would be a HelloRequest and something after it.
        return content.at(0) == HandshakeType.HELLO_REQUEST.code()
                ? length == 0 && content.length() == HANDSHAKE_HEADER
                : length < PLAUSIBLE_LENGTH
                        && (length + HANDSHAKE_HEADER <= content.length()
                                || content.length() >= FRAGMENT);
    }

    // -- TLS 1.3

    private @Nullable Piece open13(RawRecord record, ProtocolVersion version) {
        WriteState writer = writer(record.from());
        if (protection13().isEmpty()) {
            return closed(record, Hindrance.SUITE);
        }
        if (secretsComplete && writer.knowsNothing() && secrets.isEmpty(random())) {
            return closed(record, Hindrance.NO_SECRET);
        }
        Fit fit = fit13(record, version, 0);
        if (fit != null) {
            return opened13(record, fit);
        }
        if (!secretsComplete && !knowsAllAhead(writer)) {
            return null;
        }
        boolean known =
                writer.knows(writer.epoch())
                        || secrets.traffic(record.from(), writer.epoch(), random()).isPresent();
        return closed(record, known ? Hindrance.NOT_VERIFIED : Hindrance.NO_SECRET);
    }

    /**
     * Tries the epoch that its sender should be in and, failing that, the later ones: early data
     * may be refused, a secret may be missing from a key log. The tag tells which is right.
     */
    private @Nullable Fit fit13(RawRecord record, ProtocolVersion version, int missedMore) {
        WriteState writer = writer(record.from());
        for (Epoch epoch : EPOCHS) {
            if (epoch.compareTo(writer.epoch()) < 0
                    || (epoch == Epoch.APPLICATION && !writer.mayHaveFinished(missedMore))) {
                continue;
            }
            if (!writer.knows(epoch)) {
                learn13(record, epoch, version);
            }
            Fit fit = writer.fit(epoch, record, missedMore);
            if (fit != null) {
                return fit;
            }
        }
        return null;
    }

    /** Whether no secret of the sender's epoch or a later one is still to come. */
    private static boolean knowsAllAhead(WriteState writer) {
        for (Epoch epoch : EPOCHS) {
            // A capture that has early secrets has them from the start.
            boolean needed = epoch != Epoch.EARLY && epoch.compareTo(writer.epoch()) >= 0;
            if (needed && !writer.knows(epoch)) {
                return false;
            }
        }
        return true;
    }

    private void learn13(RawRecord record, Epoch epoch, ProtocolVersion version) {
        Bytes secret = secrets.traffic(record.from(), epoch, random()).orElse(null);
        Protection protection = protection13().orElse(null);
        if (secret == null || protection == null) {
            return;
        }
        WriteState writer = writer(record.from());
        if (epoch == Epoch.EARLY) {
            // The suite is the one of the session that gave the PSK; this one may be another.
            learnEarly(record, secret);
        } else if (secret.length() == protection.hash().length()) {
            writer.learn(epoch, AeadCipher13.of(protection, version, secret));
        } else {
            writer.learn(epoch, new UnfitCipher());
        }
    }

    /** Early data comes before the suite is known: the tag tells which of the offered it is. */
    private Piece openEarly(RawRecord record) {
        WriteState writer = writer(record.from());
        Optional<Bytes> secret = secrets.traffic(record.from(), Epoch.EARLY, random());
        if (secret.isEmpty()) {
            return closed(record, Hindrance.NO_SECRET);
        }
        if (!writer.knows(Epoch.EARLY)) {
            learnEarly(record, secret.get());
        }
        Fit fit = writer.fit(Epoch.EARLY, record, 0);
        return fit == null ? closed(record, Hindrance.NOT_VERIFIED) : opened13(record, fit);
    }

    private void learnEarly(RawRecord record, Bytes secret) {
        WriteState writer = writer(record.from());
        for (AeadCipher13 cipher : earlyCiphers(secret)) {
            writer.learn(Epoch.EARLY, cipher);
            if (writer.fit(Epoch.EARLY, record, 0) != null) {
                return;
            }
            writer.forget(Epoch.EARLY);
        }
    }

    private List<AeadCipher13> earlyCiphers(Bytes secret) {
        List<AeadCipher13> ciphers = new ArrayList<>();
        for (ProtocolVersion version : EARLY_VERSIONS) {
            for (CipherSuite suite : negotiation.offered) {
                // A suite of TLS 1.3 names no key exchange.
                boolean of13 = !suite.name().contains("_WITH_");
                Protection protection = of13 ? aead(suite).orElse(null) : null;
                if (protection != null && protection.hash().length() == secret.length()) {
                    ciphers.add(AeadCipher13.of(protection, version, secret));
                }
            }
        }
        return ciphers;
    }

    /**
     * {@code struct { opaque content[…]; ContentType type; uint8 zeros[length_of_padding]; }
     * TLSInnerPlaintext;} (RFC 9846 §5.2).
     */
    private Piece opened13(RawRecord record, Fit fit) {
        writer(record.from()).accept(fit, record);
        Bytes inner = fit.plain();
        int last = inner.length() - 1;
        while (last >= 0 && inner.at(last) == 0) {
            last--;
        }
        // Nothing but padding has no type: 0 is none that anybody may send.
        ContentType type = new ContentType(last < 0 ? 0 : inner.at(last));
        Bytes content = last < 0 ? inner : inner.slice(0, last);
        return new Opened(record, fit.epoch(), true, type, content, null);
    }

    private Optional<Protection> protection13() {
        Optional<Protection> protection = negotiation.protection();
        return protection.isPresent() && protection.get().mac().isPresent()
                ? Optional.empty()
                : protection;
    }

    private static Optional<Protection> aead(CipherSuite suite) {
        return Protection.of(suite).filter(it -> it.mac().isEmpty());
    }

    // -- both

    private Piece closed(RawRecord record, Hindrance why) {
        writer(record.from()).skip(record);
        return new Opened(
                record, shownEpoch(record.from()), false, record.type(), record.fragment(), why);
    }

    /** TLS 1.2 has one epoch with keys; in 1.3 a record that stays shut does not tell its epoch. */
    private @Nullable Epoch shownEpoch(Sender from) {
        WriteState writer = writer(from);
        Negotiation used = used(writer);
        return used.version != null && !used.isTls13() && writer.epoch() != Epoch.PLAINTEXT
                ? Epoch.APPLICATION
                : null;
    }

    private Bytes random() {
        return negotiation.clientRandom;
    }

    private WriteState writer(Sender from) {
        return writers.of(from);
    }
}
