package dev.handshake.capture.live;

import dev.handshake.capture.Failure;

/** A connection cannot go on; carries the outcome up to {@link LiveSource}, no farther. */
final class Broken extends Exception {
    private static final long serialVersionUID = 1;
    private final transient Failure failure;

    Broken(Failure failure) {
        super(failure.toString());
        this.failure = failure;
    }

    Broken(Failure.Kind kind, Object... args) {
        this(Failure.of(kind, args));
    }

    Failure failure() {
        return failure;
    }
}
