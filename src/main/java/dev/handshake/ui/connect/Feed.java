package dev.handshake.ui.connect;

import dev.handshake.capture.Capture;
import dev.handshake.capture.CaptureEvent;
import dev.handshake.capture.CaptureSource;
import dev.handshake.session.Session;
import dev.handshake.session.SessionBuilder;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One capture and the newest snapshot of what it has told. Whoever shows it takes the newest
 * snapshot when there is time for it, and misses those in between; of several connections, the last
 * snapshot of each is kept.
 */
final class Feed {
    private final AtomicReference<@Nullable Session> newest = new AtomicReference<>();
    private final Queue<Session> ended = new ConcurrentLinkedQueue<>();
    private final Capture capture;

    /** The connection that is being read; on the capture's thread only. */
    private @Nullable SessionBuilder builder;

    Feed(CaptureSource source) {
        this.capture = Capture.start(source, this::read);
    }

    private void read(CaptureEvent event) {
        SessionBuilder current = builder;
        if (current == null || event instanceof CaptureEvent.Opened) {
            if (current != null) {
                ended.add(current.snapshot());
                newest.set(null);
            }
            current = new SessionBuilder(_ -> {});
            builder = current;
        }
        current.accept(event);
        newest.set(current.snapshot());
    }

    /** The next connection that has ended and was followed by another; null while there is none. */
    @Nullable Session takeEnded() {
        return ended.poll();
    }

    /** The newest snapshot of the last connection, or null if it has been taken already. */
    @Nullable Session take() {
        return newest.getAndSet(null);
    }

    boolean isRunning() {
        return capture.isRunning();
    }

    void cancel() {
        capture.cancel();
    }
}
