package dev.handshake.keys;

import dev.handshake.bytes.ByteSpan;
import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Sender;
import dev.handshake.message.ClientHello;
import dev.handshake.message.Content;
import dev.handshake.message.HelloRetryRequest;
import dev.handshake.message.ServerHello;
import dev.handshake.record.Epoch;
import dev.handshake.record.Hash;
import dev.handshake.registry.CipherSuite;
import dev.handshake.session.MessageRead;
import dev.handshake.session.MessageType;
import dev.handshake.session.Place;
import dev.handshake.session.Session;
import dev.handshake.verify.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The messages of one handshake and of what comes after it, and the hash that runs beside them. */
final class Trail {
    private final List<MessageRead> messages = new ArrayList<>();

    /** Those that the hash runs over. */
    private final List<MessageRead> covered = new ArrayList<>();

    /** What comes after this many cannot be hashed: a message before it could not be read. */
    private int readable = Integer.MAX_VALUE;

    private @Nullable MessageRead retried;

    private Trail() {}

    /**
     * The handshakes of a connection: in TLS 1.2 and before there may be more than one (RFC 5246
     * §7.4.1.1).
     */
    static List<Trail> of(Session session) {
        List<Trail> trails = new ArrayList<>();
        Trail trail = new Trail();
        for (MessageRead message : session.messages()) {
            if (message.content() instanceof ClientHello && trail.isFinished()) {
                trails.add(trail);
                trail = new Trail();
            }
            trail.add(message);
        }
        trails.add(trail);
        return trails;
    }

    private void add(MessageRead message) {
        if (isHole(message)) {
            readable = Math.min(readable, covered.size());
        }
        if (message.isAbsent()) {
            return;
        }
        messages.add(message);
        if (isRetry(message.content())) {
            retried = covered.isEmpty() ? null : covered.getLast();
            if (covered.size() > 1) {
                readable = 1;
            }
        }
        if (isCovered(message)) {
            covered.add(message);
        }
    }

    private static boolean isHole(MessageRead message) {
        boolean unread =
                message.reason() != null && message.reason().key().startsWith("unreadable.");
        return unread || message.type() == MessageType.GAP;
    }

    private static boolean isRetry(@Nullable Content content) {
        return (content instanceof ServerHello hello && hello.isHelloRetryRequest())
                || content instanceof HelloRetryRequest;
    }

    /** What comes after the handshake, or asks for one, is not in its transcript. */
    private boolean isCovered(MessageRead message) {
        return switch (message.type()) {
            case HELLO_REQUEST, KEY_UPDATE -> false;
            case NEW_SESSION_TICKET -> !isTls13();
            case SYN, SYN_ACK, ACK, FIN, RST -> false;
            case CHANGE_CIPHER_SPEC, ALERT, APPLICATION_DATA, HEARTBEAT -> false;
            case PLAINTEXT_PRELUDE, NOT_TLS, GAP, OVERLAP -> false;
            case ENCRYPTED, ENCRYPTED_HANDSHAKE, TRUNCATED_HANDSHAKE -> false;
            case CLIENT_HELLO,
                    SERVER_HELLO,
                    HELLO_RETRY_REQUEST,
                    END_OF_EARLY_DATA,
                    ENCRYPTED_EXTENSIONS,
                    CERTIFICATE,
                    SERVER_KEY_EXCHANGE,
                    CERTIFICATE_REQUEST,
                    SERVER_HELLO_DONE,
                    CERTIFICATE_VERIFY,
                    CLIENT_KEY_EXCHANGE,
                    FINISHED,
                    CERTIFICATE_URL,
                    CERTIFICATE_STATUS,
                    SUPPLEMENTAL_DATA,
                    COMPRESSED_CERTIFICATE,
                    UNKNOWN_HANDSHAKE ->
                    true;
        };
    }

    private boolean isTls13() {
        return serverHello().filter(hello -> hello.version().isTls13()).isPresent();
    }

    private boolean isFinished() {
        return find(Sender.CLIENT, MessageType.FINISHED).isPresent()
                && find(Sender.SERVER, MessageType.FINISHED).isPresent();
    }

    // -- messages

    /** The first message of the type that the side has sent and that could be read. */
    Optional<MessageRead> find(Sender from, MessageType type) {
        return all(from, type).findFirst();
    }

    Stream<MessageRead> all(Sender from, MessageType type) {
        return messages.stream()
                .filter(message -> message.from() == from && message.type() == type);
    }

    /** All of a type, from both sides, in order. */
    Stream<MessageRead> all(MessageType type) {
        return messages.stream().filter(message -> message.type() == type);
    }

    <C extends Content> Optional<C> content(Optional<MessageRead> message, Class<C> kind) {
        return message.map(MessageRead::content).filter(kind::isInstance).map(kind::cast);
    }

    Optional<MessageRead> clientHelloMessage() {
        return all(Sender.CLIENT, MessageType.CLIENT_HELLO)
                .filter(message -> message.content() instanceof ClientHello)
                .findFirst();
    }

    /** The one that answers a HelloRetryRequest, or else the only one. */
    Optional<MessageRead> lastClientHelloMessage() {
        return all(Sender.CLIENT, MessageType.CLIENT_HELLO)
                .filter(message -> message.content() instanceof ClientHello)
                .reduce((_, later) -> later);
    }

    Optional<MessageRead> serverHelloMessage() {
        return all(Sender.SERVER, MessageType.SERVER_HELLO)
                .filter(message -> message.content() instanceof ServerHello)
                .findFirst();
    }

    Optional<ClientHello> clientHello() {
        return content(clientHelloMessage(), ClientHello.class);
    }

    Optional<ServerHello> serverHello() {
        return content(serverHelloMessage(), ServerHello.class);
    }

    /** The message that decides with what is hashed: a HelloRetryRequest does, too. */
    Optional<MessageRead> decidesHash() {
        return messages.stream()
                .filter(message -> suite(message.content()).isPresent())
                .findFirst();
    }

    /** With what is hashed from TLS 1.2 on. */
    Optional<Hash> hash() {
        return decidesHash().flatMap(message -> suite(message.content())).map(Hash::of);
    }

    private static Optional<CipherSuite> suite(@Nullable Content content) {
        if (content instanceof ServerHello hello) {
            return Optional.of(hello.cipherSuite());
        }
        return content instanceof HelloRetryRequest retry
                ? Optional.ofNullable(retry.cipherSuite())
                : Optional.empty();
    }

    /** The first message that a side protects with the keys of an epoch. */
    Optional<MessageRead> first(Sender from, Epoch epoch) {
        return messages.stream()
                .filter(message -> message.from() == from && message.epoch() == epoch)
                .findFirst();
    }

    int last() {
        return messages.isEmpty() ? 0 : messages.getLast().number();
    }

    /** Where a field stands; the whole message where it has no such field. */
    static List<Evidence> at(MessageRead message, String... path) {
        return List.of(
                Place.find(message.fields(), List.of(path))
                        .map(Place::span)
                        .map(span -> new Evidence(message.number(), List.of(span)))
                        .orElseGet(() -> Evidence.whole(message.number())));
    }

    // -- the hash

    List<MessageRead> covered() {
        return List.copyOf(covered);
    }

    /** Everything from the first message through this one. */
    Covered through(MessageRead message) {
        return to(index(message) + 1, null);
    }

    /** Everything before this message. */
    Optional<Covered> before(MessageRead message) {
        int count = index(message);
        return count > 0 ? Optional.of(to(count, null)) : Optional.empty();
    }

    /**
     * Everything through a ClientHello but for its binders and their length (RFC 9846 §4.3.11.2).
     */
    Optional<Covered> throughTruncated(MessageRead clientHello) {
        return Place.find(clientHello.fields(), List.of("pre_shared_key", "binders"))
                .map(binders -> binders.field().span().offset())
                .map(length -> to(index(clientHello) + 1, new ByteSpan(0, length)));
    }

    private int index(MessageRead message) {
        for (int i = 0; i < covered.size(); i++) {
            if (covered.get(i).number() == message.number()) {
                return i;
            }
        }
        return -1;
    }

    private Covered to(int count, @Nullable ByteSpan ofLast) {
        Bytes folded = retried != null && count > 1 ? retried.bytes() : null;
        List<Bytes> bytes = new ArrayList<>();
        List<Evidence> evidence = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            MessageRead each = covered.get(i);
            ByteSpan part = i == count - 1 ? ofLast : null;
            if (folded == null || i > 0) {
                bytes.add(part == null ? each.bytes() : each.bytes().slice(part));
            }
            evidence.add(
                    part == null
                            ? Evidence.whole(each.number())
                            : new Evidence(each.number(), List.of(part)));
        }
        return new Covered(folded, bytes, evidence, count <= readable);
    }
}
