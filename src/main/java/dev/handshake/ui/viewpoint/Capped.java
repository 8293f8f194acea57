package dev.handshake.ui.viewpoint;

import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;

/** As high as what it holds, but no more than a share of the window; the rest is scrolled to. */
final class Capped extends ScrollPane {
    private static final double SHARE = 0.28;

    private final Region held;

    Capped(Region held) {
        this.held = held;
        setContent(held);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        getStyleClass().add("capped");
        held.heightProperty().addListener(_ -> requestLayout());
    }

    @Override
    protected double computePrefHeight(double width) {
        double wanted = held.prefHeight(width < 0 ? getWidth() : width);
        return getScene() == null ? wanted : Math.min(wanted, SHARE * getScene().getHeight());
    }

    @Override
    protected double computeMinHeight(double width) {
        return 0;
    }

    @Override
    protected double computeMaxHeight(double width) {
        return computePrefHeight(width);
    }
}
