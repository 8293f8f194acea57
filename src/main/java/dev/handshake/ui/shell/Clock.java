package dev.handshake.ui.shell;

import dev.handshake.ui.model.Playback;
import javafx.animation.AnimationTimer;

/** Lets time pass for a {@link Playback}, while it plays and not a frame longer. */
final class Clock extends AnimationTimer {
    private static final double NANOS_PER_MILLI = 1e6;

    /** A frame that took longer (a window that was hidden) does not make the story jump. */
    private static final double LONGEST_FRAME = 100;

    private final Playback playback;
    private long before;

    Clock(Playback playback) {
        this.playback = playback;
        playback.playing.subscribe(playing -> {
            before = 0;
            if (playing) {
                start();
            } else {
                stop();
            }
        });
    }

    @Override
    public void handle(long now) {
        if (before != 0) {
            playback.advance(Math.min(LONGEST_FRAME, (now - before) / NANOS_PER_MILLI));
        }
        before = now;
    }
}
