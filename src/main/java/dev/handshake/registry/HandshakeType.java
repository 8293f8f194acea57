package dev.handshake.registry;

/**
 * The type of a handshake message (IANA: TLS HandshakeType; RFC 9846 §4, {@code enum { … }
 * HandshakeType}).
 */
public record HandshakeType(int code) implements Registered {
    private static final CodeTable<HandshakeType> TABLE =
            CodeTable.load(HandshakeType::new, "handshake-types.tsv");

    public static final HandshakeType HELLO_REQUEST = new HandshakeType(0x00);
    public static final HandshakeType CLIENT_HELLO = new HandshakeType(0x01);
    public static final HandshakeType SERVER_HELLO = new HandshakeType(0x02);
    public static final HandshakeType HELLO_VERIFY_REQUEST = new HandshakeType(0x03);
    public static final HandshakeType NEW_SESSION_TICKET = new HandshakeType(0x04);
    public static final HandshakeType END_OF_EARLY_DATA = new HandshakeType(0x05);
    public static final HandshakeType HELLO_RETRY_REQUEST = new HandshakeType(0x06);
    public static final HandshakeType ENCRYPTED_EXTENSIONS = new HandshakeType(0x08);
    public static final HandshakeType REQUEST_CONNECTION_ID = new HandshakeType(0x09);
    public static final HandshakeType NEW_CONNECTION_ID = new HandshakeType(0x0a);
    public static final HandshakeType CERTIFICATE = new HandshakeType(0x0b);
    public static final HandshakeType SERVER_KEY_EXCHANGE = new HandshakeType(0x0c);
    public static final HandshakeType CERTIFICATE_REQUEST = new HandshakeType(0x0d);
    public static final HandshakeType SERVER_HELLO_DONE = new HandshakeType(0x0e);
    public static final HandshakeType CERTIFICATE_VERIFY = new HandshakeType(0x0f);
    public static final HandshakeType CLIENT_KEY_EXCHANGE = new HandshakeType(0x10);
    public static final HandshakeType CLIENT_CERTIFICATE_REQUEST = new HandshakeType(0x11);
    public static final HandshakeType FINISHED = new HandshakeType(0x14);
    public static final HandshakeType CERTIFICATE_URL = new HandshakeType(0x15);
    public static final HandshakeType CERTIFICATE_STATUS = new HandshakeType(0x16);
    public static final HandshakeType SUPPLEMENTAL_DATA = new HandshakeType(0x17);
    public static final HandshakeType KEY_UPDATE = new HandshakeType(0x18);
    public static final HandshakeType COMPRESSED_CERTIFICATE = new HandshakeType(0x19);
    public static final HandshakeType EKT_KEY = new HandshakeType(0x1a);
    public static final HandshakeType NEXT_PROTOCOL = new HandshakeType(0x43);
    public static final HandshakeType MESSAGE_HASH = new HandshakeType(0xfe);

    @Override
    public int width() {
        return 1;
    }

    @Override
    public CodeTable<HandshakeType> table() {
        return TABLE;
    }

    @Override
    public String toString() {
        return text();
    }
}
