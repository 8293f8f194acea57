package dev.handshake.diagram;

import java.util.EnumMap;
import java.util.Map;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;

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
        // META-INF is no package, so the module lets it be read.
        static final String RESOURCE =
                "/META-INF/resources/materialdesign2/7.4.47/fonts/materialdesignicons-webfont.ttf";
        static final FontFile FONT =
                FontFile.read(() -> MaterialDesignA.class.getResourceAsStream(RESOURCE), RESOURCE);
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
