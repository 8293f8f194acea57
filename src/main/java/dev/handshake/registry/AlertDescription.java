package dev.handshake.registry;

/** Why an alert was sent (IANA: TLS Alerts; RFC 9846 §6, {@code enum { … } AlertDescription}). */
public record AlertDescription(int code) implements Registered {
    private static final CodeTable<AlertDescription> TABLE =
            CodeTable.load(AlertDescription::new, "alerts.tsv");

    public static final AlertDescription CLOSE_NOTIFY = new AlertDescription(0x00);
    public static final AlertDescription UNEXPECTED_MESSAGE = new AlertDescription(0x0a);
    public static final AlertDescription BAD_RECORD_MAC = new AlertDescription(0x14);
    public static final AlertDescription DECRYPTION_FAILED_RESERVED = new AlertDescription(0x15);
    public static final AlertDescription RECORD_OVERFLOW = new AlertDescription(0x16);
    public static final AlertDescription DECOMPRESSION_FAILURE_RESERVED =
            new AlertDescription(0x1e);
    public static final AlertDescription HANDSHAKE_FAILURE = new AlertDescription(0x28);
    public static final AlertDescription NO_CERTIFICATE_RESERVED = new AlertDescription(0x29);
    public static final AlertDescription BAD_CERTIFICATE = new AlertDescription(0x2a);
    public static final AlertDescription UNSUPPORTED_CERTIFICATE = new AlertDescription(0x2b);
    public static final AlertDescription CERTIFICATE_REVOKED = new AlertDescription(0x2c);
    public static final AlertDescription CERTIFICATE_EXPIRED = new AlertDescription(0x2d);
    public static final AlertDescription CERTIFICATE_UNKNOWN = new AlertDescription(0x2e);
    public static final AlertDescription ILLEGAL_PARAMETER = new AlertDescription(0x2f);
    public static final AlertDescription UNKNOWN_CA = new AlertDescription(0x30);
    public static final AlertDescription ACCESS_DENIED = new AlertDescription(0x31);
    public static final AlertDescription DECODE_ERROR = new AlertDescription(0x32);
    public static final AlertDescription DECRYPT_ERROR = new AlertDescription(0x33);
    public static final AlertDescription TOO_MANY_CIDS_REQUESTED = new AlertDescription(0x34);
    public static final AlertDescription EXPORT_RESTRICTION_RESERVED = new AlertDescription(0x3c);
    public static final AlertDescription PROTOCOL_VERSION = new AlertDescription(0x46);
    public static final AlertDescription INSUFFICIENT_SECURITY = new AlertDescription(0x47);
    public static final AlertDescription INTERNAL_ERROR = new AlertDescription(0x50);
    public static final AlertDescription INAPPROPRIATE_FALLBACK = new AlertDescription(0x56);
    public static final AlertDescription USER_CANCELED = new AlertDescription(0x5a);
    public static final AlertDescription NO_RENEGOTIATION_RESERVED = new AlertDescription(0x64);
    public static final AlertDescription MISSING_EXTENSION = new AlertDescription(0x6d);
    public static final AlertDescription UNSUPPORTED_EXTENSION = new AlertDescription(0x6e);
    public static final AlertDescription CERTIFICATE_UNOBTAINABLE_RESERVED =
            new AlertDescription(0x6f);
    public static final AlertDescription UNRECOGNIZED_NAME = new AlertDescription(0x70);
    public static final AlertDescription BAD_CERTIFICATE_STATUS_RESPONSE =
            new AlertDescription(0x71);
    public static final AlertDescription BAD_CERTIFICATE_HASH_VALUE_RESERVED =
            new AlertDescription(0x72);
    public static final AlertDescription UNKNOWN_PSK_IDENTITY = new AlertDescription(0x73);
    public static final AlertDescription CERTIFICATE_REQUIRED = new AlertDescription(0x74);
    public static final AlertDescription GENERAL_ERROR = new AlertDescription(0x75);
    public static final AlertDescription NO_APPLICATION_PROTOCOL = new AlertDescription(0x78);
    public static final AlertDescription ECH_REQUIRED = new AlertDescription(0x79);

    @Override
    public int width() {
        return 1;
    }

    @Override
    public CodeTable<AlertDescription> table() {
        return TABLE;
    }

    @Override
    public String toString() {
        return text();
    }
}
