package dev.handshake.record;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Secret;
import dev.handshake.capture.Sender;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The secrets that have become known, by the names of RFC 9850. */
public final class Secrets {
    private record Name(String label, Bytes clientRandom) {}

    private final Map<Name, Bytes> known = new HashMap<>();

    void add(Secret secret) {
        known.put(new Name(secret.label(), secret.clientRandom()), secret.secret());
    }

    /** The main secret of TLS 1.2 and before. */
    public Optional<Bytes> main(Bytes clientRandom) {
        return find("CLIENT_RANDOM", clientRandom);
    }

    /** The traffic secret of TLS 1.3 that protects what {@code sender} sends in {@code epoch}. */
    public Optional<Bytes> traffic(Sender sender, Epoch epoch, Bytes clientRandom) {
        String side =
                switch (sender) {
                    case CLIENT -> "CLIENT_";
                    case SERVER -> "SERVER_";
                };
        return switch (epoch) {
            case PLAINTEXT -> Optional.empty();
            case EARLY -> find(side + "EARLY_TRAFFIC_SECRET", clientRandom);
            case HANDSHAKE -> find(side + "HANDSHAKE_TRAFFIC_SECRET", clientRandom);
            case APPLICATION -> find(side + "TRAFFIC_SECRET_0", clientRandom);
        };
    }

    private Optional<Bytes> find(String label, Bytes clientRandom) {
        return Optional.ofNullable(known.get(new Name(label, clientRandom)));
    }
}
