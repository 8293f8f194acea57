package dev.handshake.ui.control;

import dev.handshake.diagram.Face;
import dev.handshake.diagram.Icon;
import dev.handshake.ui.theme.Fonts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;

/** The shipped faces and the icons as the toolkit's fonts, each size made once. */
final class Faces {
    private static final Map<Sized, Font> FONTS = new HashMap<>();
    private static final String ICONS = loadIcons();

    private record Sized(String family, FontWeight weight, double size) {}

    static {
        Fonts.load();
    }

    private Faces() {}

    static Font font(Face face, double size) {
        return font(
                face.family(), face == Face.MONO_BOLD ? FontWeight.BOLD : FontWeight.NORMAL, size);
    }

    /** The icons' own font, whose em is the square that each is drawn in. */
    static Font icons(double size) {
        return font(ICONS, FontWeight.NORMAL, size);
    }

    private static Font font(String family, FontWeight weight, double size) {
        return FONTS.computeIfAbsent(
                new Sized(family, weight, size), _ -> Font.font(family, weight, size));
    }

    private static String loadIcons() {
        try (InputStream file = Icon.font()) {
            return Font.loadFont(file, 14).getFamily();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
