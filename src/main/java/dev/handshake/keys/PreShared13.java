package dev.handshake.keys;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Secret;
import dev.handshake.capture.Sender;
import dev.handshake.keys.Expansion.Part;
import dev.handshake.message.ClientHello;
import dev.handshake.message.EncryptedExtensions;
import dev.handshake.message.ServerHello;
import dev.handshake.message.extension.EarlyData;
import dev.handshake.message.extension.PreSharedKey;
import dev.handshake.record.Epoch;
import dev.handshake.record.Hash;
import dev.handshake.record.KeySchedule;
import dev.handshake.record.Protection;
import dev.handshake.session.MessageRead;
import dev.handshake.session.MessageType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a ClientHello with a pre-shared key makes of it (RFC 9846 §7.1): the binder that proves that
 * it knows the key, and the secret of its early data.
 *
 * <pre>
 *    PSK ->  HKDF-Extract = Early Secret
 *              +-----> Derive-Secret(., "ext binder" | "res binder", "") = binder_key
 *              +-----> Derive-Secret(., "c e traffic", ClientHello)
 *              +-----> Derive-Secret(., "e exp master", ClientHello)
 * </pre>
 */
final class PreShared13 {
    private static final String EARLY_TRAFFIC_SECRET = "CLIENT_EARLY_TRAFFIC_SECRET";
    private static final int SHA256 = 32;
    private static final int SHA384 = 48;

    private final Trail trail;
    private final Growth growth;
    private final MessageRead hello;
    private final ClientHello offer;
    private final PreSharedKey offered;
    private final Hash hash;

    /** Which of the identities is followed: the one that was chosen, or else the first. */
    private final int index;

    private final Expansion expansion;

    private PreShared13(
            Trail trail,
            Growth growth,
            MessageRead hello,
            ClientHello offer,
            PreSharedKey offered,
            Hash hash,
            int index) {
        this.trail = trail;
        this.growth = growth;
        this.hello = hello;
        this.offer = offer;
        this.offered = offered;
        this.hash = hash;
        this.index = index;
        this.expansion = new Expansion(growth, hash, KeySchedule.TLS_1_3, Optional.empty());
    }

    /**
     * Adds what the first ClientHello begins.
     *
     * @param answer null before it has come
     * @return the early secret that the handshake goes on with; empty where no key was taken
     */
    static Optional<KeyStep> grow(
            Trail trail,
            Growth growth,
            MessageRead hello,
            ClientHello offer,
            @Nullable ServerHello answer) {
        PreSharedKey offered = offer.extension(PreSharedKey.class).orElse(null);
        if (offered == null) {
            return Optional.empty();
        }
        int selected = selected(answer);
        int index = Math.max(selected, 0);
        if (index >= Math.min(offered.identities().size(), offered.binders().size())) {
            return Optional.empty();
        }
        return hash(offered.binders().get(index), answer)
                .map(hash ->
                        new PreShared13(trail, growth, hello, offer, offered, hash, index)
                                .grow(selected >= 0 ? answer : null))
                .filter(_ -> selected >= 0);
    }

    private static int selected(@Nullable ServerHello answer) {
        return answer == null
                ? -1
                : answer.extension(PreSharedKey.class)
                        .map(PreSharedKey::selectedIdentity)
                        .orElse(-1);
    }

    /** The hash of the handshake that gave the key, as the length of its binder tells it. */
    private static Optional<Hash> hash(Bytes binder, @Nullable ServerHello answer) {
        if (answer != null && Hash.of(answer.cipherSuite()).length() == binder.length()) {
            return Optional.of(Hash.of(answer.cipherSuite()));
        }
        return switch (binder.length()) {
            case SHA256 -> Optional.of(Hash.SHA256);
            case SHA384 -> Optional.of(Hash.SHA384);
            default -> Optional.empty();
        };
    }

    private KeyStep grow(@Nullable ServerHello accepted) {
        Optional<String> label =
                growth.told(Secret.PRE_SHARED_KEY)
                        .flatMap(told -> binderLabel(told.secret().secret()));
        Growth.Draft draft =
                growth.step(StepKind.PSK)
                        .formula("PSK")
                        .from(
                                "PskIdentity.identity",
                                offered.identities().get(index),
                                Trail.at(
                                        hello,
                                        "pre_shared_key",
                                        "identities",
                                        "#" + index,
                                        "identity"))
                        .unknown("psk");
        // Which of several identities was told is seen by its binder.
        KeyStep psk = (label.isPresent() ? draft.told(Secret.PRE_SHARED_KEY, 0) : draft).add();
        KeyStep early =
                expansion
                        .extract(StepKind.EARLY_SECRET, null, new Part("PSK", psk))
                        .below(psk)
                        .ordinal(1)
                        .add();
        binders(new Part("early_secret", early), label);
        // Some programs make its secret whether they send early data or not.
        if (offer.extension(EarlyData.class).isPresent()
                || growth.told(EARLY_TRAFFIC_SECRET).isPresent()) {
            earlyData(new Part("early_secret", early), accepted);
        }
        return early;
    }

    // -- binders

    /** With which label the binder is what was sent; empty if it is not with either. */
    private Optional<String> binderLabel(Bytes psk) {
        Bytes early = hash.hmac(expansion.zeros(), psk);
        Bytes sent = offered.binders().get(index);
        return trail.throughTruncated(hello).stream()
                .map(covered -> covered.hash(hash))
                .flatMap(hashed ->
                        List.of("res binder", "ext binder").stream()
                                .filter(label -> {
                                    Bytes key =
                                            KeySchedule.expandLabel(
                                                    hash, early, label, hash.of(), hash.length());
                                    return KeySchedule.verifyData13(hash, key, hashed).equals(sent);
                                }))
                .findFirst();
    }

    private void binders(Part early, Optional<String> label) {
        Growth.Draft draft =
                expansion.derive(StepKind.BINDER_KEY, early, label.orElse("res binder"));
        if (label.isEmpty()) {
            draft.formula("Derive-Secret(early_secret, \"ext binder\" | \"res binder\", \"\")");
        }
        KeyStep finishedKey =
                expansion.finishedKey(new Part("binder_key", draft.add()), Sender.CLIENT, null);
        List<MessageRead> hellos = trail.all(Sender.CLIENT, MessageType.CLIENT_HELLO).toList();
        for (int i = 0; i < hellos.size(); i++) {
            binder(
                    finishedKey,
                    hellos.get(i),
                    i == 0 ? 0 : i + 1,
                    i == 0
                            ? "Transcript-Hash(Truncate(ClientHello1))"
                            : "Transcript-Hash(ClientHello1, HelloRetryRequest,"
                                    + " Truncate(ClientHello2))");
        }
    }

    private void binder(KeyStep finishedKey, MessageRead in, int ordinal, String name) {
        Optional<Bytes> sent =
                in.content() instanceof ClientHello again
                        ? again.extension(PreSharedKey.class)
                                .map(PreSharedKey::binders)
                                .filter(binders -> index < binders.size())
                                .map(binders -> binders.get(index))
                        : Optional.empty();
        Optional<Covered> covered = trail.throughTruncated(in);
        // A client that was told another hash offers the key no more.
        if (sent.isPresent() && covered.isPresent()) {
            KeyStep transcript = growth.transcript(hash, covered.get(), name);
            expansion
                    .proof(StepKind.BINDER, finishedKey, name, Optional.of(transcript))
                    .of(Sender.CLIENT, null)
                    .ordinal(ordinal)
                    .sent(sent)
                    .since(in.number())
                    .add();
        }
    }

    // -- early data

    /**
     * Adds the secrets of early data.
     *
     * @param accepted null where the key was not taken
     */
    private void earlyData(Part early, @Nullable ServerHello accepted) {
        Optional<KeyStep> transcript =
                Optional.of(
                        growth.transcript(
                                hash, trail.through(hello), "Transcript-Hash(ClientHello)"));
        KeyStep traffic =
                expansion
                        .derive(
                                StepKind.CLIENT_EARLY_TRAFFIC_SECRET,
                                early,
                                "c e traffic",
                                "ClientHello",
                                transcript)
                        .of(Sender.CLIENT, Epoch.EARLY)
                        .told(EARLY_TRAFFIC_SECRET, hash.length())
                        .add();
        expansion
                .derive(
                        StepKind.EARLY_EXPORTER_SECRET,
                        early,
                        "e exp master",
                        "ClientHello",
                        transcript)
                .told("EARLY_EXPORTER_SECRET", hash.length())
                .add();
        // It goes under the suite of the handshake that gave the key. The one that is chosen now
        // is surely the same only where the server takes the data (RFC 9846 §4.3.10).
        boolean taken =
                trail.content(
                                trail.find(Sender.SERVER, MessageType.ENCRYPTED_EXTENSIONS),
                                EncryptedExtensions.class)
                        .flatMap(it -> it.extension(EarlyData.class))
                        .isPresent();
        if (accepted != null && taken) {
            new Expansion(growth, hash, KeySchedule.TLS_1_3, Protection.of(accepted.cipherSuite()))
                    .keys(new Part("client_early_traffic_secret", traffic));
        }
    }
}
