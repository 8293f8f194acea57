package dev.handshake.keys;

import dev.handshake.bytes.Bytes;
import dev.handshake.record.Hash;
import dev.handshake.registry.HandshakeType;
import dev.handshake.verify.Evidence;
import dev.handshake.verify.Transcript;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The handshake messages that a hash covers (RFC 9846 §4.1, RFC 5246 §7.4.9).
 *
 * @param retried the ClientHello that a HelloRetryRequest answered: it counts by its own hash
 *     alone; null where there is none
 * @param messages the bytes of all others
 * @param evidence all of them, as they are lit
 * @param isWhole whether none is missing that could not be read
 */
public record Covered(
        @Nullable Bytes retried, List<Bytes> messages, List<Evidence> evidence, boolean isWhole) {
    public Covered {
        messages = List.copyOf(messages);
        evidence = List.copyOf(evidence);
    }

    public Bytes hash(Hash hash) {
        return transcript(hash).hash(hash);
    }

    private Transcript transcript(Hash hash) {
        Transcript transcript = new Transcript();
        if (retried != null) {
            transcript.add(retried);
            transcript.foldIntoMessageHash(hash);
        }
        messages.forEach(transcript::add);
        return transcript;
    }

    /** The messages one after the other, of a handshake without a HelloRetryRequest. */
    Bytes all() {
        return Bytes.concat(messages.toArray(Bytes[]::new));
    }

    /** The number of the last message. */
    int last() {
        return evidence.getLast().message();
    }

    /** A command that prints what is hashed. */
    String print(Hash hash) {
        String rest = Shell.bytes(all());
        if (retried == null) {
            return rest;
        }
        String header =
                "printf '\\%o\\0\\0\\%o'"
                        .formatted(HandshakeType.MESSAGE_HASH.code(), hash.length());
        String folded =
                Shell.rawDigest(Shell.name(hash).toLowerCase(Locale.ROOT), Shell.bytes(retried));
        return Shell.all(header, folded, rest);
    }
}
