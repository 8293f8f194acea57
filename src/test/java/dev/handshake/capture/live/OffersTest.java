package dev.handshake.capture.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handshake.Needs;
import dev.handshake.bytes.Phrase;
import dev.handshake.capture.BadInput;
import dev.handshake.capture.Target;
import dev.handshake.explain.Language;
import dev.handshake.explain.Words;
import dev.handshake.registry.CipherSuite;
import dev.handshake.registry.ExtensionType;
import dev.handshake.registry.NamedGroup;
import dev.handshake.registry.SignatureScheme;
import java.io.BufferedReader;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OffersTest {
    private static final NamedGroup BRAINPOOL_P256 = new NamedGroup(0x001a);
    private static final Offer OFFER = Offer.to(new Target("www.example.org", 443));

    private static void refused(ThrowingCallable reading, String key, Object... args) {
        assertThatThrownBy(reading)
                .isInstanceOfSatisfying(
                        BadInput.class,
                        wrong -> {
                            assertThat(wrong.phrase()).isEqualTo(Phrase.of(key, args));
                            for (Language language : Language.values()) {
                                String text = Words.of(language).text(wrong.phrase());
                                assertThat(text).doesNotContain("{");
                                for (Object arg : args) {
                                    assertThat(text).contains(arg.toString());
                                }
                            }
                        });
    }

    @Test
    void readsSuitesInTheirOrder() throws BadInput {
        assertThat(Offers.suites("TLS_AES_256_GCM_SHA384, TLS_AES_128_GCM_SHA256"))
                .containsExactly(
                        CipherSuite.TLS_AES_256_GCM_SHA384, CipherSuite.TLS_AES_128_GCM_SHA256);
    }

    /** OpenSSL lists {@code IANA's name - its own name …}, a suite a line. */
    @Test
    void readsEverySuiteByTheNameThatOpensslGivesIt() throws Exception {
        Process openssl =
                new ProcessBuilder(
                                Needs.program("openssl").toString(),
                                "ciphers",
                                "-stdname",
                                "-v",
                                "ALL:@SECLEVEL=0")
                        .start();
        Map<String, String> names = new HashMap<>();
        try (BufferedReader lines = openssl.inputReader()) {
            for (String line : lines.lines().toList()) {
                List<String> words = List.of(line.strip().split("\\s+"));
                names.put(words.get(0), words.get(2));
            }
        }
        int known = 0;
        for (CipherSuite suite : Offers.supported()) {
            String name = names.get(suite.name());
            if (name != null) {
                assertThat(Offers.suites(name)).as(name).containsExactly(suite);
                known++;
            }
        }
        assertThat(known).isGreaterThan(20);
    }

    @ParameterizedTest
    @CsvSource({
        "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384, 0xc030",
        "tls_ecdhe_rsa_with_aes_256_gcm_sha384, 0xc030",
        "ECDHE-RSA-AES256-GCM-SHA384, 0xc030",
        "TLS_RSA_WITH_AES_128_CBC_SHA, 0x002f",
        "DHE-RSA-AES128-GCM-SHA256, 0x009e",
        "TLS_CHACHA20_POLY1305_SHA256, 0x1303",
    })
    void readsASuiteInBothSpellings(String typed, String code) throws BadInput {
        assertThat(Offers.suites(typed))
                .extracting(CipherSuite::code)
                .containsExactly(Integer.decode(code));
    }

    @Test
    void saysASuiteOnlyOnce() throws BadInput {
        assertThat(Offers.suites("TLS_AES_128_GCM_SHA256:TLS_AES_128_GCM_SHA256")).hasSize(1);
    }

    @Test
    void suggestsTheNearestSuite() {
        refused(
                () -> Offers.suites("TLS_AES_256_GMC_SHA384"),
                "options.suite.nearest",
                "TLS_AES_256_GMC_SHA384",
                "TLS_AES_256_GCM_SHA384");
        refused(
                () -> Offers.suites("ECDHE-RSA-AES256-CGM-SHA384"),
                "options.suite.nearest",
                "ECDHE-RSA-AES256-CGM-SHA384",
                "ECDHE-RSA-AES256-GCM-SHA384");
        refused(() -> Offers.suites("fast"), "options.suite.unknown", "fast");
        refused(() -> Offers.suites(" , "), "options.suite.empty");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TLS_PSK_WITH_AES_128_GCM_SHA256",
                "TLS_DHE_DSS_WITH_AES_128_CBC_SHA",
                "TLS_RSA_EXPORT_WITH_RC4_40_MD5",
                "TLS_ECDH_anon_WITH_AES_128_CBC_SHA",
                "TLS_EMPTY_RENEGOTIATION_INFO_SCSV"
            })
    void refusesSuitesThatItCannotSpeak(String typed) {
        refused(() -> Offers.suites(typed), "options.suite.unsupported", typed);
    }

    @ParameterizedTest
    @CsvSource({
        "x25519, x25519",
        "X25519, x25519",
        "P-256, secp256r1",
        "prime256v1, secp256r1",
        "x25519mlkem768, X25519MLKEM768",
        "ffdhe3072, ffdhe3072",
    })
    void readsGroups(String typed, String name) throws BadInput {
        assertThat(Offers.groups(typed)).extracting(NamedGroup::name).containsExactly(name);
    }

    @Test
    void suggestsTheNearestGroup() {
        refused(() -> Offers.groups("x25591"), "options.group.nearest", "x25591", "x25519");
        refused(() -> Offers.groups("kyber"), "options.group.unknown", "kyber");
        refused(() -> Offers.groups(""), "options.group.empty");
        refused(
                () -> Offers.groups("arbitrary_explicit_prime_curves"),
                "options.group.unsupported",
                "arbitrary_explicit_prime_curves");
    }

    @Test
    void readsProtocols() throws BadInput {
        assertThat(Offers.alpn("h2, http/1.1")).containsExactly("h2", "http/1.1");
        assertThat(Offers.alpn("none")).isEmpty();
        refused(() -> Offers.alpn(""), "options.alpn.empty");
        refused(() -> Offers.alpn("h2,한국"), "options.alpn", "한국");
    }

    @Test
    void readsAServerName() throws BadInput {
        assertThat(Offers.serverName("Other.Example")).isEqualTo("other.example");
        assertThat(Offers.serverName("none")).isNull();
        refused(() -> Offers.serverName("127.0.0.1"), "options.name", "127.0.0.1");
        refused(() -> Offers.serverName("a.example:443"), "options.name", "a.example:443");
    }

    @Test
    void readsSeconds() throws BadInput {
        assertThat(Offers.seconds("15")).isEqualTo(Duration.ofSeconds(15));
        assertThat(Offers.seconds("0.25")).isEqualTo(Duration.ofMillis(250));
        assertThat(Offers.seconds("3600")).isEqualTo(Duration.ofHours(1));
        for (String wrong : new String[] {"0", "0.05", "3601", "-1", "1e3", "ten", ""}) {
            refused(() -> Offers.seconds(wrong), "options.seconds", wrong);
        }
    }

    @Test
    void readsVersions() throws BadInput {
        assertThat(Versions.parse("1.2")).isEqualTo(Versions.TLS_1_2);
        assertThat(Versions.parse("1.3")).isEqualTo(Versions.TLS_1_3);
        refused(() -> Versions.parse("1.1"), "options.version", "1.1");
    }

    @Test
    void saysWhatCannotWorkBeforeConnecting() throws BadInput {
        String suite13 = "TLS_AES_128_GCM_SHA256";
        String suite12 = "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256";
        refused(
                () ->
                        OFFER.withVersions(Versions.TLS_1_2)
                                .withSuites(Offers.suites(suite13))
                                .checked(),
                "options.suite.needs13",
                suite13);
        refused(
                () ->
                        OFFER.withVersions(Versions.TLS_1_3)
                                .withSuites(Offers.suites(suite12))
                                .checked(),
                "options.suite.needs12",
                suite12);
        refused(
                () ->
                        OFFER.withVersions(Versions.TLS_1_2)
                                .withGroups(Offers.groups("X25519MLKEM768"))
                                .checked(),
                "options.group.needs13",
                "X25519MLKEM768");
        refused(
                () ->
                        OFFER.withSuites(Offers.suites(suite12))
                                .withGroups(Offers.groups("ffdhe2048"))
                                .checked(),
                "options.suite.group",
                suite12);
    }

    @Test
    void saysWhatElseCannotWork() {
        refused(() -> OFFER.withSuites(List.of()).checked(), "options.suite.empty");
        refused(() -> OFFER.withServerName("10.0.0.1").checked(), "options.name", "10.0.0.1");
        refused(() -> OFFER.withServerName("한국.kr").checked(), "options.name", "한국.kr");
        refused(() -> OFFER.withAlpn(List.of("h 2")).checked(), "options.alpn", "h 2");
        refused(() -> OFFER.withSignatureSchemes(List.of()).checked(), "options.scheme.empty");
        refused(
                () -> OFFER.withGroups(List.of()).checked(),
                "options.suite.group",
                "TLS_AES_128_GCM_SHA256");
        refused(
                () -> OFFER.withKeyShares(List.of(NamedGroup.X448)).checked(),
                "options.share.group",
                "x448");
        refused(
                () ->
                        OFFER.withVersions(Versions.TLS_1_2)
                                .withKeyShares(List.of(NamedGroup.X25519))
                                .checked(),
                "options.share.needs13",
                "x25519");
        refused(
                () ->
                        OFFER.withGroups(List.of(BRAINPOOL_P256, NamedGroup.X25519))
                                .withKeyShares(List.of(BRAINPOOL_P256))
                                .checked(),
                "options.share.old",
                "brainpoolP256r1");
        refused(
                () -> OFFER.withLeftOut(Set.of(ExtensionType.SUPPORTED_VERSIONS)).checked(),
                "options.extension.needed",
                "supported_versions");
        refused(
                () -> OFFER.withLeftOut(Set.of(ExtensionType.SIGNATURE_ALGORITHMS)).checked(),
                "options.extension.needed13",
                "signature_algorithms");
    }

    @Test
    void everyPresetCanBeSent() throws BadInput {
        for (Preset preset : Preset.values()) {
            assertThat(preset.offer(new Target("www.example.org", 443)).checked().offeredSuites())
                    .as(preset.toString())
                    .isNotEmpty();
        }
    }

    /** Each as the only one, with a share where there can be one. */
    @Test
    void everythingThatThereIsToChooseFromCanBeSent() throws Exception {
        for (NamedGroup group : Offers.supportedGroups()) {
            Offer alone = OFFER.withGroups(List.of(group));
            Offer offer =
                    alone.problem().isPresent() ? alone.withVersions(Versions.TLS_1_2) : alone;
            // What is for TLS 1.2 alone leaves groups for DHE no suite to complain of.
            if (offer.problem().isEmpty()) {
                assertThat(hello(offer))
                        .as(group.name())
                        .contains("000a00040002%04x".formatted(group.code()));
            }
        }
        for (CipherSuite suite : Offers.supported()) {
            assertThat(hello(OFFER.withSuites(List.of(suite)).checked()))
                    .as(suite.name())
                    .contains("0002%04x0100".formatted(suite.code()));
        }
        for (SignatureScheme scheme : Offers.supportedSignatureSchemes()) {
            assertThat(hello(OFFER.withSignatureSchemes(List.of(scheme)).checked()))
                    .as(scheme.name())
                    .contains("000d00040002%04x".formatted(scheme.code()));
        }
    }

    private static String hello(Offer offer) throws Broken {
        ClientOptions options =
                ClientOptions.to(new Target("www.example.org", 443)).withOffer(offer);
        return new Engine(new TappedClient(options, new TappedCrypto(_ -> {}), _ -> {}))
                .output()
                .hex();
    }

    /** What {@link dev.handshake.registry.Weakness} says of them, which knows nothing of offers. */
    @Test
    void whatIsWeakIsWeak() {
        Offer weak = Preset.WEAK.offer(new Target("www.example.org", 443));

        assertThat(weak.suites()).noneMatch(suite -> suite.weaknesses().isEmpty());
        assertThat(weak.groups()).noneMatch(group -> group.weaknesses().isEmpty());
        assertThat(weak.signatureSchemes()).noneMatch(scheme -> scheme.weaknesses().isEmpty());
    }

    @Test
    void everyCapLeavesTheDefaultsWorking() throws BadInput {
        for (Versions versions : Versions.values()) {
            Offer offer = OFFER.withVersions(versions).checked();

            assertThat(offer.offersTls13()).isEqualTo(versions.tls13());
            assertThat(offer.offersTls12()).isEqualTo(versions.tls12());
            assertThat(offer.offeredSuites()).isNotEmpty();
        }
    }

    @Test
    void sendsNoNameForAnAddress() {
        assertThat(Offer.to(new Target("127.0.0.1", 443)).serverName()).isNull();
        assertThat(OFFER.serverName()).isEqualTo("www.example.org");
    }
}
