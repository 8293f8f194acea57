package dev.handshake.capture.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.handshake.capture.CaptureEvent;
import dev.handshake.capture.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Hundreds of handshakes in the lab, many at a time, some of them stopped: nothing of them is left.
 * {@code -Dhandshakes=5000} makes more of them.
 */
class LabEnduranceTest {
    private static final int HANDSHAKES = Integer.getInteger("handshakes", 500);
    private static final int AT_A_TIME = 50;
    private static final long MARGIN = 8 << 20;

    /** Sockets too. */
    private static final Path OPEN_FILES = Path.of("/proc/self/fd");

    /** What a program that only waits still opens and closes. */
    private static final int FILES = 3;

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void leavesNothingBehind() throws Exception {
        Assumptions.assumeTrue(Files.isDirectory(OPEN_FILES), "only Linux lists open files");
        // Keys are made, classes loaded.
        shakeHands(AT_A_TIME, new Random(1));
        awaitNoThreads();
        long files = files();
        long heap = heap();

        List<CaptureEvent> ends = shakeHands(HANDSHAKES, new Random(2));

        awaitNoThreads();
        assertThat(files()).isLessThanOrEqualTo(files + FILES);
        assertThat(heap()).isLessThan(heap + MARGIN);
        assertThat(ends).hasSize(HANDSHAKES);
        assertThat(ends)
                .filteredOn(LabEnduranceTest::isCancelled)
                .as("some were stopped")
                .hasSizeBetween(HANDSHAKES / 50, HANDSHAKES / 2);
        assertThat(ends)
                .filteredOn(CaptureEvent.Closed.class::isInstance)
                .as("some came to their end")
                .hasSizeGreaterThan(HANDSHAKES / 4);
        assertThat(ends)
                .filteredOn(CaptureEvent.Failed.class::isInstance)
                .extracting(end -> ((CaptureEvent.Failed) end).failure().kind())
                .as("none was too slow or broke inside")
                .doesNotContain(
                        Failure.Kind.ENGINE,
                        Failure.Kind.REFUSED,
                        Failure.Kind.UNREACHABLE,
                        Failure.Kind.CONNECT_TIMEOUT);
    }

    /** The last event of each. */
    private static List<CaptureEvent> shakeHands(int count, Random random) throws Exception {
        List<Scenario> scenarios =
                Scenario.all().stream().filter(it -> it.recorded().isEmpty()).toList();
        try (ExecutorService hands = Executors.newFixedThreadPool(AT_A_TIME);
                ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor()) {
            List<Callable<CaptureEvent>> all = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                LabSource source = new LabSource(scenarios.get(random.nextInt(scenarios.size())));
                int after = random.nextInt(4) == 0 ? random.nextInt(300) : -1;
                all.add(() -> {
                    if (after >= 0) {
                        var _ = clock.schedule(source::cancel, after, TimeUnit.MILLISECONDS);
                    }
                    List<CaptureEvent> events = new ArrayList<>();
                    source.capture(events::add);
                    assertThat(events.getFirst()).isInstanceOf(CaptureEvent.Opened.class);
                    return events.getLast();
                });
            }
            List<CaptureEvent> ends = new ArrayList<>();
            for (Future<CaptureEvent> end : hands.invokeAll(all)) {
                ends.add(end.get());
            }
            return ends;
        }
    }

    private static boolean isCancelled(CaptureEvent end) {
        return end instanceof CaptureEvent.Failed failed
                && failed.failure().kind() == Failure.Kind.CANCELLED;
    }

    private static void awaitNoThreads() {
        await("the threads have ended")
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(threads()).isEmpty());
    }

    /** Those of the lab that are alive. */
    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("lab-"))
                .toList();
    }

    private static long files() throws IOException {
        try (Stream<Path> open = Files.list(OPEN_FILES)) {
            return open.count();
        }
    }

    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
