package dev.handshake.ui.connect;

import dev.handshake.capture.Cancellation;
import dev.handshake.session.Catalogue;
import dev.handshake.session.Listed;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * A capture that is open. It is read on a thread of its own; what has come is kept until there is
 * time for it.
 */
final class OpenCapture {
    final String name;
    final Catalogue catalogue;
    final Sieve sieve = new Sieve();

    private final List<Listed> fresh = new ArrayList<>();
    private Cancellation cancellation = new Cancellation();
    private CountDownLatch over = new CountDownLatch(0);
    private volatile double progress;
    private volatile boolean running;
    private volatile boolean stopped;

    /** One way to go through the capture. */
    private interface Passage {
        void through(Catalogue.Listener listener, Cancellation cancellation)
                throws InterruptedException;
    }

    /**
     * @param name what the file is called
     */
    OpenCapture(String name, Catalogue catalogue) {
        this.name = name;
        this.catalogue = catalogue;
    }

    /** Goes through the whole file. */
    void read() {
        start(catalogue::read);
    }

    /** Reads every connection again, with keys that have become known since. */
    void readAgain() {
        start(catalogue::readAgain);
    }

    private void start(Passage passage) {
        Cancellation end = new Cancellation();
        CountDownLatch last = new CountDownLatch(1);
        cancellation = end;
        over = last;
        progress = 0;
        running = true;
        Thread.ofPlatform()
                .name("capture-reading")
                .daemon()
                .start(() -> {
                    try {
                        passage.through(listener(), end);
                    } catch (InterruptedException e) {
                        // Nobody interrupts this thread: it ends when it is told to.
                        Thread.currentThread().interrupt();
                    } finally {
                        stopped |= end.isRaised();
                        running = false;
                        last.countDown();
                    }
                });
    }

    private Catalogue.Listener listener() {
        return new Catalogue.Listener() {
            @Override
            public void found(Listed listed) {
                synchronized (fresh) {
                    fresh.add(listed);
                }
            }

            @Override
            public void progress(double done) {
                progress = done;
            }
        };
    }

    /** What has come since the last time. */
    List<Listed> take() {
        synchronized (fresh) {
            List<Listed> taken = List.copyOf(fresh);
            fresh.clear();
            return taken;
        }
    }

    boolean hasFresh() {
        synchronized (fresh) {
            return !fresh.isEmpty();
        }
    }

    /** 0 to 1. */
    double progress() {
        return progress;
    }

    /** Whether it is being read. Asked first: what was found before the end can then be taken. */
    boolean isRunning() {
        return running;
    }

    /** Whether the reading has ended because somebody wished so. */
    boolean isStopped() {
        return stopped;
    }

    /** Ends the reading; what has come until then stays. */
    void stop() {
        cancellation.raise();
    }

    /** Ends the reading and, when nobody reads any more, closes the file. Waits for that. */
    void close() {
        stop();
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        catalogue.file().close();
    }
}
