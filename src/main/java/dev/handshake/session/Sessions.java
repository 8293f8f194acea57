package dev.handshake.session;

import dev.handshake.capture.CaptureEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Folds the events of a source that tells several connections, one after the other, into a session
 * for each. Used on one thread.
 */
public final class Sessions implements Consumer<CaptureEvent> {
    private final Consumer<MessageRead> sink;
    private final List<Session> before = new ArrayList<>();
    private SessionBuilder builder;
    private boolean opened;

    /**
     * @param sink told of each message of each session, as it is read
     */
    public Sessions(Consumer<MessageRead> sink) {
        this.sink = sink;
        this.builder = new SessionBuilder(sink);
    }

    @Override
    public void accept(CaptureEvent event) {
        if (event instanceof CaptureEvent.Opened) {
            if (opened) {
                before.add(builder.snapshot());
                builder = new SessionBuilder(sink);
            }
            opened = true;
        }
        builder.accept(event);
    }

    /** All until now, in the order in which they were opened; one at least. */
    public List<Session> snapshots() {
        List<Session> all = new ArrayList<>(before);
        all.add(builder.snapshot());
        return List.copyOf(all);
    }
}
