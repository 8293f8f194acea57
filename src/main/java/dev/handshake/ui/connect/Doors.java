package dev.handshake.ui.connect;

import dev.handshake.capture.CaptureSource;
import dev.handshake.capture.lab.LabSource;
import dev.handshake.capture.lab.Scenario;
import dev.handshake.capture.live.ClientOptions;
import dev.handshake.capture.live.LiveSource;

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
                public CaptureSource lab(Scenario scenario) {
                    return new LabSource(scenario);
                }
            };

    CaptureSource live(ClientOptions options);

    CaptureSource lab(Scenario scenario);
}
