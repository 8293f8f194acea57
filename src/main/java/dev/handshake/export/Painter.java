package dev.handshake.export;

import dev.handshake.diagram.Dash;
import dev.handshake.diagram.Mark;
import dev.handshake.diagram.Outlines;
import dev.handshake.diagram.Palette;
import dev.handshake.diagram.Pen;
import dev.handshake.diagram.Tone;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Draws marks with Java2D. */
final class Painter {
    private final Graphics2D graphics;
    private final Palette palette;

    Painter(Graphics2D graphics, Palette palette) {
        this.graphics = graphics;
        this.palette = palette;
    }

    void translate(double dx, double dy) {
        graphics.translate(dx, dy);
    }

    void draw(List<Mark> marks) {
        marks.forEach(this::draw);
    }

    /** Cuts off what reaches below {@code bottom}. */
    void drawClipped(List<Mark> marks, double width, double bottom) {
        if (marks.isEmpty()) {
            return;
        }
        Shape before = graphics.getClip();
        graphics.clip(new Rectangle2D.Double(0, 0, width, bottom));
        draw(marks);
        graphics.setClip(before);
    }

    private void draw(Mark mark) {
        switch (mark) {
            case Mark.Line line ->
                    stroke(
                            new Line2D.Double(line.x1(), line.y1(), line.x2(), line.y2()),
                            line.tone(),
                            line.width(),
                            line.dash());
            case Mark.Box box ->
                    shape(
                            new RoundRectangle2D.Double(
                                    box.x(),
                                    box.y(),
                                    box.width(),
                                    box.height(),
                                    2 * box.radius(),
                                    2 * box.radius()),
                            box.fill(),
                            box.stroke(),
                            box.strokeWidth(),
                            box.dash());
            case Mark.Disc disc ->
                    shape(
                            new Ellipse2D.Double(
                                    disc.centerX() - disc.radius(),
                                    disc.centerY() - disc.radius(),
                                    2 * disc.radius(),
                                    2 * disc.radius()),
                            disc.fill(),
                            disc.stroke(),
                            disc.strokeWidth(),
                            disc.dash());
            case Mark.Polygon polygon ->
                    shape(
                            path(polygon.points(), true),
                            polygon.fill(),
                            polygon.stroke(),
                            polygon.strokeWidth(),
                            Dash.SOLID);
            case Mark.Polyline polyline ->
                    stroke(
                            path(polyline.points(), false),
                            polyline.tone(),
                            polyline.width(),
                            Dash.SOLID);
            case Mark.Text text -> outline(text.tone(), pen -> Outlines.draw(text, pen));
            case Mark.Glyph glyph -> outline(glyph.tone(), pen -> Outlines.draw(glyph, pen));
            case Mark.Area area -> {}
        }
    }

    private void shape(
            Shape shape, @Nullable Tone fill, @Nullable Tone stroke, double width, Dash dash) {
        if (fill != null) {
            graphics.setColor(color(fill));
            graphics.fill(shape);
        }
        if (stroke != null) {
            stroke(shape, stroke, width, dash);
        }
    }

    private void stroke(Shape shape, Tone tone, double width, Dash dash) {
        graphics.setColor(color(tone));
        graphics.setStroke(stroke((float) width, dash));
        graphics.draw(shape);
    }

    private static BasicStroke stroke(float width, Dash dash) {
        double[] pattern = dash.pattern(width);
        if (pattern.length == 0) {
            return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
        }
        float[] lengths = new float[pattern.length];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = (float) pattern[i];
        }
        return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, lengths, 0);
    }

    private void outline(Tone tone, Consumer<Pen> drawing) {
        Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO);
        drawing.accept(new PathPen(path));
        graphics.setColor(color(tone));
        graphics.fill(path);
    }

    private Color color(Tone tone) {
        return new Color(palette.rgb(tone));
    }

    private static Path2D path(List<Double> points, boolean closed) {
        Path2D path = new Path2D.Double();
        path.moveTo(points.get(0), points.get(1));
        for (int i = 2; i + 1 < points.size(); i += 2) {
            path.lineTo(points.get(i), points.get(i + 1));
        }
        if (closed) {
            path.closePath();
        }
        return path;
    }

    /** Collects an outline. */
    private record PathPen(Path2D path) implements Pen {
        @Override
        public void moveTo(double x, double y) {
            path.moveTo(x, y);
        }

        @Override
        public void lineTo(double x, double y) {
            path.lineTo(x, y);
        }

        @Override
        public void quadTo(double controlX, double controlY, double x, double y) {
            path.quadTo(controlX, controlY, x, y);
        }

        @Override
        public void close() {
            path.closePath();
        }
    }
}
