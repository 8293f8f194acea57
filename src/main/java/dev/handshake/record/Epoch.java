package dev.handshake.record;

/**
 * Which keys protect a record of one direction. TLS 1.2 has one set after ChangeCipherSpec:
 * APPLICATION.
 */
public enum Epoch {
    PLAINTEXT,
    EARLY,
    HANDSHAKE,
    APPLICATION
}
