package dev.handshake.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.bytes.ByteSpan;
import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.Field;
import dev.handshake.capture.Sender;
import dev.handshake.capture.lab.LabSource;
import dev.handshake.capture.lab.Scenario;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a field has to do with bytes elsewhere. */
final class LinksTest {
    @TempDir private static Path data;

    private static Session tls12 = Replay.session(List.of());
    private static Session tls13 = tls12;

    @BeforeAll
    static void shakeHands() throws Exception {
        System.setProperty("handshake.data", data.toString());
        tls12 = session("tls12");
        tls13 = session("tls13");
    }

    @AfterAll
    static void forgetTheLab() {
        System.clearProperty("handshake.data");
    }

    private static Session session(String scenario) throws Exception {
        Sessions sessions = new Sessions(_ -> {});
        new LabSource(Scenario.named(scenario)).capture(sessions);
        return sessions.snapshots().getFirst();
    }

    private static MessageRead message(Session session, MessageType type, Sender from) {
        return session.messages().stream()
                .filter(it -> it.type() == type && it.from() == from && !it.isAbsent())
                .findFirst()
                .orElseThrow();
    }

    /** The way to the first field with the key. */
    private static List<Field> path(List<Field> fields, String key) {
        for (Field field : fields) {
            if (field.key().equals(key)) {
                return List.of(field);
            }
            List<Field> deeper = path(field.fields(), key);
            if (!deeper.isEmpty()) {
                List<Field> path = new ArrayList<>(List.of(field));
                path.addAll(deeper);
                return path;
            }
        }
        return List.of();
    }

    private static List<Links.Link> links(Session session, MessageRead in, String key) {
        return Links.of(session, in, path(in.fields(), key), Integer.MAX_VALUE);
    }

    private static Bytes bytes(Session session, Links.Link link) {
        ByteSpan span = link.to().spans().getFirst();
        return session.message(link.to().message())
                .orElseThrow()
                .bytes()
                .slice(span.offset(), span.length());
    }

    @Test
    void theChosenSuiteStandsInTheClientsList() {
        MessageRead hello = message(tls12, MessageType.SERVER_HELLO, Sender.SERVER);
        List<Links.Link> links = links(tls12, hello, "cipher_suite");
        assertThat(links).extracting(Links.Link::kind).containsExactly(Links.Kind.CHOSEN_FROM);
        assertThat(tls12.message(links.getFirst().to().message()).orElseThrow().type())
                .isEqualTo(MessageType.CLIENT_HELLO);
        // IANA: TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384 is 0xc030.
        assertThat(bytes(tls12, links.getFirst()).hex()).isEqualTo("c030");
    }

    @Test
    void aKeyShareHasItsCounterpart() {
        MessageRead hello = message(tls13, MessageType.SERVER_HELLO, Sender.SERVER);
        List<Links.Link> links = links(tls13, hello, "server_share");
        assertThat(links).extracting(Links.Link::kind).containsExactly(Links.Kind.COUNTERPART);
        // X25519MLKEM768 (0x11ec), then the length: 1184 bytes of ML-KEM and 32 of X25519.
        assertThat(bytes(tls13, links.getFirst()).hex()).startsWith("11ec04c0");
    }

    @Test
    void thePublicValuesOfBothSidesBelongTogether() {
        MessageRead server = message(tls12, MessageType.SERVER_KEY_EXCHANGE, Sender.SERVER);
        MessageRead client = message(tls12, MessageType.CLIENT_KEY_EXCHANGE, Sender.CLIENT);
        assertThat(links(tls12, server, "public"))
                .extracting(link -> link.to().message())
                .containsExactly(client.number());
        assertThat(links(tls12, client, "ecdh_Yc"))
                .extracting(link -> link.to().message())
                .containsExactly(server.number());
    }

    /** RFC 5246 §7.4.3: client_random, server_random, params. */
    @Test
    void aServersSignatureInTls12SignsBothRandomsAndItsParameters() {
        MessageRead exchange = message(tls12, MessageType.SERVER_KEY_EXCHANGE, Sender.SERVER);
        List<Links.Link> links = links(tls12, exchange, "signature");
        List<MessageType> signed =
                links.stream()
                        .filter(link -> link.kind() == Links.Kind.SIGNS)
                        .map(link -> tls12.message(link.to().message()).orElseThrow().type())
                        .toList();
        assertThat(signed)
                .startsWith(MessageType.CLIENT_HELLO, MessageType.SERVER_HELLO)
                .contains(MessageType.SERVER_KEY_EXCHANGE);
        assertThat(links).extracting(Links.Link::kind).contains(Links.Kind.KEY);
    }

    /** RFC 9846 §4.5.2: the transcript up to the Certificate. */
    @Test
    void aSignatureInTls13SignsAllMessagesBeforeIt() {
        MessageRead proof = message(tls13, MessageType.CERTIFICATE_VERIFY, Sender.SERVER);
        assertThat(
                        links(tls13, proof, "signature").stream()
                                .filter(link -> link.kind() == Links.Kind.SIGNS)
                                .filter(link -> link.to().isWhole())
                                .map(link ->
                                        tls13.message(link.to().message()).orElseThrow().type()))
                .containsExactly(
                        MessageType.CLIENT_HELLO,
                        MessageType.SERVER_HELLO,
                        MessageType.ENCRYPTED_EXTENSIONS,
                        MessageType.CERTIFICATE);
    }

    @Test
    void verifyDataIsMadeOfTheTranscript() {
        MessageRead finished = message(tls12, MessageType.FINISHED, Sender.CLIENT);
        assertThat(
                        links(tls12, finished, "verify_data").stream()
                                .filter(link -> link.to().isWhole())
                                .map(link ->
                                        tls12.message(link.to().message()).orElseThrow().type()))
                .containsExactly(
                        MessageType.CLIENT_HELLO,
                        MessageType.SERVER_HELLO,
                        MessageType.CERTIFICATE,
                        MessageType.CERTIFICATE_STATUS,
                        MessageType.SERVER_KEY_EXCHANGE,
                        MessageType.SERVER_HELLO_DONE,
                        MessageType.CLIENT_KEY_EXCHANGE);
    }

    @Test
    void aStapledResponseIsAboutTheCertificateWithItsSerialNumber() {
        MessageRead status = message(tls12, MessageType.CERTIFICATE_STATUS, Sender.SERVER);
        List<Links.Link> links = links(tls12, status, "cert_status");
        assertThat(links).extracting(Links.Link::kind).containsExactly(Links.Kind.ABOUT);
        Bytes serial = bytes(tls12, links.getFirst());
        assertThat(status.bytes().hex()).contains(serial.hex());
    }

    @Test
    void theMarkerOfADowngradeIsTheLastEightBytesOfTheServersRandom() {
        MessageRead hello = message(tls12, MessageType.SERVER_HELLO, Sender.SERVER);
        assertThat(links(tls12, hello, "random"))
                .filteredOn(link -> link.kind() == Links.Kind.MARKER)
                .singleElement()
                .satisfies(
                        link -> assertThat(link.to().spans()).containsExactly(new ByteSpan(30, 8)));
    }

    @Test
    void theNameThatWasAskedForStandsInTheCertificate() {
        MessageRead hello = message(tls12, MessageType.CLIENT_HELLO, Sender.CLIENT);
        assertThat(links(tls12, hello, "host_name"))
                .filteredOn(link -> link.kind() == Links.Kind.NAMES)
                .singleElement()
                .satisfies(link -> assertThat(bytes(tls12, link).utf8()).contains("www.msn.com"));
    }

    @Test
    void leadsToNothingThatHasNotBeenTold() {
        MessageRead hello = message(tls12, MessageType.CLIENT_HELLO, Sender.CLIENT);
        List<Field> path = path(hello.fields(), "host_name");
        assertThat(Links.of(tls12, hello, path, hello.number())).isEmpty();
    }
}
