package dev.handshake.capture.file;

import dev.handshake.capture.Limits;
import org.jspecify.annotations.Nullable;

/**
 * Finds the TCP segment in a packet: through the link layer, tags, tunnels, IPv4 (RFC 791) and IPv6
 * (RFC 8200), fragments put together. One object serves a whole pass; what it found stands in its
 * fields until the next packet.
 */
final class Decoder {
    private static final int IPV4 = 0x0800;
    private static final int IPV6 = 0x86dd;
    private static final int BRIDGED = 0x6558;
    private static final int MPLS = 0x8847;
    private static final int MPLS_UPSTREAM = 0x8848;
    private static final int PPPOE_SESSION = 0x8864;
    private static final int PPP_IN_GRE = 0x880b;
    private static final int ERSPAN = 0x88be;
    private static final int WCCP = 0x883e;

    /** What is less is no type but a length (IEEE 802.3). */
    private static final int FIRST_ETHERTYPE = 0x0600;

    private static final int TCP = 6;
    static final int UDP = 17;

    /** Of TCP. */
    static final int FIN = 1;

    static final int SYN = 2;
    static final int RST = 4;
    static final int ACK = 16;

    private static final int TCP_HEADER = 20;
    private static final int UDP_HEADER = 8;

    private @Nullable Fragments fragments;

    /** Where the segment lies: in the file, or in a datagram put together from fragments. */
    Memory memory = Memory.EMPTY;

    /** The addresses, as IPv6 or mapped to it. */
    long sourceHigh;

    long sourceLow;
    long destinationHigh;
    long destinationLow;
    int sourcePort;
    int destinationPort;

    /** Sequence and acknowledgement number (RFC 9293 §3.1). */
    int sequence;

    int acknowledgement;
    int flags;

    /** Where the TCP header is, and how much of it. */
    long header;

    int headerCaptured;

    /** Where the payload is, how much of it was captured and how much there was. */
    long payload;

    int payloadCaptured;
    int payloadLength;

    /** Where the packets begin whose fragments these are; empty if it was whole. */
    long[] fragmentStarts = NONE;

    /** What it is if it is no TCP segment, and which of its kind. */
    Unread.Kind unread = Unread.Kind.MALFORMED;

    int unreadNumber;

    private static final long[] NONE = {};
    private Frame frame = new Frame();
    private int depth;

    /** Where what was captured ends, and where what was sent ends. */
    private long end;

    private long limit;

    /** Fragments of datagrams that never became whole. */
    long fragmentsLeft() {
        return fragments == null ? 0 : fragments.left();
    }

    /**
     * Reads a packet.
     *
     * @return whether there is a TCP segment in it
     */
    boolean decode(Memory file, Frame packet) {
        memory = file;
        frame = packet;
        depth = 0;
        fragmentStarts = NONE;
        end = packet.data + packet.captured;
        limit = packet.data + packet.original;
        return link(packet.linkType, packet.data);
    }

    private boolean not(Unread.Kind kind, int number) {
        unread = kind;
        unreadNumber = number;
        return false;
    }

    /** There is less than its header needs: cut by the capture, or never there. */
    private boolean tooShort(long needed) {
        return not(needed <= limit ? Unread.Kind.CUT : Unread.Kind.MALFORMED, 0);
    }

    private boolean has(long at, int bytes) {
        return end - at >= bytes;
    }

    // -- link layers

    private boolean link(int type, long at) {
        return switch (type) {
            case LinkType.ETHERNET -> ethernet(at);
            case LinkType.NULL, LinkType.LOOP -> loopback(at);
            case LinkType.RAW,
                    LinkType.RAW_BSD,
                    LinkType.RAW_OPENBSD,
                    LinkType.IPV4,
                    LinkType.IPV6 ->
                    ip(at);
            case LinkType.LINUX_SLL -> has(at, 16) ? linux(at, 14, 16) : tooShort(at + 16);
            case LinkType.LINUX_SLL2 -> has(at, 20) ? linux(at, 0, 20) : tooShort(at + 20);
            case LinkType.PPP, LinkType.PPP_HDLC -> ppp(at);
            case LinkType.PPP_ETHER -> pppoe(at);
            case LinkType.C_HDLC ->
                    has(at, 4) ? ethertype(memory.u16(at + 2), at + 4) : tooShort(at + 4);
            default -> not(Unread.Kind.LINK_TYPE, type);
        };
    }

    private boolean ethernet(long at) {
        return has(at, 14) ? ethertype(memory.u16(at + 12), at + 14) : tooShort(at + 14);
    }

    private boolean linux(long at, int protocol, int header) {
        return ethertype(memory.u16(at + protocol), at + header);
    }

    /**
     * The family stands in the byte order of the machine that captured; it is a small number. Which
     * number is IPv6 depends on the system, but the packet says it too.
     */
    private boolean loopback(long at) {
        if (!has(at, 4)) {
            return tooShort(at + 4);
        }
        long family = memory.u32(at);
        family = family > 0xffff ? Integer.reverseBytes((int) family) & 0xffff_ffffL : family;
        return switch ((int) family) {
            case 2, 10, 24, 28, 30 -> ip(at + 4);
            default -> not(Unread.Kind.ADDRESS_FAMILY, (int) family);
        };
    }

    /** Tags of virtual networks first, as many as there are (IEEE 802.1Q). */
    private boolean ethertype(int first, long start) {
        int type = first;
        long at = start;
        while (type == 0x8100 || type == 0x88a8 || type == 0x9100 || type == 0x9200) {
            if (!has(at, 4)) {
                return tooShort(at + 4);
            }
            type = memory.u16(at + 2);
            at += 4;
        }
        return switch (type) {
            case IPV4, IPV6 -> ip(at);
            case PPPOE_SESSION -> pppoe(at);
            case MPLS, MPLS_UPSTREAM -> mpls(at);
            case BRIDGED -> nested() && ethernet(at);
            default -> type < FIRST_ETHERTYPE ? subnetwork(at) : not(Unread.Kind.ETHERTYPE, type);
        };
    }

    /** An Ethernet type behind a header of IEEE 802.2 (RFC 1042). */
    private boolean subnetwork(long at) {
        if (!has(at, 8)) {
            return tooShort(at + 8);
        }
        boolean typed = memory.i32(at) == 0xaaaa_0300 && memory.u16(at + 4) == 0;
        int type = memory.u16(at + 6);
        if (!typed || type < FIRST_ETHERTYPE) {
            return not(Unread.Kind.LLC, 0);
        }
        return nested() && ethertype(type, at + 8);
    }

    /** RFC 2516 §4. */
    private boolean pppoe(long at) {
        if (!has(at, 6)) {
            return tooShort(at + 6);
        }
        ends(at + 6 + memory.u16(at + 4));
        return ppp(at + 6);
    }

    /** RFC 1661 §2, with or without the two bytes of RFC 1662 §3.1 before it. */
    private boolean ppp(long start) {
        long at = start;
        if (has(at, 2) && memory.u16(at) == 0xff03) {
            at += 2;
        }
        if (!has(at, 2)) {
            return tooShort(at + 2);
        }
        boolean one = (memory.u8(at) & 1) != 0;
        int protocol = one ? memory.u8(at) : memory.u16(at);
        at += one ? 1 : 2;
        return switch (protocol) {
            case 0x21, 0x57 -> ip(at);
            case 0x281, 0x283 -> mpls(at);
            default -> not(Unread.Kind.PPP_PROTOCOL, protocol);
        };
    }

    /** RFC 3032 §2.1. What lies below the labels is not said; IP says it itself. */
    private boolean mpls(long start) {
        long at = start;
        boolean bottom = false;
        while (!bottom) {
            if (!has(at, 4)) {
                return tooShort(at + 4);
            }
            bottom = (memory.u8(at + 2) & 1) != 0;
            at += 4;
        }
        return ip(at);
    }

    // -- IP

    private boolean nested() {
        depth++;
        return depth <= Limits.NESTING || not(Unread.Kind.MALFORMED, 0);
    }

    private boolean ip(long at) {
        if (!nested()) {
            return false;
        }
        if (!has(at, 1)) {
            return tooShort(at + 1);
        }
        return switch (memory.u8(at) >> 4) {
            case 4 -> ipv4(at);
            case 6 -> ipv6(at);
            default -> not(Unread.Kind.MALFORMED, 0);
        };
    }

    private boolean ipv4(long at) {
        if (!has(at, 20)) {
            return tooShort(at + 20);
        }
        int headerLength = (memory.u8(at) & 0xf) * 4;
        int total = memory.u16(at + 2);
        sourceHigh = 0;
        sourceLow = AddressText.MAPPED | memory.u32(at + 12);
        destinationHigh = 0;
        destinationLow = AddressText.MAPPED | memory.u32(at + 16);
        // A packet that a network card is still to cut has no length.
        if (total != 0) {
            ends(at + total);
        }
        if (headerLength < 20 || at + headerLength > limit) {
            return not(Unread.Kind.MALFORMED, 0);
        }
        int protocol = memory.u8(at + 9);
        int fragment = memory.u16(at + 6);
        if ((fragment & 0x3fff) != 0) {
            long id = memory.u16(at + 4) | (long) protocol << 16;
            boolean more = (fragment & 0x2000) != 0;
            return fragment(id, (fragment & 0x1fff) * 8, more, at + headerLength, protocol);
        }
        return protocol(protocol, at + headerLength);
    }

    /** What lies behind is padding; what is said to lie behind the packet was never there. */
    private void ends(long at) {
        limit = Math.min(limit, at);
        end = Math.min(end, limit);
    }

    private boolean ipv6(long start) {
        if (!has(start, 40)) {
            return tooShort(start + 40);
        }
        int length = memory.u16(start + 4);
        sourceHigh = memory.i64(start + 8);
        sourceLow = memory.i64(start + 16);
        destinationHigh = memory.i64(start + 24);
        destinationLow = memory.i64(start + 32);
        if (length != 0) {
            ends(start + 40 + length);
        }
        return extensions(memory.u8(start + 6), start + 40);
    }

    /** The extension headers of IPv6 (RFC 8200 §4), each of which says what comes next. */
    private boolean extensions(int first, long start) {
        int next = first;
        long at = start;
        while (true) {
            switch (next) {
                case 0, 43, 60, 135, 139, 140 -> {
                    if (!has(at, 8)) {
                        return tooShort(at + 8);
                    }
                    next = memory.u8(at);
                    at += (memory.u8(at + 1) + 1) * 8L;
                }
                case 51 -> {
                    if (!has(at, 8)) {
                        return tooShort(at + 8);
                    }
                    next = memory.u8(at);
                    at += (memory.u8(at + 1) + 2) * 4L;
                }
                case 44 -> {
                    if (!has(at, 8)) {
                        return tooShort(at + 8);
                    }
                    next = memory.u8(at);
                    int fragment = memory.u16(at + 2);
                    long id = memory.u32(at + 4) | 1L << 32;
                    at += 8;
                    if ((fragment & 0xfff9) != 0) {
                        boolean more = (fragment & 1) != 0;
                        return fragment(id, fragment & 0xfff8, more, at, next);
                    }
                }
                default -> {
                    return protocol(next, at);
                }
            }
        }
    }

    private boolean fragment(long id, int offset, boolean more, long at, int protocol) {
        if (at > end) {
            return tooShort(at);
        }
        if (fragments == null) {
            fragments = new Fragments();
        }
        Fragments.Whole whole =
                fragments.add(
                        new Fragments.Key(
                                sourceHigh, sourceLow, destinationHigh, destinationLow, id),
                        new Fragments.Piece(offset, (int) (limit - at), more, frame.start),
                        memory,
                        at,
                        (int) (end - at));
        if (whole == null || !nested()) {
            return not(Unread.Kind.FRAGMENT, 0);
        }
        memory = Memory.of(whole.bytes());
        fragmentStarts = whole.starts();
        end = memory.size();
        limit = end;
        return extensions(protocol, 0);
    }

    private boolean protocol(int number, long at) {
        return switch (number) {
            case TCP -> tcp(at);
            case UDP -> udp(at);
            case 4, 41 -> ip(at);
            case 47 -> gre(at);
            case 137 -> mpls(at);
            default -> not(Unread.Kind.IP_PROTOCOL, number);
        };
    }

    // -- tunnels

    /** RFC 2784 §2.1, RFC 2890 §2; version 1 is that of RFC 2637 §4.1. */
    private boolean gre(long start) {
        if (!has(start, 4)) {
            return tooShort(start + 4);
        }
        int bits = memory.u16(start);
        int protocol = memory.u16(start + 2);
        boolean sequence = (bits & 0x1000) != 0;
        long at =
                start
                        + 4
                        + ((bits & 0x8000) != 0 ? 4 : 0)
                        + ((bits & 0x2000) != 0 ? 4 : 0)
                        + (sequence ? 4 : 0)
                        + ((bits & 7) == 1 && (bits & 0x80) != 0 ? 4 : 0);
        return switch (protocol) {
            case PPP_IN_GRE -> ppp(at);
            case ERSPAN -> nested() && ethernet(sequence ? at + 8 : at);
            // A redirected packet has four bytes before it.
            case WCCP -> ip(at + 4);
            default -> nested() && ethertype(protocol, at);
        };
    }

    private boolean udp(long at) {
        if (!has(at, UDP_HEADER)) {
            return tooShort(at + UDP_HEADER);
        }
        sourcePort = memory.u16(at);
        destinationPort = memory.u16(at + 2);
        int length = memory.u16(at + 4);
        if (length >= UDP_HEADER) {
            ends(at + length);
        }
        long data = at + UDP_HEADER;
        if (!has(data, 8)) {
            return datagram(data);
        }
        return switch (destinationPort) {
            case 4789, 8472 -> vxlan(data);
            case 6081 -> geneve(data);
            case 2152 -> userPlane(data);
            case 3544 -> teredo(data);
            default -> sourcePort == 3544 ? teredo(data) : datagram(data);
        };
    }

    /** RFC 7348 §5. */
    private boolean vxlan(long at) {
        if (memory.u8(at) != 8) {
            return datagram(at);
        }
        return nested() && ethernet(at + 8);
    }

    /** RFC 8926 §3.4. */
    private boolean geneve(long at) {
        int first = memory.u8(at);
        if (first >= 0x40) {
            return datagram(at);
        }
        return nested() && ethertype(memory.u16(at + 2), at + 8 + first * 4L);
    }

    /** GTP version 1 (3GPP TS 29.281 §5): eight bytes, or twelve and extension headers. */
    private boolean userPlane(long start) {
        boolean data = (memory.u8(start) & 0xf0) == 0x30 && memory.u8(start + 1) == 0xff;
        if (!data) {
            return datagram(start);
        }
        long at = start + 8;
        if ((memory.u8(start) & 7) != 0) {
            at += 4;
            int next = has(start, 12) ? memory.u8(start + 11) : 0;
            while (next != 0) {
                if (!has(at, 4) || memory.u8(at) == 0) {
                    return tooShort(at + 4);
                }
                at += memory.u8(at) * 4L;
                next = has(at, 0) ? memory.u8(at - 1) : 0;
            }
        }
        return ip(at);
    }

    /** RFC 4380 §5.1.1: an authentication and an origin may stand before the IPv6 packet. */
    private boolean teredo(long start) {
        long at = start;
        if (has(at, 4) && memory.u16(at) == 1) {
            at += 13L + memory.u8(at + 2) + memory.u8(at + 3);
        }
        if (has(at, 2) && memory.u16(at) == 0) {
            at += 8;
        }
        boolean inside = has(at, 40) && (memory.u8(at) & 0xf0) == 0x60;
        return inside ? ip(at) : datagram(start);
    }

    /** A datagram that is no tunnel; it may be TLS of another kind. */
    private boolean datagram(long at) {
        payload = at;
        payloadCaptured = (int) Math.max(0, end - at);
        payloadLength = (int) Math.max(0, limit - at);
        if (isQuic(at)) {
            return not(Unread.Kind.QUIC, UDP);
        }
        return not(isDtls(at) ? Unread.Kind.DTLS : Unread.Kind.IP_PROTOCOL, UDP);
    }

    /**
     * A long header (RFC 8999 §5.1) of a known version, of a draft, of Google's, or of one that
     * exists only to be refused (RFC 9000 §15).
     */
    private boolean isQuic(long at) {
        if (!has(at, 7) || (memory.u8(at) & 0xc0) != 0xc0 || memory.u8(at + 5) > 20) {
            return false;
        }
        int version = memory.i32(at + 1);
        int maker = version >>> 24;
        boolean google = (maker == 'Q' || maker == 'T') && ((version >> 16) & 0xff) == '0';
        boolean reserved = (version & 0x0f0f_0f0f) == 0x0a0a_0a0a;
        return version == 1 || version == 0x6b33_43cf || maker == 0xff || google || reserved;
    }

    /** What begins as any of DTLS does, and not as STUN or RTP on the same ports (RFC 9443 §3). */
    boolean maybeDtls() {
        int first = payloadCaptured == 0 ? 0 : memory.u8(payload);
        return first >= 20 && first <= 63;
    }

    /** A record of DTLS 1.0 or 1.2 (RFC 9147 §4), or of a DTLS 1.3 that looks like it. */
    private boolean isDtls(long at) {
        if (!has(at, 13)) {
            return false;
        }
        int type = memory.u8(at);
        int version = memory.u16(at + 1);
        int length = memory.u16(at + 11);
        boolean known = version == 0xfeff || version == 0xfefd || version == 0x0100;
        // A connection ID moves the length of a record of type 25 to where nobody knows.
        boolean fits = type == 25 || (length <= Limits.RECORD_PAYLOAD && 13 + length <= limit - at);
        return type >= 20 && type <= 26 && known && fits;
    }

    // -- TCP

    private boolean tcp(long at) {
        if (!has(at, TCP_HEADER)) {
            return tooShort(at + TCP_HEADER);
        }
        int length = (memory.u8(at + 12) >> 4) * 4;
        if (length < TCP_HEADER || at + length > limit) {
            return not(Unread.Kind.MALFORMED, 0);
        }
        sourcePort = memory.u16(at);
        destinationPort = memory.u16(at + 2);
        sequence = memory.i32(at + 4);
        acknowledgement = memory.i32(at + 8);
        flags = memory.u8(at + 13);
        header = at;
        headerCaptured = (int) Math.min(length, end - at);
        payload = at + length;
        payloadCaptured = (int) Math.max(0, end - payload);
        payloadLength = (int) Math.min(limit - payload, Limits.PACKET);
        return true;
    }
}
