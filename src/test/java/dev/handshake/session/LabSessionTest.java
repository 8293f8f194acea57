package dev.handshake.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.handshake.capture.CaptureEvent;
import dev.handshake.capture.Sender;
import dev.handshake.capture.lab.LabSource;
import dev.handshake.capture.lab.Scenario;
import dev.handshake.export.JsonExport;
import dev.handshake.record.Epoch;
import dev.handshake.record.RecordRead;
import dev.handshake.verify.Verdict;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The lab's handshakes, from the socket to the JSON. */
class LabSessionTest {
    @TempDir private static Path data;

    @BeforeAll
    static void keepTheLabAside() {
        System.setProperty("handshake.data", data.toString());
    }

    @AfterAll
    static void forgetTheLab() {
        System.clearProperty("handshake.data");
    }

    @Test
    void showsTheLessonInItsOrder() throws Exception {
        Session session = session("tls12");

        assertThat(told(session))
                .isEqualTo(
                        ">syn <syn_ack >ack >client_hello <server_hello <certificate"
                                + " <certificate_status <server_key_exchange <server_hello_done"
                                + " >client_key_exchange >change_cipher_spec >finished"
                                + " <new_session_ticket <change_cipher_spec <finished"
                                + " >application_data <application_data <alert >alert");
        assertThat(session.negotiated().cipherSuite()).isNotNull();
        assertThat(session.negotiated().ocspStapled()).isTrue();
    }

    @Test
    void showsTodaysHandshakeInItsOrder() throws Exception {
        Session session = session("tls13");

        assertThat(told(session))
                .startsWith(
                        ">syn <syn_ack >ack >client_hello <server_hello <change_cipher_spec"
                                + " <encrypted_extensions <certificate <certificate_verify"
                                + " <finished >change_cipher_spec >finished")
                .contains("<new_session_ticket", ">application_data", "<application_data");
    }

    @ParameterizedTest
    @CsvSource({"tls12, 'SCT ABSENT'", "tls13, 'SCT ABSENT, EXTENDED_MASTER_SECRET ABSENT'"})
    void decryptsEverythingAndProvesIt(String scenario, String notProved) throws Exception {
        Session session = session(scenario);

        assertThat(session.outcome().status()).isEqualTo(Outcome.Status.COMPLETED);
        assertThat(session.trusted()).contains(true);
        assertThat(session.records())
                .filteredOn(record -> record.epoch() != Epoch.PLAINTEXT)
                .isNotEmpty()
                .allMatch(RecordRead::decrypted);
        assertThat(session.verdicts())
                .filteredOn(verdict -> verdict.result() != Verdict.Result.PASS)
                .extracting(verdict -> verdict.check() + " " + verdict.result())
                .containsExactly(notProved.split(", "));
        assertThat(session.timing().handshake()).isPresent();
        assertThat(session.timing().tcpConnect()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tls12", "tls13"})
    void publishesEachMessageOnceAndInOrder(String scenario) throws Exception {
        List<MessageRead> published = new ArrayList<>();
        SessionBuilder builder = new SessionBuilder(published::add);
        events(scenario).forEach(builder);

        assertThat(published).isEqualTo(builder.snapshot().messages());
        List<Integer> numbers =
                published.stream().map(MessageRead::number).filter(number -> number > 0).toList();
        for (int i = 0; i < numbers.size(); i++) {
            assertThat(numbers.get(i)).isEqualTo(i + 1);
        }
    }

    @Test
    void writesEveryNameOfTheJson() throws Exception {
        JsonObject all = json(List.of(session("tls13")));

        assertThat(all.get("format").getAsString()).isEqualTo("tls-handshake/1");
        JsonObject session = all.getAsJsonArray("sessions").get(0).getAsJsonObject();
        hasNames(session, "source outcome negotiated timing verdicts records messages");
        hasNames(session.get("source"), "kind target client server scenario recorded started");
        hasNames(session.get("outcome"), "status trusted reason alert");
        hasNames(
                session.get("negotiated"),
                "version cipher_suite cipher_suite_code group signature_scheme sni alpn"
                        + " resumption early_data hello_retry_request ocsp_stapled"
                        + " client_certificate extended_master_secret");
        hasNames(session.get("timing"), "dns_ms tcp_connect_ms handshake_ms first_byte_ms");
        session.getAsJsonArray("verdicts").forEach(it -> hasNames(it, "check result reason"));
        session.getAsJsonArray("records")
                .forEach(it ->
                        hasNames(
                                it,
                                "number time from type version length epoch decrypted"
                                        + " messages"));
        session.getAsJsonArray("messages")
                .forEach(it -> {
                    hasNames(
                            it,
                            "number time from layer type name provenance epoch length hex"
                                    + " fields");
                    it.getAsJsonObject().getAsJsonArray("fields").forEach(LabSessionTest::isField);
                });
        assertThat(session.getAsJsonObject("negotiated").get("cipher_suite_code").getAsString())
                .isEqualTo("0x1302");
        assertThat(session.getAsJsonObject("source").get("scenario").getAsString())
                .isEqualTo("tls13");
    }

    @Test
    void writesAnAbsentMessageWithItsReasonAlone() throws Exception {
        JsonObject all = json(List.of(session("tls13")));

        JsonObject absent =
                all
                        .getAsJsonArray("sessions")
                        .get(0)
                        .getAsJsonObject()
                        .getAsJsonArray("messages")
                        .asList()
                        .stream()
                        .map(JsonElement::getAsJsonObject)
                        .filter(it -> it.get("provenance").getAsString().equals("absent"))
                        .findFirst()
                        .orElseThrow();
        assertThat(absent.get("type").getAsString()).isEqualTo("certificate_request");
        assertThat(absent.get("number").isJsonNull()).isTrue();
        assertThat(absent.get("time").isJsonNull()).isTrue();
        assertThat(absent.get("hex").isJsonNull()).isTrue();
        assertThat(
                        absent.getAsJsonArray("fields")
                                .get(0)
                                .getAsJsonObject()
                                .get("key")
                                .getAsString())
                .isEqualTo("reason");
    }

    private static void isField(JsonElement field) {
        hasNames(field, "key name value offset length hex fields");
        field.getAsJsonObject().getAsJsonArray("fields").forEach(LabSessionTest::isField);
    }

    private static void hasNames(JsonElement object, String names) {
        assertThat(String.join(" ", object.getAsJsonObject().keySet())).isEqualTo(names);
    }

    private static JsonObject json(List<Session> sessions) throws IOException {
        StringWriter out = new StringWriter();
        JsonExport.write(sessions, out);
        return JsonParser.parseString(out.toString()).getAsJsonObject();
    }

    private static String told(Session session) {
        return session.messages().stream()
                .filter(message -> !message.isAbsent())
                .map(message ->
                        (message.from() == Sender.CLIENT ? ">" : "<") + message.type().rfcName())
                .collect(Collectors.joining(" "));
    }

    private static Session session(String scenario) throws Exception {
        return Replay.session(events(scenario));
    }

    private static List<CaptureEvent> events(String scenario) throws Exception {
        List<CaptureEvent> events = new ArrayList<>();
        new LabSource(Scenario.named(scenario)).capture(events::add);
        return events;
    }
}
