package dev.handshake.ui.shell;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.CaptureSource;
import dev.handshake.capture.lab.Scenario;
import dev.handshake.capture.live.ClientOptions;
import dev.handshake.diagram.Palette;
import dev.handshake.explain.Language;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks of the window; null is left to what is remembered, or to the system.
 *
 * @param first what to capture or open at once; null for the invitation
 */
public record StartOptions(
        @Nullable First first,
        @Nullable Language language,
        @Nullable Palette palette,
        @Nullable Double scale) {
    /** What is captured or opened at once. */
    public sealed interface First {
        record Host(ClientOptions options) implements First {}

        /**
         * A scenario of the lab.
         *
         * @param options what is offered to it
         */
        record Lab(Scenario scenario, ClientOptions options) implements First {}

        /** A lab's server that runs, and each connection that comes to it. */
        record Served(CaptureSource source) implements First {}

        /**
         * A capture.
         *
         * @param keyFiles key logs and private keys
         * @param trustAnchors DER certificates that are trusted in place of all others; none for
         *     what the file says, or the platform's roots
         * @param session the number of a connection in its list; 0 for the list
         */
        record File(Path path, List<Path> keyFiles, List<Bytes> trustAnchors, int session)
                implements First {}
    }

    /** Nothing asked. */
    public static final StartOptions NONE = new StartOptions(null, null, null, null);
}
