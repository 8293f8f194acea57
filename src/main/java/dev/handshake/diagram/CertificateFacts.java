package dev.handshake.diagram;

import dev.handshake.capture.Sender;
import dev.handshake.diagram.Fact.Cut;
import dev.handshake.diagram.Fact.Part;
import dev.handshake.explain.Words;
import dev.handshake.message.Certificate;
import dev.handshake.message.CompressedCertificate;
import dev.handshake.message.OcspResponse;
import dev.handshake.message.X509;
import dev.handshake.message.extension.StatusRequest;
import dev.handshake.session.MessageRead;
import dev.handshake.verify.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a certificate's arrow says: whose it is, and what is wrong with it. */
final class CertificateFacts {
    private final Told told;
    private final Words words;

    CertificateFacts(Told told) {
        this.told = told;
        this.words = told.view().words();
    }

    Fact fact(MessageRead message, Certificate certificate) {
        if (certificate.entries().isEmpty()) {
            return Fact.of(words.text("diagram.fact.certificate.none"));
        }
        X509 leaf = certificate.entries().getFirst().certificate();
        if (leaf == null) {
            return Fact.bad(words.text("diagram.fact.certificate.unreadable"));
        }
        Part host = part(Printable.of(leaf.commonName()), Tone.MUTED, Face.REGULAR, Cut.HOST);
        if (message.from() == Sender.SERVER) {
            Optional<String> flaw = flaw();
            if (flaw.isPresent()) {
                return new Fact(
                        List.of(
                                part(host.text(), Tone.ALERT_TEXT, Face.SEMIBOLD, Cut.HOST),
                                part(", " + flaw.get(), Tone.ALERT_TEXT, Face.SEMIBOLD, Cut.END)),
                        false);
            }
        }
        int count = certificate.entries().size();
        boolean stapled = staple(certificate) != null;
        String rest =
                ", "
                        + words.text(
                                stapled
                                        ? "diagram.fact.certificate.stapled"
                                        : "diagram.fact.certificate",
                                count);
        return new Fact(List.of(host, part(rest, Tone.MUTED, Face.REGULAR, Cut.NEVER)), false);
    }

    /** The same of a certificate that was sent compressed, and what that spared. */
    Fact compressed(MessageRead message, CompressedCertificate compressed) {
        Part spared = part(lengths(compressed), Tone.MUTED, Face.REGULAR, Cut.END);
        if (compressed.certificate() == null) {
            return new Fact(List.of(spared), false);
        }
        List<Part> parts = new ArrayList<>(fact(message, compressed.certificate()).parts());
        parts.add(spared.withText(", " + spared.text()));
        return new Fact(parts, false);
    }

    private String lengths(CompressedCertificate compressed) {
        return words.text(
                "diagram.fact.compressed_certificate",
                Facts.name(compressed.algorithm()),
                compressed.compressedLength(),
                compressed.uncompressedLength());
    }

    /** The OCSP response that TLS 1.3 brings with the certificate. */
    static @Nullable OcspResponse staple(Certificate certificate) {
        return certificate
                .entries()
                .getFirst()
                .extension(StatusRequest.class)
                .map(StatusRequest::response)
                .orElse(null);
    }

    Fact status(@Nullable OcspResponse response) {
        String status =
                response == null
                        ? "unreadable"
                        : response.certStatus() == null
                                ? response.responseStatus()
                                : response.certStatus();
        String said = words.text("diagram.fact.certificate_status", ocspWord(words, status));
        return "revoked".equals(status) ? Fact.bad(said) : Fact.of(said);
    }

    /** An OCSP status in words; one that has none stays as the RFC spells it. */
    static String ocspWord(Words words, String status) {
        String key = "diagram.ocsp." + status;
        return words.has(key) ? words.text(key) : Printable.of(status);
    }

    /** What is wrong with the server's certificate, in a few words. */
    Optional<String> flaw() {
        return worst().map(Verdict::check).map(this::flaw);
    }

    /** The failed check on it that says most: one that has expired has no chain either. */
    Optional<Verdict> worst() {
        return Stream.of(
                        Verdict.Check.VALIDITY,
                        Verdict.Check.HOSTNAME,
                        Verdict.Check.OCSP,
                        Verdict.Check.CHAIN)
                .flatMap(check -> told.verdict(check).stream())
                .filter(verdict -> verdict.result() == Verdict.Result.FAIL)
                .findFirst();
    }

    private String flaw(Verdict.Check check) {
        return switch (check) {
            case VALIDITY -> validity().orElse(words.text("diagram.flaw.validity"));
            case HOSTNAME -> words.text("diagram.flaw.hostname");
            case OCSP -> words.text("diagram.flaw.ocsp");
            case CHAIN -> words.text("diagram.flaw.chain");
            case SCT,
                    SERVER_SIGNATURE,
                    CLIENT_SIGNATURE,
                    SERVER_FINISHED,
                    CLIENT_FINISHED,
                    DOWNGRADE,
                    EXTENDED_MASTER_SECRET ->
                    throw new IllegalStateException(check.name());
        };
    }

    /** {@code expired 34 days ago}, of the first certificate of the chain that is. */
    private Optional<String> validity() {
        Instant now = told.session().started();
        return leaves().filter(
                        leaf -> now.isAfter(leaf.notAfter()) || now.isBefore(leaf.notBefore()))
                .findFirst()
                .map(leaf ->
                        now.isAfter(leaf.notAfter())
                                ? ago(leaf.notAfter(), now)
                                : words.text("diagram.flaw.not_yet"));
    }

    private String ago(Instant end, Instant now) {
        long days = Duration.between(end, now).toDays();
        return days == 0
                ? words.text("diagram.flaw.expired.today")
                : words.text("diagram.flaw.expired", days);
    }

    private Stream<X509> leaves() {
        return told.messages()
                .filter(message -> message.from() == Sender.SERVER)
                .flatMap(message -> message.certificate().stream())
                .flatMap(certificate -> certificate.entries().stream())
                .flatMap(entry -> Optional.ofNullable(entry.certificate()).stream());
    }

    private static Part part(String text, Tone tone, Face face, Cut cut) {
        return new Part(text, tone, face, cut);
    }
}
