package dev.handshake.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.CaptureEvent;
import dev.handshake.capture.Sender;
import dev.handshake.capture.live.ClientOptions;
import dev.handshake.capture.live.Offers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Against {@code openssl s_server}: what this program tells is what the server says. */
final class OpensslTest {
    private static final String HOST = "www.proof.example";

    @TempDir private static Path temp;

    /**
     * A server, and how it is spoken to.
     *
     * @param suites what the client types, or empty for its defaults
     */
    record Case(String name, Authority.Key key, String suites, List<String> options) {
        Case(String options) {
            this(options, Authority.Key.RSA, "", List.of(options.split(" ")));
        }

        /** TLS 1.3 with this suite alone. */
        static Case suite(Authority.Key key, String suite) {
            return new Case(suite, key, suite, List.of("-tls1_3", "-ciphersuites", suite));
        }

        /** TLS 1.2 with this suite alone: in the server's words and in IANA's. */
        static Case suite(Authority.Key key, String openssl, String iana, String... more) {
            List<String> options = new ArrayList<>(List.of(more));
            options.addAll(List.of("-tls1_2", "-cipher", openssl + ":@SECLEVEL=0"));
            return new Case(iana + " " + String.join(" ", more), key, iana, List.copyOf(options));
        }

        UnaryOperator<ClientOptions> wishes() {
            return options -> {
                try {
                    return suites.isEmpty() ? options : options.withSuites(Offers.suites(suites));
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            };
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case("-tls1_3"),
                new Case("-tls1_2"),
                new Case("p384", Authority.Key.P384, "", List.of("-tls1_2")),
                new Case("ed25519", Authority.Key.ED25519, "", List.of("-tls1_3")),
                Case.suite(Authority.Key.P256, "TLS_AES_128_GCM_SHA256"),
                Case.suite(Authority.Key.RSA, "TLS_AES_256_GCM_SHA384"),
                Case.suite(Authority.Key.P256, "TLS_CHACHA20_POLY1305_SHA256"),
                Case.suite(Authority.Key.P256, "TLS_AES_128_CCM_SHA256"),
                Case.suite(
                        Authority.Key.RSA,
                        "ECDHE-RSA-AES128-GCM-SHA256",
                        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"),
                Case.suite(
                        Authority.Key.P256,
                        "ECDHE-ECDSA-AES256-GCM-SHA384",
                        "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"),
                Case.suite(
                        Authority.Key.RSA,
                        "ECDHE-RSA-CHACHA20-POLY1305",
                        "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"),
                Case.suite(
                        Authority.Key.P256,
                        "ECDHE-ECDSA-AES128-SHA",
                        "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA"),
                Case.suite(
                        Authority.Key.P256,
                        "ECDHE-ECDSA-AES128-SHA",
                        "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
                        "-no_etm"),
                Case.suite(
                        Authority.Key.RSA,
                        "ECDHE-RSA-AES256-SHA384",
                        "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384"),
                Case.suite(
                        Authority.Key.RSA,
                        "ECDHE-RSA-AES256-SHA384",
                        "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384",
                        "-no_etm"),
                Case.suite(
                        Authority.Key.RSA,
                        "DHE-RSA-AES256-GCM-SHA384",
                        "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384"),
                Case.suite(
                        Authority.Key.RSA,
                        "DHE-RSA-AES128-SHA",
                        "TLS_DHE_RSA_WITH_AES_128_CBC_SHA"),
                Case.suite(
                        Authority.Key.RSA, "AES256-GCM-SHA384", "TLS_RSA_WITH_AES_256_GCM_SHA384"),
                Case.suite(
                        Authority.Key.RSA, "AES128-SHA", "TLS_RSA_WITH_AES_128_CBC_SHA", "-no_etm"),
                Case.suite(
                        Authority.Key.P256,
                        "ECDHE-ECDSA-AES128-CCM",
                        "TLS_ECDHE_ECDSA_WITH_AES_128_CCM"),
                Case.suite(Authority.Key.RSA, "AES128-CCM8", "TLS_RSA_WITH_AES_128_CCM_8"),
                new Case("-tls1_3 -groups P-521"),
                new Case("-tls1_2 -groups P-384"),
                new Case("-tls1_3 -no_ticket"),
                new Case("-tls1_2 -no_ticket"),
                new Case("-tls1_3 -verify 1"),
                new Case("-tls1_2 -verify 1"),
                new Case("-tls1_2 -alpn http/1.1 -comp"),
                new Case("-tls1_2 -legacy_renegotiation -no_renegotiation"),
                new Case("-tls1_3 -alpn http/1.1 -split_send_frag 600 -max_send_frag 600"));
    }

    @TestFactory
    Stream<DynamicTest> everyByteAndSecretIsWhatCrossed() {
        return cases().map(c -> DynamicTest.dynamicTest(c.name(), () -> captured(c)));
    }

    private static void captured(Case c) throws Exception {
        List<String> options = new ArrayList<>(c.options());
        options.add("-msg");
        try (OpensslServer server =
                        OpensslServer.start(
                                Authority.shared().issue(HOST, c.key()),
                                options.toArray(String[]::new));
                Tap tap = Tap.on(server)) {
            Shake shake = Shake.with(tap, HOST, c.wishes());
            assertThat(shake.last()).isInstanceOf(CaptureEvent.Closed.class);
            for (Sender from : Sender.values()) {
                Bytes crossed =
                        Bytes.concat(
                                tap.chunks().stream()
                                        .filter(chunk -> chunk.from() == from)
                                        .map(Tap.Chunk::bytes)
                                        .toArray(Bytes[]::new));
                assertThat(shake.bytes(from)).isEqualTo(crossed);
            }
            Path capture = temp.resolve("tap.pcap");
            PcapFile.write(capture, tap.chunks());
            Tshark.Conversation told =
                    new Tshark(capture, shake.keyLog(temp.resolve("keys")))
                            .conversations()
                            .getFirst();
            assertThat(of(told.messages().stream().map(Tshark.Message::seen), Sender.SERVER))
                    .containsExactlyElementsOf(
                            of(server.trace().messages().stream(), Sender.SERVER));
            assertThat(of(told.messages().stream().map(Tshark.Message::seen), Sender.CLIENT))
                    .containsExactlyElementsOf(
                            of(server.trace().messages().stream(), Sender.CLIENT));
        }
    }

    private static List<Seen> of(Stream<Seen> all, Sender from) {
        return all.filter(seen -> seen.from() == from).toList();
    }
}
