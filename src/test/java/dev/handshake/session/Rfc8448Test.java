package dev.handshake.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.Needs;
import dev.handshake.Vectors;
import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Secret;
import dev.handshake.capture.Sender;
import dev.handshake.verify.Verdict;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The traces of RFC 8448: their records, and the traffic secrets that its text gives. */
class Rfc8448Test {
    /** RFC 8448 §3, "derive secret". */
    private static final Map<String, String> SIMPLE =
            Map.of(
                    "CLIENT_HANDSHAKE_TRAFFIC_SECRET",
                    "b3eddb126e067f35a780b3abf45e2d8f3b1a950738f52e9600746a0e27a55a21",
                    "SERVER_HANDSHAKE_TRAFFIC_SECRET",
                    "b67b7d690cc16c4e75e54213cb2d37b4e9c912bcded9105d42befd59d391ad38",
                    "CLIENT_TRAFFIC_SECRET_0",
                    "9e40646ce79a7f9dc05af8889bce6552875afa0b06df0087f792ebb7c17504a5",
                    "SERVER_TRAFFIC_SECRET_0",
                    "a11af9f05531f856ad47116b45a950328204b4f44bfb6b3a4b4f1f3fcb631643");

    @Test
    void readsTheSimpleHandshake() throws IOException {
        Vectors trace = trace("Simple_1RTT_Handshake");
        Bytes hello = trace.bytes("Record_ClientHello_1");
        Bytes random = hello.slice(11, 32);
        List<Secret> secrets =
                SIMPLE.entrySet().stream()
                        .map(it -> new Secret(it.getKey(), random, Bytes.ofHex(it.getValue())))
                        .toList();

        Session session =
                Replay.session(
                        List.of(
                                client(trace, "Record_ClientHello_1"),
                                server(trace, "Record_ServerHello"),
                                server(trace, "Record_ServerHandshakeMessages"),
                                client(trace, "Record_ClientFinished"),
                                server(trace, "Record_NewSessionTicket"),
                                client(trace, "Record_Client_AppData"),
                                server(trace, "Record_Server_AppData"),
                                client(trace, "Record_Client_CloseNotify"),
                                server(trace, "Record_Server_CloseNotify")),
                        secrets);

        is(session, MessageType.SERVER_HELLO, trace.hex("Message_ServerHello"));
        is(session, MessageType.ENCRYPTED_EXTENSIONS, trace.hex("Message_EncryptedExtensions"));
        is(session, MessageType.CERTIFICATE, trace.hex("Message_Server_Certificate"));
        is(session, MessageType.CERTIFICATE_VERIFY, trace.hex("Message_Server_CertificateVerify"));
        is(session, MessageType.FINISHED, trace.hex("Message_Server_Finished"));
        is(session, MessageType.APPLICATION_DATA, trace.hex("Client_AppData"));
        is(session, MessageType.ALERT, "0100");
        assertThat(session.outcome().status()).isEqualTo(Outcome.Status.COMPLETED);
        assertThat(session.verdicts())
                .filteredOn(verdict -> !verdict.check().isAboutTheCertificate())
                .filteredOn(verdict -> verdict.check() != Verdict.Check.SCT)
                .hasSize(4)
                .allMatch(verdict -> verdict.result() == Verdict.Result.PASS);
    }

    @Test
    void tellsAHelloRetryRequestFromAServerHello() throws IOException {
        Vectors trace = trace("HelloRetryRequest_Handshake");

        Session session =
                Replay.session(
                        List.of(
                                client(trace, "Record_ClientHello_1"),
                                server(trace, "Record_HelloRetryRequest"),
                                client(trace, "Record_ClientHello_2"),
                                server(trace, "Record_ServerHello")),
                        List.of());

        assertThat(session.messages())
                .extracting(MessageRead::type)
                .containsExactly(
                        MessageType.CLIENT_HELLO,
                        MessageType.HELLO_RETRY_REQUEST,
                        MessageType.CLIENT_HELLO,
                        MessageType.SERVER_HELLO);
        assertThat(session.negotiated().helloRetryRequest()).isTrue();
        assertThat(session.outcome().status()).isEqualTo(Outcome.Status.INCOMPLETE);
    }

    private static void is(Session session, MessageType type, String hex) {
        assertThat(session.first(type).orElseThrow().bytes().hex()).as(type.name()).isEqualTo(hex);
    }

    private static Replay.Chunk client(Vectors trace, String name) {
        return new Replay.Chunk(Sender.CLIENT, trace.bytes(name));
    }

    private static Replay.Chunk server(Vectors trace, String name) {
        return new Replay.Chunk(Sender.SERVER, trace.bytes(name));
    }

    private static Vectors trace(String section) throws IOException {
        return Vectors.section(
                Needs.shared("corpus/vectors/rfc8448").resolve("transcripts.vec"), section);
    }
}
