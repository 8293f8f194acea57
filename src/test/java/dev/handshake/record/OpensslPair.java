package dev.handshake.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import dev.handshake.Needs;
import dev.handshake.bytes.Bytes;
import dev.handshake.capture.KeyRing;
import dev.handshake.capture.Secret;
import dev.handshake.capture.Sender;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** OpenSSL's client and server, with a tap between them and a key log of one of them. */
public final class OpensslPair implements AutoCloseable {
    private static final Pattern PORT = Pattern.compile("ACCEPT \\S+:(\\d+)");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path folder;
    private final Spoken server;
    private final int port;

    /** A program and what it has said so far. */
    private static final class Spoken implements AutoCloseable {
        private final Process process;
        private volatile String output = "";

        Spoken(List<String> command) throws IOException {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
            Thread.ofPlatform().daemon().start(this::listen);
        }

        private void listen() {
            try (InputStream in = process.getInputStream()) {
                byte[] room = new byte[1 << 12];
                for (int length = in.read(room); length >= 0; length = in.read(room)) {
                    add(new String(room, 0, length, UTF_8));
                }
            } catch (IOException e) {
                add(e.toString());
            }
        }

        private synchronized void add(String text) {
            output += text;
        }

        void say(String line) throws IOException {
            process.getOutputStream().write((line + "\n").getBytes(UTF_8));
            process.getOutputStream().flush();
        }

        void awaitOutput(String text) {
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(10))
                    .alias(text)
                    .until(() -> output.contains(text) || !process.isAlive());
        }

        @Override
        public void close() {
            process.destroy();
        }
    }

    private OpensslPair(Path folder, String... options) throws IOException {
        this.folder = folder;
        server =
                new Spoken(
                        command(
                                List.of(
                                        "s_server",
                                        "-accept",
                                        "127.0.0.1:0",
                                        "-key",
                                        folder.resolve("key.pem").toString(),
                                        "-cert",
                                        folder.resolve("cert.pem").toString()),
                                options));
        server.awaitOutput("ACCEPT ");
        Matcher found = PORT.matcher(server.output);
        if (!found.find()) {
            throw new AssertionError(server.output);
        }
        port = Integer.parseInt(found.group(1));
    }

    /**
     * Starts a server.
     *
     * @param folder for its key and its certificate, made if they are not there
     */
    public static OpensslPair serving(Path folder, String... options) throws Exception {
        if (!Files.exists(folder.resolve("key.pem"))) {
            Spoken made =
                    new Spoken(
                            command(
                                    List.of(
                                            "req",
                                            "-x509",
                                            "-newkey",
                                            "ec",
                                            "-pkeyopt",
                                            "ec_paramgen_curve:P-256",
                                            "-nodes",
                                            "-subj",
                                            "/CN=localhost",
                                            "-keyout",
                                            folder.resolve("key.pem").toString(),
                                            "-out",
                                            folder.resolve("cert.pem").toString())));
            made.process.waitFor();
        }
        return new OpensslPair(folder, options);
    }

    private static List<String> command(List<String> first, String... more) {
        List<String> command = new ArrayList<>(List.of(Needs.program("openssl").toString()));
        command.addAll(first);
        command.addAll(Arrays.asList(more));
        return command;
    }

    /** One connection of a client that says nothing but good-bye. */
    public Recorded connect(String... options) throws Exception {
        return connect(List.of(), options);
    }

    /** One connection of a client that says what it is told to, step by step. */
    public Recorded connect(List<Step> steps, String... options) throws Exception {
        Path log = Files.createTempFile(folder, "keys", ".log");
        List<Chunk> chunks = new ArrayList<>();
        try (ServerSocket tap = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<String> first =
                    List.of(
                            "s_client",
                            "-connect",
                            "127.0.0.1:" + tap.getLocalPort(),
                            "-keylogfile",
                            log.toString());
            try (Spoken client = new Spoken(command(first, options));
                    Socket near = tap.accept();
                    Socket far = new Socket(InetAddress.getLoopbackAddress(), port)) {
                Thread there = forward(Sender.CLIENT, near, far, chunks);
                Thread back = forward(Sender.SERVER, far, near, chunks);
                for (Step step : steps) {
                    (step.from() == Sender.CLIENT ? client : server).say(step.says());
                    (step.from() == Sender.CLIENT ? server : client).awaitOutput(step.until());
                }
                client.say("Q");
                client.process.waitFor();
                there.join();
                back.join();
            }
        }
        KeyRing keys = new KeyRing();
        for (String line : Files.readAllLines(log)) {
            String[] words = line.split(" ", -1);
            if (words.length == 3 && !line.startsWith("#")) {
                keys.add(new Secret(words[0], Bytes.ofHex(words[1]), Bytes.ofHex(words[2])));
            }
        }
        return new Recorded(chunks, keys);
    }

    /**
     * What one side is told to say, and what the other then shows.
     *
     * @param until empty to go on at once
     */
    public record Step(Sender from, String says, String until) {}

    public record Recorded(List<Chunk> chunks, KeyRing keys) {}

    private static Thread forward(Sender sender, Socket in, Socket out, List<Chunk> chunks) {
        return Thread.ofPlatform()
                .daemon()
                .start(() -> {
                    byte[] room = new byte[1 << 14];
                    try {
                        InputStream from = in.getInputStream();
                        OutputStream to = out.getOutputStream();
                        for (int n = from.read(room); n >= 0; n = from.read(room)) {
                            synchronized (chunks) {
                                chunks.add(new Chunk(sender, Bytes.of(room, 0, n)));
                            }
                            to.write(room, 0, n);
                        }
                        out.shutdownOutput();
                    } catch (IOException e) {
                        // One of them has gone: what came is kept.
                    }
                });
    }

    static Path file(Path folder, String name, String content) {
        try {
            return Files.writeString(folder.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
