package dev.handshake.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.capture.lab.LabSource;
import dev.handshake.capture.lab.Scenario;
import dev.handshake.session.Session;
import dev.handshake.session.Sessions;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A session told in a few steps. */
final class StoryTest {
    @TempDir private static Path data;

    @BeforeAll
    static void keepTheLabAside() {
        System.setProperty("handshake.data", data.toString());
    }

    @AfterAll
    static void forgetTheLab() {
        System.clearProperty("handshake.data");
    }

    private static List<Session> sessions(String scenario) throws Exception {
        Sessions sessions = new Sessions(_ -> {});
        new LabSource(Scenario.named(scenario)).capture(sessions);
        return sessions.snapshots();
    }

    private static String kinds(Session session) {
        return Story.of(session).stream()
                .map(step -> step.kind().word())
                .collect(Collectors.joining(" "));
    }

    static Stream<String> scenarios() {
        return Scenario.all().stream().map(Scenario::name);
    }

    /**
     * The outline of the page from which the program grew: its steps 1 to 9 and 11, with the
     * server's ChangeCipherSpec and Finished, which it leaves out, as the tenth.
     */
    @Test
    void tellsTheLessonWhole() throws Exception {
        assertThat(kinds(sessions("tls12").getFirst()))
                .isEqualTo(
                        "tcp client_hello server_hello certificate certificate_status"
                                + " server_key_exchange server_hello_done client_key_exchange"
                                + " key_schedule_12 change_cipher_spec_client finished_client"
                                + " finished_server verdicts application_data end");
    }

    @Test
    void tellsTls13InItsOwnOrder() throws Exception {
        assertThat(kinds(sessions("tls13").getFirst()))
                .isEqualTo(
                        "tcp client_hello server_hello key_schedule_13 encrypted_extensions"
                                + " certificate certificate_verify finished_server finished_client"
                                + " verdicts application_data new_session_ticket end");
    }

    @Test
    void tellsThatAHandshakeWasResumed() throws Exception {
        assertThat(kinds(sessions("tls12-session-id").getLast()))
                .startsWith(
                        "tcp client_hello server_hello_resumed key_schedule_12"
                                + " change_cipher_spec_server finished_server")
                .doesNotContain("certificate", "key_exchange");
    }

    @Test
    void tellsThatAKeyOfAnEarlierSessionWasTaken() throws Exception {
        assertThat(kinds(sessions("tls13-resumption").getLast()))
                .startsWith("tcp client_hello server_hello_resumed key_schedule_13")
                .doesNotContain("certificate");
    }

    @Test
    void tellsARetryWithBothClientHellos() throws Exception {
        assertThat(kinds(sessions("tls13-hrr").getFirst()))
                .startsWith(
                        "tcp client_hello hello_retry_request second_client_hello server_hello");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-common-cipher", "tampered", "client-cert-required"})
    void endsWithTheAlertThatStoppedIt(String scenario) throws Exception {
        assertThat(kinds(sessions(scenario).getFirst())).endsWith(" alert");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stall", "reset-mid-handshake"})
    void saysThatItBrokeOff(String scenario) throws Exception {
        assertThat(kinds(sessions(scenario).getFirst())).endsWith(" broken_off");
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void everyScenarioHasASensibleStoryInBothLanguages(String scenario) throws Exception {
        for (Session session : sessions(scenario)) {
            List<Story.Step> steps = Story.of(session);
            assertThat(steps).hasSizeBetween(2, Story.MOST);
            assertThat(steps).extracting(Story.Step::number).isSorted();
            assertThat(steps).extracting(Story.Step::kind).doesNotHaveDuplicates();
            for (Language language : Language.values()) {
                Explainer explainer = new Explainer(Words.of(language), MainSecret.MAIN);
                for (Story.Step step : steps) {
                    assertThat(Story.tell(step, session, explainer))
                            .as(step.kind().word())
                            .hasValueSatisfying(said -> assertThat(said.paragraphs()).isNotEmpty());
                }
            }
        }
    }

    /** At a step nothing is told that comes later. */
    @Test
    void knowsNothingOfWhatComesLater() throws Exception {
        Session session = sessions("tls12").getFirst();
        Explainer explainer = new Explainer(Words.of(Language.ENGLISH), MainSecret.MAIN);
        Story.Step hello = Story.of(session).get(1);
        assertThat(hello.kind()).isEqualTo(Story.Kind.CLIENT_HELLO);
        assertThat(
                        Story.tell(hello, session, explainer).orElseThrow().paragraphs().stream()
                                .map(Paragraph::text))
                .noneMatch(text -> text.contains("TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"));
        assertThat(
                        explainer
                                .message(
                                        new Situation(
                                                session,
                                                hello.number(),
                                                session.message(hello.number()).orElseThrow(),
                                                List.of()))
                                .orElseThrow()
                                .paragraphs()
                                .stream()
                                .flatMap(paragraph -> paragraph.runs().stream())
                                .filter(Run.Quoted.class::isInstance)
                                .map(run -> ((Run.Quoted) run).place()))
                .noneMatch(place -> place.startsWith("server"));
    }
}
