package dev.handshake.message;

import dev.handshake.bytes.Bytes;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The address of a certificate's subject as text. */
final class IpAddress {
    private IpAddress() {}

    /**
     * Four bytes in dots, sixteen as RFC 5952 §4 wants them, twice that as an address and a mask
     * (RFC 5280 §4.2.1.10); other lengths in hexadecimal digits.
     */
    static String text(Bytes address) {
        return switch (address.length()) {
            case 4 ->
                    IntStream.range(0, 4)
                            .mapToObj(i -> Integer.toString(address.at(i)))
                            .collect(Collectors.joining("."));
            case 16 -> groups(address);
            case 8, 32 ->
                    text(address.slice(0, address.length() / 2))
                            + "/"
                            + text(address.from(address.length() / 2));
            default -> address.hex();
        };
    }

    /** The longest run of at least two zeros, and of these the first, becomes {@code ::}. */
    private static String groups(Bytes address) {
        int[] groups = IntStream.range(0, 8).map(i -> (int) address.number(2 * i, 2)).toArray();
        int bestStart = 0;
        int bestLength = 0;
        for (int start = 0; start < 8; start++) {
            int length = 0;
            while (start + length < 8 && groups[start + length] == 0) {
                length++;
            }
            if (length > bestLength) {
                bestStart = start;
                bestLength = length;
            }
        }
        return bestLength < 2
                ? hex(groups, 0, 8)
                : hex(groups, 0, bestStart) + "::" + hex(groups, bestStart + bestLength, 8);
    }

    private static String hex(int[] groups, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> Integer.toHexString(groups[i]))
                .collect(Collectors.joining(":"));
    }
}
