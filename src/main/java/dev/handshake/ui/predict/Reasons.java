package dev.handshake.ui.predict;

import dev.handshake.bytes.Phrase;
import dev.handshake.capture.Sender;
import dev.handshake.message.Alert;
import dev.handshake.record.Epoch;
import dev.handshake.session.MessageRead;
import dev.handshake.session.MessageType;
import dev.handshake.session.Outcome;
import dev.handshake.session.Session;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known before a message, and why it comes then: keys of sentences.
 *
 * @param sent the messages of the session that were sent
 */
record Reasons(Session session, List<MessageRead> sent) {
    /** What is known so far, of which nothing tells what comes. */
    Phrase lead(MessageRead coming) {
        MessageRead last = null;
        for (MessageRead message : sent) {
            if (message.number() >= coming.number()) {
                break;
            }
            last = message;
        }
        return lead(last, coming.number());
    }

    private Phrase lead(@Nullable MessageRead last, int coming) {
        if (last == null) {
            return Phrase.of("predict.lead.nothing");
        }
        if (last.type() == MessageType.ACK) {
            return Phrase.of("predict.lead.tcp");
        }
        if (last.type() == MessageType.CLIENT_HELLO) {
            return Phrase.of("predict.lead.client_hello");
        }
        if (last.type() == MessageType.SERVER_HELLO_DONE) {
            return Phrase.of("predict.lead.server_hello_done");
        }
        return last.type() == MessageType.FINISHED ? finished(last, coming) : lastWas(last);
    }

    private Phrase finished(MessageRead last, int coming) {
        boolean both =
                sent.stream()
                        .filter(message -> message.number() < coming)
                        .filter(message -> message.type() == MessageType.FINISHED)
                        .anyMatch(message -> message.from() != last.from());
        return both ? Phrase.of("predict.lead.finished") : lastWas(last);
    }

    private static Phrase lastWas(MessageRead last) {
        return Phrase.of("predict.lead." + last.from().word(), last.type().title());
    }

    /** Why it comes at this place. */
    Phrase why(MessageRead message) {
        return Phrase.of("predict.why." + reason(message));
    }

    private String reason(MessageRead message) {
        return switch (message.type()) {
            case SYN -> "syn";
            case SYN_ACK -> "syn_ack";
            case ACK -> "ack";
            case FIN -> "fin";
            case RST -> "rst";
            case HELLO_REQUEST -> "hello_request";
            case CLIENT_HELLO -> clientHello(message);
            case SERVER_HELLO -> "server_hello";
            case HELLO_RETRY_REQUEST -> "hello_retry_request";
            case NEW_SESSION_TICKET -> "new_session_ticket";
            case END_OF_EARLY_DATA -> "end_of_early_data";
            case ENCRYPTED_EXTENSIONS -> "encrypted_extensions";
            case CERTIFICATE, COMPRESSED_CERTIFICATE ->
                    message.from() == Sender.CLIENT ? "certificate_client" : "certificate_server";
            case SERVER_KEY_EXCHANGE -> "server_key_exchange";
            case CERTIFICATE_REQUEST -> "certificate_request";
            case SERVER_HELLO_DONE -> "server_hello_done";
            case CERTIFICATE_VERIFY -> "certificate_verify";
            case CLIENT_KEY_EXCHANGE -> "client_key_exchange";
            case FINISHED -> isFirst(message) ? "finished" : "finished_second";
            case CERTIFICATE_STATUS -> "certificate_status";
            case KEY_UPDATE -> "key_update";
            case CHANGE_CIPHER_SPEC ->
                    isTls13() ? "change_cipher_spec_dummy" : "change_cipher_spec";
            case ALERT -> alert(message);
            case APPLICATION_DATA ->
                    message.epoch() == Epoch.EARLY ? "application_data_early" : "application_data";
            case ENCRYPTED, ENCRYPTED_HANDSHAKE -> "encrypted";
            case PLAINTEXT_PRELUDE -> "plaintext_prelude";
            case NOT_TLS -> "not_tls";
            case TRUNCATED_HANDSHAKE -> "truncated_handshake";
            case CERTIFICATE_URL, SUPPLEMENTAL_DATA, UNKNOWN_HANDSHAKE, HEARTBEAT, GAP, OVERLAP ->
                    "other";
        };
    }

    private String clientHello(MessageRead message) {
        Optional<MessageRead> before =
                sent.stream()
                        .takeWhile(other -> other.number() < message.number())
                        .filter(other ->
                                other.type() == MessageType.HELLO_RETRY_REQUEST
                                        || other.type() == MessageType.FINISHED)
                        .reduce((_, later) -> later);
        return before.map(MessageRead::type)
                .map(type ->
                        type == MessageType.FINISHED
                                ? "client_hello_renegotiation"
                                : "client_hello_again")
                .orElse("client_hello");
    }

    /** Whether the other side has not finished before. */
    private boolean isFirst(MessageRead message) {
        return sent.stream()
                .takeWhile(other -> other.number() < message.number())
                .filter(other -> other.type() == MessageType.FINISHED)
                .allMatch(other -> other.from() == message.from());
    }

    private boolean isTls13() {
        var version = session.negotiated().version();
        return version != null && version.isTls13();
    }

    private String alert(MessageRead message) {
        Outcome.Raised raised = session.outcome().alert();
        if (raised != null && raised.messageNumber() == message.number()) {
            return "alert_fatal";
        }
        return message.content() instanceof Alert alert && alert.isCloseNotify()
                ? "alert_close"
                : "alert";
    }
}
