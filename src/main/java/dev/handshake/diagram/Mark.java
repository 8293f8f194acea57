package dev.handshake.diagram;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One plain shape. Lengths are px at scale 1, x to the right, y down, counted from the top left of
 * whatever holds the mark. Everything that draws (the window, PNG, SVG …) draws these and no
 * others.
 */
public sealed interface Mark {
    record Line(double x1, double y1, double x2, double y2, Tone tone, double width, Dash dash)
            implements Mark {}

    /**
     * A rectangle with round corners.
     *
     * @param fill null for none, like {@code stroke}
     */
    record Box(
            double x,
            double y,
            double width,
            double height,
            double radius,
            @Nullable Tone fill,
            @Nullable Tone stroke,
            double strokeWidth,
            Dash dash)
            implements Mark {}

    record Disc(
            double centerX,
            double centerY,
            double radius,
            @Nullable Tone fill,
            @Nullable Tone stroke,
            double strokeWidth,
            Dash dash)
            implements Mark {}

    /** A closed shape through these points, x and y in turn. */
    record Polygon(
            List<Double> points, @Nullable Tone fill, @Nullable Tone stroke, double strokeWidth)
            implements Mark {
        public Polygon {
            points = List.copyOf(points);
        }
    }

    /** An open path through these points, x and y in turn, with round joins. */
    record Polyline(List<Double> points, Tone tone, double width) implements Mark {
        public Polyline {
            points = List.copyOf(points);
        }
    }

    /**
     * One line of text.
     *
     * @param x its left edge
     * @param baseline y of its baseline
     * @param size px of the em
     */
    record Text(double x, double baseline, String text, Face face, double size, Tone tone)
            implements Mark {}

    /** An icon in a square of {@code size}. */
    record Glyph(Icon icon, double x, double y, double size, Tone tone) implements Mark {}

    /** Draws nothing: here a click leads somewhere. */
    record Area(double x, double y, double width, double height, Link link) implements Mark {}
}
