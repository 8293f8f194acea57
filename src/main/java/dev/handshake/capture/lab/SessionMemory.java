package dev.handshake.capture.lab;

import dev.handshake.bytes.Bytes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The sessions that a server remembers by their IDs (RFC 5246 §7.3), the newest. */
final class SessionMemory {
    private static final int MOST = 1_000;

    private final Map<Bytes, Bytes> byId =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Bytes, Bytes> eldest) {
                    return size() > MOST;
                }
            };

    synchronized void keep(Bytes id, Remembered session) {
        byId.put(id, session.encode());
    }

    synchronized Optional<Remembered> find(Bytes id) {
        return Optional.ofNullable(byId.get(id)).flatMap(Remembered::decode);
    }
}
