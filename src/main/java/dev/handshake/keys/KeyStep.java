package dev.handshake.keys;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Sender;
import dev.handshake.record.Epoch;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One value of the key schedule, and how it comes about.
 *
 * @param id names it within its session, whatever becomes known later
 * @param owner who writes, sends or proves with it; null where it is both sides'
 * @param epoch the keys to which it belongs; null where it belongs to none
 * @param ordinal of several of a kind, from 1 (the KeyUpdate, the ticket, the half of a hybrid
 *     secret); 0 where there is one. Of a hash the number of the last message that it covers
 * @param parent the id of the step below which it hangs; null for a root
 * @param formula as the RFC writes it, with the real label
 * @param output null where it is not known
 * @param calculation null where it is not made of its inputs, or cannot be
 * @param since the number of the message with which it can be known; {@link #NOT_YET} where that
 *     has not come
 */
public record KeyStep(
        String id,
        StepKind kind,
        @Nullable Sender owner,
        @Nullable Epoch epoch,
        int ordinal,
        @Nullable String parent,
        String formula,
        List<KeyInput> inputs,
        Knowledge knowledge,
        @Nullable Bytes output,
        @Nullable Calculation calculation,
        int since) {
    /** The message with which a step can be known has not come, and may never. */
    public static final int NOT_YET = Integer.MAX_VALUE;

    public KeyStep {
        inputs = List.copyOf(inputs);
    }

    public boolean isKnown() {
        return output != null;
    }

    /** Whether it can be known when the message with the number has been told. */
    public boolean isPossibleAt(int playhead) {
        return since <= playhead;
    }

    /**
     * A line for a POSIX shell with OpenSSL 3 that makes the output of the inputs and prints it in
     * hexadecimal digits. Empty where the output is not made of them. It holds secrets.
     */
    public Optional<String> command() {
        return Optional.ofNullable(calculation).map(Calculation::command);
    }

    /** Does not show the secret. */
    @Override
    public String toString() {
        return "KeyStep[" + id + ", " + knowledge.way() + "]";
    }
}
