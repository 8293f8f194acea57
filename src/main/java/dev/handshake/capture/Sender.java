package dev.handshake.capture;

/** Which of the two ends of a connection sent something. */
public enum Sender {
    CLIENT,
    SERVER;

    public Sender other() {
        return switch (this) {
            case CLIENT -> SERVER;
            case SERVER -> CLIENT;
        };
    }

    /** As the JSON has it: {@code client} or {@code server}. */
    public String word() {
        return switch (this) {
            case CLIENT -> "client";
            case SERVER -> "server";
        };
    }
}
