package dev.handshake.proof;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** A server on loopback that somebody else wrote. */
interface Server extends AutoCloseable {
    /** Where it listens. */
    SocketAddress address();

    @Override
    void close();

    static SocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }
}
