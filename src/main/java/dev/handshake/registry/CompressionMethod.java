package dev.handshake.registry;

import dev.handshake.bytes.Code;

/** A compression method (RFC 3749 §2; TLS 1.3 knows only null). */
public record CompressionMethod(int code) implements Code {
    public static final CompressionMethod NULL = new CompressionMethod(0);
    public static final CompressionMethod DEFLATE = new CompressionMethod(1);
    public static final CompressionMethod LZS = new CompressionMethod(64);

    @Override
    public int width() {
        return 1;
    }

    @Override
    public boolean known() {
        return !name().equals("unknown");
    }

    @Override
    public String name() {
        return switch (code) {
            case 0 -> "null";
            case 1 -> "deflate";
            case 64 -> "lzs";
            default -> "unknown";
        };
    }

    @Override
    public String toString() {
        return name() + " (" + code + ")";
    }
}
