package dev.handshake.message.extension;

import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Value;
import dev.handshake.registry.CertificateType;
import dev.handshake.registry.CompressionAlgorithm;
import dev.handshake.registry.ExtensionType;
import dev.handshake.registry.SignatureScheme;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongFunction;

/**
 * An extension that is one list of code points, or in an answer the one that was chosen.
 *
 * <pre>
 * enum { 2^9(1), 2^10(2), 2^11(3), 2^12(4), (255) } MaxFragmentLength;   /&#42; RFC 6066 §4 &#42;/
 * HeartbeatMode mode;                                      /&#42; heartbeat, RFC 6520 §2 &#42;/
 * UserMappingType user_mapping_types&lt;1..2^8-1&gt;;            /&#42; user_mapping, RFC 4681 §2 &#42;/
 * AuthzDataFormat authz_format_list&lt;1..2^8-1&gt;;             /&#42; *_authz, RFC 5878 §2.1 &#42;/
 * CertificateType certificate_types&lt;1..2^8-1&gt;;             /&#42; cert_type, RFC 6091 §3.1 &#42;/
 * CertificateType client_certificate_types&lt;1..2^8-1&gt;;      /&#42; RFC 7250 §3 &#42;/
 * CertificateCompressionAlgorithm algorithms&lt;2..2^8-2&gt;;    /&#42; RFC 8879 §3 &#42;/
 * SignatureScheme supported_signature_algorithm&lt;2..2^16-2&gt;; /&#42; RFC 9345 §4.1.1 &#42;/
 * EKTCipherType supported_ciphers&lt;1..255&gt;;                 /&#42; RFC 8870 §5.2.1 &#42;/
 * ExtensionType OuterExtensions&lt;2..254&gt;;                   /&#42; ech_outer_extensions, RFC 9849 §5.1 &#42;/
 * </pre>
 *
 * @param codes in order of preference; one where it is an answer
 */
public record CodeList(ExtensionType type, List<Value.Coded> codes) implements Extension {
    static CodeList compressionAlgorithms(FieldReader in, ExtensionType type) {
        return list(
                in,
                type,
                "algorithms",
                1,
                one ->
                        Value.Coded.of(
                                one.code16("compression_algorithm", CompressionAlgorithm::new)));
    }

    static CodeList signatureSchemes(FieldReader in, ExtensionType type) {
        return list(
                in,
                type,
                "supported_signature_algorithms",
                2,
                one -> Value.Coded.of(one.code16("signature_scheme", SignatureScheme::new)));
    }

    static CodeList extensionTypes(FieldReader in, ExtensionType type) {
        return list(
                in,
                type,
                "outer_extensions",
                1,
                one -> Value.Coded.of(one.code16("extension_type", ExtensionType::new)));
    }

    static CodeList certificateTypes(FieldReader in, ExtensionType type, Carrier carrier) {
        return offerOrChoice(
                in,
                type,
                carrier,
                "certificate_types",
                one -> Value.Coded.of(one.code8("certificate_type", CertificateType::new)));
    }

    static CodeList ektCiphers(FieldReader in, ExtensionType type, Carrier carrier) {
        return offerOrChoice(
                in,
                type,
                carrier,
                "supported_ciphers",
                one -> octet(one, "ekt_cipher", CodeList::ektCipher));
    }

    static CodeList authorizationFormats(FieldReader in, ExtensionType type) {
        return list(
                in,
                type,
                "authz_format_list",
                1,
                one -> octet(one, "authz_format", CodeList::authorizationFormat));
    }

    static CodeList userMappingTypes(FieldReader in, ExtensionType type) {
        return list(
                in,
                type,
                "user_mapping_types",
                1,
                one -> octet(one, "user_mapping_type", CodeList::userMappingType));
    }

    static CodeList fragmentLength(FieldReader in, ExtensionType type) {
        return new CodeList(
                type, List.of(octet(in, "max_fragment_length", CodeList::fragmentLength)));
    }

    static CodeList heartbeatMode(FieldReader in, ExtensionType type) {
        return new CodeList(type, List.of(octet(in, "heartbeat_mode", CodeList::heartbeatMode)));
    }

    private static CodeList list(
            FieldReader in,
            ExtensionType type,
            String key,
            int lengthWidth,
            Function<FieldReader, Value.Coded> element) {
        return new CodeList(type, in.list(key, lengthWidth, 1, element));
    }

    /** The client sends a list, the server one element of it. */
    private static CodeList offerOrChoice(
            FieldReader in,
            ExtensionType type,
            Carrier carrier,
            String key,
            Function<FieldReader, Value.Coded> element) {
        return carrier == Carrier.CLIENT_HELLO
                ? list(in, type, key, 1, element)
                : new CodeList(type, List.of(element.apply(in)));
    }

    private static Value.Coded octet(
            FieldReader in, String key, LongFunction<Value.Coded> meaning) {
        return meaning.apply(in.number(key, 1, meaning::apply));
    }

    private static Value.Coded fragmentLength(long code) {
        return Value.Coded.octet(
                code >= 1 && code <= 4 ? Integer.toString(1 << (8 + code)) : null, code);
    }

    private static Value.Coded heartbeatMode(long code) {
        return Value.Coded.octet(
                switch ((int) code) {
                    case 1 -> "peer_allowed_to_send";
                    case 2 -> "peer_not_allowed_to_send";
                    default -> null;
                },
                code);
    }

    private static Value.Coded ektCipher(long code) {
        return Value.Coded.octet(
                switch ((int) code) {
                    case 0 -> "AESKW128";
                    case 1 -> "AESKW256";
                    default -> null;
                },
                code);
    }

    private static Value.Coded userMappingType(long code) {
        return Value.Coded.octet(code == 64 ? "upn_domain_hint" : null, code);
    }

    private static Value.Coded authorizationFormat(long code) {
        return Value.Coded.octet(
                switch ((int) code) {
                    case 0 -> "x509_attr_cert";
                    case 1 -> "saml_assertion";
                    case 2 -> "x509_attr_cert_url";
                    case 3 -> "saml_assertion_url";
                    case 64 -> "keynote_assertion_list";
                    case 65 -> "keynote_assertion_list_url";
                    case 66 -> "dtcp_authorization";
                    default -> null;
                },
                code);
    }

    @Override
    public Value value() {
        return codes.size() == 1 ? codes.getFirst() : new Value.Items(codes.size());
    }
}
