package dev.handshake.ui.model;

/** Times as they are shown: ms with three decimals below 10, two below 100, none above. */
public final class Millis {
    private static final double NANOS = 1e6;

    private Millis() {}

    public static String text(long nanos) {
        double millis = nanos / NANOS;
        String pattern = millis < 9.9995 ? "%.3f" : millis < 99.995 ? "%.2f" : "%.0f";
        return pattern.formatted(millis);
    }

    /** With its unit. */
    public static String withUnit(long nanos) {
        return text(nanos) + " ms";
    }
}
