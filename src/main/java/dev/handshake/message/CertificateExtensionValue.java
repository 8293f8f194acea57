package dev.handshake.message;

import static java.util.Map.entry;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Value;
import dev.handshake.registry.ExtensionType;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The values of those extensions of a certificate that nobody asks {@link CertificateExtensions}
 * about (RFC 5280 §4.2), each into its members.
 */
final class CertificateExtensionValue {
    private static final Map<String, Consumer<FieldReader>> FORMS =
            Map.ofEntries(
                    entry("2.5.29.9", CertificateExtensionValue::directoryAttributes),
                    entry("2.5.29.14", in -> Der.octetString(in, "subject_key_identifier")),
                    entry("2.5.29.16", CertificateExtensionValue::usagePeriod),
                    entry("2.5.29.30", CertificateExtensionValue::nameConstraints),
                    entry("2.5.29.31", in -> distributionPoints(in, "crl_distribution_points")),
                    entry("2.5.29.32", CertificateExtensionValue::policies),
                    entry("2.5.29.33", CertificateExtensionValue::policyMappings),
                    entry("2.5.29.35", CertificateExtensionValue::authorityKey),
                    entry("2.5.29.36", CertificateExtensionValue::policyConstraints),
                    entry("2.5.29.46", in -> distributionPoints(in, "freshest_crl")),
                    entry("2.5.29.54", in -> Der.integer(in, "inhibit_any_policy")),
                    entry("1.3.6.1.5.5.7.1.3", CertificateExtensionValue::statements),
                    entry("1.3.6.1.5.5.7.1.24", CertificateExtensionValue::tlsFeature),
                    entry("1.3.6.1.4.1.311.21.7", CertificateExtensionValue::template),
                    entry("1.3.6.1.4.1.311.21.10", CertificateExtensionValue::policies),
                    entry("2.16.840.1.113730.1.1", CertificateExtensionValue::netscapeType));

    private static final List<String> REASONS =
            List.of(
                    "unused",
                    "keyCompromise",
                    "cACompromise",
                    "affiliationChanged",
                    "superseded",
                    "cessationOfOperation",
                    "certificateHold",
                    "privilegeWithdrawn",
                    "aACompromise");

    private static final List<String> NETSCAPE_TYPES =
            List.of(
                    "SSL Client",
                    "SSL Server",
                    "S/MIME",
                    "Object Signing",
                    "Reserved",
                    "SSL CA",
                    "S/MIME CA",
                    "Object Signing CA");

    private CertificateExtensionValue() {}

    /** Reads the value of the extension with this identifier; others as any element. */
    static void read(FieldReader in, Oid id) {
        FORMS.getOrDefault(id.dotted(), Der::any).accept(in);
    }

    /**
     * RFC 5280 §4.2.1.1.
     *
     * <pre>
     * AuthorityKeyIdentifier ::= SEQUENCE {
     *     keyIdentifier             [0] KeyIdentifier           OPTIONAL,
     *     authorityCertIssuer       [1] GeneralNames            OPTIONAL,
     *     authorityCertSerialNumber [2] CertificateSerialNumber OPTIONAL }
     * </pre>
     */
    private static void authorityKey(FieldReader in) {
        Der.sequenceOf(
                in,
                "authority_key_identifier",
                member ->
                        switch (Der.nextTag(member)) {
                            case 0x80 -> octets(member, "key_identifier", 0);
                            case 0xa1 -> GeneralName.readNames(member, "authority_cert_issuer", 1);
                            case 0x82 -> octets(member, "authority_cert_serial_number", 2);
                            default ->
                                    throw member.badValue(
                                            "authority_key_identifier", Der.nextTag(member));
                        });
    }

    /** {@code PrivateKeyUsagePeriod ::= SEQUENCE { notBefore [0] …, notAfter [1] … }}, RFC 3280. */
    private static void usagePeriod(FieldReader in) {
        Der.sequenceOf(
                in,
                "private_key_usage_period",
                member -> {
                    boolean first = Der.nextTag(member) == Der.taggedPrimitive(0);
                    return Der.element(
                            member,
                            first ? "not_before" : "not_after",
                            Der.taggedPrimitive(first ? 0 : 1),
                            time -> DerTime.read(time, DerTime.GENERALIZED),
                            Value.Time::new);
                });
    }

    /**
     * RFC 5280 §4.2.1.4.
     *
     * <pre>
     * certificatePolicies ::= SEQUENCE SIZE (1..MAX) OF PolicyInformation
     * PolicyInformation ::= SEQUENCE {
     *     policyIdentifier   CertPolicyId,
     *     policyQualifiers   SEQUENCE SIZE (1..MAX) OF PolicyQualifierInfo OPTIONAL }
     * PolicyQualifierInfo ::= SEQUENCE {
     *     policyQualifierId  PolicyQualifierId,
     *     qualifier          ANY DEFINED BY policyQualifierId }
     * </pre>
     */
    private static void policies(FieldReader in) {
        Der.sequenceOf(
                in,
                "certificate_policies",
                list ->
                        Der.element(
                                list,
                                "policy_information",
                                Der.SEQUENCE,
                                policy -> {
                                    Oid id = Der.oid(policy, "policy_identifier");
                                    if (policy.hasRemaining()) {
                                        Der.sequenceOf(
                                                policy,
                                                "policy_qualifiers",
                                                CertificateExtensionValue::qualifier);
                                    }
                                    return id;
                                },
                                Oid::value));
    }

    /**
     * RFC 5280 §4.2.1.4.
     *
     * <pre>
     * Qualifier ::= CHOICE {
     *     cPSuri         IA5String,
     *     userNotice     SEQUENCE {
     *         noticeRef        NoticeReference OPTIONAL,
     *         explicitText     DisplayText OPTIONAL } }
     * NoticeReference ::= SEQUENCE {
     *     organization     DisplayText,
     *     noticeNumbers    SEQUENCE OF INTEGER }
     * </pre>
     */
    private static Oid qualifier(FieldReader in) {
        return Der.element(
                in,
                "policy_qualifier_info",
                Der.SEQUENCE,
                info -> {
                    Oid id = Der.oid(info, "policy_qualifier_id");
                    if (DerString.isString(Der.nextTag(info))) {
                        Der.string(info, "cps_uri");
                    } else if (id.dotted().equals("1.3.6.1.5.5.7.2.2")) {
                        Der.sequenceOf(info, "user_notice", CertificateExtensionValue::notice);
                    } else {
                        Der.any(info);
                    }
                    return id;
                },
                Oid::value);
    }

    private static String notice(FieldReader in) {
        if (Der.nextTag(in) != Der.SEQUENCE) {
            return Der.string(in, "explicit_text");
        }
        return Der.sequence(
                in,
                "notice_ref",
                reference -> {
                    String organization = Der.string(reference, "organization");
                    Der.sequenceOf(
                            reference, "notice_numbers", number -> Der.integer(number, "integer"));
                    return organization;
                });
    }

    /** {@code SEQUENCE OF SEQUENCE { issuerDomainPolicy …, subjectDomainPolicy … }} (§4.2.1.5). */
    private static void policyMappings(FieldReader in) {
        Der.sequenceOf(
                in,
                "policy_mappings",
                list ->
                        Der.sequence(
                                list,
                                "policy_mapping",
                                mapping -> {
                                    Der.oid(mapping, "issuer_domain_policy");
                                    return Der.oid(mapping, "subject_domain_policy");
                                }));
    }

    /**
     * RFC 5280 §4.2.1.8.
     *
     * <pre>
     * SubjectDirectoryAttributes ::= SEQUENCE SIZE (1..MAX) OF Attribute
     * Attribute ::= SEQUENCE {
     *     type      AttributeType,
     *     values    SET OF AttributeValue }
     * </pre>
     */
    private static void directoryAttributes(FieldReader in) {
        Der.sequenceOf(
                in,
                "subject_directory_attributes",
                list ->
                        Der.element(
                                list,
                                "attribute_type_and_value",
                                Der.SEQUENCE,
                                attribute -> {
                                    Oid type = Der.oid(attribute, "type");
                                    Der.any(attribute, "values");
                                    return type;
                                },
                                Oid::value));
    }

    /**
     * RFC 5280 §4.2.1.10.
     *
     * <pre>
     * NameConstraints ::= SEQUENCE {
     *     permittedSubtrees       [0]     GeneralSubtrees OPTIONAL,
     *     excludedSubtrees        [1]     GeneralSubtrees OPTIONAL }
     * GeneralSubtrees ::= SEQUENCE SIZE (1..MAX) OF GeneralSubtree
     * GeneralSubtree ::= SEQUENCE {
     *     base                    GeneralName,
     *     minimum         [0]     BaseDistance DEFAULT 0,
     *     maximum         [1]     BaseDistance OPTIONAL }
     * </pre>
     */
    private static void nameConstraints(FieldReader in) {
        Der.sequenceOf(
                in,
                "name_constraints",
                member -> {
                    boolean permitted = Der.nextTag(member) == Der.tagged(0);
                    return Der.element(
                            member,
                            permitted ? "permitted_subtrees" : "excluded_subtrees",
                            Der.tagged(permitted ? 0 : 1),
                            trees -> trees.elements(CertificateExtensionValue::subtree),
                            trees -> new Value.Items(trees.size()));
                });
    }

    private static GeneralName subtree(FieldReader in) {
        return Der.element(
                in,
                "general_subtree",
                Der.SEQUENCE,
                tree -> {
                    GeneralName base = GeneralName.read(tree);
                    if (Der.nextTag(tree) == Der.taggedPrimitive(0)) {
                        number(tree, "minimum", 0);
                    }
                    if (tree.hasRemaining()) {
                        number(tree, "maximum", 1);
                    }
                    return base;
                },
                base -> new Value.Text(base.text()));
    }

    /** {@code SEQUENCE { requireExplicitPolicy [0], inhibitPolicyMapping [1] }} (§4.2.1.11). */
    private static void policyConstraints(FieldReader in) {
        Der.sequenceOf(
                in,
                "policy_constraints",
                member ->
                        Der.nextTag(member) == Der.taggedPrimitive(0)
                                ? number(member, "require_explicit_policy", 0)
                                : number(member, "inhibit_policy_mapping", 1));
    }

    /**
     * RFC 5280 §4.2.1.13.
     *
     * <pre>
     * CRLDistributionPoints ::= SEQUENCE SIZE (1..MAX) OF DistributionPoint
     * DistributionPoint ::= SEQUENCE {
     *     distributionPoint       [0]     DistributionPointName OPTIONAL,
     *     reasons                 [1]     ReasonFlags OPTIONAL,
     *     cRLIssuer               [2]     GeneralNames OPTIONAL }
     * DistributionPointName ::= CHOICE {
     *     fullName                [0]     GeneralNames,
     *     nameRelativeToCRLIssuer [1]     RelativeDistinguishedName }
     * </pre>
     */
    private static void distributionPoints(FieldReader in, String key) {
        Der.sequenceOf(
                in,
                key,
                list ->
                        Der.sequenceOf(
                                list,
                                "distribution_point",
                                CertificateExtensionValue::distributionPoint));
    }

    private static int distributionPoint(FieldReader in) {
        int tag = Der.nextTag(in);
        switch (tag) {
            case 0xa0 ->
                    Der.explicit(
                            in,
                            "distribution_point_name",
                            0,
                            name ->
                                    Der.nextTag(name) == Der.tagged(0)
                                            ? GeneralName.readNames(name, "full_name", 0)
                                            : DistinguishedName.readRelative(
                                                    name,
                                                    "name_relative_to_crl_issuer",
                                                    Der.tagged(1)));
            case 0x81 ->
                    Der.element(
                            in,
                            "reasons",
                            tag,
                            bits -> Der.namedBits(bits, REASONS),
                            Value.Text::new);
            case 0xa2 -> GeneralName.readNames(in, "crl_issuer", 2);
            default -> throw in.badValue("distribution_point", tag);
        }
        return tag;
    }

    /** {@code Features ::= SEQUENCE OF INTEGER}: types of TLS extensions (RFC 7633 §4.1). */
    private static void tlsFeature(FieldReader in) {
        Der.sequenceOf(
                in,
                "tls_feature",
                feature ->
                        Der.integer(feature, "extension_type", CertificateExtensionValue::feature));
    }

    private static Value feature(Bytes number) {
        return number.length() > 2 || number.at(0) >= 0x80
                ? new Value.Opaque(number)
                : Value.Coded.of(new ExtensionType((int) number.number(0, number.length())));
    }

    /**
     * {@code SEQUENCE OF SEQUENCE { statementId, statementInfo ANY OPTIONAL }} (RFC 3739 §3.2.6).
     */
    private static void statements(FieldReader in) {
        Der.sequenceOf(
                in,
                "qc_statements",
                list ->
                        Der.element(
                                list,
                                "qc_statement",
                                Der.SEQUENCE,
                                statement -> {
                                    Oid id = Der.oid(statement, "statement_id");
                                    if (statement.hasRemaining()) {
                                        Der.any(statement, "statement_info");
                                    }
                                    return id;
                                },
                                Oid::value));
    }

    /** {@code SEQUENCE { templateID, templateMajorVersion, templateMinorVersion }} of Microsoft. */
    private static void template(FieldReader in) {
        Der.sequence(
                in,
                "certificate_template",
                template -> {
                    Oid id = Der.oid(template, "template_id");
                    if (template.hasRemaining()) {
                        Der.integer(template, "major");
                    }
                    if (template.hasRemaining()) {
                        Der.integer(template, "minor");
                    }
                    return id;
                });
    }

    private static void netscapeType(FieldReader in) {
        Der.element(
                in,
                "netscape_cert_type",
                Der.BIT_STRING,
                bits -> Der.namedBits(bits, NETSCAPE_TYPES),
                Value.Text::new);
    }

    private static Bytes octets(FieldReader in, String key, int number) {
        return Der.element(
                in,
                key,
                Der.taggedPrimitive(number),
                octets -> octets.rest("contents"),
                Value.Opaque::new);
    }

    private static Bytes number(FieldReader in, String key, int number) {
        return Der.element(
                in,
                key,
                Der.taggedPrimitive(number),
                contents -> Der.contents(contents, Der::number),
                Der::number);
    }
}
