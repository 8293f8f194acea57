package dev.handshake.message.extension;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Value;
import dev.handshake.registry.ExtensionType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * encrypted_client_hello (RFC 9849 §5).
 *
 * <pre>
 * enum { outer(0), inner(1) } ECHClientHelloType;
 * struct {
 *     ECHClientHelloType type;
 *     select (ECHClientHello.type) {
 *         case outer:
 *             HpkeSymmetricCipherSuite cipher_suite;
 *             uint8 config_id;
 *             opaque enc&lt;0..2^16-1&gt;;
 *             opaque payload&lt;1..2^16-1&gt;;
 *         case inner:
 *             Empty;
 *     };
 * } ECHClientHello;
 * struct {
 *     ECHConfigList retry_configs;
 * } ECHEncryptedExtensions;
 * struct {
 *     opaque confirmation[8];
 * } ECHHelloRetryRequest;
 * </pre>
 *
 * <p>What looks like an outer hello may be GREASE (§6.2): nobody on the way can tell.
 *
 * @param suite null elsewhere than in an outer hello
 * @param configId -1 elsewhere than in an outer hello
 * @param payload the encrypted hello
 * @param retryConfigs what the server offers instead
 */
public record EncryptedClientHello(
        @Nullable HpkeSuite suite,
        int configId,
        Bytes enc,
        Bytes payload,
        List<EchConfig> retryConfigs)
        implements Extension {
    private static final int OUTER = 0;
    private static final int INNER = 1;
    private static final int CONFIRMATION_LENGTH = 8;

    static EncryptedClientHello read(FieldReader in, Carrier carrier) {
        return switch (carrier) {
            case CLIENT_HELLO -> readHello(in);
            case ENCRYPTED_EXTENSIONS ->
                    new EncryptedClientHello(
                            null,
                            -1,
                            Bytes.EMPTY,
                            Bytes.EMPTY,
                            EchConfig.readList(in, "retry_configs"));
            case SERVER_HELLO,
                    HELLO_RETRY_REQUEST,
                    CERTIFICATE,
                    CERTIFICATE_REQUEST,
                    NEW_SESSION_TICKET -> {
                in.opaque("confirmation", CONFIRMATION_LENGTH);
                yield empty();
            }
        };
    }

    private static EncryptedClientHello readHello(FieldReader in) {
        int type = (int) in.number("ech_client_hello_type", 1, EncryptedClientHello::name);
        if (type == OUTER) {
            return new EncryptedClientHello(
                    HpkeSuite.read(in),
                    in.u8("config_id"),
                    in.opaqueVector("enc", 2, 0),
                    in.opaqueVector("payload", 2, 1),
                    List.of());
        }
        if (type != INNER) {
            in.rest("opaque");
        }
        return empty();
    }

    private static EncryptedClientHello empty() {
        return new EncryptedClientHello(null, -1, Bytes.EMPTY, Bytes.EMPTY, List.of());
    }

    private static Value name(long type) {
        return Value.Coded.octet(
                switch ((int) type) {
                    case OUTER -> "outer";
                    case INNER -> "inner";
                    default -> null;
                },
                type);
    }

    @Override
    public ExtensionType type() {
        return ExtensionType.ENCRYPTED_CLIENT_HELLO;
    }

    @Override
    public Value value() {
        return retryConfigs.isEmpty()
                ? new Value.Opaque(payload)
                : new Value.Items(retryConfigs.size());
    }
}
