package dev.handshake.proof;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Sender;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A message as somebody else saw it: a server's own trace, or tshark.
 *
 * @param type in the JSON's words
 * @param bytes what it said of the plaintext, handshake header included; null where it told none
 */
record Seen(Sender from, String type, @Nullable Bytes bytes) {
    /** SHA-256 of "HelloRetryRequest": the random of one (RFC 9846 §4.2.3). */
    private static final Bytes RETRY =
            Bytes.ofHex("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c");

    static Seen handshake(Sender from, Bytes message) {
        boolean retry =
                message.at(0) == 2 && message.length() >= 38 && message.slice(6, 32).equals(RETRY);
        return new Seen(from, retry ? "hello_retry_request" : name(message.at(0)), message);
    }

    private static final Set<String> HANDSHAKE =
            IntStream.range(0, 256)
                    .mapToObj(Seen::name)
                    .filter(name -> !name.equals("unknown_handshake"))
                    .collect(Collectors.toUnmodifiableSet());

    /** Whether it is the name of a handshake message. */
    static boolean isHandshake(String type) {
        return HANDSHAKE.contains(type);
    }

    /** IANA's "TLS HandshakeType", as far as the servers here speak it. */
    static String name(int type) {
        return switch (type) {
            case 0 -> "hello_request";
            case 1 -> "client_hello";
            case 2 -> "server_hello";
            case 4 -> "new_session_ticket";
            case 5 -> "end_of_early_data";
            case 8 -> "encrypted_extensions";
            case 11 -> "certificate";
            case 12 -> "server_key_exchange";
            case 13 -> "certificate_request";
            case 14 -> "server_hello_done";
            case 15 -> "certificate_verify";
            case 16 -> "client_key_exchange";
            case 20 -> "finished";
            case 21 -> "certificate_url";
            case 22 -> "certificate_status";
            case 23 -> "supplemental_data";
            case 24 -> "key_update";
            case 25 -> "compressed_certificate";
            default -> "unknown_handshake";
        };
    }

    /**
     * A record as somebody else saw it.
     *
     * @param length of the fragment
     */
    record Envelope(Sender from, int type, int version, int length) {}
}
