package dev.handshake.keys;

import dev.handshake.bytes.ByteSpan;
import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Secret;
import dev.handshake.capture.Sender;
import dev.handshake.keys.Calculation.Digest;
import dev.handshake.keys.Calculation.Digest10;
import dev.handshake.keys.Calculation.Prf;
import dev.handshake.keys.Calculation.Prf10;
import dev.handshake.keys.Calculation.Slice;
import dev.handshake.keys.Calculation.Ssl3;
import dev.handshake.keys.Calculation.Ssl3Finished;
import dev.handshake.message.ClientHello;
import dev.handshake.message.Finished;
import dev.handshake.message.ServerHello;
import dev.handshake.message.extension.EncryptThenMac;
import dev.handshake.message.extension.ExtendedMasterSecret;
import dev.handshake.message.extension.SessionTicket;
import dev.handshake.record.Hash;
import dev.handshake.record.KeyBlock;
import dev.handshake.record.KeyBlock.Part;
import dev.handshake.record.Protection;
import dev.handshake.registry.ExtensionType;
import dev.handshake.registry.ProtocolVersion;
import dev.handshake.session.MessageRead;
import dev.handshake.session.MessageType;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The key schedule of TLS 1.2 (RFC 5246 §8.1, §6.3, §7.4.9; RFC 7627 §4) and those before (RFC
 * 2246, RFC 4346, RFC 6101).
 *
 * <pre>
 * master_secret = PRF(pre_master_secret, "master secret",
 *                     ClientHello.random + ServerHello.random) [0..47];
 * master_secret = PRF(pre_master_secret, "extended master secret", session_hash) [0..47];
 * key_block = PRF(master_secret, "key expansion", server_random + client_random);
 * verify_data = PRF(master_secret, finished_label, Hash(handshake_messages)) [0..11];
 * </pre>
 */
final class Schedule12 {
    private static final int MASTER_SECRET = 48;
    private static final int VERIFY_DATA = 12;
    private static final String RANDOM = "random";

    private final Trail trail;
    private final Growth growth;
    private final MessageRead clientHello;
    private final ClientHello offer;
    private final MessageRead serverHello;
    private final ServerHello answer;
    private final ProtocolVersion version;
    private final Hash hash;

    private Schedule12(
            Trail trail,
            Growth growth,
            MessageRead clientHello,
            ClientHello offer,
            MessageRead serverHello,
            ServerHello answer) {
        this.trail = trail;
        this.growth = growth;
        this.clientHello = clientHello;
        this.offer = offer;
        this.serverHello = serverHello;
        this.answer = answer;
        this.version = answer.version();
        this.hash = Hash.of(answer.cipherSuite());
    }

    static KeyExchange grow(
            Trail trail,
            Growth growth,
            MessageRead clientHello,
            ClientHello offer,
            MessageRead serverHello,
            ServerHello answer) {
        return new Schedule12(trail, growth, clientHello, offer, serverHello, answer).grow();
    }

    private KeyExchange grow() {
        boolean resumed = isResumed();
        KeyExchange exchange;
        KeyStep main;
        if (resumed) {
            main = resumedSecret();
            exchange = new KeyExchange(KeyExchange.Method.RESUMED, null, List.of(), main.id());
        } else {
            exchange = Exchange12.grow(trail, growth, answer.cipherSuite()).summary();
            main = masterSecret(growth.steps().getLast());
        }
        keys(main);
        for (Sender side : Sender.values()) {
            verifyData(side, main);
        }
        return exchange;
    }

    private boolean isSsl3() {
        return version.equals(ProtocolVersion.SSL_3_0);
    }

    private boolean hasOwnHash() {
        return version.code() >= ProtocolVersion.TLS_1_2.code();
    }

    /** Whether the server goes on without proving itself anew. */
    private boolean isResumed() {
        boolean goesOn =
                trail.find(Sender.SERVER, MessageType.CHANGE_CIPHER_SPEC).isPresent()
                        || trail.find(Sender.SERVER, MessageType.NEW_SESSION_TICKET).isPresent();
        boolean full =
                trail.find(Sender.SERVER, MessageType.SERVER_HELLO_DONE).isPresent()
                        || trail.find(Sender.CLIENT, MessageType.CLIENT_KEY_EXCHANGE).isPresent()
                        || trail.find(Sender.SERVER, MessageType.SERVER_KEY_EXCHANGE).isPresent()
                        || trail.find(Sender.SERVER, MessageType.CERTIFICATE).isPresent();
        return goesOn && !full;
    }

    // -- the master secret

    private Growth.Draft prf(
            Growth.Draft draft,
            KeyStep secret,
            String name,
            String label,
            String seedName,
            Supplier<Bytes> seed,
            int length) {
        return draft.below(secret)
                .formula(
                        isSsl3()
                                ? "MD5(%s + SHA('A' + %s + %s)) + ..."
                                        .formatted(name, name, seedName)
                                : "PRF(%s, \"%s\", %s)[0..%d]"
                                        .formatted(name, label, seedName, length - 1))
                .made(() -> calculate(Growth.value(secret), label, seed.get(), length));
    }

    private Calculation calculate(Bytes secret, String label, Bytes seed, int length) {
        if (isSsl3()) {
            return new Ssl3(secret, seed, length);
        }
        return hasOwnHash()
                ? new Prf(hash, secret, label, seed, length)
                : new Prf10(secret, label, seed, length);
    }

    private Growth.Draft withRandoms(Growth.Draft draft) {
        return draft.from("ClientHello.random", offer.random(), Trail.at(clientHello, RANDOM))
                .from("ServerHello.random", answer.random(), Trail.at(serverHello, RANDOM));
    }

    private KeyStep masterSecret(KeyStep preMaster) {
        boolean extended = answer.extension(ExtendedMasterSecret.class).isPresent();
        return extended ? extendedMasterSecret(preMaster) : plainMasterSecret(preMaster);
    }

    private KeyStep plainMasterSecret(KeyStep preMaster) {
        Growth.Draft draft =
                growth.step(StepKind.MASTER_SECRET).from("pre_master_secret", preMaster);
        return prf(
                        withRandoms(draft),
                        preMaster,
                        "pre_master_secret",
                        "master secret",
                        "ClientHello.random + ServerHello.random",
                        () -> Bytes.concat(offer.random(), answer.random()),
                        MASTER_SECRET)
                .told(Secret.MAIN_SECRET, MASTER_SECRET)
                .add();
    }

    private KeyStep extendedMasterSecret(KeyStep preMaster) {
        Optional<KeyStep> sessionHash =
                trail.find(Sender.CLIENT, MessageType.CLIENT_KEY_EXCHANGE)
                        .map(trail::through)
                        .map(covered ->
                                growth.hash(
                                        () -> digest(covered),
                                        covered,
                                        StepKind.SESSION_HASH,
                                        hashName() + "(ClientHello...ClientKeyExchange)"));
        Growth.Draft draft =
                growth.step(StepKind.EXTENDED_MASTER_SECRET).from("pre_master_secret", preMaster);
        sessionHash.ifPresentOrElse(step -> draft.from("session_hash", step), draft::waits);
        return prf(
                        draft,
                        preMaster,
                        "pre_master_secret",
                        "extended master secret",
                        "session_hash",
                        () -> Growth.value(sessionHash.orElseThrow()),
                        MASTER_SECRET)
                .told(Secret.MAIN_SECRET, MASTER_SECRET)
                .add();
    }

    /** The one of the session that is resumed (RFC 5246 §7.3, RFC 5077 §3.4). */
    private KeyStep resumedSecret() {
        Optional<Bytes> ticket =
                offer.extension(SessionTicket.class)
                        .map(SessionTicket::ticket)
                        .filter(it -> !it.isEmpty());
        Growth.Draft draft = growth.step(StepKind.MASTER_SECRET).formula("master_secret");
        ticket.ifPresentOrElse(
                it ->
                        draft.from(
                                "SessionTicket.ticket",
                                it,
                                Trail.at(clientHello, "session_ticket", "ticket")),
                () ->
                        draft.from(
                                "ServerHello.session_id",
                                answer.legacySessionIdEcho(),
                                Trail.at(serverHello, "legacy_session_id_echo")));
        return draft.since(serverHello.number())
                .told(Secret.MAIN_SECRET, MASTER_SECRET)
                .unknown("resumed")
                .add();
    }

    // -- the keys

    private void keys(KeyStep main) {
        Optional<KeyBlock.Settled> settled = Protection.of(answer.cipherSuite()).map(this::settled);
        int length = settled.map(KeyBlock.Settled::length).orElse(0);
        if (settled.isPresent() && length == 0) {
            return;
        }
        Growth.Draft draft =
                withRandoms(growth.step(StepKind.KEY_BLOCK).from("master_secret", main));
        KeyStep block =
                settled.isEmpty()
                        ? draft.below(main)
                                .formula("PRF(master_secret, \"key expansion\", …)")
                                .unknown("suite")
                                .add()
                        : prf(
                                        draft,
                                        main,
                                        "master_secret",
                                        "key expansion",
                                        "ServerHello.random + ClientHello.random",
                                        () -> Bytes.concat(answer.random(), offer.random()),
                                        length)
                                .add();
        settled.ifPresent(it -> parts(it, main, block));
    }

    private KeyBlock.Settled settled(Protection protection) {
        return new KeyBlock.Settled(
                version,
                protection,
                offer.random(),
                answer.random(),
                answer.extension(EncryptThenMac.class).isPresent(),
                answer.extensions().stream()
                        .anyMatch(it -> it.type().equals(ExtensionType.TRUNCATED_HMAC)));
    }

    private void parts(KeyBlock.Settled settled, KeyStep main, KeyStep block) {
        for (Part part : Part.values()) {
            for (Sender side : Sender.values()) {
                ByteSpan span = settled.span(part, side);
                if (span.length() == 0) {
                    continue;
                }
                Growth.Draft draft =
                        growth.step(kind(part, side))
                                .of(side, null)
                                .below(block)
                                .from("key_block", block)
                                .formula(
                                        "key_block[%d..%d]"
                                                .formatted(span.offset(), span.end() - 1));
                if (settled.isExport() && part != Part.MAC_KEY) {
                    // Made once more of what stands in the block, in a way of its own.
                    draft.worked(
                            Optional.ofNullable(main.output())
                                    .map(known -> KeyBlock.of(settled, known).part(part, side)));
                } else {
                    draft.made(() -> new Slice(Growth.value(block), span.offset(), span.length()));
                }
                draft.add();
            }
        }
    }

    private static StepKind kind(Part part, Sender side) {
        return switch (side) {
            case CLIENT ->
                    switch (part) {
                        case MAC_KEY -> StepKind.CLIENT_WRITE_MAC_KEY;
                        case KEY -> StepKind.CLIENT_WRITE_KEY;
                        case IV -> StepKind.CLIENT_WRITE_IV;
                    };
            case SERVER ->
                    switch (part) {
                        case MAC_KEY -> StepKind.SERVER_WRITE_MAC_KEY;
                        case KEY -> StepKind.SERVER_WRITE_KEY;
                        case IV -> StepKind.SERVER_WRITE_IV;
                    };
        };
    }

    // -- Finished

    private String hashName() {
        return hasOwnHash() ? "Hash" : "MD5 + SHA1";
    }

    private Calculation digest(Covered covered) {
        return hasOwnHash() ? new Digest(hash, covered) : new Digest10(covered);
    }

    private void verifyData(Sender side, KeyStep main) {
        Optional<MessageRead> message = trail.find(side, MessageType.FINISHED);
        Optional<Covered> covered = message.flatMap(trail::before);
        String label = side == Sender.CLIENT ? "client finished" : "server finished";
        Growth.Draft draft =
                growth.step(StepKind.VERIFY_DATA_12)
                        .of(side, null)
                        .below(main)
                        .from("master_secret", main)
                        .since(message)
                        .sent(trail.content(message, Finished.class).map(Finished::verifyData));
        if (covered.isEmpty()) {
            draft.formula(
                            isSsl3()
                                    ? "MD5(master_secret + …) + SHA(master_secret + …)"
                                    : "PRF(master_secret, \"%s\", %s(handshake_messages))[0..11]"
                                            .formatted(label, hashName()))
                    .waits()
                    .add();
            return;
        }
        KeyStep transcript =
                growth.hash(
                        () -> digest(covered.get()),
                        covered.get(),
                        StepKind.TRANSCRIPT_HASH,
                        "%s(ClientHello...before %s Finished)".formatted(hashName(), side.word()));
        if (isSsl3()) {
            // Its hash begins with the messages and ends with the secret.
            draft.from("handshake_messages", transcript)
                    .formula(
                            "MD5(master_secret + pad2 + MD5(handshake_messages + Sender +"
                                    + " master_secret + pad1)) + SHA(…)")
                    .made(() ->
                            new Ssl3Finished(
                                    Growth.value(main), side == Sender.CLIENT, covered.get()))
                    .add();
            return;
        }
        prf(
                        draft.from(transcript.formula(), transcript),
                        main,
                        "master_secret",
                        label,
                        transcript.formula(),
                        () -> Growth.value(transcript),
                        VERIFY_DATA)
                .add();
    }
}
