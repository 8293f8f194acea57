package dev.handshake.capture.file;

import dev.handshake.capture.KeyRing;
import dev.handshake.capture.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a capture file tells beside its packets. Filled by one thread, read by any. */
final class Remarks {
    final KeyRing keys = new KeyRing();
    private final Map<String, List<String>> names = new ConcurrentHashMap<>();
    private volatile KeyLog.Result secrets = KeyLog.Result.NOTHING;
    private final List<String> comments = new CopyOnWriteArrayList<>();

    /** Remembers that the file calls an address so. */
    void name(String address, String name) {
        List<String> known = names.getOrDefault(address, List.of());
        boolean room = names.size() < Limits.REMARKS && known.size() < 16;
        if (room && !name.isEmpty() && !known.contains(name)) {
            List<String> more = new ArrayList<>(known);
            more.add(name);
            names.put(address, List.copyOf(more));
        }
    }

    void comment(String comment) {
        if (comments.size() < Limits.COMMENTS && !comment.isBlank()) {
            comments.add(comment);
        }
    }

    /** Remembers how a block of secrets was read. */
    void secrets(KeyLog.Result read) {
        secrets = secrets.plus(read);
    }

    KeyLog.Result secrets() {
        return secrets;
    }

    Map<String, List<String>> names() {
        return Map.copyOf(names);
    }

    List<String> comments() {
        return List.copyOf(comments);
    }
}
