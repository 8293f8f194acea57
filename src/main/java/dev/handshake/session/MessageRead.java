package dev.handshake.session;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.Field;
import dev.handshake.bytes.Phrase;
import dev.handshake.capture.Sender;
import dev.handshake.message.Certificate;
import dev.handshake.message.CompressedCertificate;
import dev.handshake.message.Content;
import dev.handshake.record.Epoch;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One message of a session: the event that a {@link SessionBuilder} publishes and the row that is
 * drawn.
 *
 * @param number from 1, in the order in which the last bytes came; 0 for one that is absent
 * @param nanos when its last byte came or went, since the capture's start; empty where that cannot
 *     be known (an inferred SYN, ACK; an absent message, but for a gap)
 * @param from who sent it, or for an absent one would have
 * @param epoch the keys that protected it; null where unknown or absent
 * @param bytes the message without its record header, decrypted where that could be done; empty
 *     where there are none
 * @param fields tile {@code bytes}
 * @param content its meaning; null where there is none or it did not fit
 * @param reason why it is absent or known only by inference, or what stands in the way of reading
 *     it; else null
 */
public record MessageRead(
        int number,
        OptionalLong nanos,
        Sender from,
        MessageType type,
        Provenance provenance,
        @Nullable Epoch epoch,
        Bytes bytes,
        List<Field> fields,
        @Nullable Content content,
        @Nullable Phrase reason) {
    public MessageRead {
        fields = List.copyOf(fields);
    }

    /** The same with its number. */
    MessageRead numbered(int given) {
        return new MessageRead(
                given, nanos, from, type, provenance, epoch, bytes, fields, content, reason);
    }

    /** The same, read or not read for another reason. */
    MessageRead because(Phrase why) {
        return new MessageRead(
                number, nanos, from, type, provenance, epoch, bytes, fields, content, why);
    }

    /** Whether it stayed encrypted: who has these keys, or none, sees no more than its bytes. */
    public boolean isSealed() {
        return isProtected()
                && provenance == Provenance.OBSERVED
                && content == null
                && reason != null;
    }

    /** Whether it stayed encrypted because it is seen by somebody who has no key to it. */
    public boolean isClosedToOnlooker() {
        return reason != null && Wiretap.CLOSED.contains(reason.key());
    }

    /** The certificates that it brings, compressed (RFC 8879) or not, if they could be read. */
    public Optional<Certificate> certificate() {
        return content instanceof CompressedCertificate compressed
                ? Optional.ofNullable(compressed.certificate())
                : content instanceof Certificate plain ? Optional.of(plain) : Optional.empty();
    }

    public boolean isAbsent() {
        return provenance == Provenance.ABSENT;
    }

    /** Whether it travelled encrypted, readable here or not. */
    public boolean isProtected() {
        return !isAbsent() && epoch != Epoch.PLAINTEXT && type.layer() != MessageType.Layer.TCP;
    }
}
