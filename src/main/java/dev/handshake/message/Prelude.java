package dev.handshake.message;

import dev.handshake.bytes.Bytes;

/**
 * Bytes that are not TLS.
 *
 * @param protocol what they look like ({@code HTTP}, {@code SSH}, {@code SMTP} …), or {@code
 *     unknown}
 */
public record Prelude(String protocol, Bytes data) implements Content {}
