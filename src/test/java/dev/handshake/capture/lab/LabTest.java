package dev.handshake.capture.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.bytes.Bytes;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LabTest {
    private static final Clock NOW = Clock.systemUTC();

    @TempDir private Path temp;

    private Path folder() {
        return temp.resolve("data").resolve("lab");
    }

    private static Clock in(Duration time) {
        return Clock.fixed(Instant.now().plus(time), ZoneOffset.UTC);
    }

    /** Java's own path validation, at that time: server, issuing authority, root. */
    private static void assertSound(Lab lab, Clock clock) throws Exception {
        for (Identity server : List.of(lab.rsaServer(), lab.ecServer())) {
            CertificateFactory x509 = CertificateFactory.getInstance("X.509");
            PKIXParameters parameters =
                    new PKIXParameters(Set.of(new TrustAnchor(parsed(lab.root().toArray()), null)));
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(clock.instant()));
            CertPathValidator.getInstance("PKIX")
                    .validate(
                            x509.generateCertPath(
                                    List.of(
                                            parsed(server.certificate()),
                                            parsed(lab.issuing().certificate()))),
                            parameters);
        }
    }

    private static X509Certificate parsed(X509CertificateHolder certificate) throws Exception {
        return parsed(certificate.getEncoded());
    }

    private static X509Certificate parsed(byte[] der) throws Exception {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(der));
    }

    private static List<X509CertificateHolder> certificates(Lab lab) {
        return List.of(
                lab.issuing().certificate(),
                lab.rsaServer().certificate(),
                lab.ecServer().certificate());
    }

    @Test
    void isMadeOnceAndKept() throws Exception {
        Lab made = Lab.open(folder(), NOW);
        Lab found = Lab.open(folder(), NOW);

        assertSound(made, NOW);
        assertThat(made.isKept()).isTrue();
        assertThat(found.root()).isEqualTo(made.root());
        assertThat(certificates(found)).isEqualTo(certificates(made));
    }

    @Test
    void looksLikeAPublicOne() throws Exception {
        Lab lab = Lab.open(folder(), NOW);
        X509Certificate server = parsed(lab.rsaServer().certificate());

        assertThat(server.getSubjectX500Principal().getName()).isEqualTo("CN=www.msn.com");
        assertThat(server.getIssuerX500Principal().getName())
                .isEqualTo("CN=TLS Handshake Lab Issuing CA 1,O=TLS Handshake Lab");
        assertThat(server.getSubjectAlternativeNames())
                .containsExactly(List.of(2, "www.msn.com"), List.of(2, "msn.com"));
        assertThat(server.getPublicKey().getAlgorithm()).isEqualTo("RSA");
        assertThat(server.getBasicConstraints()).isEqualTo(-1);
        assertThat(server.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        // Less than 200 days, as public authorities must keep it.
        assertThat(
                        Duration.between(
                                server.getNotBefore().toInstant(),
                                server.getNotAfter().toInstant()))
                .isLessThan(Duration.ofDays(200));
        assertThat(server.getSerialNumber().bitLength()).isBetween(64, 159);
        assertThat(parsed(lab.ecServer().certificate()).getPublicKey().getAlgorithm())
                .isEqualTo("EC");
        assertThat(parsed(lab.issuing().certificate()).getBasicConstraints()).isZero();
        assertThat(parsed(lab.root().toArray()).getSubjectX500Principal().getName())
                .isEqualTo("CN=TLS Handshake Lab Root R1,O=TLS Handshake Lab");
    }

    /** Else a certificate that has expired would be older than who signed it. */
    @Test
    void itsAuthoritiesAreOlderThanWhatTheySign() throws Exception {
        Lab lab = Lab.open(folder(), NOW);
        Instant lastYear = NOW.instant().minus(Duration.ofDays(365));

        assertThat(parsed(lab.root().toArray()).getNotBefore()).isBefore(Date.from(lastYear));
        assertThat(parsed(lab.issuing().certificate()).getNotBefore())
                .isBefore(Date.from(lastYear));
    }

    /** As a program made it that did not know that. */
    @Test
    void replacesAnAuthorityThatIsTooYoung() throws Exception {
        Lab.open(folder(), in(Authority.AGE.minus(Duration.ofDays(1))));
        Bytes young = Lab.open(folder(), in(Authority.AGE.minus(Duration.ofDays(1)))).root();

        Lab mended = Lab.open(folder(), NOW);

        assertSound(mended, NOW);
        assertThat(mended.root()).isNotEqualTo(young);
    }

    @Test
    void keepsTheWeakKeyTooOnceItWasNeeded() throws Exception {
        Identity weak = Lab.open(folder(), NOW).weakServer();
        Lab found = Lab.open(folder(), NOW);

        assertThat(found.weakServer().certificate()).isEqualTo(weak.certificate());
        RSAPublicKey key = (RSAPublicKey) parsed(weak.certificate()).getPublicKey();
        assertThat(key.getModulus().bitLength()).isEqualTo(1024);
        assertThat(folder().resolve("server-rsa-1024.pem")).exists();
    }

    @Test
    void keepsItsKeysToTheOwner() throws Exception {
        Lab.open(folder(), NOW);

        try (Stream<Path> files = Files.list(folder())) {
            assertThat(files)
                    .hasSize(4)
                    .allSatisfy(file ->
                            assertThat(
                                            PosixFilePermissions.toString(
                                                    Files.getPosixFilePermissions(file)))
                                    .isEqualTo("rw-------"));
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())))
                .isEqualTo("rwx------");
    }

    @ParameterizedTest
    @ValueSource(strings = {"root.pem", "issuing-ca.pem", "server-rsa.pem", "server-ec.pem"})
    void mendsWhatIsDamaged(String name) throws Exception {
        Lab.open(folder(), NOW);
        Path file = folder().resolve(name);
        String pem = Files.readString(file);
        List<String> damages =
                List.of(
                        "",
                        "no key at all",
                        pem.substring(0, pem.length() / 2),
                        pem.replaceFirst("-----BEGIN CERTIFICATE-----\n..", "$0!!"),
                        pem.replaceFirst("-----BEGIN PRIVATE KEY-----\n", "$0AAAA"),
                        "x".repeat(200_000));
        for (String damage : damages) {
            Files.writeString(file, damage);

            Lab mended = Lab.open(folder(), NOW);

            assertSound(mended, NOW);
            assertThat(certificates(Lab.open(folder(), NOW))).isEqualTo(certificates(mended));
        }
        Files.delete(file);
        assertSound(Lab.open(folder(), NOW), NOW);
    }

    @Test
    void takesNoKeyThatIsNotTheCertificates() throws Exception {
        Lab first = Lab.open(folder(), NOW);
        Lab other = Lab.open(temp.resolve("other"), NOW);
        Identity mixed = new Identity(other.ecServer().key(), first.ecServer().certificate());
        Files.writeString(folder().resolve("server-ec.pem"), mixed.pem());

        Lab mended = Lab.open(folder(), NOW);

        assertThat(mended.ecServer().certificate()).isNotEqualTo(first.ecServer().certificate());
        assertSound(mended, NOW);
    }

    @Test
    void takesNoServerOfAnotherAuthority() throws Exception {
        Lab.open(folder(), NOW);
        Lab.open(temp.resolve("other"), NOW);
        Files.copy(
                temp.resolve("other").resolve("root.pem"),
                folder().resolve("root.pem"),
                StandardCopyOption.REPLACE_EXISTING);

        assertSound(Lab.open(folder(), NOW), NOW);
    }

    @Test
    void renewsAServerBeforeItExpires() throws Exception {
        Lab first = Lab.open(folder(), NOW);
        Clock later = in(Duration.ofDays(174));

        Lab renewed = Lab.open(folder(), later);

        assertSound(renewed, later);
        assertThat(renewed.root()).isEqualTo(first.root());
        assertThat(renewed.issuing().certificate()).isEqualTo(first.issuing().certificate());
        assertThat(renewed.rsaServer().certificate()).isNotEqualTo(first.rsaServer().certificate());
    }

    @Test
    void renewsEverythingThatHasExpired() throws Exception {
        Lab first = Lab.open(folder(), NOW);
        Clock later = in(Duration.ofDays(25 * 365));

        Lab renewed = Lab.open(folder(), later);

        assertSound(renewed, later);
        assertThat(renewed.root()).isNotEqualTo(first.root());
    }

    @Test
    void renewsWhatIsNotYetValid() throws Exception {
        Lab.open(folder(), in(Duration.ofDays(30)));

        assertSound(Lab.open(folder(), NOW), NOW);
    }

    @Test
    void worksWhereNothingCanBeKept() throws Exception {
        // A file where the folder should be: nobody can write there, not even root.
        Path file = Files.writeString(temp.resolve("file"), "");

        Lab lab = Lab.open(file.resolve("lab"), NOW);

        assertSound(lab, NOW);
        assertThat(lab.isKept()).isFalse();
    }

    @Test
    void startsTogetherWithOthers() throws Exception {
        int starts = 8;
        CountDownLatch go = new CountDownLatch(1);
        List<Lab> labs = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < starts; i++) {
            threads.add(
                    Thread.ofPlatform()
                            .start(() -> {
                                try {
                                    go.await();
                                    labs.add(Lab.open(folder(), NOW));
                                } catch (InterruptedException e) {
                                    throw new AssertionError(e);
                                }
                            }));
        }
        go.countDown();
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(labs).hasSize(starts);
        for (Lab lab : labs) {
            assertSound(lab, NOW);
        }
        Lab settled = Lab.open(folder(), NOW);
        assertSound(settled, NOW);
        assertThat(certificates(Lab.open(folder(), NOW))).isEqualTo(certificates(settled));
        try (Stream<Path> files = Files.list(folder())) {
            assertThat(files).hasSize(4);
        }
    }

    @Test
    void vouchesAnewEachTime() throws Exception {
        Clock clock = in(Duration.ofDays(3));
        Lab lab = Lab.open(folder(), clock);

        byte[] response = lab.vouchFor(lab.rsaServer()).getEncoded();

        // DER of GeneralizedTime: the day is in it, as thisUpdate and producedAt.
        String day = clock.instant().toString().substring(0, 10).replace("-", "");
        assertThat(new String(response, StandardCharsets.ISO_8859_1)).contains(day);
    }
}
