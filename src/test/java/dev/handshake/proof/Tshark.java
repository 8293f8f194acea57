package dev.handshake.proof;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.handshake.Needs;
import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Sender;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The independent reader: what tshark makes of a capture file, connection by connection. */
final class Tshark {
    private final Path capture;
    private final List<String> options = new ArrayList<>();

    /** What is TLS, but not over TCP. */
    static final Set<String> OVER_UDP = Set.of("dtls", "quic");

    /**
     * A capture.
     *
     * @param overUdp which of {@link #OVER_UDP} are in it
     */
    record Reading(List<Conversation> conversations, Set<String> overUdp) {}

    /**
     * One TCP connection.
     *
     * @param messages in the order in which their last byte came
     * @param records in the order in which they came
     */
    record Conversation(
            int stream,
            String client,
            String server,
            List<Message> messages,
            List<Seen.Envelope> records) {}

    /**
     * One message.
     *
     * @param facts every field that tshark names in it, with its values in order
     * @param subjects the attributes of its certificates' subjects, {@code 2.5.4.3=example}
     */
    record Message(Seen seen, Map<String, List<String>> facts, List<String> subjects) {
        Message(Seen seen) {
            this(seen, Map.of(), List.of());
        }

        List<String> facts(String field) {
            return facts.getOrDefault(field, List.of());
        }
    }

    private static final class Stream {
        String client = "";
        String server = "";
        final List<Message> messages = new ArrayList<>();
        final List<Seen.Envelope> records = new ArrayList<>();
        final Set<Sender> ciphered = EnumSet.noneOf(Sender.class);
    }

    /**
     * @param options more of tshark's, such as {@code -d tcp.port==8443,tls}
     */
    Tshark(Path capture, @Nullable Path keyLog, String... options) {
        this.capture = capture;
        if (keyLog != null) {
            this.options.addAll(List.of("-o", "tls.keylog_file:" + keyLog));
        }
        this.options.addAll(Arrays.asList(options));
    }

    List<Conversation> conversations() {
        return read().conversations();
    }

    Reading read() {
        String json = run("-T", "json", "--no-duplicate-keys", "-x", "-J", "frame ip ipv6 tcp tls");
        Map<Integer, Stream> streams = new LinkedHashMap<>();
        Set<String> overUdp = new HashSet<>();
        for (JsonElement packet : JsonParser.parseString(json).getAsJsonArray()) {
            JsonObject layers =
                    packet.getAsJsonObject().getAsJsonObject("_source").getAsJsonObject("layers");
            for (JsonElement tcp : several(layers.get("tcp"))) {
                packet(layers, tcp.getAsJsonObject(), streams);
            }
            String protocols = layers.getAsJsonObject("frame").get("frame.protocols").getAsString();
            overUdp.addAll(Arrays.asList(protocols.split(":", -1)));
        }
        overUdp.retainAll(OVER_UDP);
        List<Conversation> conversations =
                streams.entrySet().stream()
                        .map(e ->
                                new Conversation(
                                        e.getKey(),
                                        e.getValue().client,
                                        e.getValue().server,
                                        e.getValue().messages,
                                        e.getValue().records))
                        .toList();
        return new Reading(conversations, overUdp);
    }

    // -- how it is packed

    /**
     * A record of a direction.
     *
     * @param port of its sender
     * @param messages the handshake messages that lie whole in it
     * @param fragments of each message that ends in it and began in another: in how many it is
     */
    record Packed(int port, int length, List<Inside> messages, List<Integer> fragments) {}

    /**
     * A message in a record.
     *
     * @param offset in what the record carries
     */
    record Inside(int offset, int length) {}

    /** The payload of a segment. */
    record Carried(int port, long sequence, int length) {}

    /** The records, in the order in which they came. */
    List<Packed> packed() {
        String json = run("-T", "json", "--no-duplicate-keys", "-x", "-J", "tcp tls");
        List<Packed> all = new ArrayList<>();
        for (JsonElement packet : JsonParser.parseString(json).getAsJsonArray()) {
            JsonObject layers =
                    packet.getAsJsonObject().getAsJsonObject("_source").getAsJsonObject("layers");
            if (!layers.has("tls")) {
                continue;
            }
            int port = layers.getAsJsonObject("tcp").get("tcp.srcport").getAsInt();
            for (JsonElement tls : several(layers.get("tls"))) {
                if (tls.isJsonObject()) {
                    JsonObject of = tls.getAsJsonObject();
                    List<JsonElement> records = several(of.get("tls.record"));
                    List<JsonArray> raw = raws(of, "tls.record");
                    for (int i = 0; i < records.size(); i++) {
                        all.add(packed(port, records.get(i).getAsJsonObject(), raw.get(i)));
                    }
                }
            }
        }
        return all;
    }

    private static Packed packed(int port, JsonObject record, JsonArray raw) {
        int length = record.get("tls.record.length").getAsInt();
        String hex = raw.get(0).getAsString();
        int start = raw.get(1).getAsInt();
        List<Inside> inside = new ArrayList<>();
        List<Integer> fragments = new ArrayList<>();
        List<JsonElement> handshakes = several(record.get("tls.handshake"));
        List<JsonArray> places = raws(record, "tls.handshake");
        boolean fragmented = record.has("tls.handshake.fragments");
        for (int i = 0; i < handshakes.size(); i++) {
            if (!handshakes.get(i).isJsonObject()
                    || !handshakes.get(i).getAsJsonObject().has("tls.handshake.type")) {
                continue;
            }
            if (fragmented) {
                // Of several parts, put together: the first that is told.
                fragmented = false;
                fragments.add(
                        record.getAsJsonObject("tls.handshake.fragments")
                                .get("tls.handshake.fragment.count")
                                .getAsInt());
                continue;
            }
            String bytes = places.get(i).get(0).getAsString();
            int at = places.get(i).get(1).getAsInt();
            // What is decrypted has positions of its own.
            int plain = at - start;
            boolean isPlain =
                    plain >= 5
                            && 2 * plain + bytes.length() <= hex.length()
                            && hex.startsWith(bytes, 2 * plain);
            inside.add(new Inside(isPlain ? plain - 5 : at, bytes.length() / 2));
        }
        return new Packed(port, length, inside, fragments);
    }

    private static List<JsonArray> raws(JsonObject parent, String field) {
        JsonArray raw = parent.getAsJsonArray(field + "_raw");
        return raw == null
                ? List.of()
                : raw.get(0).isJsonArray()
                        ? raw.asList().stream().map(JsonElement::getAsJsonArray).toList()
                        : List.of(raw);
    }

    /** What the segments carried, in the order in which they came. */
    List<Carried> carried() {
        return run(
                        "-T",
                        "fields",
                        "-Y",
                        "tcp.len > 0",
                        "-e",
                        "tcp.srcport",
                        "-e",
                        "tcp.seq_raw",
                        "-e",
                        "tcp.len")
                .lines()
                .map(line -> line.split("\t", -1))
                .map(cells ->
                        new Carried(
                                Integer.parseInt(cells[0]),
                                Long.parseLong(cells[1]),
                                Integer.parseInt(cells[2])))
                .toList();
    }

    /** The decrypted application data of a connection, one direction after the other. */
    Map<Sender, Bytes> applicationData(Conversation told) {
        String text = run("-q", "-z", "follow,tls,raw," + told.stream());
        // Its node 0 is whoever sent the first decrypted record; the other's lines are indented.
        boolean clientFirst = text.contains("Node 0: " + told.client());
        StringBuilder plain = new StringBuilder();
        StringBuilder indented = new StringBuilder();
        text.lines()
                .filter(line -> line.matches("\t?[0-9a-f]+"))
                .forEach(line -> (line.startsWith("\t") ? indented : plain).append(line.strip()));
        return Map.of(
                Sender.CLIENT, Bytes.ofHex((clientFirst ? plain : indented).toString()),
                Sender.SERVER, Bytes.ofHex((clientFirst ? indented : plain).toString()));
    }

    private String run(String... more) {
        List<Object> command = new ArrayList<>(List.of(Needs.program("tshark"), "-r", capture));
        command.addAll(options);
        command.addAll(Arrays.asList(more));
        String printed = Program.run(Path.of("."), command.toArray());
        return printed.replaceFirst("^(Running as user .*\n|\\s*\\*\\* .*\n)*", "");
    }

    private static void packet(JsonObject layers, JsonObject tcp, Map<Integer, Stream> streams) {
        Stream stream =
                streams.computeIfAbsent(tcp.get("tcp.stream").getAsInt(), n -> new Stream());
        String source = host(layers, "src") + ":" + tcp.get("tcp.srcport").getAsString();
        if (stream.client.isEmpty()) {
            stream.client = source;
            stream.server = host(layers, "dst") + ":" + tcp.get("tcp.dstport").getAsString();
        }
        Sender from = source.equals(stream.client) ? Sender.CLIENT : Sender.SERVER;
        for (JsonElement tls : several(layers.get("tls"))) {
            if (tls.isJsonObject()) {
                for (JsonElement record : several(tls.getAsJsonObject().get("tls.record"))) {
                    record(from, record.getAsJsonObject(), stream);
                }
            }
        }
    }

    private static String host(JsonObject layers, String end) {
        String family = layers.has("ip") ? "ip" : "ipv6";
        JsonElement innermost = several(layers.get(family)).getLast();
        return innermost.getAsJsonObject().get(family + "." + end).getAsString();
    }

    private static void record(Sender from, JsonObject record, Stream stream) {
        JsonElement type =
                record.has("tls.record.opaque_type")
                        ? record.get("tls.record.opaque_type")
                        : record.get("tls.record.content_type");
        if (type == null || !record.has("tls.record.length")) {
            return;
        }
        stream.records.add(
                new Seen.Envelope(
                        from,
                        type.getAsInt(),
                        Integer.decode(record.get("tls.record.version").getAsString()),
                        record.get("tls.record.length").getAsInt()));
        if (record.has("tls.change_cipher_spec")) {
            Bytes bytes = raw(record, "tls.change_cipher_spec").getFirst();
            // Of one that is encrypted, in a renegotiation, it tells the first byte alone.
            boolean encrypted = !stream.ciphered.add(from) && !bytes.equals(Bytes.ofHex("01"));
            stream.messages.add(
                    new Message(new Seen(from, "change_cipher_spec", encrypted ? null : bytes)));
        }
        List<JsonElement> handshakes = several(record.get("tls.handshake"));
        List<Bytes> bytes = raw(record, "tls.handshake");
        for (int i = 0; i < handshakes.size(); i++) {
            if (handshakes.get(i).isJsonObject()) {
                JsonObject handshake = handshakes.get(i).getAsJsonObject();
                if (handshake.has("tls.handshake.type")) {
                    stream.messages.add(
                            new Message(
                                    Seen.handshake(from, bytes.get(i)),
                                    facts(handshake),
                                    subjects(handshake)));
                }
            } else if (stream.ciphered.contains(from) && !record.has("tls.record.opaque_type")) {
                // Of what it cannot read, and of a part of a message, it tells the bytes alone.
                stream.messages.add(new Message(new Seen(from, "encrypted_handshake", null)));
            }
        }
        for (JsonElement alert : several(record.get("tls.alert_message"))) {
            boolean readable =
                    alert.isJsonObject() && alert.getAsJsonObject().has("tls.alert_message.level");
            stream.messages.add(
                    new Message(
                            new Seen(
                                    from,
                                    "alert",
                                    readable
                                            ? raw(record, "tls.alert_message").getFirst()
                                            : null)));
        }
        if (record.has("tls.app_data")) {
            stream.messages.add(new Message(new Seen(from, "application_data", null)));
        }
        if (record.has("tls.heartbeat_message")) {
            stream.messages.add(new Message(new Seen(from, "heartbeat", null)));
        }
    }

    /** One or several: tshark puts what is repeated into a list. */
    private static List<JsonElement> several(@Nullable JsonElement element) {
        return element == null
                ? List.of()
                : element instanceof JsonArray list ? list.asList() : List.of(element);
    }

    /** The bytes of a field: {@code [hex, position, length, …]}, or a list of such. */
    private static List<Bytes> raw(JsonObject parent, String field) {
        JsonArray raw = parent.getAsJsonArray(field + "_raw");
        if (raw == null) {
            return List.of();
        }
        return raw.get(0).isJsonArray()
                ? raw.asList().stream()
                        .map(one -> Bytes.ofHex(one.getAsJsonArray().get(0).getAsString()))
                        .toList()
                : List.of(Bytes.ofHex(raw.get(0).getAsString()));
    }

    private static Map<String, List<String>> facts(JsonObject message) {
        Map<String, List<String>> facts = new LinkedHashMap<>();
        collect(message, facts);
        return facts;
    }

    private static void collect(JsonObject object, Map<String, List<String>> facts) {
        object.entrySet().stream()
                .filter(entry -> !entry.getKey().endsWith("_raw"))
                .forEach(entry -> {
                    for (JsonElement value : several(entry.getValue())) {
                        if (value.isJsonObject()) {
                            collect(value.getAsJsonObject(), facts);
                        } else if (value.isJsonPrimitive()) {
                            facts.computeIfAbsent(entry.getKey(), k -> new ArrayList<>())
                                    .add(value.getAsString());
                        }
                    }
                });
    }

    // -- subjects

    /** tshark tells the subject of a certificate as a tree of parts that are strings of a kind. */
    private static List<String> subjects(JsonElement within) {
        List<String> subjects = new ArrayList<>();
        if (within instanceof JsonArray list) {
            list.forEach(each -> subjects.addAll(subjects(each)));
        } else if (within instanceof JsonObject object) {
            object.asMap()
                    .forEach((key, value) -> {
                        if (key.equals("x509af.subject_tree")) {
                            attributes(value, subjects);
                        } else {
                            subjects.addAll(subjects(value));
                        }
                    });
        }
        return subjects;
    }

    private static void attributes(JsonElement within, List<String> attributes) {
        if (within instanceof JsonArray list) {
            list.forEach(each -> attributes(each, attributes));
        } else if (within instanceof JsonObject object) {
            object.asMap()
                    .forEach((key, value) -> {
                        if (key.equals("x509if.RelativeDistinguishedName_item_element")) {
                            several(value)
                                    .forEach(item ->
                                            attributes.add(attribute(item.getAsJsonObject())));
                        } else {
                            attributes(value, attributes);
                        }
                    });
        }
    }

    private static String attribute(JsonObject item) {
        Map<String, List<String>> facts = facts(item);
        String oid = facts.getOrDefault("x509if.oid", List.of("")).getFirst();
        List<String> strings = new ArrayList<>();
        facts.forEach((key, values) -> {
            // DirectoryString is a choice; its own value is only the number of the alternative.
            if (!key.startsWith("x509if.") && !key.equals("x509sat.DirectoryString")) {
                strings.addAll(values);
            }
        });
        return oid + "=" + String.join("|", strings);
    }
}
