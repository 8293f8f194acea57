package dev.handshake.registry;

/** A way to protect media (IANA: DTLS-SRTP Protection Profiles; RFC 5764 §4.1.2). */
public record SrtpProfile(int code) implements Registered {
    private static final CodeTable<SrtpProfile> TABLE =
            CodeTable.load(SrtpProfile::new, "srtp-profiles.tsv");

    @Override
    public int width() {
        return 2;
    }

    @Override
    public CodeTable<SrtpProfile> table() {
        return TABLE;
    }

    @Override
    public String toString() {
        return text();
    }
}
