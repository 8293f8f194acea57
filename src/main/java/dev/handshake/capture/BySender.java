package dev.handshake.capture;

import java.util.function.Function;

/** One thing for each of the two senders. */
public record BySender<T>(T client, T server) {
    /** Made by {@code maker}, for the client first. */
    public static <T> BySender<T> of(Function<Sender, T> maker) {
        return new BySender<>(maker.apply(Sender.CLIENT), maker.apply(Sender.SERVER));
    }

    public T of(Sender sender) {
        return switch (sender) {
            case CLIENT -> client;
            case SERVER -> server;
        };
    }
}
