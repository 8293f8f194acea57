package dev.handshake.capture;

/**
 * One end of a TCP connection.
 *
 * @param address a numeric address without brackets, {@code 127.0.0.1} or {@code ::1}
 */
public record Endpoint(String address, int port) {
    @Override
    public String toString() {
        return address.contains(":") ? "[" + address + "]:" + port : address + ":" + port;
    }
}
