package dev.handshake.ui.control;

import javafx.animation.Interpolator;
import javafx.animation.KeyFrame;
import javafx.animation.KeyValue;
import javafx.animation.Timeline;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A window on a taller sheet, scrolled in px from its top, so that what is in sight stays where it
 * is while the sheet grows below. A thin bar lies over its right edge.
 */
public final class ScrollArea extends Region {
    /** The curve of everything that moves. */
    public static final Interpolator CURVE = Interpolator.ofSpline(0.2, 0.7, 0.2, 1);

    private static final Duration GLIDE = Duration.millis(240);
    private static final double BAR = 10;

    private final Node sheet;
    private final ScrollBar bar = new ScrollBar();
    private final Rectangle clip = new Rectangle();
    private final ReadOnlyDoubleWrapper offset = new ReadOnlyDoubleWrapper(this, "offset");
    private final Runnable scrolledByHand;
    private double sheetHeight;
    private @Nullable Timeline glide;
    private boolean settingBar;

    /**
     * @param scrolledByHand told after the reader (and not the program) has scrolled
     */
    public ScrollArea(Node sheet, Runnable scrolledByHand) {
        this.sheet = sheet;
        this.scrolledByHand = scrolledByHand;
        getStyleClass().add("scroll-area");
        bar.setOrientation(Orientation.VERTICAL);
        bar.setFocusTraversable(false);
        sheet.setManaged(false);
        getChildren().setAll(sheet, bar);
        setClip(clip);
        addEventHandler(ScrollEvent.SCROLL, this::wheel);
        bar.valueProperty().addListener((_, _, value) -> dragged(value.doubleValue()));
        offset.addListener(_ -> place());
    }

    public ReadOnlyDoubleProperty offsetProperty() {
        return offset.getReadOnlyProperty();
    }

    /** How far it is scrolled: y of the sheet at the upper edge of the window. */
    public double offset() {
        return offset.get();
    }

    /** Whether that line of the sheet is in sight. */
    public boolean shows(double y) {
        return y >= offset.get() && y <= offset.get() + getHeight();
    }

    public void sheetHeight(double height) {
        if (height != sheetHeight) {
            sheetHeight = height;
            if (glide == null) {
                offset.set(clamp(offset.get()));
            }
            place();
        }
    }

    /** Scrolls so that the line stands at the upper edge, as far as the sheet goes. */
    public void scrollTo(double y, boolean smoothly) {
        if (smoothly) {
            glideTo(clamp(y));
        } else {
            stop();
            offset.set(clamp(y));
        }
    }

    /**
     * Scrolls smoothly to a line that may be there only when the glide ends: the sheet may grow.
     */
    public void glideTo(double y) {
        stop();
        Timeline timeline = new Timeline(new KeyFrame(GLIDE, new KeyValue(offset, y, CURVE)));
        timeline.setOnFinished(_ -> {
            glide = null;
            requestLayout();
        });
        glide = timeline;
        timeline.play();
    }

    private void stop() {
        if (glide != null) {
            glide.stop();
            glide = null;
        }
    }

    private void wheel(ScrollEvent event) {
        if (event.getDeltaY() == 0 || limit() == 0) {
            return;
        }
        stop();
        offset.set(clamp(offset.get() - event.getDeltaY()));
        scrolledByHand.run();
        event.consume();
    }

    private void dragged(double value) {
        if (!settingBar) {
            stop();
            offset.set(clamp(value));
            scrolledByHand.run();
        }
    }

    private double limit() {
        return Math.max(0, sheetHeight - getHeight());
    }

    private double clamp(double y) {
        return Math.clamp(y, 0, limit());
    }

    private void place() {
        sheet.setLayoutY(-Math.rint(offset.get()));
        settingBar = true;
        bar.setMax(limit());
        bar.setVisibleAmount(limit() * getHeight() / Math.max(1, sheetHeight));
        bar.setBlockIncrement(getHeight() * 0.9);
        bar.setUnitIncrement(44);
        bar.setValue(offset.get());
        bar.setVisible(limit() > 0);
        settingBar = false;
    }

    @Override
    protected void layoutChildren() {
        clip.setWidth(getWidth());
        clip.setHeight(getHeight());
        bar.resizeRelocate(getWidth() - BAR, 0, BAR, getHeight());
        if (glide == null) {
            offset.set(clamp(offset.get()));
        }
        place();
    }
}
