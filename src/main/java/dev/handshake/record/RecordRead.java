package dev.handshake.record;

import dev.handshake.capture.Sender;
import dev.handshake.registry.ContentType;
import dev.handshake.registry.ProtocolVersion;
import java.util.List;
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
        List<Integer> messages) {
    public RecordRead {
        messages = List.copyOf(messages);
    }
}
