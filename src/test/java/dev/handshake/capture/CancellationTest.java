package dev.handshake.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class CancellationTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final Cancellation cancellation = new Cancellation();
    private final CountDownLatch never = new CountDownLatch(1);

    @Test
    void givesWhatTheTaskGives() throws Exception {
        AtomicReference<Thread> by = new AtomicReference<>();

        String given =
                cancellation.call(
                        "task",
                        () -> {
                            by.set(Thread.currentThread());
                            return "it";
                        },
                        LONG);

        assertThat(given).isEqualTo("it");
        assertThat(by.get().getName()).isEqualTo("task");
        assertThat(by.get().isDaemon()).isTrue();
    }

    @Test
    void passesOnWhatTheTaskThrows() {
        IllegalStateException thrown = new IllegalStateException();

        assertThatThrownBy(() ->
                        cancellation.call(
                                "task",
                                () -> {
                                    throw thrown;
                                },
                                LONG))
                .isInstanceOf(ExecutionException.class)
                .hasCause(thrown);
    }

    @Test
    void leavesATaskThatTakesTooLong() {
        assertThatThrownBy(() -> cancellation.call("task", this::forever, Duration.ofMillis(50)))
                .isInstanceOf(TimeoutException.class);
        never.countDown();
    }

    @Test
    void leavesATaskWhenItIsRaised() throws Exception {
        AtomicBoolean left = new AtomicBoolean();
        Thread waiting =
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                cancellation.call("task", this::forever, LONG);
                            } catch (Cancellation.Cancelled e) {
                                left.set(true);
                            } catch (Exception e) {
                                throw new AssertionError(e);
                            }
                        });
        await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);

        cancellation.raise();

        assertThat(waiting.join(Duration.ofMillis(500))).isTrue();
        assertThat(left).isTrue();
        never.countDown();
    }

    @Test
    void wakesAtOnceIfItWasRaisedBefore() {
        AtomicInteger woken = new AtomicInteger();
        cancellation.raise();
        cancellation.raise();

        cancellation.whenRaised(woken::incrementAndGet);

        assertThat(woken).hasValue(1);
    }

    private Void forever() throws InterruptedException {
        never.await();
        return null;
    }
}
