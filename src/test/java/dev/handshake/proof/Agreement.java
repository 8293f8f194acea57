package dev.handshake.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.handshake.capture.Sender;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whether this program's report says what others say of the same connection. */
final class Agreement {
    private static final Map<String, String> HELLO =
            Map.of(
                    "random", "tls.handshake.random",
                    "cipher_suite", "tls.handshake.ciphersuite",
                    "extension_type", "tls.handshake.extension.type",
                    "key_exchange", "tls.handshake.extensions_key_share_key_exchange");

    private static final Map<String, String> EXTENSIONS =
            Map.of("extension_type", "tls.handshake.extension.type");

    /** Which of our fields is which of tshark's, by message. */
    private static final Map<String, Map<String, String>> FIELDS =
            Map.of(
                    "client_hello",
                    with(
                            HELLO,
                            Map.of(
                                    "legacy_session_id", "tls.handshake.session_id",
                                    "named_group", "tls.handshake.extensions_supported_group",
                                    "signature_scheme", "tls.handshake.sig_hash_alg",
                                    "protocol_version",
                                            "tls.handshake.extensions.supported_version",
                                    "psk_key_exchange_mode", "tls.extension.psk_ke_mode")),
                    "server_hello",
                    with(HELLO, Map.of("legacy_session_id_echo", "tls.handshake.session_id")),
                    "hello_retry_request",
                    with(HELLO, Map.of("legacy_session_id_echo", "tls.handshake.session_id")),
                    "certificate",
                    Map.of(
                            "cert_data", "tls.handshake.certificate",
                            "extension_type", "tls.handshake.extension.type"),
                    "server_key_exchange",
                    Map.of(
                            "namedcurve", "tls.handshake.server_named_curve",
                            "public", "tls.handshake.server_point",
                            "algorithm", "tls.handshake.sig_hash_alg",
                            "signature", "tls.handshake.sig"),
                    "certificate_verify",
                    Map.of(
                            "algorithm", "tls.handshake.sig_hash_alg",
                            "signature", "tls.handshake.client_cert_vrfy.sig"),
                    "client_key_exchange",
                    Map.of("ecdh_Yc", "tls.handshake.client_point"),
                    "new_session_ticket",
                    Map.of(
                            "ticket", "tls.handshake.session_ticket",
                            "extension_type", "tls.handshake.extension.type"));

    private Agreement() {}

    private static Map<String, String> with(Map<String, String> some, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(some);
        all.putAll(more);
        return Map.copyOf(all);
    }

    /**
     * The same messages with the same bytes: in one order up to the second Finished, where each
     * waits for the one before it, and in each direction's order to the end.
     */
    static void onMessages(Report report, List<Seen> others) {
        List<Seen> ours = report.seen();
        assertThat(handshake(ours)).containsExactlyElementsOf(handshake(others));
        for (Sender from : Sender.values()) {
            assertThat(ours.stream().filter(seen -> seen.from() == from))
                    .containsExactlyElementsOf(
                            others.stream().filter(seen -> seen.from() == from).toList());
        }
    }

    static void onRecords(Report report, List<Seen.Envelope> others) {
        for (Sender from : Sender.values()) {
            assertThat(report.records().stream().filter(record -> record.from() == from))
                    .containsExactlyElementsOf(
                            others.stream().filter(record -> record.from() == from).toList());
        }
    }

    private static List<Seen> handshake(List<Seen> all) {
        List<Seen> handshake = new ArrayList<>();
        int finished = 0;
        for (Seen seen : all) {
            handshake.add(seen);
            if (seen.type().equals("finished") && ++finished == 2) {
                break;
            }
        }
        return handshake;
    }

    /**
     * Randoms, session identifiers, suites, groups, extensions, certificates, keys, signatures:
     * what tshark reads in a message is what our fields say.
     */
    static void onFields(Report report, Tshark.Conversation told) {
        for (Sender from : Sender.values()) {
            List<Tshark.Message> theirs =
                    told.messages().stream()
                            .filter(message -> message.seen().from() == from)
                            .filter(message -> !message.facts().isEmpty())
                            .toList();
            List<JsonObject> ours =
                    report.messages()
                            .filter(message -> is(message, "from", from.word()))
                            .filter(message -> is(message, "layer", "handshake"))
                            .toList();
            assertThat(ours).hasSameSizeAs(theirs);
            for (int i = 0; i < ours.size(); i++) {
                onFields(ours.get(i), theirs.get(i));
            }
        }
    }

    private static boolean is(JsonObject message, String name, String value) {
        return message.get(name).getAsString().equals(value);
    }

    /** Our field, or several one below the other, and tshark's for the same, in a message. */
    static Map<String, String> fields(String type) {
        return FIELDS.getOrDefault(type, EXTENSIONS);
    }

    private static void onFields(JsonObject ours, Tshark.Message theirs) {
        String type = theirs.seen().type();
        assertThat(ours.get("type").getAsString()).isEqualTo(type);
        fields(type)
                .forEach((key, field) ->
                        assertThat(
                                        Report.bytes(ours, key).stream()
                                                .filter(bytes -> !bytes.isEmpty())
                                                .map(bytes -> new BigInteger(bytes.hex(), 16)))
                                .as("%s of %s", key, type)
                                .containsExactlyElementsOf(
                                        theirs.facts(field).stream()
                                                .map(Agreement::number)
                                                .toList()));
    }

    /** tshark writes bytes as {@code 0a:1b}, codes as {@code 0x1302} or in decimal. */
    static BigInteger number(String told) {
        if (told.contains(":")) {
            return new BigInteger(told.replace(":", ""), 16);
        }
        return told.startsWith("0x") ? new BigInteger(told.substring(2), 16) : new BigInteger(told);
    }
}
