package dev.handshake.capture.file;

import dev.handshake.bytes.Phrase;
import java.util.Locale;

/**
 * Why a capture file was not read to its end. What came before is there.
 *
 * @param offset where in the file
 * @param claimed a length that the file claims there; 0 where it is not about one
 */
public record CaptureProblem(Kind kind, long offset, long claimed) {
    public enum Kind {
        /** The file ends in the middle of a packet or block. */
        TRUNCATED,
        /** A packet claims to be longer than any is. */
        PACKET_LENGTH,
        /** A block claims a length that no block can have, or that the file does not have. */
        BLOCK_LENGTH,
        /** The length at the end of a block is another one than that at its beginning. */
        BLOCK_MISMATCH,
        /** A section does not say in which byte order it is. */
        BYTE_ORDER,
        /** A section is of a version that is not known. */
        VERSION,
        /** More sections or interfaces than are taken. */
        TOO_MUCH,
        /** The file became shorter while it was read. */
        SHRUNK,
        /** The compressed file is damaged or incomplete. */
        COMPRESSION,
        /** The user ended the reading. */
        CANCELLED
    }

    static CaptureProblem at(long offset, Kind kind) {
        return new CaptureProblem(kind, offset, 0);
    }

    public Phrase phrase() {
        return Phrase.of(
                "capture.problem." + kind.name().toLowerCase(Locale.ROOT), offset, claimed);
    }
}
