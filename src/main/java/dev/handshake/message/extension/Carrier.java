package dev.handshake.message.extension;

/** Which message carries an extension: the form of its content depends on it (RFC 9846 §4.3). */
public enum Carrier {
    CLIENT_HELLO,
    SERVER_HELLO,
    HELLO_RETRY_REQUEST,
    ENCRYPTED_EXTENSIONS,
    /** An entry of a TLS 1.3 Certificate. */
    CERTIFICATE,
    CERTIFICATE_REQUEST,
    NEW_SESSION_TICKET
}
