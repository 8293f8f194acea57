package dev.handshake.session;

/** Who looks at a connection. */
public enum Viewpoint {
    /** Somebody on the way, who has its packets and no key. */
    EAVESDROPPER,
    /** Who has the keys that this program has: of its own connections the client. */
    CLIENT,
    /** Who has its packets and comes by the private key of the server's certificate later. */
    SERVER_KEY;

    /** The one after it; behind the last comes the first. */
    public Viewpoint next() {
        return switch (this) {
            case EAVESDROPPER -> SERVER_KEY;
            case CLIENT -> EAVESDROPPER;
            case SERVER_KEY -> CLIENT;
        };
    }
}
