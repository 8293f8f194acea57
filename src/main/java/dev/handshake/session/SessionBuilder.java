package dev.handshake.session;

import dev.handshake.capture.CaptureEvent;
import java.util.function.Consumer;

/**
 * Folds capture events into a {@link Session} and publishes each message as it is read, in order.
 * Used by one thread at a time; what it gives away is immutable.
 */
public final class SessionBuilder implements Consumer<CaptureEvent> {
    /**
     * @param onMessage told of every message, absent ones included, on the thread that calls {@link
     *     #accept}
     */
    public SessionBuilder(Consumer<MessageRead> onMessage) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void accept(CaptureEvent event) {
        throw new UnsupportedOperationException();
    }

    /** What is known now. */
    public Session snapshot() {
        throw new UnsupportedOperationException();
    }
}
