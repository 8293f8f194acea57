package dev.handshake.capture.lab;

import dev.handshake.capture.CaptureEvent;
import dev.handshake.capture.CaptureSource;
import dev.handshake.capture.Failure;
import dev.handshake.capture.Origin;
import dev.handshake.capture.Target;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/**
 * A scenario's server for other programs' clients, and what comes to it, seen from its side: tells
 * each connection when it is over, one after the other, until it is cancelled.
 */
public final class ServedSource implements CaptureSource {
    /** In place of a connection: there will be no more. */
    private static final List<CaptureEvent> END = List.of();

    private final Origin origin;
    private final BlockingQueue<List<CaptureEvent>> finished = new LinkedBlockingQueue<>();
    private final LabServer server;
    private volatile boolean cancelled;

    private ServedSource(Lab lab, Recipe recipe, int port, Origin origin) throws IOException {
        this.origin = origin;
        this.server = LabServer.start(lab, recipe, port, origin, this::listener);
    }

    /**
     * Starts the server; it listens until {@link #cancel}.
     *
     * @param port 0 for any that is free
     * @throws IOException if the port cannot be had
     * @throws IllegalArgumentException if the scenario was recorded: it has no server
     */
    public static ServedSource start(Lab lab, Scenario scenario, int port) throws IOException {
        return switch (scenario.way()) {
            case Way.Served served ->
                    new ServedSource(
                            lab,
                            served.recipe(),
                            port,
                            // What the client wants to reach, only the client knows.
                            new Origin(Origin.Kind.LAB, null, 0, scenario.name(), false));
            case Way.Recorded _ -> throw new IllegalArgumentException(scenario.name());
        };
    }

    /** Where it listens. */
    public Target address() {
        return server.address();
    }

    private Consumer<CaptureEvent> listener() {
        List<CaptureEvent> heard = new ArrayList<>();
        return event -> {
            heard.add(event);
            if (event instanceof CaptureEvent.Closed || event instanceof CaptureEvent.Failed) {
                finished.add(heard);
            }
        };
    }

    @Override
    public void capture(Consumer<CaptureEvent> sink) {
        boolean told = false;
        try {
            List<CaptureEvent> next = finished.take();
            while (!next.isEmpty() && !cancelled) {
                next.forEach(sink);
                told = true;
                next = finished.take();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            server.close();
        }
        if (!told) {
            sink.accept(new CaptureEvent.Opened(0, origin, Instant.now(), List.of()));
            sink.accept(new CaptureEvent.Failed(0, Failure.of(Failure.Kind.CANCELLED)));
        }
    }

    @Override
    public void cancel() {
        cancelled = true;
        finished.add(END);
    }
}
