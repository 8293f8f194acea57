package dev.handshake.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.handshake.bytes.Bytes;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A capture at work, and what it has told until now. */
public final class Watched {
    /** What {@link CaptureSource#cancel} promises. */
    private static final Duration SOON = Duration.ofMillis(500);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<CaptureEvent> events = new CopyOnWriteArrayList<>();
    private final Capture capture;

    private Watched(CaptureSource source) {
        this.capture = Capture.start(source, events::add);
    }

    public static Watched start(CaptureSource source) {
        return new Watched(source);
    }

    /** Runs it to its end. */
    public static Watched run(CaptureSource source) throws InterruptedException {
        Watched watched = start(source);
        watched.join();
        return watched;
    }

    public void join() throws InterruptedException {
        assertThat(capture.join(PATIENCE)).as("it ends").isTrue();
    }

    public void awaitEvent(Predicate<CaptureEvent> event) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> events.stream().anyMatch(event));
    }

    /** Cancels it and holds it to its promise. */
    public void cancel() throws InterruptedException {
        capture.cancel();
        assertThat(capture.join(SOON)).as("it ends within 500 ms").isTrue();
        assertThat(failure().kind()).isEqualTo(Failure.Kind.CANCELLED);
    }

    public List<CaptureEvent> events() {
        return List.copyOf(events);
    }

    public <T extends CaptureEvent> List<T> events(Class<T> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    public Failure failure() {
        assertThat(events.getLast()).isInstanceOf(CaptureEvent.Failed.class);
        return ((CaptureEvent.Failed) events.getLast()).failure();
    }

    /** All bytes that one side sent. */
    public Bytes bytes(Sender from) {
        return Bytes.concat(
                events(CaptureEvent.Data.class).stream()
                        .filter(data -> data.from() == from)
                        .map(CaptureEvent.Data::bytes)
                        .toArray(Bytes[]::new));
    }

    public Bytes secret(String label) {
        return events(CaptureEvent.SecretKnown.class).stream()
                .map(CaptureEvent.SecretKnown::secret)
                .filter(secret -> secret.label().equals(label))
                .map(Secret::secret)
                .findFirst()
                .orElseThrow();
    }

    /** The threads of captures and labs that are alive. */
    public static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.matches("capture|name-lookup|lab-.*"))
                .collect(Collectors.toSet());
    }
}
