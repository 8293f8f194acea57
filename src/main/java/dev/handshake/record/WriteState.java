package dev.handshake.record;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Limits;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What one side writes with: its epoch, the keys of that epoch and of later ones, the counter. */
final class WriteState {
    private final Guesses guesses;
    private Epoch epoch = Epoch.PLAINTEXT;
    private long sequence;
    private @Nullable Map<Epoch, RecordCipher> ciphers;
    private @Nullable Negotiation negotiation;
    private @Nullable Decompression decompression;

    /** How many records may have been sent that were not seen. */
    private int missed;

    private @Nullable Bytes updatedSecret;
    private int generation;

    /**
     * A record that fits the keys.
     *
     * @param sequence its number under them
     */
    record Fit(Epoch epoch, Bytes plain, long sequence) {}

    WriteState(Guesses guesses) {
        this.guesses = guesses;
    }

    Epoch epoch() {
        return epoch;
    }

    void enter(Epoch next) {
        epoch = next;
        sequence = 0;
        missed = 0;
    }

    /** Keys of TLS 1.2 or before, new ones, are in use from here. */
    void change(Negotiation made) {
        forget(Epoch.APPLICATION);
        negotiation = made;
        decompression = null;
        enter(Epoch.APPLICATION);
    }

    /** The handshake that made the keys in use; null before the first ChangeCipherSpec. */
    @Nullable Negotiation negotiation() {
        return negotiation;
    }

    boolean knows(Epoch which) {
        return cipher(which) != null;
    }

    void learn(Epoch which, RecordCipher cipher) {
        if (ciphers == null) {
            ciphers = new EnumMap<>(Epoch.class);
        }
        ciphers.put(which, cipher);
    }

    void forget(Epoch which) {
        if (ciphers != null) {
            ciphers.remove(which);
        }
    }

    private @Nullable RecordCipher cipher(Epoch which) {
        return ciphers == null ? null : ciphers.get(which);
    }

    /** Bytes of the tag behind early data, where its key is known. */
    OptionalInt earlyTag() {
        return cipher(Epoch.EARLY) instanceof AeadCipher13 early
                ? OptionalInt.of(early.aead().tagLength())
                : OptionalInt.empty();
    }

    /** Whether no keys are there. */
    boolean knowsNothing() {
        return ciphers == null || ciphers.isEmpty();
    }

    /** The application secret after the last KeyUpdate; empty before the first. */
    Optional<Bytes> updatedSecret() {
        return Optional.ofNullable(updatedSecret);
    }

    /** How many KeyUpdates it has sent. */
    int generation() {
        return generation;
    }

    void update(@Nullable Bytes secret, @Nullable RecordCipher cipher) {
        generation++;
        updatedSecret = secret;
        forget(Epoch.APPLICATION);
        if (cipher != null) {
            learn(Epoch.APPLICATION, cipher);
        }
        enter(Epoch.APPLICATION);
    }

    /** Up to so many records were sent and not seen. */
    void miss(int records) {
        missed = Math.min(missed + records, Limits.MISSED_RECORDS);
    }

    boolean hasMissed() {
        return missed > 0;
    }

    /**
     * Whether application keys may be in use in TLS 1.3: a Finished comes before them, in a record
     * under other keys. A secret with which even the first record can be read has the wrong label.
     */
    boolean mayHaveFinished(int more) {
        return epoch == Epoch.APPLICATION || sequence > 0 || missed + more > 0;
    }

    /**
     * The record read with the keys of this epoch, if they fit. Nothing changes.
     *
     * @param more records that may have been missed beside those that are known of
     */
    @Nullable Fit fit(Epoch which, RawRecord record, int more) {
        RecordCipher cipher = cipher(which);
        if (cipher == null) {
            return null;
        }
        long first = which == epoch ? sequence : 0;
        int tries = Math.min(missed + more, Limits.MISSED_RECORDS);
        for (int skipped = 0; skipped <= tries; skipped++) {
            // The first is no guess but where records ought to go on.
            if (skipped > 0 && !guesses.afford(record.fragment().length())) {
                return null;
            }
            Bytes plain = cipher.open(first + skipped, record);
            if (plain != null) {
                return new Fit(which, plain, first + skipped);
            }
        }
        return null;
    }

    /** The keys that fitted are the ones in use. */
    void accept(Fit fit, RawRecord record) {
        if (fit.epoch() != epoch) {
            enter(fit.epoch());
        }
        sequence = fit.sequence() + 1;
        missed = 0;
        pass(record);
    }

    /** A record that cannot be read was counted by its sender all the same. */
    void skip(RawRecord record) {
        sequence++;
        pass(record);
    }

    private void pass(RawRecord record) {
        RecordCipher cipher = cipher(epoch);
        if (cipher != null) {
            cipher.pass(record);
        }
    }

    /** What was compressed with DEFLATE; null where it was not, or is too much. */
    @Nullable Bytes decompressed(Bytes content) {
        if (decompression == null) {
            decompression = new Decompression();
        }
        return decompression.next(content);
    }
}
