package dev.handshake.ui.connect;

import dev.handshake.capture.CaptureSource;
import dev.handshake.capture.Target;

/** Where captures come from. */
public interface Doors {
    /** A real host. */
    CaptureSource live(Target target, VersionCap cap);

    /** The lab's scenario with the name. */
    CaptureSource lab(String scenario);
}
