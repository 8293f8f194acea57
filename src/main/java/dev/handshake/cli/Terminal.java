package dev.handshake.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** What is printed for people: nothing in it may steer their terminal. */
final class Terminal {
    private Terminal() {}

    /** Standard error, in an encoding that has Hangul where the locale's has not. */
    static PrintStream standardError() {
        Charset charset = System.err.charset();
        boolean ascii = charset.equals(StandardCharsets.US_ASCII);
        return ascii
                ? new PrintStream(
                        new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8)
                : System.err;
    }

    /** The text with every control and direction character spelled out. */
    static String safe(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints()
                .forEach(c -> {
                    if (isUnsafe(c)) {
                        safe.append("\\u{%x}".formatted(c));
                    } else {
                        safe.appendCodePoint(c);
                    }
                });
        return safe.toString();
    }

    private static boolean isUnsafe(int c) {
        int type = Character.getType(c);
        return Character.isISOControl(c)
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}
