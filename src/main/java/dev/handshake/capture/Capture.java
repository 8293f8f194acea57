package dev.handshake.capture;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/**
 * A {@link CaptureSource} at work on a platform thread of its own. Its events are read on a second
 * one, so that the reading, which takes longer than the handshake, is not in the times that are
 * captured.
 */
public final class Capture {
    /** Events that may wait; only a file is faster than its reading for so long. */
    private static final int WAITING = 10_000;

    private final CaptureSource source;
    private final Consumer<CaptureEvent> sink;
    private final BlockingQueue<Optional<CaptureEvent>> events = new LinkedBlockingQueue<>(WAITING);
    private final Thread capturing;
    private final Thread reading;

    private Capture(CaptureSource source, Consumer<CaptureEvent> sink) {
        this.source = source;
        this.sink = sink;
        // A virtual thread in a socket would delay the exit of the JVM.
        this.capturing = Thread.ofPlatform().name("capture").daemon().unstarted(this::capture);
        this.reading = Thread.ofPlatform().name("capture-reading").daemon().unstarted(this::read);
    }

    /** Starts it at once. {@code sink} is called on one thread only, which is not the caller's. */
    public static Capture start(CaptureSource source, Consumer<CaptureEvent> sink) {
        Capture capture = new Capture(source, sink);
        capture.reading.start();
        capture.capturing.start();
        return capture;
    }

    private void capture() {
        try {
            source.capture(event -> put(Optional.of(event)));
        } finally {
            put(Optional.empty());
        }
    }

    private void read() {
        RuntimeException broken = null;
        for (var event = take(); event.isPresent(); event = take()) {
            if (broken == null) {
                try {
                    sink.accept(event.get());
                } catch (RuntimeException e) {
                    // The capture ends, and what it still tells is taken, so that it need not wait.
                    broken = e;
                    source.cancel();
                }
            }
        }
        if (broken != null) {
            throw broken;
        }
    }

    private Optional<CaptureEvent> take() {
        while (true) {
            try {
                return events.take();
            } catch (InterruptedException e) {
                // Nobody interrupts this thread: it ends when the capture does.
            }
        }
    }

    private void put(Optional<CaptureEvent> event) {
        boolean interrupted = false;
        while (!offered(event)) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean offered(Optional<CaptureEvent> event) {
        try {
            events.put(event);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    public void cancel() {
        source.cancel();
    }

    /** Waits until everything has been captured and read. */
    public void join() throws InterruptedException {
        capturing.join();
        reading.join();
    }

    /** The same; false if it has not ended within {@code atMost}. */
    public boolean join(Duration atMost) throws InterruptedException {
        long until = System.nanoTime() + atMost.toNanos();
        return capturing.join(atMost)
                && reading.join(Duration.ofNanos(Math.max(1, until - System.nanoTime())));
    }

    public boolean isRunning() {
        return reading.isAlive();
    }
}
