package dev.handshake.ui.detail;

import javafx.application.Platform;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;

/** As high as what it holds, and where there is less room than that, it scrolls. */
final class Yielding extends ScrollPane {
    private static final double LEAST = 128;

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
