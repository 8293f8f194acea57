package dev.handshake.message;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.FieldReader;

/** Decrypted application data: opaque to TLS. */
public record ApplicationData(Bytes data) implements Content {
    static ApplicationData read(FieldReader in) {
        return new ApplicationData(in.rest("content"));
    }
}
