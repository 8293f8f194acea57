package dev.handshake.ui.shell;

import dev.handshake.capture.Sender;
import dev.handshake.ui.connect.Lesson;
import dev.handshake.ui.model.Role;
import java.util.List;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polygon;

/** The shape of a handshake, so small that only directions, colours and its end are left. */
final class Miniature extends Pane {
    private static final double WIDTH = 72;
    private static final double GAP = 5.6;
    private static final double LEAST_GAP = 3.4;
    private static final double TOP = 6;
    private static final double HEAD = 4;
    private static final double BAR_OVERHANG = 4;

    /** Taller than this, it is drawn closer together. */
    private static final double COMFORTABLE = 122;

    private final double gap;

    /**
     * @param stops whether it ends before its end
     */
    Miniature(List<Lesson.Stroke> shape, boolean stops) {
        getStyleClass().add("miniature");
        int rows = shape.size() + (stops ? 1 : 0);
        gap = Math.clamp((COMFORTABLE - 2 * TOP) / Math.max(1, rows), LEAST_GAP, GAP);
        double height = TOP + gap * rows + TOP;
        setMinSize(WIDTH, height);
        setPrefSize(WIDTH, height);
        setMaxSize(WIDTH, height);
        setMouseTransparent(true);
        double end = stops ? TOP + gap * shape.size() + gap / 2 : height;
        getChildren().addAll(rail(0.75, end), rail(WIDTH - 0.75, end));
        for (int i = 0; i < shape.size(); i++) {
            draw(shape.get(i), TOP + gap * i + gap / 2);
        }
        if (stops) {
            Line bar = new Line(-BAR_OVERHANG, end, WIDTH + BAR_OVERHANG, end);
            bar.getStyleClass().add("stop-bar");
            getChildren().add(bar);
        }
    }

    private void draw(Lesson.Stroke stroke, double y) {
        boolean client = stroke.from() == Sender.CLIENT;
        double start = client ? 3 : WIDTH - 3;
        double tip = client ? WIDTH - 2 : 2;
        double base = client ? tip - HEAD - 1 : tip + HEAD + 1;
        double half = Math.min(HEAD / 2 + 0.6, gap / 2);
        Line line = new Line(start, y, base, y);
        Polygon head = new Polygon(base, y - half, tip, y, base, y + half);
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
