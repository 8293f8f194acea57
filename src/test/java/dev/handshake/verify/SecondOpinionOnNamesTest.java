package dev.handshake.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.Needs;
import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Origin;
import dev.handshake.verify.Made.Identity;
import java.io.ByteArrayInputStream;
import java.net.IDN;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Names of hosts and certificates, compared by us, by {@code openssl x509 -checkhost} and by a
 * handshake of Java with HTTPS's endpoint identification.
 */
class SecondOpinionOnNamesTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir private @Nullable Path folder;

    /**
     * @param names of subjectAltName: {@code ip:} before addresses; empty for none, when the common
     *     name is {@code www.example.org}
     * @param others what OpenSSL and Java say, where one of them differs, and why
     */
    @ParameterizedTest
    @CsvSource({
        "www.example.org, www.example.org, PASS, ''",
        "WWW.Example.ORG, www.example.org, PASS, ''",
        "www.example.org, example.org, FAIL, ''",
        "mail.example.org www.example.org, www.example.org, PASS, ''",
        "www.example.org, www.example.org.evil.com, FAIL, ''",
        "*.example.org, www.example.org, PASS, ''",
        "*.example.org, example.org, FAIL, ''",
        "*.example.org, a.b.example.org, FAIL, ''",
        "*.org, example.org, FAIL,"
                + " 'FAIL PASS: Java knows public suffixes, but heeds them below its own roots'",
        "www.*.org, www.example.org, FAIL, ''",
        "w*.example.org, www.example.org, FAIL,"
                + " 'PASS PASS: RFC 9525 §6.3 wants the wildcard to be the whole label'",
        "'', www.example.org, FAIL,"
                + " 'PASS PASS: RFC 9525 §2 takes no common name for the name of a host'",
        "mail.example.org, www.example.org, FAIL, ''",
        "ip:127.0.0.1, 127.0.0.1, PASS, ''",
        "ip:127.0.0.1, 127.0.0.2, FAIL, ''",
        "ip:2001:db8::1, 2001:db8:0:0::1, PASS, ''",
        "127.0.0.1, 127.0.0.1, FAIL, ''",
        "ip:127.0.0.1, localhost, FAIL, ''",
        "xn--3e0b707e.kr, 한국.kr, PASS, ''",
        "*.xn--3e0b707e.kr, www.한국.kr, PASS, ''",
        "xn--3e0b707e.kr, 한국.com, FAIL, ''"
    })
    void agreesOrSaysWhyNot(String names, String host, Verdict.Result result, String others)
            throws Exception {
        Made made = Made.named("www.example.org").ca();
        List<String> all = Arrays.stream(names.split(" ")).filter(it -> !it.isEmpty()).toList();
        if (names.startsWith("ip:")) {
            made.ip(names.substring(3));
        } else if (!all.isEmpty()) {
            made.dns(all.toArray(String[]::new));
        }
        Identity identity = made.make();
        String usual = result + " " + result;

        assertThat(ours(identity, host)).isEqualTo(result);
        assertThat(openssl(identity, host) + " " + java(identity, host))
                .isEqualTo(others.isEmpty() ? usual : others.replaceFirst(":.*", ""));
    }

    private static Verdict.Result ours(Identity identity, String host) {
        return new CertificateChecks(
                        List.of(identity.der()),
                        Instant.now(),
                        new Origin(Origin.Kind.LIVE, host, 443, null, false))
                .chain(List.of(identity.der()), Optional.empty()).findings().stream()
                        .filter(it -> it.check() == Verdict.Check.HOSTNAME)
                        .findFirst()
                        .orElseThrow()
                        .result();
    }

    private Verdict.Result openssl(Identity identity, String host) throws Exception {
        Path file = Objects.requireNonNull(folder).resolve("certificate.der");
        Files.write(file, identity.der().toArray());
        boolean address = host.matches("[0-9.]+|.*:.*");
        Process process =
                new ProcessBuilder(
                                Needs.program("openssl").toString(),
                                "x509",
                                "-inform",
                                "DER",
                                "-noout",
                                "-in",
                                file.toString(),
                                address ? "-checkip" : "-checkhost",
                                address ? host : IDN.toASCII(host))
                        .redirectErrorStream(true)
                        .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        assertThat(said).contains("match certificate");
        return said.contains("does match") ? Verdict.Result.PASS : Verdict.Result.FAIL;
    }

    // -- Java

    private static Verdict.Result java(Identity identity, String host) throws Exception {
        SSLContext context = context(identity);
        SSLEngine server = context.createSSLEngine();
        server.setUseClientMode(false);
        SSLEngine client = context.createSSLEngine(IDN.toASCII(host), 443);
        client.setUseClientMode(true);
        SSLParameters parameters = client.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        client.setSSLParameters(parameters);
        try {
            shakeHands(client, server);
            return Verdict.Result.PASS;
        } catch (SSLException e) {
            // For the name, and for nothing else.
            assertThat(e).hasRootCauseInstanceOf(CertificateException.class);
            assertThat(e).hasStackTraceContaining("HostnameChecker");
            return Verdict.Result.FAIL;
        }
    }

    private static SSLContext context(Identity identity) throws Exception {
        Certificate certificate = certificate(identity.der());
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "key", identity.key().getPrivate(), PASSWORD, new Certificate[] {certificate});
        store.setCertificateEntry("trusted", certificate);
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store, PASSWORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static Certificate certificate(Bytes der) throws GeneralSecurityException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(der.toArray()));
    }

    /** Both in one thread, until both are done or one of them refuses. */
    private static void shakeHands(SSLEngine client, SSLEngine server) throws SSLException {
        ByteBuffer there = ByteBuffer.allocate(1 << 16);
        ByteBuffer back = ByteBuffer.allocate(1 << 16);
        client.beginHandshake();
        server.beginHandshake();
        for (int i = 0; i < 100; i++) {
            step(client, there, back);
            step(server, back, there);
            if (isDone(client) && isDone(server)) {
                return;
            }
        }
        throw new AssertionError("no end");
    }

    private static boolean isDone(SSLEngine engine) {
        return engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING;
    }

    private static void step(SSLEngine engine, ByteBuffer out, ByteBuffer in) throws SSLException {
        ByteBuffer nothing = ByteBuffer.allocate(0);
        ByteBuffer content = ByteBuffer.allocate(1 << 16);
        switch (engine.getHandshakeStatus()) {
            case NEED_TASK -> engine.getDelegatedTask().run();
            case NEED_WRAP -> engine.wrap(nothing, out);
            case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                in.flip();
                engine.unwrap(in, content);
                in.compact();
            }
            case FINISHED, NOT_HANDSHAKING -> {}
        }
    }
}
