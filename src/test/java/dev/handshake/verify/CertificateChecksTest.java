package dev.handshake.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.Needs;
import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Origin;
import dev.handshake.explain.Language;
import dev.handshake.explain.Words;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Certificates that OpenSSL made, judged by us and by {@code openssl verify}. */
class CertificateChecksTest {
    private static Instant now = Instant.EPOCH;

    @TempDir private static Path folder;

    @BeforeAll
    static void makeAuthorities() throws Exception {
        Needs.program("openssl");
        Files.createFile(folder.resolve("index.txt"));
        Files.writeString(
                folder.resolve("ca.cnf"),
                """
                [ca]
                default_ca = here
                [here]
                database = %s/index.txt
                new_certs_dir = %s
                rand_serial = yes
                default_md = sha256
                policy = any
                unique_subject = no
                copy_extensions = copy
                email_in_dn = no
                [any]
                commonName = supplied
                """
                        .formatted(folder, folder));
        selfSigned("root", "/CN=Test Root", "basicConstraints=critical,CA:TRUE");
        selfSigned("stranger", "/CN=Strange Root", "basicConstraints=critical,CA:TRUE");
        issue("middle", "root", "/CN=Test Middle", "basicConstraints=critical,CA:TRUE", -10, 365);
        issue("old", "root", "/CN=Old Middle", "basicConstraints=critical,CA:TRUE", -100, -5);
        issue("leaf", "middle", "/CN=leaf", "subjectAltName=DNS:www.example.org", -10, 90);
        issue("expired", "middle", "/CN=expired", "subjectAltName=DNS:www.example.org", -9, -3);
        issue("early", "middle", "/CN=early", "subjectAltName=DNS:www.example.org", 3, 90);
        issue("under-old", "old", "/CN=under", "subjectAltName=DNS:www.example.org", -50, 90);
        issue("client", "middle", "/CN=client", "extendedKeyUsage=clientAuth", -10, 90);
        issue("by-leaf", "leaf", "/CN=forged", "subjectAltName=DNS:www.example.org", -1, 90);
        issue("strange", "stranger", "/CN=s", "subjectAltName=DNS:www.example.org", -10, 90);
        issue("wild", "middle", "/CN=w", "subjectAltName=DNS:*.example.org", -10, 90);
        issue("top-wild", "middle", "/CN=w", "subjectAltName=DNS:*.org", -10, 90);
        issue("address", "middle", "/CN=a", "subjectAltName=IP:127.0.0.1,IP:::1", -10, 90);
        issue("idn", "middle", "/CN=i", "subjectAltName=DNS:xn--3e0b707e.xn--3e0b707e", -10, 90);
        issue("cn-only", "middle", "/CN=www.example.org", "extendedKeyUsage=serverAuth", -10, 90);
        selfSigned("alone", "/CN=alone", "subjectAltName=DNS:www.example.org");
        now = Instant.now();
    }

    @Test
    void findsThePathInWhateverOrderTheServerSendsIt() throws Exception {
        for (List<String> sent :
                List.of(
                        List.of("leaf", "middle"),
                        List.of("leaf", "middle", "root"),
                        List.of("leaf", "root", "middle"),
                        List.of("leaf", "old", "stranger", "middle"))) {
            assertThat(find(Verdict.Check.CHAIN, sent).result())
                    .as(sent.toString())
                    .isEqualTo(Verdict.Result.PASS);
        }
        assertThat(find(Verdict.Check.CHAIN, List.of("leaf", "middle")).reason().args())
                .containsExactly("Test Root");
    }

    @ParameterizedTest
    @CsvSource({
        "leaf middle, given, 0",
        "expired middle, given, 10",
        "early middle, given, 9",
        "under-old old, given, 10",
        "leaf, issuer_unknown, 20",
        "strange, issuer_unknown, 20",
        "strange stranger, untrusted_root, 19",
        "alone, self_signed, 18",
        "client middle, purpose, 26",
        "by-leaf leaf middle, not_authority, 79"
    })
    void agreesWithOpensslAboutTheChain(String sent, String word, int opensslError)
            throws Exception {
        List<String> names = List.of(sent.split(" "));

        Finding chain = find(Verdict.Check.CHAIN, names);
        Finding validity = find(Verdict.Check.VALIDITY, names);

        assertThat(chain.reason().key()).isEqualTo("verdict.chain." + word);
        String openssl = opensslVerify(names);
        if (opensslError == 0) {
            assertThat(openssl).contains("OK");
        } else {
            assertThat(openssl).contains("error " + opensslError + " at");
        }
        boolean bad =
                chain.result() == Verdict.Result.FAIL || validity.result() == Verdict.Result.FAIL;
        assertThat(bad).isEqualTo(!openssl.contains("OK"));
    }

    @ParameterizedTest
    @CsvSource({
        "leaf middle, PASS, left, 89",
        "expired middle, FAIL, expired, 3",
        "early middle, FAIL, not_yet, 2",
        "under-old old, FAIL, authority_expired, 5"
    })
    void judgesValidityApartFromTheChain(String sent, Verdict.Result result, String word, long days)
            throws Exception {
        List<String> names = List.of(sent.split(" "));

        Finding validity = find(Verdict.Check.VALIDITY, names);

        assertThat(find(Verdict.Check.CHAIN, names).result()).isEqualTo(Verdict.Result.PASS);
        assertThat(validity.result()).isEqualTo(result);
        assertThat(validity.reason().key()).isEqualTo("verdict.validity." + word);
        assertThat(validity.reason().args().getFirst()).isIn(days, days + 1);
    }

    @ParameterizedTest
    @CsvSource({
        "leaf, www.example.org, PASS",
        "leaf, WWW.Example.ORG., PASS",
        "leaf, example.org, FAIL",
        "leaf, www.example.org.evil.com, FAIL",
        "wild, www.example.org, PASS",
        "wild, example.org, FAIL",
        "wild, a.b.example.org, FAIL",
        "top-wild, example.org, FAIL",
        "address, 127.0.0.1, PASS",
        "address, 127.0.0.2, FAIL",
        "address, ::1, PASS",
        "address, 0:0:0:0:0:0:0:1, PASS",
        "address, localhost, FAIL",
        "idn, xn--3e0b707e.xn--3e0b707e, PASS",
        "cn-only, www.example.org, FAIL"
    })
    void agreesWithOpensslAboutTheHost(String certificate, String host, Verdict.Result result)
            throws Exception {
        Finding finding =
                checks("ignored.example")
                        .chain(List.of(der(certificate)), Optional.of(host))
                        .findings()
                        .stream()
                        .filter(it -> it.check() == Verdict.Check.HOSTNAME)
                        .findFirst()
                        .orElseThrow();

        assertThat(finding.result()).isEqualTo(result);
        // OpenSSL looks at the common name where there is no SAN; RFC 9525 no longer does.
        if (!certificate.equals("cn-only") && !host.endsWith(".")) {
            String option = host.matches("[0-9.:]+") ? "-checkip" : "-checkhost";
            String said =
                    openssl("x509", "-noout", "-in", pem(certificate).toString(), option, host);
            assertThat(said.contains("does match")).isEqualTo(result == Verdict.Result.PASS);
        }
    }

    @Test
    void takesTheTargetWhereNoSniNamesTheHost() throws Exception {
        assertThat(
                        checks("www.example.org")
                                .chain(List.of(der("leaf")), Optional.empty())
                                .findings())
                .filteredOn(it -> it.check() == Verdict.Check.HOSTNAME)
                .singleElement()
                .satisfies(it -> assertThat(it.result()).isEqualTo(Verdict.Result.PASS));
    }

    @Test
    void saysThatBytesAreNoCertificate() {
        assertThat(
                        checks("www.example.org")
                                .chain(List.of(Bytes.ofHex("3003020101")), Optional.empty())
                                .findings())
                .singleElement()
                .satisfies(it -> assertThat(it.result()).isEqualTo(Verdict.Result.FAIL));
    }

    @Test
    void tellsWhatEachCertificateIsThereFor() {
        Made.Identity root = Made.root("Root");
        Made.Identity middle = Made.named("Middle").by(root).ca().make();
        Made.Identity leaf = Made.named("leaf").by(middle).make();
        Made.Identity other = Made.root("Other");
        Made.Identity crossed = Made.named("Root").by(other).with(root.key()).ca().make();
        Made.Identity unused = Made.named("Unused").by(root).ca().make();
        CertificateChecks checks =
                new CertificateChecks(
                        List.of(root.der()),
                        Instant.now(),
                        new Origin(Origin.Kind.LIVE, "www.example.org", 443, null, false));

        assertThat(
                        checks.chain(
                                        List.of(
                                                leaf.der(),
                                                unused.der(),
                                                Bytes.ofHex("3003020101"),
                                                middle.der(),
                                                crossed.der(),
                                                root.der(),
                                                other.der()),
                                        Optional.empty())
                                .roles())
                .containsExactly(
                        Role.LEAF,
                        Role.NOT_USED,
                        Role.NOT_USED,
                        Role.INTERMEDIATE,
                        Role.CROSS_SIGNED,
                        Role.ROOT,
                        Role.ROOT);
    }

    @ParameterizedTest
    @CsvSource({"false, PASS, out_of_order", "true, WARNING, out_of_order_strict"})
    void mindsTheOrderWhereItIsDemanded(boolean strict, Verdict.Result result, String word)
            throws Exception {
        Finding chain =
                checks("www.example.org")
                        .chain(
                                List.of(der("leaf"), der("root"), der("middle")),
                                Optional.empty(),
                                strict)
                        .findings()
                        .getFirst();

        assertThat(chain.result()).isEqualTo(result);
        assertThat(chain.reason().key()).isEqualTo("verdict.chain." + word);
    }

    @Test
    void doesNotTrustALabRootOnThePlatformsAuthority() throws Exception {
        CertificateChecks platform =
                new CertificateChecks(
                        List.of(),
                        now,
                        new Origin(Origin.Kind.LIVE, "www.example.org", 443, null, false));

        assertThat(platform.chain(List.of(der("leaf"), der("middle")), Optional.empty()).findings())
                .filteredOn(it -> it.check() == Verdict.Check.CHAIN)
                .singleElement()
                .satisfies(it -> assertThat(it.result()).isEqualTo(Verdict.Result.FAIL));
    }

    @Test
    void wordsEveryFindingInBothLanguages() throws Exception {
        for (String name : List.of("leaf", "expired", "early", "alone", "wild", "cn-only")) {
            for (Finding finding :
                    checks("www.example.org")
                            .chain(List.of(der(name)), Optional.empty())
                            .findings()) {
                for (Language language : Language.values()) {
                    Words words = Words.of(language);
                    Object[] args = finding.reason().args().toArray();
                    assertThat(words.text(finding.reason())).doesNotContain("{");
                    assertThat(words.text(finding.reason().key() + ".short", args))
                            .doesNotContain("{")
                            .hasSizeLessThan(24);
                }
            }
        }
    }

    // -- what is checked

    private static Finding find(Verdict.Check check, List<String> names) throws IOException {
        List<Bytes> sent = new ArrayList<>();
        for (String name : names) {
            sent.add(der(name));
        }
        return checks("www.example.org").chain(sent, Optional.empty()).findings().stream()
                .filter(it -> it.check() == check)
                .findFirst()
                .orElseThrow();
    }

    private static CertificateChecks checks(String host) {
        try {
            return new CertificateChecks(
                    List.of(der("root")),
                    now,
                    new Origin(Origin.Kind.LIVE, host, 443, null, false));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Bytes der(String name) throws IOException {
        String text = Files.readString(pem(name));
        String body =
                text.substring(
                        text.indexOf("-----BEGIN CERTIFICATE-----") + 27,
                        text.indexOf("-----END CERTIFICATE-----"));
        return Bytes.of(Base64.getMimeDecoder().decode(body));
    }

    private static Path pem(String name) {
        return folder.resolve(name + ".pem");
    }

    // -- OpenSSL

    private static String opensslVerify(List<String> names) throws Exception {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "verify",
                                "-purpose",
                                "sslserver",
                                "-no-CApath",
                                "-CAfile",
                                pem("root").toString()));
        for (String name : names.subList(1, names.size())) {
            command.addAll(List.of("-untrusted", pem(name).toString()));
        }
        command.add(pem(names.getFirst()).toString());
        return openssl(command.toArray(String[]::new));
    }

    private static void selfSigned(String name, String subject, String extension) throws Exception {
        openssl(
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-keyout",
                folder.resolve(name + ".key").toString(),
                "-out",
                pem(name).toString(),
                "-subj",
                subject,
                "-addext",
                extension,
                "-days",
                "400");
    }

    private static void issue(
            String name, String issuer, String subject, String extension, int from, int until)
            throws Exception {
        Path request = folder.resolve(name + ".csr");
        openssl(
                "req",
                "-new",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-keyout",
                folder.resolve(name + ".key").toString(),
                "-out",
                request.toString(),
                "-subj",
                subject,
                "-addext",
                extension);
        openssl(
                "ca",
                "-batch",
                "-notext",
                "-config",
                folder.resolve("ca.cnf").toString(),
                "-cert",
                pem(issuer).toString(),
                "-keyfile",
                folder.resolve(issuer + ".key").toString(),
                "-in",
                request.toString(),
                "-out",
                pem(name).toString(),
                "-startdate",
                date(from),
                "-enddate",
                date(until));
        assertThat(pem(name)).exists();
    }

    private static String date(int days) {
        return DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'")
                .withZone(ZoneOffset.UTC)
                .format(Instant.now().plus(days, ChronoUnit.DAYS));
    }

    private static String openssl(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(Needs.program("openssl").toString()));
        command.addAll(Arrays.asList(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }
}
