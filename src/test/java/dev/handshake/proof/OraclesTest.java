package dev.handshake.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.Needs;
import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Sender;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The witnesses themselves: tshark against bytes that a third party recorded, s_client against
 * s_server.
 */
final class OraclesTest {
    @Test
    void tsharkTellsEveryMessageOfARecordedHandshakeWithItsBytes() throws Exception {
        Path folder = Needs.shared("corpus/captures/illustrated-tls12");
        List<Seen> seen =
                new Tshark(folder.resolve("capture.pcap"), folder.resolve("keylog.txt"))
                        .conversations().stream()
                                .filter(c -> !c.messages().isEmpty())
                                .flatMap(c -> c.messages().stream())
                                .map(Tshark.Message::seen)
                                .toList();

        assertThat(seen.stream().map(s -> s.from().word() + " " + s.type()))
                .containsExactly(
                        "client client_hello",
                        "server server_hello",
                        "server certificate",
                        "server server_key_exchange",
                        "server server_hello_done",
                        "client client_key_exchange",
                        "client change_cipher_spec",
                        "client finished",
                        "server change_cipher_spec",
                        "server finished",
                        "client application_data",
                        "server application_data",
                        "client alert");
        assertThat(Objects.requireNonNull(seen.get(5).bytes()))
                .isEqualTo(
                        Bytes.of(Files.readAllBytes(folder.resolve("caps/clientkeyexchange")))
                                .from(5));
    }

    @Test
    void tapAndTsharkAgreeWithWhatTheServerSays(@TempDir Path temp) throws Exception {
        try (OpensslServer server =
                        OpensslServer.start(
                                Authority.shared().issue("one.example", Authority.Key.P256),
                                "-msg",
                                "-tls1_2");
                Tap tap = Tap.on(server)) {
            Path keyLog = temp.resolve("keys");
            try (Program client =
                    Program.start(
                            temp,
                            Needs.program("openssl"),
                            "s_client",
                            "-connect",
                            "127.0.0.1:" + tap.port(),
                            "-keylogfile",
                            keyLog)) {
                client.type("GET / HTTP/1.0\r\n\r\n");
                assertThat(client.exitStatus()).isZero();
            }
            Path capture = temp.resolve("tap.pcap");
            PcapFile.write(capture, tap.chunks());
            Tshark.Conversation told = new Tshark(capture, keyLog).conversations().getFirst();

            assertThat(told.messages().stream().map(Tshark.Message::seen))
                    .hasSizeGreaterThan(10)
                    .containsExactlyElementsOf(server.trace().messages());
            assertThat(told.records()).containsExactlyElementsOf(server.trace().records());
            assertThat(
                            Objects.requireNonNull(
                                            new Tshark(capture, keyLog)
                                                    .applicationData(told)
                                                    .get(Sender.CLIENT))
                                    .latin1())
                    .isEqualTo("GET / HTTP/1.0\r\n\r\n");
        }
    }
}
