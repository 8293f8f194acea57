package dev.handshake.record;

import dev.handshake.registry.ProtocolVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * What protection adds to the content of a record, as version and suite say it (RFC 9846 §5.2, RFC
 * 5246 §6.2.3).
 *
 * @param nonce bytes of the nonce or IV that each record brings; 0 where it is never sent
 * @param tag bytes of the tag or MAC; 0 without one
 * @param compressed whether the content is compressed before (RFC 3749), so that its length says
 *     nothing about what it carries
 */
public record Sealing(Form form, int nonce, int tag, boolean compressed) {
    /** What stands in which order. */
    public enum Form {
        /** TLS 1.3: content, inner type, padding; then the tag (RFC 9846 §5.2). */
        INNER_PLAINTEXT,
        /** TLS 1.2: nonce, content, tag (RFC 5246 §6.2.3.3). */
        AEAD,
        /** IV, content, MAC, padding (RFC 5246 §6.2.3.2). */
        BLOCK,
        /** The same with encrypt_then_mac: IV, content, padding, MAC (RFC 7366 §3). */
        BLOCK_THEN_MAC,
        /** Content, MAC (RFC 5246 §6.2.3.1). */
        STREAM
    }

    /** A run of a record's bytes. */
    public enum Kind {
        /** Type, version, length. */
        HEADER,
        /** The part of the nonce that is sent, or the IV. */
        NONCE,
        /** What the record carries. */
        CONTENT,
        /** The type of what TLS 1.3 carries. */
        INNER_TYPE,
        PADDING,
        /** Of an AEAD, or a MAC. */
        TAG,
        /** What only the keys tell apart. */
        SEALED
    }

    /** A run of so many bytes; runs of none are left out. */
    public record Part(Kind kind, int length) {}

    static Sealing innerPlaintext(int tag) {
        return new Sealing(Form.INNER_PLAINTEXT, 0, tag, false);
    }

    /** Of TLS 1.2 and before. */
    static Sealing of(
            Protection protection,
            ProtocolVersion version,
            boolean encryptThenMac,
            boolean truncatedMac,
            boolean compressed) {
        int mac =
                protection
                        .mac()
                        .map(hash -> truncatedMac ? RecordMac.TRUNCATED : hash.length())
                        .orElse(0);
        return switch (protection.mode()) {
            case GCM, CCM ->
                    new Sealing(
                            Form.AEAD, AeadCipher12.EXPLICIT, protection.tagLength(), compressed);
            case POLY1305 -> new Sealing(Form.AEAD, 0, protection.tagLength(), compressed);
            case CBC ->
                    new Sealing(
                            encryptThenMac ? Form.BLOCK_THEN_MAC : Form.BLOCK,
                            version.code() > ProtocolVersion.TLS_1_0.code()
                                    ? protection.blockLength()
                                    : 0,
                            mac,
                            compressed);
            case STREAM -> new Sealing(Form.STREAM, 0, mac, compressed);
        };
    }

    /**
     * The runs of a fragment, in its order.
     *
     * @param length of the fragment
     * @param content bytes of what it carries; empty where it could not be opened
     */
    List<Part> parts(int length, OptionalInt content) {
        int around = length - nonce - tag;
        if (around < 0) {
            return parts(new Part(Kind.SEALED, length));
        }
        boolean known = content.isPresent() && !compressed && content.getAsInt() <= around;
        int carried = known ? content.getAsInt() : 0;
        int rest = around - carried;
        Part before = new Part(Kind.NONCE, nonce);
        Part inner = new Part(Kind.CONTENT, carried);
        Part after = new Part(Kind.TAG, tag);
        return switch (form) {
            // Here the length tells how much there is, keys or not.
            case AEAD, STREAM -> parts(before, new Part(Kind.CONTENT, around), after);
            case INNER_PLAINTEXT ->
                    known && rest > 0
                            ? parts(
                                    inner,
                                    new Part(Kind.INNER_TYPE, 1),
                                    new Part(Kind.PADDING, rest - 1),
                                    after)
                            : parts(new Part(Kind.SEALED, around), after);
            case BLOCK ->
                    known
                            ? parts(before, inner, after, new Part(Kind.PADDING, rest))
                            : parts(before, new Part(Kind.SEALED, around + tag));
            case BLOCK_THEN_MAC ->
                    known
                            ? parts(before, inner, new Part(Kind.PADDING, rest), after)
                            : parts(before, new Part(Kind.SEALED, around), after);
        };
    }

    private static List<Part> parts(Part... parts) {
        List<Part> some = new ArrayList<>();
        for (Part part : parts) {
            if (part.length() > 0) {
                some.add(part);
            }
        }
        return List.copyOf(some);
    }
}
