package dev.handshake.proof;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Sender;
import dev.handshake.export.JsonExport;
import dev.handshake.session.Session;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What this program tells of a session, as a script reads it: the JSON. */
final class Report {
    private static final Set<String> CROSSED =
            Set.of("handshake", "change_cipher_spec", "alert", "application_data", "other");

    private final JsonObject session;

    private Report(JsonObject session) {
        this.session = session;
    }

    static Report of(Session session) {
        StringWriter written = new StringWriter();
        try {
            JsonExport.write(List.of(session), written);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return parse(written.toString());
    }

    /** The only session of a JSON document. */
    static Report parse(String json) {
        JsonArray sessions =
                JsonParser.parseString(json).getAsJsonObject().getAsJsonArray("sessions");
        return new Report(sessions.get(0).getAsJsonObject());
    }

    /** A value by its path, {@code negotiated.version}; null where the JSON says null. */
    @Nullable String at(String path) {
        JsonElement at = session;
        for (String step : path.split("\\.", -1)) {
            at = at.getAsJsonObject().get(step);
        }
        return at.isJsonNull() ? null : at.getAsString();
    }

    /** The result of a check, or null if it was not made. */
    @Nullable String verdict(String check) {
        return elements(session, "verdicts")
                .filter(verdict -> text(verdict, "check").equals(check))
                .map(verdict -> text(verdict, "result"))
                .findFirst()
                .orElse(null);
    }

    /** The messages that crossed the wire above TCP, as others see them. */
    List<Seen> seen() {
        return messages()
                .map(message ->
                        new Seen(
                                from(message),
                                text(message, "type"),
                                text(message, "type").equals("application_data")
                                        ? null
                                        : Bytes.ofHex(text(message, "hex"))))
                .toList();
    }

    List<Seen.Envelope> records() {
        return elements(session, "records")
                .map(record ->
                        new Seen.Envelope(
                                from(record),
                                contentType(text(record, "type")),
                                version(text(record, "version")),
                                record.get("length").getAsInt()))
                .toList();
    }

    Bytes applicationData(Sender from) {
        return Bytes.concat(
                messages()
                        .filter(message -> from(message) == from)
                        .filter(message -> text(message, "type").equals("application_data"))
                        .map(message -> Bytes.ofHex(text(message, "hex")))
                        .toArray(Bytes[]::new));
    }

    /** Messages whose bytes were on the wire. */
    Stream<JsonObject> messages() {
        return elements(session, "messages")
                .filter(message -> !text(message, "provenance").equals("absent"))
                .filter(message -> CROSSED.contains(text(message, "layer")));
    }

    /** All messages, also the inferred and the absent: {@code >client_hello}, {@code (<alert)}. */
    List<String> rows() {
        return elements(session, "messages")
                .map(message -> {
                    String arrow = from(message) == Sender.CLIENT ? ">" : "<";
                    String row = arrow + text(message, "type");
                    return text(message, "provenance").equals("absent") ? "(" + row + ")" : row;
                })
                .toList();
    }

    /** The n-th message of the type, from 0. */
    JsonObject message(String type, int n) {
        return messages()
                .filter(message -> text(message, "type").equals(type))
                .skip(n)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + type + " " + n + " in " + rows()));
    }

    /**
     * The bytes of every field with the key, wherever it stands in the message, in order: of a
     * vector without its length, of DER without tag and length.
     *
     * @param path a key, or keys one below the other: {@code cert_data/serial_number}
     */
    static List<Bytes> bytes(JsonObject message, String path) {
        Bytes whole = Bytes.ofHex(text(message, "hex"));
        List<Bytes> found = new ArrayList<>();
        collect(message, List.of(path.split("/", -1)), whole, found);
        return found;
    }

    private static void collect(
            JsonObject parent, List<String> path, Bytes space, List<Bytes> found) {
        elements(parent, "fields")
                .forEach(field -> {
                    boolean step = text(field, "key").equals(path.getFirst());
                    if (step && path.size() == 1) {
                        found.add(payload(field, space));
                    }
                    JsonElement own = field.get("hex");
                    collect(
                            field,
                            step && path.size() > 1 ? path.subList(1, path.size()) : path,
                            own.isJsonNull() ? space : Bytes.ofHex(own.getAsString()),
                            found);
                });
    }

    private static Bytes payload(JsonObject field, Bytes space) {
        int start = field.get("offset").getAsInt();
        int end = start + field.get("length").getAsInt();
        Optional<JsonObject> prefix =
                elements(field, "fields")
                        .filter(child -> text(child, "key").equals("length"))
                        .findFirst();
        int from =
                prefix.map(it -> it.get("offset").getAsInt() + it.get("length").getAsInt())
                        .orElse(start);
        return space.slice(from, end - from);
    }

    /** What every field with the key says, in order. */
    static List<String> values(JsonObject message, String key) {
        return elements(message, "fields")
                .flatMap(field ->
                        Stream.concat(
                                text(field, "key").equals(key)
                                        ? Stream.of(text(field, "value"))
                                        : Stream.of(),
                                values(field, key).stream()))
                .toList();
    }

    private static Sender from(JsonObject of) {
        return text(of, "from").equals("client") ? Sender.CLIENT : Sender.SERVER;
    }

    private static int contentType(String word) {
        return switch (word) {
            case "change_cipher_spec" -> 20;
            case "alert" -> 21;
            case "handshake" -> 22;
            case "application_data" -> 23;
            default -> throw new AssertionError(word);
        };
    }

    /** {@code TLS 1.2 (0x0303)} */
    private static int version(String words) {
        return Integer.decode(words.replaceFirst(".*\\((0x[0-9a-f]{4})\\)$", "$1"));
    }

    private static String text(JsonObject of, String name) {
        JsonElement value = Objects.requireNonNull(of.get(name), () -> name + " in " + of);
        return value.isJsonNull() ? "null" : value.getAsString();
    }

    private static Stream<JsonObject> elements(JsonObject of, String name) {
        return of.getAsJsonArray(name).asList().stream().map(JsonElement::getAsJsonObject);
    }

    @Override
    public String toString() {
        return String.join(" ", rows()) + " " + session.get("outcome");
    }
}
