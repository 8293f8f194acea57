package dev.handshake.cli;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.BadInput;
import dev.handshake.capture.Cancellation;
import dev.handshake.capture.Packet;
import dev.handshake.capture.file.CaptureFile;
import dev.handshake.capture.file.Connection;
import dev.handshake.capture.file.PcapngWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Does what the program is for, once, while it is built: what the Java machine learns of it goes
 * into the AOT cache. No part of the program itself.
 *
 * <p>It shakes hands with the lab and exports that, lists a capture, and opens it in a window; and
 * as it takes many connections to learn how a list is read, it makes a capture of very many by
 * writing the same one under other ports.
 */
final class Rehearsal {
    private static final List<String> SCENARIOS = List.of("tls13", "tls12");

    /** Ports of clients in the capture: one connection for each, and for each scenario. */
    private static final int FIRST_PORT = 20_000;

    private static final int CONNECTIONS = 4_000;

    /** How often the capture is listed: until all that is often used has been compiled. */
    private static final int LISTS = 3;

    /** The source and the destination port in a packet of Ethernet and IPv4 without options. */
    private static final int PORTS = 14 + 20;

    private final Path folder;

    private record Sent(Packet packet, int clientPort) {
        /** The same between the server and another client, as if it had been captured. */
        Packet from(int port) {
            byte[] bytes = packet.bytes().toArray();
            int at = packet.bytes().number(PORTS, 2) == clientPort ? PORTS : PORTS + 2;
            bytes[at] = (byte) (port >> 8);
            bytes[at + 1] = (byte) port;
            return new Packet(
                    packet.epochNanos(),
                    packet.linkType(),
                    Bytes.wrap(bytes),
                    packet.originalLength(),
                    List.of());
        }
    }

    private Rehearsal(Path folder) {
        this.folder = folder;
    }

    /** Takes a folder for what it makes. */
    public static void main(String[] args) throws IOException, BadInput, InterruptedException {
        System.setProperty("java.awt.headless", "true");
        new Rehearsal(Files.createDirectories(Path.of(args[0]))).play();
        System.exit(0);
    }

    private void play() throws IOException, BadInput, InterruptedException {
        List<Sent> packets = new ArrayList<>();
        for (String scenario : SCENARIOS) {
            run(
                    "lab",
                    scenario,
                    "--force",
                    "--export",
                    path(scenario + ".png"),
                    "--export",
                    path(scenario + ".json"),
                    "--export",
                    path(scenario + ".keys"),
                    "--export",
                    path(scenario + ".pcapng"));
            packets.addAll(packets(folder.resolve(scenario + ".pcapng")));
        }
        Path capture = folder.resolve("many.pcapng");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(capture))) {
            PcapngWriter writer = new PcapngWriter(out);
            writer.begin("", List.of());
            for (int i = 0; i < CONNECTIONS; i++) {
                for (Sent packet : packets) {
                    writer.packet(packet.from(FIRST_PORT + i));
                }
            }
            writer.end();
        }
        for (int i = 0; i < LISTS; i++) {
            run("open", capture.toString(), "--list");
            run(
                    "open",
                    capture.toString(),
                    "--keylog",
                    path("tls13.keys"),
                    "--keylog",
                    path("tls12.keys"),
                    "--list");
        }
        dev.handshake.ui.shell.Rehearsal.play(capture);
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private static void run(String... args) {
        PrintStream nowhere =
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        int status = new Program(nowhere, nowhere, (_, _) -> false).run(args);
        if (status != 0) {
            throw new IllegalStateException(String.join(" ", args) + ": exit status " + status);
        }
    }

    private static List<Sent> packets(Path capture) throws IOException, BadInput {
        List<Sent> packets = new ArrayList<>();
        try (CaptureFile file = CaptureFile.open(capture)) {
            List<Connection> connections = new ArrayList<>();
            file.index(connections::add, new Cancellation());
            for (Connection connection : connections) {
                int port = connection.client().port();
                file.recording(connection).packets(packet -> packets.add(new Sent(packet, port)));
            }
        }
        return packets;
    }
}
