package dev.handshake.ui.theme;

import dev.handshake.diagram.Face;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import javafx.scene.text.Font;

/** The shipped fonts, made known to the toolkit: without them Hangul would be empty boxes. */
public final class Fonts {
    private static boolean loaded;

    private Fonts() {}

    /** Loads them all, once. */
    public static synchronized void load() {
        if (loaded) {
            return;
        }
        for (Face face : Face.values()) {
            try (InputStream stream =
                    Objects.requireNonNull(
                            Face.class.getResourceAsStream(face.resource()), face.resource())) {
                Font.loadFont(stream, 14);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        loaded = true;
    }
}
