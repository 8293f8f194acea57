package dev.handshake.session;

import dev.handshake.capture.Cancellation;
import dev.handshake.capture.CaptureSource;
import dev.handshake.capture.Sender;
import dev.handshake.capture.file.CaptureFile;
import dev.handshake.capture.file.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The TLS connections of a capture file. The file is gone through once, packet by packet; each
 * connection is then read as far as its line needs, several at a time, and again in full when it is
 * opened.
 */
public final class Catalogue {
    /**
     * Connections that one task reads: few, so that the list fills, but more than a hand-over
     * costs.
     */
    private static final int BATCH = 32;

    private final CaptureFile file;
    private final int readers;

    /** All TCP connections, as far as the file has been gone through. */
    private final List<Connection> connections = new ArrayList<>();

    private final Map<String, Integer> others = new TreeMap<>();

    /** Told of what is read, on several threads, one at a time. */
    public interface Listener {
        /**
         * A TLS connection; they come in no certain order. One that has been told may be told anew,
         * when keys for it were found later in the file.
         */
        void found(Listed listed);

        /**
         * How far the reading is, 0 to 1, never back; but where lines are told anew, it begins
         * anew, too.
         */
        void progress(double done);
    }

    /** One that takes all processors. */
    public Catalogue(CaptureFile file) {
        this(file, Runtime.getRuntime().availableProcessors());
    }

    /**
     * @param file whose keys ({@link CaptureFile#keys}) decrypt what they can
     * @param readers how many connections are read at the same time; one is read by who goes
     *     through the file
     */
    public Catalogue(CaptureFile file, int readers) {
        this.file = file;
        this.readers = readers;
    }

    /**
     * Goes through the file and reads the line of each connection. Blocks until all are told, or
     * until it is cancelled: what has been told until then stays.
     */
    public void read(Listener listener, Cancellation cancellation) throws InterruptedException {
        Reading reading = new Reading(listener, cancellation);
        int keysAtFirst;
        try {
            file.index(reading, cancellation);
        } finally {
            keysAtFirst = reading.keysAtFirst;
            reading.finish();
        }
        if (file.keys().size() > keysAtFirst && !cancellation.isRaised()) {
            readAgain(listener, cancellation);
        }
    }

    /** Reads all lines again, with keys that have become known since. */
    public void readAgain(Listener listener, Cancellation cancellation)
            throws InterruptedException {
        Reading reading = new Reading(listener, cancellation);
        synchronized (others) {
            others.clear();
        }
        try {
            reading.progress(file.size(), file.size());
            connections.forEach(reading::add);
        } finally {
            reading.finish();
        }
    }

    /** The connection as a door, to be read in full. */
    public CaptureSource source(Listed listed) {
        return file.source(listed.connection(), file.keys());
    }

    /** The connection, read in full. */
    public Session session(Listed listed) {
        SessionBuilder builder = new SessionBuilder(_ -> {});
        source(listed).capture(builder);
        return builder.snapshot();
    }

    /** The connections that are not TLS: how many speak what. */
    public Map<String, Integer> others() {
        synchronized (others) {
            return Map.copyOf(others);
        }
    }

    public CaptureFile file() {
        return file;
    }

    /** One going through all connections. */
    private final class Reading implements CaptureFile.Listener {
        private final Listener listener;
        private final Cancellation cancellation;
        private final ExecutorService reading;
        private final AtomicLong bytesRead = new AtomicLong();
        private final AtomicReference<@Nullable RuntimeException> broken = new AtomicReference<>();
        private List<Connection> batch = new ArrayList<>(BATCH);
        private int keysAtFirst = Integer.MAX_VALUE;
        private volatile double indexed;
        private volatile long total = 1;

        Reading(Listener listener, Cancellation cancellation) {
            this.listener = listener;
            this.cancellation = cancellation;
            this.reading =
                    Executors.newFixedThreadPool(
                            readers, Thread.ofPlatform().name("catalogue-", 1).daemon().factory());
        }

        @Override
        public void connection(Connection connection) {
            if (connections.isEmpty()) {
                keysAtFirst = file.keys().size();
            }
            connections.add(connection);
            add(connection);
        }

        void add(Connection connection) {
            batch.add(connection);
            if (batch.size() == BATCH) {
                submit();
            }
        }

        private void submit() {
            List<Connection> some = batch;
            batch = new ArrayList<>(BATCH);
            if (readers == 1) {
                readAll(some);
            } else {
                reading.execute(() -> readAll(some));
            }
        }

        private void readAll(List<Connection> some) {
            List<Listed> found = new ArrayList<>(some.size());
            for (Connection connection : some) {
                if (cancellation.isRaised()) {
                    break;
                }
                try {
                    line(connection, found::add);
                } catch (RuntimeException e) {
                    // A fault of ours: the other connections are told first.
                    broken.compareAndSet(null, e);
                }
                bytesRead.addAndGet(
                        connection.bytes(Sender.CLIENT) + connection.bytes(Sender.SERVER));
            }
            synchronized (listener) {
                found.forEach(listener::found);
                tellProgress();
            }
        }

        @Override
        public void progress(long done, long of) {
            total = Math.max(1, of);
            indexed = (double) done / total;
            synchronized (listener) {
                tellProgress();
            }
        }

        /** Going through the file is the smaller part of the work. */
        private void tellProgress() {
            double read = Math.min(1, (double) bytesRead.get() / total);
            listener.progress(0.2 * indexed + 0.8 * read);
        }

        void finish() throws InterruptedException {
            submit();
            reading.shutdown();
            while (!reading.awaitTermination(1, TimeUnit.HOURS)) {
                // A file may be that large; Cancel ends it.
            }
            synchronized (listener) {
                listener.progress(1);
            }
            RuntimeException fault = broken.get();
            if (fault != null) {
                throw new IllegalStateException("a connection could not be read", fault);
            }
        }
    }

    private void line(Connection connection, Consumer<Listed> found) {
        SessionBuilder builder = new SessionBuilder(_ -> {}, Depth.SUMMARY, file.keys());
        file.source(connection, file.keys()).capture(builder);
        if (builder.isTls()) {
            found.accept(builder.line(connection));
        } else {
            String protocol = builder.otherProtocol();
            synchronized (others) {
                others.merge(protocol, 1, Integer::sum);
            }
        }
    }
}
