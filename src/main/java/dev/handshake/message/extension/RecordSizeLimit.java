package dev.handshake.message.extension;

import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Value;
import dev.handshake.registry.ExtensionType;

/**
 * record_size_limit (RFC 8449 §4): {@code uint16 RecordSizeLimit}.
 *
 * @param limit bytes of plaintext in a record that the sender will take
 */
public record RecordSizeLimit(int limit) implements Extension {
    static RecordSizeLimit read(FieldReader in) {
        return new RecordSizeLimit(in.u16("record_size_limit"));
    }

    @Override
    public ExtensionType type() {
        return ExtensionType.RECORD_SIZE_LIMIT;
    }

    @Override
    public Value value() {
        return new Value.Unsigned(limit);
    }
}
