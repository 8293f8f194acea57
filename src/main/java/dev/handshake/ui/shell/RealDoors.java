package dev.handshake.ui.shell;

import dev.handshake.capture.CaptureSource;
import dev.handshake.capture.live.ClientOptions;
import dev.handshake.capture.live.LiveSource;
import dev.handshake.ui.connect.Doors;
import dev.handshake.ui.connect.Lesson;
import java.util.List;

/** The network and the lab. */
final class RealDoors implements Doors {
    @Override
    public CaptureSource live(ClientOptions options) {
        return new LiveSource(options);
    }

    @Override
    public List<Lesson> lessons() {
        return List.of();
    }

    @Override
    public CaptureSource lab(String scenario) {
        throw new IllegalArgumentException(scenario);
    }
}
