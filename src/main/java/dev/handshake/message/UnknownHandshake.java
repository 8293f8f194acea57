package dev.handshake.message;

import dev.handshake.bytes.Bytes;
import dev.handshake.registry.HandshakeType;

/** A handshake message of a type that this reader does not know: its body stays as it is. */
public record UnknownHandshake(HandshakeType type, Bytes body) implements HandshakeMessage {}
