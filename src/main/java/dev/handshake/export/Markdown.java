package dev.handshake.export;

import dev.handshake.explain.Words;

/** Text as CommonMark shows it, whatever is in it. */
final class Markdown {
    /** Marks that mean something wherever they stand. */
    private static final String EVERYWHERE = "\\`*_{}[]<>|~&$@";

    /** Marks that mean something where a block begins. */
    private static final String AT_THE_START = "#+-=.):";

    private Markdown() {}

    /** Text outside of code. */
    static String text(String text) {
        String shown = Words.visible(text);
        StringBuilder escaped = new StringBuilder(shown.length() + 16);
        boolean start = true;
        for (int i = 0; i < shown.length(); i++) {
            char character = shown.charAt(i);
            boolean mark =
                    EVERYWHERE.indexOf(character) >= 0
                            || (start && AT_THE_START.indexOf(character) >= 0)
                            || isLink(shown, i);
            if (mark) {
                escaped.append('\\');
            }
            escaped.append(character);
            // A number may be that of a list.
            start &= Character.isDigit(character) || Character.isWhitespace(character);
        }
        return escaped.toString();
    }

    /** An address is not to become a link by itself. */
    private static boolean isLink(String text, int at) {
        return text.startsWith("://", at)
                || (text.charAt(at) == '.' && text.regionMatches(true, at - 3, "www", 0, 3));
    }

    /** Bold text. Marks at its ends stand outside, or a letter beside them would hide the bold. */
    static String strong(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && !Character.isLetterOrDigit(text.charAt(from))) {
            from++;
        }
        while (to > from && !Character.isLetterOrDigit(text.charAt(to - 1))) {
            to--;
        }
        return from == to
                ? text(text)
                : text(text.substring(0, from))
                        + "**"
                        + text(text.substring(from, to))
                        + "**"
                        + text(text.substring(to));
    }

    /** Code in a cell of a table, where a bar would end it. */
    static String cell(String text) {
        return code(text).replace("|", "\\|");
    }

    /** Code in a line, between fences longer than any in it. */
    static String code(String text) {
        String shown = Words.visible(text);
        if (shown.isEmpty()) {
            return "";
        }
        int longest = 0;
        int run = 0;
        for (int i = 0; i < shown.length(); i++) {
            run = shown.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        String fence = "`".repeat(longest + 1);
        String pad = shown.startsWith("`") || shown.endsWith("`") ? " " : "";
        return fence + pad + shown + pad + fence;
    }
}
