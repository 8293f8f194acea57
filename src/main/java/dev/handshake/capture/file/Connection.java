package dev.handshake.capture.file;

import dev.handshake.capture.Endpoint;
import dev.handshake.capture.Sender;

/**
 * A TCP connection in a capture file: who, when, and where its packets lie; its bytes stay in the
 * file. There may be a million of them, so they are small.
 *
 * <p>It may still grow a little after it was told: what comes late belongs to it.
 */
public final class Connection {
    private static final int SYN = 1;
    private static final int SEEN = 2;
    private static final int FIN = 4;
    private static final int RST = 8;

    /** Bits of the second end stand this much higher. */
    private static final int SECOND = 4;

    /** How far before the first byte that was seen a SYN may come that belongs to it. */
    private static final int REORDERED = 1 << 16;

    /** How it is known who the client is; what is surer stands. */
    private enum Knowledge {
        PORTS,
        CONTENT,
        SYN
    }

    private final int number;
    private final long startNanos;
    private volatile long endNanos;
    private final Positions positions = new Positions();

    /** The two ends; the first is the one with the smaller address, then port. */
    private final long firstHigh;

    private final long firstLow;
    private final long secondHigh;
    private final long secondLow;
    private final int ports;

    private long firstBytes;
    private long secondBytes;

    /** The number of the SYN; without one the lowest number that was seen. */
    private int firstSequence;

    private int secondSequence;
    private byte bits;
    private boolean ended;
    private boolean clientIsFirst;
    private Knowledge knowledge = Knowledge.PORTS;

    /** Of the first packet of it. */
    Connection(int number, Decoder packet, long epochNanos) {
        this.number = number;
        startNanos = epochNanos;
        endNanos = epochNanos;
        if (fromSecond(packet)) {
            firstHigh = packet.destinationHigh;
            firstLow = packet.destinationLow;
            secondHigh = packet.sourceHigh;
            secondLow = packet.sourceLow;
            ports = packet.destinationPort << 16 | packet.sourcePort;
        } else {
            firstHigh = packet.sourceHigh;
            firstLow = packet.sourceLow;
            secondHigh = packet.destinationHigh;
            secondLow = packet.destinationLow;
            ports = packet.sourcePort << 16 | packet.destinationPort;
        }
        int firstPort = ports >>> 16;
        int secondPort = ports & 0xffff;
        clientIsFirst = firstPort == secondPort ? !fromSecond(packet) : firstPort > secondPort;
    }

    // -- what it tells

    /** Its place among the connections of the file, by their first packets, from 1 on. */
    public int number() {
        return number;
    }

    /** When its first packet was seen, in nanoseconds since 1970-01-01T00:00Z. */
    public long startNanos() {
        return startNanos;
    }

    /** When its last packet was seen. */
    public long endNanos() {
        return endNanos;
    }

    /** Who opened it or spoke TLS first; where neither was seen, who has the higher port. */
    public Endpoint client() {
        return clientIsFirst ? first() : second();
    }

    public Endpoint server() {
        return clientIsFirst ? second() : first();
    }

    private Endpoint first() {
        return new Endpoint(AddressText.of(firstHigh, firstLow), ports >>> 16);
    }

    private Endpoint second() {
        return new Endpoint(AddressText.of(secondHigh, secondLow), ports & 0xffff);
    }

    /** How many packets it has. */
    public int packets() {
        return positions.count();
    }

    /** Bytes of payload that were sent, repeated ones and such as were not captured included. */
    public long bytes(Sender from) {
        return (from == Sender.CLIENT) == clientIsFirst ? firstBytes : secondBytes;
    }

    /** Where its packets lie in the file, ascending. */
    long[] positions() {
        return positions.ascending();
    }

    /** Who of its two ends sent a packet of it. */
    Sender sender(Decoder packet) {
        return fromSecond(packet) == clientIsFirst ? Sender.SERVER : Sender.CLIENT;
    }

    // -- as it is found

    /** Whether the sender of a packet has the greater address or port of the two. */
    static boolean fromSecond(Decoder packet) {
        int high = Long.compareUnsigned(packet.sourceHigh, packet.destinationHigh);
        if (high != 0) {
            return high > 0;
        }
        int low = Long.compareUnsigned(packet.sourceLow, packet.destinationLow);
        return low != 0 ? low > 0 : packet.sourcePort > packet.destinationPort;
    }

    /** Whether a packet goes between the same two ends. */
    boolean isBetween(Decoder packet, boolean fromSecond) {
        return fromSecond
                ? packet.sourceLow == secondLow
                        && packet.destinationLow == firstLow
                        && (packet.destinationPort << 16 | packet.sourcePort) == ports
                        && packet.sourceHigh == secondHigh
                        && packet.destinationHigh == firstHigh
                : packet.sourceLow == firstLow
                        && packet.destinationLow == secondLow
                        && (packet.sourcePort << 16 | packet.destinationPort) == ports
                        && packet.sourceHigh == firstHigh
                        && packet.destinationHigh == secondHigh;
    }

    /** Where {@link Connections} looks for it. */
    long hash(long seed) {
        return hash(firstHigh, firstLow, secondHigh, secondLow, ports, seed);
    }

    static long hash(Decoder packet, boolean fromSecond, long seed) {
        return fromSecond
                ? hash(
                        packet.destinationHigh,
                        packet.destinationLow,
                        packet.sourceHigh,
                        packet.sourceLow,
                        packet.destinationPort << 16 | packet.sourcePort,
                        seed)
                : hash(
                        packet.sourceHigh,
                        packet.sourceLow,
                        packet.destinationHigh,
                        packet.destinationLow,
                        packet.sourcePort << 16 | packet.destinationPort,
                        seed);
    }

    private static long hash(long a, long b, long c, long d, int ports, long seed) {
        long hash = mixed(b + seed, 0x9e37_79b9_7f4a_7c15L);
        hash = mixed(hash ^ d, 0xbf58_476d_1ce4_e5b9L);
        hash = mixed(hash ^ ports ^ a ^ Long.rotateLeft(c, 32), 0x94d0_49bb_1331_11ebL);
        return hash ^ hash >>> 29;
    }

    private static long mixed(long value, long factor) {
        long product = value * factor;
        return product ^ product >>> 32;
    }

    /** Whether a packet between the same ends opens another connection. */
    boolean isOver(Decoder packet, boolean fromSecond) {
        int kind = packet.flags & (Decoder.SYN | Decoder.ACK | Decoder.RST);
        int sequence = fromSecond ? secondSequence : firstSequence;
        int own = bits >> (fromSecond ? SECOND : 0);
        int other = bits >> (fromSecond ? 0 : SECOND);
        int otherSequence = fromSecond ? firstSequence : secondSequence;
        if (kind == Decoder.SYN) {
            if ((own & SYN) != 0) {
                return packet.sequence != sequence || ((own | other) & (FIN | RST)) != 0;
            }
            if ((own & SEEN) != 0) {
                int before = sequence - packet.sequence;
                return before < 0 || before > REORDERED;
            }
            return ((own | other) & (FIN | RST)) != 0;
        }
        if (kind == (Decoder.SYN | Decoder.ACK) && (own & SYN) != 0) {
            boolean answers = (other & SYN) != 0 && packet.acknowledgement == otherSequence + 1;
            return packet.sequence != sequence && !answers;
        }
        return false;
    }

    /** Takes a packet. */
    void add(Decoder packet, boolean fromSecond, Frame frame) {
        if (packet.fragmentStarts.length == 0) {
            positions.add(frame.start);
        } else {
            for (long start : packet.fragmentStarts) {
                positions.add(start);
            }
        }
        if (frame.epochNanos > endNanos) {
            endNanos = frame.epochNanos;
        }
        int flags = packet.flags;
        int own = bits >> (fromSecond ? SECOND : 0) & 0xf;
        if ((flags & Decoder.SYN) != 0) {
            own = sequence(packet, fromSecond, own, SYN);
            know(Knowledge.SYN, ((flags & Decoder.ACK) == 0) != fromSecond);
        } else if ((own & SYN) == 0 && (flags & Decoder.RST) == 0) {
            own = sequence(packet, fromSecond, own, SEEN);
        }
        own |= ((flags & Decoder.FIN) != 0 ? FIN : 0) | ((flags & Decoder.RST) != 0 ? RST : 0);
        bits = (byte) (fromSecond ? (bits & 0xf) | (own << SECOND) : (bits & 0xf0) | own);
        if (packet.payloadLength > 0) {
            if (fromSecond) {
                secondBytes += packet.payloadLength;
            } else {
                firstBytes += packet.payloadLength;
            }
            if (knowledge == Knowledge.PORTS) {
                hello(packet, fromSecond);
            }
        }
        int ends = FIN | FIN << SECOND;
        ended = ended || (bits & ends) == ends || (flags & Decoder.RST) != 0;
    }

    private int sequence(Decoder packet, boolean fromSecond, int own, int how) {
        int known = fromSecond ? secondSequence : firstSequence;
        boolean replaces =
                how == SYN ? (own & SYN) == 0 : (own & SEEN) == 0 || packet.sequence - known < 0;
        if (replaces) {
            if (fromSecond) {
                secondSequence = packet.sequence;
            } else {
                firstSequence = packet.sequence;
            }
        }
        return own | how;
    }

    private void know(Knowledge how, boolean clientFirst) {
        if (how.compareTo(knowledge) > 0) {
            knowledge = how;
            clientIsFirst = clientFirst;
        }
    }

    /** Whether the payload begins with a ClientHello or a ServerHello: then the roles are known. */
    private void hello(Decoder packet, boolean fromSecond) {
        if (packet.payloadCaptured < 6) {
            return;
        }
        Memory memory = packet.memory;
        long at = packet.payload;
        boolean record = memory.u8(at) == 22 && memory.u8(at + 1) == 3;
        int type = memory.u8(at + 5);
        // SSL 2.0's hello: two bytes of length, a type and a version.
        boolean old =
                (memory.u8(at) & 0x80) != 0
                        && memory.u8(at + 2) == 1
                        && (memory.u16(at + 3) == 2 || memory.u8(at + 3) == 3);
        if (old || (record && type == 1)) {
            know(Knowledge.CONTENT, !fromSecond);
        } else if (record && type == 2) {
            know(Knowledge.CONTENT, fromSecond);
        }
    }

    /** Both ends have said that they are done, or one broke it off. */
    boolean hasEnded() {
        return ended;
    }

    /** It will hardly grow any more. */
    void settle() {
        positions.trim();
    }
}
