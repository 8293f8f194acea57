package dev.handshake.ui.connect;

import dev.handshake.capture.Capture;
import dev.handshake.capture.CaptureEvent;
import dev.handshake.capture.CaptureSource;
import dev.handshake.session.Session;
import dev.handshake.session.SessionBuilder;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One capture and the newest snapshot of what it has told: of several connections, of the last.
 * Whoever shows it takes the newest snapshot when there is time for it, and misses those in
 * between.
 */
final class Feed {
    private final AtomicReference<@Nullable Session> newest = new AtomicReference<>();
    private final Capture capture;

    Feed(CaptureSource source) {
        AtomicReference<SessionBuilder> builder =
                new AtomicReference<>(new SessionBuilder(_ -> {}));
        this.capture =
                Capture.start(
                        source,
                        event -> {
                            if (event instanceof CaptureEvent.Opened) {
                                builder.set(new SessionBuilder(_ -> {}));
                            }
                            builder.get().accept(event);
                            newest.set(builder.get().snapshot());
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
