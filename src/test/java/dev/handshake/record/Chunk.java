package dev.handshake.record;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Sender;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Bytes that one side sent at once. */
public record Chunk(Sender from, Bytes bytes) {
    static Chunk client(Bytes bytes) {
        return new Chunk(Sender.CLIENT, bytes);
    }

    static Chunk server(Bytes bytes) {
        return new Chunk(Sender.SERVER, bytes);
    }

    static Chunk client(String text) {
        return client(Bytes.of(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    static Chunk server(String text) {
        return server(Bytes.of(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** The same bytes in pieces of {@code length} at most. */
    static List<Chunk> cut(List<Chunk> chunks, int length) {
        List<Chunk> pieces = new ArrayList<>();
        for (Chunk chunk : chunks) {
            for (int at = 0; at < chunk.bytes().length(); at += length) {
                int rest = Math.min(length, chunk.bytes().length() - at);
                pieces.add(new Chunk(chunk.from(), chunk.bytes().slice(at, rest)));
            }
        }
        return pieces;
    }
}
