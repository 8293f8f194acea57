package dev.handshake.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.capture.CaptureEvent;
import dev.handshake.capture.lab.LabSource;
import dev.handshake.capture.lab.Scenario;
import dev.handshake.message.Alert;
import dev.handshake.record.Epoch;
import dev.handshake.record.RecordRead;
import dev.handshake.verify.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What becomes of each of the lab's scenarios: its messages in the order that RFC 5246 §7.3 and RFC
 * 9846 §2 give them, its end, and what is wrong with it.
 */
public class LabScenariosTest {
    private static final String TCP = ">syn <syn_ack >ack ";

    /** One request, its answer, goodbye from both. */
    private static final String HTTP = " >application_data <application_data <alert >alert";

    private static final String HELLOS = ">client_hello <server_hello ";

    /** TLS 1.2 from the client's key exchange on (RFC 5246 §7.3, RFC 5077 §3.1). */
    private static final String KEYS_12 =
            " <server_hello_done >client_key_exchange >change_cipher_spec >finished"
                    + " <new_session_ticket <change_cipher_spec <finished";

    private static final String FULL_12 =
            TCP + HELLOS + "<certificate <certificate_status <server_key_exchange" + KEYS_12 + HTTP;

    /** The same where the server has no OCSP response. */
    private static final String UNSTAPLED_12 =
            TCP + HELLOS + "<certificate <server_key_exchange" + KEYS_12 + HTTP;

    /** TLS 1.3 from the server's first encrypted message to its last (RFC 9846 §2, App. E.4). */
    private static final String PROOF_13 =
            "<encrypted_extensions <certificate <certificate_verify <finished";

    /** The client does not wait for the tickets before it asks. */
    private static final String ANSWER_13 =
            " >application_data <new_session_ticket <new_session_ticket <application_data <alert"
                    + " >alert";

    private static final String FULL_13 =
            TCP
                    + HELLOS
                    + "<change_cipher_spec "
                    + PROOF_13
                    + " >change_cipher_spec >finished"
                    + ANSWER_13;

    /** RFC 5246 §7.3, figure 2: the server finishes first. */
    private static final String ABBREVIATED_12 =
            TCP + HELLOS + "<change_cipher_spec <finished >change_cipher_spec >finished" + HTTP;

    private static final String REFUSED = TCP + ">client_hello <alert";

    @TempDir private static Path data;

    @BeforeAll
    static void keepTheLabAside() {
        System.setProperty("handshake.data", data.toString());
    }

    @AfterAll
    static void forgetTheLab() {
        System.clearProperty("handshake.data");
    }

    /** One connection of a scenario. */
    record Expected(String scenario, Told told) {
        @Override
        public String toString() {
            return scenario;
        }
    }

    /** What the table says of a scenario, a connection each. */
    public static List<Told> expected(String scenario) {
        return expected().stream()
                .filter(it -> it.scenario().equals(scenario))
                .map(Expected::told)
                .toList();
    }

    private static Expected completed(String scenario, String messages, String agreed) {
        return new Expected(
                scenario,
                new Told(
                        messages,
                        agreed,
                        Outcome.Status.COMPLETED,
                        "outcome.completed",
                        true,
                        List.of()));
    }

    /** No certificate comes, so none is judged. */
    private static Expected resumed(String scenario, String messages, String agreed) {
        return new Expected(
                scenario,
                new Told(
                        messages,
                        agreed,
                        Outcome.Status.COMPLETED,
                        "outcome.resumed",
                        null,
                        List.of()));
    }

    private static Expected certificate(
            String scenario, String messages, boolean trusted, String wrong) {
        return new Expected(
                scenario,
                new Told(
                        messages,
                        "TLS 1.2 TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256 x25519",
                        Outcome.Status.COMPLETED,
                        "outcome.completed",
                        trusted,
                        List.of(wrong)));
    }

    private static Expected failed(
            String scenario,
            String messages,
            String agreed,
            String reason,
            @Nullable Boolean trusted,
            String... wrong) {
        return new Expected(
                scenario,
                new Told(
                        messages,
                        agreed,
                        Outcome.Status.FAILED,
                        "outcome." + reason,
                        trusted,
                        List.of(wrong)));
    }

    static List<Expected> expected() {
        String tls13 = "TLS 1.3 TLS_AES_256_GCM_SHA384 ";
        return List.of(
                completed("tls12", FULL_12, "TLS 1.2 TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384 x25519"),
                // RFC 5246 §7.4.3: no ServerKeyExchange with RSA.
                completed(
                        "tls12-rsa",
                        TCP + HELLOS + "<certificate <certificate_status" + KEYS_12 + HTTP,
                        "TLS 1.2 TLS_RSA_WITH_AES_256_GCM_SHA384 -"),
                // ServerKeyExchange carries p and g, not the name of a group.
                completed("tls12-dhe", FULL_12, "TLS 1.2 TLS_DHE_RSA_WITH_AES_256_GCM_SHA384 -"),
                completed(
                        "tls12-ecdsa",
                        UNSTAPLED_12,
                        "TLS 1.2 TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256 secp256r1"),
                // Without a ticket: the number of the session is in the ServerHello.
                completed(
                        "tls12-session-id",
                        FULL_12.replace(" <new_session_ticket", ""),
                        "TLS 1.2 TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384 x25519"),
                resumed(
                        "tls12-session-id",
                        ABBREVIATED_12,
                        "TLS 1.2 TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384 -"),
                completed(
                        "tls12-ticket",
                        FULL_12,
                        "TLS 1.2 TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384 x25519"),
                // RFC 5077 §3.1: the server may keep the ticket that the client has.
                resumed(
                        "tls12-ticket",
                        ABBREVIATED_12,
                        "TLS 1.2 TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384 -"),
                // RFC 5246 §7.3, figure 1, with the messages that are in brackets there.
                completed(
                        "tls12-client-auth",
                        TCP
                                + HELLOS
                                + "<certificate <certificate_status <server_key_exchange"
                                + " <certificate_request <server_hello_done >certificate"
                                + " >client_key_exchange >certificate_verify >change_cipher_spec"
                                + " >finished <new_session_ticket <change_cipher_spec <finished"
                                + HTTP,
                        "TLS 1.2 TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384 x25519"),
                completed("tls13", FULL_13, tls13 + "X25519MLKEM768"),
                completed("tls13-x25519", FULL_13, tls13 + "x25519"),
                // RFC 9846 §2.1. Both dummies of App. E.4 come before the second flight.
                completed(
                        "tls13-hrr",
                        TCP
                                + ">client_hello <hello_retry_request <change_cipher_spec"
                                + " >change_cipher_spec >client_hello <server_hello "
                                + PROOF_13
                                + " >finished"
                                + ANSWER_13,
                        tls13 + "secp384r1"),
                completed("tls13-resumption", FULL_13, tls13 + "X25519MLKEM768"),
                // RFC 9846 §2.2: neither Certificate nor CertificateVerify, but a key exchange.
                resumed(
                        "tls13-resumption",
                        FULL_13.replace(" <certificate <certificate_verify", ""),
                        tls13 + "X25519MLKEM768"),
                completed(
                        "tls13-client-auth",
                        TCP
                                + HELLOS
                                + "<change_cipher_spec <encrypted_extensions <certificate_request"
                                + " <certificate <certificate_verify <finished"
                                + " >change_cipher_spec >certificate >certificate_verify >finished"
                                + ANSWER_13,
                        tls13 + "X25519MLKEM768"),
                failed(
                        "tls10",
                        TCP + HELLOS + "<certificate <server_hello_done >alert",
                        "TLS 1.0 TLS_RSA_WITH_AES_128_CBC_SHA -",
                        "alert.client.old_version",
                        true),
                certificate("expired", UNSTAPLED_12, false, "validity fail expired"),
                certificate("not-yet-valid", UNSTAPLED_12, false, "validity fail not_yet"),
                certificate("wrong-host", UNSTAPLED_12, false, "hostname fail other"),
                certificate("self-signed", UNSTAPLED_12, false, "chain fail self_signed"),
                certificate("untrusted-root", UNSTAPLED_12, false, "chain fail untrusted_root"),
                certificate(
                        "missing-intermediate", UNSTAPLED_12, false, "chain fail issuer_elsewhere"),
                // RFC 5246 §7.4.2 has each certificate certify the one before it.
                certificate("wrong-order", UNSTAPLED_12, true, "chain warning out_of_order_strict"),
                certificate("weak-key", UNSTAPLED_12, false, "chain fail weak_key"),
                certificate("sha1", UNSTAPLED_12, false, "chain fail weak_signature"),
                certificate("revoked", FULL_12, false, "ocsp fail revoked"),
                certificate("stale-staple", FULL_12, true, "ocsp warning stale"),
                certificate("bad-staple-signature", FULL_12, true, "ocsp warning signature"),
                certificate("name-constraints", UNSTAPLED_12, false, "chain fail name_constraints"),
                failed(
                        "no-common-version",
                        REFUSED,
                        "- - -",
                        "alert.server.protocol_version",
                        null),
                failed(
                        "no-common-cipher",
                        REFUSED,
                        "- - -",
                        "alert.server.handshake_failure",
                        null),
                failed("no-common-group", REFUSED, "- - -", "alert.server.handshake_failure", null),
                // The flight is one of TLS 1.2; the client stops at its first message.
                failed(
                        "downgrade",
                        TCP
                                + HELLOS
                                + "<certificate <certificate_status <server_key_exchange"
                                + " <server_hello_done >alert",
                        "TLS 1.2 TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384 x25519",
                        "alert.client.downgrade",
                        true,
                        "downgrade fail marker"),
                failed(
                        "forged-signature",
                        TCP
                                + HELLOS
                                + "<change_cipher_spec "
                                + PROOF_13
                                + " >change_cipher_spec >alert",
                        tls13 + "X25519MLKEM768",
                        "alert.client.signature",
                        true,
                        "server_signature fail forged"),
                // What cannot be decrypted has no type; the keys are right for the others.
                failed(
                        "tampered",
                        TCP
                                + HELLOS
                                + "<change_cipher_spec "
                                + PROOF_13.replace("encrypted_extensions", "encrypted")
                                + " >change_cipher_spec >alert",
                        tls13 + "X25519MLKEM768",
                        "alert.client.record",
                        true),
                failed(
                        "wrong-finished",
                        TCP
                                + HELLOS
                                + "<change_cipher_spec "
                                + PROOF_13
                                + " >change_cipher_spec >alert",
                        tls13 + "X25519MLKEM768",
                        "alert.client.finished",
                        true,
                        "server_finished fail different"),
                // RFC 9846 §4.5.1: an empty Certificate and no CertificateVerify.
                failed(
                        "client-cert-required",
                        TCP
                                + HELLOS
                                + "<change_cipher_spec <encrypted_extensions <certificate_request"
                                + " <certificate <certificate_verify <finished"
                                + " >change_cipher_spec >certificate >finished >application_data"
                                + " <alert",
                        tls13 + "x25519",
                        "alert.server.certificate_required",
                        true),
                failed(
                        "alert-unrecognized-name",
                        REFUSED,
                        "- - -",
                        "alert.server.unrecognized_name",
                        null),
                failed(
                        "reset-mid-handshake",
                        TCP
                                + HELLOS
                                + "<certificate <certificate_status <server_key_exchange"
                                + " <server_hello_done >client_key_exchange >change_cipher_spec"
                                + " >finished",
                        "TLS 1.2 TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384 x25519",
                        "reset",
                        true),
                failed(
                        "stall",
                        TCP + ">client_hello <server_hello",
                        "TLS 1.2 TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384 -",
                        "handshake_timeout",
                        null),
                failed(
                        "not-tls",
                        TCP + ">client_hello <not_tls >alert",
                        "- - -",
                        "not_tls.http",
                        null));
    }

    static Stream<String> scenarios() {
        return expected().stream().map(Expected::scenario).distinct();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    @Timeout(20)
    void goesAsItsNameSays(String scenario) throws Exception {
        assertThat(sessions(scenario).stream().map(Told::of))
                .containsExactlyElementsOf(expected(scenario));
    }

    @ParameterizedTest
    @CsvSource({
        "tls12-session-id, SESSION_ID",
        "tls12-ticket, TICKET",
        "tls13-resumption, PSK",
    })
    void comesBackWithWhatItWasGiven(String scenario, Negotiated.Resumption resumption)
            throws Exception {
        List<Session> sessions = sessions(scenario);

        assertThat(sessions)
                .extracting(session -> session.negotiated().resumption())
                .containsExactly(Negotiated.Resumption.NONE, resumption);
        for (Session session : sessions) {
            assertThat(session.records())
                    .filteredOn(record -> record.epoch() != Epoch.PLAINTEXT)
                    .isNotEmpty()
                    .allMatch(RecordRead::decrypted);
            for (Verdict.Check check :
                    List.of(Verdict.Check.CLIENT_FINISHED, Verdict.Check.SERVER_FINISHED)) {
                assertThat(session.verdict(check).orElseThrow().result())
                        .isEqualTo(Verdict.Result.PASS);
            }
        }
    }

    /** What it would say are the words of RFC 9846 §6.2 (and RFC 5246 §7.2.2) for it. */
    @ParameterizedTest
    @CsvSource({
        "expired, certificate_expired",
        "not-yet-valid, certificate_expired",
        "wrong-host, bad_certificate",
        "self-signed, unknown_ca",
        "untrusted-root, unknown_ca",
        "missing-intermediate, unknown_ca",
        "weak-key, bad_certificate",
        "sha1, bad_certificate",
        "name-constraints, bad_certificate",
        "revoked, certificate_revoked",
    })
    void tellsWhereABrowserWouldHaveStopped(String scenario, String alert) throws Exception {
        List<MessageRead> messages = sessions(scenario).getFirst().messages();

        List<MessageRead> stops =
                messages.stream()
                        .filter(MessageRead::isAbsent)
                        .filter(message -> message.type() == MessageType.ALERT)
                        .toList();
        assertThat(stops)
                .extracting(stop -> alert(stop).description().name())
                .containsExactly(alert);
        MessageType before =
                scenario.equals("revoked")
                        ? MessageType.CERTIFICATE_STATUS
                        : MessageType.CERTIFICATE;
        assertThat(messages.get(messages.indexOf(stops.getFirst()) - 1).type()).isEqualTo(before);
    }

    private static Alert alert(MessageRead message) {
        return (Alert) Objects.requireNonNull(message.content());
    }

    @ParameterizedTest
    @ValueSource(strings = {"tls12", "wrong-order", "stale-staple", "bad-staple-signature"})
    void tellsNoSuchPlaceWhereABrowserGoesOn(String scenario) throws Exception {
        assertThat(sessions(scenario).getFirst().messages())
                .noneMatch(message -> message.isAbsent() && message.type() == MessageType.ALERT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tls12-client-auth", "tls13-client-auth"})
    void theClientProvesThatItsCertificateIsItsOwn(String scenario) throws Exception {
        Session session = sessions(scenario).getFirst();

        assertThat(session.negotiated().clientCertificate()).isTrue();
        assertThat(session.verdict(Verdict.Check.CLIENT_SIGNATURE).orElseThrow().result())
                .isEqualTo(Verdict.Result.PASS);
    }

    @Test
    void noScenarioIsLeftOut() {
        assertThat(scenarios())
                .containsExactlyInAnyOrderElementsOf(
                        Scenario.all().stream()
                                .filter(scenario -> scenario.recorded().isEmpty())
                                .map(Scenario::name)
                                .toList());
    }

    /** One for each connection that the scenario makes. */
    static List<Session> sessions(String scenario) throws Exception {
        List<List<CaptureEvent>> connections = new ArrayList<>();
        new LabSource(Scenario.named(scenario))
                .capture(event -> {
                    if (event instanceof CaptureEvent.Opened) {
                        connections.add(new ArrayList<>());
                    }
                    connections.getLast().add(event);
                });
        return connections.stream().map(Replay::session).toList();
    }
}
