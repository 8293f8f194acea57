package dev.handshake.diagram;

import dev.handshake.diagram.FontFile.Placement;

/** Draws one glyph of a font with a pen: simple glyphs, and those composed of others. */
final class GlyphReader {
    private static final int DEEPEST = 8;

    private static final int ON_CURVE = 0x01;
    private static final int X_SHORT = 0x02;
    private static final int Y_SHORT = 0x04;
    private static final int REPEAT = 0x08;
    private static final int X_SAME_OR_POSITIVE = 0x10;
    private static final int Y_SAME_OR_POSITIVE = 0x20;

    private static final int ARGS_ARE_WORDS = 0x0001;
    private static final int ARGS_ARE_OFFSETS = 0x0002;
    private static final int ONE_SCALE = 0x0008;
    private static final int MORE = 0x0020;
    private static final int TWO_SCALES = 0x0040;
    private static final int MATRIX = 0x0080;

    private final FontFile font;
    private final Pen pen;

    GlyphReader(FontFile font, Pen pen) {
        this.font = font;
        this.pen = pen;
    }

    void draw(int glyph, Placement placement, int depth) {
        if (glyph < 0
                || glyph >= font.glyphs()
                || font.start(glyph) == font.end(glyph)
                || depth > DEEPEST) {
            return;
        }
        int at = font.start(glyph);
        int contours = font.s16(at);
        if (contours < 0) {
            composite(at + 10, placement, depth);
        } else {
            simple(at + 10, contours, placement);
        }
    }

    private void composite(int start, Placement placement, int depth) {
        int at = start;
        int flags;
        do {
            flags = font.u16(at);
            int component = font.u16(at + 2);
            at += 4;
            boolean words = (flags & ARGS_ARE_WORDS) != 0;
            double dx = words ? font.s16(at) : (byte) font.u8(at);
            double dy = words ? font.s16(at + 2) : (byte) font.u8(at + 1);
            at += words ? 4 : 2;
            if ((flags & ARGS_ARE_OFFSETS) == 0) {
                // Points to be matched: none of the shipped fonts uses them.
                dx = 0;
                dy = 0;
            }
            double xx = 1;
            double xy = 0;
            double yx = 0;
            double yy = 1;
            if ((flags & ONE_SCALE) != 0) {
                xx = fraction(at);
                yy = xx;
                at += 2;
            } else if ((flags & TWO_SCALES) != 0) {
                xx = fraction(at);
                yy = fraction(at + 2);
                at += 4;
            } else if ((flags & MATRIX) != 0) {
                xx = fraction(at);
                xy = fraction(at + 2);
                yx = fraction(at + 4);
                yy = fraction(at + 6);
                at += 8;
            }
            draw(component, placement.over(new Placement(xx, xy, yx, yy, dx, dy)), depth + 1);
        } while ((flags & MORE) != 0);
    }

    private void simple(int start, int contours, Placement placement) {
        int points = contours == 0 ? 0 : font.u16(start + 2 * (contours - 1)) + 1;
        int at = start + 2 * contours;
        at += 2 + font.u16(at);
        int[] flags = new int[points];
        for (int i = 0; i < points; ) {
            int flag = font.u8(at++);
            int times = (flag & REPEAT) != 0 ? font.u8(at++) + 1 : 1;
            for (; times > 0 && i < points; times--) {
                flags[i++] = flag;
            }
        }
        int[] xs = new int[points];
        at = coordinates(at, flags, xs, X_SHORT, X_SAME_OR_POSITIVE);
        int[] ys = new int[points];
        coordinates(at, flags, ys, Y_SHORT, Y_SAME_OR_POSITIVE);
        int first = 0;
        for (int c = 0; c < contours; c++) {
            int last = font.u16(start + 2 * c);
            contour(flags, xs, ys, first, last - first + 1, placement);
            first = last + 1;
        }
    }

    private int coordinates(int start, int[] flags, int[] values, int isShort, int same) {
        int at = start;
        int value = 0;
        for (int i = 0; i < values.length; i++) {
            if ((flags[i] & isShort) != 0) {
                int delta = font.u8(at++);
                value += (flags[i] & same) != 0 ? delta : -delta;
            } else if ((flags[i] & same) == 0) {
                value += font.s16(at);
                at += 2;
            }
            values[i] = value;
        }
        return at;
    }

    private void contour(
            int[] flags, int[] xs, int[] ys, int first, int count, Placement placement) {
        if (count < 2) {
            return;
        }
        int begin = 0;
        while (begin < count && (flags[first + begin] & ON_CURVE) == 0) {
            begin++;
        }
        // A contour of control points only starts half-way between its last and its first.
        boolean none = begin == count;
        int from = none ? 0 : begin;
        double startX = none ? (xs[first] + xs[first + count - 1]) / 2.0 : xs[first + from];
        double startY = none ? (ys[first] + ys[first + count - 1]) / 2.0 : ys[first + from];
        pen.moveTo(placement.x(startX, startY), placement.y(startX, startY));
        double controlX = 0;
        double controlY = 0;
        boolean pending = false;
        for (int step = none ? 0 : 1; step <= count; step++) {
            int i = first + (from + step) % count;
            boolean closing = step == count;
            double x = closing ? startX : xs[i];
            double y = closing ? startY : ys[i];
            boolean on = closing || (flags[i] & ON_CURVE) != 0;
            if (pending) {
                double toX = on ? x : (controlX + x) / 2;
                double toY = on ? y : (controlY + y) / 2;
                pen.quadTo(
                        placement.x(controlX, controlY),
                        placement.y(controlX, controlY),
                        placement.x(toX, toY),
                        placement.y(toX, toY));
            } else if (on) {
                pen.lineTo(placement.x(x, y), placement.y(x, y));
            }
            pending = !on;
            controlX = x;
            controlY = y;
        }
        pen.close();
    }

    /** A number of 16 bits, 14 of them behind the point. */
    private double fraction(int at) {
        return font.s16(at) / 16384.0;
    }
}
