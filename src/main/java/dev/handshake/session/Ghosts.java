package dev.handshake.session;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.Phrase;
import dev.handshake.capture.Sender;
import dev.handshake.message.Alert;
import dev.handshake.message.CertificateVerify;
import dev.handshake.message.extension.SessionTicket;
import dev.handshake.message.extension.StatusRequest;
import dev.handshake.registry.AlertDescription;
import dev.handshake.registry.AlertLevel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The messages of the full handshake that were left out, each told where it would have been, as
 * soon as what comes instead makes it certain.
 */
final class Ghosts {
    private final Set<String> told = new HashSet<>();

    /** What is missing before a message of the type. */
    List<MessageRead> before(Sender from, MessageType type, Handshake so) {
        List<MessageRead> ghosts = new ArrayList<>();
        if (so.serverHello().isPresent()) {
            if (so.isTls13()) {
                before13(from, type, so, ghosts);
            } else {
                before12(from, type, so, ghosts);
            }
            clientProof(from, type, so, ghosts);
        }
        return ghosts;
    }

    private void before12(Sender from, MessageType type, Handshake so, List<MessageRead> ghosts) {
        boolean resumes =
                so.last(Sender.SERVER).map(MessageRead::type).stream()
                        .anyMatch(MessageType.SERVER_HELLO::equals);
        switch (from) {
            case SERVER -> {
                if (so.last(Sender.SERVER).map(MessageRead::type).stream()
                                .anyMatch(MessageType.CERTIFICATE::equals)
                        && type.layer() == MessageType.Layer.HANDSHAKE
                        && type != MessageType.CERTIFICATE_STATUS) {
                    String why = so.offers(StatusRequest.class) ? "not_stapled" : "not_asked";
                    tell(ghosts, Sender.SERVER, MessageType.CERTIFICATE_STATUS, why);
                }
                boolean afterExchange =
                        type == MessageType.SERVER_HELLO_DONE
                                || type == MessageType.CERTIFICATE_REQUEST;
                if (afterExchange
                        && isRsaExchange(so)
                        && !so.has(Sender.SERVER, MessageType.SERVER_KEY_EXCHANGE)) {
                    tell(ghosts, Sender.SERVER, MessageType.SERVER_KEY_EXCHANGE, "rsa");
                }
                boolean resuming =
                        resumes
                                && (type == MessageType.CHANGE_CIPHER_SPEC
                                        || type == MessageType.NEW_SESSION_TICKET);
                if (resuming) {
                    tell(ghosts, Sender.SERVER, MessageType.CERTIFICATE, "resumed");
                    if (!isRsaExchange(so)) {
                        tell(ghosts, Sender.SERVER, MessageType.SERVER_KEY_EXCHANGE, "resumed");
                    }
                } else if (type == MessageType.CHANGE_CIPHER_SPEC
                        && so.has(Sender.SERVER, MessageType.SERVER_HELLO_DONE)
                        && so.offers(SessionTicket.class)
                        && !so.has(Sender.SERVER, MessageType.NEW_SESSION_TICKET)) {
                    tell(ghosts, Sender.SERVER, MessageType.NEW_SESSION_TICKET, "none");
                }
            }
            case CLIENT -> {
                if (type == MessageType.CHANGE_CIPHER_SPEC
                        && so.isResumed12()
                        && !so.has(Sender.CLIENT, MessageType.CLIENT_KEY_EXCHANGE)) {
                    tell(ghosts, Sender.CLIENT, MessageType.CLIENT_KEY_EXCHANGE, "resumed");
                }
            }
        }
    }

    private void before13(Sender from, MessageType type, Handshake so, List<MessageRead> ghosts) {
        if (from != Sender.SERVER || so.has(Sender.SERVER, MessageType.FINISHED)) {
            return;
        }
        if (type.isCertificate() && !so.has(Sender.SERVER, MessageType.CERTIFICATE_REQUEST)) {
            tell(ghosts, Sender.SERVER, MessageType.CERTIFICATE_REQUEST, "not_asked");
        }
        if (type == MessageType.FINISHED
                && so.usesPsk()
                && so.certificateMessage(Sender.SERVER).isEmpty()) {
            tell(ghosts, Sender.SERVER, MessageType.CERTIFICATE, "psk");
            tell(ghosts, Sender.SERVER, MessageType.CERTIFICATE_VERIFY, "psk");
        }
    }

    /** A client that has no certificate answers a request with an empty one, and proves nothing. */
    private void clientProof(
            Sender from, MessageType type, Handshake so, List<MessageRead> ghosts) {
        boolean late =
                type == (so.isTls13() ? MessageType.FINISHED : MessageType.CHANGE_CIPHER_SPEC);
        boolean empty =
                so.certificate(Sender.CLIENT).filter(it -> it.entries().isEmpty()).isPresent();
        if (from == Sender.CLIENT
                && late
                && empty
                && so.content(Sender.CLIENT, CertificateVerify.class).isEmpty()) {
            tell(ghosts, Sender.CLIENT, MessageType.CERTIFICATE_VERIFY, "empty");
        }
    }

    /** The alert with which a browser would have stopped at a certificate. */
    List<MessageRead> browserAlert(AlertDescription description) {
        List<MessageRead> ghosts = new ArrayList<>();
        if (told.add("alert")) {
            ghosts.add(
                    ghost(
                            Sender.CLIENT,
                            MessageType.ALERT,
                            "browser",
                            new Alert(AlertLevel.FATAL, description)));
        }
        return ghosts;
    }

    private static boolean isRsaExchange(Handshake so) {
        return so.suite().filter(suite -> suite.name().startsWith("TLS_RSA_WITH_")).isPresent();
    }

    private void tell(List<MessageRead> ghosts, Sender from, MessageType type, String why) {
        if (told.add(from + type.rfcName())) {
            ghosts.add(ghost(from, type, why, null));
        }
    }

    private static MessageRead ghost(
            Sender from, MessageType type, String why, @Nullable Alert alert) {
        return new MessageRead(
                0,
                OptionalLong.empty(),
                from,
                type,
                Provenance.ABSENT,
                null,
                Bytes.EMPTY,
                List.of(),
                alert,
                Phrase.of("ghost." + type.rfcName() + "." + why));
    }
}
