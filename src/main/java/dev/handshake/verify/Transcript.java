package dev.handshake.verify;

import dev.handshake.bytes.Bytes;
import dev.handshake.record.Hash;
import dev.handshake.registry.HandshakeType;
import java.util.ArrayList;
import java.util.List;

/**
 * The handshake messages of both sides, one after the other, as Finished and the signatures cover
 * them (RFC 5246 §7.4.9, RFC 9846 §4.1).
 */
public final class Transcript {
    private final List<Bytes> messages = new ArrayList<>();
    private boolean whole = true;

    public void add(Bytes message) {
        messages.add(message);
    }

    /** A message could not be read: nothing can be proved from what is left. */
    public void miss() {
        whole = false;
    }

    public boolean isWhole() {
        return whole;
    }

    /** The hash of all messages so far. */
    public Bytes hash(Hash hash) {
        return hash.of(messages.toArray(Bytes[]::new));
    }

    /** All messages so far. */
    public Bytes all() {
        return Bytes.concat(messages.toArray(Bytes[]::new));
    }

    /**
     * Puts the hash of what has been said in its place, as a HelloRetryRequest wants it of the
     * first ClientHello (RFC 9846 §4.1).
     */
    public void foldIntoMessageHash(Hash hash) {
        Bytes folded = hash(hash);
        byte[] header = {(byte) HandshakeType.MESSAGE_HASH.code(), 0, 0, (byte) folded.length()};
        messages.clear();
        messages.add(Bytes.concat(Bytes.of(header), folded));
    }
}
