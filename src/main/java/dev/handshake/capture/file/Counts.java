package dev.handshake.capture.file;

import dev.handshake.capture.Limits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts the packets that are no TCP segments, by what they are. */
final class Counts {
    private final Map<Unread.Kind, Map<Integer, Count>> counts = new EnumMap<>(Unread.Kind.class);

    /** Which pairs of ends speak DTLS, or QUIC: not every packet of theirs shows it. */
    private final Map<Unread.Kind, Set<Ends>> flows =
            Map.of(Unread.Kind.DTLS, new HashSet<>(), Unread.Kind.QUIC, new HashSet<>());

    private static final class Count {
        final Unread.Kind kind;
        final int number;
        long packets;

        Count(Unread.Kind kind, int number) {
            this.kind = kind;
            this.number = number;
        }
    }

    private record Ends(long oneHigh, long oneLow, long otherHigh, long otherLow, int ports) {
        /** The same for both directions. */
        static Ends of(Decoder packet) {
            boolean ordered =
                    packet.sourceLow < packet.destinationLow
                            || (packet.sourceLow == packet.destinationLow
                                    && packet.sourcePort <= packet.destinationPort);
            return ordered
                    ? new Ends(
                            packet.sourceHigh,
                            packet.sourceLow,
                            packet.destinationHigh,
                            packet.destinationLow,
                            packet.sourcePort << 16 | packet.destinationPort)
                    : new Ends(
                            packet.destinationHigh,
                            packet.destinationLow,
                            packet.sourceHigh,
                            packet.sourceLow,
                            packet.destinationPort << 16 | packet.sourcePort);
        }
    }

    /** Counts a packet in which the decoder found no segment. */
    void count(Decoder packet) {
        switch (packet.unread) {
            case DTLS, QUIC -> flow(packet, packet.unread);
            case IP_PROTOCOL -> {
                if (packet.unreadNumber == Decoder.UDP) {
                    datagram(packet);
                } else {
                    add(packet.unread, packet.unreadNumber);
                }
            }
            // Counted when it is known that they never become whole.
            case FRAGMENT -> {}
            case LINK_TYPE,
                    ADDRESS_FAMILY,
                    ETHERTYPE,
                    LLC,
                    PPP_PROTOCOL,
                    CUT,
                    MALFORMED,
                    BLOCK,
                    CONNECTION ->
                    add(packet.unread, packet.unreadNumber);
        }
    }

    private void flow(Decoder packet, Unread.Kind kind) {
        Set<Ends> known = flows.getOrDefault(kind, Set.of());
        if (known.size() < Limits.FLOWS) {
            known.add(Ends.of(packet));
        }
        add(kind, 0);
    }

    private void datagram(Decoder packet) {
        if (isOf(packet, Unread.Kind.QUIC)) {
            add(Unread.Kind.QUIC, 0);
        } else if (packet.maybeDtls() && isOf(packet, Unread.Kind.DTLS)) {
            add(Unread.Kind.DTLS, 0);
        } else {
            add(Unread.Kind.IP_PROTOCOL, Decoder.UDP);
        }
    }

    private boolean isOf(Decoder packet, Unread.Kind kind) {
        Set<Ends> known = flows.getOrDefault(kind, Set.of());
        return !known.isEmpty() && known.contains(Ends.of(packet));
    }

    void add(Unread.Kind kind, int number) {
        counts.computeIfAbsent(kind, k -> new HashMap<>())
                .computeIfAbsent(number, n -> new Count(kind, number))
                .packets++;
    }

    /**
     * What was counted, most packets first.
     *
     * @param fragments of datagrams that are not whole
     * @param blocks that could not be read
     */
    List<Unread> unread(long fragments, long blocks) {
        List<Unread> unread = new ArrayList<>();
        for (Map<Integer, Count> numbers : counts.values()) {
            for (Count count : numbers.values()) {
                unread.add(
                        new Unread(
                                count.kind,
                                count.number,
                                Names.of(count.kind, count.number),
                                count.packets,
                                flows.getOrDefault(count.kind, Set.of()).size()));
            }
        }
        if (fragments > 0) {
            unread.add(new Unread(Unread.Kind.FRAGMENT, 0, "0", fragments, 0));
        }
        if (blocks > 0) {
            unread.add(new Unread(Unread.Kind.BLOCK, 0, "0", blocks, 0));
        }
        unread.sort(
                Comparator.comparingLong(Unread::packets)
                        .reversed()
                        .thenComparing(Unread::kind)
                        .thenComparingInt(Unread::number));
        return List.copyOf(unread);
    }
}
