package dev.handshake.ui.model;

import dev.handshake.diagram.View;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleIntegerProperty;

/**
 * How far the story has been told. It counts messages by their numbers; time passes in {@link
 * #advance}, which the window's clock calls, so that tests can tell a story without waiting.
 */
public final class Playback {
    /** An arrow grows this long at speed 1, in milliseconds. */
    public static final double GROW = 420;

    /** Then its name and fact take colour. */
    public static final double SETTLE = 160;

    /** Then it rests. */
    public static final double REST = 1100;

    /** The number of the last message that has been told, or is being told; 0 before the first. */
    public final IntegerProperty playhead = new SimpleIntegerProperty();

    /** How far the playhead's arrow has come, 0 to 1; 1 is settled. */
    public final DoubleProperty travel = new SimpleDoubleProperty(1);

    /** The number of messages there are to tell; grows while a handshake is captured. */
    public final IntegerProperty last = new SimpleIntegerProperty();

    /** The last message that may be told, whatever is asked for; for all {@link View#ENDLESS}. */
    public final IntegerProperty limit = new SimpleIntegerProperty(View.ENDLESS);

    /**
     * The last message of which it may be seen that it comes, told or not; for all {@link
     * View#ENDLESS}.
     */
    public final IntegerProperty horizon = new SimpleIntegerProperty(View.ENDLESS);

    /** Whether more messages may still come: then the telling waits at the last. */
    public final BooleanProperty growing = new SimpleBooleanProperty();

    public final BooleanProperty playing = new SimpleBooleanProperty();

    /** 0.25 to 4. */
    public final DoubleProperty speed = new SimpleDoubleProperty(1);

    /** Arrows appear settled (the system's reduced motion). */
    public final BooleanProperty reducedMotion = new SimpleBooleanProperty();

    private double elapsed;

    /** Lets {@code millis} of the clock pass. */
    public void advance(double millis) {
        if (!playing.get()) {
            return;
        }
        if (playhead.get() == 0) {
            startNext();
            return;
        }
        elapsed += millis * speed.get();
        travel.set(reducedMotion.get() ? 1 : Math.min(1, elapsed / GROW));
        boolean atEnd = playhead.get() >= end();
        if (!atEnd && elapsed >= GROW + SETTLE + REST) {
            startNext();
        } else if (atEnd && !mayGrow() && elapsed >= GROW + SETTLE) {
            playing.set(false);
        }
    }

    /** The last message that can be told now. */
    public int end() {
        return Math.min(last.get(), limit.get());
    }

    private boolean mayGrow() {
        return growing.get() && last.get() < limit.get();
    }

    private void startNext() {
        if (playhead.get() >= end()) {
            playing.set(mayGrow());
            return;
        }
        elapsed = 0;
        travel.set(reducedMotion.get() ? 1 : 0);
        playhead.set(playhead.get() + 1);
    }

    public void toggle() {
        if (last.get() == 0 && !growing.get()) {
            return;
        }
        if (!playing.get() && playhead.get() >= end()) {
            goTo(0);
        }
        playing.set(!playing.get());
    }

    /** One message on, whose arrow grows; then it rests, if that is the last that may be told. */
    public void tellNext() {
        startNext();
        playing.set(true);
    }

    /** One message on, settled. */
    public void step() {
        playing.set(false);
        goTo(playhead.get() + 1);
    }

    public void back() {
        playing.set(false);
        goTo(playhead.get() - 1);
    }

    /** Back before the first message, which is not there yet. */
    void rewind() {
        playing.set(false);
        goTo(0);
        last.set(0);
    }

    /** Everything up to the message is told, nothing after it. */
    public void goTo(int number) {
        elapsed = GROW + SETTLE;
        travel.set(1);
        playhead.set(Math.clamp(number, 0, end()));
    }
}
