package dev.handshake.diagram;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.Field;
import dev.handshake.explain.Words;
import dev.handshake.message.Alert;
import dev.handshake.message.ApplicationData;
import dev.handshake.message.Certificate;
import dev.handshake.message.CertificateRequest;
import dev.handshake.message.CertificateStatus;
import dev.handshake.message.CertificateUrl;
import dev.handshake.message.CertificateVerify;
import dev.handshake.message.ChangeCipherSpec;
import dev.handshake.message.ClientCertificateRequest;
import dev.handshake.message.ClientHello;
import dev.handshake.message.ClientKeyExchange;
import dev.handshake.message.CompressedCertificate;
import dev.handshake.message.EktKey;
import dev.handshake.message.EncryptedExtensions;
import dev.handshake.message.EndOfEarlyData;
import dev.handshake.message.Finished;
import dev.handshake.message.HelloRequest;
import dev.handshake.message.HelloRetryRequest;
import dev.handshake.message.KeyUpdate;
import dev.handshake.message.NewSessionTicket;
import dev.handshake.message.NextProtocol;
import dev.handshake.message.Prelude;
import dev.handshake.message.ServerHello;
import dev.handshake.message.ServerHelloDone;
import dev.handshake.message.ServerKeyExchange;
import dev.handshake.message.SupplementalData;
import dev.handshake.message.TcpSegment;
import dev.handshake.message.UnknownHandshake;
import dev.handshake.session.MessageRead;
import dev.handshake.session.Provenance;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The field panel of each message: its decisive fields, and for others all of the first level. */
final class Panels {
    private static final int LINES = 12;
    private static final int TEXT_BYTES = 2_000;
    private static final int FIELDS = 40;

    private final Told told;
    private final Words words;
    private final MessageRead message;
    private final FieldSpans spans;
    private final PanelBuilder panel;

    private Panels(MessageRead message, Told told, double width) {
        this.told = told;
        this.words = told.view().words();
        this.message = message;
        this.spans = new FieldSpans(message);
        this.panel = new PanelBuilder(message, told.view(), width);
    }

    static Panel of(MessageRead message, Told told, double width) {
        return new Panels(message, told, width).build();
    }

    private Panel build() {
        HelloPanels hellos = new HelloPanels(told, panel, spans);
        CertificatePanels certificates = new CertificatePanels(told, panel, spans);
        KeyPanels keys = new KeyPanels(told, panel, spans);
        switch (message.content()) {
            case ClientHello hello -> hellos.client(hello);
            case ServerHello hello -> hellos.server(hello);
            case EncryptedExtensions extensions -> hellos.encryptedExtensions(extensions);
            case Certificate certificate -> certificates.chain(certificate);
            case CompressedCertificate compressed -> compressed(compressed, certificates);
            case CertificateStatus status -> certificates.status(status.response());
            case CertificateRequest request -> certificates.request(request);
            case ServerKeyExchange exchange -> keys.serverKeyExchange(exchange);
            case ClientKeyExchange exchange -> keys.clientKeyExchange(exchange);
            case CertificateVerify verify -> keys.certificateVerify(verify);
            case Finished finished -> keys.finished(finished);
            case NewSessionTicket ticket -> keys.ticket(ticket);
            case Alert alert -> alert(alert);
            case ApplicationData data -> text(data.data());
            case Prelude prelude -> text(prelude.data());
            case HelloRequest content -> fields();
            case EndOfEarlyData content -> fields();
            case ServerHelloDone content -> fields();
            case KeyUpdate content -> fields();
            case HelloRetryRequest content -> fields();
            case ClientCertificateRequest content -> fields();
            case CertificateUrl content -> fields();
            case SupplementalData content -> fields();
            case EktKey content -> fields();
            case NextProtocol content -> fields();
            case UnknownHandshake content -> fields();
            case ChangeCipherSpec content -> fields();
            case TcpSegment segment -> segment();
            case null -> unread();
        }
        if (message.reason() != null) {
            panel.whole(Blocks.paragraph(words.text(message.reason()), Tone.MUTED));
        }
        if (panel.isEmpty()) {
            length();
        }
        return panel.build();
    }

    private void compressed(CompressedCertificate compressed, CertificatePanels certificates) {
        if (compressed.certificate() == null) {
            fields();
            return;
        }
        panel.line(
                "algorithm",
                Blocks.flow(
                        List.of(
                                Token.strong(Facts.name(compressed.algorithm()))
                                        .at(spans.of("algorithm")),
                                Token.code("" + compressed.algorithm().code()).in(Tone.MUTED))));
        bytes("compressed_length", compressed.compressedLength(), "compressed_certificate_message");
        bytes("uncompressed_length", compressed.uncompressedLength(), "uncompressed_length");
        certificates.chain(compressed.certificate());
    }

    private void bytes(String label, int count, String key) {
        Token said = Token.text(words.text("diagram.fact.bytes", count));
        panel.line(label, Blocks.one(said.at(spans.of(key))));
    }

    private void alert(Alert alert) {
        panel.line(
                "level",
                Blocks.flow(
                        List.of(
                                Token.strong(Facts.name(alert.level())).at(spans.of("level")),
                                Token.code("" + alert.level().code()).in(Tone.MUTED))));
        panel.line(
                "description",
                Blocks.flow(
                        List.of(
                                Token.strong(Facts.name(alert.description()))
                                        .at(spans.of("description")),
                                Token.code("" + alert.description().code()).in(Tone.MUTED))));
    }

    /** The first lines of what may be text; its bytes where it is not. */
    private void text(Bytes data) {
        String text =
                new String(
                        data.slice(0, Math.min(TEXT_BYTES, data.length())).toArray(),
                        StandardCharsets.UTF_8);
        long strange =
                text.chars()
                        .filter(c ->
                                c == 0xfffd || (c < ' ' && c != '\r' && c != '\n' && c != '\t'))
                        .count();
        if (data.isEmpty() || strange * 10 > text.length()) {
            panel.line("content", Blocks.digits(data, spans.of("content")));
        } else {
            List<String> lines =
                    text.lines().limit(LINES).map(line -> Printable.of(line.strip())).toList();
            panel.whole(Blocks.verbatim(lines, null));
        }
        length();
    }

    private void unread() {
        if (message.provenance() != Provenance.INFERRED) {
            fields();
        }
    }

    private void fields() {
        message.fields().stream().limit(FIELDS).forEach(this::field);
    }

    private void field(Field field) {
        panel.labelled(
                words.name(field),
                Blocks.one(Token.text(Printable.of(words.value(field.value()))).at(field.span())));
    }

    /** The header of a segment; of its options what each says. */
    private void segment() {
        for (Field field : message.fields().stream().limit(FIELDS).toList()) {
            if (!field.key().equals("options")) {
                field(field);
                continue;
            }
            for (Field option : field.fields().stream().limit(FIELDS).toList()) {
                option(option);
            }
        }
    }

    private void option(Field option) {
        boolean filler =
                option.key().equals("no_operation") || option.key().equals("end_of_option_list");
        if (filler) {
            return;
        }
        List<Token> said =
                option.fields().stream()
                        .filter(part -> !part.key().equals("kind") && !part.key().equals("length"))
                        .filter(part -> part.span().length() > 0)
                        .map(part ->
                                Token.text(Printable.of(words.value(part.value()))).at(part.span()))
                        .toList();
        panel.labelled(
                words.name(option),
                said.isEmpty()
                        ? Blocks.one(Token.text(words.text("value.yes")).at(option.span()))
                        : Blocks.flow(said));
    }

    private void length() {
        panel.line(
                "length",
                Blocks.one(Token.text(words.text("diagram.fact.bytes", message.bytes().length()))));
    }
}
