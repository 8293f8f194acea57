package dev.handshake.proof;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Sender;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;

/**
 * Writes the bytes of one connection as a capture that tshark reads: raw IPv4 (link type 101) and
 * TCP around each chunk, made up but consistent; checksums are left at 0.
 */
final class PcapFile {
    private static final int CLIENT_PORT = 50_000;
    private static final int SERVER_PORT = 443;

    /** The n-th of several connections has this port and n. */
    static final int FIRST_CLIENT_PORT = 1000;

    private static final int CLIENT_START = 1000;

    /** So that the sequence numbers of long connections pass through 0. */
    private static final int SERVER_START = -2000;

    private static final int SEGMENT = 1400;
    private static final int SYN = 0x02;
    private static final int PSH_ACK = 0x18;
    private static final int ACK = 0x10;
    private static final int FIN_ACK = 0x11;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);
    private int clientPort = CLIENT_PORT;
    private int clientSequence = CLIENT_START;
    private int serverSequence = SERVER_START;

    /**
     * A part of one direction of a connection, where it stands in that direction.
     *
     * @param offset from its first byte
     */
    record Segment(Sender from, int offset, Bytes bytes) {}

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

    /**
     * Writes connections one after the other, each with its segments in the order given, a
     * microsecond apart: they may be repeated, out of order, and lack the end.
     *
     * @param closed whether both ends say FIN at last
     */
    static void write(Path file, List<List<Segment>> connections, boolean closed)
            throws IOException {
        PcapFile pcap = new PcapFile();
        pcap.header();
        long time = 0;
        for (int i = 0; i < connections.size(); i++) {
            pcap.clientPort = FIRST_CLIENT_PORT + i;
            pcap.clientSequence = CLIENT_START;
            pcap.serverSequence = SERVER_START;
            pcap.packet(Sender.CLIENT, time++, SYN, Bytes.EMPTY);
            pcap.packet(Sender.SERVER, time++, SYN | ACK, Bytes.EMPTY);
            pcap.packet(Sender.CLIENT, time++, ACK, Bytes.EMPTY);
            BitSet client = new BitSet();
            BitSet server = new BitSet();
            for (Segment segment : connections.get(i)) {
                int end = segment.offset() + segment.bytes().length();
                if (segment.from() == Sender.CLIENT) {
                    client.set(segment.offset(), end);
                    pcap.clientSequence = CLIENT_START + 1 + segment.offset();
                } else {
                    server.set(segment.offset(), end);
                    pcap.serverSequence = SERVER_START + 1 + segment.offset();
                }
                pcap.packet(segment.from(), time++, PSH_ACK, segment.bytes());
                // What is acknowledged next: all up to the first byte that has not come.
                pcap.clientSequence = CLIENT_START + 1 + client.nextClearBit(0);
                pcap.serverSequence = SERVER_START + 1 + server.nextClearBit(0);
            }
            if (closed) {
                pcap.packet(Sender.CLIENT, time++, FIN_ACK, Bytes.EMPTY);
                pcap.packet(Sender.SERVER, time++, FIN_ACK, Bytes.EMPTY);
            }
        }
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

        out.writeShort(client ? clientPort : SERVER_PORT);
        out.writeShort(client ? SERVER_PORT : clientPort);
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
