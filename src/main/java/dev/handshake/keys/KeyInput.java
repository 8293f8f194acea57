package dev.handshake.keys;

import dev.handshake.bytes.Bytes;
import dev.handshake.verify.Evidence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of the things that a step is made of.
 *
 * @param name as it stands in the formula: {@code handshake_secret}, {@code ClientHello.random}
 * @param bytes null where they are not known, and where they are whole messages
 * @param step the id of the step that it comes from; null where it comes from none
 * @param evidence where it stands in messages; empty where it stands in none
 * @param isSecret whether it is not for everybody
 */
public record KeyInput(
        String name,
        @Nullable Bytes bytes,
        @Nullable String step,
        List<Evidence> evidence,
        boolean isSecret) {
    public KeyInput {
        evidence = List.copyOf(evidence);
    }

    static KeyInput of(String name, KeyStep step) {
        return new KeyInput(name, step.output(), step.id(), List.of(), step.kind().isSecret());
    }

    static KeyInput of(String name, Bytes bytes, List<Evidence> evidence) {
        return new KeyInput(name, bytes, null, evidence, false);
    }

    static KeyInput messages(List<Evidence> evidence) {
        return new KeyInput("handshake_messages", null, null, evidence, false);
    }

    /** What is the same in every connection. */
    static KeyInput constant(String name, Bytes bytes) {
        return new KeyInput(name, bytes, null, List.of(), false);
    }

    boolean isKnown() {
        return bytes != null || !evidence.isEmpty();
    }

    /** Does not show the bytes. */
    @Override
    public String toString() {
        return "KeyInput[" + name + "]";
    }
}
