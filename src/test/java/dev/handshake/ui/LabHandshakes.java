package dev.handshake.ui;

import dev.handshake.capture.CaptureEvent;
import dev.handshake.capture.lab.DataFolder;
import dev.handshake.capture.lab.LabSource;
import dev.handshake.capture.lab.Scenario;
import dev.handshake.session.Session;
import dev.handshake.session.Sessions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Handshakes of the lab, for views to show. */
public final class LabHandshakes {
    static {
        // The lab's keys are made once for all tests, and not among the user's own.
        if (System.getProperty(DataFolder.PROPERTY) == null) {
            System.setProperty(DataFolder.PROPERTY, Path.of("target", "lab").toString());
        }
    }

    private LabHandshakes() {}

    /** The connections of a scenario, one after the other. */
    public static List<Session> of(String scenario) throws Exception {
        List<CaptureEvent> events = new ArrayList<>();
        new LabSource(Scenario.named(scenario)).capture(events::add);
        Sessions sessions = new Sessions(_ -> {});
        events.forEach(sessions);
        return List.copyOf(sessions.snapshots());
    }
}
