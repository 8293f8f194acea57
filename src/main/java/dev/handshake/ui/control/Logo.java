package dev.handshake.ui.control;

import java.util.List;
import javafx.scene.layout.Region;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polygon;
import javafx.scene.shape.Rectangle;

/** The program's mark: two lifelines, one arrow each way. */
public final class Logo extends Region {
    private static final double SIZE = 22;

    public Logo() {
        getStyleClass().add("logo");
        Rectangle left = new Rectangle(0, 0, 3.5, SIZE);
        Rectangle right = new Rectangle(SIZE - 3.5, 0, 3.5, SIZE);
        Line there = new Line(4, 7, 11.5, 7);
        Polygon thereHead = new Polygon(11, 2.8, 17.5, 7, 11, 11.2);
        Line back = new Line(10.5, 15.5, 18, 15.5);
        Polygon backHead = new Polygon(11, 11.3, 4.5, 15.5, 11, 19.7);
        left.getStyleClass().add("rail");
        right.getStyleClass().add("rail");
        List.of(there, thereHead).forEach(shape -> shape.getStyleClass().add("there"));
        List.of(back, backHead).forEach(shape -> shape.getStyleClass().add("back"));
        getChildren().addAll(left, right, there, thereHead, back, backHead);
        setMinSize(SIZE, SIZE);
        setPrefSize(SIZE, SIZE);
        setMaxSize(SIZE, SIZE);
        setMouseTransparent(true);
    }
}
