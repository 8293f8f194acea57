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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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

    /** What is in the usual ClientHello, by the versions of both sides. */
    private static final Map<String, Set<Bytes>> USUAL = new HashMap<>();

    @TempDir private Path temp;

    private static final List<String> FIELDS =
            List.of(SUITES, EXTENSIONS, GROUPS, SHARES, SCHEMES, VERSIONS, NAME, ALPN);

    /** What tshark reads of the first ClientHello, by field. */
    private record Hello(Map<String, List<String>> fields) {
        List<String> all(String field) {
            return fields.getOrDefault(field, List.of());
        }

        List<Integer> codes(String field) {
            return all(field).stream().map(Integer::decode).toList();
        }
    }

    private Hello hello(Shake shake) throws Exception {
        Path capture = temp.resolve("hello.pcap");
        PcapFile.write(capture, shake.chunks());
        List<Object> command =
                new ArrayList<>(
                        List.of(
                                Needs.program("tshark"),
                                "-r",
                                capture,
                                "-Y",
                                "tls.handshake.type == 1",
                                "-T",
                                "fields",
                                "-E",
                                "separator=;"));
        FIELDS.forEach(field -> command.addAll(List.of("-e", field)));
        // A warning about running as root may stand before it, a second hello after it.
        List<String> columns =
                Program.run(temp, command.toArray())
                        .lines()
                        .filter(line -> line.contains(";"))
                        .map(line -> List.of(line.split(";", -1)))
                        .findFirst()
                        .orElseThrow();
        Map<String, List<String>> read = new HashMap<>();
        for (int i = 0; i < FIELDS.size(); i++) {
            String column = columns.get(i);
            read.put(FIELDS.get(i), column.isEmpty() ? List.of() : List.of(column.split(",", -1)));
        }
        return new Hello(read);
    }

    private static Shake shake(Offer offer, String... options) throws Exception {
        Authority.Identity identity = Authority.shared().issue(HOST, Authority.Key.RSA);
        try (OpensslServer server = OpensslServer.start(identity, options)) {
            return Shake.with(server, HOST, o -> o.withOffer(offer));
        }
    }

    @Test
    void inTheOrderThatItHas() throws Exception {
        Hello hello =
                hello(
                        shake(
                                OFFER.withSuites(suites(0x1303, 0xc030, 0x1301, 0x009c))
                                        .withGroups(groups(0x0018, 0x001d, 0x0017))
                                        .withKeyShares(groups(0x0017, 0x0018))
                                        .withSignatureSchemes(
                                                List.of(
                                                        SignatureScheme.RSA_PKCS1_SHA512,
                                                        SignatureScheme.RSA_PSS_RSAE_SHA256,
                                                        SignatureScheme.ECDSA_SECP384R1_SHA384))
                                        .withAlpn(List.of("http/1.1", "h2"))
                                        .withServerName("other.example")));

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
        Shake shake = shake(OFFER.withKeyShares(List.of()), "-tls1_3");
        Hello hello = hello(shake);
        Report report = shake.report();

        assertThat(hello.codes(EXTENSIONS)).contains(ExtensionType.KEY_SHARE.code());
        assertThat(hello.codes(SHARES)).isEmpty();
        assertThat(report.at("negotiated.hello_retry_request")).isEqualTo("true");
        assertThat(report.at("outcome.status")).isEqualTo("completed");
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
            Set<Bytes> expected = usual(usual, version);
            assertThat(expected.remove(code(type))).isTrue();
            if (type.equals(ExtensionType.SIGNATURE_ALGORITHMS)) {
                expected.remove(code(ExtensionType.SIGNATURE_ALGORITHMS_CERT));
            }
            Report report = report(usual.withLeftOut(Set.of(type)), version);

            assertThat(extensions(report)).isEqualTo(expected);
            // No suite stands in for renegotiation_info (RFC 5746 §3.3).
            assertThat(Report.bytes(report.message("client_hello", 0), "cipher_suite"))
                    .doesNotContain(Bytes.ofHex("00ff"));
            assertThat(report.at("outcome.status")).as("%s", report).isEqualTo("completed");
            assertThat(report.verdict("server_finished")).isEqualTo("pass");
        }
    }

    /** It takes SHA-1, which is all that TLS 1.2 has without signature_algorithms. */
    private static Report report(Offer offer, String version) throws Exception {
        return shake(
                        offer,
                        version,
                        "-cipher",
                        "DEFAULT:@SECLEVEL=0",
                        "-sigalgs",
                        "RSA-PSS+SHA256:RSA+SHA256:RSA+SHA1")
                .report();
    }

    private static Set<Bytes> usual(Offer offer, String version) throws Exception {
        String key = offer.versions() + version;
        Set<Bytes> known = USUAL.get(key);
        if (known == null) {
            known = extensions(report(offer, version));
            USUAL.put(key, known);
        }
        return new HashSet<>(known);
    }

    private static Set<Bytes> extensions(Report report) {
        return new HashSet<>(Report.bytes(report.message("client_hello", 0), "extension_type"));
    }

    private static Bytes code(ExtensionType type) {
        return Bytes.ofHex("%04x".formatted(type.code()));
    }

    /** The second half of it: what today's server answers. */
    @ParameterizedTest
    @EnumSource
    void aPresetIsSaidAsItIs(Preset preset) throws Exception {
        Offer offer = preset.offer(new Target(HOST, 443));
        Shake shake = shake(offer, "-alpn", "h2,http/1.1");
        Hello hello = hello(shake);
        Report report = shake.report();

        assertThat(hello.codes(SUITES))
                .isEqualTo(offer.offeredSuites().stream().map(CipherSuite::code).toList());
        assertThat(hello.codes(GROUPS))
                .isEqualTo(offer.offeredGroups().stream().map(NamedGroup::code).toList());
        assertThat(hello.all(NAME)).isEqualTo(preset == Preset.NO_SNI ? List.of() : List.of(HOST));
        List<Integer> leftOut = offer.leftOut().stream().map(ExtensionType::code).toList();
        assertThat(hello.codes(EXTENSIONS)).noneMatch(leftOut::contains);
        assertThat(report.at("outcome.status") + " " + report.at("negotiated.version"))
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
