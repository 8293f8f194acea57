package dev.handshake.diagram;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects marks; each method draws one thing. */
final class Marks {
    private final List<Mark> list = new ArrayList<>();

    List<Mark> list() {
        return list;
    }

    void add(Mark mark) {
        list.add(mark);
    }

    void line(double x1, double y1, double x2, double y2, Tone tone, double width, Dash dash) {
        add(new Mark.Line(x1, y1, x2, y2, tone, width, dash));
    }

    void fill(double x, double y, double width, double height, double radius, Tone tone) {
        box(x, y, width, height, radius, tone, null, 0, Dash.SOLID);
    }

    void box(
            double x,
            double y,
            double width,
            double height,
            double radius,
            @Nullable Tone fill,
            @Nullable Tone stroke,
            double strokeWidth,
            Dash dash) {
        add(new Mark.Box(x, y, width, height, radius, fill, stroke, strokeWidth, dash));
    }

    void disc(
            double x,
            double y,
            double radius,
            @Nullable Tone fill,
            @Nullable Tone stroke,
            double strokeWidth,
            Dash dash) {
        add(new Mark.Disc(x, y, radius, fill, stroke, strokeWidth, dash));
    }

    /** Text whose capitals are centred on {@code middle}; returns where it ends. */
    double text(double x, double middle, String text, Face face, double size, Tone tone) {
        Face able = able(text, face);
        add(new Mark.Text(x, middle + TextMetrics.drop(size), text, able, size, tone));
        return x + TextMetrics.width(text, able, size);
    }

    void textCentered(double x, double middle, String text, Face face, double size, Tone tone) {
        text(
                x - TextMetrics.width(text, able(text, face), size) / 2,
                middle,
                text,
                face,
                size,
                tone);
    }

    /** Returns where it starts. */
    double textRight(double x, double middle, String text, Face face, double size, Tone tone) {
        double start = x - TextMetrics.width(text, able(text, face), size);
        text(start, middle, text, face, size, tone);
        return start;
    }

    void icon(Icon icon, double x, double middle, double size, Tone tone) {
        add(new Mark.Glyph(icon, x, middle - size / 2, size, tone));
    }

    void area(double x, double y, double width, double height, Link link) {
        add(new Mark.Area(x, y, width, height, link));
    }

    /** All of these, moved. */
    void addMoved(List<Mark> marks, double dx, double dy) {
        marks.forEach(mark -> add(moved(mark, dx, dy)));
    }

    /**
     * The face, or where it lacks a character (there is no Hangul in the fixed-width one) its kin.
     */
    static Face able(String text, Face face) {
        return switch (face) {
            case REGULAR, SEMIBOLD -> face;
            case MONO -> TextMetrics.has(text, face) ? face : Face.REGULAR;
            case MONO_BOLD -> TextMetrics.has(text, face) ? face : Face.SEMIBOLD;
        };
    }

    private static Mark moved(Mark mark, double dx, double dy) {
        return switch (mark) {
            case Mark.Line m ->
                    new Mark.Line(
                            m.x1() + dx,
                            m.y1() + dy,
                            m.x2() + dx,
                            m.y2() + dy,
                            m.tone(),
                            m.width(),
                            m.dash());
            case Mark.Box m ->
                    new Mark.Box(
                            m.x() + dx,
                            m.y() + dy,
                            m.width(),
                            m.height(),
                            m.radius(),
                            m.fill(),
                            m.stroke(),
                            m.strokeWidth(),
                            m.dash());
            case Mark.Disc m ->
                    new Mark.Disc(
                            m.centerX() + dx,
                            m.centerY() + dy,
                            m.radius(),
                            m.fill(),
                            m.stroke(),
                            m.strokeWidth(),
                            m.dash());
            case Mark.Polygon m ->
                    new Mark.Polygon(
                            moved(m.points(), dx, dy), m.fill(), m.stroke(), m.strokeWidth());
            case Mark.Polyline m ->
                    new Mark.Polyline(moved(m.points(), dx, dy), m.tone(), m.width());
            case Mark.Text m ->
                    new Mark.Text(
                            m.x() + dx, m.baseline() + dy, m.text(), m.face(), m.size(), m.tone());
            case Mark.Glyph m ->
                    new Mark.Glyph(m.icon(), m.x() + dx, m.y() + dy, m.size(), m.tone());
            case Mark.Area m ->
                    new Mark.Area(m.x() + dx, m.y() + dy, m.width(), m.height(), m.link());
        };
    }

    private static List<Double> moved(List<Double> points, double dx, double dy) {
        List<Double> moved = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            moved.add(points.get(i) + (i % 2 == 0 ? dx : dy));
        }
        return moved;
    }
}
