package dev.handshake.ui.shell;

import dev.handshake.capture.Sender;
import dev.handshake.ui.connect.Lesson;
import dev.handshake.ui.model.Role;
import java.util.List;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polygon;

/** The shape of a handshake, so small that only directions and colours are left. */
final class Miniature extends Pane {
    private static final double WIDTH = 72;
    private static final double GAP = 5.6;
    private static final double TOP = 6;
    private static final double HEAD = 4;

    Miniature(List<Lesson.Stroke> shape) {
        getStyleClass().add("miniature");
        double height = TOP + GAP * shape.size() + TOP;
        setMinSize(WIDTH, height);
        setPrefSize(WIDTH, height);
        setMaxSize(WIDTH, height);
        setMouseTransparent(true);
        getChildren().addAll(rail(0.75, height), rail(WIDTH - 0.75, height));
        for (int i = 0; i < shape.size(); i++) {
            draw(shape.get(i), TOP + GAP * i + GAP / 2);
        }
    }

    private void draw(Lesson.Stroke stroke, double y) {
        boolean client = stroke.from() == Sender.CLIENT;
        double start = client ? 3 : WIDTH - 3;
        double tip = client ? WIDTH - 2 : 2;
        double base = client ? tip - HEAD - 1 : tip + HEAD + 1;
        Line line = new Line(start, y, base, y);
        Polygon head = new Polygon(base, y - HEAD / 2 - 0.6, tip, y, base, y + HEAD / 2 + 0.6);
        line.getStyleClass().addAll("stroke", stroke.role().styleClass());
        head.getStyleClass().addAll("head", stroke.role().styleClass());
        if (stroke.role() == Role.TCP) {
            line.getStrokeDashArray().setAll(3.0, 2.5);
        }
        getChildren().addAll(line, head);
    }

    private static Line rail(double x, double height) {
        Line rail = new Line(x, 0, x, height);
        rail.getStyleClass().add("rail");
        return rail;
    }
}
