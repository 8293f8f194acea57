package dev.handshake.capture;

import dev.handshake.bytes.Bytes;
import dev.handshake.registry.ProtocolVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Secrets that are known from elsewhere: from a key log, from a capture's Decryption Secrets Block,
 * from a server's private key. May be used from several threads, and be added to at any time.
 */
public final class KeyRing {
    /**
     * Who can open what a client encrypted for a server's key: a line {@code RSA} of a key log, or
     * the private key itself.
     */
    @FunctionalInterface
    public interface RsaKey {
        /**
         * The pre-master secret, 48 bytes (RFC 5246 §7.4.7.1); empty where this key is not the
         * right one.
         *
         * @param offered the version in the ClientHello, with which the secret begins
         */
        Optional<Bytes> preMasterSecret(Bytes encrypted, ProtocolVersion offered);
    }

    private final Map<Bytes, List<Secret>> byClientRandom = new ConcurrentHashMap<>();

    private final Map<Bytes, Bytes> mainSecrets = new ConcurrentHashMap<>();
    private final List<RsaKey> rsaKeys = new CopyOnWriteArrayList<>();

    /** Adds a secret; one that is known already under its name stays. */
    public void add(Secret secret) {
        byClientRandom.merge(
                secret.clientRandom(),
                List.of(secret),
                (old, more) -> find(old, secret.label()).isPresent() ? old : joined(old, more));
    }

    public void add(RsaKey key) {
        rsaKeys.add(key);
    }

    /**
     * Remembers the main secret of a session that may be resumed (TLS 1.2 and before).
     *
     * @param name its session ID or its ticket
     */
    public void remember(Bytes name, Bytes mainSecret) {
        if (!name.isEmpty()) {
            mainSecrets.putIfAbsent(name, mainSecret);
        }
    }

    /** Adds everything that the other has. */
    public void addAll(KeyRing other) {
        other.byClientRandom.values().forEach(secrets -> secrets.forEach(this::add));
        other.mainSecrets.forEach(this::remember);
        rsaKeys.addAll(other.rsaKeys);
    }

    /** The secret with the label of the connection whose (first) ClientHello has the random. */
    public Optional<Bytes> find(String label, Bytes clientRandom) {
        return find(of(clientRandom), label);
    }

    /** Everything that is known of the connection by its client's random. */
    public List<Secret> of(Bytes clientRandom) {
        return byClientRandom.isEmpty()
                ? List.of()
                : byClientRandom.getOrDefault(clientRandom, List.of());
    }

    /** The main secret of the session with this session ID or ticket. */
    public Optional<Bytes> resumed(Bytes name) {
        return Optional.ofNullable(mainSecrets.get(name));
    }

    /** What some key can make of an encrypted pre-master secret. */
    public Optional<Bytes> preMasterSecret(Bytes encrypted, ProtocolVersion offered) {
        return rsaKeys.stream()
                .flatMap(key -> key.preMasterSecret(encrypted, offered).stream())
                .findFirst();
    }

    /** Whether nothing is known. */
    public boolean isEmpty() {
        return byClientRandom.isEmpty() && mainSecrets.isEmpty() && rsaKeys.isEmpty();
    }

    /** How many connections something is known of by their client's random. */
    public int size() {
        return byClientRandom.size();
    }

    private static Optional<Bytes> find(List<Secret> secrets, String label) {
        for (Secret secret : secrets) {
            if (secret.label().equals(label)) {
                return Optional.of(secret.secret());
            }
        }
        return Optional.empty();
    }

    private static List<Secret> joined(List<Secret> some, List<Secret> more) {
        List<Secret> all = new ArrayList<>(some);
        all.addAll(more);
        return List.copyOf(all);
    }
}
