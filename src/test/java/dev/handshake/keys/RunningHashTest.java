package dev.handshake.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.bytes.Bytes;
import dev.handshake.session.MessageRead;
import dev.handshake.session.MessageType;
import dev.handshake.session.Session;
import dev.handshake.ui.LabHandshakes;
import dev.handshake.verify.Evidence;
import java.security.MessageDigest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The hash beside the messages, recomputed with the JDK from the bytes that were sent. */
class RunningHashTest {
    /** In what order they count, by what RFC 5246 §7.4.9 and RFC 9846 §4.1 leave out. */
    private static List<MessageRead> covered(Session session) {
        boolean tls13 = session.first(MessageType.ENCRYPTED_EXTENSIONS).isPresent();
        return session.messages().stream()
                .filter(message -> !message.isAbsent())
                .filter(message -> message.type().layer() == MessageType.Layer.HANDSHAKE)
                .filter(message -> !(tls13 && message.type() == MessageType.NEW_SESSION_TICKET))
                .toList();
    }

    private static Bytes hash(String function, Bytes... parts) throws Exception {
        MessageDigest digest = MessageDigest.getInstance(function);
        for (Bytes part : parts) {
            digest.update(part.toArray());
        }
        return Bytes.of(digest.digest());
    }

    @ParameterizedTest
    @CsvSource({"tls12, SHA-384", "tls12-ecdsa, SHA-256", "tls13, SHA-384"})
    void runsOverEveryMessage(String scenario, String function) throws Exception {
        Session session = LabHandshakes.of(scenario).getFirst();
        List<MessageRead> covered = covered(session);

        assertThat(covered).hasSizeGreaterThan(5);
        for (int i = 0; i < covered.size(); i++) {
            RunningHash hash = RunningHash.after(session, covered.get(i).number()).orElseThrow();
            List<MessageRead> before = covered.subList(0, i + 1);
            assertThat(hash.function()).isEqualTo(function);
            assertThat(hash.value())
                    .isEqualTo(
                            hash(
                                    function,
                                    before.stream().map(MessageRead::bytes).toArray(Bytes[]::new)));
            assertThat(hash.covered().evidence())
                    .extracting(Evidence::message)
                    .containsExactlyElementsOf(before.stream().map(MessageRead::number).toList());
        }
    }

    /** With which function, only the Server Hello says. */
    @Test
    void isDecidedByTheServerHello() throws Exception {
        Session session = LabHandshakes.of("tls12").getFirst();
        int client = session.first(MessageType.CLIENT_HELLO).orElseThrow().number();
        int server = session.first(MessageType.SERVER_HELLO).orElseThrow().number();

        assertThat(RunningHash.after(session, client).orElseThrow().since()).isEqualTo(server);
        assertThat(RunningHash.after(session, 1)).as("TCP").isEmpty();
    }

    /**
     * RFC 9846 §4.1: {@code Hash(message_hash || 00 00 Hash.length || Hash(ClientHello1) || …)}.
     */
    @Test
    void countsARetriedHelloByItsHash() throws Exception {
        Session session = LabHandshakes.of("tls13-hrr").getFirst();
        List<MessageRead> covered = covered(session);
        assertThat(covered.get(1).type()).isEqualTo(MessageType.HELLO_RETRY_REQUEST);

        Bytes first = hash("SHA-384", covered.get(0).bytes());
        Bytes folded = Bytes.concat(Bytes.ofHex("fe000030"), first);
        for (int i : List.of(1, 2, 3)) {
            Bytes[] parts = new Bytes[i + 1];
            parts[0] = folded;
            for (int j = 1; j <= i; j++) {
                parts[j] = covered.get(j).bytes();
            }
            assertThat(RunningHash.after(session, covered.get(i).number()).orElseThrow().value())
                    .isEqualTo(hash("SHA-384", parts));
        }
        assertThat(RunningHash.after(session, covered.get(0).number()).orElseThrow().value())
                .isEqualTo(first);
    }

    @Test
    void knowsWhoSignsIt() throws Exception {
        Session session = LabHandshakes.of("tls13-client-auth").getFirst();
        List<MessageRead> covered = covered(session);
        for (int i = 0; i + 1 < covered.size(); i++) {
            boolean signs = covered.get(i + 1).type() == MessageType.CERTIFICATE_VERIFY;
            assertThat(RunningHash.after(session, covered.get(i).number()).orElseThrow().signed())
                    .isEqualTo(signs ? covered.get(i + 1).number() : 0);
        }
    }
}
