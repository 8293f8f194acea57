package dev.handshake.explain;

/**
 * What the secret is called from which the keys of a connection are made: RFC 9846 renamed it. The
 * reader chooses; names in the protocol ({@code extended_master_secret}) stay.
 */
public enum MainSecret {
    /** As RFC 9846 has it. */
    MAIN("explain.main_secret"),
    /** As it was up to RFC 8446. */
    MASTER("explain.master_secret");

    /** In braces where texts speak of it. */
    static final String PLACE = "main_secret";

    private final String key;

    MainSecret(String key) {
        this.key = key;
    }

    /** The key of its name. */
    public String key() {
        return key;
    }
}
