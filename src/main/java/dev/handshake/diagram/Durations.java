package dev.handshake.diagram;

import dev.handshake.explain.Words;
import java.util.Locale;

/** Spans of time in words and in digits. */
final class Durations {
    /** From so many ms on, times are told in seconds. */
    static final double LONG = 100_000;

    private Durations() {}

    /** In the largest unit that loses nothing: {@code 2 hours}. */
    static String text(Words words, long seconds) {
        if (seconds >= 86_400 && seconds % 86_400 == 0) {
            return words.text("diagram.days", seconds / 86_400);
        }
        if (seconds >= 3_600 && seconds % 3_600 == 0) {
            return words.text("diagram.hours", seconds / 3_600);
        }
        return seconds >= 60 && seconds % 60 == 0
                ? words.text("diagram.minutes", seconds / 60)
                : words.text("diagram.seconds", seconds);
    }

    /** Milliseconds with three decimals below 10, two below 100, none above. */
    static String millis(long nanos) {
        return millis(nanos / 1e6);
    }

    /** Milliseconds with their unit; seconds where they are many. */
    static String withUnit(double millis) {
        return millis < LONG
                ? millis(millis) + " ms"
                : String.format(Locale.ROOT, "%.0f s", millis / 1000);
    }

    private static String millis(double millis) {
        String format = millis < 9.9995 ? "%.3f" : millis < 99.995 ? "%.2f" : "%.0f";
        return String.format(Locale.ROOT, format, millis);
    }
}
