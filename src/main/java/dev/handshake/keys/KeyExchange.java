package dev.handshake.keys;

import dev.handshake.registry.NamedGroup;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How the two sides of a handshake come to a secret that nobody else has.
 *
 * @param group of the public values; null where they have none
 * @param crossing the ids of the steps whose values cross the wire for it, in that order
 * @param result the id of the step that both sides end up with; null where there is none
 */
public record KeyExchange(
        Method method, @Nullable NamedGroup group, List<String> crossing, @Nullable String result) {
    /** What kind of mathematics it is. */
    public enum Method {
        ECDHE,
        DHE,
        RSA,
        /** A KEM and (EC)DHE side by side. */
        HYBRID,
        /** A KEM alone. */
        KEM,
        /** None: a pre-shared key is enough (RFC 9846 §2.2, psk_ke). */
        PSK,
        /** None: a session of TLS 1.2 or before is resumed (RFC 5246 §7.3). */
        RESUMED,
        /** Static Diffie-Hellman, SRP, Kerberos, pre-shared keys of TLS 1.2. */
        OTHER;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public KeyExchange {
        crossing = List.copyOf(crossing);
    }
}
