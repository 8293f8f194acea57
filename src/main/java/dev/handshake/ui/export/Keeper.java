package dev.handshake.ui.export;

import dev.handshake.capture.Origin;
import dev.handshake.export.Autosave;
import dev.handshake.session.Outcome;
import dev.handshake.session.Session;
import dev.handshake.ui.model.AppModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the last session of this program's own, without its secrets, for as long as the program
 * runs: after a crash it is offered. On a thread of its own. What cannot be kept is a pity and
 * never a failure.
 */
public final class Keeper {
    /** Begins to keep. */
    @FunctionalInterface
    public interface Start {
        Autosave begin() throws IOException;
    }

    private final ReadOnlyObjectWrapper<@Nullable Path> leftOver = new ReadOnlyObjectWrapper<>();
    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().name("autosave").daemon().factory());

    /** On the worker only. */
    private @Nullable Autosave autosave;

    private boolean done;

    /** Something to be done with the store, which may fail. */
    private interface Deed {
        void with(Autosave store) throws IOException;
    }

    public Keeper(AppModel app, Start start) {
        worker.execute(() -> begin(start));
        app.sight.whole.subscribe(this::keep);
    }

    /** The session that another run of this program has left, which did not end in order. */
    public ReadOnlyObjectProperty<@Nullable Path> leftOver() {
        return leftOver.getReadOnlyProperty();
    }

    private void begin(Start start) {
        try {
            Autosave store = start.begin();
            autosave = store;
            Optional<Path> left = store.leftOver();
            Platform.runLater(() -> leftOver.set(left.orElse(null)));
        } catch (IOException e) {
            // Nothing is kept, then.
        }
    }

    private void keep(@Nullable Session session) {
        if (session != null && isWorthKeeping(session)) {
            later(store -> store.save(session));
        }
    }

    /** This program's own, and over: what comes from a file is in it already. */
    private static boolean isWorthKeeping(Session session) {
        return session.origin().kind() != Origin.Kind.CAPTURE
                && session.outcome().status() != Outcome.Status.RUNNING
                && !session.messages().isEmpty();
    }

    /** It has been looked at: it stays until the program ends, and is not offered again. */
    public void taken() {
        leftOver.set(null);
        done = true;
    }

    /** It is not wanted. */
    public void discard() {
        leftOver.set(null);
        later(Autosave::discardLeftOvers);
    }

    private void later(Deed deed) {
        if (worker.isShutdown()) {
            return;
        }
        worker.execute(() -> {
            Autosave store = autosave;
            if (store != null) {
                try {
                    deed.with(store);
                } catch (IOException e) {
                    // A pity.
                }
            }
        });
    }

    /** The program ends in order: nothing is left of it. */
    public void close() {
        if (done) {
            later(Autosave::discardLeftOvers);
        }
        later(Autosave::close);
        worker.shutdown();
    }

    /** Waits a moment for the last of it. */
    public void await() throws InterruptedException {
        worker.awaitTermination(1, TimeUnit.SECONDS);
    }
}
