package dev.handshake.record;

import dev.handshake.capture.Sender;
import dev.handshake.record.Sealing.Kind;
import dev.handshake.record.Sealing.Part;
import dev.handshake.registry.ContentType;
import dev.handshake.registry.ProtocolVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * One record of the wire (RFC 9846 §5.1, RFC 5246 §6.2).
 *
 * @param number from 1, over both directions, in the order in which their last bytes came
 * @param nanos when its last byte came, since the capture's start
 * @param type as on the wire: 23 for all that TLS 1.3 encrypts
 * @param version as on the wire
 * @param length of the fragment, in bytes, header not counted
 * @param epoch null where it cannot be known (TLS 1.3 without secrets)
 * @param messages the numbers of the messages that have bytes in it
 * @param offset where its header begins in its direction: 0 is the direction's first byte
 * @param content bytes of what it carries, where it could be opened; else of the fragment
 * @param sealing how it is protected; null where it is not, or where that cannot be known
 */
public record RecordRead(
        int number,
        long nanos,
        Sender from,
        ContentType type,
        ProtocolVersion version,
        int length,
        @Nullable Epoch epoch,
        boolean decrypted,
        List<Integer> messages,
        long offset,
        int content,
        @Nullable Sealing sealing) {
    public RecordRead {
        messages = List.copyOf(messages);
    }

    /** Where the direction goes on after it. */
    public long end() {
        return offset + size();
    }

    /** All its bytes, the header's too. */
    public int size() {
        return RawRecord.HEADER + length;
    }

    /** What its bytes are, in their order, from the header on. */
    public List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(Kind.HEADER, RawRecord.HEADER));
        if (epoch == Epoch.PLAINTEXT) {
            parts.add(new Part(Kind.CONTENT, length));
        } else if (sealing == null) {
            parts.add(new Part(Kind.SEALED, length));
        } else {
            parts.addAll(
                    sealing.parts(
                            length, decrypted ? OptionalInt.of(content) : OptionalInt.empty()));
        }
        parts.removeIf(part -> part.length() == 0);
        return List.copyOf(parts);
    }
}
