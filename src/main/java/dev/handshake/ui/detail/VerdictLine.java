package dev.handshake.ui.detail;

import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/** A check and, as far as there is room, why; the reasons of a column stand in line. */
final class VerdictLine extends Region {
    private static final double COLUMN = 104;
    private static final double GAP = 8;

    private final Label name;
    private final Label reason;

    VerdictLine(Label name, Label reason) {
        this.name = name;
        this.reason = reason;
        getChildren().setAll(name, reason);
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefHeight(double width) {
        return Math.ceil(Math.max(name.prefHeight(-1), reason.prefHeight(-1)));
    }

    @Override
    protected void layoutChildren() {
        double named = Math.min(name.prefWidth(-1), getWidth());
        double start = Math.max(COLUMN, Math.ceil(named) + GAP);
        name.resizeRelocate(0, 0, named, getHeight());
        reason.resizeRelocate(start, 0, Math.max(0, getWidth() - start), getHeight());
    }
}
