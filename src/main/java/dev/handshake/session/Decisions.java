package dev.handshake.session;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Sender;
import dev.handshake.message.ClientHello;
import dev.handshake.message.ClientKeyExchange;
import dev.handshake.message.Content;
import dev.handshake.message.HelloRetryRequest;
import dev.handshake.message.NewSessionTicket;
import dev.handshake.message.ServerHello;
import dev.handshake.message.extension.EarlyData;
import dev.handshake.message.extension.ExtendedMasterSecret;
import dev.handshake.message.extension.SessionTicket;
import dev.handshake.record.Piece;
import dev.handshake.record.RecordLayer;
import dev.handshake.registry.ExtensionType;
import dev.handshake.registry.ProtocolVersion;
import java.util.ArrayList;
import java.util.List;

/** Tells the record layer what handshake messages decide for the records after them. */
final class Decisions {
    private static final int V2_HEADER = 11;
    private static final int RANDOM = 32;

    private final RecordLayer layer;

    /** The messages of one handshake up to the ClientKeyExchange, which a main secret may cover. */
    private final List<Bytes> messages = new ArrayList<>();

    Decisions(RecordLayer layer) {
        this.layer = layer;
    }

    /** Another handshake begins in the same connection. */
    void restart() {
        messages.clear();
    }

    void follow(MessageRead message, Handshake so) {
        boolean covered = message.type() != MessageType.HELLO_REQUEST && !so.isTls13();
        if (covered) {
            messages.add(message.bytes());
        }
        Content content = message.content();
        if (content instanceof ClientHello hello) {
            clientHello(hello, so);
        } else if (content instanceof ServerHello hello && hello.isHelloRetryRequest()) {
            layer.helloRetryRequest(hello.version(), hello.cipherSuite());
        } else if (content instanceof HelloRetryRequest retry && retry.cipherSuite() != null) {
            layer.helloRetryRequest(retry.version(), retry.cipherSuite());
        } else if (content instanceof ServerHello hello) {
            serverHello(hello, so);
        } else if (content instanceof ClientKeyExchange exchange) {
            clientKeyExchange(exchange, so);
        } else if (content instanceof NewSessionTicket ticket && !so.isTls13()) {
            layer.ticketIssued(ticket.ticket());
        } else if (message.type() == MessageType.END_OF_EARLY_DATA) {
            layer.endOfEarlyData();
        } else if (message.type() == MessageType.FINISHED) {
            layer.finished(message.from());
        } else if (message.type() == MessageType.KEY_UPDATE) {
            layer.keyUpdate(message.from());
        }
    }

    /**
     * An SSL 2.0 ClientHello asks for TLS, too: its challenge is the client's random (RFC 5246 App.
     * E.2).
     *
     * <pre>
     * uint16 V2MsgLength; uint8 msg_type; Version version;
     * uint16 cipher_spec_length; uint16 session_id_length; uint16 challenge_length;
     * </pre>
     */
    void prelude(Piece.Prelude prelude) {
        Bytes hello = prelude.bytes();
        boolean old =
                prelude.from() == Sender.CLIENT
                        && hello.length() > V2_HEADER
                        && hello.at(0) >= 0x80
                        && hello.at(2) == 1
                        && hello.at(3) == 3;
        if (!old) {
            return;
        }
        int challenge = (int) hello.number(V2_HEADER - 2, 2);
        int start =
                V2_HEADER + (int) (hello.number(V2_HEADER - 6, 2) + hello.number(V2_HEADER - 4, 2));
        if (challenge <= RANDOM && start + challenge <= hello.length()) {
            Bytes random =
                    Bytes.concat(
                            Bytes.wrap(new byte[RANDOM - challenge]),
                            hello.slice(start, challenge));
            layer.clientHello(random, List.of(), false);
            // The hash covers the message without its two bytes of length.
            messages.add(hello.from(2));
        }
    }

    private void clientHello(ClientHello hello, Handshake so) {
        Bytes first = so.clientHello().map(ClientHello::random).orElse(hello.random());
        layer.clientHello(
                first, hello.cipherSuites(), hello.extension(EarlyData.class).isPresent());
        hello.extension(SessionTicket.class)
                .ifPresent(extension -> layer.ticketOffered(extension.ticket()));
    }

    private void serverHello(ServerHello hello, Handshake so) {
        layer.serverHello(
                hello.version(), hello.cipherSuite(), hello.random(), so.encryptThenMac());
        if (!so.isTls13()) {
            layer.extendedMasterSecret(so.serverHas(ExtendedMasterSecret.class));
            layer.truncatedHmac(
                    hello.extensions().stream()
                            .anyMatch(it -> it.type().equals(ExtensionType.TRUNCATED_HMAC)));
            layer.compression(hello.legacyCompressionMethod().code());
            layer.sessionId(hello.legacySessionIdEcho());
        }
    }

    private void clientKeyExchange(ClientKeyExchange exchange, Handshake so) {
        List<Bytes> covered = List.copyOf(messages);
        layer.clientKeyExchange(() -> Bytes.concat(covered.toArray(Bytes[]::new)));
        if (exchange.keyExchange() == ClientKeyExchange.KeyExchange.RSA
                && exchange.pskIdentity().isEmpty()) {
            ProtocolVersion offered =
                    so.clientHello()
                            .map(ClientHello::legacyVersion)
                            .orElse(ProtocolVersion.TLS_1_2);
            layer.clientKeyExchangeRsa(exchange.exchange(), offered);
        }
    }
}
