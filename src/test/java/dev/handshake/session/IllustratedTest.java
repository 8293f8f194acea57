package dev.handshake.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.Needs;
import dev.handshake.bytes.Bytes;
import dev.handshake.capture.CaptureEvent;
import dev.handshake.capture.Secret;
import dev.handshake.capture.Sender;
import dev.handshake.record.Epoch;
import dev.handshake.record.RecordRead;
import dev.handshake.verify.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The recorded connections of the Illustrated TLS pages, whose every plaintext is known. */
class IllustratedTest {
    private static final int RECORD_HEADER = 5;
    private static final int SHA1 = 20;

    @Test
    void readsEveryPlaintextOfTls12() throws IOException {
        Session session = session("illustrated-tls12");

        assertThat(types(session))
                .isEqualTo(
                        ">client_hello <server_hello <certificate ~certificate_status"
                                + " <server_key_exchange <server_hello_done >client_key_exchange"
                                + " >change_cipher_spec >finished <change_cipher_spec <finished"
                                + " >application_data <application_data >alert");
        String name = "illustrated-tls12";
        isPlainRecord(session, 1, name, "clienthello");
        isPlainRecord(session, 2, name, "serverhello");
        isPlainRecord(session, 3, name, "servercert");
        isPlainRecord(session, 4, name, "serverkeyexchange");
        isPlainRecord(session, 5, name, "serverhellodone");
        isPlainRecord(session, 6, name, "clientkeyexchange");
        isPlainRecord(session, 7, name, "clientccs");
        startsPlaintext(session, 8, name, "clientfinishedplain", 0);
        isPlainRecord(session, 9, name, "serverccs");
        startsPlaintext(session, 10, name, "serverfinishedplain", SHA1 + 1);
        startsPlaintext(session, 11, name, "clientdataplain", SHA1 + 1);
        startsPlaintext(session, 12, name, "serverdataplain", SHA1 + 1);
        startsPlaintext(session, 13, name, "clientalertplain", SHA1 + 1);
    }

    @Test
    void readsEveryPlaintextOfTls13() throws IOException {
        Session session = session("illustrated-tls13");

        assertThat(types(session))
                .isEqualTo(
                        ">client_hello <server_hello <change_cipher_spec <encrypted_extensions"
                                + " ~certificate_request <certificate <certificate_verify"
                                + " <finished >change_cipher_spec >finished >application_data"
                                + " <new_session_ticket <new_session_ticket <application_data");
        String name = "illustrated-tls13";
        isPlainRecord(session, 1, name, "clienthello");
        isPlainRecord(session, 2, name, "serverhello");
        isPlainRecord(session, 3, name, "serverccs");
        startsPlaintext(session, 4, name, "serverextensions", 1);
        startsPlaintext(session, 5, name, "servercert", 1);
        startsPlaintext(session, 6, name, "servercertverify", 1);
        startsPlaintext(session, 7, name, "serverfinished", 1);
        isPlainRecord(session, 8, name, "clientccs");
        startsPlaintext(session, 9, name, "clientfinished", 1);
        startsPlaintext(session, 10, name, "clientdata", 1);
        startsPlaintext(session, 11, name, "serverticket1", 1);
        startsPlaintext(session, 12, name, "serverticket2", 1);
        startsPlaintext(session, 13, name, "serverdata", 1);
    }

    @Test
    void splitsSeveralHandshakeMessagesOutOfOneRecord() throws IOException {
        Session session = session("illustrated-tls13-archive");

        String name = "illustrated-tls13-archive";
        startsPlaintext(session, 4, name, "serverencryptedextensions", 0);
        startsPlaintext(session, 5, name, "servercert", 0);
        startsPlaintext(session, 6, name, "servercertverify", 0);
        startsPlaintext(session, 7, name, "serverfinished", 0);
        startsPlaintext(session, 11, name, "serverticket1", 0);
        startsPlaintext(session, 12, name, "serverticket2", 0);
        assertThat(session.records().get(3).messages()).containsExactly(4, 5, 6, 7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"illustrated-tls12", "illustrated-tls13", "illustrated-tls13-archive"})
    void provesBothFinishedAndTheSignature(String name) throws IOException {
        Session session = session(name);

        assertThat(session.outcome().status()).isEqualTo(Outcome.Status.COMPLETED);
        assertThat(session.verdicts())
                .filteredOn(verdict ->
                        verdict.check() == Verdict.Check.SERVER_FINISHED
                                || verdict.check() == Verdict.Check.CLIENT_FINISHED
                                || verdict.check() == Verdict.Check.SERVER_SIGNATURE)
                .hasSize(3)
                .allMatch(verdict -> verdict.result() == Verdict.Result.PASS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"illustrated-tls12", "illustrated-tls13", "illustrated-tls13-archive"})
    void givesTheSameMessagesHoweverTheStreamIsCut(String name) throws IOException {
        List<Replay.Chunk> chunks = chunks(name);
        List<String> whole = contents(session(name));

        for (int most : new int[] {1, 2, 7, 100}) {
            List<Replay.Chunk> pieces = Replay.recut(chunks, most, new Random(most));
            assertThat(contents(Replay.session(pieces, secrets(name))))
                    .as("cut into at most %d bytes", most)
                    .isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"illustrated-tls12", "illustrated-tls13", "illustrated-tls13-archive"})
    void waitsForSecretsThatComeLast(String name) throws IOException {
        List<CaptureEvent> events = Replay.events(chunks(name), secrets(name));
        List<CaptureEvent> late = new ArrayList<>(events);
        List<CaptureEvent> secrets =
                events.stream().filter(CaptureEvent.SecretKnown.class::isInstance).toList();
        late.removeAll(secrets);
        late.addAll(late.size() - 1, secrets);

        assertThat(contents(Replay.session(late))).isEqualTo(contents(session(name)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"illustrated-tls12", "illustrated-tls13", "illustrated-tls13-archive"})
    void showsNothingAsDecryptedWithoutSecrets(String name) throws IOException {
        staysShut(Replay.session(chunks(name), List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"illustrated-tls12", "illustrated-tls13", "illustrated-tls13-archive"})
    void showsNothingAsDecryptedWithWrongSecrets(String name) throws IOException {
        List<Secret> wrong =
                secrets(name).stream()
                        .map(secret -> {
                            byte[] bytes = secret.secret().toArray();
                            bytes[0] ^= 1;
                            return new Secret(
                                    secret.label(), secret.clientRandom(), Bytes.of(bytes));
                        })
                        .toList();

        staysShut(Replay.session(chunks(name), wrong));
    }

    @ParameterizedTest
    @ValueSource(strings = {"illustrated-tls13", "illustrated-tls13-archive"})
    void showsNothingAsDecryptedWithTheSecretsOfTheOtherSide(String name) throws IOException {
        List<Secret> swapped =
                secrets(name).stream()
                        .map(secret ->
                                new Secret(
                                        swapped(secret.label()),
                                        secret.clientRandom(),
                                        secret.secret()))
                        .toList();

        staysShut(Replay.session(chunks(name), swapped));
    }

    @ParameterizedTest
    @ValueSource(strings = {"illustrated-tls12", "illustrated-tls13", "illustrated-tls13-archive"})
    void doesNotDecryptARecordThatWasTamperedWith(String name) throws IOException {
        List<Replay.Chunk> chunks = new ArrayList<>(chunks(name));
        Replay.Chunk last = chunks.removeLast();
        byte[] bytes = last.bytes().toArray();
        bytes[bytes.length - 1] ^= 1;
        chunks.add(new Replay.Chunk(last.from(), Bytes.of(bytes)));

        Session session = Replay.session(chunks, secrets(name));

        assertThat(session.records().getLast().decrypted()).isFalse();
        assertThat(session.messages().getLast().provenance()).isEqualTo(Provenance.OBSERVED);
        assertThat(session.messages().getLast().content()).isNull();
        assertThat(session.records())
                .filteredOn(record -> record.number() < session.records().size())
                .filteredOn(IllustratedTest::isProtected)
                .allMatch(RecordRead::decrypted);
    }

    @Test
    void doesNotTakeAFinishedForProvedWhenTheTranscriptWasChanged() throws IOException {
        List<Replay.Chunk> chunks = new ArrayList<>(chunks("illustrated-tls12"));
        byte[] hello = chunks.getFirst().bytes().toArray();
        // Another name, as somebody on the way could have written it.
        hello[new String(hello, StandardCharsets.ISO_8859_1).indexOf("ulfheim")] = 'w';
        chunks.set(0, new Replay.Chunk(Sender.CLIENT, Bytes.of(hello)));

        Session session = Replay.session(chunks, secrets("illustrated-tls12"));

        assertThat(session.verdict(Verdict.Check.CLIENT_FINISHED))
                .hasValueSatisfying(
                        verdict -> assertThat(verdict.result()).isEqualTo(Verdict.Result.FAIL));
        assertThat(session.verdict(Verdict.Check.SERVER_FINISHED))
                .hasValueSatisfying(
                        verdict -> assertThat(verdict.result()).isEqualTo(Verdict.Result.FAIL));
    }

    @Test
    void showsATruncatedHandshakeUpToItsLastByte() throws IOException {
        Replay.Chunk hello = chunks("illustrated-tls12").getFirst();
        Bytes half = hello.bytes().slice(0, 60);

        Session session = Replay.session(List.of(new Replay.Chunk(Sender.CLIENT, half)), List.of());

        MessageRead message = session.messages().getFirst();
        assertThat(message.type()).isEqualTo(MessageType.TRUNCATED_HANDSHAKE);
        assertThat(message.bytes()).isEqualTo(half.from(RECORD_HEADER));
        assertThat(session.outcome().status()).isEqualTo(Outcome.Status.INCOMPLETE);
    }

    private static void staysShut(Session session) {
        assertThat(session.records()).noneMatch(RecordRead::decrypted);
        assertThat(session.messages())
                .noneMatch(message -> message.provenance() == Provenance.DECRYPTED)
                .filteredOn(MessageRead::isProtected)
                .isNotEmpty()
                .allMatch(message -> message.content() == null && message.reason() != null);
    }

    private static boolean isProtected(RecordRead record) {
        return record.epoch() != Epoch.PLAINTEXT;
    }

    private static String swapped(String label) {
        return label.startsWith("CLIENT_")
                ? label.replaceFirst("CLIENT_", "SERVER_")
                : label.replaceFirst("SERVER_", "CLIENT_");
    }

    private static void isPlainRecord(Session session, int number, String name, String file)
            throws IOException {
        assertThat(bytes(session, number).hex())
                .as(file)
                .isEqualTo(cap(name, file).from(RECORD_HEADER).hex());
    }

    /**
     * @param more bytes that the file has after the content: MAC and padding, or the inner type
     */
    private static void startsPlaintext(
            Session session, int number, String name, String file, int more) throws IOException {
        Bytes plain = cap(name, file);
        assertThat(bytes(session, number).hex())
                .as(file)
                .isEqualTo(plain.slice(0, plain.length() - more).hex());
    }

    private static Bytes bytes(Session session, int number) {
        return session.message(number).orElseThrow().bytes();
    }

    private static String types(Session session) {
        return session.messages().stream()
                .map(message ->
                        (message.isAbsent() ? "~" : message.from() == Sender.CLIENT ? ">" : "<")
                                + message.type().rfcName())
                .collect(Collectors.joining(" "));
    }

    private static List<String> contents(Session session) {
        return session.messages().stream()
                .map(message ->
                        message.number()
                                + " "
                                + message.type()
                                + " "
                                + message.provenance()
                                + " "
                                + message.epoch()
                                + " "
                                + message.bytes().hex())
                .toList();
    }

    private static Session session(String name) throws IOException {
        return Replay.session(chunks(name), secrets(name));
    }

    private static List<Replay.Chunk> chunks(String name) throws IOException {
        return Replay.pcap(folder(name).resolve("capture.pcap"));
    }

    private static List<Secret> secrets(String name) throws IOException {
        return Replay.keylog(folder(name).resolve("keylog.txt"));
    }

    private static Bytes cap(String name, String file) throws IOException {
        return Bytes.of(Files.readAllBytes(folder(name).resolve("caps").resolve(file)));
    }

    private static Path folder(String name) {
        return Needs.shared("corpus/captures/" + name);
    }
}
