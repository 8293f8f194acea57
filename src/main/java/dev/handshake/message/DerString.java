package dev.handshake.message;

import dev.handshake.bytes.Bytes;
import java.nio.charset.StandardCharsets;

/**
 * ASN.1's character strings (X.680 §41). What a string's encoding does not allow becomes U+FFFD:
 * certificates in use have such strings, and a reader should show them.
 */
final class DerString {
    private static final int UTF8 = 0x0c;
    private static final int NUMERIC = 0x12;
    private static final int PRINTABLE = 0x13;
    private static final int TELETEX = 0x14;
    private static final int IA5 = 0x16;
    private static final int VISIBLE = 0x1a;
    private static final int GENERAL = 0x1b;
    private static final int UNIVERSAL = 0x1c;
    private static final int BMP = 0x1e;

    private DerString() {}

    static boolean isString(int tag) {
        return switch (tag) {
            case UTF8, NUMERIC, PRINTABLE, TELETEX, IA5, VISIBLE, GENERAL, UNIVERSAL, BMP -> true;
            default -> false;
        };
    }

    /** The characters of a string with this tag. */
    static String text(int tag, Bytes contents) {
        return switch (tag) {
            case UTF8 -> contents.utf8();
            case UNIVERSAL -> utf32(contents);
            case BMP -> new String(contents.toArray(), StandardCharsets.UTF_16BE);
            default -> contents.latin1();
        };
    }

    /** Whether there is something and all of it is ASCII that can be seen. */
    static boolean isPrintable(Bytes contents) {
        for (int i = 0; i < contents.length(); i++) {
            if (contents.at(i) < 0x20 || contents.at(i) > 0x7e) {
                return false;
            }
        }
        return !contents.isEmpty();
    }

    private static String utf32(Bytes contents) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < contents.length(); i += 4) {
            long character = i + 4 <= contents.length() ? contents.number(i, 4) : Long.MAX_VALUE;
            boolean valid =
                    character <= Character.MAX_CODE_POINT
                            && (character < Character.MIN_SURROGATE
                                    || character > Character.MAX_SURROGATE);
            text.appendCodePoint(valid ? (int) character : 0xfffd);
        }
        return text.toString();
    }
}
