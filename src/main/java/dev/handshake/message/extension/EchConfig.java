package dev.handshake.message.extension;

import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Value;
import dev.handshake.registry.HpkeKem;
import java.util.List;

/**
 * A key and a name under which ClientHellos may be encrypted (RFC 9849 §4).
 *
 * <pre>
 * struct {
 *     uint16 version;
 *     uint16 length;
 *     select (ECHConfig.version) {
 *         case 0xfe0d: ECHConfigContents contents;
 *     }
 * } ECHConfig;
 * struct {
 *     HpkeKeyConfig key_config;
 *     uint8 maximum_name_length;
 *     opaque public_name&lt;1..255&gt;;
 *     ECHConfigExtension extensions&lt;0..2^16-1&gt;;
 * } ECHConfigContents;
 * struct {
 *     uint8 config_id;
 *     HpkeKemId kem_id;
 *     HpkePublicKey public_key;                   /&#42; opaque&lt;1..2^16-1&gt; &#42;/
 *     HpkeSymmetricCipherSuite cipher_suites&lt;4..2^16-4&gt;;
 * } HpkeKeyConfig;
 * struct {
 *     ECHConfigExtensionType type;
 *     opaque data&lt;0..2^16-1&gt;;
 * } ECHConfigExtension;
 * </pre>
 *
 * @param publicName text from the wire; empty where the version is another
 */
public record EchConfig(int version, String publicName) {
    private static final int RFC_9849 = 0xfe0d;

    /** {@code ECHConfig ECHConfigList<4..2^16-1>}. */
    static List<EchConfig> readList(FieldReader in, String key) {
        return in.list(key, 2, 4, EchConfig::read);
    }

    private static EchConfig read(FieldReader in) {
        return in.group(
                "ech_config",
                config -> {
                    int version = (int) config.number("ech_version", 2, EchConfig::versionName);
                    return config.vector(
                            "contents",
                            2,
                            0,
                            contents ->
                                    new EchConfig(
                                            version,
                                            version == RFC_9849
                                                    ? readContents(contents)
                                                    : other(contents)),
                            EchConfig::value);
                },
                EchConfig::value);
    }

    private static String readContents(FieldReader in) {
        in.group("key_config", EchConfig::readKey, Value.Coded::of);
        in.u8("maximum_name_length");
        String name = in.opaqueVector("public_name", 1, 1, Value.Text::utf8).utf8();
        in.list("ech_config_extensions", 2, 0, EchConfig::readExtension);
        return name;
    }

    private static HpkeKem readKey(FieldReader in) {
        in.u8("config_id");
        HpkeKem kem = in.code16("kem_id", HpkeKem::new);
        in.opaqueVector("public_key", 2, 1);
        in.list("hpke_cipher_suites", 2, 4, HpkeSuite::read);
        return kem;
    }

    private static int readExtension(FieldReader in) {
        return in.group(
                "ech_config_extension",
                extension -> {
                    int type = extension.u16("ech_config_extension_type");
                    extension.opaqueVector("data", 2, 0);
                    return type;
                },
                type -> new Value.Unsigned(type));
    }

    private static String other(FieldReader in) {
        in.rest("opaque");
        return "";
    }

    private static Value versionName(long version) {
        return new Value.Coded(version == RFC_9849 ? "RFC 9849" : null, (int) version, 2, false);
    }

    private Value value() {
        return publicName.isEmpty() ? versionName(version) : new Value.Text(publicName);
    }
}
