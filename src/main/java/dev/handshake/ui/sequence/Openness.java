package dev.handshake.ui.sequence;

import dev.handshake.ui.control.ScrollArea;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.animation.Interpolator;
import javafx.animation.KeyFrame;
import javafx.animation.KeyValue;
import javafx.animation.Timeline;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.collections.ObservableSet;
import javafx.collections.SetChangeListener;
import javafx.util.Duration;

/** How far each panel is open, as it opens and closes. */
final class Openness {
    private static final Duration HEIGHT = Duration.millis(220);
    private static final Duration FADE = Duration.millis(120);

    private final Map<Integer, Panel> panels = new HashMap<>();
    private final ObservableBooleanValue reducedMotion;
    private final Runnable changed;

    /** One panel under way. */
    private static final class Panel {
        final DoubleProperty height = new SimpleDoubleProperty();
        final DoubleProperty opacity = new SimpleDoubleProperty();
        final Timeline motion = new Timeline();
    }

    Openness(
            ObservableSet<Integer> opened, ObservableBooleanValue reducedMotion, Runnable changed) {
        this.reducedMotion = reducedMotion;
        this.changed = changed;
        opened.addListener(
                (SetChangeListener<Integer>)
                        change -> {
                            if (change.wasAdded()) {
                                move(change.getElementAdded(), true);
                            } else {
                                move(change.getElementRemoved(), false);
                            }
                        });
        opened.forEach(number -> settle(number, true));
    }

    /** For each message whose panel is not closed, how far it is open: above 0 to 1. */
    Map<Integer, Double> heights() {
        return panels.entrySet().stream()
                .filter(panel -> panel.getValue().height.get() > 0)
                .collect(
                        Collectors.toMap(
                                Map.Entry::getKey, panel -> panel.getValue().height.get()));
    }

    double opacity(int number) {
        Panel panel = panels.get(number);
        return panel == null ? 1 : panel.opacity.get();
    }

    private void move(int number, boolean open) {
        if (reducedMotion.get()) {
            settle(number, open);
            return;
        }
        Panel panel = panel(number);
        double end = open ? 1 : 0;
        panel.motion.stop();
        panel.motion
                .getKeyFrames()
                .setAll(
                        open
                                ? new KeyFrame(
                                        HEIGHT.subtract(FADE),
                                        new KeyValue(panel.opacity, 0, Interpolator.DISCRETE))
                                : new KeyFrame(FADE, new KeyValue(panel.opacity, 0)),
                        new KeyFrame(
                                HEIGHT,
                                new KeyValue(panel.height, end, ScrollArea.CURVE),
                                new KeyValue(panel.opacity, end)));
        panel.motion.setOnFinished(_ -> settle(number, open));
        panel.motion.play();
    }

    private void settle(int number, boolean open) {
        Panel panel = panel(number);
        panel.motion.stop();
        panel.opacity.set(open ? 1 : 0);
        panel.height.set(open ? 1 : 0);
        if (!open) {
            panels.remove(number);
        }
        changed.run();
    }

    private Panel panel(int number) {
        return panels.computeIfAbsent(
                number,
                _ -> {
                    Panel panel = new Panel();
                    panel.height.addListener(_ -> changed.run());
                    panel.opacity.addListener(_ -> changed.run());
                    return panel;
                });
    }
}
