package dev.handshake.proof;

import static org.awaitility.Awaitility.await;

import dev.handshake.Needs;
import dev.handshake.capture.Sender;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code gnutls-serv --http} with its debug output, which names each handshake message. */
final class GnutlsServer implements Server {
    /** {@code HSK[0x…]: CERTIFICATE (11) was received. Length 4[4]} */
    private static final Pattern MESSAGE =
            Pattern.compile("HSK\\[\\S+]: ([A-Z ]+?) (?:\\(\\d+\\) )?was (received|queued)");

    private final Program program;
    private final SocketAddress address;

    private GnutlsServer(Program program, int port) {
        this.program = program;
        this.address = Server.loopback(port);
        program.awaitOutput("Server listening on IPv4");
        program.awaitOutput("done");
    }

    static GnutlsServer start(Authority.Identity identity, String... options) {
        int port = FreePort.next();
        List<Object> command =
                new ArrayList<>(
                        List.of(
                                Needs.program("gnutls-serv"),
                                "--http",
                                "--debug=5",
                                "--port=" + port,
                                "--x509keyfile=" + identity.key(),
                                "--x509certfile=" + identity.chain()));
        command.addAll(Arrays.asList(options));
        return new GnutlsServer(Program.start(Path.of("."), command.toArray()), port);
    }

    @Override
    public SocketAddress address() {
        return address;
    }

    /** What it said of its only connection, once it has ended that. */
    String output() {
        await().until(() -> program.output().contains("Session ID") || !program.isRunning());
        return program.output();
    }

    /** The handshake messages, {@code >server_hello} from it and {@code <client_hello} to it. */
    List<Seen> handshake() {
        List<Seen> seen = new ArrayList<>();
        Matcher message = MESSAGE.matcher(output());
        while (message.find()) {
            Sender from = message.group(2).equals("received") ? Sender.CLIENT : Sender.SERVER;
            seen.add(
                    new Seen(
                            from,
                            message.group(1).toLowerCase(Locale.ROOT).replace(' ', '_'),
                            null));
        }
        return seen;
    }

    @Override
    public void close() {
        program.close();
    }
}
