package dev.handshake.proof;

import dev.handshake.capture.Cancellation;
import dev.handshake.capture.KeyRing;
import dev.handshake.capture.file.CaptureFile;
import dev.handshake.capture.file.CaptureReport;
import dev.handshake.capture.file.Connection;
import dev.handshake.capture.file.KeyLog;
import dev.handshake.session.Session;
import dev.handshake.session.SessionBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A capture file as this program reads it: every connection that has TLS in it, in full.
 *
 * @param others how many connections have none
 */
record Opened(List<Session> sessions, int others, CaptureReport report) {
    /**
     * @param keyLog an SSLKEYLOGFILE, or null; what the capture itself brings counts in any case
     */
    static Opened of(Path capture, @Nullable Path keyLog) throws Exception {
        KeyRing keys = new KeyRing();
        if (keyLog != null) {
            KeyLog.read(keyLog, keys);
        }
        try (CaptureFile file = CaptureFile.open(capture)) {
            List<Connection> connections = new ArrayList<>();
            file.index(connections::add, new Cancellation());
            keys.addAll(file.keys());
            connections.sort(Comparator.comparingInt(Connection::number));
            List<Session> sessions = new ArrayList<>();
            for (Connection connection : connections) {
                SessionBuilder builder = new SessionBuilder(_ -> {});
                file.source(connection, keys).capture(builder);
                if (builder.isTls()) {
                    sessions.add(builder.snapshot());
                }
            }
            return new Opened(sessions, connections.size() - sessions.size(), file.report());
        }
    }
}
