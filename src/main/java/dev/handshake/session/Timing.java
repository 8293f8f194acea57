package dev.handshake.session;

import java.util.OptionalLong;

/**
 * How long things took, in nanoseconds; empty where it is not known.
 *
 * @param nameLookup the name look-up
 * @param tcpConnect from the connect call to its return
 * @param handshake from the first byte of the ClientHello to the last Finished
 * @param firstByte from the first byte of the ClientHello to the server's first application data
 */
public record Timing(
        OptionalLong nameLookup,
        OptionalLong tcpConnect,
        OptionalLong handshake,
        OptionalLong firstByte) {
    public static final Timing UNKNOWN =
            new Timing(
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    OptionalLong.empty());
}
