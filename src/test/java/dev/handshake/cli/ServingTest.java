package dev.handshake.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.handshake.Needs;
import dev.handshake.capture.Cancellation;
import dev.handshake.capture.file.CaptureFile;
import dev.handshake.capture.file.Connection;
import dev.handshake.session.MessageRead;
import dev.handshake.session.Outcome;
import dev.handshake.session.Session;
import dev.handshake.session.SessionBuilder;
import dev.handshake.verify.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A scenario's server, met by OpenSSL and curl. */
class ServingTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Pattern LISTENING = Pattern.compile("127\\.0\\.0\\.1:([0-9]+)");

    @TempDir Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final AtomicInteger status = new AtomicInteger(-1);
    private Thread running = Thread.ofPlatform().start(() -> {});

    @AfterEach
    void end() throws InterruptedException {
        running.interrupt();
        running.join(PATIENCE);
        assertThat(running.isAlive()).isFalse();
        await("its threads have ended")
                .atMost(PATIENCE)
                .until(() ->
                        Thread.getAllStackTraces().keySet().stream()
                                .noneMatch(thread -> thread.getName().startsWith("lab-")));
    }

    @Test
    void showsEachConnectionFromTheServersSide() throws Exception {
        int port = serve("tls13", "--export", file("new.json"), "--export", file("new.pcapng"));
        visit(port, "-tls1_3");
        awaitLine("1. 127.0.0.1:");
        assertThat(said()).contains("TLS 1.3, TLS_AES_256_GCM_SHA384");

        JsonObject session = json().get(0).getAsJsonObject();
        JsonObject source = session.getAsJsonObject("source");
        assertThat(source.get("kind").getAsString()).isEqualTo("lab");
        assertThat(source.get("scenario").getAsString()).isEqualTo("tls13");
        assertThat(source.get("server").getAsString()).isEqualTo("127.0.0.1:" + port);
        assertThat(session.getAsJsonObject("timing").get("tcp_connect_ms").isJsonNull()).isTrue();
        List<String> messages = new ArrayList<>();
        for (var message : session.getAsJsonArray("messages")) {
            JsonObject one = message.getAsJsonObject();
            if (!one.get("provenance").getAsString().equals("absent")) {
                messages.add(one.get("type").getAsString());
            }
        }
        assertThat(messages)
                .startsWith(
                        "syn",
                        "syn_ack",
                        "ack",
                        "client_hello",
                        "server_hello",
                        "change_cipher_spec",
                        "encrypted_extensions",
                        "certificate",
                        "certificate_verify",
                        "finished")
                .contains("new_session_ticket", "application_data")
                .doesNotContain("encrypted");

        // The next one takes the place of the last.
        visit(port, "-tls1_2");
        awaitLine("2. 127.0.0.1:");
        assertThat(json().get(0).getAsJsonObject().getAsJsonObject("outcome"))
                .extracting(outcome -> outcome.get("status").getAsString())
                .isEqualTo("failed");
        assertThat(said()).contains("protocol_version (70)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tls12", "tls13"})
    void whatItSavesTellsAllOnceMore(String scenario) throws Exception {
        int port = serve(scenario, "--export", file("new.pcapng"));
        visit(port);
        awaitLine("1. 127.0.0.1:");

        Session opened = opened(folder.resolve("new.pcapng"));
        assertThat(opened.outcome().status()).isEqualTo(Outcome.Status.COMPLETED);
        assertThat(opened.origin().scenario()).isEqualTo(scenario);
        assertThat(opened.timing().tcpConnect()).isEmpty();
        for (Verdict.Check check :
                List.of(
                        Verdict.Check.CHAIN,
                        Verdict.Check.SERVER_SIGNATURE,
                        Verdict.Check.SERVER_FINISHED,
                        Verdict.Check.CLIENT_FINISHED)) {
            assertThat(opened.verdict(check).map(Verdict::result))
                    .as("%s", check)
                    .hasValue(Verdict.Result.PASS);
        }
        assertThat(opened.messages().stream().filter(message -> !message.isAbsent()))
                .extracting(MessageRead::type)
                .isNotEmpty();
    }

    @Test
    void writesTheRootThatCurlIsToTrust() throws Exception {
        Path curl = Needs.program("curl");
        int port = serve("tls12");
        Matcher root = Pattern.compile("--cacert \"([^\"]+)\"").matcher(said());
        assertThat(root.find()).as(said()).isTrue();
        String page =
                run(
                        curl,
                        "-sS",
                        "--cacert",
                        root.group(1),
                        "--connect-to",
                        "www.msn.com:443:127.0.0.1:" + port,
                        "https://www.msn.com/");
        assertThat(page).contains("This page travelled encrypted");
        assertThat(Files.readString(Path.of(root.group(1))))
                .contains("BEGIN CERTIFICATE")
                .doesNotContain("PRIVATE KEY");
    }

    @Test
    void hearsWhyAClientStops() throws Exception {
        Path curl = Needs.program("curl");
        int port = serve("tls13");
        run(curl, "-sS", "https://127.0.0.1:" + port + "/");
        awaitLine("1. 127.0.0.1:");
        assertThat(said()).contains("The client stopped the handshake: unknown_ca (48)");
    }

    @Test
    void freesThePortWhenItEnds() throws Exception {
        int port = serve("tls13");
        try (Socket waiting = new Socket(InetAddress.getLoopbackAddress(), port)) {
            running.interrupt();
            running.join(PATIENCE);
            assertThat(isOver(waiting)).isTrue();
        }
        assertThat(status).hasValue(0);
        new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
    }

    /** A connection that was still waiting to be taken is reset. */
    private static boolean isOver(Socket connection) throws IOException {
        try {
            return connection.getInputStream().read() < 0;
        } catch (SocketException e) {
            return true;
        }
    }

    @Test
    void saysThatAPortIsInUse() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());
            assertThat(call("lab", "tls13", "--serve", port)).isEqualTo(3);
            assertThat(said()).hasLineCount(1).contains(port);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lab tls13-0rtt --serve 0",
                "lab tls13 --serve seven",
                "lab tls13 --serve 65536",
                "lab tls13 --serve 0 --tls 1.2",
                "lab --serve 0 --list",
                "www.msn.com --serve 0",
                "open x.pcapng --serve 0",
                "lab tls13-0rtt --tls 1.3 --export x.json"
            })
    void refusesWhatMakesNoSense(String words) {
        assertThat(call(words.split(" ", -1))).isEqualTo(2);
        assertThat(said()).hasLineCount(1);
    }

    // --

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private String said() {
        return err.toString(UTF_8);
    }

    private int call(String... words) {
        PrintStream lines = new PrintStream(err, true, UTF_8);
        Program program = new Program(new PrintStream(out, true, UTF_8), lines, (_, _) -> false);
        List<String> all = new ArrayList<>(Arrays.asList(words));
        all.addAll(List.of("--lang", "en"));
        return program.run(all.toArray(String[]::new));
    }

    /** Starts it on some port, which is told. */
    private int serve(String scenario, String... more) {
        List<String> words = new ArrayList<>(List.of("lab", scenario, "--serve", "0"));
        words.addAll(Arrays.asList(more));
        running =
                Thread.ofPlatform()
                        .name("serving")
                        .start(() -> status.set(call(words.toArray(String[]::new))));
        awaitLine("--connect-to");
        Matcher port = LISTENING.matcher(said());
        assertThat(port.find()).isTrue();
        return Integer.parseInt(port.group(1));
    }

    private void awaitLine(String with) {
        await(with)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> said().contains(with) || !running.isAlive());
        assertThat(said()).contains(with);
    }

    private static void visit(int port, String... options) throws Exception {
        List<Object> command =
                new ArrayList<>(
                        List.of(
                                Needs.program("openssl"),
                                "s_client",
                                "-connect",
                                "127.0.0.1:" + port,
                                "-servername",
                                "www.msn.com",
                                "-ign_eof"));
        command.addAll(Arrays.asList(options));
        run(command.toArray());
    }

    /** What it prints; it is told to ask for a page. */
    private static String run(Object... command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(Arrays.stream(command).map(Object::toString).toList())
                        .redirectErrorStream(true)
                        .start();
        try (var in = process.getOutputStream()) {
            in.write("GET / HTTP/1.1\r\nHost: www.msn.com\r\n\r\n".getBytes(UTF_8));
        } catch (IOException e) {
            // It does not listen, or is gone already.
        }
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        return output;
    }

    private JsonArray json() throws IOException {
        return JsonParser.parseString(Files.readString(folder.resolve("new.json")))
                .getAsJsonObject()
                .getAsJsonArray("sessions");
    }

    private static Session opened(Path saved) throws Exception {
        try (CaptureFile file = CaptureFile.open(saved)) {
            List<Connection> connections = new ArrayList<>();
            file.index(connections::add, new Cancellation());
            assertThat(connections).hasSize(1);
            SessionBuilder builder = new SessionBuilder(_ -> {});
            file.source(connections.getFirst(), file.keys()).capture(builder);
            return builder.snapshot();
        }
    }
}
