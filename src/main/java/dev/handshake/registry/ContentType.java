package dev.handshake.registry;

import org.jspecify.annotations.Nullable;

/** The type of a record (IANA: TLS ContentType; RFC 9846 §5.1, {@code enum { … } ContentType}). */
public record ContentType(int code) implements Registered {
    private static final CodeTable<ContentType> TABLE =
            CodeTable.load(ContentType::new, "content-types.tsv");

    public static final ContentType CHANGE_CIPHER_SPEC = new ContentType(0x14);
    public static final ContentType ALERT = new ContentType(0x15);
    public static final ContentType HANDSHAKE = new ContentType(0x16);
    public static final ContentType APPLICATION_DATA = new ContentType(0x17);
    public static final ContentType HEARTBEAT = new ContentType(0x18);
    public static final ContentType TLS12_CID = new ContentType(0x19);
    public static final ContentType ACK = new ContentType(0x1a);

    @Override
    public int width() {
        return 1;
    }

    @Override
    public CodeTable<ContentType> table() {
        return TABLE;
    }

    /** Compared at every turn; what a record has by itself takes long to get fast. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ContentType that && that.code == code;
    }

    @Override
    public int hashCode() {
        return code;
    }

    @Override
    public String toString() {
        return text();
    }
}
