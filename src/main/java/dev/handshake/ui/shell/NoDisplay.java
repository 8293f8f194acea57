package dev.handshake.ui.shell;

/** The toolkit found no display to open a window on, or not what it needs to. */
public final class NoDisplay extends Exception {
    private static final long serialVersionUID = 1;

    NoDisplay(Throwable cause) {
        super(cause.getMessage(), cause);
    }
}
