package dev.handshake.capture;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The wish to end a capture: raised once, from any thread, it wakes whoever waits. */
public final class Cancellation {
    private final CompletableFuture<Void> raised = new CompletableFuture<>();

    /** It was raised while somebody waited. */
    public static final class Cancelled extends Exception {
        private static final long serialVersionUID = 1;
    }

    public void raise() {
        raised.complete(null);
    }

    public boolean isRaised() {
        return raised.isDone();
    }

    /** Runs {@code wake} when it is raised: at once if it already is. */
    public void whenRaised(Runnable wake) {
        var _ = raised.thenRun(wake);
    }

    /**
     * Calls, on a daemon thread of its own, something that cannot be interrupted (the system's name
     * look-up) and waits for it. When the wait ends early the thread is left to its end, and its
     * result to nobody.
     *
     * @throws TimeoutException if it takes longer than {@code atMost}
     * @throws ExecutionException with what {@code task} threw
     */
    public <T> T call(String threadName, Callable<T> task, Duration atMost)
            throws Cancelled, TimeoutException, ExecutionException, InterruptedException {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread.ofPlatform()
                .name(threadName)
                .daemon()
                .start(() -> {
                    try {
                        result.complete(task.call());
                    } catch (Exception e) {
                        result.completeExceptionally(e);
                    }
                });
        CompletableFuture.anyOf(result.handle((value, thrown) -> true), raised)
                .get(atMost.toNanos(), TimeUnit.NANOSECONDS);
        if (raised.isDone()) {
            throw new Cancelled();
        }
        return result.get();
    }
}
