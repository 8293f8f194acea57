package dev.handshake.diagram;

/** Text from the wire made fit to be drawn: nothing in it can act on what draws it. */
final class Printable {
    private static final int LONGEST = 4_000;

    private Printable() {}

    /** The text with what cannot be seen, or would move other text, written as its number. */
    static String of(String text) {
        StringBuilder shown = new StringBuilder();
        String bounded = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        bounded.codePoints()
                .forEach(codePoint -> {
                    if (isVisible(codePoint)) {
                        shown.appendCodePoint(codePoint);
                    } else {
                        shown.append("\\u{%x}".formatted(codePoint));
                    }
                });
        return shown.toString();
    }

    private static boolean isVisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> true;
        };
    }
}
