package dev.handshake.ui.connect;

import dev.handshake.capture.Capture;
import dev.handshake.capture.CaptureSource;
import dev.handshake.session.Session;
import dev.handshake.session.SessionBuilder;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One capture and the newest snapshot of what it has told. Whoever shows it takes the newest
 * snapshot when there is time for it, and misses those in between.
 */
final class Feed {
    private final AtomicReference<@Nullable Session> newest = new AtomicReference<>();
    private final Capture capture;

    Feed(CaptureSource source) {
        SessionBuilder builder = new SessionBuilder(_ -> {});
        this.capture =
                Capture.start(
                        source,
                        event -> {
                            builder.accept(event);
                            newest.set(builder.snapshot());
                        });
    }

    /** The newest snapshot, or null if it has been taken already. */
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
