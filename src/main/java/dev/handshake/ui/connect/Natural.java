package dev.handshake.ui.connect;

import java.util.Comparator;

/**
 * Text in the order that people expect: numbers in it by their value, 10.0.0.9 before 10.0.0.10.
 */
final class Natural {
    static final Comparator<String> ORDER = Natural::compare;

    private Natural() {}

    private static int compare(String one, String other) {
        int i = 0;
        int j = 0;
        while (i < one.length() && j < other.length()) {
            int order;
            if (isDigit(one.charAt(i)) && isDigit(other.charAt(j))) {
                int oneEnd = end(one, i);
                int otherEnd = end(other, j);
                i = Math.min(skipZeros(one, i), oneEnd);
                j = Math.min(skipZeros(other, j), otherEnd);
                order = Integer.compare(oneEnd - i, otherEnd - j);
                while (order == 0 && i < oneEnd) {
                    order = Character.compare(one.charAt(i++), other.charAt(j++));
                }
                i = oneEnd;
                j = otherEnd;
            } else {
                order =
                        Character.compare(
                                Character.toLowerCase(one.charAt(i++)),
                                Character.toLowerCase(other.charAt(j++)));
            }
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(one.length() - i, other.length() - j);
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    private static int end(String text, int start) {
        int end = start;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static int skipZeros(String text, int start) {
        int at = start;
        while (at < text.length() && text.charAt(at) == '0') {
            at++;
        }
        return at;
    }
}
