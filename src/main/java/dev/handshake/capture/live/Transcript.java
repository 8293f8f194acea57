package dev.handshake.capture.live;

import dev.handshake.bytes.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.function.Supplier;
import org.bouncycastle.tls.HandshakeType;
import org.bouncycastle.tls.crypto.TlsHash;

/**
 * The handshake messages of both sides in their order, for the hash over them (RFC 9846 §4.5.1).
 */
public final class Transcript {
    /** The random that makes a ServerHello a HelloRetryRequest (RFC 9846 §4.2.3). */
    private static final Bytes RETRY =
            Bytes.ofHex("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c");

    private static final int RANDOM_AT = 4 + 2;

    private final ByteArrayOutputStream all = new ByteArrayOutputStream();

    /** How long the first ClientHello is, if it was answered with a HelloRetryRequest. */
    private int retried;

    /** Adds a message, or the next part of one; a ServerHello comes whole. */
    public void add(Bytes bytes) {
        boolean retry =
                bytes.length() > RANDOM_AT
                        && bytes.at(0) == HandshakeType.server_hello
                        && bytes.from(RANDOM_AT).startsWith(RETRY);
        if (retry) {
            retried = all.size();
        }
        all.writeBytes(bytes.toArray());
    }

    /** The hash over all that was added. A retried ClientHello counts only by its own hash. */
    public byte[] hash(Supplier<TlsHash> fresh) {
        byte[] messages = all.toByteArray();
        TlsHash hash = fresh.get();
        if (retried > 0) {
            TlsHash first = fresh.get();
            first.update(messages, 0, retried);
            byte[] folded = first.calculateHash();
            byte[] header = {(byte) HandshakeType.message_hash, 0, 0, (byte) folded.length};
            hash.update(header, 0, header.length);
            hash.update(folded, 0, folded.length);
        }
        hash.update(messages, retried, messages.length - retried);
        return hash.calculateHash();
    }
}
