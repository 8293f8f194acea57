package dev.handshake.diagram;

import dev.handshake.bytes.ByteSpan;
import dev.handshake.capture.Sender;
import dev.handshake.explain.Words;
import dev.handshake.message.Certificate;
import dev.handshake.message.CertificateRequest;
import dev.handshake.message.OcspResponse;
import dev.handshake.message.X509;
import dev.handshake.registry.SignatureScheme;
import dev.handshake.verify.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The panels about certificates: the chain, its staple, and what is wrong with it. */
record CertificatePanels(Told told, PanelBuilder panel, FieldSpans spans) {
    private static final double TITLE = 15;
    private static final int AUTHORITIES = 8;

    void chain(Certificate certificate) {
        Words words = told.view().words();
        if (certificate.entries().isEmpty()) {
            panel.whole(Blocks.paragraph(words.text("diagram.fact.certificate.none"), Tone.FG));
            return;
        }
        X509 leaf = certificate.entries().getFirst().certificate();
        if (panel.message().from() == Sender.SERVER && leaf != null) {
            flaw(leaf);
        }
        List<@Nullable X509> chain = new ArrayList<>();
        List<@Nullable ByteSpan> names = new ArrayList<>();
        List<ByteSpan> subjects = spans.list("subject");
        for (int i = 0; i < certificate.entries().size(); i++) {
            chain.add(certificate.entries().get(i).certificate());
            names.add(FieldSpans.nth(subjects, i));
        }
        Sender owner = panel.message().from();
        panel.whole(new CertificateCards(told, owner, chain, names).block());
        OcspResponse staple = CertificateFacts.staple(certificate);
        if (staple != null) {
            panel.whole(staple(staple));
        }
    }

    private void flaw(X509 leaf) {
        Words words = told.view().words();
        new CertificateFacts(told)
                .worst()
                .ifPresent(verdict -> {
                    List<String> sentences = Stop.sentences(words.text(verdict.reason()));
                    panel.whole(title(sentences.getFirst()));
                    if (verdict.check() == Verdict.Check.VALIDITY) {
                        Instant now = told.session().started();
                        panel.whole(new ValidityBar(leaf, now, words).block());
                    }
                    if (sentences.size() > 1) {
                        String rest = String.join(" ", sentences.subList(1, sentences.size()));
                        panel.whole(Blocks.paragraph(rest, Tone.FG));
                    }
                });
    }

    private static Block title(String text) {
        return (ink, x, top, width) -> {
            List<String> lines = TextMetrics.wrap(text, Face.SEMIBOLD, TITLE, width);
            double middle = top + 16;
            for (String line : lines) {
                ink.marks().text(x, middle, line, Face.SEMIBOLD, TITLE, Tone.ALERT_TEXT);
                middle += 22;
            }
            return middle + 16 - 22 - top;
        };
    }

    private Block staple(OcspResponse response) {
        Words words = told.view().words();
        Dates dates = new Dates(words);
        String status = said(response);
        boolean good = "good".equals(status);
        String when =
                response.thisUpdate() == null
                        ? ""
                        : response.nextUpdate() == null
                                ? words.text(
                                        "diagram.ocsp.checked", dates.minute(response.thisUpdate()))
                                : words.text(
                                        "diagram.ocsp.checked.until",
                                        dates.minute(response.thisUpdate()),
                                        dates.day(response.nextUpdate()));
        return (ink, x, top, width) -> {
            Marks marks = ink.marks();
            double middle = top + Block.LINE / 2;
            marks.icon(Icon.OCSP, x, middle, 16, Tone.MUTED);
            double at =
                    marks.text(
                            x + 23,
                            middle,
                            words.text("diagram.ocsp.staple"),
                            Face.REGULAR,
                            12.5,
                            Tone.MUTED);
            at =
                    marks.text(
                            at + 7,
                            middle,
                            CertificateFacts.ocspWord(words, status),
                            Face.SEMIBOLD,
                            12.5,
                            good ? Tone.PASS : Tone.ALERT_TEXT);
            String cut = TextMetrics.cutEnd(when, Face.REGULAR, 12.5, x + width - at - 7);
            marks.text(at + 7, middle, cut, Face.REGULAR, 12.5, Tone.MUTED);
            return Block.LINE;
        };
    }

    void status(@Nullable OcspResponse response) {
        Words words = told.view().words();
        if (response == null) {
            panel.line("status", Blocks.one(Token.quiet(words.text("diagram.ocsp.unreadable"))));
            return;
        }
        String status = said(response);
        boolean good = "good".equals(status);
        panel.line(
                "status",
                Blocks.one(
                        Token.strong(CertificateFacts.ocspWord(words, status))
                                .in(good ? Tone.PASS : Tone.ALERT_TEXT)
                                .at(spans.of("cert_status"))));
        time("produced_at", response.producedAt(), "produced_at");
        time("this_update", response.thisUpdate(), "this_update");
        time("next_update", response.nextUpdate(), "next_update");
        time("revoked_at", response.revocationTime(), "revocation_time");
        if (response.responder() != null) {
            panel.line(
                    "responder",
                    Blocks.one(
                            Token.text(Printable.of(response.responder()))
                                    .at(spans.of("responder_id"))));
        }
        if (response.serialNumber() != null) {
            panel.line(
                    "serial",
                    Blocks.one(
                            Token.code(response.serialNumber().toString(16))
                                    .at(spans.of("serial_number"))));
        }
    }

    private static String said(OcspResponse response) {
        return response.certStatus() == null ? response.responseStatus() : response.certStatus();
    }

    private void time(String label, @Nullable Instant instant, String key) {
        if (instant != null) {
            Dates dates = new Dates(told.view().words());
            panel.line(label, Blocks.one(Token.text(dates.minute(instant)).at(spans.of(key))));
        }
    }

    void request(CertificateRequest request) {
        List<Token> schemes = new ArrayList<>();
        List<ByteSpan> at = spans.list("signature_scheme");
        for (int i = 0; i < request.signatureAlgorithms().size(); i++) {
            SignatureScheme scheme = request.signatureAlgorithms().get(i);
            schemes.add(Token.code(Facts.name(scheme)).at(FieldSpans.nth(at, i)));
        }
        if (!schemes.isEmpty()) {
            panel.line("signature_algorithms", Blocks.flow(schemes));
        }
        List<Token> authorities =
                request.authorities().stream()
                        .limit(AUTHORITIES)
                        .map(name -> Token.text(Printable.of(name)))
                        .toList();
        panel.line(
                "authorities",
                authorities.isEmpty()
                        ? Blocks.one(Token.quiet(told.view().words().text("diagram.any")))
                        : Blocks.flow(authorities));
    }
}
