package dev.handshake.capture.live;

import dev.handshake.capture.Endpoint;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** Addresses as text, IPv6 as RFC 5952 wants it. */
final class Addresses {
    private Addresses() {}

    static Endpoint endpoint(InetSocketAddress address) {
        return new Endpoint(text(address.getAddress()), address.getPort());
    }

    static String text(InetAddress address) {
        return address instanceof Inet6Address six ? text(six) : address.getHostAddress();
    }

    /** The longest run of two or more zero groups, the first of equals, is written {@code ::}. */
    private static String text(Inet6Address address) {
        String[] zoned = address.getHostAddress().split("%", 2);
        List<String> groups = List.of(zoned[0].split(":"));
        int start = 0;
        int length = 1;
        for (int i = 0; i < groups.size(); i++) {
            int end = i;
            while (end < groups.size() && groups.get(end).equals("0")) {
                end++;
            }
            if (end - i > length) {
                start = i;
                length = end - i;
            }
        }
        String text =
                length < 2
                        ? String.join(":", groups)
                        : String.join(":", groups.subList(0, start))
                                + "::"
                                + String.join(":", groups.subList(start + length, groups.size()));
        return zoned.length > 1 ? text + "%" + zoned[1] : text;
    }
}
