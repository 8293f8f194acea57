package dev.handshake.capture;

/** A file is protected, and what was given does not open it. */
public final class PasswordNeeded extends BadInput {
    private static final long serialVersionUID = 1;

    PasswordNeeded(String key, String file) {
        super(key, file);
    }
}
