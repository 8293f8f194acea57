package dev.handshake.capture.file;

/** IP addresses of packets as text, IPv6 as RFC 5952 wants it. */
final class AddressText {
    /** An IPv4 address is kept as an IPv6 one that maps it (RFC 4291 §2.5.5.2). */
    static final long MAPPED = 0xffff_0000_0000L;

    private AddressText() {}

    static String of(long high, long low) {
        return high == 0 && (low & ~0xffff_ffffL) == MAPPED ? ipv4((int) low) : ipv6(high, low);
    }

    private static String ipv4(int address) {
        return (address >>> 24)
                + "."
                + (address >>> 16 & 0xff)
                + "."
                + (address >>> 8 & 0xff)
                + "."
                + (address & 0xff);
    }

    /** The longest run of two or more zero groups, the first of equals, is written {@code ::}. */
    private static String ipv6(long high, long low) {
        int start = 0;
        int length = 1;
        for (int i = 0; i < 8; i++) {
            int end = i;
            while (end < 8 && group(high, low, end) == 0) {
                end++;
            }
            if (end - i > length) {
                start = i;
                length = end - i;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (length > 1 && i == start) {
                text.append("::");
                i += length - 1;
            } else {
                boolean first = text.isEmpty() || text.charAt(text.length() - 1) == ':';
                text.append(first ? "" : ":").append(Integer.toHexString(group(high, low, i)));
            }
        }
        return text.toString();
    }

    private static int group(long high, long low, int index) {
        long half = index < 4 ? high : low;
        return (int) (half >>> (48 - 16 * (index & 3))) & 0xffff;
    }
}
