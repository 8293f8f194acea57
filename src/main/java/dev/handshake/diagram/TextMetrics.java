package dev.handshake.diagram;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Measures text by the advance widths of the shipped fonts, the same for every way of drawing. */
public final class TextMetrics {
    private static final String DOTS = "…";

    private TextMetrics() {}

    /** The width of one line of text in px. */
    public static double width(String text, Face face, double size) {
        FontFile font = Fonts.of(face);
        long units = 0;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            units += font.advance(font.glyph(codePoint));
            i += Character.charCount(codePoint);
        }
        return units * size / font.unitsPerEm();
    }

    /** Whether the font has a glyph for each character. */
    public static boolean has(String text, Face face) {
        FontFile font = Fonts.of(face);
        return text.codePoints().allMatch(codePoint -> font.glyph(codePoint) != 0);
    }

    /** From the middle of a line of capitals down to its baseline. */
    public static double drop(double size) {
        return size * 0.36;
    }

    /** The text with its end cut off so that it fits; at least the ellipsis. */
    public static String cutEnd(String text, Face face, double size, double max) {
        return longest(text, face, size, max, kept -> head(text, kept) + DOTS);
    }

    /** The text with its beginning cut off so that it fits, as a host keeps its end. */
    public static String cutStart(String text, Face face, double size, double max) {
        return longest(text, face, size, max, kept -> DOTS + tail(text, kept));
    }

    /** The text with its middle cut out so that it fits. */
    public static String cutMiddle(String text, Face face, double size, double max) {
        return longest(
                text,
                face,
                size,
                max,
                kept -> head(text, (kept + 1) / 2) + DOTS + tail(text, kept / 2));
    }

    /** The text in lines that fit, broken at spaces, or anywhere where a word is too long. */
    public static List<String> wrap(String text, Face face, double size, double max) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : text.split(" ", -1)) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (width(longer, face, size) <= max) {
                line = longer;
                continue;
            }
            if (!line.isEmpty()) {
                lines.add(line);
            }
            line = word;
            while (width(line, face, size) > max && line.length() > 1) {
                int fits = 1;
                while (fits < line.length() && width(head(line, fits + 1), face, size) <= max) {
                    fits++;
                }
                String part = head(line, fits);
                lines.add(part);
                line = line.substring(part.length());
            }
        }
        lines.add(line);
        return lines;
    }

    private static String longest(
            String text, Face face, double size, double max, IntFunction<String> keeping) {
        if (width(text, face, size) <= max) {
            return text;
        }
        int low = 0;
        int high = text.length();
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (width(keeping.apply(middle), face, size) <= max) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return keeping.apply(low);
    }

    private static String head(String text, int count) {
        int end = Math.min(count, text.length());
        boolean splits =
                end > 0 && end < text.length() && Character.isHighSurrogate(text.charAt(end - 1));
        return text.substring(0, splits && end > 1 ? end - 1 : splits ? end + 1 : end);
    }

    private static String tail(String text, int count) {
        int start = Math.max(0, text.length() - count);
        boolean splits =
                start > 0 && start < text.length() && Character.isLowSurrogate(text.charAt(start));
        return text.substring(splits ? start + 1 : start);
    }
}
