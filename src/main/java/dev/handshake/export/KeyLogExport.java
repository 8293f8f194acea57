package dev.handshake.export;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Endpoint;
import dev.handshake.capture.Secret;
import dev.handshake.session.Session;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The secrets of a session as an SSLKEYLOGFILE (RFC 9850 §2), with which Wireshark reads a capture
 * of the same connection:
 *
 * <pre>
 * # www.msn.com:443 2026-11-23T07:16:00.123456Z
 * &lt;label&gt; &lt;client_random&gt; &lt;secret&gt;
 * </pre>
 *
 * <p>Whoever has them can read the whole connection.
 */
public final class KeyLogExport {
    private KeyLogExport() {}

    /** Writes the key log; {@code out} stays open. Without secrets it is the comment alone. */
    public static void write(Session session, OutputStream out) throws IOException {
        String of =
                session.origin().host() == null
                        ? Objects.toString(session.server(), "")
                        : new Endpoint(session.origin().host(), session.origin().port()).toString();
        String comment = ("# " + of).strip() + " " + session.started() + "\n";
        out.write(comment.getBytes(StandardCharsets.UTF_8));
        out.write(lines(session.secrets()).toArray());
        out.flush();
    }

    /** A line for each secret. */
    static Bytes lines(List<Secret> secrets) {
        String lines =
                secrets.stream()
                        .map(secret ->
                                "%s %s %s\n"
                                        .formatted(
                                                secret.label(),
                                                secret.clientRandom().hex(),
                                                secret.secret().hex()))
                        .collect(Collectors.joining());
        return Bytes.of(lines.getBytes(StandardCharsets.US_ASCII));
    }
}
