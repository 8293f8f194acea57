package dev.handshake.message;

/**
 * ChangeCipherSpec: a protocol of its own, not a handshake message (RFC 5246 §7.1; RFC 9846 §5).
 */
public record ChangeCipherSpec() implements Content {}
