package dev.handshake.diagram;

/** Measures text by the advance widths of the shipped fonts, the same for every way of drawing. */
public final class TextMetrics {
    private TextMetrics() {}

    /** The width of one line of text in px. */
    public static double width(String text, Face face, double size) {
        throw new UnsupportedOperationException();
    }
}
