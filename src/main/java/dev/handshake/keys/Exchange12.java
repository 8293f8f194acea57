package dev.handshake.keys;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Secret;
import dev.handshake.capture.Sender;
import dev.handshake.message.ClientKeyExchange;
import dev.handshake.message.ServerKeyExchange;
import dev.handshake.registry.CipherSuite;
import dev.handshake.registry.NamedGroup;
import dev.handshake.session.MessageRead;
import dev.handshake.session.MessageType;
import dev.handshake.session.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What crosses for the pre-master secret of TLS 1.2 and before, and that secret (RFC 5246 §7.4.3,
 * §7.4.7, §8.1).
 */
final class Exchange12 {
    private final Trail trail;
    private final Growth growth;
    private final KeyExchange.Method method;
    private final @Nullable NamedGroup group;
    private final List<KeyStep> crossing = new ArrayList<>();

    private Exchange12(
            Trail trail, Growth growth, KeyExchange.Method method, @Nullable NamedGroup group) {
        this.trail = trail;
        this.growth = growth;
        this.method = method;
        this.group = group;
    }

    /**
     * Adds the exchange.
     *
     * @param suite names the method
     */
    static Exchange12 grow(Trail trail, Growth growth, CipherSuite suite) {
        Optional<MessageRead> serverKeys =
                trail.find(Sender.SERVER, MessageType.SERVER_KEY_EXCHANGE);
        NamedGroup group =
                trail.content(serverKeys, ServerKeyExchange.class)
                        .map(ServerKeyExchange::group)
                        .orElse(null);
        Exchange12 exchange = new Exchange12(trail, growth, method(suite), group);
        exchange.grow(serverKeys, trail.find(Sender.CLIENT, MessageType.CLIENT_KEY_EXCHANGE));
        return exchange;
    }

    /** As the suite's name tells it up to {@code _WITH_}. */
    private static KeyExchange.Method method(CipherSuite suite) {
        String name = suite.name();
        int with = name.indexOf("_WITH_");
        String method = name.substring(Math.min(4, name.length()), Math.max(with, 4));
        return switch (method) {
            case "RSA", "RSA_EXPORT", "RSA_EXPORT1024", "RSA_FIPS" -> KeyExchange.Method.RSA;
            case "ECDHE_RSA", "ECDHE_ECDSA", "ECDH_anon" -> KeyExchange.Method.ECDHE;
            case "DHE_RSA", "DHE_DSS", "DH_anon", "DHE_RSA_EXPORT", "DHE_DSS_EXPORT" ->
                    KeyExchange.Method.DHE;
            default -> KeyExchange.Method.OTHER;
        };
    }

    KeyExchange summary() {
        return new KeyExchange(
                method,
                group,
                crossing.stream().map(KeyStep::id).toList(),
                growth.steps().getLast().id());
    }

    private void grow(Optional<MessageRead> serverKeys, Optional<MessageRead> clientKeys) {
        Optional<Bytes> ofClient =
                trail.content(clientKeys, ClientKeyExchange.class)
                        .map(ClientKeyExchange::exchange)
                        .filter(value -> !value.isEmpty());
        Growth.Draft secret = growth.step(StepKind.PRE_MASTER_SECRET);
        switch (method) {
            case RSA -> {
                crossing.add(rsaKey(serverKeys));
                crossing.add(
                        value(Sender.CLIENT, "encrypted_pre_master_secret", ofClient, clientKeys));
                secret.formula("client_version || random[46], RSAES-PKCS1-v1_5");
            }
            case ECDHE -> {
                crossing.add(value(Sender.SERVER, "public", ofServer(serverKeys), serverKeys));
                crossing.add(value(Sender.CLIENT, "ecdh_Yc", ofClient, clientKeys));
                secret.formula(
                        (group == null ? "ECDH" : group.name())
                                + "(private key, public value of the other side)");
            }
            case DHE -> {
                crossing.add(value(Sender.SERVER, "dh_p", field(serverKeys, "dh_p"), serverKeys));
                crossing.add(value(Sender.SERVER, "dh_g", field(serverKeys, "dh_g"), serverKeys));
                crossing.add(value(Sender.SERVER, "dh_Ys", ofServer(serverKeys), serverKeys));
                crossing.add(value(Sender.CLIENT, "dh_Yc", ofClient, clientKeys));
                secret.formula("dh_Y(other side) ^ private key mod dh_p");
            }
            case HYBRID, KEM, PSK, RESUMED, OTHER -> {
                ofServer(serverKeys)
                        .ifPresent(value ->
                                crossing.add(
                                        value(
                                                Sender.SERVER,
                                                "params",
                                                Optional.of(value),
                                                serverKeys)));
                crossing.add(value(Sender.CLIENT, "exchange_keys", ofClient, clientKeys));
                secret.formula("pre_master_secret");
            }
        }
        crossing.forEach(step -> secret.from(step.formula(), step));
        secret.told(Secret.PRE_MASTER_SECRET, 0).unknown("private").since(clientKeys).add();
    }

    private Optional<Bytes> ofServer(Optional<MessageRead> serverKeys) {
        return trail.content(serverKeys, ServerKeyExchange.class)
                .map(ServerKeyExchange::publicValue)
                .filter(value -> !value.isEmpty());
    }

    private static Optional<Bytes> field(Optional<MessageRead> message, String key) {
        return message.flatMap(it ->
                Place.find(it.fields(), List.of(key))
                        .filter(place -> place.outer() == null)
                        .map(place -> it.bytes().slice(place.span())));
    }

    /** The server's key stands in its certificate; of an export suite, in ServerKeyExchange. */
    private KeyStep rsaKey(Optional<MessageRead> serverKeys) {
        if (ofServer(serverKeys).isPresent()) {
            return value(Sender.SERVER, "rsa_modulus", ofServer(serverKeys), serverKeys);
        }
        Optional<MessageRead> certificate =
                trail.find(Sender.SERVER, MessageType.CERTIFICATE)
                        .or(() -> trail.find(Sender.SERVER, MessageType.COMPRESSED_CERTIFICATE));
        Optional<Place> key =
                certificate.flatMap(
                        it -> Place.find(it.fields(), List.of("subject_public_key_info")));
        return value(
                Sender.SERVER,
                "subject_public_key_info",
                key.filter(place -> place.outer() == null)
                        .map(place -> certificate.orElseThrow().bytes().slice(place.span())),
                certificate);
    }

    private KeyStep value(
            Sender from, String key, Optional<Bytes> value, Optional<MessageRead> message) {
        long before = crossing.stream().filter(step -> step.owner() == from).count();
        Growth.Draft draft =
                growth.step(StepKind.PUBLIC_VALUES)
                        .of(from, null)
                        .ordinal((int) before)
                        .formula(key)
                        .sent(value)
                        .since(message)
                        .unknown("share");
        value.ifPresent(bytes -> draft.from(key, bytes, Trail.at(message.orElseThrow(), key)));
        return draft.add();
    }
}
