package dev.handshake.registry;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The type of an extension (IANA: TLS ExtensionType Values). */
public record ExtensionType(int code) implements Registered {
    private static final CodeTable<ExtensionType> TABLE =
            CodeTable.load(
                    ExtensionType::new, "extension-types.tsv", "extension-types-unassigned.tsv");

    public static final ExtensionType SERVER_NAME = new ExtensionType(0x0000);
    public static final ExtensionType MAX_FRAGMENT_LENGTH = new ExtensionType(0x0001);
    public static final ExtensionType CLIENT_CERTIFICATE_URL = new ExtensionType(0x0002);
    public static final ExtensionType TRUSTED_CA_KEYS = new ExtensionType(0x0003);
    public static final ExtensionType TRUNCATED_HMAC = new ExtensionType(0x0004);
    public static final ExtensionType STATUS_REQUEST = new ExtensionType(0x0005);
    public static final ExtensionType USER_MAPPING = new ExtensionType(0x0006);
    public static final ExtensionType CLIENT_AUTHZ = new ExtensionType(0x0007);
    public static final ExtensionType SERVER_AUTHZ = new ExtensionType(0x0008);
    public static final ExtensionType CERT_TYPE = new ExtensionType(0x0009);
    public static final ExtensionType SUPPORTED_GROUPS = new ExtensionType(0x000a);
    public static final ExtensionType EC_POINT_FORMATS = new ExtensionType(0x000b);
    public static final ExtensionType SRP = new ExtensionType(0x000c);
    public static final ExtensionType SIGNATURE_ALGORITHMS = new ExtensionType(0x000d);
    public static final ExtensionType USE_SRTP = new ExtensionType(0x000e);
    public static final ExtensionType HEARTBEAT = new ExtensionType(0x000f);
    public static final ExtensionType APPLICATION_LAYER_PROTOCOL_NEGOTIATION =
            new ExtensionType(0x0010);
    public static final ExtensionType STATUS_REQUEST_V2 = new ExtensionType(0x0011);
    public static final ExtensionType SIGNED_CERTIFICATE_TIMESTAMP = new ExtensionType(0x0012);
    public static final ExtensionType CLIENT_CERTIFICATE_TYPE = new ExtensionType(0x0013);
    public static final ExtensionType SERVER_CERTIFICATE_TYPE = new ExtensionType(0x0014);
    public static final ExtensionType PADDING = new ExtensionType(0x0015);
    public static final ExtensionType ENCRYPT_THEN_MAC = new ExtensionType(0x0016);
    public static final ExtensionType EXTENDED_MASTER_SECRET = new ExtensionType(0x0017);
    public static final ExtensionType TOKEN_BINDING = new ExtensionType(0x0018);
    public static final ExtensionType CACHED_INFO = new ExtensionType(0x0019);
    public static final ExtensionType TLS_LTS = new ExtensionType(0x001a);
    public static final ExtensionType COMPRESS_CERTIFICATE = new ExtensionType(0x001b);
    public static final ExtensionType RECORD_SIZE_LIMIT = new ExtensionType(0x001c);
    public static final ExtensionType PWD_PROTECT = new ExtensionType(0x001d);
    public static final ExtensionType PWD_CLEAR = new ExtensionType(0x001e);
    public static final ExtensionType PASSWORD_SALT = new ExtensionType(0x001f);
    public static final ExtensionType TICKET_PINNING = new ExtensionType(0x0020);
    public static final ExtensionType TLS_CERT_WITH_EXTERN_PSK = new ExtensionType(0x0021);
    public static final ExtensionType DELEGATED_CREDENTIAL = new ExtensionType(0x0022);
    public static final ExtensionType SESSION_TICKET = new ExtensionType(0x0023);
    public static final ExtensionType TLMSP = new ExtensionType(0x0024);
    public static final ExtensionType TLMSP_PROXYING = new ExtensionType(0x0025);
    public static final ExtensionType TLMSP_DELEGATE = new ExtensionType(0x0026);
    public static final ExtensionType SUPPORTED_EKT_CIPHERS = new ExtensionType(0x0027);
    public static final ExtensionType PRE_SHARED_KEY = new ExtensionType(0x0029);
    public static final ExtensionType EARLY_DATA = new ExtensionType(0x002a);
    public static final ExtensionType SUPPORTED_VERSIONS = new ExtensionType(0x002b);
    public static final ExtensionType COOKIE = new ExtensionType(0x002c);
    public static final ExtensionType PSK_KEY_EXCHANGE_MODES = new ExtensionType(0x002d);
    public static final ExtensionType CERTIFICATE_AUTHORITIES = new ExtensionType(0x002f);
    public static final ExtensionType OID_FILTERS = new ExtensionType(0x0030);
    public static final ExtensionType POST_HANDSHAKE_AUTH = new ExtensionType(0x0031);
    public static final ExtensionType SIGNATURE_ALGORITHMS_CERT = new ExtensionType(0x0032);
    public static final ExtensionType KEY_SHARE = new ExtensionType(0x0033);
    public static final ExtensionType TRANSPARENCY_INFO = new ExtensionType(0x0034);
    public static final ExtensionType CONNECTION_ID_DEPRECATED = new ExtensionType(0x0035);
    public static final ExtensionType CONNECTION_ID = new ExtensionType(0x0036);
    public static final ExtensionType EXTERNAL_ID_HASH = new ExtensionType(0x0037);
    public static final ExtensionType EXTERNAL_SESSION_ID = new ExtensionType(0x0038);
    public static final ExtensionType QUIC_TRANSPORT_PARAMETERS = new ExtensionType(0x0039);
    public static final ExtensionType TICKET_REQUEST = new ExtensionType(0x003a);
    public static final ExtensionType DNSSEC_CHAIN = new ExtensionType(0x003b);
    public static final ExtensionType SEQUENCE_NUMBER_ENCRYPTION_ALGORITHMS =
            new ExtensionType(0x003c);
    public static final ExtensionType RRC = new ExtensionType(0x003d);
    public static final ExtensionType TLS_FLAGS = new ExtensionType(0x003e);
    public static final ExtensionType ECH_OUTER_EXTENSIONS = new ExtensionType(0xfd00);
    public static final ExtensionType ENCRYPTED_CLIENT_HELLO = new ExtensionType(0xfe0d);
    public static final ExtensionType APPLICATION_SETTINGS = new ExtensionType(0x44cd);
    public static final ExtensionType APPLICATION_SETTINGS_OLD = new ExtensionType(0x4469);
    public static final ExtensionType CHANNEL_ID = new ExtensionType(0x7550);
    public static final ExtensionType CHANNEL_ID_OLD = new ExtensionType(0x754f);
    public static final ExtensionType KEY_SHARE_DRAFTS = new ExtensionType(0x0028);
    public static final ExtensionType NEXT_PROTOCOL_NEGOTIATION = new ExtensionType(0x3374);
    public static final ExtensionType TICKET_EARLY_DATA_INFO = new ExtensionType(0x002e);
    public static final ExtensionType RENEGOTIATION_INFO = new ExtensionType(0xff01);

    @Override
    public int width() {
        return 2;
    }

    @Override
    public CodeTable<ExtensionType> table() {
        return TABLE;
    }

    /** The one that IANA calls {@code name}. */
    public static Optional<ExtensionType> named(String name) {
        return TABLE.named(name);
    }

    /** All that have a name, by code. */
    public static Stream<ExtensionType> all() {
        return TABLE.all();
    }

    /** Compared at every turn; what a record has by itself takes long to get fast. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ExtensionType that && that.code == code;
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
