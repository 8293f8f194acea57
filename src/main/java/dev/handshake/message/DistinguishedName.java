package dev.handshake.message;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Value;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A distinguished name (RFC 5280 §4.1.2.4).
 *
 * <pre>
 * Name ::= CHOICE { rdnSequence  RDNSequence }
 * RDNSequence ::= SEQUENCE OF RelativeDistinguishedName
 * RelativeDistinguishedName ::= SET SIZE (1..MAX) OF AttributeTypeAndValue
 * AttributeTypeAndValue ::= SEQUENCE {
 *     type     AttributeType,
 *     value    AttributeValue }
 * AttributeType ::= OBJECT IDENTIFIER
 * AttributeValue ::= ANY
 * </pre>
 */
public record DistinguishedName(List<List<Attribute>> names) {
    private static final Oid COMMON_NAME = new Oid("2.5.4.3");

    /**
     * A type and its value.
     *
     * @param string null where the value is no character string
     * @param der the value with tag and length
     */
    record Attribute(Oid type, Optional<String> string, Bytes der) {
        private static Attribute read(FieldReader in) {
            return Der.element(
                    in,
                    "attribute_type_and_value",
                    Der.SEQUENCE,
                    attribute -> {
                        Oid type = Der.oid(attribute, "type");
                        Bytes der = attribute.peekRest();
                        return new Attribute(type, readValue(attribute), der);
                    },
                    attribute -> new Value.Text(attribute.text()));
        }

        private static Optional<String> readValue(FieldReader in) {
            int tag = Der.nextTag(in);
            if (!DerString.isString(tag)) {
                Der.any(in, "value");
                return Optional.empty();
            }
            return Optional.of(Der.string(in, "value"));
        }

        /** RFC 4514 §2.3; what has no short name or is no string is told in hexadecimal digits. */
        private String text() {
            Optional<String> descriptor = type.descriptor();
            return descriptor.isPresent() && string.isPresent()
                    ? descriptor.get() + "=" + escape(string.get())
                    : descriptor.orElse(type.dotted()) + "=#" + der.hex().toUpperCase(Locale.ROOT);
        }
    }

    static DistinguishedName read(FieldReader in, String key) {
        return Der.element(
                in,
                key,
                Der.SEQUENCE,
                names -> new DistinguishedName(names.elements(DistinguishedName::readRelative)),
                name -> new Value.Text(name.text()));
    }

    /**
     * {@code opaque DistinguishedName<1..2^16-1>} of a list of authorities: as RFC 4514 text, or in
     * hexadecimal digits where it is no name.
     */
    public static String readEntry(FieldReader in) {
        return in.vector(
                "distinguished_name",
                2,
                0,
                der -> {
                    Bytes bytes = der.peekRest();
                    String name = der.detail(bytes.length(), n -> read(n, "name").text());
                    return name == null ? bytes.hex() : name;
                },
                Value.Text::new);
    }

    private static List<Attribute> readRelative(FieldReader in) {
        return readRelative(in, "relative_distinguished_name", Der.SET);
    }

    /** One part of a name under a tag of its own. */
    static List<Attribute> readRelative(FieldReader in, String key, int tag) {
        return Der.element(
                in,
                key,
                tag,
                set -> set.elements(Attribute::read),
                attributes -> new Value.Text(join(attributes)));
    }

    /** RFC 4514: the last and most specific part first; a part without attributes says nothing. */
    String text() {
        return names.reversed().stream()
                .filter(attributes -> !attributes.isEmpty())
                .map(DistinguishedName::join)
                .collect(Collectors.joining(","));
    }

    /** The most specific common name. */
    Optional<String> commonName() {
        return names.reversed().stream()
                .flatMap(List::stream)
                .filter(attribute -> attribute.type.equals(COMMON_NAME))
                .flatMap(attribute -> attribute.string.stream())
                .findFirst();
    }

    private static String join(List<Attribute> attributes) {
        return attributes.reversed().stream().map(Attribute::text).collect(Collectors.joining("+"));
    }

    /** RFC 4514 §2.4, and whatever cannot be seen as the hexadecimal pairs of its UTF-8. */
    private static String escape(String string) {
        StringBuilder text = new StringBuilder();
        int[] characters = string.codePoints().toArray();
        for (int i = 0; i < characters.length; i++) {
            int c = characters[i];
            boolean atAnEnd = c == ' ' && (i == 0 || i == characters.length - 1);
            if (atAnEnd || (c == '#' && i == 0) || "\",+;<>\\".indexOf(c) >= 0) {
                text.append('\\').appendCodePoint(c);
            } else if (isInvisible(c)) {
                for (byte octet : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                    text.append("\\%02X".formatted(octet));
                }
            } else {
                text.appendCodePoint(c);
            }
        }
        return text.toString();
    }

    private static boolean isInvisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED ->
                    true;
            default -> false;
        };
    }
}
