package dev.handshake.ui.shell;

import javafx.geometry.Point2D;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.Shape;

/** A pointer that dims all but what is around it. It lies over everything and is in no way. */
final class Spotlight extends Region {
    private static final double LEAST = 24;
    private static final double MOST = 600;
    private static final double USUAL = 92;
    private static final double STEP = 1.12;

    private Point2D at = Point2D.ZERO;
    private double radius = USUAL;

    Spotlight() {
        setId("spotlight");
        getStyleClass().add("spotlight");
        setMouseTransparent(true);
        setManaged(false);
    }

    /** Where the pointer is, in the coordinates of what it lies over. */
    void point(Point2D to) {
        at = to;
        requestLayout();
    }

    /** Larger or smaller, in steps. */
    void grow(int steps) {
        radius = Math.clamp(radius * Math.pow(STEP, steps), LEAST, MOST);
        requestLayout();
    }

    double radius() {
        return radius;
    }

    @Override
    protected void layoutChildren() {
        Shape dark =
                Shape.subtract(
                        new Rectangle(0, 0, getWidth(), getHeight()),
                        new Circle(at.getX(), at.getY(), radius));
        dark.getStyleClass().add("dim");
        dark.setManaged(false);
        getChildren().setAll(dark);
    }
}
