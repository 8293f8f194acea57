package dev.handshake.record;

import dev.handshake.bytes.Bytes;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one side writes with: its epoch, the keys of that epoch and of later ones, the counter. */
final class WriteState {
    private Epoch epoch = Epoch.PLAINTEXT;
    private long sequence;
    private final Map<Epoch, RecordCipher> ciphers = new EnumMap<>(Epoch.class);
    private @Nullable Bytes updatedSecret;

    Epoch epoch() {
        return epoch;
    }

    void enter(Epoch next) {
        epoch = next;
        sequence = 0;
    }

    boolean knows(Epoch which) {
        return ciphers.containsKey(which);
    }

    void learn(Epoch which, RecordCipher cipher) {
        ciphers.put(which, cipher);
    }

    /** Forgets the keys of an epoch: a new handshake makes new ones. */
    void forget(Epoch which) {
        ciphers.remove(which);
    }

    /** The application secret after the last KeyUpdate; empty before the first. */
    Optional<Bytes> updatedSecret() {
        return Optional.ofNullable(updatedSecret);
    }

    void update(Bytes secret, RecordCipher cipher) {
        updatedSecret = secret;
        learn(Epoch.APPLICATION, cipher);
        enter(Epoch.APPLICATION);
    }

    /** The plaintext, if the keys of this epoch fit; then they are the ones in use. */
    Optional<Bytes> open(Epoch which, RawRecord record) {
        RecordCipher cipher = ciphers.get(which);
        if (cipher == null) {
            return Optional.empty();
        }
        Optional<Bytes> plain = cipher.open(which == epoch ? sequence : 0, record);
        if (plain.isPresent()) {
            if (which != epoch) {
                enter(which);
            }
            sequence++;
        }
        return plain;
    }

    /** A record that cannot be read was counted by its sender all the same. */
    void skip() {
        sequence++;
    }
}
