package dev.handshake.ui.detail;

import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;

/** As high as what it holds, and where there is less room than that, it scrolls. */
final class Yielding extends ScrollPane {
    private static final double LEAST = 128;
    private static final double MARGIN = 8;

    private final Region held;
    private boolean wantsEnd;

    Yielding(Region held) {
        this.held = held;
        setContent(held);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setFocusTraversable(false);
        getStyleClass().add("yielding");
        held.heightProperty()
                .addListener(_ -> {
                    if (wantsEnd) {
                        wantsEnd = false;
                        // The skin first keeps in place what was in sight.
                        Platform.runLater(() -> setVvalue(getVmax()));
                    }
                });
    }

    /** Scrolls to the end of what it holds once that has its new height. */
    void showEnd() {
        wantsEnd = true;
    }

    /** Scrolls so that a part of what it holds is in sight, with something above it. */
    void show(Node part) {
        Platform.runLater(() -> {
            if (part.getScene() == null) {
                return;
            }
            getScene().getRoot().applyCss();
            getScene().getRoot().layout();
            double height = getViewportBounds().getHeight();
            double room = held.getHeight() - height;
            Bounds at = held.sceneToLocal(part.localToScene(part.getLayoutBounds()));
            double above = Math.max(MARGIN, (height - at.getHeight()) / 2);
            double value = room <= 0 ? 0 : Math.clamp((at.getMinY() - above) / room, 0, 1);
            // The skin first keeps in place what was in sight.
            Platform.runLater(() -> setVvalue(value));
        });
    }

    @Override
    protected double computePrefHeight(double width) {
        return held.prefHeight(width < 0 ? getWidth() : width);
    }

    @Override
    protected double computeMinHeight(double width) {
        return Math.min(LEAST, computePrefHeight(width));
    }

    @Override
    protected double computeMaxHeight(double width) {
        return computePrefHeight(width);
    }
}
