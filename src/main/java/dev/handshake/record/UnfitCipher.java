package dev.handshake.record;

import dev.handshake.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/** A secret that cannot be one of this cipher suite's: its length is another one's. */
record UnfitCipher() implements RecordCipher {
    @Override
    public @Nullable Bytes open(long sequence, RawRecord record) {
        return null;
    }
}
