package dev.handshake.session;

import dev.handshake.bytes.ByteSpan;
import dev.handshake.bytes.Field;
import dev.handshake.capture.Sender;
import dev.handshake.verify.Evidence;
import dev.handshake.verify.Ground;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The bytes of messages on which verdicts rest, found by the keys of their fields. */
final class Basis {
    /** The last bytes of a server's random may be the marker of a downgrade (RFC 9846 §4.2.3). */
    private static final int MARKER = 8;

    private Basis() {}

    static List<Evidence> whole(MessageRead message) {
        return List.of(Evidence.whole(message.number()));
    }

    static List<Evidence> whole(Optional<MessageRead> message) {
        return message.map(Basis::whole).orElse(List.of());
    }

    /**
     * The first field that has one of the keys, the first key before the second; the whole message
     * where it has none.
     */
    static List<Evidence> at(MessageRead message, String... keys) {
        return Stream.of(keys)
                .flatMap(key -> Place.find(message.fields(), List.of(key)).stream())
                .findFirst()
                .map(place -> spans(message, place.span()))
                .orElseGet(() -> whole(message));
    }

    static List<Evidence> at(Optional<MessageRead> message, String... keys) {
        return message.map(it -> at(it, keys)).orElse(List.of());
    }

    /** Where a server's random may have the marker of a downgrade. */
    static List<Evidence> marker(MessageRead hello) {
        return Place.find(hello.fields(), List.of("random"))
                .map(Place::span)
                .filter(span -> span.length() >= MARKER)
                .map(span -> spans(hello, new ByteSpan(span.end() - MARKER, MARKER)))
                .orElseGet(() -> whole(hello));
    }

    /** A field of the first certificate of a message. */
    static List<Evidence> inLeaf(Optional<MessageRead> message, String key) {
        return message.map(it -> inCertificate(it, 0, List.of(key))).orElse(List.of());
    }

    /**
     * What a finding rests on.
     *
     * @param certificate brought the chain
     * @param staple brought the OCSP response; null where there is none
     */
    static List<Evidence> of(
            List<Ground> grounds,
            MessageRead certificate,
            @Nullable MessageRead staple,
            Handshake so) {
        List<Evidence> found = new ArrayList<>();
        for (Ground ground : grounds) {
            found.addAll(
                    switch (ground.part()) {
                        case CLIENT_HELLO ->
                                so.find(Sender.CLIENT, MessageType.CLIENT_HELLO)
                                        .map(hello -> at(hello, ground.path()))
                                        .orElse(List.of());
                        case CERTIFICATE ->
                                inCertificate(certificate, ground.index(), ground.path());
                        case STAPLE -> staple == null ? List.of() : inStaple(staple, ground.path());
                    });
        }
        return join(found.isEmpty() ? whole(certificate) : found, mention(certificate, found));
    }

    /** A verdict on a certificate is never told before the certificate. */
    private static List<Evidence> mention(MessageRead certificate, List<Evidence> found) {
        boolean mentioned =
                found.isEmpty()
                        || found.stream().anyMatch(it -> it.message() == certificate.number());
        return mentioned ? List.of() : whole(certificate);
    }

    private static List<Evidence> at(MessageRead message, List<String> path) {
        return Place.find(message.fields(), path)
                .map(place -> spans(message, place.span()))
                .orElseGet(() -> whole(message));
    }

    /** A field of a certificate; the certificate, where it has no such field. */
    private static List<Evidence> inCertificate(MessageRead message, int index, List<String> path) {
        return Place.certificate(message.fields(), index)
                .map(certificate -> certificate.find(path).orElse(certificate))
                .map(place -> spans(message, place.span()))
                .orElseGet(() -> whole(message));
    }

    /** The response stands in a message of its own, or beside the first certificate. */
    private static List<Evidence> inStaple(MessageRead message, List<String> path) {
        List<Field> fields =
                Place.certificate(message.fields(), 0)
                        .map(first -> first.field().fields())
                        .orElse(message.fields());
        Optional<Place> response = Place.find(fields, List.of("ocsp_response"));
        boolean decoded =
                Place.certificate(message.fields(), 0)
                        .filter(first -> first.outer() != null)
                        .isPresent();
        return decoded
                ? inCertificate(message, 0, List.of("ocsp_response"))
                : response.map(place -> place.find(path).orElse(place))
                        .map(place -> spans(message, place.span()))
                        .orElseGet(() -> whole(message));
    }

    private static List<Evidence> spans(MessageRead message, ByteSpan span) {
        return List.of(new Evidence(message.number(), List.of(span)));
    }

    /**
     * One evidence a message, in the order of the messages; the whole of one takes in its parts.
     */
    @SafeVarargs
    static List<Evidence> join(List<Evidence>... lists) {
        Map<Integer, List<ByteSpan>> spans = new LinkedHashMap<>();
        List<Integer> whole = new ArrayList<>();
        for (List<Evidence> list : lists) {
            for (Evidence evidence : list) {
                spans.computeIfAbsent(evidence.message(), _ -> new ArrayList<>())
                        .addAll(evidence.spans());
                if (evidence.isWhole()) {
                    whole.add(evidence.message());
                }
            }
        }
        return spans.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry ->
                        whole.contains(entry.getKey())
                                ? Evidence.whole(entry.getKey())
                                : new Evidence(
                                        entry.getKey(),
                                        entry.getValue().stream().distinct().toList()))
                .toList();
    }
}
