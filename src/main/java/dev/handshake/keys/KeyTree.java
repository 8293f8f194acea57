package dev.handshake.keys;

import dev.handshake.registry.ProtocolVersion;
import dev.handshake.session.Session;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The key schedule of one handshake, as far as it can be known: every value with what it is made
 * of. A step hangs below the one from which it is made; those that cannot be known because nothing
 * leads back to them are left out, and the tree begins with what is known.
 *
 * @param version null before the ServerHello
 * @param steps each after its parent and its inputs
 * @param exchange null before the ServerHello
 * @param answered the number of the ServerHello; {@link KeyStep#NOT_YET} before it has come
 */
public record KeyTree(
        @Nullable ProtocolVersion version,
        Beginning beginning,
        @Nullable KeyExchange exchange,
        int answered,
        List<KeyStep> steps) {
    /** Where what is known begins. */
    public enum Beginning {
        /** With what this program's own connection told: nothing is missing. */
        CONNECTION,
        /** With a key log. */
        KEY_LOG,
        /** With what the server's private key opened. */
        PRIVATE_KEY,
        /** With the session that is resumed, which an earlier handshake of the capture told. */
        EARLIER_SESSION,
        /** Nothing is known of its secrets. */
        NOTHING;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public KeyTree {
        steps = List.copyOf(steps);
    }

    /**
     * The trees of a session's handshakes, in their order. There is more than one where TLS 1.2 or
     * an older version shakes hands again in the same connection; none without a ClientHello that
     * could be read.
     */
    public static List<KeyTree> of(Session session) {
        return KeyTrees.of(session);
    }

    public Optional<KeyStep> step(String id) {
        return steps.stream().filter(step -> step.id().equals(id)).findFirst();
    }

    /** Those that hang on nothing. */
    public List<KeyStep> roots(StepKind.Section section) {
        return steps.stream()
                .filter(step -> step.parent() == null && step.kind().section() == section)
                .toList();
    }

    public List<KeyStep> below(KeyStep parent) {
        return steps.stream().filter(step -> parent.id().equals(step.parent())).toList();
    }

    /** Those that are made of a step. */
    public List<KeyStep> uses(KeyStep step) {
        return steps.stream()
                .filter(each ->
                        each.inputs().stream().anyMatch(input -> step.id().equals(input.step())))
                .toList();
    }
}
