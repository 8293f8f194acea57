package dev.handshake.message;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.MalformedException;
import dev.handshake.bytes.Problem;
import dev.handshake.bytes.Value;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * ASN.1's Distinguished Encoding Rules (X.690), read element by element: a group with the leaves
 * {@code tag} and {@code length}, then the contents, which are one leaf {@code contents} or further
 * elements.
 */
public final class Der {
    static final int BOOLEAN = 0x01;
    static final int INTEGER = 0x02;
    static final int BIT_STRING = 0x03;
    static final int OCTET_STRING = 0x04;
    static final int NULL = 0x05;
    static final int OBJECT_IDENTIFIER = 0x06;
    static final int ENUMERATED = 0x0a;
    static final int SEQUENCE = 0x30;
    static final int SET = 0x31;

    private static final int CONSTRUCTED = 0x20;
    private static final int CONTEXT = 0x80;
    private static final int MULTI_BYTE_TAG = 0x1f;
    private static final int LONG_FORM = 0x80;

    private Der() {}

    /** The first byte of the next element's tag; -1 where this scope has ended. */
    static int nextTag(FieldReader in) {
        return in.hasRemaining() ? in.peek(1).at(0) : -1;
    }

    /** The tag {@code [number]} around other elements. */
    static int tagged(int number) {
        return CONTEXT | CONSTRUCTED | number;
    }

    /** The tag {@code [number] IMPLICIT} in place of a primitive type's own. */
    static int taggedPrimitive(int number) {
        return CONTEXT | number;
    }

    /** An element that must have this tag, its contents read by {@code body} to the last byte. */
    static <T> T element(
            FieldReader in,
            String key,
            int tag,
            Function<FieldReader, T> body,
            Function<T, Value> meaning) {
        if (in.hasRemaining() && nextTag(in) != tag) {
            throw in.badValue(key, nextTag(in));
        }
        return in.group(key, element -> element.inline(header(element), body), meaning);
    }

    static <T> T sequence(FieldReader in, String key, Function<FieldReader, T> body) {
        return element(in, key, SEQUENCE, body, _ -> new Value.Struct());
    }

    /** {@code SEQUENCE OF}. */
    static <T> List<T> sequenceOf(FieldReader in, String key, Function<FieldReader, T> body) {
        return element(
                in,
                key,
                SEQUENCE,
                list -> list.elements(body),
                list -> new Value.Items(list.size()));
    }

    /** {@code [number] EXPLICIT}: the tag around a whole element. */
    static <T> T explicit(FieldReader in, String key, int number, Function<FieldReader, T> body) {
        return element(in, key, tagged(number), body, _ -> new Value.Struct());
    }

    static boolean bool(FieldReader in, String key) {
        return element(
                                in,
                                key,
                                BOOLEAN,
                                contents -> contents.leaf("contents", 1, Der::flag),
                                Der::flag)
                        .at(0)
                != 0;
    }

    /** The bytes of a two's complement number, at least one. */
    static Bytes integer(FieldReader in, String key) {
        return integer(in, key, Der::number);
    }

    /** The same, with a meaning of its own. */
    static Bytes integer(FieldReader in, String key, Function<Bytes, Value> meaning) {
        return element(in, key, INTEGER, number -> contents(number, meaning), meaning);
    }

    static BigInteger signed(Bytes integer) {
        return new BigInteger(integer.toArray());
    }

    static Oid oid(FieldReader in, String key) {
        return element(
                in,
                key,
                OBJECT_IDENTIFIER,
                contents -> Oid.of(contents(contents, bytes -> Oid.of(bytes).value())),
                Oid::value);
    }

    static Bytes octetString(FieldReader in, String key) {
        return element(in, key, OCTET_STRING, string -> string.rest("contents"), Value.Opaque::new);
    }

    /** A character string of any type. */
    static String string(FieldReader in, String key) {
        int tag = nextTag(in);
        return element(
                in,
                key,
                tag,
                string ->
                        DerString.text(
                                tag,
                                string.leaf(
                                        "contents",
                                        string.remaining(),
                                        bytes -> new Value.Text(DerString.text(tag, bytes)))),
                Value.Text::new);
    }

    /** {@code UTCTime} or {@code GeneralizedTime}. */
    static Instant time(FieldReader in, String key) {
        int tag = nextTag(in);
        if (!DerTime.isTime(tag)) {
            throw in.badValue(key, tag);
        }
        return element(in, key, tag, contents -> DerTime.read(contents, tag), Value.Time::new);
    }

    /** {@code BIT STRING} whose bits are opaque. */
    static Bytes bitString(FieldReader in, String key) {
        return bitString(in, key, bits -> bits.rest("contents"), Value.Opaque::new);
    }

    /** {@code BIT STRING}: a leaf {@code unused_bits}, then what {@code body} reads. */
    static <T> T bitString(
            FieldReader in, String key, Function<FieldReader, T> body, Function<T, Value> meaning) {
        return element(
                in,
                key,
                BIT_STRING,
                bits -> {
                    bits.u8("unused_bits");
                    return body.apply(bits);
                },
                meaning);
    }

    /** The contents of a {@code BIT STRING} of flags; bit 0 is the highest of the first byte. */
    static String namedBits(FieldReader in, List<String> names) {
        in.u8("unused_bits");
        return names(
                in.leaf("contents", in.remaining(), bits -> new Value.Text(names(bits, names))),
                names);
    }

    private static String names(Bytes bits, List<String> names) {
        return IntStream.range(0, Math.min(names.size(), 8 * bits.length()))
                .filter(bit -> (bits.at(bit / 8) & 0x80 >> bit % 8) != 0)
                .mapToObj(names::get)
                .collect(Collectors.joining(", "));
    }

    /** An element of any type, and all below it, keyed by its type; what it returns is its DER. */
    public static Bytes any(FieldReader in) {
        Bytes rest = in.peekRest();
        any(in, key(nextTag(in)));
        return rest.slice(0, rest.length() - in.remaining());
    }

    /** An element of any type under a key. */
    static void any(FieldReader in, String key) {
        int tag = nextTag(in);
        in.group(
                key,
                element -> {
                    int length = header(element);
                    return element.inline(length, contents -> generic(contents, tag));
                },
                Function.identity());
    }

    private static Value generic(FieldReader in, int tag) {
        if ((tag & CONSTRUCTED) != 0) {
            int count = 0;
            while (in.hasRemaining()) {
                any(in);
                count++;
            }
            return new Value.Items(count);
        }
        if (tag == BIT_STRING && in.hasRemaining()) {
            in.u8("unused_bits");
            return new Value.Opaque(in.rest("contents"));
        }
        Value value = primitive(tag, in.peekRest());
        in.leaf("contents", in.remaining(), _ -> value);
        return value;
    }

    private static Value primitive(int tag, Bytes contents) {
        return switch (tag) {
            case BOOLEAN -> contents.length() == 1 ? flag(contents) : new Value.Opaque(contents);
            case INTEGER, ENUMERATED -> number(contents);
            case OBJECT_IDENTIFIER -> Oid.of(contents).value();
            default -> {
                if (DerString.isString(tag)) {
                    yield new Value.Text(DerString.text(tag, contents));
                }
                if (DerTime.isTime(tag)) {
                    yield DerTime.value(tag, contents);
                }
                yield tag >= CONTEXT && DerString.isPrintable(contents)
                        ? new Value.Text(contents.latin1())
                        : new Value.Opaque(contents);
            }
        };
    }

    /** All of the scope, at least a byte, as a leaf. */
    static Bytes contents(FieldReader in, Function<Bytes, Value> meaning) {
        if (!in.hasRemaining()) {
            throw in.malformed(Problem.Kind.TRUNCATED, "contents", 1, 0);
        }
        return in.leaf("contents", in.remaining(), meaning);
    }

    /** Reads tag and length of an element; what it returns is the length. */
    private static int header(FieldReader in) {
        in.leaf("tag", tagWidth(in), tag -> Value.Coded.octet(tagName(tag.at(0)), tag.at(0)));
        int first = in.hasRemaining() ? in.peek(1).at(0) : 0;
        int more = first < LONG_FORM ? 0 : first - LONG_FORM;
        Bytes length = in.peek(1 + more);
        if (first >= LONG_FORM && (more == 0 || more > 4)) {
            throw notDer(in, "length");
        }
        if (length.length() < 1 + more) {
            throw in.malformed(Problem.Kind.TRUNCATED, "length", 1L + more, length.length());
        }
        long number = more == 0 ? first : length.number(1, more);
        if (more > 0 && (length.at(1) == 0 || number < LONG_FORM)) {
            throw notDer(in, "length");
        }
        in.leaf("length", 1 + more, _ -> new Value.Unsigned(number));
        if (number > in.remaining()) {
            throw in.malformed(Problem.Kind.TRUNCATED, "contents", number, in.remaining());
        }
        return (int) number;
    }

    /** Tags above 30 go on as long as the top bit is set. */
    private static int tagWidth(FieldReader in) {
        if ((nextTag(in) & MULTI_BYTE_TAG) != MULTI_BYTE_TAG || !in.hasRemaining()) {
            return 1;
        }
        Bytes bytes = in.peek(6);
        int width = 1;
        while (width < bytes.length() && bytes.at(width) >= 0x80) {
            width++;
        }
        return width + 1;
    }

    private static MalformedException notDer(FieldReader in, String key) {
        return in.malformed(Problem.Kind.NOT_DER, key, 0, in.remaining());
    }

    static Value number(Bytes contents) {
        return contents.isEmpty() || contents.length() > 4 || contents.at(0) >= 0x80
                ? new Value.Opaque(contents)
                : new Value.Unsigned(contents.number(0, contents.length()));
    }

    private static Value flag(Bytes contents) {
        return new Value.Flag(contents.at(0) != 0);
    }

    private static String key(int tag) {
        return switch (tag) {
            case BOOLEAN -> "boolean";
            case INTEGER -> "integer";
            case BIT_STRING -> "bit_string";
            case OCTET_STRING -> "octet_string";
            case NULL -> "null";
            case OBJECT_IDENTIFIER -> "object_identifier";
            case ENUMERATED -> "enumerated";
            case SEQUENCE -> "sequence";
            case SET -> "set";
            default -> {
                if (DerString.isString(tag)) {
                    yield "string";
                }
                if (DerTime.isTime(tag)) {
                    yield "time";
                }
                yield tag >= CONTEXT ? "tagged" : "element";
            }
        };
    }

    /** A tag as ASN.1 writes it; its class and number are in its first byte up to 30. */
    private static String tagName(int tag) {
        int number = tag & MULTI_BYTE_TAG;
        if (tag >= 0xc0) {
            return "[PRIVATE " + number + "]";
        }
        if (tag >= CONTEXT) {
            return "[" + number + "]";
        }
        if (tag >= 0x40) {
            return "[APPLICATION " + number + "]";
        }
        return switch (number) {
            case 1 -> "BOOLEAN";
            case 2 -> "INTEGER";
            case 3 -> "BIT STRING";
            case 4 -> "OCTET STRING";
            case 5 -> "NULL";
            case 6 -> "OBJECT IDENTIFIER";
            case 10 -> "ENUMERATED";
            case 12 -> "UTF8String";
            case 16 -> "SEQUENCE";
            case 17 -> "SET";
            case 18 -> "NumericString";
            case 19 -> "PrintableString";
            case 20 -> "TeletexString";
            case 22 -> "IA5String";
            case 23 -> "UTCTime";
            case 24 -> "GeneralizedTime";
            case 26 -> "VisibleString";
            case 27 -> "GeneralString";
            case 28 -> "UniversalString";
            case 30 -> "BMPString";
            default -> "[UNIVERSAL " + number + "]";
        };
    }
}
