package dev.handshake.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.Needs;
import dev.handshake.Vectors;
import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.Phrase;
import dev.handshake.capture.Secret;
import dev.handshake.capture.Sender;
import dev.handshake.keys.KeyStep;
import dev.handshake.keys.KeyTree;
import dev.handshake.keys.StepKind;
import dev.handshake.proof.Recomputed;
import dev.handshake.verify.Verdict;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The traces of RFC 8448: every message decrypted equals the plaintext that the trace gives. */
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

    /** RFC 8448 §3, "generate resumption secret". */
    private static final String RESUMPTION =
            "4ecd0eb6ec3b4d87f5d6028f922ca4c5851a277fd41311c9e62d2c9492e1c4f3";

    /**
     * The server's flight of RFC 8448 §4. Botan's copy has another one, without server_name, in its
     * place, to which neither the Finished messages nor the application data of the trace fit.
     */
    private static final Map<String, String> RESUMED_FLIGHT =
            Map.of(
                    "Message_EncryptedExtensions",
                    "080000280026000a00140012001d00170018001901000101010201030104001c0002400100000000"
                            + "002a0000",
                    "Message_Server_Finished",
                    "1400002048d3e0e1b3d907c6acff145e16090388c77b05c050b634ab1a88bbd0dd1a34b2");

    /** The records of a trace as they were sent. */
    private static final List<String> RECORDS =
            List.of(
                    "Record_ClientHello_1",
                    "Record_HelloRetryRequest",
                    "Record_ClientHello_2",
                    "Record_Client_EarlyAppData",
                    "Record_ServerHello",
                    "Record_ServerHandshakeMessages",
                    "Record_ClientFinished",
                    "Record_NewSessionTicket",
                    "Record_Client_AppData",
                    "Record_Server_AppData",
                    "Record_Client_CloseNotify",
                    "Record_Server_CloseNotify");

    /** What the server sends after its hello, as it is sent. */
    private static final List<String> FLIGHT =
            List.of(
                    "Message_EncryptedExtensions",
                    "Message_CertificateRequest",
                    "Message_Server_Certificate",
                    "Message_Server_CertificateVerify",
                    "Message_Server_Finished");

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    Simple_1RTT_Handshake, >client_hello <server_hello <encrypted_extensions <certificate <certificate_verify <finished >finished <new_session_ticket >application_data <application_data >alert <alert
                    Resumed_0RTT_Handshake, >client_hello >application_data <server_hello <encrypted_extensions <finished >end_of_early_data >finished >application_data <application_data >alert <alert
                    HelloRetryRequest_Handshake, >client_hello <hello_retry_request >client_hello <server_hello <encrypted_extensions <certificate <certificate_verify <finished >finished >alert <alert
                    Client_Authentication_Handshake, >client_hello <server_hello <encrypted_extensions <certificate_request <certificate <certificate_verify <finished >certificate >certificate_verify >finished >alert <alert
                    Middlebox_Compatibility_Mode, >client_hello <server_hello <change_cipher_spec <encrypted_extensions <certificate <certificate_verify <finished >change_cipher_spec >finished >alert <alert
                    Externally_Provided_PSK_with_Ephemeral_Key, >client_hello <server_hello <encrypted_extensions <finished >finished >application_data <application_data >alert <alert
                    RawPublicKey_With_Client_Authentication, >client_hello <server_hello <encrypted_extensions <certificate_request <certificate <certificate_verify <finished >certificate >certificate_verify >finished >alert <alert
                    """)
    void readsEveryMessageOfTheTrace(String section, String types) throws Exception {
        Vectors trace = trace(section);

        Session session = Replay.session(chunks(trace), secrets(trace));

        assertThat(sent(session))
                .extracting(Rfc8448Test::arrow)
                .containsExactly(types.split(" ", -1));
        assertThat(bytes(session, Sender.CLIENT, MessageType.CLIENT_HELLO))
                .containsExactlyElementsOf(payloads(trace, "ClientHello_1", "ClientHello_2"));
        assertThat(bytes(session, Sender.SERVER, MessageType.HELLO_RETRY_REQUEST))
                .containsExactlyElementsOf(payloads(trace, "HelloRetryRequest"));
        assertThat(bytes(session, Sender.SERVER, MessageType.SERVER_HELLO))
                .containsExactly(trace.bytes("Message_ServerHello"));
        assertThat(
                        sent(session)
                                .filter(message -> message.from() == Sender.SERVER)
                                .filter(message -> message.isProtected())
                                .map(MessageRead::bytes)
                                .limit(given(trace, FLIGHT).size()))
                .containsExactlyElementsOf(given(trace, FLIGHT));
        assertThat(bytes(session, Sender.CLIENT, MessageType.APPLICATION_DATA))
                .containsExactlyElementsOf(
                        given(trace, List.of("Client_EarlyAppData", "Client_AppData")));
        assertThat(bytes(session, Sender.SERVER, MessageType.APPLICATION_DATA))
                .containsExactlyElementsOf(given(trace, List.of("Server_AppData")));
        assertThat(bytes(session, Sender.CLIENT, MessageType.CERTIFICATE_VERIFY))
                .extracting(message -> message.from(8))
                .containsExactlyElementsOf(given(trace, List.of("Client_MessageSignature")));
        assertThat(session.outcome().status()).isEqualTo(Outcome.Status.COMPLETED);
    }

    /** Both Finished, and the signatures over the handshake, are proved by what was read. */
    @ParameterizedTest
    @CsvSource({
        "Simple_1RTT_Handshake, SERVER_SIGNATURE SERVER_FINISHED CLIENT_FINISHED",
        "Resumed_0RTT_Handshake, SERVER_FINISHED CLIENT_FINISHED",
        "HelloRetryRequest_Handshake, SERVER_SIGNATURE SERVER_FINISHED CLIENT_FINISHED",
        "Client_Authentication_Handshake, SERVER_SIGNATURE CLIENT_SIGNATURE SERVER_FINISHED"
                + " CLIENT_FINISHED",
        "Middlebox_Compatibility_Mode, SERVER_SIGNATURE SERVER_FINISHED CLIENT_FINISHED",
        "Externally_Provided_PSK_with_Ephemeral_Key, SERVER_FINISHED CLIENT_FINISHED",
        "RawPublicKey_With_Client_Authentication, SERVER_FINISHED CLIENT_FINISHED"
    })
    void provesTheHandshake(String section, String checks) throws Exception {
        Vectors trace = trace(section);

        Session session = Replay.session(chunks(trace), secrets(trace));

        for (String check : checks.split(" ", -1)) {
            assertThat(session.verdict(Verdict.Check.valueOf(check)).orElseThrow().result())
                    .as(check)
                    .isEqualTo(Verdict.Result.PASS);
        }
    }

    /** From what both sides began with follow the secrets that opened the records. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Simple_1RTT_Handshake",
                "Resumed_0RTT_Handshake",
                "HelloRetryRequest_Handshake",
                "Client_Authentication_Handshake",
                "Middlebox_Compatibility_Mode",
                "Externally_Provided_PSK_with_Ephemeral_Key",
                "RawPublicKey_With_Client_Authentication"
            })
    void growsTheKeysOfTheTrace(String section, @TempDir Path temp) throws Exception {
        Vectors trace = trace(section);
        List<Secret> told = new ArrayList<>(schedule(trace).beginnings());
        told.addAll(secrets(trace));

        List<KeyTree> trees = KeyTree.of(Replay.session(chunks(trace), told));

        assertThat(trees).hasSize(1);
        KeyTree tree = trees.getFirst();
        assertThat(tree.steps())
                .allMatch(KeyStep::isKnown)
                .noneMatch(step -> Phrase.of("keys.note.differs").equals(step.knowledge().note()));
        for (Secret secret : secrets(trace)) {
            boolean early = secret.label().equals("CLIENT_EARLY_TRAFFIC_SECRET");
            if (!early || isResumed(trace)) {
                assertThat(tree.steps())
                        .extracting(KeyStep::output)
                        .as(secret.label())
                        .contains(secret.secret());
            }
        }
        assertThat(tree.steps())
                .filteredOn(step ->
                        step.kind() == StepKind.VERIFY_DATA_13 || step.kind() == StepKind.BINDER)
                .hasSize(told.size() - secrets(trace).size() + 1)
                .allMatch(step -> Phrase.of("keys.note.sent").equals(step.knowledge().note()));
        Recomputed.agree(trees, temp);
    }

    /** That the secrets of these tests are the RFC's: those that its text gives are among them. */
    @Test
    void theSecretsAreThoseOfTheRfc() throws Exception {
        assertThat(secrets(trace("Simple_1RTT_Handshake")))
                .filteredOn(secret -> SIMPLE.containsKey(secret.label()))
                .hasSize(SIMPLE.size())
                .allSatisfy(secret ->
                        assertThat(secret.secret().hex()).isEqualTo(SIMPLE.get(secret.label())));
        assertThat(
                        trace("Resumed_0RTT_Handshake")
                                .hex("Client_SessionData")
                                .toLowerCase(Locale.ROOT))
                .contains(RESUMPTION);
    }

    private static Stream<MessageRead> sent(Session session) {
        return session.messages().stream().filter(message -> !message.isAbsent());
    }

    private static String arrow(MessageRead message) {
        return (message.from() == Sender.CLIENT ? ">" : "<") + message.type().rfcName();
    }

    private static List<Bytes> bytes(Session session, Sender from, MessageType type) {
        return sent(session)
                .filter(message -> message.from() == from && message.type() == type)
                .map(MessageRead::bytes)
                .toList();
    }

    private static List<Bytes> given(Vectors trace, List<String> names) {
        return names.stream()
                .filter(name -> trace.values().containsKey(name))
                .map(trace::bytes)
                .toList();
    }

    /** What the records of these names carry. */
    private static List<Bytes> payloads(Vectors trace, String... names) {
        return given(trace, Stream.of(names).map(name -> "Record_" + name).toList()).stream()
                .map(record -> record.from(5))
                .toList();
    }

    private static List<Replay.Chunk> chunks(Vectors trace) {
        List<Replay.Chunk> chunks = new ArrayList<>();
        for (String name : RECORDS) {
            if (trace.values().containsKey(name)) {
                Sender from = name.contains("Client") ? Sender.CLIENT : Sender.SERVER;
                chunks.add(new Replay.Chunk(from, trace.bytes(name)));
            }
        }
        return chunks;
    }

    private static List<Secret> secrets(Vectors trace) throws GeneralSecurityException {
        return schedule(trace).all();
    }

    private static Rfc8448Secrets schedule(Vectors trace) throws GeneralSecurityException {
        Bytes psk =
                trace.values().containsKey("PskSecret")
                        ? trace.bytes("PskSecret")
                        : isResumed(trace) ? Bytes.ofHex(RESUMPTION) : Bytes.of(new byte[32]);
        List<Bytes> hellos =
                payloads(
                        trace,
                        "ClientHello_1",
                        "HelloRetryRequest",
                        "ClientHello_2",
                        "ServerHello");
        Bytes flight = Bytes.concat(given(trace, FLIGHT).toArray(Bytes[]::new));
        return new Rfc8448Secrets(trace, psk, hellos, flight);
    }

    private static boolean isResumed(Vectors trace) {
        return trace.values().containsKey("Client_EarlyAppData");
    }

    private static Vectors trace(String section) throws Exception {
        Vectors trace =
                Vectors.section(
                        Needs.shared("corpus/vectors/rfc8448").resolve("transcripts.vec"), section);
        if (!isResumed(trace)) {
            return trace;
        }
        Map<String, String> values = new HashMap<>(trace.values());
        values.putAll(RESUMED_FLIGHT);
        values.put(
                "Record_ServerHandshakeMessages",
                schedule(new Vectors(values)).sealedFlight().hex());
        return new Vectors(values);
    }
}
