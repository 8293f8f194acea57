package dev.handshake.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.capture.Cancellation;
import dev.handshake.capture.CaptureEvent;
import dev.handshake.capture.Origin;
import dev.handshake.capture.Sender;
import dev.handshake.capture.file.CaptureFile;
import dev.handshake.capture.file.Connection;
import dev.handshake.capture.lab.LabSource;
import dev.handshake.capture.lab.Scenario;
import dev.handshake.export.PcapngExport;
import dev.handshake.verify.Verdict;
import java.io.ByteArrayOutputStream;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the lab's recordings show is what their script had the two programs do. */
class RecordedScenariosTest {
    private static final String FULL_13 =
            "client_hello <server_hello <change_cipher_spec <encrypted_extensions <certificate"
                    + " <certificate_verify <finished change_cipher_spec finished";

    /** After the second Finished come the tickets, the request, the answer, two close_notify. */
    private static final String FIRST_VISIT =
            FULL_13 + " <new_session_ticket <new_session_ticket application_data <application_data";

    static List<Scenario> recorded() {
        return Scenario.all().stream().filter(it -> it.recorded().isPresent()).toList();
    }

    @Test
    void earlyDataIsTaken() throws Exception {
        List<Session> visits = sessions("tls13-0rtt");
        assertThat(visits).hasSize(2);
        assertThat(told(visits.getFirst())).isEqualTo(FIRST_VISIT);
        assertThat(visits.getFirst().negotiated().resumption())
                .isEqualTo(Negotiated.Resumption.NONE);
        assertThat(visits.getFirst().negotiated().earlyData()).isEqualTo(Negotiated.EarlyData.NONE);

        Session second = visits.getLast();
        assertThat(told(second))
                .isEqualTo(
                        "client_hello change_cipher_spec application_data <server_hello"
                                + " <change_cipher_spec <encrypted_extensions <finished"
                                + " end_of_early_data finished <new_session_ticket"
                                + " <application_data");
        assertThat(second.negotiated().resumption()).isEqualTo(Negotiated.Resumption.PSK);
        assertThat(second.negotiated().earlyData()).isEqualTo(Negotiated.EarlyData.ACCEPTED);
        assertThat(heard(second, Sender.CLIENT)).startsWith("GET / HTTP/1.1\r\nHost: www.msn.com");
        assertThat(heard(second, Sender.SERVER)).endsWith("Asked and answered in one round trip.");
        assertThat(visits).allSatisfy(RecordedScenariosTest::everythingIsProved);
    }

    @Test
    void earlyDataIsLeftAndAskedAgain() throws Exception {
        List<Session> visits = sessions("tls13-0rtt-rejected");
        assertThat(visits).hasSize(2);
        assertThat(told(visits.getFirst())).isEqualTo(FIRST_VISIT);

        Session second = visits.getLast();
        assertThat(told(second))
                .isEqualTo(
                        "client_hello change_cipher_spec application_data <server_hello"
                                + " <change_cipher_spec <encrypted_extensions <finished finished"
                                + " <new_session_ticket application_data <application_data");
        assertThat(second.negotiated().resumption()).isEqualTo(Negotiated.Resumption.PSK);
        assertThat(second.negotiated().earlyData()).isEqualTo(Negotiated.EarlyData.REJECTED);
        String request = "GET / HTTP/1.1\r\nHost: www.msn.com\r\nConnection: close\r\n\r\n";
        assertThat(heard(second, Sender.CLIENT)).isEqualTo(request + request);
        assertThat(heard(second, Sender.SERVER)).endsWith("Asked again, then answered.");
        assertThat(visits).allSatisfy(RecordedScenariosTest::everythingIsProved);
    }

    @Test
    void bothChangeTheirKeys() throws Exception {
        Session session = only("tls13-key-update");
        assertThat(told(session))
                .isEqualTo(
                        FIRST_VISIT + " key_update application_data <key_update <application_data");
        assertThat(heard(session, Sender.SERVER))
                .contains("With the first keys.")
                .endsWith("With the second keys.");
        everythingIsProved(session);
    }

    @Test
    void theServerAsksForACertificateOnceItHasReadTheRequest() throws Exception {
        Session session = only("tls12-renegotiation");
        assertThat(told(session))
                .isEqualTo(
                        "client_hello <server_hello <certificate <server_key_exchange"
                                + " <server_hello_done client_key_exchange change_cipher_spec"
                                + " finished <new_session_ticket <change_cipher_spec <finished"
                                + " application_data <hello_request client_hello <server_hello"
                                + " <certificate <server_key_exchange <certificate_request"
                                + " <server_hello_done certificate client_key_exchange"
                                + " certificate_verify change_cipher_spec finished"
                                + " <change_cipher_spec <finished <application_data");
        assertThat(session.negotiated().clientCertificate()).isTrue();
        assertThat(session.verdict(Verdict.Check.CLIENT_SIGNATURE).map(Verdict::result))
                .hasValue(Verdict.Result.PASS);
        assertThat(heard(session, Sender.SERVER)).endsWith("For a student only.");
        everythingIsProved(session);
    }

    @Test
    void theCertificateComesCompressed() throws Exception {
        Session session = only("tls13-compressed-certificate");
        assertThat(told(session))
                .isEqualTo(
                        FULL_13.replace("<certificate ", "<compressed_certificate ")
                                + " application_data <new_session_ticket <new_session_ticket"
                                + " <application_data");
        assertThat(heard(session, Sender.SERVER))
                .endsWith("With a certificate that came compressed.");
        everythingIsProved(session);
    }

    /** The certificates are judged at the time of the recording. */
    @ParameterizedTest
    @MethodSource("recorded")
    void isTrustedForEver(Scenario scenario) throws Exception {
        assertThat(sessions(scenario.name()).getFirst().trusted()).hasValue(true);
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void saysWhenItWasRecorded(Scenario scenario) throws Exception {
        for (Session session : sessions(scenario.name())) {
            assertThat(session.started().atZone(ZoneOffset.UTC).toLocalDate())
                    .isEqualTo(scenario.recorded().orElseThrow().date());
            assertThat(session.origin())
                    .isEqualTo(
                            new Origin(Origin.Kind.LAB, "www.msn.com", 443, scenario.name(), true));
            // Packets were seen: nothing is inferred, and the client was another program.
            assertThat(session.messages())
                    .extracting(MessageRead::provenance)
                    .doesNotContain(Provenance.INFERRED);
            assertThat(session.origin().isOurs()).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void isStillARecordedScenarioOnceItWasSaved(Scenario scenario) throws Exception {
        for (Session session : sessions(scenario.name())) {
            ByteArrayOutputStream saved = new ByteArrayOutputStream();
            PcapngExport.write(session, true, saved);
            Session opened = opened(saved.toByteArray());
            assertThat(opened.origin())
                    .isEqualTo(
                            new Origin(
                                    Origin.Kind.CAPTURE,
                                    "www.msn.com",
                                    443,
                                    scenario.name(),
                                    true));
            assertThat(opened.started()).isEqualTo(session.started());
            assertThat(opened.verdicts()).isEqualTo(session.verdicts());
            assertThat(opened.messages()).hasSameSizeAs(session.messages());
        }
    }

    @Test
    void allTogetherAreSmall() throws Exception {
        long all = 0;
        for (Scenario scenario : recorded()) {
            try (var in = Scenario.class.getResourceAsStream(scenario.name() + ".pcapng")) {
                all += Objects.requireNonNull(in).readAllBytes().length;
            }
        }
        assertThat(all).isLessThan(100_000);
    }

    private static Session opened(byte[] capture) throws Exception {
        try (CaptureFile file = CaptureFile.of(capture, "saved.pcapng")) {
            List<Connection> connections = new ArrayList<>();
            file.index(connections::add, new Cancellation());
            assertThat(connections).hasSize(1);
            SessionBuilder builder = new SessionBuilder(_ -> {});
            file.source(connections.getFirst(), file.keys()).capture(builder);
            return builder.snapshot();
        }
    }

    private static Session only(String scenario) throws Exception {
        List<Session> sessions = sessions(scenario);
        assertThat(sessions).hasSize(1);
        return sessions.getFirst();
    }

    private static List<Session> sessions(String scenario) throws Exception {
        List<SessionBuilder> builders = new ArrayList<>();
        new LabSource(Scenario.named(scenario))
                .capture(event -> {
                    if (event instanceof CaptureEvent.Opened) {
                        builders.add(new SessionBuilder(_ -> {}));
                    }
                    builders.getLast().accept(event);
                });
        return builders.stream().map(SessionBuilder::snapshot).toList();
    }

    /**
     * The messages of TLS in order, but for the two alerts at the end; {@code <} from the server.
     */
    private static String told(Session session) {
        return session.messages().stream()
                .filter(message -> !message.isAbsent())
                .filter(message -> message.type().layer() != MessageType.Layer.TCP)
                .filter(message -> message.type() != MessageType.ALERT)
                .map(message ->
                        (message.from() == Sender.SERVER ? "<" : "") + message.type().rfcName())
                .collect(Collectors.joining(" "));
    }

    private static String heard(Session session, Sender from) {
        return session.messages().stream()
                .filter(message -> message.type() == MessageType.APPLICATION_DATA)
                .filter(message -> message.from() == from)
                .map(message -> message.bytes().latin1())
                .collect(Collectors.joining());
    }

    private static void everythingIsProved(Session session) {
        assertThat(session.outcome().status()).isEqualTo(Outcome.Status.COMPLETED);
        assertThat(session.verdicts())
                .extracting(Verdict::result)
                .isSubsetOf(Verdict.Result.PASS, Verdict.Result.ABSENT);
        for (Verdict.Check check :
                List.of(Verdict.Check.SERVER_FINISHED, Verdict.Check.CLIENT_FINISHED)) {
            assertThat(session.verdict(check).map(Verdict::result)).hasValue(Verdict.Result.PASS);
        }
    }
}
