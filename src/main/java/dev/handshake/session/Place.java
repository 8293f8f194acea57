package dev.handshake.session;

import dev.handshake.bytes.ByteSpan;
import dev.handshake.bytes.Field;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A field of a message, found by the keys that lead to it.
 *
 * @param outer where the bytes stand in the message from which the field's own space was decoded;
 *     null where the field counts like the message
 */
public record Place(Field field, @Nullable ByteSpan outer) {
    private static final String LENGTH = "length";
    private static final String CERTIFICATE_LIST = "certificate_list";
    private static final String CERTIFICATE = "certificate";

    /** Where it stands in the message; of a vector, what comes behind its length. */
    public ByteSpan span() {
        if (outer != null) {
            return outer;
        }
        List<Field> parts = field.fields();
        boolean vector =
                field.space() == null
                        && parts.size() == 2
                        && parts.getFirst().key().equals(LENGTH)
                        && parts.getLast().isLeaf();
        return vector ? parts.getLast().span() : field.span();
    }

    /**
     * The first field to which the path leads.
     *
     * @param path keys, each somewhere below the one before; {@code #2} is the third element of a
     *     list
     */
    public static Optional<Place> find(List<Field> fields, List<String> path) {
        return fields.stream()
                .map(field -> new Place(field, null))
                .flatMap(place -> place.at(path).stream())
                .findFirst();
    }

    /** Every field and all below it, in order. */
    static Stream<Place> all(List<Field> fields) {
        return fields.stream().map(field -> new Place(field, null)).flatMap(Place::walk);
    }

    private Stream<Place> walk() {
        return Stream.concat(Stream.of(this), below().flatMap(Place::walk));
    }

    /** The certificate with the index in a message that brings a chain. */
    static Optional<Place> certificate(List<Field> fields, int index) {
        return find(fields, List.of(CERTIFICATE_LIST))
                .flatMap(list ->
                        list.below()
                                .filter(it -> it.field.key().equals(CERTIFICATE))
                                .skip(index)
                                .findFirst());
    }

    /** The first field below this one to which the path leads; this one, if it is empty. */
    Optional<Place> find(List<String> path) {
        return path.isEmpty()
                ? Optional.of(this)
                : path.getFirst().startsWith("#")
                        ? element(Integer.parseInt(path.getFirst().substring(1)))
                                .flatMap(it -> it.find(rest(path)))
                        : below().flatMap(it -> it.at(path).stream()).findFirst();
    }

    /** This field or one below it. */
    private Optional<Place> at(List<String> path) {
        return field.key().equals(path.getFirst())
                ? find(rest(path)).or(() -> find(path))
                : below().flatMap(it -> it.at(path).stream()).findFirst();
    }

    private static List<String> rest(List<String> path) {
        return path.subList(1, path.size());
    }

    private Stream<Place> below() {
        ByteSpan decodedFrom = field.space() == null ? outer : span();
        return field.fields().stream().map(it -> new Place(it, decodedFrom));
    }

    /** The elements of DER stand behind their list's tag and length. */
    private Optional<Place> element(int index) {
        return below().filter(it -> !it.field.key().equals("tag") && !it.field.key().equals(LENGTH))
                .skip(index)
                .findFirst();
    }
}
