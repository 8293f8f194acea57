package dev.handshake.proof;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Makes a large capture out of a small one: all its TCP packets again and again, each time later
 * and under other addresses. The bytes of TLS stay, so that the key log opens every copy.
 */
final class Repetition {
    private static final int ENHANCED_PACKET = 6;
    private static final int ETHERNET = 14;
    private static final int IPV4_TCP = 6;

    private final byte[] bytes;
    private final ByteBuffer original;

    private Repetition(byte[] bytes) {
        this.bytes = bytes;
        this.original = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * @param capture a pcapng as {@code dumpcap} writes it here (little-endian, one section, one
     *     Ethernet interface), of IPv4 within 127.0.0.0/8
     * @param times up to 255
     */
    static void write(Path capture, int times, Path to) throws IOException {
        Repetition repetition = new Repetition(Files.readAllBytes(capture));
        if (repetition.original.getInt(8) != 0x1a2b3c4d) {
            throw new IOException(capture + " is not the kind of capture that this reads");
        }
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(to), 1 << 20)) {
            repetition.write(times, out);
        }
    }

    private void write(int times, OutputStream out) throws IOException {
        long first = Long.MAX_VALUE;
        long last = 0;
        for (int at = 0; at < original.limit(); at += length(at)) {
            if (isTcp(at)) {
                first = Math.min(first, time(at));
                last = Math.max(last, time(at));
            } else if (original.getInt(at) != ENHANCED_PACKET && at < original.limit() / 2) {
                out.write(bytes, at, length(at));
            }
        }
        for (int copy = 0; copy < times; copy++) {
            for (int at = 0; at < original.limit(); at += length(at)) {
                if (isTcp(at)) {
                    out.write(packet(at, (last - first + 1000) * copy, copy));
                }
            }
        }
    }

    private int length(int at) {
        return original.getInt(at + 4);
    }

    private long time(int at) {
        long high = Integer.toUnsignedLong(original.getInt(at + 12));
        long low = Integer.toUnsignedLong(original.getInt(at + 16));
        return (high << 32) + low;
    }

    private boolean isTcp(int at) {
        int ip = at + 28 + ETHERNET;
        return original.getInt(at) == ENHANCED_PACKET
                && original.getInt(at + 20) >= ETHERNET + 20
                && original.get(ip) == 0x45
                && original.get(ip + 9) == IPV4_TCP;
    }

    private byte[] packet(int at, long later, int copy) {
        byte[] block = new byte[length(at)];
        original.get(at, block);
        ByteBuffer packet = ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN);
        long time = time(at) + later;
        packet.putInt(12, (int) (time >> 32));
        packet.putInt(16, (int) time);
        int ip = 28 + ETHERNET;
        packet.put(ip + 13, (byte) copy);
        packet.put(ip + 17, (byte) copy);
        packet.order(ByteOrder.BIG_ENDIAN).putShort(ip + 10, (short) 0);
        packet.putShort(ip + 10, checksum(packet, ip));
        return block;
    }

    /** Of an IPv4 header without options (RFC 791 §3.1). */
    private static short checksum(ByteBuffer packet, int ip) {
        int sum = 0;
        for (int i = 0; i < 20; i += 2) {
            sum += packet.getShort(ip + i) & 0xffff;
        }
        while (sum > 0xffff) {
            sum = (sum & 0xffff) + (sum >> 16);
        }
        return (short) ~sum;
    }
}
