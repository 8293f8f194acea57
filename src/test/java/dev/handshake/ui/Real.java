package dev.handshake.ui;

import dev.handshake.capture.Cancellation;
import dev.handshake.capture.CaptureEvent;
import dev.handshake.capture.CaptureSource;
import dev.handshake.capture.file.CaptureFile;
import dev.handshake.capture.file.Connection;
import dev.handshake.capture.file.KeyLog;
import dev.handshake.capture.lab.DataFolder;
import dev.handshake.capture.lab.LabSource;
import dev.handshake.capture.lab.Scenario;
import dev.handshake.session.Session;
import dev.handshake.session.SessionBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sessions that really happened: in the lab, or in a capture. */
public final class Real {
    static {
        // The lab's keys are made once for all tests, and not among the user's own.
        if (System.getProperty(DataFolder.PROPERTY) == null) {
            System.setProperty(DataFolder.PROPERTY, Path.of("target", "lab").toString());
        }
    }

    private Real() {}

    /** The last connection of a scenario of the lab, shaken hands now or recorded. */
    public static Session lab(String scenario) throws Exception {
        return told(new LabSource(Scenario.named(scenario))).getLast();
    }

    /** Every connection that a capture has. */
    public static List<Session> capture(Path path, @Nullable Path keyLog) throws Exception {
        try (CaptureFile file = CaptureFile.open(path)) {
            if (keyLog != null) {
                KeyLog.read(keyLog, file.keys());
            }
            List<Connection> connections = new ArrayList<>();
            file.index(connections::add, new Cancellation());
            List<Session> sessions = new ArrayList<>();
            for (Connection connection : connections) {
                sessions.addAll(told(file.source(connection, file.keys())));
            }
            return sessions;
        }
    }

    private static List<Session> told(CaptureSource source) throws Exception {
        List<SessionBuilder> builders = new ArrayList<>();
        source.capture(event -> {
            if (event instanceof CaptureEvent.Opened) {
                builders.add(new SessionBuilder(_ -> {}));
            }
            builders.getLast().accept(event);
        });
        return builders.stream().map(SessionBuilder::snapshot).toList();
    }
}
