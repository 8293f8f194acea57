package dev.handshake.capture.file;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Endpoint;
import dev.handshake.capture.Packet;
import dev.handshake.capture.Sender;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;

/**
 * One TCP connection whose packets are made up, in Ethernet and IPv4 or IPv6, whatever its ends
 * have.
 *
 * <p>RFC 9293 §3.1:
 *
 * <pre>
 * Source Port, Destination Port            16 bits each
 * Sequence Number, Acknowledgment Number   32 bits each
 * Data Offset 4, Reserved 4, CWR ECE URG ACK PSH RST SYN FIN
 * Window, Checksum, Urgent Pointer         16 bits each
 * Options
 * </pre>
 */
final class MadeUpTcp {
    private static final int ETHERNET = 1;
    private static final int ETHERNET_HEADER = 14;
    private static final int TCP = 6;
    private static final int TCP_HEADER = 20;

    /** What an Ethernet frame leaves of 1,500 bytes to TCP's data. */
    private static final int SEGMENT_IN_IPV4 = 1460;

    private static final int SEGMENT_IN_IPV6 = 1440;

    private static final int FIN = 0x01;
    private static final int SYN = 0x02;
    private static final int RST = 0x04;
    private static final int PSH = 0x08;
    private static final int ACK = 0x10;

    /** Scaled, it takes in all that a connection may have, so that nobody seems to wait. */
    private static final int WINDOW = 0xffff;

    private static final int WINDOW_SCALE = 7;
    private static final int HOPS = 64;

    private final End client;
    private final End server;
    private final boolean four;
    private final Consumer<Packet> sink;

    /** One end, and how far it has come. */
    private static final class End {
        /** The last byte of a locally administered address: 02-00-00-00-00-xx. */
        final int station;

        final byte[] address;
        final int port;
        int sequence;

        End(int station, byte[] address, int port, int sequence) {
            this.station = station;
            this.address = address;
            this.port = port;
            this.sequence = sequence;
        }
    }

    /**
     * @throws IOException if an end is not at a numeric address
     */
    MadeUpTcp(Endpoint client, Endpoint server, Consumer<Packet> sink) throws IOException {
        InetAddress from = address(client);
        InetAddress to = address(server);
        this.four = from instanceof Inet4Address && to instanceof Inet4Address;
        // The numbers that both really began with are not known; these are the same every time.
        this.client = new End(1, bytes(from), client.port(), 1_000_000);
        this.server = new End(2, bytes(to), server.port(), 2_000_000);
        this.sink = sink;
    }

    private static InetAddress address(Endpoint end) throws IOException {
        // Which interface a link-local address belongs to is not in a packet.
        String literal = end.address().split("%", 2)[0];
        try {
            return InetAddress.ofLiteral(literal);
        } catch (IllegalArgumentException e) {
            throw new IOException("not a numeric address: " + literal, e);
        }
    }

    /** As IPv4-mapped (RFC 4291 §2.5.5.2) where only the other end has IPv6. */
    private byte[] bytes(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (four || bytes.length == 16) {
            return bytes;
        }
        return ByteBuffer.allocate(16).putShort(10, (short) 0xffff).put(12, bytes).array();
    }

    /**
     * SYN, SYN-ACK, ACK. Nobody knows when the second came; it is put where the third is.
     *
     * @param time in nanoseconds since 1970-01-01T00:00Z, as all times here
     */
    void open(long began, long time) {
        Bytes options = openingOptions();
        segment(began, Sender.CLIENT, SYN, options, Bytes.EMPTY);
        segment(time, Sender.SERVER, SYN | ACK, options, Bytes.EMPTY);
        segment(time, Sender.CLIENT, ACK, Bytes.EMPTY, Bytes.EMPTY);
    }

    void send(long time, Sender from, Bytes bytes) {
        int most = most();
        for (int at = 0; at < bytes.length(); at += most) {
            int length = Math.min(most, bytes.length() - at);
            boolean last = at + length == bytes.length();
            segment(time, from, last ? PSH | ACK : ACK, Bytes.EMPTY, bytes.slice(at, length));
        }
    }

    void close(long time, Sender first) {
        segment(time, first, FIN | ACK, Bytes.EMPTY, Bytes.EMPTY);
        segment(time, first.other(), FIN | ACK, Bytes.EMPTY, Bytes.EMPTY);
        segment(time, first, ACK, Bytes.EMPTY, Bytes.EMPTY);
    }

    void reset(long time, Sender from) {
        segment(time, from, RST | ACK, Bytes.EMPTY, Bytes.EMPTY);
    }

    private int most() {
        return four ? SEGMENT_IN_IPV4 : SEGMENT_IN_IPV6;
    }

    /** Maximum Segment Size (RFC 9293 §3.7.1), a No-Operation, Window Scale (RFC 7323 §2.2). */
    private Bytes openingOptions() {
        ByteBuffer options = ByteBuffer.allocate(8);
        options.put((byte) 2).put((byte) 4).putShort((short) most());
        options.put((byte) 1);
        options.put((byte) 3).put((byte) 3).put((byte) WINDOW_SCALE);
        return Bytes.of(options.array());
    }

    private void segment(long time, Sender sender, int flags, Bytes options, Bytes data) {
        End from = sender == Sender.CLIENT ? client : server;
        End to = sender == Sender.CLIENT ? server : client;
        int tcpLength = TCP_HEADER + options.length() + data.length();
        int ipHeader = four ? 20 : 40;
        byte[] bytes = new byte[ETHERNET_HEADER + ipHeader + tcpLength];
        ByteBuffer frame = ByteBuffer.wrap(bytes);
        station(frame, to);
        station(frame, from);
        if (four) {
            ipv4(frame, from, to, tcpLength);
        } else {
            ipv6(frame, from, to, tcpLength);
        }
        int start = frame.position();
        frame.putShort((short) from.port).putShort((short) to.port);
        frame.putInt(from.sequence).putInt((flags & ACK) == 0 ? 0 : to.sequence);
        frame.putShort((short) (((TCP_HEADER + options.length()) / 4) << 12 | flags));
        frame.putShort((short) WINDOW).putShort((short) 0).putShort((short) 0);
        frame.put(options.toArray()).put(data.toArray());
        int pseudoHeader =
                sum(ByteBuffer.wrap(from.address))
                        + sum(ByteBuffer.wrap(to.address))
                        + TCP
                        + tcpLength;
        frame.putShort(start + 16, checksum(frame, start, pseudoHeader));
        from.sequence += data.length() + ((flags & (SYN | FIN)) == 0 ? 0 : 1);
        sink.accept(
                new Packet(
                        time, ETHERNET, Bytes.of(bytes), bytes.length, List.of(Synthesis.COMMENT)));
    }

    private static void station(ByteBuffer frame, End end) {
        frame.putShort((short) 0x0200).putShort((short) 0).putShort((short) end.station);
    }

    /** RFC 791 §3.1. */
    private static void ipv4(ByteBuffer frame, End from, End to, int length) {
        frame.putShort((short) 0x0800);
        int start = frame.position();
        frame.putShort((short) 0x4500).putShort((short) (20 + length));
        // What may not be fragmented needs no identification (RFC 6864 §4.1).
        frame.putShort((short) 0).putShort((short) 0x4000);
        frame.put((byte) HOPS).put((byte) TCP).putShort((short) 0);
        frame.put(from.address).put(to.address);
        frame.putShort(start + 10, checksum(frame, start, 0));
    }

    /** RFC 8200 §3. */
    private static void ipv6(ByteBuffer frame, End from, End to, int length) {
        frame.putShort((short) 0x86dd);
        frame.putInt(0x60000000);
        frame.putShort((short) length).put((byte) TCP).put((byte) HOPS);
        frame.put(from.address).put(to.address);
    }

    /** RFC 1071, over what the frame has from {@code start} on, to which {@code sum} is added. */
    private static short checksum(ByteBuffer frame, int start, int sum) {
        int total = sum + sum(frame.slice(start, frame.position() - start));
        while (total > 0xffff) {
            total = (total & 0xffff) + (total >>> 16);
        }
        return (short) ~total;
    }

    /** The sum of the 16-bit words; at most 1,500 bytes, so that it does not overflow. */
    private static int sum(ByteBuffer bytes) {
        int sum = 0;
        for (int i = 0; i < bytes.limit(); i++) {
            sum += (bytes.get(i) & 0xff) << (i % 2 == 0 ? 8 : 0);
        }
        return sum;
    }
}
