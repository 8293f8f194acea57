package dev.handshake.record;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.KeyRing;
import dev.handshake.capture.Secret;
import dev.handshake.capture.Sender;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The secrets of one connection, by the labels of {@link Secret}: those that were told, those that
 * follow from others, and those that a {@link KeyRing} knows.
 */
public final class Secrets {
    private record Name(String label, Bytes clientRandom) {}

    private final KeyRing keys;
    private final Map<Name, KnownSecret> known = new LinkedHashMap<>();

    /** The randoms of the connection's ClientHellos. */
    private final Set<Bytes> clientRandoms = new LinkedHashSet<>();

    Secrets(KeyRing keys) {
        this.keys = keys;
    }

    void add(Secret secret, KnownSecret.Source source) {
        // What was made here first is the connection's own all the same.
        known.merge(
                new Name(secret.label(), secret.clientRandom()),
                new KnownSecret(secret, source),
                (old, later) ->
                        later.source() == KnownSecret.Source.CONNECTION
                                        && later.secret().equals(old.secret())
                                ? later
                                : old);
    }

    /** The connection has a ClientHello with this random. */
    void belongTo(Bytes clientRandom) {
        clientRandoms.add(clientRandom);
    }

    /** The main secret of TLS 1.2 and before. */
    public Optional<Bytes> main(Bytes clientRandom) {
        return find(Secret.MAIN_SECRET, clientRandom);
    }

    /** The secret that the main secret is made of. */
    Optional<Bytes> preMaster(Bytes clientRandom) {
        return find(Secret.PRE_MASTER_SECRET, clientRandom);
    }

    /** The traffic secret of TLS 1.3 that protects what {@code sender} sends in {@code epoch}. */
    public Optional<Bytes> traffic(Sender sender, Epoch epoch, Bytes clientRandom) {
        return switch (epoch) {
            case PLAINTEXT -> Optional.empty();
            case EARLY ->
                    sender == Sender.CLIENT
                            ? find("CLIENT_EARLY_TRAFFIC_SECRET", clientRandom)
                            : Optional.empty();
            case HANDSHAKE ->
                    find(
                            switch (sender) {
                                case CLIENT -> "CLIENT_HANDSHAKE_TRAFFIC_SECRET";
                                case SERVER -> "SERVER_HANDSHAKE_TRAFFIC_SECRET";
                            },
                            clientRandom);
            case APPLICATION ->
                    find(
                            switch (sender) {
                                case CLIENT -> "CLIENT_TRAFFIC_SECRET_0";
                                case SERVER -> "SERVER_TRAFFIC_SECRET_0";
                            },
                            clientRandom);
        };
    }

    /** The application traffic secret after {@code generation} KeyUpdates, if it was told. */
    Optional<Bytes> updated(Sender sender, int generation, Bytes clientRandom) {
        String side =
                switch (sender) {
                    case CLIENT -> "CLIENT";
                    case SERVER -> "SERVER";
                };
        return find(side + "_TRAFFIC_SECRET_" + generation, clientRandom);
    }

    /**
     * Every secret of this connection that is known by now: told, made of others (a main secret is
     * {@code CLIENT_RANDOM}), or known to the key ring.
     */
    public List<KnownSecret> known() {
        Map<Name, KnownSecret> all = new LinkedHashMap<>(known);
        for (Bytes random : clientRandoms) {
            for (Secret secret : keys.of(random)) {
                all.putIfAbsent(
                        new Name(secret.label(), secret.clientRandom()),
                        new KnownSecret(secret, KnownSecret.Source.KEY_LOG));
            }
        }
        return new ArrayList<>(all.values());
    }

    /** Those of them that a key log has. */
    public List<Secret> all() {
        return known().stream()
                .filter(KnownSecret::belongsInKeyLog)
                .map(KnownSecret::secret)
                .toList();
    }

    /** Whether nothing is known that has to do with this random. */
    boolean isEmpty(Bytes clientRandom) {
        return known.isEmpty() && keys.of(clientRandom).isEmpty();
    }

    private Optional<Bytes> find(String label, Bytes clientRandom) {
        if (!known.isEmpty()) {
            KnownSecret told = known.get(new Name(label, clientRandom));
            if (told != null) {
                return Optional.of(told.secret().secret());
            }
        }
        return keys.find(label, clientRandom);
    }
}
