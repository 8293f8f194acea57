package dev.handshake.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.OpensslVerify;
import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Sender;
import dev.handshake.capture.lab.LabSource;
import dev.handshake.capture.lab.Scenario;
import dev.handshake.message.Certificate;
import dev.handshake.session.MessageRead;
import dev.handshake.session.Session;
import dev.handshake.verify.Verdict;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The certificates that the lab's servers really sent, judged for the moment of the handshake by
 * us, by {@code openssl verify} and by Java's PKIX.
 */
@SuppressWarnings("NullAway.Init")
final class LabOpinionTest {
    /** Where Java's own policy (jdk.certpath.disabledAlgorithms) is laxer than a browser's. */
    private static final Map<String, String> JAVA_ACCEPTS =
            Map.of(
                    "weak-key", "its limit for RSA is 1024 bits",
                    "sha1", "it refuses SHA-1 under its own roots alone (SHA1 jdkCA)");

    @TempDir private Path folder;

    static List<Scenario> scenarios() {
        return Scenario.all();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void agreesWithTheOthers(Scenario scenario) throws Exception {
        for (Session session : Shake.of(new LabSource(scenario)).sessions()) {
            Optional<List<Bytes>> sent = chain(session);
            if (sent.isEmpty()) {
                // Resumed, or over before the certificate came: then we judge none, either.
                assertThat(session.trusted()).isEmpty();
                continue;
            }
            boolean path =
                    holds(session, Verdict.Check.CHAIN) && holds(session, Verdict.Check.VALIDITY);
            OpensslVerify openssl =
                    OpensslVerify.of(
                            folder,
                            sent.get(),
                            session.trustAnchors(),
                            List.of(
                                    "-attime",
                                    Long.toString(session.started().getEpochSecond()),
                                    "-verify_hostname",
                                    String.valueOf(session.negotiated().sni())));
            assertThat(openssl.accepted())
                    .as("openssl: %s", openssl.said())
                    .isEqualTo(path && holds(session, Verdict.Check.HOSTNAME));
            assertThat(javaAccepts(session, sent.get()))
                    .as("Java: %s", JAVA_ACCEPTS.getOrDefault(scenario.name(), "as we do"))
                    .isEqualTo(path || JAVA_ACCEPTS.containsKey(scenario.name()));
        }
    }

    /** The server's certificates of the first handshake. */
    private static Optional<List<Bytes>> chain(Session session) {
        return session.messages().stream()
                .filter(message -> message.from() == Sender.SERVER && !message.isAbsent())
                .map(MessageRead::certificate)
                .flatMap(Optional::stream)
                .map(it -> it.entries().stream().map(Certificate.Entry::der).toList())
                .findFirst();
    }

    private static boolean holds(Session session, Verdict.Check check) {
        return session.verdict(check).orElseThrow().result() != Verdict.Result.FAIL;
    }

    private static boolean javaAccepts(Session session, List<Bytes> chain)
            throws GeneralSecurityException {
        Set<TrustAnchor> anchors = new HashSet<>();
        for (Bytes root : session.trustAnchors()) {
            anchors.add(new TrustAnchor(certificate(root), null));
        }
        List<X509Certificate> sent = new ArrayList<>();
        for (Bytes one : chain) {
            sent.add(certificate(one));
        }
        X509CertSelector leaf = new X509CertSelector();
        leaf.setCertificate(sent.getFirst());
        PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, leaf);
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(session.started()));
        parameters.addCertStore(
                CertStore.getInstance("Collection", new CollectionCertStoreParameters(sent)));
        try {
            CertPathBuilder.getInstance("PKIX").build(parameters);
            return true;
        } catch (CertPathBuilderException e) {
            return false;
        }
    }

    private static X509Certificate certificate(Bytes der) throws CertificateException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(der.toArray()));
    }
}
