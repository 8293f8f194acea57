package dev.handshake.ui;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.Field;
import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Phrase;
import dev.handshake.bytes.Value;
import dev.handshake.capture.Endpoint;
import dev.handshake.capture.Origin;
import dev.handshake.capture.Sender;
import dev.handshake.record.Epoch;
import dev.handshake.session.MessageRead;
import dev.handshake.session.MessageType;
import dev.handshake.session.Negotiated;
import dev.handshake.session.Outcome;
import dev.handshake.session.Provenance;
import dev.handshake.session.Session;
import dev.handshake.session.Timing;
import dev.handshake.verify.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Sessions put together by hand, for views that need one. */
public final class Story {
    /** A ServerHello of TLS 1.2 as OpenSSL sent it: 84 bytes. */
    public static final Bytes SERVER_HELLO =
            Bytes.ofHex(
                    "02000050030364c64c38b971dbb46dc155e8b494e0d0048447df564bab67fc630ca0"
                            + "a36cff4200c030000028ff01000100000b000403000102002300000005000000"
                            + "10000b000908687474702f312e3100170000");

    private Story() {}

    public static Session of(List<MessageRead> messages, List<Verdict> verdicts) {
        return new Session(
                new Origin(Origin.Kind.LAB, "www.msn.com", 443, "tls12", false),
                new Endpoint("127.0.0.1", 42416),
                new Endpoint("127.0.0.1", 8443),
                Instant.parse("2026-11-23T07:16:00Z"),
                new Outcome(Outcome.Status.RUNNING, Phrase.of("app.name"), null, null),
                Negotiated.NOTHING,
                Timing.UNKNOWN,
                verdicts,
                List.of(),
                messages,
                _ -> {},
                List.of(),
                List.of(),
                List.of());
    }

    /** So many messages of which one in three is a ServerHello that can be read. */
    public static Session ofLength(int count) {
        List<MessageRead> messages = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            messages.add(
                    number % 3 == 2
                            ? serverHello(number)
                            : message(number, Sender.CLIENT, MessageType.CLIENT_HELLO));
        }
        return of(messages, List.of());
    }

    public static MessageRead serverHello(int number) {
        return message(number, Sender.SERVER, MessageType.SERVER_HELLO, SERVER_HELLO, fields());
    }

    /** A message of one field over four bytes. */
    public static MessageRead message(int number, Sender from, MessageType type) {
        Bytes bytes = Bytes.ofHex("0000%04x".formatted(number));
        List<Field> fields =
                FieldReader.readAll(bytes, "test", in -> in.opaque("random", 4)).fields();
        return message(number, from, type, bytes, fields);
    }

    public static MessageRead message(
            int number, Sender from, MessageType type, Bytes bytes, List<Field> fields) {
        return new MessageRead(
                number,
                OptionalLong.of(number * 1_000_000L),
                from,
                type,
                Provenance.OBSERVED,
                Epoch.PLAINTEXT,
                bytes,
                fields,
                null,
                null);
    }

    public static MessageRead absent(MessageType type, Phrase reason) {
        return new MessageRead(
                0,
                OptionalLong.empty(),
                Sender.SERVER,
                type,
                Provenance.ABSENT,
                null,
                Bytes.EMPTY,
                List.of(),
                null,
                reason);
    }

    private static List<Field> fields() {
        return FieldReader.readAll(
                        SERVER_HELLO,
                        "server_hello",
                        in -> {
                            in.number(
                                    "msg_type",
                                    1,
                                    number ->
                                            new Value.Coded(
                                                    "server_hello", (int) number, 1, false));
                            in.u24("length");
                            in.number(
                                    "legacy_version",
                                    2,
                                    number -> new Value.Coded("TLS 1.2", (int) number, 2, false));
                            in.opaque("random", 32);
                            in.opaqueVector("legacy_session_id", 1, 0);
                            in.number(
                                    "cipher_suite",
                                    2,
                                    number ->
                                            new Value.Coded(
                                                    "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
                                                    (int) number,
                                                    2,
                                                    false));
                            in.number(
                                    "legacy_compression_method",
                                    1,
                                    number -> new Value.Coded("null", (int) number, 1, false));
                            return in.vector(
                                    "extensions",
                                    2,
                                    0,
                                    body -> {
                                        List<Integer> types = new ArrayList<>();
                                        while (body.hasRemaining()) {
                                            types.add(
                                                    body.group(
                                                            "extension",
                                                            one -> {
                                                                int type =
                                                                        one.u16("extension_type");
                                                                one.opaqueVector(
                                                                        "extension_data", 2, 0);
                                                                return type;
                                                            },
                                                            _ -> new Value.Struct()));
                                        }
                                        return types;
                                    },
                                    list -> new Value.Items(list.size()));
                        })
                .fields();
    }
}
