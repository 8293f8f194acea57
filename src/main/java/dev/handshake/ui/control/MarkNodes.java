package dev.handshake.ui.control;

import dev.handshake.diagram.Dash;
import dev.handshake.diagram.Link;
import dev.handshake.diagram.Mark;
import dev.handshake.diagram.Palette;
import dev.handshake.diagram.Tone;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.VPos;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.paint.Color;
import javafx.scene.paint.CycleMethod;
import javafx.scene.paint.LinearGradient;
import javafx.scene.paint.Paint;
import javafx.scene.paint.Stop;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polygon;
import javafx.scene.shape.Polyline;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.Shape;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/**
 * Makes the node that draws a mark, in one theme.
 *
 * @param follow told where a click on an {@link Mark.Area} leads
 */
public record MarkNodes(Palette palette, Consumer<Link> follow) {

    Node node(Mark mark) {
        Node node =
                switch (mark) {
                    case Mark.Line line -> line(line);
                    case Mark.Box box -> box(box);
                    case Mark.Disc disc -> disc(disc);
                    case Mark.Polygon polygon -> polygon(polygon);
                    case Mark.Polyline polyline -> polyline(polyline);
                    case Mark.Text text -> text(text);
                    case Mark.Glyph glyph -> glyph(glyph);
                    case Mark.Area area -> area(area);
                };
        node.setManaged(false);
        return node;
    }

    /** From nothing above to the canvas below. */
    public Paint fade() {
        Color canvas = Color.web(palette.css(Tone.CANVAS));
        return new LinearGradient(
                0,
                0,
                0,
                1,
                true,
                CycleMethod.NO_CYCLE,
                new Stop(0, canvas.deriveColor(0, 1, 1, 0)),
                new Stop(0.6, canvas.deriveColor(0, 1, 1, 0.92)),
                new Stop(1, canvas));
    }

    private Node line(Mark.Line line) {
        Line node = new Line(line.x1(), line.y1(), line.x2(), line.y2());
        stroke(node, line.tone(), line.width(), line.dash());
        return node;
    }

    private Node box(Mark.Box box) {
        Rectangle node = new Rectangle(box.x(), box.y(), box.width(), box.height());
        node.setArcWidth(2 * box.radius());
        node.setArcHeight(2 * box.radius());
        node.setFill(paint(box.fill()));
        stroke(node, box.stroke(), box.strokeWidth(), box.dash());
        return node;
    }

    private Node disc(Mark.Disc disc) {
        Circle node = new Circle(disc.centerX(), disc.centerY(), disc.radius());
        node.setFill(paint(disc.fill()));
        stroke(node, disc.stroke(), disc.strokeWidth(), disc.dash());
        return node;
    }

    private Node polygon(Mark.Polygon polygon) {
        Polygon node = new Polygon(coordinates(polygon.points()));
        node.setFill(paint(polygon.fill()));
        stroke(node, polygon.stroke(), polygon.strokeWidth(), Dash.SOLID);
        return node;
    }

    private Node polyline(Mark.Polyline polyline) {
        Polyline node = new Polyline(coordinates(polyline.points()));
        node.setFill(null);
        stroke(node, polyline.tone(), polyline.width(), Dash.SOLID);
        node.setStrokeLineJoin(StrokeLineJoin.ROUND);
        node.setStrokeLineCap(StrokeLineCap.ROUND);
        return node;
    }

    private Node text(Mark.Text text) {
        Text node = new Text(text.x(), text.baseline(), text.text());
        node.setFont(Faces.font(text.face(), text.size()));
        node.setFill(paint(text.tone()));
        return node;
    }

    private Node glyph(Mark.Glyph glyph) {
        Text node = new Text(new String(Character.toChars(glyph.icon().codePoint())));
        node.setFont(Faces.icons(glyph.size()));
        node.setTextOrigin(VPos.CENTER);
        node.setX(glyph.x() + (glyph.size() - node.getLayoutBounds().getWidth()) / 2);
        node.setY(glyph.y() + glyph.size() / 2);
        node.setFill(paint(glyph.tone()));
        node.setMouseTransparent(true);
        return node;
    }

    private Node area(Mark.Area area) {
        Rectangle node = new Rectangle(area.x(), area.y(), area.width(), area.height());
        node.setFill(Color.TRANSPARENT);
        node.setCursor(Cursor.HAND);
        node.getStyleClass().add("area");
        node.setUserData(area.link());
        node.setOnMouseClicked(event -> {
            if (event.getClickCount() == 1 && event.isStillSincePress()) {
                follow.accept(area.link());
            }
            event.consume();
        });
        return node;
    }

    private void stroke(Shape node, @Nullable Tone tone, double width, Dash dash) {
        node.setStroke(paint(tone));
        node.setStrokeWidth(width);
        node.setStrokeLineCap(StrokeLineCap.BUTT);
        switch (dash) {
            case SOLID -> {}
            case DASHED -> node.getStrokeDashArray().setAll(5.0, 5.0);
            case DOTTED -> {
                // A dash of no length under a round cap is a dot of the line's width.
                node.getStrokeDashArray().setAll(0.0, 6.0);
                node.setStrokeLineCap(StrokeLineCap.ROUND);
            }
        }
    }

    private @Nullable Paint paint(@Nullable Tone tone) {
        return tone == null ? null : Color.web(palette.css(tone));
    }

    private static double[] coordinates(List<Double> points) {
        return points.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
