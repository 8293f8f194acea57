package dev.handshake.diagram;

/** Text and icons as outlines, for drawing where no font library is at hand. */
public final class Outlines {
    private Outlines() {}

    /** Draws a line of text. */
    public static void draw(Mark.Text text, Pen pen) {
        FontFile font = Fonts.of(text.face());
        double scale = text.size() / font.unitsPerEm();
        double x = text.x();
        for (int codePoint : text.text().codePoints().toArray()) {
            int glyph = font.glyph(codePoint);
            font.outline(glyph, x, text.baseline(), scale, pen);
            x += font.advance(glyph) * scale;
        }
    }

    /** Draws an icon. */
    public static void draw(Mark.Glyph icon, Pen pen) {
        FontFile font = Fonts.icons();
        double scale = icon.size() / font.unitsPerEm();
        int glyph = font.glyph(icon.icon().codePoint());
        double x = icon.x() + (icon.size() - font.advance(glyph) * scale) / 2;
        font.outline(glyph, x, icon.y() + font.ascender() * scale, scale, pen);
    }
}
