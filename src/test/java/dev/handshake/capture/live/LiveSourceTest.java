package dev.handshake.capture.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.CaptureEvent;
import dev.handshake.capture.Failure;
import dev.handshake.capture.Origin;
import dev.handshake.capture.Sender;
import dev.handshake.capture.Target;
import dev.handshake.capture.Watched;
import dev.handshake.registry.CipherSuite;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against peers that do not speak TLS at all; see the proofs for those that do. */
@Timeout(60)
final class LiveSourceTest {
    private static final Duration SHORT = Duration.ofMillis(400);

    private ServerSocket peer;

    @BeforeEach
    void listen() throws IOException {
        peer = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void leaveNothing() throws IOException {
        peer.close();
        await().untilAsserted(() -> assertThat(Watched.threads()).isEmpty());
    }

    private ClientOptions options() {
        return ClientOptions.to(new Target("www.example.org", 443))
                .withConnectTo(new Target("127.0.0.1", peer.getLocalPort()));
    }

    /** The peer answers the ClientHello with this and closes. */
    private Watched answeredWith(byte[] answer) throws Exception {
        Watched watched = Watched.start(new LiveSource(options()));
        try (Socket socket = peer.accept()) {
            assertThat(socket.getInputStream().read()).isEqualTo(0x16);
            socket.getOutputStream().write(answer);
            socket.shutdownOutput();
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        }
        watched.join();
        return watched;
    }

    @Test
    void tellsWhereItConnectedAndWhen() throws Exception {
        Watched watched = answeredWith(new byte[0]);

        CaptureEvent.Opened opened = (CaptureEvent.Opened) watched.events().getFirst();
        assertThat(opened.origin())
                .isEqualTo(new Origin(Origin.Kind.LIVE, "www.example.org", 443, null, false));
        CaptureEvent.Connected connected = watched.events(CaptureEvent.Connected.class).getFirst();
        assertThat(connected.server().address()).isEqualTo("127.0.0.1");
        assertThat(connected.server().port()).isEqualTo(peer.getLocalPort());
        assertThat(connected.nameLookup()).isEqualTo(-1);
        assertThat(watched.events().stream().map(CaptureEvent::nanos).toList()).isSorted();
    }

    @Test
    void looksUpANameAndSaysHowLongItTook() throws Exception {
        Watched watched =
                Watched.start(
                        new LiveSource(
                                options()
                                        .withConnectTo(
                                                new Target("localhost", peer.getLocalPort()))));
        peer.accept().close();
        watched.join();

        assertThat(watched.events(CaptureEvent.Connected.class).getFirst().nameLookup())
                .isPositive();
    }

    @Test
    void tellsWhatAPeerSaidThatIsNotTls() throws Exception {
        byte[] answer = "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

        Watched watched = answeredWith(answer);

        assertThat(watched.failure().kind()).isEqualTo(Failure.Kind.ALERT_SENT);
        assertThat(watched.bytes(Sender.SERVER)).isEqualTo(Bytes.of(answer));
        // Our alert went out: record type 21, two bytes, fatal.
        assertThat(watched.bytes(Sender.CLIENT).hex()).containsPattern("15030[0-3]000202..$");
    }

    @Test
    void closedInTheMiddleOfARecord() throws Exception {
        Watched watched = answeredWith(HexFormat.of().parseHex("160303004002"));

        assertThat(watched.failure().kind()).isEqualTo(Failure.Kind.CLOSED_EARLY);
        assertThat(watched.bytes(Sender.SERVER).hex()).isEqualTo("160303004002");
    }

    @Test
    void aPeerThatSaysGoodbyeToTheClientHelloClosedEarly() throws Exception {
        Watched watched = answeredWith(HexFormat.of().parseHex("15030300020100"));

        assertThat(watched.failure().kind()).isEqualTo(Failure.Kind.CLOSED_EARLY);
    }

    @Test
    void aFatalAlertIsTheAnswer() throws Exception {
        Watched watched = answeredWith(HexFormat.of().parseHex("15030300020228"));

        assertThat(watched.failure()).isEqualTo(Failure.of(Failure.Kind.ALERT_RECEIVED, 40));
    }

    @Test
    void anAlertThatNobodyHasDefinedIsTheAnswerToo() throws Exception {
        Watched watched = answeredWith(HexFormat.of().parseHex("150303000205ee"));

        assertThat(watched.failure()).isEqualTo(Failure.of(Failure.Kind.ALERT_RECEIVED, 238));
    }

    @Test
    void aWarningIsNotTheEnd() throws Exception {
        // unrecognized_name as a warning, as some servers send it, and then the refusal.
        Watched watched = answeredWith(HexFormat.of().parseHex("150303000201701503030002022f"));

        assertThat(watched.failure()).isEqualTo(Failure.of(Failure.Kind.ALERT_RECEIVED, 47));
    }

    @Test
    void emptyRecordsWithoutEndAreTooMuchOrTooLong() throws Exception {
        Watched watched =
                Watched.start(new LiveSource(options().withTimeouts(SHORT, Duration.ofSeconds(5))));
        byte[] warnings = HexFormat.of().parseHex("15030300020170".repeat(4096));
        try (Socket socket = peer.accept()) {
            for (int i = 0; i < 4096; i++) {
                socket.getOutputStream().write(warnings);
            }
        } catch (IOException e) {
            // It has had enough.
        }
        watched.join();

        assertThat(watched.failure().kind()).isEqualTo(Failure.Kind.TOO_MUCH);
    }

    @Test
    void aNameThatDoesNotExist() throws Exception {
        Watched watched =
                Watched.run(new LiveSource(ClientOptions.to(new Target("nobody.invalid", 443))));

        assertThat(watched.failure())
                .isEqualTo(Failure.of(Failure.Kind.NO_SUCH_NAME, "nobody.invalid"));
        assertThat(watched.events()).hasSize(2);
    }

    @Test
    void aPortWhereNobodyListens() throws Exception {
        int port = peer.getLocalPort();
        peer.close();

        Watched watched = Watched.run(new LiveSource(options()));

        assertThat(watched.failure())
                .isEqualTo(Failure.of(Failure.Kind.REFUSED, "127.0.0.1", port));
    }

    @Test
    void aNetworkWithoutAWayThere() throws Exception {
        // RFC 6666: whatever is sent to this prefix is discarded. Where there is no IPv6 there is
        // no way at all, elsewhere nobody answers.
        Watched watched =
                Watched.run(
                        new LiveSource(
                                ClientOptions.to(new Target("100::1", 443))
                                        .withTimeouts(SHORT, SHORT)));

        assertThat(watched.failure().kind())
                .isIn(Failure.Kind.UNREACHABLE, Failure.Kind.CONNECT_TIMEOUT);
    }

    @Test
    void silenceEndsByTheTimeOutAndClosesTheConnection() throws Exception {
        Watched watched = Watched.start(new LiveSource(options().withTimeouts(SHORT, SHORT)));
        try (Socket socket = peer.accept()) {
            watched.join();

            assertThat(watched.failure())
                    .isEqualTo(Failure.of(Failure.Kind.HANDSHAKE_TIMEOUT, 0.4));
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        }
    }

    @Test
    void cancelledBeforeItBegan() throws Exception {
        LiveSource source = new LiveSource(options());
        source.cancel();
        source.cancel();

        Watched watched = Watched.run(source);

        assertThat(watched.failure().kind()).isEqualTo(Failure.Kind.CANCELLED);
        assertThat(watched.events(CaptureEvent.Connected.class)).isEmpty();
        peer.setSoTimeout(50);
        try {
            peer.accept().close();
            throw new AssertionError("it connected");
        } catch (SocketTimeoutException e) {
            // Nobody came.
        }
    }

    @Test
    void cancelledWhileItConnects() throws Exception {
        List<Socket> queue = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            fill(full, queue);
            Watched watched =
                    Watched.start(
                            new LiveSource(
                                    options()
                                            .withConnectTo(
                                                    new Target("127.0.0.1", full.getLocalPort()))));
            await().until(() -> inSelect(Watched.threads()));

            watched.cancel();

            assertThat(watched.events(CaptureEvent.Connected.class)).isEmpty();
        } finally {
            for (Socket socket : queue) {
                socket.close();
            }
        }
    }

    /** Linux lets further connections wait for an answer once the queue is full. */
    private static void fill(ServerSocket full, List<Socket> queue) throws IOException {
        for (int i = 0; i < 4; i++) {
            Socket socket = new Socket();
            queue.add(socket);
            try {
                socket.connect(full.getLocalSocketAddress(), 200);
            } catch (SocketTimeoutException e) {
                return;
            }
        }
    }

    private static boolean inSelect(java.util.Set<String> names) {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(entry -> names.contains(entry.getKey().getName()))
                .flatMap(entry -> java.util.Arrays.stream(entry.getValue()))
                .anyMatch(frame -> frame.getMethodName().equals("establish"));
    }

    @Test
    void cancelledInTheHandshake() throws Exception {
        Watched watched = Watched.start(new LiveSource(options()));
        try (Socket socket = peer.accept()) {
            watched.awaitEvent(CaptureEvent.Data.class::isInstance);

            watched.cancel();

            // The connection is closed, not left behind.
            socket.setSoTimeout(5_000);
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        }
    }

    @Test
    void twoClientHellosShareNoRandomBytes() throws Exception {
        Bytes first = answeredWith(new byte[0]).bytes(Sender.CLIENT);
        Bytes second = answeredWith(new byte[0]).bytes(Sender.CLIENT);

        // Record and handshake headers and the version are 11 bytes; then random, then session id.
        assertThat(first.slice(11, 32)).isNotEqualTo(second.slice(11, 32));
        assertThat(first.slice(44, 32)).isNotEqualTo(second.slice(44, 32));
    }

    @Test
    void offersWhatTodaysClientsOffer() throws Exception {
        String hello = answeredWith(new byte[0]).bytes(Sender.CLIENT).hex();

        // 21 suites, TLS 1.3's first, no signalling suite, RSA key exchange last.
        assertThat(hello)
                .contains(
                        "002a"
                                + "130113021303"
                                + "c02bc02fc02cc030cca9cca8"
                                + "009e009f"
                                + "c009c013c00ac014"
                                + "00330039"
                                + "009c009d002f0035"
                                + "0100");
        // server_name (RFC 6066 §3): www.example.org
        assertThat(hello).contains("000000140012" + "00000f7777772e6578616d706c652e6f7267");
        // supported_groups (RFC 9846 §4.3.7): six, the hybrid first
        assertThat(hello).contains("000a000e000c" + "11ec001d0017001800190100");
        // key_share: 1216 bytes for X25519MLKEM768, 32 for x25519
        assertThat(hello).containsPattern("003304ea04e811ec04c0[0-9a-f]{2432}001d0020");
        // ALPN, status_request, session_ticket, renegotiation_info, SCT, versions, PSK modes
        assertThat(hello)
                .contains("0010000b000908687474702f312e31")
                .contains("000500050100000000")
                .contains("00230000")
                .contains("ff01000100")
                .contains("00120000")
                .contains("002b00050403040303")
                .contains("002d00020101");
    }

    @Test
    void offersWhatIsTyped() throws Exception {
        Watched watched =
                Watched.start(
                        new LiveSource(
                                options()
                                        .withOffer(
                                                options()
                                                        .offer()
                                                        .withSuites(
                                                                List.of(
                                                                        CipherSuite
                                                                                .TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384))
                                                        .withGroups(Offers.groups("secp384r1"))
                                                        .withAlpn(List.of())
                                                        .withServerName(null))));
        peer.accept().close();
        watched.join();
        String hello = watched.bytes(Sender.CLIENT).hex();

        assertThat(hello).contains("0002c0300100").contains("000a000400020018");
        // Without a suite of TLS 1.3 it is not offered, nor what belongs to it.
        assertThat(hello).doesNotContain("002b0005").doesNotContain("002d0002");
        assertThat(hello).doesNotContain(hex("http/1.1")).doesNotContain(hex("www.example.org"));
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
    }
}
