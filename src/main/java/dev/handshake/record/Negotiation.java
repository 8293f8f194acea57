package dev.handshake.record;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.KeyRing;
import dev.handshake.capture.Secret;
import dev.handshake.record.KnownSecret.Source;
import dev.handshake.registry.CipherSuite;
import dev.handshake.registry.ProtocolVersion;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the messages of one handshake settle about its keys. A connection of TLS 1.2 may have
 * several: one that is being made while records are still protected by the one before.
 */
final class Negotiation {
    final Bytes clientRandom;
    List<CipherSuite> offered = List.of();

    @Nullable ProtocolVersion version;
    @Nullable CipherSuite suite;
    Bytes serverRandom = Bytes.EMPTY;
    boolean encryptThenMac;
    boolean truncatedHmac;
    boolean extendedMasterSecret;

    /** The CompressionMethod (RFC 3749 §2). */
    int compression;

    /** Whether the client has sent its ChangeCipherSpec. */
    boolean clientHasChanged;

    /** Whether the server changed keys before the client did: it resumes (RFC 5246 §7.3). */
    boolean resumes;

    private Bytes sessionId = Bytes.EMPTY;
    private Bytes offeredTicket = Bytes.EMPTY;
    private Bytes issuedTicket = Bytes.EMPTY;
    private Bytes encryptedPreMasterSecret = Bytes.EMPTY;
    private ProtocolVersion offeredVersion = ProtocolVersion.TLS_1_2;
    private @Nullable Supplier<Bytes> messages;

    /** How the suite protects, asked once. */
    private Optional<Protection> protection = Optional.empty();

    private @Nullable CipherSuite protectedBy;

    Negotiation(Bytes clientRandom) {
        this.clientRandom = clientRandom;
    }

    boolean isTls13() {
        return version != null && version.isTls13();
    }

    Optional<Protection> protection() {
        if (suite != null && !suite.equals(protectedBy)) {
            protectedBy = suite;
            protection = Protection.of(suite);
        }
        return protection;
    }

    /**
     * What a suite without encryption leaves readable for everybody; whether the MAC behind it
     * fits, only who knows the secret can tell. Empty where the suite encrypts or compresses.
     */
    Optional<Bytes> unencrypted(Bytes fragment) {
        return protection()
                .filter(it -> it.cipher() == Protection.BulkCipher.NULL && compression == 0)
                .flatMap(Protection::mac)
                .map(hash -> truncatedHmac ? RecordMac.TRUNCATED : hash.length())
                .filter(mac -> mac <= fragment.length())
                .map(mac -> fragment.slice(0, fragment.length() - mac));
    }

    void sessionId(Bytes id) {
        sessionId = id;
    }

    void ticketOffered(Bytes ticket) {
        offeredTicket = ticket;
    }

    void ticketIssued(Bytes ticket) {
        issuedTicket = ticket;
    }

    void encryptedPreMasterSecret(Bytes encrypted, ProtocolVersion inClientHello) {
        encryptedPreMasterSecret = encrypted;
        offeredVersion = inClientHello;
    }

    void messages(Supplier<Bytes> upToClientKeyExchange) {
        messages = upToClientKeyExchange;
    }

    /**
     * The main secret of TLS 1.2 and before: known, made of a pre-master secret, or that of the
     * session that is resumed. Whichever it is, it is known from then on.
     */
    Optional<Bytes> mainSecret(Secrets secrets, KeyRing keys) {
        Optional<Bytes> main = secrets.main(clientRandom);
        if (main.isEmpty()) {
            derived(secrets, keys).ifPresent(made -> know(secrets, made, Source.DERIVED));
            main = secrets.main(clientRandom);
        }
        if (main.isEmpty()) {
            ofResumedSession(keys).ifPresent(old -> know(secrets, old, Source.EARLIER_SESSION));
            main = secrets.main(clientRandom);
        }
        main.ifPresent(secret -> {
            keys.remember(sessionId, secret);
            keys.remember(issuedTicket, secret);
        });
        return main;
    }

    private void know(Secrets secrets, Bytes main, Source source) {
        secrets.add(new Secret(Secret.MAIN_SECRET, clientRandom, main), source);
    }

    private Optional<Bytes> derived(Secrets secrets, KeyRing keys) {
        ProtocolVersion chosen = version;
        Optional<Protection> protection = protection();
        if (chosen == null || protection.isEmpty()) {
            return Optional.empty();
        }
        Derivation derivation = new Derivation(chosen, protection.get().hash());
        if (secrets.preMaster(clientRandom).isEmpty()) {
            decrypted(keys)
                    .ifPresent(opened ->
                            secrets.add(
                                    new Secret(Secret.PRE_MASTER_SECRET, clientRandom, opened),
                                    Source.PRIVATE_KEY));
        }
        return secrets.preMaster(clientRandom)
                .flatMap(preMaster -> mainSecret(derivation, preMaster));
    }

    private Optional<Bytes> decrypted(KeyRing keys) {
        return encryptedPreMasterSecret.isEmpty()
                ? Optional.empty()
                : keys.preMasterSecret(encryptedPreMasterSecret, offeredVersion);
    }

    private Optional<Bytes> mainSecret(Derivation derivation, Bytes preMaster) {
        if (!extendedMasterSecret) {
            return Optional.of(derivation.mainSecret(preMaster, clientRandom, serverRandom));
        }
        return Optional.ofNullable(messages)
                .map(Supplier::get)
                .map(all -> derivation.extendedMainSecret(preMaster, all));
    }

    private Optional<Bytes> ofResumedSession(KeyRing keys) {
        return resumes
                ? keys.resumed(sessionId).or(() -> keys.resumed(offeredTicket))
                : Optional.empty();
    }
}
