package dev.handshake.capture.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.CaptureEvent;
import dev.handshake.capture.Failure;
import dev.handshake.capture.Origin;
import dev.handshake.capture.Sender;
import dev.handshake.capture.Watched;
import dev.handshake.capture.live.ClientSessions;
import dev.handshake.capture.live.Resumption;
import dev.handshake.capture.live.Versions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine on both sides, over real sockets. */
@Timeout(60)
final class LabSourceTest {
    @TempDir private static Path data;

    @BeforeAll
    static void keepItApart() {
        System.setProperty(DataFolder.PROPERTY, data.toString());
    }

    @AfterAll
    static void restore() {
        System.clearProperty(DataFolder.PROPERTY);
    }

    @AfterEach
    void leaveNothing() {
        await().untilAsserted(() -> assertThat(Watched.threads()).isEmpty());
    }

    private static Watched run(String scenario) throws Exception {
        return Watched.run(new LabSource(Scenario.named(scenario)));
    }

    /** The records of one side: content type, and for plaintext handshake the message types. */
    private static List<String> records(Bytes stream) {
        List<String> records = new ArrayList<>();
        boolean encrypted = false;
        int at = 0;
        while (at < stream.length()) {
            int type = stream.at(at);
            int length = (int) stream.number(at + 3, 2);
            Bytes fragment = stream.slice(at + 5, length);
            records.add(type == 22 && !encrypted ? "22/" + fragment.at(0) : Integer.toString(type));
            encrypted |= type == 20;
            at += 5 + length;
        }
        return records;
    }

    @Test
    void theLessonGoesAsInTheLesson() throws Exception {
        Watched lesson = run("tls12");

        assertThat(lesson.events().getLast()).isInstanceOf(CaptureEvent.Closed.class);
        // client_hello; client_key_exchange, ccs, finished; data; alert
        assertThat(records(lesson.bytes(Sender.CLIENT)))
                .containsExactly("22/1", "22/16", "20", "22", "23", "21");
        // server_hello, certificate, certificate_status, server_key_exchange, server_hello_done;
        // new_session_ticket, ccs, finished; data; alert
        assertThat(records(lesson.bytes(Sender.SERVER)))
                .containsExactly(
                        "22/2", "22/11", "22/22", "22/12", "22/14", "22/4", "20", "22", "23", "21");
        // The suite stands behind version, random and an empty session id.
        Bytes serverHello = lesson.bytes(Sender.SERVER);
        assertThat(serverHello.slice(5 + 4, 2).hex()).isEqualTo("0303");
        assertThat(serverHello.slice(5 + 4 + 2 + 32, 3).hex()).isEqualTo("00c030");
        // ServerKeyExchange: named_curve (3), x25519 (29), 32 bytes.
        assertThat(serverHello.hex()).contains("03001d20");
        assertThat(lesson.secret("CLIENT_RANDOM").length()).isEqualTo(48);
    }

    @Test
    void todaysGoesAsToday() throws Exception {
        Watched today = run("tls13");

        assertThat(today.events().getLast()).isInstanceOf(CaptureEvent.Closed.class);
        assertThat(records(today.bytes(Sender.CLIENT)))
                .containsExactly("22/1", "20", "23", "23", "23");
        // server_hello, ccs; encrypted_extensions, certificate, certificate_verify, finished; two
        // tickets; data; alert
        assertThat(records(today.bytes(Sender.SERVER)))
                .containsExactly("22/2", "20", "23", "23", "23", "23", "23", "23", "23", "23");
        assertThat(today.bytes(Sender.SERVER).hex())
                .contains("130200") // TLS_AES_256_GCM_SHA384, no compression
                .contains("0033046411ec0460"); // key_share: X25519MLKEM768, 1120 bytes
        for (String label :
                List.of(
                        "CLIENT_HANDSHAKE_TRAFFIC_SECRET",
                        "SERVER_HANDSHAKE_TRAFFIC_SECRET",
                        "CLIENT_TRAFFIC_SECRET_0",
                        "SERVER_TRAFFIC_SECRET_0",
                        "EXPORTER_SECRET")) {
            assertThat(today.secret(label).length()).isEqualTo(48);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tls12", "tls13"})
    void saysThatItIsTheLab(String scenario) throws Exception {
        Watched watched = run(scenario);

        CaptureEvent.Opened opened = (CaptureEvent.Opened) watched.events().getFirst();
        assertThat(opened.origin())
                .isEqualTo(new Origin(Origin.Kind.LAB, "www.msn.com", 443, scenario, false));
        assertThat(opened.trustAnchors()).containsExactly(Lab.ofThisUser().root());
        assertThat(watched.events(CaptureEvent.Connected.class).getFirst().server().address())
                .isEqualTo("127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tls12", "tls13"})
    void noTwoRunsShareASecretOrARandom(String scenario) throws Exception {
        Watched first = run(scenario);
        Watched second = run(scenario);

        for (Sender from : Sender.values()) {
            assertThat(first.bytes(from).slice(11, 32))
                    .isNotEqualTo(second.bytes(from).slice(11, 32));
        }
        assertThat(first.events(CaptureEvent.SecretKnown.class))
                .extracting(known -> known.secret().secret())
                .doesNotContainAnyElementsOf(
                        second.events(CaptureEvent.SecretKnown.class).stream()
                                .map(known -> known.secret().secret())
                                .toList());
    }

    @Test
    void theLessonsServerRefusesAClientOfTls13Alone() throws Exception {
        Scenario lesson = Scenario.lesson();
        Watched refused =
                Watched.run(
                        new LabSource(
                                lesson,
                                lesson.options().offering(o -> o.withVersions(Versions.TLS_1_3))));

        // protocol_version
        assertThat(refused.failure()).isEqualTo(Failure.of(Failure.Kind.ALERT_RECEIVED, 70));
    }

    @Test
    void todaysServerRefusesAClientOfTls12Alone() throws Exception {
        Scenario today = Scenario.named("tls13");
        Watched refused =
                Watched.run(
                        new LabSource(
                                today,
                                today.options().offering(o -> o.withVersions(Versions.TLS_1_2))));

        assertThat(refused.failure()).isEqualTo(Failure.of(Failure.Kind.ALERT_RECEIVED, 70));
    }

    @Test
    void endsItsServerWithTheSession() throws Exception {
        Watched watched = run("tls13");
        int port = watched.events(CaptureEvent.Connected.class).getFirst().server().port();

        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            throw new AssertionError("still listening: " + socket);
        } catch (IOException e) {
            // Refused.
        }
    }

    @Test
    void cancelledBeforeItBegan() throws Exception {
        LabSource source = new LabSource(Scenario.lesson());
        source.cancel();

        Watched watched = Watched.run(source);

        assertThat(watched.events()).hasSize(2);
        assertThat(watched.failure().kind()).isEqualTo(Failure.Kind.CANCELLED);
    }

    static Stream<String> unusual() {
        return Stream.of(
                "tls13-resumption",
                "tls13-client-auth",
                "downgrade",
                "tampered",
                "reset-mid-handshake",
                "stall",
                "not-tls");
    }

    /** And, as after every test, no thread is left. */
    @ParameterizedTest
    @MethodSource("unusual")
    void endsWhereverItIsCancelled(String scenario) throws Exception {
        for (int after = 1; after < 12; after += 3) {
            int enough = after;
            List<CaptureEvent> events = new ArrayList<>();
            LabSource source = new LabSource(Scenario.named(scenario));
            source.capture(event -> {
                events.add(event);
                if (events.size() > enough) {
                    source.cancel();
                }
            });

            assertThat(events.getFirst()).isInstanceOf(CaptureEvent.Opened.class);
            assertThat(events.getLast())
                    .isInstanceOfAny(CaptureEvent.Failed.class, CaptureEvent.Closed.class);
            assertThat(events)
                    .filteredOn(CaptureEvent.Opened.class::isInstance)
                    .as("no second visit")
                    .hasSize(1);
        }
    }

    /** What one run was given, the next one shows: the lab outlives the server. */
    @ParameterizedTest
    @CsvSource({"tls12-session-id, SESSION_ID", "tls12, TICKET", "tls13, PSK"})
    void takesBackWhatItGaveToAnEarlierRun(String name, Resumption.Kind kind) throws Exception {
        Scenario scenario = Scenario.named(name);
        ClientSessions sessions = new ClientSessions();
        Watched full = Watched.run(new LabSource(scenario, scenario.options(), sessions));
        Resumption given = sessions.newest(scenario.options().target()).orElseThrow();
        Watched again =
                Watched.run(
                        new LabSource(
                                scenario, scenario.options().withResumption(given), sessions));

        assertThat(given.kind()).isEqualTo(kind);
        // Hundreds of bytes of certificates and of OCSP are missing.
        int first =
                full.events(CaptureEvent.Data.class).stream()
                        .filter(data -> data.from() == Sender.SERVER)
                        .findFirst()
                        .orElseThrow()
                        .bytes()
                        .length();
        int second =
                again.events(CaptureEvent.Data.class).stream()
                        .filter(data -> data.from() == Sender.SERVER)
                        .findFirst()
                        .orElseThrow()
                        .bytes()
                        .length();
        assertThat(second).isLessThan(first - 1000);
    }

    /** Each time somewhere else on its way. */
    @RepeatedTest(20)
    void cancelledAnywhere(org.junit.jupiter.api.RepetitionInfo repetition) throws Exception {
        int after = repetition.getCurrentRepetition() - 1;
        List<CaptureEvent> events = java.util.Collections.synchronizedList(new ArrayList<>());
        LabSource source = new LabSource(Scenario.named(after % 2 == 0 ? "tls12" : "tls13"));

        source.capture(event -> {
            events.add(event);
            if (events.size() > after / 2) {
                source.cancel();
            }
        });

        CaptureEvent last = events.getLast();
        assertThat(events.getFirst()).isInstanceOf(CaptureEvent.Opened.class);
        assertThat(
                        last instanceof CaptureEvent.Closed
                                || (last instanceof CaptureEvent.Failed failed
                                        && failed.failure().kind() == Failure.Kind.CANCELLED))
                .as("%s", last)
                .isTrue();
        assertThat(
                        events.stream()
                                .filter(event ->
                                        event instanceof CaptureEvent.Closed
                                                || event instanceof CaptureEvent.Failed))
                .hasSize(1);
    }
}
