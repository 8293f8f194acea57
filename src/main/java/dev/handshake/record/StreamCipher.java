package dev.handshake.record;

import dev.handshake.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A stream cipher, or none, with a MAC (RFC 5246 §6.2.3.1).
 *
 * <pre>
 * stream-ciphered struct {
 *     opaque content[TLSCompressed.length];
 *     opaque MAC[SecurityParameters.mac_length];
 * } GenericStreamCipher;
 * </pre>
 */
final class StreamCipher implements RecordCipher {
    private final RecordMac mac;

    /** Where the key stream is; null without encryption. */
    private final @Nullable Rc4 keyStream;

    StreamCipher(@Nullable Rc4 keyStream, RecordMac mac) {
        this.keyStream = keyStream;
        this.mac = mac;
    }

    @Override
    public @Nullable Bytes open(long sequence, RawRecord record) {
        int length = record.fragment().length() - mac.length();
        if (length < 0) {
            return null;
        }
        Rc4 at = keyStream;
        Bytes plain = record.fragment();
        if (at != null) {
            byte[] bytes = plain.toArray();
            at.copy().apply(bytes);
            plain = Bytes.wrap(bytes);
        }
        Bytes content = plain.slice(0, length);
        return mac.verifies(sequence, record, content, plain.from(length)) ? content : null;
    }

    @Override
    public void pass(RawRecord record) {
        Rc4 at = keyStream;
        if (at != null) {
            at.apply(new byte[record.fragment().length()]);
        }
    }
}
