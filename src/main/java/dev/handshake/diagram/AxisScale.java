package dev.handshake.diagram;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A linear axis of time that runs down.
 *
 * @param top y of its zero
 * @param perMilli px to a millisecond
 * @param end where it ends, in ms
 */
record AxisScale(double top, double perMilli, double end) {
    /** Lines of the axis stand at least so far apart. */
    private static final double APART = 58;

    private static final double[] ROUND = {1, 2, 5};

    double y(double millis) {
        return top + millis * perMilli;
    }

    double bottom() {
        return y(end);
    }

    /** A line of the axis. */
    record Tick(double y, String text) {}

    /** What its times are told in. */
    String unit() {
        return end < Durations.LONG ? "ms" : "s";
    }

    /** Round times, as near to each other as can be read. */
    List<Tick> ticks() {
        List<Tick> ticks = new ArrayList<>();
        double step = step();
        double inUnit = end < Durations.LONG ? step : step / 1000;
        int decimals = (int) Math.max(0, -Math.floor(Math.log10(inUnit) + 1e-9));
        for (int i = 0; i * step <= end + 1e-9; i++) {
            ticks.add(
                    new Tick(
                            y(i * step),
                            String.format(Locale.ROOT, "%." + decimals + "f", i * inUnit)));
        }
        return ticks;
    }

    private double step() {
        double least = APART / perMilli;
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        for (double round : ROUND) {
            if (round * power >= least) {
                return round * power;
            }
        }
        return 10 * power;
    }
}
