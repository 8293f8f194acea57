package dev.handshake.record;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Limits;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** The records of one direction that were compressed with DEFLATE as one stream (RFC 3749 §2). */
final class Decompression {
    /** CompressionMethod 1 (RFC 3749 §2). */
    static final int DEFLATE = 1;

    private final Inflater inflater = new Inflater();
    private boolean broken;

    /** What the next record was before compression; null where the stream is broken. */
    @Nullable Bytes next(Bytes content) {
        if (broken) {
            return null;
        }
        byte[] room = new byte[Limits.DECOMPRESSED_RECORD];
        try {
            inflater.setInput(content.toArray());
            int length = inflater.inflate(room);
            if (inflater.getRemaining() == 0 && inflater.inflate(new byte[1]) == 0) {
                return Bytes.of(room, 0, length);
            }
        } catch (DataFormatException e) {
            // Nothing after it can be read either.
        }
        broken = true;
        inflater.end();
        return null;
    }
}
