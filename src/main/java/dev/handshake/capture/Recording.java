package dev.handshake.capture;

import java.io.IOException;
import java.util.function.Consumer;

/** The packets of one connection, read anew whenever they are wanted. */
@FunctionalInterface
public interface Recording {
    /**
     * Tells every packet, in the order of the capture.
     *
     * @throws IOException if the capture cannot be read any more
     */
    void packets(Consumer<Packet> sink) throws IOException;
}
