package dev.handshake.capture.file;

import dev.handshake.bytes.Phrase;
import java.util.Locale;

/**
 * Packets of a capture that no connection is drawn from.
 *
 * @param number which link type, Ethernet type, protocol …; 0 where the kind says it all
 * @param name what it is called; its number where it has no name
 * @param packets how many they are
 * @param flows how many pairs of ends sent them; 0 where that was not counted
 */
public record Unread(Kind kind, int number, String name, long packets, long flows) {
    public enum Kind {
        /** A link layer that is not read. */
        LINK_TYPE,
        /** Behind a loopback header something that is not IP. */
        ADDRESS_FAMILY,
        /** An Ethernet type that is not IP. */
        ETHERTYPE,
        /** IEEE 802.2, such as Spanning Tree. */
        LLC,
        /** Over PPP something that is not IP. */
        PPP_PROTOCOL,
        /** Over IP something that is not TCP. */
        IP_PROTOCOL,
        /** TLS over UDP. */
        DTLS,
        /** TLS inside QUIC, over UDP. */
        QUIC,
        /** Fragments of datagrams of which a part is missing. */
        FRAGMENT,
        /** Cut by the capture before their TCP header ended. */
        CUT,
        /** Lengths that cannot be. */
        MALFORMED,
        /** A block whose lengths cannot be, or of an interface that the file does not describe. */
        BLOCK,
        /** TCP connections beyond those that are taken. */
        CONNECTION
    }

    public Phrase phrase() {
        return Phrase.of(
                "capture.unread." + kind.name().toLowerCase(Locale.ROOT),
                packets,
                name,
                Integer.toString(number),
                flows);
    }
}
