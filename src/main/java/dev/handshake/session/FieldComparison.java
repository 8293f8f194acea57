package dev.handshake.session;

import dev.handshake.bytes.Field;
import dev.handshake.bytes.Value;
import dev.handshake.session.Difference.InMessage;
import dev.handshake.session.Difference.Place;
import dev.handshake.session.Difference.Said;
import dev.handshake.session.Difference.Side;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** In what the fields of two messages of the same type differ, as far as it means something. */
final class FieldComparison {
    /** What says how long something else is, or what it is. */
    private static final Set<String> FRAME =
            Set.of("msg_type", "length", "extension_type", "tag", "unused_bits");

    /** What is new in every handshake: only whether it is there at all means something. */
    private static final Set<String> CHANCE =
            Set.of(
                    "random",
                    "legacy_session_id",
                    "legacy_session_id_echo",
                    "session_id",
                    "key_exchange",
                    "exchange_keys",
                    "public",
                    "signature",
                    "verify_data",
                    "ticket",
                    "ticket_nonce",
                    "ticket_age_add",
                    "identity",
                    "obfuscated_ticket_age",
                    "binders",
                    "cookie",
                    "certificate_request_context",
                    "renegotiated_connection",
                    "padding",
                    "opaque");

    /** What the list of what was agreed says already. */
    private static final Set<String> AGREED =
            Set.of(
                    "cipher_suite",
                    "selected_version",
                    "selected_group",
                    "group",
                    "namedcurve",
                    "curve_params",
                    "protocol_name_list",
                    "algorithm");

    /** What of a certificate is told apart: whose it is, by whom, how long, with what key. */
    private static final Set<String> OF_A_CERTIFICATE =
            Set.of(
                    "issuer",
                    "not_before",
                    "not_after",
                    "subject",
                    "subject_public_key_info",
                    "serial_number");

    private final MessageRead a;
    private final MessageRead b;
    private final Consumer<Difference> sink;

    FieldComparison(MessageRead a, MessageRead b, Consumer<Difference> sink) {
        this.a = a;
        this.b = b;
        this.sink = sink;
    }

    void compare() {
        members(a.fields(), b.fields(), null);
    }

    /**
     * The members of two structs: those of the same key belong together, in their order.
     *
     * @param extension in which they stand; null outside
     */
    private void members(List<Field> one, List<Field> other, @Nullable String extension) {
        Map<String, Field> ones = byKey(one);
        Map<String, Field> others = byKey(other);
        Set<String> keys = new LinkedHashSet<>(ones.keySet());
        keys.addAll(others.keySet());
        for (String key : keys) {
            Field left = ones.get(key);
            Field right = others.get(key);
            Field there = left == null ? right : left;
            if (left != null && right != null) {
                fields(left, right, extension);
            } else if (there != null && there.key().equals("extensions")) {
                // Without a list of them, each is missing.
                extensions(
                        left == null ? List.of() : left.fields(),
                        right == null ? List.of() : right.fields());
            } else if (there != null) {
                add(extension == null ? there.key() : extension, side(a, left), side(b, right));
            }
        }
    }

    /** A second member of the same key is another member. */
    private static Map<String, Field> byKey(List<Field> fields) {
        Map<String, Field> members = new LinkedHashMap<>();
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (Field field : fields) {
            if (!FRAME.contains(field.key())) {
                int count = counts.merge(field.key(), 1, Integer::sum);
                members.put(field.key() + " " + count, field);
            }
        }
        return members;
    }

    private void fields(Field one, Field other, @Nullable String extension) {
        String key = extension == null ? one.key() : extension;
        boolean answer = a.type() != MessageType.CLIENT_HELLO;
        if (answer && AGREED.contains(one.key())) {
            return;
        }
        if (CHANCE.contains(one.key())) {
            if (isEmpty(one) != isEmpty(other)) {
                add(key, side(a, one), side(b, other));
            }
        } else if (one.key().equals("x509_certificate")) {
            certificate(one, other);
        } else if (isVector(one) && isVector(other)) {
            vector(key, one, other);
        } else if (one.key().equals("extensions")) {
            extensions(one.fields(), other.fields());
        } else if (one.isLeaf() || other.isLeaf() || isJudged(one)) {
            if (!one.value().equals(other.value())) {
                add(key, side(a, one), side(b, other));
            }
        } else {
            members(one.fields(), other.fields(), extension);
        }
    }

    private void extensions(List<Field> one, List<Field> other) {
        Map<String, Field> ones = byKey(one);
        Map<String, Field> others = byKey(other);
        Set<String> keys = new LinkedHashSet<>(ones.keySet());
        keys.addAll(others.keySet());
        for (String key : keys) {
            Field left = ones.get(key);
            Field right = others.get(key);
            if (left != null && right != null) {
                members(left.fields(), right.fields(), left.key());
            } else if (left != null) {
                add(left.key(), side(a, left), side(b, null));
            } else if (right != null) {
                add(right.key(), side(a, null), side(b, right));
            }
        }
    }

    /**
     * An OCSP response has times of its own in it; what it says of the certificate is its value.
     */
    private static boolean isJudged(Field field) {
        return field.key().equals("response") || field.key().equals("sct_list");
    }

    private static boolean isEmpty(Field field) {
        return field.walk()
                .filter(Field::isLeaf)
                .filter(leaf -> !FRAME.contains(leaf.key()))
                .allMatch(leaf -> leaf.span().length() == 0);
    }

    /** Whether its elements are all of the same kind and each is known by its value. */
    private static boolean isVector(Field field) {
        List<Field> elements = elements(field);
        return field.value() instanceof Value.Items
                && !field.key().equals("extensions")
                && !field.key().equals("certificate_list")
                && elements.stream().map(Field::key).distinct().count() == 1
                && elements.stream().map(Field::value).allMatch(FieldComparison::isName);
    }

    private static boolean isName(Value value) {
        return value instanceof Value.Coded
                || value instanceof Value.Text
                || value instanceof Value.Unsigned;
    }

    private static List<Field> elements(Field field) {
        return field.fields().stream().filter(each -> !FRAME.contains(each.key())).toList();
    }

    private void vector(String key, Field one, Field other) {
        List<Value> left = values(one);
        List<Value> right = values(other);
        if (left.equals(right)) {
            return;
        }
        if (left.size() == 1 && right.size() == 1) {
            add(
                    key,
                    new Side(new Said.Of(left.getFirst()), place(a, one)),
                    new Side(new Said.Of(right.getFirst()), place(b, other)));
            return;
        }
        boolean same = left.size() == right.size() && only(left, right).isEmpty();
        add(
                key,
                new Side(listed(left, right, same), place(a, one)),
                new Side(listed(right, left, same), place(b, other)));
    }

    private static List<Value> values(Field vector) {
        return elements(vector).stream().map(Field::value).toList();
    }

    private static List<Value> only(List<Value> these, List<Value> others) {
        Set<Value> known = new HashSet<>(others);
        return these.stream().filter(value -> !known.contains(value)).toList();
    }

    private static Said listed(List<Value> these, List<Value> others, boolean same) {
        return new Said.Listed(these.size(), only(these, others), same ? these : List.of());
    }

    private void certificate(Field one, Field other) {
        Map<String, Field> left = ofACertificate(one);
        Map<String, Field> right = ofACertificate(other);
        Field serial = left.remove("serial_number");
        Field otherSerial = right.remove("serial_number");
        boolean told = false;
        for (Map.Entry<String, Field> member : left.entrySet()) {
            Field there = right.get(member.getKey());
            if (there != null && !there.value().equals(member.getValue().value())) {
                add(member.getKey(), side(a, member.getValue()), side(b, there));
                told = true;
            }
        }
        if (!told
                && serial != null
                && otherSerial != null
                && !serial.value().equals(otherSerial.value())) {
            add(serial.key(), side(a, serial), side(b, otherSerial));
        }
    }

    private static Map<String, Field> ofACertificate(Field certificate) {
        Map<String, Field> members = new LinkedHashMap<>();
        certificate
                .walk()
                .filter(field -> OF_A_CERTIFICATE.contains(field.key()))
                .forEach(field -> members.putIfAbsent(field.key(), field));
        return members;
    }

    private void add(String key, Side one, Side other) {
        sink.accept(new Difference(new InMessage(a.type(), a.from(), key), one, other));
    }

    private static Side side(MessageRead message, @Nullable Field field) {
        return field == null
                ? new Side(new Said.Nothing(), new Place(message.number(), null))
                : new Side(new Said.Of(field.value()), place(message, field));
    }

    private static Place place(MessageRead message, Field field) {
        return new Place(message.number(), field.span());
    }
}
