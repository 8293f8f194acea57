package dev.handshake.capture.live;

import dev.handshake.bytes.Bytes;
import dev.handshake.registry.CipherSuite;
import dev.handshake.registry.ProtocolVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.bouncycastle.tls.PRFAlgorithm;

/**
 * What an earlier handshake left behind so that a later one can be shorter: a session ID (RFC 5246
 * §7.3), a ticket (RFC 5077), or the pre-shared key of a NewSessionTicket (RFC 9846 §4.7.1).
 */
public final class Resumption {
    public enum Kind {
        /** The server remembers (TLS 1.2 and before). */
        SESSION_ID,
        /** The client keeps what the server would remember (TLS 1.2 and before). */
        TICKET,
        /** TLS 1.3. */
        PSK
    }

    private final Kind kind;
    private final ProtocolVersion version;
    private final CipherSuite suite;
    private final Instant since;
    private final Duration lifetime;
    private final Bytes identity;
    private final Bytes secret;
    private final long ageAdd;
    private final Habits habits;

    /**
     * What a session of TLS 1.2 keeps beside its suite.
     *
     * @param extendedMainSecret whether the main secret was made with the session's hash (RFC 7627)
     * @param encryptThenMac RFC 7366
     */
    record Habits(boolean extendedMainSecret, boolean encryptThenMac) {
        static final Habits NONE = new Habits(false, false);
    }

    /**
     * @param lifetime for how long the server wants to take it; zero where it does not say
     * @param identity the session ID or the ticket
     * @param secret the main secret to 1.2, the pre-shared key in 1.3
     * @param ageAdd ticket_age_add of TLS 1.3; 0 to 1.2
     */
    Resumption(
            Kind kind,
            ProtocolVersion version,
            CipherSuite suite,
            Instant since,
            Duration lifetime,
            Bytes identity,
            Bytes secret,
            long ageAdd,
            Habits habits) {
        this.kind = kind;
        this.version = version;
        this.suite = suite;
        this.since = since;
        this.lifetime = lifetime;
        this.identity = identity;
        this.secret = secret;
        this.ageAdd = ageAdd;
        this.habits = habits;
    }

    public Kind kind() {
        return kind;
    }

    /** The version of the handshake that it comes from; it can be resumed in no other. */
    public ProtocolVersion version() {
        return version;
    }

    /** The suite of that handshake: to 1.2 it stays, in 1.3 only its hash must. */
    public CipherSuite suite() {
        return suite;
    }

    /** When the server gave it. */
    public Instant since() {
        return since;
    }

    /** For how long the server said that it would take it; empty where it did not say. */
    public Optional<Duration> lifetime() {
        return lifetime.isZero() ? Optional.empty() : Optional.of(lifetime);
    }

    /** Whether the server may have forgotten it by then. */
    public boolean isExpired(Instant now) {
        return lifetime().filter(life -> since.plus(life).isBefore(now)).isPresent();
    }

    /** The session ID or the ticket. */
    Bytes identity() {
        return identity;
    }

    Bytes secret() {
        return secret;
    }

    Habits habits() {
        return habits;
    }

    /** Whether the suite has the same hash: then its pre-shared key can be used with it. */
    boolean fits(CipherSuite other) {
        return Offers.isTls13(other) && hash(other).equals(hash(suite));
    }

    private static String hash(CipherSuite suite) {
        return suite.name().substring(suite.name().lastIndexOf('_') + 1);
    }

    /** What the engine calls the key derivation of TLS 1.3 with the suite's hash. */
    int prfAlgorithm() {
        return switch (hash(suite)) {
            case "SHA384" -> PRFAlgorithm.tls13_hkdf_sha384;
            case "SM3" -> PRFAlgorithm.tls13_hkdf_sm3;
            default -> PRFAlgorithm.tls13_hkdf_sha256;
        };
    }

    /**
     * The ticket's age as it is sent: {@code obfuscated_ticket_age}, milliseconds since the ticket
     * came plus ticket_age_add, modulo 2^32 (RFC 9846 §4.3.11.1).
     */
    long obfuscatedAge(Instant now) {
        return (Duration.between(since, now).toMillis() + ageAdd) & 0xffff_ffffL;
    }

    /** Does not show the secret. */
    @Override
    public String toString() {
        return "Resumption[" + kind + ", " + version.name() + ", " + suite.name() + "]";
    }
}
