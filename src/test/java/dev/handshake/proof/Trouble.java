package dev.handshake.proof;

import static dev.handshake.proof.RawServer.handshake;
import static dev.handshake.proof.RawServer.number;
import static dev.handshake.proof.RawServer.record;
import static dev.handshake.proof.RawServer.serverHello;
import static dev.handshake.proof.RawServer.text;
import static dev.handshake.proof.RawServer.vector;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Failure;
import dev.handshake.capture.Failure.Kind;
import dev.handshake.capture.Target;
import dev.handshake.capture.live.ClientOptions;
import dev.handshake.capture.live.Versions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A way for a connection to fail, played on loopback.
 *
 * @param failure what the capture says of it
 * @param exitStatus of the command line
 */
record Trouble(String name, Failure failure, int exitStatus, Meeting meeting) {
    static final String HOST = "www.proof.example";

    private static final Duration SHORT = Duration.ofMillis(1500);
    private static final int ECDHE_RSA_AES128_GCM = 0xc02f;

    /** Connects and fails. */
    interface Meeting {
        Shake play() throws Exception;
    }

    @Override
    public String toString() {
        return name;
    }

    static List<Trouble> all() {
        return List.of(
                new Trouble(
                        "no such name",
                        Failure.of(Kind.NO_SUCH_NAME, "nobody.invalid"),
                        3,
                        () -> Shake.of(ClientOptions.to(Target.parse("nobody.invalid")))),
                new Trouble("refused", Failure.of(Kind.REFUSED), 3, Trouble::refused),
                new Trouble(
                        "no answer to SYN",
                        Failure.of(Kind.CONNECT_TIMEOUT),
                        3,
                        Trouble::unanswered),
                raw(
                        "silence",
                        Failure.of(Kind.HANDSHAKE_TIMEOUT, 1.5),
                        3,
                        RawServer.Visitor::listen),
                raw(
                        "one byte now and then",
                        Failure.of(Kind.HANDSHAKE_TIMEOUT, 1.5),
                        3,
                        visitor ->
                                visitor.drip(
                                        record(22, serverHello(0x0303, ECDHE_RSA_AES128_GCM)),
                                        100)),
                raw(
                        "HTTP",
                        Failure.of(Kind.ALERT_SENT),
                        1,
                        visitor -> {
                            visitor.record();
                            visitor.say(
                                    text("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"));
                            visitor.listen();
                        }),
                raw(
                        "SSH",
                        Failure.of(Kind.ALERT_SENT),
                        1,
                        visitor -> {
                            visitor.say(text("SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3\r\n"));
                            visitor.listen();
                        }),
                raw(
                        "closed after the hello",
                        Failure.of(Kind.CLOSED_EARLY),
                        1,
                        RawServer.Visitor::record),
                raw(
                        "reset in the middle",
                        Failure.of(Kind.RESET),
                        1,
                        visitor -> {
                            visitor.record();
                            visitor.say(record(22, serverHello(0x0303, ECDHE_RSA_AES128_GCM)));
                            visitor.reset();
                        }),
                openssl(
                        "no common cipher",
                        Failure.of(Kind.ALERT_RECEIVED, 40),
                        options -> options.offering(o -> o.withVersions(Versions.TLS_1_2)),
                        "-tls1_2",
                        "-cipher",
                        "ECDHE-ECDSA-AES128-SHA256:@SECLEVEL=0"),
                openssl(
                        "certificate of the client wanted",
                        Failure.of(Kind.ALERT_RECEIVED, 116),
                        options -> options,
                        "-tls1_3",
                        "-Verify",
                        "1",
                        "-verify_return_error"),
                openssl(
                        "a server of TLS 1.0",
                        Failure.of(Kind.ALERT_RECEIVED, 70),
                        options -> options,
                        "-tls1",
                        "-cipher",
                        "ALL:@SECLEVEL=0"),
                raw(
                        "a suite that was not offered",
                        Failure.of(Kind.ALERT_SENT, 47),
                        1,
                        visitor -> {
                            visitor.record();
                            visitor.say(record(22, serverHello(0x0303, 0x0001)));
                            visitor.listen();
                        }),
                raw(
                        "a version that was not offered",
                        Failure.of(Kind.ALERT_SENT, 70),
                        1,
                        visitor -> {
                            visitor.record();
                            visitor.say(record(22, serverHello(0x0301, ECDHE_RSA_AES128_GCM)));
                            visitor.listen();
                        }),
                raw(
                        "sixteen megabytes of handshake",
                        Failure.of(Kind.TOO_MUCH),
                        1,
                        Trouble::sixteenMegabytes),
                raw(
                        "a record of 65,535 bytes",
                        Failure.of(Kind.ALERT_SENT, 22),
                        1,
                        visitor -> {
                            visitor.record();
                            visitor.say(record(22, Bytes.of(new byte[65_535])));
                            visitor.listen();
                        }),
                raw(
                        "a certificate that is not DER",
                        Failure.of(Kind.ALERT_SENT),
                        1,
                        visitor -> {
                            visitor.record();
                            visitor.say(record(22, serverHello(0x0303, ECDHE_RSA_AES128_GCM)));
                            Bytes notDer = text("this is no certificate");
                            visitor.say(record(22, handshake(11, vector(3, vector(3, notDer)))));
                            visitor.listen();
                        }));
    }

    private static Trouble raw(
            String name, Failure failure, int exitStatus, RawServer.Manners manners) {
        return new Trouble(
                name,
                failure,
                exitStatus,
                () -> {
                    try (RawServer server = RawServer.start(manners)) {
                        return Shake.with(server, HOST, o -> o.withTimeouts(SHORT, SHORT));
                    }
                });
    }

    private static Trouble openssl(
            String name, Failure failure, UnaryOperator<ClientOptions> wishes, String... options) {
        return new Trouble(
                name,
                failure,
                1,
                () -> {
                    Authority.Identity identity = Authority.shared().issue(HOST, Authority.Key.RSA);
                    try (OpensslServer server = OpensslServer.start(identity, options)) {
                        return Shake.with(server, HOST, wishes);
                    }
                });
    }

    private static Shake refused() throws Exception {
        return Shake.of(ClientOptions.to(new Target("127.0.0.1", FreePort.next())));
    }

    /** Who listens but never accepts, with a full queue, lets Linux drop every further SYN. */
    private static Shake unanswered() throws Exception {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        List<Socket> queue = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, loopback)) {
            for (int i = 0; i < 4; i++) {
                Socket waiting = new Socket();
                queue.add(waiting);
                try {
                    waiting.connect(full.getLocalSocketAddress(), 200);
                } catch (IOException e) {
                    break;
                }
            }
            Target target = new Target("127.0.0.1", full.getLocalPort());
            return Shake.of(ClientOptions.to(target).withTimeouts(SHORT, SHORT));
        } finally {
            for (Socket socket : queue) {
                socket.close();
            }
        }
    }

    /** A Certificate that announces 16,777,215 bytes and brings them. */
    private static void sixteenMegabytes(RawServer.Visitor visitor) throws IOException {
        visitor.record();
        visitor.say(record(22, serverHello(0x0303, ECDHE_RSA_AES128_GCM)));
        visitor.say(record(22, Bytes.concat(number(11, 1), number(0xffffff, 3))));
        Bytes fragment = record(22, Bytes.of(new byte[1 << 14]));
        for (int i = 0; i < 1024; i++) {
            visitor.say(fragment);
        }
        visitor.listen();
    }
}
