package dev.handshake.ui.shell;

import dev.handshake.ui.control.ScrollArea;
import javafx.animation.KeyFrame;
import javafx.animation.KeyValue;
import javafx.animation.Timeline;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.util.Duration;

/** The invitation's field rises into the bar: only its outline moves, and nothing waits for it. */
final class Rise {
    private static final Duration TIME = Duration.millis(280);

    private final Pane layer;
    private final Bounds from;

    /**
     * @param layer lies over both places
     * @param field where it rises from; it may leave the scene after this
     */
    Rise(Pane layer, Node field) {
        this.layer = layer;
        this.from = within(field);
    }

    /** Rises to {@code place}, which is seen when it has arrived. */
    void to(Node place) {
        layer.applyCss();
        layer.layout();
        Bounds to = within(place);
        Region outline = new Region();
        outline.getStyleClass().add("rising");
        outline.setManaged(false);
        outline.setMouseTransparent(true);
        outline.resizeRelocate(from.getMinX(), from.getMinY(), from.getWidth(), from.getHeight());
        place.setOpacity(0);
        layer.getChildren().add(outline);
        Timeline motion =
                new Timeline(
                        new KeyFrame(
                                TIME,
                                new KeyValue(
                                        outline.layoutXProperty(), to.getMinX(), ScrollArea.CURVE),
                                new KeyValue(
                                        outline.layoutYProperty(), to.getMinY(), ScrollArea.CURVE),
                                new KeyValue(
                                        outline.prefWidthProperty(),
                                        to.getWidth(),
                                        ScrollArea.CURVE),
                                new KeyValue(
                                        outline.prefHeightProperty(),
                                        to.getHeight(),
                                        ScrollArea.CURVE)));
        outline.setPrefSize(from.getWidth(), from.getHeight());
        // An unmanaged node is as large as it is told to be.
        outline.prefWidthProperty().subscribe(_ -> outline.autosize());
        outline.prefHeightProperty().subscribe(_ -> outline.autosize());
        motion.setOnFinished(_ -> {
            layer.getChildren().remove(outline);
            place.setOpacity(1);
        });
        motion.play();
    }

    private Bounds within(Node node) {
        return layer.sceneToLocal(node.localToScene(node.getLayoutBounds()));
    }
}
