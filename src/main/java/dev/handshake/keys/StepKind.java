package dev.handshake.keys;

import java.util.Locale;

/** What a step of the key schedule makes (RFC 9846 §7.1 to §7.3, RFC 5246 §6.3, §8.1, §7.4.9). */
public enum StepKind {
    PUBLIC_VALUES(Section.EXCHANGE),
    SHARED_SECRET(Section.EXCHANGE),
    PRE_MASTER_SECRET(Section.EXCHANGE),

    PSK(Section.SECRETS),
    EARLY_SECRET(Section.SECRETS),
    BINDER_KEY(Section.SECRETS),
    BINDER(Section.SECRETS),
    CLIENT_EARLY_TRAFFIC_SECRET(Section.SECRETS),
    EARLY_EXPORTER_SECRET(Section.SECRETS),
    DERIVED_SECRET(Section.SECRETS),
    HANDSHAKE_SECRET(Section.SECRETS),
    CLIENT_HANDSHAKE_TRAFFIC_SECRET(Section.SECRETS),
    SERVER_HANDSHAKE_TRAFFIC_SECRET(Section.SECRETS),
    MAIN_SECRET(Section.SECRETS),
    CLIENT_APPLICATION_TRAFFIC_SECRET(Section.SECRETS),
    SERVER_APPLICATION_TRAFFIC_SECRET(Section.SECRETS),
    NEXT_TRAFFIC_SECRET(Section.SECRETS),
    EXPORTER_SECRET(Section.SECRETS),
    RESUMPTION_SECRET(Section.SECRETS),
    RESUMPTION_PSK(Section.SECRETS),
    WRITE_KEY(Section.SECRETS),
    WRITE_IV(Section.SECRETS),
    FINISHED_KEY(Section.SECRETS),
    VERIFY_DATA_13(Section.SECRETS),

    MASTER_SECRET(Section.SECRETS),
    EXTENDED_MASTER_SECRET(Section.SECRETS),
    KEY_BLOCK(Section.SECRETS),
    CLIENT_WRITE_MAC_KEY(Section.SECRETS),
    SERVER_WRITE_MAC_KEY(Section.SECRETS),
    CLIENT_WRITE_KEY(Section.SECRETS),
    SERVER_WRITE_KEY(Section.SECRETS),
    CLIENT_WRITE_IV(Section.SECRETS),
    SERVER_WRITE_IV(Section.SECRETS),
    VERIFY_DATA_12(Section.SECRETS),

    SESSION_HASH(Section.TRANSCRIPT),
    TRANSCRIPT_HASH(Section.TRANSCRIPT);

    /** The parts of a tree, in the order in which they are shown. */
    public enum Section {
        /** What the two sides agree on, and what crosses for it. */
        EXCHANGE,
        /** What is made of it. */
        SECRETS,
        /** The hash over the messages so far. */
        TRANSCRIPT;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Section section;

    StepKind(Section section) {
        this.section = section;
    }

    public Section section() {
        return section;
    }

    /** Whether whoever knows it can read, or speak for, somebody else. */
    public boolean isSecret() {
        return section == Section.SECRETS || this == SHARED_SECRET || this == PRE_MASTER_SECRET;
    }

    /** {@code client_write_key}: as the RFC has it, and the keys of the words. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
