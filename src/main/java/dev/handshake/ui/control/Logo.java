package dev.handshake.ui.control;

import javafx.scene.layout.Region;
import javafx.scene.shape.Polygon;
import javafx.scene.shape.Rectangle;

/** The program's mark: two lifelines, one arrow each way. */
public final class Logo extends Region {
    private static final double SIZE = 22;

    public Logo() {
        getStyleClass().add("logo");
        Rectangle left = new Rectangle(0, 0, 3.5, SIZE);
        Rectangle right = new Rectangle(SIZE - 3.5, 0, 3.5, SIZE);
        Polygon there = new Polygon(5, 5.2, 11, 5.2, 11, 2.4, 17, 6.7, 11, 11, 11, 8.2, 5, 8.2);
        Polygon back =
                new Polygon(17, 13.8, 11, 13.8, 11, 11, 5, 15.3, 11, 19.6, 11, 16.8, 17, 16.8);
        left.getStyleClass().add("rail");
        right.getStyleClass().add("rail");
        there.getStyleClass().add("there");
        back.getStyleClass().add("back");
        getChildren().addAll(left, right, there, back);
        setMinSize(SIZE, SIZE);
        setPrefSize(SIZE, SIZE);
        setMaxSize(SIZE, SIZE);
        setMouseTransparent(true);
    }
}
