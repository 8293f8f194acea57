package dev.handshake.ui.connect;

import dev.handshake.capture.CaptureSource;
import dev.handshake.capture.lab.LabSource;
import dev.handshake.capture.lab.Scenario;
import dev.handshake.capture.live.ClientOptions;
import dev.handshake.capture.live.LiveSource;
import java.util.Optional;

/** Where captures come from. */
public interface Doors {
    /** The network, and the lab in this computer. */
    Doors REAL =
            new Doors() {
                @Override
                public CaptureSource live(ClientOptions options) {
                    return new LiveSource(options);
                }

                @Override
                public Optional<CaptureSource> rehearsal() {
                    return Optional.of(new LabSource(Scenario.lesson()));
                }

                @Override
                public CaptureSource lab(Scenario scenario, ClientOptions options) {
                    return new LabSource(scenario, options);
                }
            };

    CaptureSource live(ClientOptions options);

    CaptureSource lab(Scenario scenario, ClientOptions options);

    /** A handshake that nobody will see, so that the first one that is seen is at full speed. */
    default Optional<CaptureSource> rehearsal() {
        return Optional.empty();
    }
}
