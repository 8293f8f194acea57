package dev.handshake.ui.compare;

import dev.handshake.diagram.Diagram;
import dev.handshake.diagram.View;
import dev.handshake.session.Session;
import dev.handshake.ui.model.AppModel;
import java.util.function.BiFunction;
import javafx.scene.layout.Region;

/** Draws the session of a model, laid out in a way of the caller's. */
@FunctionalInterface
public interface CompareDrawing {
    Region of(AppModel model, BiFunction<Session, View, Diagram> layout);
}
