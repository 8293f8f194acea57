package dev.handshake.ui.shell;

import dev.handshake.ui.model.AppModel;
import dev.handshake.ui.playback.PlaybackView;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/**
 * The page for a class: the diagram, one panel beside it, a line above and the scrubber below. It
 * is laid out as on a sheet of one size, which is enlarged to the screen, so that from the last row
 * a small projector shows as much as a large one.
 */
final class Presenter extends BorderPane {
    static final double LEAST_TYPE = 0.6;
    static final double MOST_TYPE = 1.4;

    /** The sheet, px; at 1920 by 1080 its type is 1.86 times as large as in the window. */
    private static final double SHEET_WIDTH = 1032;

    private static final double SHEET_HEIGHT = 580.5;

    /** How much of the width the panel takes, and how wide it is at least and at most, px. */
    private static final double SIDE = 0.366;

    private static final double NARROWEST_SIDE = 340;
    private static final double WIDEST_SIDE = 560;

    private final AppModel app;
    private final Pane layers;
    private final Spotlight spotlight = new Spotlight();
    private final BlackScreen black = new BlackScreen(this::wake);
    private final VBox main = new VBox();
    private final PresentLine line;

    /** Who had the focus before the screen went black. */
    private @Nullable Node focused;

    private double type;

    /**
     * @param layers what lies over the page, from the bottom up
     * @param type how large its type is; 1 as on the sheet
     */
    Presenter(AppModel app, Pane layers, double type) {
        this.app = app;
        this.layers = layers;
        this.type = Math.clamp(type, LEAST_TYPE, MOST_TYPE);
        this.line = new PresentLine(app);
        setId("presenter");
        getStyleClass().add("presenter");
        setCenter(main);
    }

    /** Listens to the pointer. */
    void install(Scene scene) {
        scene.addEventFilter(MouseEvent.ANY, this::follow);
        scene.addEventFilter(ScrollEvent.SCROLL, this::wheel);
    }

    // -- the page

    /** Puts these on the page; they are taken off it by whoever takes them back. */
    void show(Region diagram, PlaybackView playback) {
        VBox.setVgrow(diagram, Priority.ALWAYS);
        main.getChildren().setAll(line, diagram, playback);
    }

    /** Puts the panel beside the diagram, or takes it away. */
    void beside(@Nullable Region panel) {
        setRight(panel);
    }

    /** Everything that was on the page is free again, and nothing lies over it. */
    void clear() {
        main.getChildren().clear();
        setRight(null);
        wake();
        layers.getChildren().remove(spotlight);
    }

    /** How many px of a scene of that size are one of the sheet. */
    double scale(double width, double height) {
        return type * Math.min(width / SHEET_WIDTH, height / SHEET_HEIGHT);
    }

    /** How wide the panel is, on a sheet of that width. */
    static double sideWidth(double width) {
        return Math.clamp(width * SIDE, NARROWEST_SIDE, WIDEST_SIDE);
    }

    double type() {
        return type;
    }

    /** Makes the type larger or smaller. */
    void type(double wanted) {
        type = Math.clamp(wanted, LEAST_TYPE, MOST_TYPE);
    }

    /** Fills the screen, where that is possible; Esc is left to the commands. */
    static void fill(Stage stage) {
        stage.setFullScreenExitHint("");
        stage.setFullScreenExitKeyCombination(KeyCombination.NO_MATCH);
        stage.setFullScreen(true);
    }

    // -- what lies over it

    boolean isBlack() {
        return layers.getChildren().contains(black);
    }

    void blacken() {
        if (!isBlack()) {
            app.playback.playing.set(false);
            focused = getScene() == null ? null : getScene().getFocusOwner();
            layers.getChildren().add(black);
            black.requestFocus();
        }
    }

    private void wake() {
        if (layers.getChildren().remove(black) && focused != null) {
            focused.requestFocus();
        }
        focused = null;
    }

    private boolean isLit() {
        return layers.getChildren().contains(spotlight);
    }

    void light() {
        if (!layers.getChildren().remove(spotlight)) {
            layers.getChildren().add(spotlight);
            spotlight.resize(layers.getWidth(), layers.getHeight());
        }
    }

    /** Makes what the spotlight shows larger or smaller, in steps. */
    void widen(int steps) {
        spotlight.grow(steps);
    }

    double spotlightRadius() {
        return spotlight.radius();
    }

    private void follow(MouseEvent event) {
        spotlight.point(layers.sceneToLocal(event.getSceneX(), event.getSceneY()));
        if (isLit()) {
            spotlight.resize(layers.getWidth(), layers.getHeight());
        }
    }

    private void wheel(ScrollEvent event) {
        if (isLit() && event.getDeltaY() != 0) {
            widen(event.getDeltaY() > 0 ? 1 : -1);
            event.consume();
        }
    }
}
