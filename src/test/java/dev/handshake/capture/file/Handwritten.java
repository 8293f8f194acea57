package dev.handshake.capture.file;

import dev.handshake.bytes.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Packets and capture files written byte by byte, as the formats have them: one connection from
 * 10.0.0.1:40000 to 10.0.0.2:443.
 */
final class Handwritten {
    static final int FIN = 1;
    static final int SYN = 2;
    static final int RST = 4;
    static final int ACK = 16;

    static final int CLIENT_PORT = 40_000;
    static final int SERVER_PORT = 443;

    /** Link layer and what stands below IP. */
    record Link(int type, Bytes header) {
        static final Link RAW = new Link(101, Bytes.EMPTY);
    }

    private final List<byte[]> packets = new ArrayList<>();
    private final List<Integer> originals = new ArrayList<>();
    private Link link = Link.RAW;

    static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    Handwritten link(Link other) {
        link = other;
        return this;
    }

    // -- packets

    static byte[] tcp(int from, int to, int sequence, int acknowledgement, int flags, String data) {
        byte[] payload = data.getBytes(StandardCharsets.ISO_8859_1);
        return ByteBuffer.allocate(20 + payload.length)
                .putShort((short) from)
                .putShort((short) to)
                .putInt(sequence)
                .putInt(acknowledgement)
                .put((byte) 0x50)
                .put((byte) flags)
                .putShort((short) 64_000)
                .putInt(0)
                .put(payload)
                .array();
    }

    /**
     * @param fragment the flags and the offset in units of eight bytes
     */
    static byte[] ipv4(
            boolean client, int protocol, int id, int fragment, int total, byte[] payload) {
        return ByteBuffer.allocate(20 + payload.length)
                .put((byte) 0x45)
                .put((byte) 0)
                .putShort((short) total)
                .putShort((short) id)
                .putShort((short) fragment)
                .put((byte) 64)
                .put((byte) protocol)
                .putShort((short) 0)
                .put(bytes(10, 0, 0, client ? 1 : 2))
                .put(bytes(10, 0, 0, client ? 2 : 1))
                .put(payload)
                .array();
    }

    static byte[] ipv4(boolean client, byte[] segment) {
        return ipv4(client, 6, 0, 0, 20 + segment.length, segment);
    }

    static byte[] ipv6(boolean client, int next, byte[] payload) {
        return ByteBuffer.allocate(40 + payload.length)
                .putInt(0x6000_0000)
                .putShort((short) payload.length)
                .put((byte) next)
                .put((byte) 64)
                .putLong(0x2001_0db8_0000_0000L)
                .putLong(client ? 1 : 2)
                .putLong(0x2001_0db8_0000_0000L)
                .putLong(client ? 2 : 1)
                .put(payload)
                .array();
    }

    static byte[] segment(
            boolean client, int sequence, int acknowledgement, int flags, String data) {
        return client
                ? tcp(CLIENT_PORT, SERVER_PORT, sequence, acknowledgement, flags, data)
                : tcp(SERVER_PORT, CLIENT_PORT, sequence, acknowledgement, flags, data);
    }

    Handwritten client(int sequence, int acknowledgement, int flags, String data) {
        return packet(ipv4(true, segment(true, sequence, acknowledgement, flags, data)));
    }

    Handwritten server(int sequence, int acknowledgement, int flags, String data) {
        return packet(ipv4(false, segment(false, sequence, acknowledgement, flags, data)));
    }

    /**
     * The three packets of an opening, after which the client is at 1001 and the server at 5001.
     */
    Handwritten opening() {
        return client(1000, 0, SYN, "")
                .server(5000, 1001, SYN | ACK, "")
                .client(1001, 5001, ACK, "");
    }

    Handwritten packet(byte[] ip) {
        return raw(joined(link.header().toArray(), ip));
    }

    Handwritten raw(byte[] frame) {
        packets.add(frame);
        originals.add(frame.length);
        return this;
    }

    /** Cuts the last packet as a snap length does. */
    Handwritten cut(int captured) {
        byte[] whole = packets.removeLast();
        packets.add(ByteBuffer.allocate(captured).put(whole, 0, captured).array());
        return this;
    }

    // -- files

    /** Microseconds; a packet every millisecond from second 1,700,000,000 on. */
    byte[] pcap(ByteOrder order) {
        return pcap(order, 0xa1b2c3d4, 1_000);
    }

    /**
     * @param step of the fraction from packet to packet
     */
    byte[] pcap(ByteOrder order, int magic, int step) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(
                ByteBuffer.allocate(24)
                        .order(order)
                        .putInt(magic)
                        .putShort((short) 2)
                        .putShort((short) 4)
                        .putLong(0)
                        .putInt(262_144)
                        .putInt(link.type())
                        .array());
        boolean modified = magic == 0xa1b2cd34;
        for (int i = 0; i < packets.size(); i++) {
            file.writeBytes(
                    ByteBuffer.allocate(modified ? 24 : 16)
                            .order(order)
                            .putInt(1_700_000_000)
                            .putInt(i * step)
                            .putInt(packets.get(i).length)
                            .putInt(originals.get(i))
                            .array());
            file.writeBytes(packets.get(i));
        }
        return file.toByteArray();
    }

    /** A block of a pcapng file. */
    static byte[] block(ByteOrder order, int type, byte[] body) {
        int padded = (body.length + 3) / 4 * 4;
        return ByteBuffer.allocate(12 + padded)
                .order(order)
                .putInt(type)
                .putInt(12 + padded)
                .put(body)
                .position(8 + padded)
                .putInt(12 + padded)
                .array();
    }

    static byte[] section(ByteOrder order, byte[]... options) {
        byte[] all = joined(options);
        return block(
                order,
                0x0a0d0d0a,
                ByteBuffer.allocate(16 + all.length)
                        .order(order)
                        .putInt(0x1a2b3c4d)
                        .putShort((short) 1)
                        .putShort((short) 0)
                        .putLong(-1)
                        .put(all)
                        .array());
    }

    static byte[] description(ByteOrder order, int linkType, int snap, byte[]... options) {
        byte[] all = joined(options);
        return block(
                order,
                1,
                ByteBuffer.allocate(8 + all.length)
                        .order(order)
                        .putShort((short) linkType)
                        .putShort((short) 0)
                        .putInt(snap)
                        .put(all)
                        .array());
    }

    static byte[] option(ByteOrder order, int code, byte[] value) {
        return ByteBuffer.allocate(4 + (value.length + 3) / 4 * 4)
                .order(order)
                .putShort((short) code)
                .putShort((short) value.length)
                .put(value)
                .array();
    }

    static byte[] enhanced(
            ByteOrder order, int number, long ticks, byte[] data, byte[]... options) {
        byte[] all = joined(options);
        int padded = (data.length + 3) / 4 * 4;
        return block(
                order,
                6,
                ByteBuffer.allocate(20 + padded + all.length)
                        .order(order)
                        .putInt(number)
                        .putInt((int) (ticks >>> 32))
                        .putInt((int) ticks)
                        .putInt(data.length)
                        .putInt(data.length)
                        .put(data)
                        .position(20 + padded)
                        .put(all)
                        .array());
    }

    static Path file(Path folder, byte[] content) throws IOException {
        return Files.write(Files.createTempFile(folder, "capture", ".pcap"), content);
    }

    Opened open(Path folder) throws Exception {
        return new Opened(file(folder, pcap(ByteOrder.LITTLE_ENDIAN)));
    }
}
