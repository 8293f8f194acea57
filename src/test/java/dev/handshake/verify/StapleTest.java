package dev.handshake.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.Needs;
import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.FieldReader;
import dev.handshake.capture.Origin;
import dev.handshake.explain.Language;
import dev.handshake.explain.Words;
import dev.handshake.message.OcspResponse;
import dev.handshake.verify.Made.Identity;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.DigestCalculator;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Staples that {@code openssl ocsp} made as a responder, judged by it as a client and by us. */
class StapleTest {
    private static final ASN1ObjectIdentifier FEATURES =
            new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.24");

    @TempDir private @Nullable Path temporary;

    private final Identity root = Made.root("Root");
    private final Identity middle = Made.named("Middle").by(root).ca().make();
    private final Identity plain = leaf().make();
    private final Identity demanding = leaf().extension(FEATURES, false, features(5)).make();
    private final Identity responder =
            Made.named("Responder").by(middle).purposes(KeyPurposeId.id_kp_OCSPSigning).make();

    private Made leaf() {
        return Made.named("leaf").by(middle).dns("www.example.org");
    }

    private static DERSequence features(int... types) {
        ASN1Integer[] numbers = new ASN1Integer[types.length];
        for (int i = 0; i < types.length; i++) {
            numbers[i] = new ASN1Integer(types[i]);
        }
        return new DERSequence(numbers);
    }

    @BeforeEach
    void needOpenssl() {
        Needs.program("openssl");
    }

    @ParameterizedTest
    @CsvSource({"V, PASS, good, good", "R, FAIL, revoked, revoked", "-, WARNING, unknown, unknown"})
    void agreesWithOpensslAboutTheStatus(
            String index, Verdict.Result result, String word, String openssl) throws Exception {
        OcspResponse staple = respond(plain, middle, index, "-ndays", "7");

        expect(judge(plain, staple, Instant.now()), result, word);
        assertThat(opensslSays(plain)).contains("Response verify OK", "leaf.pem: " + openssl);
    }

    @Test
    void takesAnAnswerFromWhomTheIssuerAppointed() throws Exception {
        OcspResponse staple = respond(plain, responder, "V", "-ndays", "7");

        expect(judge(plain, staple, Instant.now()), Verdict.Result.PASS, "good");
        assertThat(opensslSays(plain)).contains("Response verify OK");
    }

    @Test
    void takesNoAnswerFromWhomTheIssuerDidNotAppoint() throws Exception {
        Identity server = Made.named("Responder").by(middle).make();
        OcspResponse staple = respond(plain, server, "V", "-ndays", "7");

        expect(judge(plain, staple, Instant.now()), Verdict.Result.WARNING, "signature");
        assertThat(opensslSays(plain)).contains("Response Verify Failure", "missing ocspsigning");
    }

    @Test
    void takesNoAnswerFromWhoseAppointmentHasRunOut() throws Exception {
        Identity old =
                Made.named("Responder")
                        .by(middle)
                        .purposes(KeyPurposeId.id_kp_OCSPSigning)
                        .days(-9, -2)
                        .make();
        OcspResponse staple = respond(plain, old, "V", "-ndays", "7");

        expect(judge(plain, staple, Instant.now()), Verdict.Result.WARNING, "signature");
        assertThat(opensslSays(plain)).contains("Response Verify Failure", "has expired");
    }

    @Test
    void takesNoAnswerFromAnotherAuthority() throws Exception {
        Identity stranger = Made.root("Middle");
        OcspResponse staple = respond(plain, stranger, "V", "-ndays", "7");

        expect(judge(plain, staple, Instant.now()), Verdict.Result.WARNING, "signature");
        assertThat(opensslSays(plain)).contains("Response Verify Failure");
    }

    @Test
    void takesNoAnswerWithAWrongBit() throws Exception {
        OcspResponse staple = respond(plain, middle, "V", "-ndays", "7", "-resp_no_certs");
        byte[] der = staple.der().toArray();
        der[der.length - 1] ^= 1;
        Files.write(folder().resolve("response.der"), der);

        expect(
                judge(plain, read(Bytes.of(der)), Instant.now()),
                Verdict.Result.WARNING,
                "signature");
        assertThat(opensslSays(plain)).contains("Response Verify Failure");
    }

    @Test
    void doesNotTakeAnAnswerAboutAnother() throws Exception {
        OcspResponse staple = respond(plain, middle, "V", "-ndays", "7");
        Identity other = leaf().make();

        expect(judge(other, staple, Instant.now()), Verdict.Result.WARNING, "other_certificate");
        assertThat(opensslSays(other)).contains("No Status found");
    }

    @Test
    void seesThatAnAnswerHasRunOut() throws Exception {
        OcspResponse fresh = respond(plain, middle, "V", "-nmin", "5");
        expect(judge(plain, fresh, Instant.now()), Verdict.Result.PASS, "good");
        expect(
                judge(plain, fresh, Instant.now().minus(2, ChronoUnit.DAYS)),
                Verdict.Result.WARNING,
                "early");

        OcspResponse old = answer(plain, -9, -2);
        Finding late = judge(plain, old, Instant.now());
        expect(late, Verdict.Result.WARNING, "stale");
        assertThat(late.reason().args()).containsExactly(2L);
        assertThat(opensslSays(plain)).contains("Status times invalid", "status expired");

        expect(judge(plain, answer(plain, 2, 9), Instant.now()), Verdict.Result.WARNING, "early");
        assertThat(opensslSays(plain)).contains("Status times invalid", "status not yet valid");
    }

    /** Good, from so many days ahead until so many: OpenSSL's responder knows only today. */
    private OcspResponse answer(Identity leaf, int from, int until) throws Exception {
        DigestCalculator sha1 =
                new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1);
        BasicOCSPResp basic =
                new BasicOCSPRespBuilder(new RespID(middle.certificate().getSubject()))
                        .addResponse(
                                new CertificateID(
                                        sha1,
                                        middle.certificate(),
                                        leaf.certificate().getSerialNumber()),
                                CertificateStatus.GOOD,
                                day(from),
                                day(until))
                        .build(
                                new JcaContentSignerBuilder("SHA256withECDSA")
                                        .build(middle.key().getPrivate()),
                                new X509CertificateHolder[0],
                                day(from));
        byte[] der = new OCSPRespBuilder().build(OCSPRespBuilder.SUCCESSFUL, basic).getEncoded();
        Files.write(folder().resolve("response.der"), der);
        return read(Bytes.of(der));
    }

    private static Date day(int days) {
        return Date.from(Instant.now().plus(days, ChronoUnit.DAYS));
    }

    @Test
    void failsWhereTheCertificateInsists() throws Exception {
        OcspResponse good = respond(demanding, middle, "V", "-nmin", "5");
        Instant then = Instant.now().plus(2, ChronoUnit.DAYS);

        expect(judge(demanding, good, Instant.now()), Verdict.Result.PASS, "good");
        expect(judge(demanding, good, then), Verdict.Result.FAIL, "required_stale");
        expect(
                judge(demanding, respond(demanding, middle, "-", "-ndays", "7"), Instant.now()),
                Verdict.Result.FAIL,
                "required_unknown");
        expect(
                judge(demanding, respond(plain, middle, "V", "-ndays", "7"), Instant.now()),
                Verdict.Result.FAIL,
                "required_other_certificate");
        expect(
                judge(demanding, read(Bytes.ofHex("30030a0103")), Instant.now()),
                Verdict.Result.FAIL,
                "required_no_answer");
        expect(
                checks(Instant.now()).ocsp(chain(demanding), Optional.empty()),
                Verdict.Result.FAIL,
                "required_unreadable");
        expect(
                checks(Instant.now()).noOcsp(chain(demanding), true),
                Verdict.Result.FAIL,
                "required");
        expect(
                checks(Instant.now()).noOcsp(chain(demanding), false),
                Verdict.Result.ABSENT,
                "not_asked");
    }

    @ParameterizedTest
    @CsvSource({"5, true", "17, true", "23, false", "'23 5', true", "'5 17', true", "'', false"})
    void readsEveryFeatureThatACertificateInsistsOn(String types, boolean required)
            throws Exception {
        int[] numbers =
                java.util.Arrays.stream(types.split(" "))
                        .filter(it -> !it.isEmpty())
                        .mapToInt(Integer::parseInt)
                        .toArray();
        Identity leaf = leaf().extension(FEATURES, false, features(numbers)).make();

        assertThat(checks(Instant.now()).noOcsp(chain(leaf), true).result())
                .isEqualTo(required ? Verdict.Result.FAIL : Verdict.Result.ABSENT);
    }

    // -- judging

    private static void expect(Finding finding, Verdict.Result result, String word) {
        assertThat(finding.reason().key()).isEqualTo("verdict.ocsp." + word);
        assertThat(finding.result()).isEqualTo(result);
        for (Language language : Language.values()) {
            Words words = Words.of(language);
            Object[] args = finding.reason().args().toArray();
            assertThat(words.text(finding.reason())).doesNotContain("{", "verdict.");
            assertThat(words.text(finding.reason().key() + ".short", args))
                    .doesNotContain("{", "verdict.")
                    .hasSizeLessThan(24);
        }
    }

    private Finding judge(Identity leaf, OcspResponse staple, Instant at) {
        return checks(at).ocsp(chain(leaf), Optional.of(staple));
    }

    private List<Bytes> chain(Identity leaf) {
        return List.of(leaf.der(), middle.der());
    }

    private CertificateChecks checks(Instant at) {
        return new CertificateChecks(
                List.of(root.der()),
                at,
                new Origin(Origin.Kind.LIVE, "www.example.org", 443, null, false));
    }

    // -- OpenSSL

    /**
     * @param status of the leaf in the responder's index: {@code V}, {@code R}, or {@code -} for
     *     none
     */
    private OcspResponse respond(Identity leaf, Identity signer, String status, String... more)
            throws Exception {
        pem("root", root);
        pem("middle", middle);
        pem("leaf", leaf);
        pem("signer", signer);
        String serial = leaf.certificate().getSerialNumber().toString(16).toUpperCase(Locale.ROOT);
        serial = serial.length() % 2 == 0 ? serial : "0" + serial;
        String revoked = status.equals("R") ? "260102030405Z,keyCompromise" : "";
        Files.writeString(
                folder().resolve("index.txt"),
                status.equals("-")
                        ? ""
                        : "%s\t361231235959Z\t%s\t%s\tunknown\t/CN=leaf\n"
                                .formatted(status, revoked, serial));
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "ocsp",
                                "-index",
                                "index.txt",
                                "-CA",
                                "middle.pem",
                                "-rsigner",
                                "signer.pem",
                                "-rkey",
                                "signer.key",
                                "-issuer",
                                "middle.pem",
                                "-cert",
                                "leaf.pem",
                                "-respout",
                                "response.der"));
        command.addAll(List.of(more));
        openssl(command);
        return read(Bytes.of(Files.readAllBytes(folder().resolve("response.der"))));
    }

    private static OcspResponse read(Bytes der) {
        return Objects.requireNonNull(
                FieldReader.readAll(der, "ocsp", OcspResponse::read).result());
    }

    /** What it says as a client that trusts the root. */
    private String opensslSays(Identity leaf, String... more) throws Exception {
        pem("leaf", leaf);
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "ocsp",
                                "-respin",
                                "response.der",
                                "-issuer",
                                "middle.pem",
                                "-cert",
                                "leaf.pem",
                                "-CAfile",
                                "root.pem",
                                "-verify_other",
                                "middle.pem",
                                "-no_nonce"));
        command.addAll(List.of(more));
        return openssl(command);
    }

    private String openssl(List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(Needs.program("openssl").toString()));
        command.addAll(arguments);
        Process process =
                new ProcessBuilder(command)
                        .directory(folder().toFile())
                        .redirectErrorStream(true)
                        .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    private void pem(String name, Identity identity) throws IOException {
        write(name + ".pem", identity.certificate());
        write(name + ".key", identity.key().getPrivate());
    }

    private void write(String name, Object content) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(content);
        }
        Files.writeString(folder().resolve(name), text.toString());
    }

    private Path folder() {
        return Objects.requireNonNull(temporary);
    }
}
