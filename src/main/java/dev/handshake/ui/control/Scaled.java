package dev.handshake.ui.control;

import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.scene.layout.Region;
import javafx.scene.transform.Scale;

/** Fills itself with one region, enlarged: the region lays itself out as if it were smaller. */
public final class Scaled extends Region {
    /** 1 is as drawn. */
    public final DoubleProperty scale = new SimpleDoubleProperty(1);

    private final Region content;

    public Scaled(Region content) {
        this.content = content;
        Scale transform = new Scale(1, 1, 0, 0);
        transform.xProperty().bind(scale);
        transform.yProperty().bind(scale);
        content.getTransforms().add(transform);
        content.setManaged(false);
        getChildren().add(content);
        scale.subscribe(_ -> requestLayout());
    }

    @Override
    protected void layoutChildren() {
        content.resizeRelocate(0, 0, getWidth() / scale.get(), getHeight() / scale.get());
    }

    @Override
    protected double computePrefWidth(double height) {
        return content.prefWidth(-1) * scale.get();
    }

    @Override
    protected double computePrefHeight(double width) {
        return content.prefHeight(-1) * scale.get();
    }
}
