package dev.handshake.capture.lab;

import dev.handshake.capture.lab.Recipe.Clients;
import dev.handshake.capture.lab.Recipe.Conduct;
import dev.handshake.capture.lab.Recipe.Memory;
import dev.handshake.capture.lab.Recipe.Middle;
import dev.handshake.capture.live.ClientOptions;
import dev.handshake.capture.live.Versions;
import dev.handshake.registry.CipherSuite;
import dev.handshake.registry.NamedGroup;
import dev.handshake.registry.ProtocolVersion;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.function.BiFunction;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.OCSPResp;

/** All that the lab can show, each scenario with what is special about it. */
final class Repertoire {
    /** The lesson's server: TLS 1.2, a certificate with an RSA key, an OCSP response. */
    static final Recipe TLS_1_2 =
            Recipe.of(
                    List.of(ProtocolVersion.TLS_1_2),
                    List.of(CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384),
                    List.of(NamedGroup.X25519),
                    lab ->
                            Shown.of(lab.rsaServer(), lab.issuing())
                                    .withStaple(lab.vouchFor(lab.rsaServer())));

    /** A server of today: TLS 1.3, a certificate with a P-256 key, an OCSP response. */
    private static final Recipe TLS_1_3 =
            Recipe.of(
                    List.of(ProtocolVersion.TLS_1_3),
                    List.of(CipherSuite.TLS_AES_256_GCM_SHA384),
                    List.of(NamedGroup.X25519MLKEM768, NamedGroup.X25519, NamedGroup.SECP256R1),
                    lab ->
                            Shown.of(lab.ecServer(), lab.issuing())
                                    .withStaple(lab.vouchFor(lab.ecServer())));

    /** One that can do both. */
    private static final Recipe BOTH =
            TLS_1_3.withVersions(ProtocolVersion.TLS_1_3, ProtocolVersion.TLS_1_2)
                    .withSuites(
                            "TLS_AES_256_GCM_SHA384", "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384");

    /** How long a client waits for a server that has fallen silent. */
    private static final Duration SHORT = Duration.ofMillis(700);

    private static final Scenario.Recorded OPENSSL =
            new Scenario.Recorded("OpenSSL 3.0.22", LocalDate.of(2026, 11, 24));

    private static final Scenario.Recorded BORINGSSL =
            new Scenario.Recorded("BoringSSL/netty-tcnative 2.0.74", LocalDate.of(2026, 11, 24));

    static final List<Scenario> ALL =
            List.of(
                    // How it goes
                    goes("tls12", TLS_1_2),
                    goes("tls12-rsa", TLS_1_2.withSuites("TLS_RSA_WITH_AES_256_GCM_SHA384")),
                    goes(
                            "tls12-dhe",
                            TLS_1_2.withSuites("TLS_DHE_RSA_WITH_AES_256_GCM_SHA384")
                                    .withGroups(NamedGroup.FFDHE2048)),
                    goes(
                            "tls12-ecdsa",
                            TLS_1_2.withSuites("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256")
                                    .withGroups(NamedGroup.SECP256R1)
                                    .showing(lab -> Shown.of(lab.ecServer(), lab.issuing()))),
                    goes(
                            "tls12-session-id",
                            Way.Served.by(TLS_1_2.with(Memory.SESSION_IDS)).twice()),
                    goes("tls12-ticket", Way.Served.by(TLS_1_2).twice()),
                    goes(
                            "tls12-client-auth",
                            Way.Served.by(TLS_1_2.with(Clients.CERTIFIED)).toOneWithCertificate()),
                    goes("tls13", TLS_1_3),
                    goes("tls13-x25519", TLS_1_3.withGroups(NamedGroup.X25519)),
                    goes("tls13-hrr", TLS_1_3.withGroups(NamedGroup.SECP384R1)),
                    goes("tls13-resumption", Way.Served.by(TLS_1_3).twice()),
                    goes(
                            "tls13-client-auth",
                            Way.Served.by(TLS_1_3.with(Clients.CERTIFIED)).toOneWithCertificate()),
                    goes(
                            "tls10",
                            TLS_1_2.withVersions(ProtocolVersion.TLS_1_0)
                                    .withSuites("TLS_RSA_WITH_AES_128_CBC_SHA")
                                    .showing(lab -> Shown.of(lab.rsaServer(), lab.issuing()))),

                    // Recorded with other programs
                    recorded("tls13-0rtt", OPENSSL),
                    recorded("tls13-0rtt-rejected", OPENSSL),
                    recorded("tls13-key-update", OPENSSL),
                    recorded("tls12-renegotiation", OPENSSL),
                    recorded("tls13-compressed-certificate", BORINGSSL),

                    // How it fails: the certificate
                    certificate(
                            "expired",
                            lab -> leaf(lab, lab.authority().in(Duration.ofDays(-180 - 34)))),
                    certificate(
                            "not-yet-valid",
                            lab -> leaf(lab, lab.authority().in(Duration.ofDays(30)))),
                    certificate(
                            "wrong-host",
                            lab -> leaf(lab, lab.issuing(), List.of("www.example.com"))),
                    certificate(
                            "self-signed",
                            lab -> Shown.of(lab.authority().selfSigned(keys(lab), Lab.NAMES))),
                    certificate(
                            "untrusted-root",
                            lab -> leaf(lab, lab.authority().root("Unknown Root"), Lab.NAMES)),
                    certificate("missing-intermediate", lab -> Shown.of(lab.rsaServer())),
                    certificate(
                            "wrong-order",
                            lab -> Shown.of(lab.rsaServer(), lab.rootIdentity(), lab.issuing())),
                    certificate("revoked", lab -> stapled(lab, lab.authority()::revoke)),
                    certificate(
                            "stale-staple",
                            lab -> stapled(lab, lab.authority().in(Duration.ofDays(-20))::vouch)),
                    certificate(
                            "bad-staple-signature",
                            lab ->
                                    stapled(
                                            lab,
                                            (issuing, server) ->
                                                    lab.authority()
                                                            .forge(
                                                                    issuing,
                                                                    server,
                                                                    lab.ecServer()))),
                    certificate("weak-key", lab -> Shown.of(lab.weakServer(), lab.issuing())),
                    certificate(
                            "sha1",
                            lab ->
                                    Shown.of(
                                            lab.authority()
                                                    .server(
                                                            lab.issuing(),
                                                            keys(lab),
                                                            Lab.NAMES,
                                                            "SHA1withECDSA"),
                                            lab.issuing())),
                    certificate(
                            "name-constraints",
                            lab ->
                                    leaf(
                                            lab,
                                            lab.authority()
                                                    .issuing(
                                                            lab.rootIdentity(),
                                                            "TLS Handshake Lab Example CA",
                                                            List.of("example.com")),
                                            Lab.NAMES)),

                    // How it fails: on the wire
                    fails(
                            "no-common-version",
                            Way.Served.by(TLS_1_3)
                                    .to(usual ->
                                            usual.offering(offer ->
                                                    offer.withVersions(Versions.TLS_1_2)))),
                    fails("no-common-cipher", TLS_1_2.withSuites("TLS_RSA_WITH_3DES_EDE_CBC_SHA")),
                    fails("no-common-group", TLS_1_3.withGroups(NamedGroup.X448)),
                    fails("downgrade", BOTH.with(Middle.TAKES_TLS13_AWAY)),
                    fails(
                            "forged-signature",
                            BOTH.showing(lab ->
                                    Shown.of(lab.ecServer(), lab.issuing())
                                            .signedWith(lab.authority().p256().getPrivate()))),
                    fails("tampered", BOTH.with(Middle.FLIPS_A_BIT)),
                    fails("wrong-finished", BOTH.with(Conduct.WRONG_FINISHED)),
                    fails(
                            "client-cert-required",
                            TLS_1_3.withGroups(NamedGroup.X25519).with(Clients.CERTIFIED)),
                    fails("alert-unrecognized-name", TLS_1_3.serving("www.example.com")),
                    fails("reset-mid-handshake", TLS_1_2.with(Conduct.RESETS)),
                    fails(
                            "stall",
                            Way.Served.by(TLS_1_2.with(Conduct.STALLS))
                                    .to(usual ->
                                            usual.withTimeouts(
                                                    ClientOptions.CONNECT_TIMEOUT, SHORT))),
                    fails("not-tls", TLS_1_2.with(Conduct.PLAIN_HTTP)));

    private Repertoire() {}

    private static Scenario goes(String name, Recipe recipe) {
        return goes(name, Way.Served.by(recipe));
    }

    private static Scenario goes(String name, Way way) {
        return new Scenario(name, Scenario.Group.GOES, way);
    }

    private static Scenario recorded(String name, Scenario.Recorded how) {
        return new Scenario(name, Scenario.Group.RECORDED, new Way.Recorded(how));
    }

    private static Scenario fails(String name, Recipe recipe) {
        return fails(name, Way.Served.by(recipe));
    }

    private static Scenario fails(String name, Way way) {
        return new Scenario(name, Scenario.Group.FAILS, way);
    }

    /** The handshake completes, but the certificate must not be trusted. */
    private static Scenario certificate(String name, Recipe.Shows shows) {
        return fails(
                name, TLS_1_2.withSuites("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256").showing(shows));
    }

    /** A certificate as it would have been made, or will be, at that authority's time. */
    private static Shown leaf(Lab lab, Authority then)
            throws GeneralSecurityException, IOException {
        return Shown.of(then.server(lab.issuing(), keys(lab), Lab.NAMES), lab.issuing());
    }

    private static Shown leaf(Lab lab, Identity issuer, List<String> names)
            throws GeneralSecurityException, IOException {
        return Shown.of(lab.authority().server(issuer, keys(lab), names), issuer);
    }

    private static Shown stapled(
            Lab lab, BiFunction<Identity, X509CertificateHolder, OCSPResp> responder) {
        return Shown.of(lab.rsaServer(), lab.issuing())
                .withStaple(responder.apply(lab.issuing(), lab.rsaServer().certificate()));
    }

    /** A fresh pair of RSA keys takes as long as hundreds of handshakes. */
    private static KeyPair keys(Lab lab) throws GeneralSecurityException {
        return lab.rsaServer().keys();
    }
}
