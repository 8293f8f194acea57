package dev.handshake.diagram;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * A TrueType font (ISO/IEC 14496-22) read as far as drawing needs it: which glyph a character has
 * (cmap 4 and 12), how far it advances (hmtx) and its outline (glyf). No kerning, no ligatures, so
 * that every way of drawing agrees.
 */
final class FontFile {
    private static final int CMAP = tag("cmap");
    private static final int GLYF = tag("glyf");
    private static final int HEAD = tag("head");
    private static final int HHEA = tag("hhea");
    private static final int HMTX = tag("hmtx");
    private static final int LOCA = tag("loca");
    private static final int MAXP = tag("maxp");

    private final ByteBuffer data;
    private final Map<Integer, Integer> tables = new HashMap<>();
    private final CharacterMap characters;
    private final int unitsPerEm;
    private final boolean longOffsets;
    private final int ascender;
    private final int metrics;
    private final int glyphs;

    FontFile(byte[] bytes) {
        data = ByteBuffer.wrap(bytes).asReadOnlyBuffer();
        try {
            int count = u16(4);
            for (int i = 0; i < count; i++) {
                tables.put(data.getInt(12 + 16 * i), data.getInt(12 + 16 * i + 8));
            }
            unitsPerEm = u16(table(HEAD) + 18);
            longOffsets = u16(table(HEAD) + 50) == 1;
            ascender = data.getShort(table(HHEA) + 4);
            metrics = u16(table(HHEA) + 34);
            glyphs = u16(table(MAXP) + 4);
            characters = CharacterMap.read(data, table(CMAP));
        } catch (IndexOutOfBoundsException | BufferUnderflowException e) {
            throw new IllegalArgumentException("not a TrueType font", e);
        }
    }

    /** Reads the font that the stream holds, and closes it. */
    static FontFile read(Supplier<? extends InputStream> resource, String name) {
        try (InputStream stream = Objects.requireNonNull(resource.get(), name)) {
            return new FontFile(stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int unitsPerEm() {
        return unitsPerEm;
    }

    /** Font units from the baseline up to the top of a line. */
    int ascender() {
        return ascender;
    }

    /** The glyph of a character; 0 where the font has none. */
    int glyph(int codePoint) {
        int glyph = characters.glyph(codePoint);
        return glyph < glyphs ? glyph : 0;
    }

    /** In font units. */
    int advance(int glyph) {
        return u16(table(HMTX) + 4 * Math.min(glyph, metrics - 1));
    }

    /** Draws a glyph with its origin at {@code x, y}, y downwards, {@code scale} px a font unit. */
    void outline(int glyph, double x, double y, double scale, Pen pen) {
        new GlyphReader(this, pen).draw(glyph, new Placement(scale, 0, 0, -scale, x, y), 0);
    }

    /** Where the glyph's description starts; {@code end} where it ends; equal for an empty one. */
    int start(int glyph) {
        int loca = table(LOCA);
        return table(GLYF)
                + (longOffsets ? data.getInt(loca + 4 * glyph) : 2 * u16(loca + 2 * glyph));
    }

    int end(int glyph) {
        return start(glyph + 1);
    }

    int glyphs() {
        return glyphs;
    }

    int u8(int at) {
        return data.get(at) & 0xff;
    }

    int u16(int at) {
        return data.getShort(at) & 0xffff;
    }

    int s16(int at) {
        return data.getShort(at);
    }

    private int table(int tag) {
        Integer offset = tables.get(tag);
        if (offset == null) {
            throw new IllegalArgumentException("a table is missing");
        }
        return offset;
    }

    private static int tag(String name) {
        return name.charAt(0) << 24 | name.charAt(1) << 16 | name.charAt(2) << 8 | name.charAt(3);
    }

    /** An affine map of font units to px. */
    record Placement(double xx, double xy, double yx, double yy, double dx, double dy) {
        double x(double x, double y) {
            return xx * x + yx * y + dx;
        }

        double y(double x, double y) {
            return xy * x + yy * y + dy;
        }

        /** This after {@code inner}. */
        Placement over(Placement inner) {
            return new Placement(
                    xx * inner.xx + yx * inner.xy,
                    xy * inner.xx + yy * inner.xy,
                    xx * inner.yx + yx * inner.yy,
                    xy * inner.yx + yy * inner.yy,
                    x(inner.dx, inner.dy),
                    y(inner.dx, inner.dy));
        }
    }
}
