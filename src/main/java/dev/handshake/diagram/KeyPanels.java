package dev.handshake.diagram;

import dev.handshake.bytes.ByteSpan;
import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Sender;
import dev.handshake.explain.Words;
import dev.handshake.message.CertificateVerify;
import dev.handshake.message.ClientKeyExchange;
import dev.handshake.message.Finished;
import dev.handshake.message.NewSessionTicket;
import dev.handshake.message.ServerKeyExchange;
import dev.handshake.registry.SignatureScheme;
import dev.handshake.verify.Verdict;
import org.jspecify.annotations.Nullable;

/** The panels about keys and proofs. */
record KeyPanels(Told told, PanelBuilder panel, FieldSpans spans) {
    void serverKeyExchange(ServerKeyExchange exchange) {
        Words words = told.view().words();
        if (exchange.group() != null) {
            panel.line(
                    "group",
                    Blocks.one(
                            Token.strong(Facts.name(exchange.group())).at(spans.of("namedcurve"))));
        } else if (exchange.primeBits() > 0) {
            panel.line(
                    "group",
                    Blocks.one(
                            Token.strong(words.text("diagram.dh", exchange.primeBits()))
                                    .at(spans.of("dh_p"))));
        }
        ByteSpan point = spans.of("public");
        bytes("public_value", exchange.publicValue(), point == null ? spans.of("dh_Ys") : point);
        if (!exchange.signature().isEmpty()) {
            algorithm(exchange.scheme());
            bytes("signature", exchange.signature(), spans.of("signature"));
            verdict(
                    Verdict.Check.SERVER_SIGNATURE,
                    "diagram.proof.randoms",
                    "diagram.fact.signature.bad");
        }
    }

    void clientKeyExchange(ClientKeyExchange exchange) {
        Words words = told.view().words();
        String method =
                switch (exchange.keyExchange()) {
                    case RSA -> "diagram.method.rsa";
                    case DHE -> "diagram.method.dhe";
                    case ECDHE -> "diagram.method.ecdhe";
                    case OTHER -> "diagram.method.other";
                };
        panel.line("method", Blocks.paragraph(words.text(method), Tone.FG));
        String key =
                switch (exchange.keyExchange()) {
                    case RSA -> "encrypted_pre_master_secret";
                    case DHE -> "dh_Yc";
                    case ECDHE -> "ecdh_Yc";
                    case OTHER -> "exchange_keys";
                };
        String label =
                exchange.keyExchange() == ClientKeyExchange.KeyExchange.RSA
                        ? "encrypted_secret"
                        : "public_value";
        bytes(label, exchange.exchange(), spans.of(key));
    }

    void certificateVerify(CertificateVerify verify) {
        algorithm(verify.algorithm());
        bytes("signature", verify.signature(), spans.of("signature"));
        verdict(
                fromServer() ? Verdict.Check.SERVER_SIGNATURE : Verdict.Check.CLIENT_SIGNATURE,
                "diagram.proof.transcript",
                "diagram.fact.signature.bad");
    }

    void finished(Finished finished) {
        bytes("verify_data", finished.verifyData(), spans.of("verify_data"));
        verdict(
                fromServer() ? Verdict.Check.SERVER_FINISHED : Verdict.Check.CLIENT_FINISHED,
                "diagram.proof.finished",
                "diagram.fact.finished.bad");
    }

    void ticket(NewSessionTicket ticket) {
        Words words = told.view().words();
        boolean hint = spans.of("ticket_lifetime_hint") != null;
        panel.line(
                "lifetime",
                Blocks.one(
                        Token.strong(Durations.text(words, ticket.lifetime()))
                                .at(spans.of(hint ? "ticket_lifetime_hint" : "ticket_lifetime"))));
        bytes("ticket", ticket.ticket(), spans.of("ticket"));
        panel.line(
                "length",
                Blocks.one(Token.text(words.text("diagram.fact.bytes", ticket.ticket().length()))));
        if (!ticket.nonce().isEmpty()) {
            bytes("nonce", ticket.nonce(), spans.of("ticket_nonce"));
        }
    }

    /** Before TLS 1.2 a signature does not say how it was made. */
    private void algorithm(@Nullable SignatureScheme scheme) {
        if (scheme != null) {
            panel.line(
                    "algorithm",
                    Blocks.one(Token.code(Facts.name(scheme)).at(spans.of("algorithm"))));
        }
    }

    private void bytes(String label, Bytes bytes, @Nullable ByteSpan span) {
        panel.line(label, Blocks.digits(bytes, span));
    }

    /** What was proved of it, as far as told. */
    private void verdict(Verdict.Check check, String proved, String failed) {
        Words words = told.view().words();
        told.verdict(check)
                .map(Verdict::result)
                .ifPresent(result -> {
                    switch (result) {
                        case PASS -> panel.line("proof", Blocks.verdict(true, words.text(proved)));
                        case FAIL -> panel.line("proof", Blocks.verdict(false, words.text(failed)));
                        case WARNING, UNKNOWN, ABSENT -> {}
                    }
                });
    }

    private boolean fromServer() {
        return panel.message().from() == Sender.SERVER;
    }
}
