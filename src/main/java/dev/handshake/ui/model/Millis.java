package dev.handshake.ui.model;

/** Times as they are shown: ms with three decimals below 10, two below 100, none above. */
public final class Millis {
    private static final double NANOS = 1e6;
    private static final double LONG = 1000;
    private static final double DAY = 86_400;
    private static final double DAYS = 10;

    private Millis() {}

    public static String text(long nanos) {
        double millis = nanos / NANOS;
        String pattern = millis < 9.9995 ? "%.3f" : millis < 99.995 ? "%.2f" : "%.0f";
        return pattern.formatted(millis);
    }

    /** The same for times that may be long: seconds from 1000 of them on, then days. */
    public static String longText(long nanos) {
        double seconds = nanos / NANOS / 1000;
        if (seconds < LONG) {
            return text(nanos);
        }
        return seconds < DAYS * DAY
                ? "%.0f s".formatted(seconds)
                : "%.0f d".formatted(seconds / DAY);
    }

    /** With its unit. */
    public static String withUnit(long nanos) {
        return text(nanos) + " ms";
    }
}
