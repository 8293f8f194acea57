package dev.handshake.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.capture.live.Versions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Certificates that no browser would take: the handshake goes on, and is not to be trusted. */
final class CertificatesTest {
    private static final String HOST = "www.proof.example";

    /**
     * @param verdicts what each check must come to
     */
    record Bad(String name, Supplier<Authority.Identity> identity, Map<String, String> verdicts) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Bad> bad() {
        Instant now = Instant.now();
        return Stream.of(
                new Bad(
                        "expired",
                        () ->
                                Authority.shared()
                                        .issue(
                                                HOST,
                                                Authority.Key.P256,
                                                now.minus(Duration.ofDays(90)),
                                                now.minus(Duration.ofDays(1))),
                        Map.of("validity", "fail", "hostname", "pass")),
                new Bad(
                        "not yet valid",
                        () ->
                                Authority.shared()
                                        .issue(
                                                HOST,
                                                Authority.Key.P256,
                                                now.plus(Duration.ofDays(1)),
                                                now.plus(Duration.ofDays(90))),
                        Map.of("validity", "fail", "hostname", "pass")),
                new Bad(
                        "self-signed",
                        () -> Authority.shared().selfSigned(HOST, Authority.Key.P256),
                        Map.of("chain", "fail", "validity", "pass", "hostname", "pass")),
                new Bad(
                        "for another host",
                        () -> Authority.shared().issue("other.example", Authority.Key.P256),
                        Map.of("chain", "pass", "validity", "pass", "hostname", "fail")));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void theHandshakeGoesOnAndIsNotTrusted(Bad bad) throws Exception {
        for (Versions versions : List.of(Versions.TLS_1_3, Versions.TLS_1_2)) {
            try (OpensslServer server = OpensslServer.start(bad.identity().get(), "-msg")) {
                Report report =
                        Shake.with(
                                        server,
                                        HOST,
                                        options -> options.offering(o -> o.withVersions(versions)))
                                .report();

                assertThat(report.at("outcome.status")).isEqualTo("completed");
                assertThat(report.at("outcome.trusted")).isEqualTo("false");
                bad.verdicts()
                        .forEach((check, result) ->
                                assertThat(report.verdict(check)).as(check).isEqualTo(result));
                assertThat(report.verdict("server_finished")).isEqualTo("pass");
                assertThat(report.rows()).contains(">application_data", "<application_data");
            }
        }
    }
}
