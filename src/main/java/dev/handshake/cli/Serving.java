package dev.handshake.cli;

import dev.handshake.capture.Capture;
import dev.handshake.capture.CaptureEvent;
import dev.handshake.capture.Target;
import dev.handshake.capture.lab.Lab;
import dev.handshake.capture.lab.ServedSource;
import dev.handshake.explain.Words;
import dev.handshake.session.Session;
import dev.handshake.session.SessionBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A scenario's server that runs until somebody ends the program. */
final class Serving {
    /** How long the end may take: what is being written shall be whole. */
    private static final Duration GOODBYE = Duration.ofSeconds(2);

    private final ServedSource source;

    /** Told of a connection that is over. */
    interface Visitor {
        /**
         * It is over.
         *
         * @param number counts from 1
         * @throws Refusal if it cannot be written; then the serving ends
         */
        void left(int number, Session session) throws Refusal;
    }

    private Serving(ServedSource source) {
        this.source = source;
    }

    /**
     * Starts it and says where it is.
     *
     * @throws Refusal if the port cannot be had
     */
    static Serving start(Call.Door.Serve door, Words words, Consumer<String> say) throws Refusal {
        Lab lab = Lab.ofThisUser();
        ServedSource source;
        try {
            source = ServedSource.start(lab, door.scenario(), door.port());
        } catch (IOException e) {
            throw new Refusal(
                    ExitStatus.NO_ANSWER,
                    "cli.serve-taken",
                    String.valueOf(door.port()),
                    String.valueOf(e.getMessage()));
        }
        Target at = source.address();
        say.accept(words.text("cli.serving", door.scenario().name(), at.toString()));
        try {
            Path root = lab.writeRoot();
            say.accept(words.text("cli.serving.trust", root.toString(), String.valueOf(at.port())));
        } catch (IOException e) {
            say.accept(words.text("cli.serving.untrusted", String.valueOf(at.port())));
        }
        return new Serving(source);
    }

    ServedSource source() {
        return source;
    }

    /** Runs until the thread is interrupted or the program ended, which it holds up for a while. */
    void run(Visitor visitor) throws Refusal {
        Visits visits = new Visits(visitor);
        Capture capture = Capture.start(source, visits);
        Thread goodbye = Thread.ofPlatform().unstarted(() -> end(capture));
        Runtime.getRuntime().addShutdownHook(goodbye);
        try {
            capture.join();
        } catch (InterruptedException e) {
            end(capture);
        } finally {
            forget(goodbye);
        }
        Refusal refusal = visits.refusal.get();
        if (refusal != null) {
            throw refusal;
        }
    }

    private static void end(Capture capture) {
        capture.cancel();
        try {
            capture.join(GOODBYE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void forget(Thread goodbye) {
        try {
            Runtime.getRuntime().removeShutdownHook(goodbye);
        } catch (IllegalStateException e) {
            // It is what ends this.
        }
    }

    /** Makes a session of each connection. */
    private final class Visits implements Consumer<CaptureEvent> {
        private final Visitor visitor;
        private final AtomicReference<@Nullable Refusal> refusal = new AtomicReference<>();
        private SessionBuilder builder = new SessionBuilder(_ -> {});
        private boolean connected;
        private int number;

        Visits(Visitor visitor) {
            this.visitor = visitor;
        }

        @Override
        public void accept(CaptureEvent event) {
            if (event instanceof CaptureEvent.Opened) {
                builder = new SessionBuilder(_ -> {});
                connected = false;
            }
            builder.accept(event);
            connected |= event instanceof CaptureEvent.Connected;
            boolean over =
                    event instanceof CaptureEvent.Closed || event instanceof CaptureEvent.Failed;
            if (over && connected && refusal.get() == null) {
                number++;
                try {
                    visitor.left(number, builder.snapshot());
                } catch (Refusal e) {
                    refusal.set(e);
                    source.cancel();
                }
            }
        }
    }
}
