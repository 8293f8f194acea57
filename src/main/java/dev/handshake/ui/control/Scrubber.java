package dev.handshake.ui.control;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.AccessibleAction;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;

/**
 * A track of steps, one tick for each: above it what one side sent, below it the other's. Its thumb
 * stands at a step; drag it, click anywhere, or use the arrow keys, Home and End.
 */
public final class Scrubber extends Region {
    /** A step: on which side of the track its tick stands, and its style class. */
    public record Tick(boolean above, String styleClass) {}

    private static final double MARGIN = 10;
    private static final double TICK = 12;
    private static final double TICK_WIDTH = 4;
    private static final double TRACK = 3;
    private static final double DOT = 9;

    public final ObjectProperty<List<Tick>> ticks = new SimpleObjectProperty<>(List.of());

    /** Ticks after this step are dots on the track, which do not tell their side. */
    public final IntegerProperty horizon = new SimpleIntegerProperty(Integer.MAX_VALUE);

    /** The step at which the thumb stands; 0 is before the first. */
    public final IntegerProperty step = new SimpleIntegerProperty();

    private final Region track = styled("track");
    private final Region told = styled("told");
    private final Circle thumb = new Circle(8.5);
    private final List<Region> marks = new ArrayList<>();

    public Scrubber() {
        getStyleClass().add("scrubber");
        thumb.getStyleClass().add("thumb");
        setAccessibleRole(AccessibleRole.SLIDER);
        setFocusTraversable(true);
        setMinSize(120, 40);
        setPrefHeight(40);
        setMaxHeight(40);
        ticks.subscribe(_ -> draw());
        horizon.subscribe(_ -> {
            colour();
            requestLayout();
        });
        step.subscribe(_ -> {
            colour();
            requestLayout();
            notifyAccessibleAttributeChanged(AccessibleAttribute.VALUE);
        });
        addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::grabbed);
        addEventHandler(MouseEvent.MOUSE_DRAGGED, this::grabbed);
    }

    private void draw() {
        marks.clear();
        ticks.get().forEach(_ -> marks.add(styled("tick")));
        getChildren().setAll(track, told);
        getChildren().addAll(marks);
        getChildren().add(thumb);
        colour();
        requestLayout();
        notifyAccessibleAttributeChanged(AccessibleAttribute.MAX_VALUE);
    }

    /** What is not told yet is grey. */
    private void colour() {
        for (int i = 0; i < marks.size(); i++) {
            String role = i < step.get() ? ticks.get().get(i).styleClass() : "future";
            marks.get(i).getStyleClass().setAll(isDot(i) ? "dot" : "tick", role);
        }
    }

    private boolean isDot(int tick) {
        return tick >= horizon.get();
    }

    private void grabbed(MouseEvent event) {
        requestFocus();
        goTo((int) Math.round(stepAt(event.getX())));
        event.consume();
    }

    private void pressed(KeyEvent event) {
        KeyCode code = event.getCode();
        if (event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        switch (code) {
            case LEFT, DOWN -> goTo(step.get() - 1);
            case RIGHT, UP -> goTo(step.get() + 1);
            case HOME -> goTo(0);
            case END -> goTo(ticks.get().size());
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void goTo(int to) {
        step.set(Math.clamp(to, 0, ticks.get().size()));
    }

    /** The left end is before the first step, the right end is the last. */
    private double x(double at) {
        int count = ticks.get().size();
        double span = getWidth() - 2 * MARGIN;
        return MARGIN + (count == 0 ? 0 : span * at / count);
    }

    private double stepAt(double x) {
        double span = Math.max(1, getWidth() - 2 * MARGIN);
        return (x - MARGIN) / span * ticks.get().size();
    }

    @Override
    protected void layoutChildren() {
        double middle = getHeight() / 2;
        double at = x(step.get());
        track.resizeRelocate(MARGIN, middle - TRACK / 2, getWidth() - 2 * MARGIN, TRACK);
        told.resizeRelocate(MARGIN, middle - TRACK / 2, Math.max(0, at - MARGIN), TRACK);
        for (int i = 0; i < marks.size(); i++) {
            double room = (getWidth() - 2 * MARGIN) / (marks.size() + 1);
            if (isDot(i)) {
                double size = Math.min(DOT, room);
                marks.get(i).resizeRelocate(x(i + 1) - size / 2, middle - size / 2, size, size);
                continue;
            }
            double y = ticks.get().get(i).above() ? middle - TRACK - TICK : middle + TRACK;
            double width = Math.min(TICK_WIDTH, room);
            marks.get(i).resizeRelocate(x(i + 1) - width / 2, y, width, TICK);
        }
        thumb.setCenterX(at);
        thumb.setCenterY(middle);
    }

    @Override
    protected double computePrefWidth(double height) {
        return 400;
    }

    @Override
    public Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
        return switch (attribute) {
            case VALUE -> (double) step.get();
            case MIN_VALUE -> 0.0;
            case MAX_VALUE -> (double) ticks.get().size();
            default -> super.queryAccessibleAttribute(attribute, parameters);
        };
    }

    @Override
    public void executeAccessibleAction(AccessibleAction action, Object... parameters) {
        switch (action) {
            case INCREMENT -> goTo(step.get() + 1);
            case DECREMENT -> goTo(step.get() - 1);
            case SET_VALUE -> {
                if (parameters.length > 0 && parameters[0] instanceof Number value) {
                    goTo((int) Math.round(value.doubleValue()));
                }
            }
            default -> super.executeAccessibleAction(action, parameters);
        }
    }

    private static Region styled(String styleClass) {
        Region region = new Region();
        region.getStyleClass().add(styleClass);
        region.setManaged(false);
        return region;
    }
}
