package dev.handshake.capture.live;

import dev.handshake.capture.CaptureEvent;
import java.time.Instant;
import java.util.function.Consumer;

/** The clock of one capture and who is told what happens. */
final class Telling {
    private final Consumer<CaptureEvent> sink;
    private final Instant started = Instant.now();
    private final long zero = System.nanoTime();

    Telling(Consumer<CaptureEvent> sink) {
        this.sink = sink;
    }

    Instant started() {
        return started;
    }

    /** Nanoseconds since {@link #started}. */
    long nanos() {
        return System.nanoTime() - zero;
    }

    void tell(CaptureEvent event) {
        sink.accept(event);
    }
}
