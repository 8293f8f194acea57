package dev.handshake.proof;

import com.google.gson.JsonObject;
import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.Code;
import dev.handshake.bytes.Phrase;
import dev.handshake.capture.Endpoint;
import dev.handshake.capture.Sender;
import dev.handshake.session.MessageRead;
import dev.handshake.session.MessageType;
import dev.handshake.session.Negotiated;
import dev.handshake.session.Session;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where this program and tshark say different things of the connections of one capture. What tshark
 * has no word for (clear text before TLS, messages that broke off, gaps) is not compared;
 * everything that it names must be ours too.
 */
final class Comparison {
    private static final Set<MessageType> NO_WORD_FOR =
            EnumSet.of(
                    MessageType.PLAINTEXT_PRELUDE,
                    MessageType.NOT_TLS,
                    MessageType.TRUNCATED_HANDSHAKE);

    /** Why a row is the beginning of a record only. */
    private static final Set<String> BROKEN_OFF =
            Set.of("unreadable.truncated_record", "unreadable.overlong_record");

    private final List<Difference> differences = new ArrayList<>();

    /**
     * A difference.
     *
     * @param stream tshark's number of the TCP connection
     * @param what {@code messages}, {@code order}, {@code bytes}, {@code version}, …
     */
    record Difference(int stream, String what, String ours, String theirs) {
        @Override
        public String toString() {
            return "stream %d, %s:%n  ours   %s%n  tshark %s".formatted(stream, what, ours, theirs);
        }
    }

    private Comparison() {}

    static List<Difference> of(List<Session> ours, List<Tshark.Conversation> theirs) {
        Comparison comparison = new Comparison();
        List<Tshark.Conversation> left = new ArrayList<>(tls(theirs));
        for (Session session : ours) {
            Optional<Tshark.Conversation> told = of(session, left);
            if (told.isPresent()) {
                left.remove(told.get());
                comparison.compare(session, told.get());
            } else {
                comparison.note(-1, "connection", ends(session), "no TLS");
            }
        }
        for (Tshark.Conversation told : left) {
            String ends = told.client() + " " + told.server();
            comparison.note(told.stream(), "connection", "no TLS", ends);
        }
        return comparison.differences;
    }

    /** Those that tshark does not know as TLS. */
    static List<Session> unknown(List<Session> ours, List<Tshark.Conversation> theirs) {
        List<Tshark.Conversation> known = tls(theirs);
        return ours.stream().filter(session -> of(session, known).isEmpty()).toList();
    }

    private static List<Tshark.Conversation> tls(List<Tshark.Conversation> theirs) {
        return theirs.stream().filter(told -> !told.records().isEmpty()).toList();
    }

    private static Optional<Tshark.Conversation> of(
            Session session, List<Tshark.Conversation> theirs) {
        return theirs.stream().filter(told -> isBetween(session, told)).findFirst();
    }

    static boolean isBetween(Session session, Tshark.Conversation told) {
        return Set.of(told.client(), told.server())
                .equals(Set.of(text(session.client()), text(session.server())));
    }

    private static String ends(Session session) {
        return text(session.client()) + " " + text(session.server());
    }

    private static String text(@Nullable Endpoint end) {
        return end == null ? "" : end.address() + ":" + end.port();
    }

    private void note(int stream, String what, Object ours, Object theirs) {
        if (!ours.equals(theirs)) {
            differences.add(new Difference(stream, what, ours.toString(), theirs.toString()));
        }
    }

    // -- one connection

    private void compare(Session session, Tshark.Conversation told) {
        Report report = Report.of(session);
        boolean turned = told.client().equals(text(session.server()));
        List<JsonObject> ours =
                report.messages()
                        .filter(message -> isWhole(session, message.get("number").getAsInt()))
                        .toList();
        List<Tshark.Message> theirs = told.messages();
        for (Sender from : Sender.values()) {
            List<JsonObject> mine =
                    ours.stream()
                            .filter(message -> word(message, "from").equals(from.word()))
                            .toList();
            Sender there = turned ? from.other() : from;
            List<Tshark.Message> other =
                    theirs.stream().filter(message -> message.seen().from() == there).toList();
            compare(told.stream(), from, mine, other);
        }
        note(
                told.stream(),
                "order",
                ours.stream().map(message -> arrow(word(message, "from"), type(message))).toList(),
                theirs.stream()
                        .map(message -> {
                            Sender from = message.seen().from();
                            Sender here = turned ? from.other() : from;
                            return arrow(here.word(), message.seen().type());
                        })
                        .toList());
        compare(told.stream(), session.negotiated(), theirs);
    }

    private static boolean isWhole(Session session, int number) {
        MessageRead message = session.message(number).orElseThrow();
        Phrase reason = message.reason();
        return !NO_WORD_FOR.contains(message.type())
                && (reason == null || !BROKEN_OFF.contains(reason.key()));
    }

    private static String arrow(String from, String type) {
        return (from.equals("client") ? ">" : "<") + type;
    }

    /** The name that tshark has for it: what stays encrypted in TLS 1.3 is application data. */
    private static String type(JsonObject message) {
        String type = word(message, "type");
        return type.equals("encrypted") ? "application_data" : type;
    }

    private static String word(JsonObject message, String name) {
        return message.get(name).getAsString();
    }

    /** What one side sent. */
    private void compare(
            int stream, Sender from, List<JsonObject> ours, List<Tshark.Message> theirs) {
        String side = from == Sender.CLIENT ? "client's " : "server's ";
        List<String> types = ours.stream().map(Comparison::type).toList();
        List<String> told = theirs.stream().map(message -> message.seen().type()).toList();
        note(stream, side + "messages", types, told);
        if (!types.equals(told)) {
            return;
        }
        for (int i = 0; i < types.size(); i++) {
            Bytes bytes = theirs.get(i).seen().bytes();
            Bytes own = Bytes.ofHex(word(ours.get(i), "hex"));
            if (bytes != null) {
                note(stream, side + types.get(i) + " bytes", own.hex(), bytes.hex());
            }
            compareFields(stream, side + types.get(i), ours.get(i), theirs.get(i));
        }
    }

    // -- one message

    private void compareFields(int stream, String what, JsonObject ours, Tshark.Message theirs) {
        Agreement.fields(theirs.seen().type())
                .forEach((key, field) ->
                        note(
                                stream,
                                what + " " + key,
                                Report.bytes(ours, key).stream()
                                        .filter(bytes -> !bytes.isEmpty())
                                        .map(bytes -> new BigInteger(bytes.hex(), 16).toString(16))
                                        .toList(),
                                theirs.facts(field).stream()
                                        .map(value -> Agreement.number(value).toString(16))
                                        .toList()));
        if (theirs.seen().type().equals("certificate")) {
            note(
                    stream,
                    what + " serial numbers",
                    Report.bytes(ours, "cert_data/serial_number").stream().map(Bytes::hex).toList(),
                    theirs.facts("x509af.serialNumber").stream()
                            .map(hex -> hex.replace(":", ""))
                            .toList());
            note(stream, what + " subjects", subjects(ours), theirs.subjects());
        }
    }

    /** Object identifiers and strings of every subject, as {@code 2.5.4.3=example}. */
    private static List<String> subjects(JsonObject message) {
        List<Bytes> types = Report.bytes(message, "cert_data/subject/type");
        List<Bytes> values = Report.bytes(message, "cert_data/subject/value");
        List<String> all = new ArrayList<>();
        for (int i = 0; i < Math.min(types.size(), values.size()); i++) {
            all.add(oid(types.get(i)) + "=" + values.get(i).latin1());
        }
        return all;
    }

    /** X.690 §8.19, for what fits into an int. */
    static String oid(Bytes bytes) {
        List<Integer> arcs = new ArrayList<>();
        int arc = 0;
        for (int i = 0; i < bytes.length(); i++) {
            arc = (arc << 7) | (bytes.at(i) & 0x7f);
            if (bytes.at(i) < 0x80) {
                if (arcs.isEmpty()) {
                    int first = Math.min(2, arc / 40);
                    arcs.add(first);
                    arc -= 40 * first;
                }
                arcs.add(arc);
                arc = 0;
            }
        }
        return arcs.stream().map(String::valueOf).collect(Collectors.joining("."));
    }

    // -- what was agreed

    /** Of the last handshake, where there are several. */
    private void compare(int stream, Negotiated ours, List<Tshark.Message> theirs) {
        int start = 0;
        for (int i = 0; i < theirs.size(); i++) {
            start = theirs.get(i).seen().type().equals("client_hello") ? i : start;
        }
        List<Tshark.Message> told = theirs.subList(start, theirs.size());
        Optional<String> version =
                last(told, "server_hello", "tls.handshake.extensions.supported_version")
                        .or(() -> last(told, "server_hello", "tls.handshake.version"));
        Optional<String> group =
                last(told, "server_hello", "tls.handshake.extensions_key_share_group")
                        .or(() ->
                                last(
                                        told,
                                        "server_key_exchange",
                                        "tls.handshake.server_named_curve"));
        Optional<String> alpn =
                last(told, "encrypted_extensions", "tls.handshake.extensions_alpn_str")
                        .or(() -> last(told, "server_hello", "tls.handshake.extensions_alpn_str"));
        Optional<String> name =
                last(told, "client_hello", "tls.handshake.extensions_server_name")
                        // A name without letters is none.
                        .filter(it -> !it.isEmpty());
        Optional<String> suite = last(told, "server_hello", "tls.handshake.ciphersuite");
        note(stream, "version", code(ours.version()), code(version));
        note(stream, "cipher suite", code(ours.cipherSuite()), code(suite));
        note(stream, "group", code(ours.group()), code(group));
        note(stream, "alpn", Optional.ofNullable(ours.alpn()), alpn);
        note(stream, "server name", Optional.ofNullable(ours.sni()), name);
    }

    private static Optional<String> last(List<Tshark.Message> told, String type, String field) {
        return told.stream()
                .filter(message -> message.seen().type().equals(type))
                .flatMap(message -> message.facts(field).stream())
                .reduce((earlier, later) -> later);
    }

    private static String code(@Nullable Code code) {
        return code == null ? "-" : Integer.toString(code.code());
    }

    private static String code(Optional<String> told) {
        return told.map(value -> Agreement.number(value).toString()).orElse("-");
    }
}
