package dev.handshake.proof;

import static org.awaitility.Awaitility.await;

import dev.handshake.Needs;
import dev.handshake.bytes.Bytes;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Many real connections over loopback, recorded by {@code dumpcap}: {@code openssl s_time} opens
 * them one after the other, {@code openssl s_server} answers and logs its keys.
 *
 * @param capture a pcapng (Ethernet, IPv4, TCP)
 * @param keyLog an SSLKEYLOGFILE of all of them
 * @param port the server's
 */
record LocalRecording(Path capture, Path keyLog, int port) {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /**
     * @param options of both programs' ends: {@code -tls1_3}
     * @param atLeast so many handshakes; some more come
     */
    static LocalRecording make(Path folder, int atLeast, String options) throws IOException {
        Path openssl = Needs.program("openssl");
        Path dumpcap = Needs.program("dumpcap");
        Authority.Identity identity =
                Authority.shared().issue("bench.proof.example", Authority.Key.P256);
        int port = FreePort.next();
        Path capture = folder.resolve("local.pcapng");
        Path keyLog = folder.resolve("local.keys");
        Files.deleteIfExists(keyLog);
        try (Program server =
                        Program.start(
                                folder,
                                openssl,
                                "s_server",
                                "-accept",
                                "127.0.0.1:" + port,
                                "-cert",
                                identity.certificate(),
                                "-key",
                                identity.key(),
                                "-keylogfile",
                                keyLog,
                                options);
                Program recorder =
                        Program.start(
                                folder,
                                dumpcap,
                                "-q",
                                "-i",
                                "lo",
                                "-B",
                                "64",
                                "-f",
                                "port " + port,
                                "-w",
                                capture)) {
            server.awaitOutput("ACCEPT");
            recorder.awaitOutput("File: ");
            while (handshakes(keyLog) < atLeast) {
                Program.run(
                        folder,
                        openssl,
                        "s_time",
                        "-connect",
                        "127.0.0.1:" + port,
                        "-new",
                        "-time",
                        "3",
                        options);
            }
            awaitMarker(capture, port);
        }
        return new LocalRecording(capture, keyLog, port);
    }

    /** How many connections the key log has secrets of. */
    static long handshakes(Path keyLog) throws IOException {
        if (!Files.exists(keyLog)) {
            return 0;
        }
        try (var lines = Files.lines(keyLog)) {
            return lines.map(line -> line.split(" ", -1))
                    .filter(words -> words.length == 3)
                    .map(words -> words[1])
                    .distinct()
                    .count();
        }
    }

    /** All that was sent before a datagram is in the file when the datagram is. */
    private static void awaitMarker(Path capture, int port) throws IOException {
        byte[] marker = "the recording ends here".getBytes(StandardCharsets.US_ASCII);
        try (DatagramSocket socket = new DatagramSocket()) {
            InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
            InetSocketAddress to = new InetSocketAddress(loopback, port);
            socket.send(new DatagramPacket(marker, marker.length, to));
        }
        await("the recording is written")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> endsWith(capture, Bytes.of(marker)));
    }

    private static boolean endsWith(Path file, Bytes marker) throws IOException {
        byte[] all = Files.readAllBytes(file);
        Bytes tail = Bytes.of(all, Math.max(0, all.length - 2000), Math.min(2000, all.length));
        return tail.latin1().contains(marker.latin1());
    }
}
