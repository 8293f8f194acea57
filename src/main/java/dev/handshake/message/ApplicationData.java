package dev.handshake.message;

import dev.handshake.bytes.Bytes;

/** Decrypted application data: opaque to TLS. */
public record ApplicationData(Bytes data) implements Content {}
