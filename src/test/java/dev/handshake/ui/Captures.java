package dev.handshake.ui;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Capture files with as many connections as are wanted: in each TCP opens, the client of 10.0.0.0/8
 * says hello to the server, and every third server refuses. The rest ends with the ServerHello that
 * OpenSSL once sent.
 */
public final class Captures {
    private static final int SERVER = 0xc0000201;
    private static final byte[] SERVER_HELLO = record(22, Story.SERVER_HELLO.toArray());

    /** fatal, handshake_failure (RFC 5246 §7.2). */
    private static final byte[] REFUSAL = record(21, new byte[] {2, 40});

    private final OutputStream out;
    private long micros = 1_764_000_000_000_000L;

    private Captures(OutputStream out) {
        this.out = out;
    }

    /** A classic pcap of raw IP packets. */
    public static Path write(Path file, int connections) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            out.write(
                    little(24)
                            .putInt(0xa1b2c3d4)
                            .putShort((short) 2)
                            .putShort((short) 4)
                            .putLong(0)
                            .putInt(65_535)
                            .putInt(101)
                            .array());
            Captures captures = new Captures(out);
            for (int i = 1; i <= connections; i++) {
                captures.connection(i);
            }
        }
        return file;
    }

    /** The name that the client of the connection asks for. */
    public static String name(int number) {
        return "host" + number + ".example.org";
    }

    private void connection(int number) throws IOException {
        int client = 0x0a000000 + number;
        int port = 1024 + number % 60_000;
        byte[] hello = record(22, clientHello(number));
        byte[] answer = number % 3 == 0 ? REFUSAL : SERVER_HELLO;
        packet(client, port, SERVER, 443, 1000, 0, 0x02, new byte[0]);
        packet(SERVER, 443, client, port, 5000, 1001, 0x12, new byte[0]);
        packet(client, port, SERVER, 443, 1001, 5001, 0x10, new byte[0]);
        packet(client, port, SERVER, 443, 1001, 5001, 0x18, hello);
        packet(SERVER, 443, client, port, 5001, 1001 + hello.length, 0x18, answer);
    }

    private void packet(
            int from,
            int fromPort,
            int to,
            int toPort,
            int sequence,
            int acknowledged,
            int flags,
            byte[] payload)
            throws IOException {
        micros += 100;
        int length = 40 + payload.length;
        byte[] whole = new byte[16 + length];
        ByteBuffer packet = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN);
        packet.putInt((int) (micros / 1_000_000)).putInt((int) (micros % 1_000_000));
        packet.putInt(length).putInt(length);
        packet.order(ByteOrder.BIG_ENDIAN);
        packet.put((byte) 0x45).put((byte) 0).putShort((short) length).putInt(0);
        packet.put((byte) 64).put((byte) 6).putShort((short) 0).putInt(from).putInt(to);
        packet.putShort((short) fromPort).putShort((short) toPort);
        packet.putInt(sequence).putInt(acknowledged).put((byte) 0x50).put((byte) flags);
        packet.putShort((short) 64_000).putInt(0).put(payload);
        out.write(whole);
    }

    private static byte[] clientHello(int number) {
        byte[] name = name(number).getBytes(StandardCharsets.US_ASCII);
        int names = 9 + name.length;
        ByteBuffer hello = ByteBuffer.allocate(4 + 2 + 32 + 1 + 4 + 2 + 2 + names);
        hello.put((byte) 1).put((byte) 0).putShort((short) (hello.capacity() - 4));
        hello.putShort((short) 0x0303).putInt(number).put(new byte[28]).put((byte) 0);
        hello.putShort((short) 2).putShort((short) 0xc030).put((byte) 1).put((byte) 0);
        hello.putShort((short) names).putShort((short) 0).putShort((short) (names - 4));
        hello.putShort((short) (names - 6)).put((byte) 0).putShort((short) name.length).put(name);
        return hello.array();
    }

    private static byte[] record(int type, byte[] fragment) {
        return ByteBuffer.allocate(5 + fragment.length)
                .put((byte) type)
                .putShort((short) 0x0303)
                .putShort((short) fragment.length)
                .put(fragment)
                .array();
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
