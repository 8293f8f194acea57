package dev.handshake.proof;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Sender;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes the bytes of one connection as a capture that tshark reads: raw IPv4 (link type 101) and
 * TCP around each chunk, made up but consistent; checksums are left at 0.
 */
final class PcapFile {
    static final int CLIENT_PORT = 50_000;
    static final int SERVER_PORT = 443;

    private static final int SEGMENT = 1400;
    private static final int SYN = 0x02;
    private static final int PSH_ACK = 0x18;
    private static final int ACK = 0x10;
    private static final int FIN_ACK = 0x11;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);
    private int clientSequence = 1000;
    private int serverSequence = 2000;

    private PcapFile() {}

    static void write(Path file, List<Tap.Chunk> chunks) throws IOException {
        PcapFile pcap = new PcapFile();
        pcap.header();
        long first = chunks.isEmpty() ? 0 : chunks.getFirst().nanos();
        pcap.packet(Sender.CLIENT, 0, SYN, Bytes.EMPTY);
        pcap.packet(Sender.SERVER, 0, SYN | ACK, Bytes.EMPTY);
        pcap.packet(Sender.CLIENT, 0, ACK, Bytes.EMPTY);
        long last = 0;
        for (Tap.Chunk chunk : chunks) {
            last = (chunk.nanos() - first) / 1000;
            for (int at = 0; at < chunk.bytes().length(); at += SEGMENT) {
                int length = Math.min(SEGMENT, chunk.bytes().length() - at);
                pcap.packet(chunk.from(), last, PSH_ACK, chunk.bytes().slice(at, length));
            }
        }
        pcap.packet(Sender.CLIENT, last, FIN_ACK, Bytes.EMPTY);
        pcap.packet(Sender.SERVER, last, FIN_ACK, Bytes.EMPTY);
        Files.write(file, pcap.bytes.toByteArray());
    }

    private void header() throws IOException {
        out.writeInt(0xa1b2c3d4);
        out.writeShort(2);
        out.writeShort(4);
        out.writeLong(0);
        out.writeInt(1 << 18);
        out.writeInt(101);
    }

    private void packet(Sender from, long micros, int flags, Bytes payload) throws IOException {
        boolean client = from == Sender.CLIENT;
        int length = 40 + payload.length();
        out.writeInt((int) (micros / 1_000_000));
        out.writeInt((int) (micros % 1_000_000));
        out.writeInt(length);
        out.writeInt(length);

        out.writeShort(0x4500);
        out.writeShort(length);
        out.writeInt(0x4000); // identification 0, don't fragment
        out.writeShort(0x4006); // TTL 64, TCP
        out.writeShort(0);
        out.writeInt(client ? 0x0a000001 : 0x0a000002);
        out.writeInt(client ? 0x0a000002 : 0x0a000001);

        out.writeShort(client ? CLIENT_PORT : SERVER_PORT);
        out.writeShort(client ? SERVER_PORT : CLIENT_PORT);
        out.writeInt(client ? clientSequence : serverSequence);
        out.writeInt(flags == SYN ? 0 : client ? serverSequence : clientSequence);
        out.writeShort(0x5000 | flags);
        out.writeShort(0xffff);
        out.writeInt(0);
        out.write(payload.toArray());

        int step = payload.length() + ((flags & 0x03) != 0 ? 1 : 0);
        if (client) {
            clientSequence += step;
        } else {
            serverSequence += step;
        }
    }
}
