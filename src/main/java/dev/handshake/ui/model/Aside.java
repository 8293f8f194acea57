package dev.handshake.ui.model;

import dev.handshake.capture.Cancellation;
import java.io.IOException;
import java.util.function.BiConsumer;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Work that is done beside the FX thread, one piece at a time: of what is wished for meanwhile only
 * the newest counts. Used on the FX thread.
 *
 * @param <W> what is wished for
 * @param <R> what comes of it
 */
public final class Aside<W, R> {
    /** On a thread of its own. */
    @FunctionalInterface
    public interface Work<W, R> {
        /**
         * Does it.
         *
         * @param end raised when nobody wants it any more
         */
        R done(W wish, Cancellation end) throws IOException;
    }

    private final String name;
    private final Work<W, R> work;
    private final BiConsumer<W, R> done;
    private final BiConsumer<W, IOException> failed;
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private @Nullable W next;
    private @Nullable Cancellation running;

    /**
     * @param name of the thread
     * @param done takes what has come of a wish, on the FX thread
     * @param failed the same, where that could not be read
     */
    public Aside(
            String name,
            Work<W, R> work,
            BiConsumer<W, R> done,
            BiConsumer<W, IOException> failed) {
        this.name = name;
        this.work = work;
        this.done = done;
        this.failed = failed;
    }

    /** Whether something is still to come. */
    public ReadOnlyBooleanProperty busy() {
        return busy.getReadOnlyProperty();
    }

    /** Has it done, after what is being done. */
    public void wish(W wish) {
        next = wish;
        busy.set(true);
        if (running == null) {
            begin();
        }
    }

    /** Nothing that was wished for is wanted any more. */
    public void drop() {
        next = null;
        if (running != null) {
            running.raise();
        }
        busy.set(false);
    }

    private void begin() {
        W wish = next;
        if (wish == null) {
            return;
        }
        next = null;
        Cancellation end = new Cancellation();
        running = end;
        Thread.ofPlatform().name(name).daemon().start(() -> run(wish, end));
    }

    private void run(W wish, Cancellation end) {
        Runnable told = () -> failed.accept(wish, new IOException("the work broke off"));
        try {
            R result = work.done(wish, end);
            told = () -> done.accept(wish, result);
        } catch (IOException e) {
            told = () -> failed.accept(wish, e);
        } finally {
            // Whatever happens, the next wish has its turn.
            Runnable last = told;
            Platform.runLater(() -> ended(end, last));
        }
    }

    private void ended(Cancellation end, Runnable told) {
        running = null;
        if (!end.isRaised()) {
            told.run();
        }
        if (running == null) {
            begin();
        }
        busy.set(running != null);
    }
}
