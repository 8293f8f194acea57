package dev.handshake.message;

import dev.handshake.bytes.Bytes;
import dev.handshake.registry.HandshakeType;

/** A handshake message that this reader does not read into fields, or could not read to its end. */
public record UnknownHandshake(HandshakeType type, Bytes body) implements HandshakeMessage {}
