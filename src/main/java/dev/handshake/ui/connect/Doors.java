package dev.handshake.ui.connect;

import dev.handshake.capture.CaptureSource;
import dev.handshake.capture.live.ClientOptions;
import java.util.List;

/** Where captures come from. */
public interface Doors {
    /** A real host. */
    CaptureSource live(ClientOptions options);

    /** What the lab has to offer. */
    List<Lesson> lessons();

    /** The lab's scenario with the name. */
    CaptureSource lab(String scenario);
}
