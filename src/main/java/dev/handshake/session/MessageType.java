package dev.handshake.session;

import dev.handshake.registry.HandshakeType;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a message is called: the RFC's name for scripts, and the same with spaces for people. */
public enum MessageType {
    SYN(Layer.TCP, "SYN"),
    SYN_ACK(Layer.TCP, "SYN, ACK"),
    ACK(Layer.TCP, "ACK"),
    FIN(Layer.TCP, "FIN"),
    RST(Layer.TCP, "RST"),
    HELLO_REQUEST(Layer.HANDSHAKE, "Hello Request"),
    CLIENT_HELLO(Layer.HANDSHAKE, "Client Hello"),
    SERVER_HELLO(Layer.HANDSHAKE, "Server Hello"),
    HELLO_RETRY_REQUEST(Layer.HANDSHAKE, "Hello Retry Request"),
    NEW_SESSION_TICKET(Layer.HANDSHAKE, "New Session Ticket"),
    END_OF_EARLY_DATA(Layer.HANDSHAKE, "End Of Early Data"),
    ENCRYPTED_EXTENSIONS(Layer.HANDSHAKE, "Encrypted Extensions"),
    CERTIFICATE(Layer.HANDSHAKE, "Certificate"),
    SERVER_KEY_EXCHANGE(Layer.HANDSHAKE, "Server Key Exchange"),
    CERTIFICATE_REQUEST(Layer.HANDSHAKE, "Certificate Request"),
    SERVER_HELLO_DONE(Layer.HANDSHAKE, "Server Hello Done"),
    CERTIFICATE_VERIFY(Layer.HANDSHAKE, "Certificate Verify"),
    CLIENT_KEY_EXCHANGE(Layer.HANDSHAKE, "Client Key Exchange"),
    FINISHED(Layer.HANDSHAKE, "Finished"),
    CERTIFICATE_URL(Layer.HANDSHAKE, "Certificate URL"),
    CERTIFICATE_STATUS(Layer.HANDSHAKE, "Certificate Status"),
    SUPPLEMENTAL_DATA(Layer.HANDSHAKE, "Supplemental Data"),
    KEY_UPDATE(Layer.HANDSHAKE, "Key Update"),
    COMPRESSED_CERTIFICATE(Layer.HANDSHAKE, "Compressed Certificate"),
    UNKNOWN_HANDSHAKE(Layer.HANDSHAKE, "Unknown Handshake"),
    TRUNCATED_HANDSHAKE(Layer.HANDSHAKE, "Truncated Handshake"),
    /** To TLS 1.2: a handshake message whose keys are not known. */
    ENCRYPTED_HANDSHAKE(Layer.HANDSHAKE, "Encrypted Handshake"),
    /** TLS 1.3 without keys: handshake or data, nobody can tell. */
    ENCRYPTED(Layer.OTHER, "Encrypted"),
    CHANGE_CIPHER_SPEC(Layer.CHANGE_CIPHER_SPEC, "Change Cipher Spec"),
    ALERT(Layer.ALERT, "Alert"),
    APPLICATION_DATA(Layer.APPLICATION_DATA, "Application Data"),
    HEARTBEAT(Layer.OTHER, "Heartbeat"),
    PLAINTEXT_PRELUDE(Layer.OTHER, "Plaintext Prelude"),
    NOT_TLS(Layer.OTHER, "Not TLS"),
    /** Bytes that the capture does not have. */
    GAP(Layer.OTHER, "Gap"),
    /** A retransmission with other bytes. */
    OVERLAP(Layer.OTHER, "Overlap");

    /** The protocol that carries a message, as the JSON has it in lower case. */
    public enum Layer {
        TCP,
        HANDSHAKE,
        CHANGE_CIPHER_SPEC,
        ALERT,
        APPLICATION_DATA,
        OTHER
    }

    private static final Map<String, MessageType> BY_RFC_NAME =
            Arrays.stream(values())
                    .collect(Collectors.toMap(MessageType::rfcName, Function.identity()));

    private final Layer layer;
    private final String title;
    private final String rfcName;

    MessageType(Layer layer, String title) {
        this.layer = layer;
        this.title = title;
        this.rfcName = name().toLowerCase(Locale.ROOT);
    }

    /** The type of a handshake message; empty for one that has no name here. */
    public static Optional<MessageType> of(HandshakeType type) {
        return Optional.ofNullable(BY_RFC_NAME.get(type.name()))
                .filter(known -> known.layer == Layer.HANDSHAKE);
    }

    public Layer layer() {
        return layer;
    }

    /** Whether it brings a side's certificates, compressed (RFC 8879) or not. */
    public boolean isCertificate() {
        return this == CERTIFICATE || this == COMPRESSED_CERTIFICATE;
    }

    /** {@code client_hello}: as the RFC and the JSON have it. */
    public String rfcName() {
        return rfcName;
    }

    /** {@code Client Hello}: as it is shown, in every language. */
    public String title() {
        return title;
    }
}
