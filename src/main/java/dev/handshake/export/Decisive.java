package dev.handshake.export;

import dev.handshake.bytes.Field;
import dev.handshake.session.MessageRead;
import dev.handshake.session.MessageType;
import dev.handshake.session.Place;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The fields of a message on which a handshake turns; of other messages, all of the first level.
 */
final class Decisive {
    private static final List<String> HEADER = List.of("msg_type", "length");

    private static final List<String> CLIENT_HELLO =
            List.of(
                    "legacy_version",
                    "random",
                    "legacy_session_id",
                    "cipher_suites",
                    "server_name/host_name",
                    "supported_versions/versions",
                    "supported_groups/named_group_list",
                    "key_share/client_shares",
                    "signature_algorithms/supported_signature_algorithms",
                    "application_layer_protocol_negotiation/protocol_name_list",
                    "pre_shared_key/identities",
                    "extensions");
    private static final List<String> SERVER_HELLO =
            List.of(
                    "legacy_version",
                    "random",
                    "legacy_session_id_echo",
                    "cipher_suite",
                    "supported_versions/selected_version",
                    "key_share/group",
                    "key_share/key_exchange",
                    "key_share/selected_group",
                    "pre_shared_key/selected_identity",
                    "extensions");
    private static final List<String> CERTIFICATE =
            List.of(
                    "subject",
                    "issuer",
                    "serial_number",
                    "not_before",
                    "not_after",
                    "subject_public_key_info/algorithm",
                    "dns_name",
                    "signature_algorithm",
                    "fingerprint");

    private Decisive() {}

    static List<Field> of(MessageRead message) {
        MessageType type = message.type();
        if (type == MessageType.CLIENT_HELLO) {
            return found(message.fields(), CLIENT_HELLO);
        }
        if (type == MessageType.SERVER_HELLO || type == MessageType.HELLO_RETRY_REQUEST) {
            return found(message.fields(), SERVER_HELLO);
        }
        return type.isCertificate() ? List.of() : plain(message);
    }

    /** The certificates of a message that brings some, each with its decisive fields. */
    static List<List<Field>> certificates(MessageRead message) {
        if (!message.type().isCertificate()) {
            return List.of();
        }
        return message.fields().stream()
                .flatMap(Decisive::all)
                .filter(field -> field.key().equals("x509_certificate"))
                .map(field -> found(field.fields(), CERTIFICATE))
                .filter(fields -> !fields.isEmpty())
                .toList();
    }

    private static Stream<Field> all(Field field) {
        return Stream.concat(Stream.of(field), field.fields().stream().flatMap(Decisive::all));
    }

    private static List<Field> plain(MessageRead message) {
        return message.fields().stream()
                .flatMap(field ->
                        field.fields().isEmpty() || field.key().equals("extensions")
                                ? Stream.of(field)
                                : field.fields().stream())
                .filter(field -> !HEADER.contains(field.key()))
                .toList();
    }

    private static List<Field> found(List<Field> fields, List<String> paths) {
        return paths.stream()
                .map(path ->
                        Place.find(fields, List.of(path.split("/", -1)))
                                .map(Place::field)
                                .orElse(null))
                .filter(Objects::nonNull)
                .toList();
    }
}
