package dev.handshake.capture;

import java.time.Duration;
import java.util.function.Consumer;

/** A {@link CaptureSource} at work on a platform thread of its own. */
public final class Capture {
    private final CaptureSource source;
    private final Thread thread;

    private Capture(CaptureSource source, Consumer<CaptureEvent> sink) {
        this.source = source;
        // A virtual thread in a socket would delay the exit of the JVM.
        this.thread =
                Thread.ofPlatform().name("capture").daemon().unstarted(() -> source.capture(sink));
    }

    /** Starts it at once. {@code sink} is called on the capture's thread only. */
    public static Capture start(CaptureSource source, Consumer<CaptureEvent> sink) {
        Capture capture = new Capture(source, sink);
        capture.thread.start();
        return capture;
    }

    public void cancel() {
        source.cancel();
    }

    /** Waits until it has ended; false if it has not within {@code atMost}. */
    public boolean join(Duration atMost) throws InterruptedException {
        return thread.join(atMost);
    }

    public boolean isRunning() {
        return thread.isAlive();
    }
}
