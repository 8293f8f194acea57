package dev.handshake.ui.sequence;

import dev.handshake.diagram.Face;
import dev.handshake.diagram.Icon;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;

/** The shipped faces as the toolkit's fonts, each size made once. */
final class Faces {
    private static final Map<Sized, Font> FONTS = new HashMap<>();

    private record Sized(Face face, double size) {}

    static {
        for (Face face : Face.values()) {
            try (InputStream file =
                    Objects.requireNonNull(
                            Face.class.getResourceAsStream(face.resource()), face.resource())) {
                Font.loadFont(file, 14);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final String ICONS = iconFamily();

    private Faces() {}

    private static String iconFamily() {
        try (InputStream file = Icon.font()) {
            return Font.loadFont(file, 14).getFamily();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Font font(Face face, double size) {
        return FONTS.computeIfAbsent(
                new Sized(face, size),
                wanted -> {
                    FontWeight weight =
                            wanted.face == Face.MONO_BOLD ? FontWeight.BOLD : FontWeight.NORMAL;
                    return Font.font(wanted.face.family(), weight, wanted.size);
                });
    }

    /** The icons' own font, whose em is the square that each is drawn in. */
    static Font icons(double size) {
        return Font.font(ICONS, size);
    }
}
