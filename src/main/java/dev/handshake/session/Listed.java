package dev.handshake.session;

import dev.handshake.capture.Endpoint;
import dev.handshake.capture.file.Connection;
import dev.handshake.registry.CipherSuite;
import dev.handshake.registry.NamedGroup;
import dev.handshake.registry.ProtocolVersion;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A connection of a capture in a line; null is not known or does not apply.
 *
 * @param connection by which it is opened
 * @param started when its first packet was seen
 * @param sni the name that the client asked for
 * @param version what the server chose
 */
public record Listed(
        Connection connection,
        Instant started,
        @Nullable Endpoint client,
        @Nullable Endpoint server,
        @Nullable String sni,
        @Nullable ProtocolVersion version,
        @Nullable CipherSuite cipherSuite,
        @Nullable NamedGroup group,
        Outcome.Status outcome,
        MessageTypes messages) {}
