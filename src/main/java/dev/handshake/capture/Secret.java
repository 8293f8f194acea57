package dev.handshake.capture;

import dev.handshake.bytes.Bytes;
import java.util.regex.Pattern;

/**
 * One secret of a connection, as a line of an SSLKEYLOGFILE has it (RFC 9850): {@code <label>
 * <client_random> <secret>}.
 *
 * <p>This program's own connections tell more, so that every key can be followed back to where it
 * begins: {@link #PRE_MASTER_SECRET}, {@link #SHARED_SECRET} and {@link #PRE_SHARED_KEY}. No file
 * is to have these: RFC 9850 has no label for them.
 *
 * @param label {@code CLIENT_RANDOM} (TLS 1.2: the master secret), {@code
 *     CLIENT_HANDSHAKE_TRAFFIC_SECRET}, {@code SERVER_HANDSHAKE_TRAFFIC_SECRET}, {@code
 *     CLIENT_TRAFFIC_SECRET_0}, {@code SERVER_TRAFFIC_SECRET_0}, {@code EXPORTER_SECRET}, …
 * @param clientRandom 32 bytes: the random of the (first) ClientHello
 */
public record Secret(String label, Bytes clientRandom, Bytes secret) {
    /** The master secret of TLS 1.2 and before. */
    public static final String MAIN_SECRET = "CLIENT_RANDOM";

    /**
     * What the master secret of TLS 1.2 and before is made of. Not of RFC 9850, but some programs
     * write it.
     */
    public static final String PRE_MASTER_SECRET = "PMS_CLIENT_RANDOM";

    /** What both sides of TLS 1.3 agreed on with their key shares. A label of our own. */
    public static final String SHARED_SECRET = "SHARED_SECRET";

    /** The key of TLS 1.3 that the first identity of the ClientHello names. Of our own, too. */
    public static final String PRE_SHARED_KEY = "PRE_SHARED_KEY";

    /** Of RFC 9850 §3, and of the application traffic secrets after the first. */
    private static final Pattern KEY_LOG =
            Pattern.compile(
                    "CLIENT_RANDOM|(CLIENT|SERVER)_(HANDSHAKE_TRAFFIC_SECRET|TRAFFIC_SECRET_\\d+)"
                            + "|CLIENT_EARLY_TRAFFIC_SECRET|(EARLY_)?EXPORTER_SECRET"
                            + "|ECH_SECRET|ECH_CONFIG");

    /** Whether its label is one that key logs have. */
    public boolean isOfKeyLogs() {
        return KEY_LOG.matcher(label).matches();
    }

    /** Does not show the secret. */
    @Override
    public String toString() {
        return "Secret[" + label + "]";
    }
}
