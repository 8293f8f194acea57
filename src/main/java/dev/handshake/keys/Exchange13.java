package dev.handshake.keys;

import dev.handshake.bytes.ByteSpan;
import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Secret;
import dev.handshake.capture.Sender;
import dev.handshake.message.ClientHello;
import dev.handshake.message.ServerHello;
import dev.handshake.message.extension.KeyShare;
import dev.handshake.registry.NamedGroup;
import dev.handshake.session.MessageRead;
import dev.handshake.verify.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The key shares of TLS 1.3 and the secret that they agree on (RFC 9846 §4.3.8, §7.4). */
final class Exchange13 {
    private static final String CLIENT = "key_exchange (client)";
    private static final String SERVER = "key_exchange (server)";

    private final Trail trail;
    private final Growth growth;
    private final MessageRead serverHello;
    private final List<String> crossing = new ArrayList<>();
    private @Nullable KeyStep result;
    private @Nullable NamedGroup group;

    private Exchange13(Trail trail, Growth growth, MessageRead serverHello) {
        this.trail = trail;
        this.growth = growth;
        this.serverHello = serverHello;
    }

    static Exchange13 grow(
            Trail trail, Growth growth, MessageRead serverHello, ServerHello answer) {
        Exchange13 exchange = new Exchange13(trail, growth, serverHello);
        answer.extension(KeyShare.class)
                .flatMap(it -> it.shares().stream().findFirst())
                .ifPresent(exchange::shares);
        return exchange;
    }

    /** What both sides agreed on; empty where a pre-shared key is all that they need. */
    Optional<KeyStep> result() {
        return Optional.ofNullable(result);
    }

    /**
     * How it went.
     *
     * @param psk what both have where nothing is agreed on
     */
    KeyExchange summary(Optional<KeyStep> psk) {
        return new KeyExchange(
                method(group),
                group,
                crossing,
                result().or(() -> psk).map(KeyStep::id).orElse(null));
    }

    private static KeyExchange.Method method(@Nullable NamedGroup group) {
        if (group == null) {
            return KeyExchange.Method.PSK;
        }
        String name = group.name();
        if (name.startsWith("MLKEM")) {
            return KeyExchange.Method.KEM;
        }
        return name.contains("MLKEM") || name.contains("Kyber")
                ? KeyExchange.Method.HYBRID
                : name.startsWith("ffdhe") ? KeyExchange.Method.DHE : KeyExchange.Method.ECDHE;
    }

    private void shares(KeyShare.Entry share) {
        group = share.group();
        Optional<Hybrid> hybrid = Hybrid.of(share.group());
        List<KeyStep> client = clientShare(share.group(), hybrid);
        List<KeyStep> server =
                values(
                        new Share(
                                Sender.SERVER,
                                "KeyShareServerHello.server_share.key_exchange",
                                Optional.of(share.keyExchange()),
                                Trail.at(serverHello, "key_share", "key_exchange"),
                                serverHello.number()),
                        hybrid,
                        hybrid.map(Hybrid::serverSplit));
        result = shared(share.group(), hybrid, client, server);
    }

    /** A side's key share, and where it stands. */
    private record Share(
            Sender from, String name, Optional<Bytes> value, List<Evidence> at, int since) {
        /** Some bytes of it. */
        Share part(String algorithm, int offset, int length) {
            List<Evidence> within =
                    at.stream()
                            .map(evidence ->
                                    new Evidence(
                                            evidence.message(),
                                            evidence.spans().stream()
                                                    .map(span ->
                                                            new ByteSpan(
                                                                    span.offset() + offset, length))
                                                    .toList()))
                            .toList();
            return new Share(
                    from,
                    "%s: key_exchange[%d..%d]".formatted(algorithm, offset, offset + length - 1),
                    value.map(bytes -> bytes.slice(offset, length)),
                    within,
                    since);
        }
    }

    private List<KeyStep> clientShare(NamedGroup wanted, Optional<Hybrid> hybrid) {
        MessageRead hello = trail.lastClientHelloMessage().orElse(serverHello);
        List<KeyShare.Entry> offered =
                hello.content() instanceof ClientHello content
                        ? content.extension(KeyShare.class).map(KeyShare::shares).orElse(List.of())
                        : List.of();
        int index = offered.stream().map(KeyShare.Entry::group).toList().indexOf(wanted);
        return values(
                new Share(
                        Sender.CLIENT,
                        "KeyShareClientHello.client_shares[%s].key_exchange"
                                .formatted(wanted.name()),
                        index < 0
                                ? Optional.empty()
                                : Optional.of(offered.get(index).keyExchange()),
                        index < 0
                                ? Trail.at(hello, "key_share")
                                : Trail.at(
                                        hello,
                                        "key_share",
                                        "client_shares",
                                        "#" + index,
                                        "key_exchange"),
                        // Which of several counts, the server decides.
                        offered.size() > 1 ? serverHello.number() : hello.number()),
                hybrid,
                hybrid.map(Hybrid::clientSplit));
    }

    /** The share as one value, or as the two that a hybrid group puts one after the other. */
    private List<KeyStep> values(Share share, Optional<Hybrid> hybrid, Optional<Integer> split) {
        int length = share.value.map(Bytes::length).orElse(0);
        if (hybrid.isEmpty() || split.isEmpty() || split.get() >= length) {
            return List.of(publicValue(share, 0));
        }
        int first = split.get();
        return List.of(
                publicValue(share.part(hybrid.get().first(), 0, first), 1),
                publicValue(share.part(hybrid.get().second(), first, length - first), 2));
    }

    private KeyStep publicValue(Share share, int ordinal) {
        Growth.Draft draft =
                growth.step(StepKind.PUBLIC_VALUES)
                        .of(share.from, null)
                        .ordinal(ordinal)
                        .formula(share.name)
                        .sent(share.value)
                        .since(share.since)
                        .unknown("share");
        share.value.ifPresent(bytes -> draft.from(share.name, bytes, share.at));
        KeyStep step = draft.add();
        crossing.add(step.id());
        return step;
    }

    private KeyStep shared(
            NamedGroup of, Optional<Hybrid> hybrid, List<KeyStep> client, List<KeyStep> server) {
        Optional<Bytes> told =
                growth.told(Secret.SHARED_SECRET)
                        .map(known -> known.secret().secret())
                        .filter(secret ->
                                hybrid.filter(it -> it.secretSplit() < secret.length())
                                        .isPresent());
        if (hybrid.isPresent() && told.isPresent()) {
            return joined(hybrid.get(), told.get(), client, server);
        }
        Growth.Draft draft =
                growth.step(StepKind.SHARED_SECRET)
                        .formula(hybrid.map(Exchange13::joined).orElseGet(() -> formula(of)));
        client.forEach(value -> draft.from(CLIENT, value));
        server.forEach(value -> draft.from(SERVER, value));
        return draft.told(Secret.SHARED_SECRET, 0).unknown("private").add();
    }

    private static String formula(NamedGroup group) {
        return switch (method(group)) {
            case DHE -> "key_exchange(other side) ^ private key mod p";
            case KEM -> group.name() + ".Decapsulate(private key, key_exchange(server))";
            case ECDHE, HYBRID, RSA, PSK, RESUMED, OTHER ->
                    group.name() + "(private key, key_exchange(other side))";
        };
    }

    private static String joined(Hybrid hybrid) {
        return hybrid.first() + ".ss || " + hybrid.second() + ".ss";
    }

    private KeyStep joined(
            Hybrid hybrid, Bytes secret, List<KeyStep> client, List<KeyStep> server) {
        int split = hybrid.secretSplit();
        KeyStep first =
                half(
                        1,
                        hybrid.first(),
                        secret.slice(0, split),
                        client.getFirst(),
                        server.getFirst());
        KeyStep second =
                half(2, hybrid.second(), secret.from(split), client.getLast(), server.getLast());
        return growth.step(StepKind.SHARED_SECRET)
                .formula(joined(hybrid))
                .from(hybrid.first() + ".ss", first)
                .from(hybrid.second() + ".ss", second)
                .made(() -> new Calculation.Joined(Growth.value(first), Growth.value(second)))
                .told(Secret.SHARED_SECRET, 0)
                .add();
    }

    private KeyStep half(int ordinal, String name, Bytes value, KeyStep client, KeyStep server) {
        return growth.step(StepKind.SHARED_SECRET)
                .ordinal(ordinal)
                .formula(name + ".ss")
                .from(CLIENT, client)
                .from(SERVER, server)
                .told(value, Growth.way(growth.told(Secret.SHARED_SECRET).orElseThrow().source()))
                .add();
    }
}
