package dev.handshake.bytes;

/**
 * A run of whole bytes within one byte space (a message, or what was decoded out of one).
 *
 * @param offset bytes from the first byte of the space
 * @param length bytes; 0 is a place between two bytes
 */
public record ByteSpan(int offset, int length) {
    public ByteSpan {
        if (offset < 0 || length < 0) {
            throw new IllegalArgumentException("span " + offset + "+" + length);
        }
    }

    /** The offset of the first byte after this span. */
    public int end() {
        return offset + length;
    }

    public boolean contains(int position) {
        return position >= offset && position < end();
    }

    public boolean contains(ByteSpan other) {
        return other.offset >= offset && other.end() <= end();
    }
}
