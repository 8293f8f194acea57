package dev.handshake.ui.connect;

import dev.handshake.capture.CaptureSource;
import dev.handshake.capture.lab.LabSource;
import dev.handshake.capture.lab.Scenario;
import dev.handshake.capture.live.ClientOptions;
import dev.handshake.capture.live.ClientSessions;
import dev.handshake.capture.live.LiveSource;
import java.util.Optional;

/** Where captures come from. */
public interface Doors {
    /** The network, and the lab in this computer. */
    Doors REAL =
            new Doors() {
                @Override
                public CaptureSource live(ClientOptions options, ClientSessions sessions) {
                    return new LiveSource(options, sessions);
                }

                @Override
                public Optional<CaptureSource> rehearsal() {
                    return Optional.of(new LabSource(Scenario.lesson()));
                }

                @Override
                public CaptureSource lab(
                        Scenario scenario, ClientOptions options, ClientSessions sessions) {
                    return new LabSource(scenario, options, sessions);
                }
            };

    /**
     * A host.
     *
     * @param sessions remember what it gives to be resumed
     */
    CaptureSource live(ClientOptions options, ClientSessions sessions);

    /**
     * A scenario of the lab.
     *
     * @param sessions remember what its server gives to be resumed
     */
    CaptureSource lab(Scenario scenario, ClientOptions options, ClientSessions sessions);

    /** A handshake that nobody will see, so that the first one that is seen is at full speed. */
    default Optional<CaptureSource> rehearsal() {
        return Optional.empty();
    }
}
