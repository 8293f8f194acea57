package dev.handshake.message;

import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Value;
import dev.handshake.message.extension.SignedCertificateTimestamps;
import java.util.ArrayList;
import java.util.List;

/**
 * The extensions of a certificate or an OCSP response (RFC 5280 §4.1.2.9, §4.2), and what {@link
 * X509} tells of them. An extension whose value does not fit spoils nothing but itself.
 *
 * <pre>
 * Extensions ::= SEQUENCE SIZE (1..MAX) OF Extension
 * Extension ::= SEQUENCE {
 *     extnID      OBJECT IDENTIFIER,
 *     critical    BOOLEAN DEFAULT FALSE,
 *     extnValue   OCTET STRING }
 * </pre>
 */
final class CertificateExtensions {
    /** RFC 5280 §4.2.1.3. */
    private static final List<String> KEY_USAGES =
            List.of(
                    "digitalSignature",
                    "nonRepudiation",
                    "keyEncipherment",
                    "dataEncipherment",
                    "keyAgreement",
                    "keyCertSign",
                    "cRLSign",
                    "encipherOnly",
                    "decipherOnly");

    private final List<String> dnsNames = new ArrayList<>();
    private final List<String> ipAddresses = new ArrayList<>();
    private boolean authority;

    private CertificateExtensions() {}

    /** What a certificate without extensions has. */
    static CertificateExtensions none() {
        return new CertificateExtensions();
    }

    /** Reads the list below its tag {@code [number] EXPLICIT}. */
    static CertificateExtensions read(FieldReader in, String key, int number) {
        CertificateExtensions extensions = new CertificateExtensions();
        Der.element(
                in,
                key,
                Der.tagged(number),
                list -> Der.sequenceOf(list, "sequence", extensions::readExtension),
                list -> new Value.Items(list.size()));
        return extensions;
    }

    /** Reads the list where no tag is around it; what it returns counts it. */
    static int readBare(FieldReader in) {
        CertificateExtensions extensions = new CertificateExtensions();
        return Der.sequenceOf(in, "sequence", extensions::readExtension).size();
    }

    List<String> dnsNames() {
        return List.copyOf(dnsNames);
    }

    List<String> ipAddresses() {
        return List.copyOf(ipAddresses);
    }

    boolean isAuthority() {
        return authority;
    }

    private Oid readExtension(FieldReader in) {
        return Der.element(
                in,
                "extension",
                Der.SEQUENCE,
                extension -> {
                    Oid id = Der.oid(extension, "extn_id");
                    if (Der.nextTag(extension) == Der.BOOLEAN) {
                        Der.bool(extension, "critical");
                    }
                    return Der.element(
                            extension,
                            "extn_value",
                            Der.OCTET_STRING,
                            value -> {
                                value.recovering(value.remaining(), in2 -> readValue(in2, id));
                                return id;
                            },
                            _ -> new Value.Struct());
                },
                Oid::value);
    }

    private Oid readValue(FieldReader in, Oid id) {
        switch (id.dotted()) {
            case "2.5.29.15" ->
                    Der.element(
                            in,
                            "key_usage",
                            Der.BIT_STRING,
                            bits -> Der.namedBits(bits, KEY_USAGES),
                            Value.Text::new);
            case "2.5.29.17" -> Der.sequenceOf(in, "subject_alt_name", this::readName);
            case "2.5.29.18" -> Der.sequenceOf(in, "issuer_alt_name", GeneralName::read);
            case "2.5.29.19" ->
                    authority =
                            Der.sequence(
                                    in,
                                    "basic_constraints",
                                    CertificateExtensions::readConstraints);
            case "2.5.29.37" ->
                    Der.sequenceOf(
                            in, "ext_key_usage", purpose -> Der.oid(purpose, "key_purpose_id"));
            case "1.3.6.1.5.5.7.1.1" ->
                    Der.sequenceOf(in, "authority_info_access", CertificateExtensions::readAccess);
            case "1.3.6.1.4.1.11129.2.4.2", "1.3.6.1.4.1.11129.2.4.5" -> readTimestamps(in);
            case "1.3.6.1.5.5.7.1.11" ->
                    Der.sequenceOf(in, "subject_info_access", CertificateExtensions::readAccess);
            default -> CertificateExtensionValue.read(in, id);
        }
        return id;
    }

    private GeneralName readName(FieldReader in) {
        GeneralName name = GeneralName.read(in);
        switch (name.kind()) {
            case DNS_NAME -> dnsNames.add(name.text());
            case IP_ADDRESS -> ipAddresses.add(name.text());
            case OTHER -> {}
        }
        return name;
    }

    /**
     * RFC 5280 §4.2.1.9.
     *
     * <pre>
     * BasicConstraints ::= SEQUENCE {
     *     cA                      BOOLEAN DEFAULT FALSE,
     *     pathLenConstraint       INTEGER (0..MAX) OPTIONAL }
     * </pre>
     */
    private static boolean readConstraints(FieldReader in) {
        boolean ca = Der.nextTag(in) == Der.BOOLEAN && Der.bool(in, "ca");
        if (in.hasRemaining()) {
            Der.integer(in, "path_len_constraint");
        }
        return ca;
    }

    /**
     * RFC 5280 §4.2.2.1.
     *
     * <pre>
     * AccessDescription ::= SEQUENCE {
     *     accessMethod          OBJECT IDENTIFIER,
     *     accessLocation        GeneralName }
     * </pre>
     */
    private static Oid readAccess(FieldReader in) {
        return Der.element(
                in,
                "access_description",
                Der.SEQUENCE,
                access -> {
                    Oid method = Der.oid(access, "access_method");
                    GeneralName.read(access);
                    return method;
                },
                Oid::value);
    }

    /** RFC 6962 §3.3: an OCTET STRING around the list as TLS has it. */
    private static void readTimestamps(FieldReader in) {
        Der.element(
                in,
                "octet_string",
                Der.OCTET_STRING,
                SignedCertificateTimestamps::readList,
                list -> new Value.Items(list.size()));
    }
}
