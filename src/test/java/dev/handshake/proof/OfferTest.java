package dev.handshake.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.Needs;
import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Target;
import dev.handshake.capture.live.Offer;
import dev.handshake.capture.live.Offers;
import dev.handshake.capture.live.Preset;
import dev.handshake.capture.live.Versions;
import dev.handshake.registry.CipherSuite;
import dev.handshake.registry.ExtensionType;
import dev.handshake.registry.NamedGroup;
import dev.handshake.registry.SignatureScheme;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The ClientHello says what the offer says and nothing else: {@code tshark} reads it. */
final class OfferTest {
    private static final String HOST = "www.proof.example";
    private static final Offer OFFER = Offer.to(new Target(HOST, 443));

    private static final String SUITES = "tls.handshake.ciphersuite";
    private static final String EXTENSIONS = "tls.handshake.extension.type";
    private static final String GROUPS = "tls.handshake.extensions_supported_group";
    private static final String SHARES = "tls.handshake.extensions_key_share_group";
    private static final String SCHEMES = "tls.handshake.sig_hash_alg";
    private static final String VERSIONS = "tls.handshake.extensions.supported_version";
    private static final String NAME = "tls.handshake.extensions_server_name";
    private static final String ALPN = "tls.handshake.extensions_alpn_str";

    @TempDir private Path temp;

    /** What tshark reads of a ClientHello. */
    private final class Hello {
        private final Path capture = temp.resolve("hello.pcap");

        Hello(Offer offer) throws Exception {
            Authority.Identity identity = Authority.shared().issue(HOST, Authority.Key.RSA);
            try (OpensslServer server = OpensslServer.start(identity)) {
                Shake shake = Shake.with(server, HOST, o -> o.withOffer(offer));
                PcapFile.write(capture, shake.chunks());
            }
        }

        List<String> all(String field) {
            String line =
                    Program.run(
                            temp,
                            Needs.program("tshark"),
                            "-r",
                            capture,
                            "-Y",
                            "tls.handshake.type == 1",
                            "-T",
                            "fields",
                            "-e",
                            field);
            // A warning about running as root may stand before it, a second hello after it.
            String first = line.lines().filter(one -> !one.contains("root")).findFirst().orElse("");
            return first.isEmpty() ? List.of() : List.of(first.split(",", -1));
        }

        List<Integer> codes(String field) {
            return all(field).stream().map(Integer::decode).toList();
        }
    }

    @Test
    void inTheOrderThatItHas() throws Exception {
        Hello hello =
                new Hello(
                        OFFER.withSuites(suites(0x1303, 0xc030, 0x1301, 0x009c))
                                .withGroups(groups(0x0018, 0x001d, 0x0017))
                                .withKeyShares(groups(0x0017, 0x0018))
                                .withSignatureSchemes(
                                        List.of(
                                                SignatureScheme.RSA_PKCS1_SHA512,
                                                SignatureScheme.RSA_PSS_RSAE_SHA256,
                                                SignatureScheme.ECDSA_SECP384R1_SHA384))
                                .withAlpn(List.of("http/1.1", "h2"))
                                .withServerName("other.example"));

        assertThat(hello.codes(SUITES)).containsExactly(0x1303, 0xc030, 0x1301, 0x009c);
        assertThat(hello.codes(GROUPS)).containsExactly(0x0018, 0x001d, 0x0017);
        // RFC 9846 §4.3.8: in the order of the groups.
        assertThat(hello.codes(SHARES)).containsExactly(0x0018, 0x0017);
        // In signature_algorithms, and the same in signature_algorithms_cert.
        assertThat(hello.codes(SCHEMES))
                .containsExactly(0x0601, 0x0804, 0x0503, 0x0601, 0x0804, 0x0503);
        assertThat(hello.codes(VERSIONS)).containsExactly(0x0304, 0x0303);
        assertThat(hello.all(ALPN)).containsExactly("http/1.1", "h2");
        assertThat(hello.all(NAME)).containsExactly("other.example");
    }

    @Test
    void withoutAKeyShareTheServerAsks() throws Exception {
        Offer offer = OFFER.withKeyShares(List.of());
        Hello hello = new Hello(offer);

        assertThat(hello.codes(EXTENSIONS)).contains(ExtensionType.KEY_SHARE.code());
        assertThat(hello.codes(SHARES)).isEmpty();
        Authority.Identity identity = Authority.shared().issue(HOST, Authority.Key.RSA);
        try (OpensslServer server = OpensslServer.start(identity, "-tls1_3")) {
            Report report = Shake.with(server, HOST, o -> o.withOffer(offer)).report();
            assertThat(report.at("negotiated.hello_retry_request")).isEqualTo("true");
            assertThat(report.at("outcome.status")).isEqualTo("completed");
        }
    }

    static Stream<ExtensionType> optional() {
        return Offers.optional().stream();
    }

    /** Each alone, and the handshake still works, in a version at least that can do without it. */
    @ParameterizedTest
    @MethodSource("optional")
    void withoutWhatIsLeftOut(ExtensionType type) throws Exception {
        boolean needed = OFFER.withLeftOut(Set.of(type)).problem().isPresent();
        Offer usual = needed ? OFFER.withVersions(Versions.TLS_1_2) : OFFER;
        for (String version : needed ? List.of("-tls1_2") : List.of("-tls1_2", "-tls1_3")) {
            Set<Bytes> expected = extensions(shake(usual, version));
            assertThat(expected.remove(code(type))).isTrue();
            if (type.equals(ExtensionType.SIGNATURE_ALGORITHMS)) {
                expected.remove(code(ExtensionType.SIGNATURE_ALGORITHMS_CERT));
            }
            Report report = shake(usual.withLeftOut(Set.of(type)), version);

            assertThat(extensions(report)).isEqualTo(expected);
            // No suite stands in for renegotiation_info (RFC 5746 §3.3).
            assertThat(Report.bytes(report.message("client_hello", 0), "cipher_suite"))
                    .doesNotContain(Bytes.ofHex("00ff"));
            assertThat(report.at("outcome.status")).as("%s", report).isEqualTo("completed");
            assertThat(report.verdict("server_finished")).isEqualTo("pass");
        }
    }

    private static Report shake(Offer offer, String version) throws Exception {
        Authority.Identity identity = Authority.shared().issue(HOST, Authority.Key.RSA);
        try (OpensslServer server =
                OpensslServer.start(
                        identity,
                        version,
                        "-cipher",
                        "DEFAULT:@SECLEVEL=0",
                        "-sigalgs",
                        "RSA-PSS+SHA256:RSA+SHA256:RSA+SHA1")) {
            return Shake.with(server, HOST, o -> o.withOffer(offer)).report();
        }
    }

    private static Set<Bytes> extensions(Report report) {
        return new HashSet<>(Report.bytes(report.message("client_hello", 0), "extension_type"));
    }

    private static Bytes code(ExtensionType type) {
        return Bytes.ofHex("%04x".formatted(type.code()));
    }

    @ParameterizedTest
    @EnumSource
    void aPresetIsSaidAsItIs(Preset preset) throws Exception {
        Offer offer = preset.offer(new Target(HOST, 443));
        Hello hello = new Hello(offer);

        assertThat(hello.codes(SUITES))
                .isEqualTo(offer.offeredSuites().stream().map(CipherSuite::code).toList());
        assertThat(hello.codes(GROUPS))
                .isEqualTo(offer.offeredGroups().stream().map(NamedGroup::code).toList());
        assertThat(hello.all(NAME)).isEqualTo(preset == Preset.NO_SNI ? List.of() : List.of(HOST));
        List<Integer> leftOut = offer.leftOut().stream().map(ExtensionType::code).toList();
        assertThat(hello.codes(EXTENSIONS)).noneMatch(leftOut::contains);
    }

    /** What today's server answers to each. */
    @ParameterizedTest
    @EnumSource
    void aPresetDoesWhatItsWordsSay(Preset preset) throws Exception {
        Authority.Identity identity = Authority.shared().issue(HOST, Authority.Key.RSA);
        try (OpensslServer server = OpensslServer.start(identity, "-alpn", "h2,http/1.1")) {
            Report report =
                    Shake.with(server, HOST, o -> o.withOffer(preset.offer(new Target(HOST, 443))))
                            .report();
            String outcome = report.at("outcome.status") + " " + report.at("negotiated.version");
            assertThat(outcome)
                    .isEqualTo(
                            switch (preset) {
                                case BROWSER, NO_SNI -> "completed TLS 1.3";
                                case LESSON -> "completed TLS 1.2";
                                case WEAK, NO_COMMON_GROUP -> "failed null";
                            });
            if (preset == Preset.BROWSER) {
                assertThat(report.at("negotiated.alpn")).isEqualTo("h2");
            }
        }
    }

    /** A server of the worst kind takes what is weak. */
    @ParameterizedTest
    @EnumSource(
            value = Versions.class,
            names = {"OLD", "DOWN_TO_1_0"})
    void anOldServerTakesAnOldOffer(Versions versions) throws Exception {
        Authority.Identity identity = Authority.shared().issue(HOST, Authority.Key.RSA);
        try (OpensslServer server =
                OpensslServer.start(identity, "-tls1", "-cipher", "AES128-SHA:@SECLEVEL=0")) {
            Report report =
                    Shake.with(server, HOST, o -> o.offering(offer -> offer.withVersions(versions)))
                            .report();

            assertThat(report.at("outcome.status")).as("%s", report).isEqualTo("completed");
            assertThat(report.at("negotiated.version")).isEqualTo("TLS 1.0");
            assertThat(report.verdict("server_finished")).isEqualTo("pass");
        }
    }

    private static List<CipherSuite> suites(int... codes) {
        return Arrays.stream(codes).mapToObj(CipherSuite::new).toList();
    }

    private static List<NamedGroup> groups(int... codes) {
        return Arrays.stream(codes).mapToObj(NamedGroup::new).toList();
    }
}
