package dev.handshake.session;

import dev.handshake.capture.BySender;
import dev.handshake.capture.Sender;
import dev.handshake.message.Certificate;
import dev.handshake.message.CertificateStatus;
import dev.handshake.message.CertificateVerify;
import dev.handshake.message.ClientHello;
import dev.handshake.message.Content;
import dev.handshake.message.EncryptedExtensions;
import dev.handshake.message.HandshakeContext;
import dev.handshake.message.HelloRetryRequest;
import dev.handshake.message.ServerHello;
import dev.handshake.message.ServerKeyExchange;
import dev.handshake.message.extension.Alpn;
import dev.handshake.message.extension.EarlyData;
import dev.handshake.message.extension.EncryptThenMac;
import dev.handshake.message.extension.ExtendedMasterSecret;
import dev.handshake.message.extension.Extension;
import dev.handshake.message.extension.Extensions;
import dev.handshake.message.extension.KeyShare;
import dev.handshake.message.extension.PreSharedKey;
import dev.handshake.message.extension.ServerName;
import dev.handshake.message.extension.SessionTicket;
import dev.handshake.message.extension.StatusRequest;
import dev.handshake.registry.CipherSuite;
import dev.handshake.registry.NamedGroup;
import dev.handshake.registry.ProtocolVersion;
import dev.handshake.registry.SignatureScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The messages of one handshake so far, and what follows from them. */
final class Handshake {
    private final BySender<Side> sides = BySender.of(_ -> new Side());

    /** What the hellos have settled so far. */
    private Optional<ProtocolVersion> version = Optional.empty();

    private Optional<CipherSuite> suite = Optional.empty();
    private boolean tls13;

    /** What one side has sent, the first of each type, and the last of all. */
    private static final class Side {
        private final List<MessageRead> first = new ArrayList<>();
        private @Nullable MessageRead last;

        private void add(MessageRead message) {
            MessageRead known = find(message.type());
            if (known == null) {
                first.add(message);
            } else if (known.content() == null && message.content() != null) {
                // What can be read says more than what cannot.
                first.set(first.indexOf(known), message);
            }
            last = message;
        }

        private @Nullable MessageRead find(MessageType type) {
            for (MessageRead message : first) {
                if (message.type() == type) {
                    return message;
                }
            }
            return null;
        }
    }

    void add(MessageRead message) {
        side(message.from()).add(message);
        boolean isHello =
                message.content() instanceof ServerHello
                        || message.content() instanceof HelloRetryRequest;
        if (isHello && message.from() == Sender.SERVER) {
            Optional<ServerHello> hello = serverHello().or(this::helloRetryRequest);
            version =
                    hello.map(ServerHello::version)
                            .or(() -> draftHelloRetryRequest().map(HelloRetryRequest::version));
            suite =
                    hello.map(ServerHello::cipherSuite)
                            .or(() -> draftHelloRetryRequest().map(HelloRetryRequest::cipherSuite));
            tls13 = version.filter(ProtocolVersion::isTls13).isPresent();
        }
    }

    private Side side(Sender from) {
        return sides.of(from);
    }

    // -- which messages

    /** Whether the side has sent a message of the type. */
    boolean has(Sender from, MessageType type) {
        return side(from).find(type) != null;
    }

    Optional<MessageRead> find(Sender from, MessageType type) {
        return Optional.ofNullable(side(from).find(type));
    }

    /** The last message that the side has sent. */
    Optional<MessageRead> last(Sender from) {
        return Optional.ofNullable(side(from).last);
    }

    /** The first content of the kind that the side has sent. */
    <C extends Content> Optional<C> content(Sender from, Class<C> kind) {
        for (MessageRead message : side(from).first) {
            if (kind.isInstance(message.content())) {
                return Optional.of(kind.cast(message.content()));
            }
        }
        return Optional.empty();
    }

    /** The content of the first message of the type, if it could be read as this kind. */
    private <C extends Content> Optional<C> content(Sender from, MessageType type, Class<C> kind) {
        MessageRead message = side(from).find(type);
        return message != null && kind.isInstance(message.content())
                ? Optional.of(kind.cast(message.content()))
                : Optional.empty();
    }

    Optional<ClientHello> clientHello() {
        return content(Sender.CLIENT, MessageType.CLIENT_HELLO, ClientHello.class);
    }

    /** The ServerHello that is no HelloRetryRequest. */
    Optional<ServerHello> serverHello() {
        return content(Sender.SERVER, MessageType.SERVER_HELLO, ServerHello.class);
    }

    private Optional<ServerHello> helloRetryRequest() {
        return content(Sender.SERVER, MessageType.HELLO_RETRY_REQUEST, ServerHello.class);
    }

    /** HelloRetryRequest as it was a message of its own, in the drafts of TLS 1.3 up to 21. */
    private Optional<HelloRetryRequest> draftHelloRetryRequest() {
        return content(Sender.SERVER, HelloRetryRequest.class);
    }

    /** The message that brings the certificates of the side, compressed or not. */
    Optional<MessageRead> certificateMessage(Sender from) {
        return side(from).first.stream()
                .filter(message -> message.type().isCertificate())
                .findFirst();
    }

    /** The certificates of the side, compressed or not, if they could be read. */
    Optional<Certificate> certificate(Sender from) {
        return certificateMessage(from).flatMap(MessageRead::certificate);
    }

    // -- what follows

    Optional<ProtocolVersion> version() {
        return version;
    }

    Optional<CipherSuite> suite() {
        return suite;
    }

    boolean isTls13() {
        return tls13;
    }

    HandshakeContext context(Sender from) {
        return new HandshakeContext(from, version().orElse(null), suite().orElse(null));
    }

    boolean encryptThenMac() {
        return serverHas(EncryptThenMac.class);
    }

    boolean offers(Class<? extends Extension> kind) {
        return clientHello().flatMap(hello -> hello.extension(kind)).isPresent();
    }

    boolean serverHas(Class<? extends Extension> kind) {
        return serverHello().flatMap(hello -> hello.extension(kind)).isPresent();
    }

    /** Whether the server goes on without proving itself anew, in TLS 1.2 and before. */
    boolean isResumed12() {
        boolean goesOn =
                has(Sender.SERVER, MessageType.CHANGE_CIPHER_SPEC)
                        || has(Sender.SERVER, MessageType.NEW_SESSION_TICKET);
        boolean full =
                has(Sender.SERVER, MessageType.SERVER_HELLO_DONE)
                        || certificateMessage(Sender.SERVER).isPresent()
                        || has(Sender.SERVER, MessageType.SERVER_KEY_EXCHANGE);
        return serverHello().isPresent() && !isTls13() && goesOn && !full;
    }

    boolean usesPsk() {
        return isTls13() && serverHas(PreSharedKey.class);
    }

    Negotiated negotiated() {
        return new Negotiated(
                version().orElse(null),
                suite().orElse(null),
                group(),
                signatureScheme(),
                sni().orElse(null),
                alpn(),
                resumption(),
                earlyData(),
                has(Sender.SERVER, MessageType.HELLO_RETRY_REQUEST),
                isStapled(),
                certificate(Sender.CLIENT).filter(it -> !it.entries().isEmpty()).isPresent(),
                (version().isEmpty() || isTls13()) ? null : serverHas(ExtendedMasterSecret.class));
    }

    Optional<String> sni() {
        return clientHello()
                .flatMap(hello -> hello.extension(ServerName.class))
                .map(ServerName::hostName)
                .filter(name -> !name.isEmpty());
    }

    @Nullable NamedGroup group() {
        return isTls13()
                ? serverHello()
                        .flatMap(hello -> hello.extension(KeyShare.class))
                        .flatMap(share -> share.shares().stream().findFirst())
                        .map(KeyShare.Entry::group)
                        .or(this::retriedGroup)
                        .orElse(null)
                : content(Sender.SERVER, ServerKeyExchange.class)
                        .map(ServerKeyExchange::group)
                        .orElse(null);
    }

    private Optional<NamedGroup> retriedGroup() {
        return serverHello().isPresent()
                ? Optional.empty()
                : helloRetryRequest()
                        .<Extensions>map(hello -> hello)
                        .or(this::draftHelloRetryRequest)
                        .flatMap(hello -> hello.extension(KeyShare.class))
                        .map(KeyShare::selectedGroup);
    }

    private @Nullable SignatureScheme signatureScheme() {
        return isTls13()
                ? content(Sender.SERVER, CertificateVerify.class)
                        .map(CertificateVerify::algorithm)
                        .orElse(null)
                : content(Sender.SERVER, ServerKeyExchange.class)
                        .map(ServerKeyExchange::scheme)
                        .orElse(null);
    }

    private @Nullable String alpn() {
        Optional<? extends Extensions> answer =
                isTls13() ? content(Sender.SERVER, EncryptedExtensions.class) : serverHello();
        return answer.flatMap(it -> it.extension(Alpn.class))
                .flatMap(it -> it.protocols().stream().findFirst())
                .orElse(null);
    }

    private Negotiated.Resumption resumption() {
        if (usesPsk()) {
            return Negotiated.Resumption.PSK;
        }
        if (!isResumed12()) {
            return Negotiated.Resumption.NONE;
        }
        // A client that shows a ticket makes up a session ID, to see whether it is echoed.
        boolean ticket =
                clientHello()
                        .flatMap(hello -> hello.extension(SessionTicket.class))
                        .filter(extension -> !extension.ticket().isEmpty())
                        .isPresent();
        return ticket ? Negotiated.Resumption.TICKET : Negotiated.Resumption.SESSION_ID;
    }

    private Negotiated.EarlyData earlyData() {
        if (!offers(EarlyData.class)) {
            return Negotiated.EarlyData.NONE;
        }
        Optional<EncryptedExtensions> answer = content(Sender.SERVER, EncryptedExtensions.class);
        if (answer.flatMap(it -> it.extension(EarlyData.class)).isPresent()) {
            return Negotiated.EarlyData.ACCEPTED;
        }
        boolean refused =
                answer.isPresent()
                        || has(Sender.SERVER, MessageType.HELLO_RETRY_REQUEST)
                        || (version().isPresent() && !isTls13());
        return refused ? Negotiated.EarlyData.REJECTED : Negotiated.EarlyData.NONE;
    }

    /** Whether the server has brought an OCSP response with its certificate. */
    private boolean isStapled() {
        return content(Sender.SERVER, CertificateStatus.class).isPresent()
                || certificate(Sender.SERVER)
                        .flatMap(it -> it.entries().stream().findFirst())
                        .flatMap(entry -> entry.extension(StatusRequest.class))
                        .isPresent();
    }
}
