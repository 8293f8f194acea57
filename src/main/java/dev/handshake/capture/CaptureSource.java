package dev.handshake.capture;

import java.util.function.Consumer;

/** A door: something whose bytes can be captured once. */
public interface CaptureSource {
    /**
     * Captures until the end, on the calling thread, which it may block. Tells {@code sink} an
     * {@link CaptureEvent.Opened} first and a {@link CaptureEvent.Closed} or {@link
     * CaptureEvent.Failed} last, whatever happens; all from this thread. Throws nothing for what
     * the network or a file does.
     *
     * <p>It may tell several connections, one after the other, each from its own {@code Opened} to
     * its own {@code Closed} or {@code Failed}.
     */
    void capture(Consumer<CaptureEvent> sink);

    /**
     * Ends {@link #capture} soon (within 500 ms), from any thread, at any moment, also before it
     * began; then it tells a {@link Failure.Kind#CANCELLED}, and no further connection. A second
     * call does nothing.
     */
    void cancel();
}
