package dev.handshake.message;

import java.io.IOException;

/** These bytes are no frame of Zstandard, or one that this cannot read. */
final class NotZstd extends IOException {
    private static final long serialVersionUID = 1L;
}
