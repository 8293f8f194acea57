package dev.handshake.diagram;

import java.util.EnumMap;
import java.util.Map;

/** The shipped fonts, each read once. */
final class Fonts {
    private static final Map<Face, FontFile> FACES = new EnumMap<>(Face.class);

    static {
        for (Face face : Face.values()) {
            String resource = face.resource();
            FACES.put(
                    face, FontFile.read(() -> Fonts.class.getResourceAsStream(resource), resource));
        }
    }

    /** The Material Design pack's font, large and not needed to measure: read on first use. */
    private static final class Icons {
        static final FontFile FONT = FontFile.read(Icon::font, "materialdesignicons");
    }

    private Fonts() {}

    static FontFile of(Face face) {
        FontFile font = FACES.get(face);
        if (font == null) {
            throw new IllegalArgumentException(face.name());
        }
        return font;
    }

    static FontFile icons() {
        return Icons.FONT;
    }
}
