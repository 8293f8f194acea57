package dev.handshake.message;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Value;
import java.util.List;
import java.util.function.Function;

/**
 * One of the names of subjectAltName (RFC 5280 §4.2.1.6).
 *
 * <pre>
 * GeneralName ::= CHOICE {
 *     otherName                       [0]     OtherName,
 *     rfc822Name                      [1]     IA5String,
 *     dNSName                         [2]     IA5String,
 *     x400Address                     [3]     ORAddress,
 *     directoryName                   [4]     Name,
 *     ediPartyName                    [5]     EDIPartyName,
 *     uniformResourceIdentifier       [6]     IA5String,
 *     iPAddress                       [7]     OCTET STRING,
 *     registeredID                    [8]     OBJECT IDENTIFIER }
 * </pre>
 *
 * @param text what it says; empty where it is no text
 */
record GeneralName(Kind kind, String text) {
    enum Kind {
        DNS_NAME,
        IP_ADDRESS,
        OTHER
    }

    static GeneralName read(FieldReader in) {
        return switch (Der.nextTag(in)) {
            case 0x81 -> primitive(in, "rfc822_name", Kind.OTHER, Bytes::latin1);
            case 0x82 -> primitive(in, "dns_name", Kind.DNS_NAME, Bytes::latin1);
            case 0x86 -> primitive(in, "uniform_resource_identifier", Kind.OTHER, Bytes::latin1);
            case 0x87 -> primitive(in, "ip_address", Kind.IP_ADDRESS, IpAddress::text);
            case 0x88 -> primitive(in, "registered_id", Kind.OTHER, id -> Oid.of(id).label());
            case 0xa4 -> directoryName(in);
            case 0xa0 -> otherName(in);
            case 0xa3 -> any(in, "x400_address");
            case 0xa5 -> any(in, "edi_party_name");
            default -> throw in.badValue("general_name", Der.nextTag(in));
        };
    }

    private static GeneralName primitive(
            FieldReader in, String key, Kind kind, Function<Bytes, String> meaning) {
        return Der.element(
                in,
                key,
                Der.nextTag(in),
                name ->
                        new GeneralName(
                                kind,
                                meaning.apply(
                                        name.leaf(
                                                "contents",
                                                name.remaining(),
                                                bytes -> new Value.Text(meaning.apply(bytes))))),
                name -> new Value.Text(name.text));
    }

    private static GeneralName directoryName(FieldReader in) {
        return Der.element(
                in,
                "directory_name",
                Der.tagged(4),
                name -> new GeneralName(Kind.OTHER, DistinguishedName.read(name, "name").text()),
                name -> new Value.Text(name.text));
    }

    /**
     * RFC 5280 §4.2.1.6.
     *
     * <pre>
     * OtherName ::= SEQUENCE {
     *     type-id    OBJECT IDENTIFIER,
     *     value      [0] EXPLICIT ANY DEFINED BY type-id }
     * </pre>
     */
    private static GeneralName otherName(FieldReader in) {
        return Der.element(
                in,
                "other_name",
                Der.tagged(0),
                name -> {
                    Oid type = Der.oid(name, "type_id");
                    Der.any(name, "value");
                    return new GeneralName(Kind.OTHER, type.label());
                },
                name -> new Value.Text(name.text));
    }

    /** {@code [number] IMPLICIT GeneralNames}. */
    static List<GeneralName> readNames(FieldReader in, String key, int number) {
        return Der.element(
                in,
                key,
                Der.tagged(number),
                names -> names.elements(GeneralName::read),
                names -> new Value.Items(names.size()));
    }

    private static GeneralName any(FieldReader in, String key) {
        Der.any(in, key);
        return new GeneralName(Kind.OTHER, "");
    }
}
