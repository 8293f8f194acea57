package dev.handshake.capture.live;

import dev.handshake.capture.Limits;
import dev.handshake.capture.Target;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What servers gave to be resumed, by target, as every client keeps it: the newest first, none for
 * longer than its server said, a ticket of TLS 1.3 given out once (RFC 9846 App. C.4). May be used
 * from several threads.
 */
public final class ClientSessions {
    /** Per target; servers send two tickets or four. */
    private static final int KEPT = 8;

    /** The one that was not asked for the longest goes first. */
    private static final int TARGETS = 100;

    private final Map<Target, Deque<Resumption>> byTarget =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Target, Deque<Resumption>> eldest) {
                    return size() > TARGETS;
                }
            };

    synchronized void add(Target target, Resumption resumption) {
        if (resumption.identity().length() > Limits.TICKET) {
            return;
        }
        Deque<Resumption> kept = byTarget.computeIfAbsent(target, _ -> new ArrayDeque<>());
        kept.addFirst(resumption);
        if (kept.size() > KEPT) {
            kept.removeLast();
        }
    }

    /** The newest that has not expired. It stays, unless {@link #used} says that it was offered. */
    public synchronized Optional<Resumption> newest(Target target) {
        Deque<Resumption> kept = byTarget.getOrDefault(target, new ArrayDeque<>());
        Instant now = Instant.now();
        kept.removeIf(resumption -> resumption.isExpired(now));
        return Optional.ofNullable(kept.peekFirst());
    }

    /** It has been offered: a ticket of TLS 1.3 shall not be offered twice. */
    synchronized void used(Resumption resumption) {
        if (resumption.kind() == Resumption.Kind.PSK) {
            byTarget.values().forEach(kept -> kept.remove(resumption));
        }
    }
}
