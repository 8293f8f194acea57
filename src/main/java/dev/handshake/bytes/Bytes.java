package dev.handshake.bytes;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/** An immutable run of bytes. Slices share their memory; equality is by content. */
public final class Bytes {
    public static final Bytes EMPTY = new Bytes(new byte[0], 0, 0);

    private final byte[] array;
    private final int start;
    private final int length;

    private Bytes(byte[] array, int start, int length) {
        this.array = array;
        this.start = start;
        this.length = length;
    }

    /** A copy of the whole array. */
    public static Bytes of(byte[] array) {
        return array.length == 0 ? EMPTY : new Bytes(array.clone(), 0, array.length);
    }

    /** The whole array itself, given away: it must not be changed any more. */
    public static Bytes wrap(byte[] array) {
        return array.length == 0 ? EMPTY : new Bytes(array, 0, array.length);
    }

    /** A copy of {@code length} bytes of the array from {@code offset}. */
    public static Bytes of(byte[] array, int offset, int length) {
        return wrap(Arrays.copyOfRange(array, offset, offset + length));
    }

    /**
     * The bytes that an even number of hexadecimal digits spell, without separators.
     *
     * @throws IllegalArgumentException if the text is anything else
     */
    public static Bytes ofHex(String hex) {
        byte[] parsed = HexFormat.of().parseHex(hex);
        return new Bytes(parsed, 0, parsed.length);
    }

    /** These parts, one after the other. */
    public static Bytes concat(Bytes... parts) {
        int total = 0;
        for (Bytes part : parts) {
            total = Math.addExact(total, part.length);
        }
        byte[] joined = new byte[total];
        int at = 0;
        for (Bytes part : parts) {
            System.arraycopy(part.array, part.start, joined, at, part.length);
            at += part.length;
        }
        return new Bytes(joined, 0, total);
    }

    public int length() {
        return length;
    }

    public boolean isEmpty() {
        return length == 0;
    }

    /** The byte at {@code index} as 0 to 255. */
    public int at(int index) {
        return array[start + Objects.checkIndex(index, length)] & 0xff;
    }

    /** The {@code width} bytes (1 to 8) from {@code index} as a big-endian unsigned number. */
    public long number(int index, int width) {
        Objects.checkFromIndexSize(index, width, length);
        long value = 0;
        for (int i = 0; i < width; i++) {
            value = value << 8 | at(index + i);
        }
        return value;
    }

    public Bytes slice(int offset, int count) {
        Objects.checkFromIndexSize(offset, count, length);
        return count == 0 ? EMPTY : new Bytes(array, start + offset, count);
    }

    public Bytes slice(ByteSpan span) {
        return slice(span.offset(), span.length());
    }

    /** Everything from {@code offset} on. */
    public Bytes from(int offset) {
        return slice(offset, length - offset);
    }

    public boolean startsWith(Bytes prefix) {
        return length >= prefix.length && slice(0, prefix.length).equals(prefix);
    }

    /** A copy that the caller may change. */
    public byte[] toArray() {
        return Arrays.copyOfRange(array, start, start + length);
    }

    /** Copies all of it to {@code target}, from {@code at} on. */
    public void copyTo(byte[] target, int at) {
        System.arraycopy(array, start, target, at, length);
    }

    /** Lower-case hexadecimal digits without separators. */
    public String hex() {
        return HexFormat.of().formatHex(array, start, start + length);
    }

    /** The bytes as ISO 8859-1, one character a byte. The caller escapes what it shows. */
    public String latin1() {
        return new String(array, start, length, StandardCharsets.ISO_8859_1);
    }

    /** The bytes as UTF-8, U+FFFD for what is none. The caller escapes what it shows. */
    public String utf8() {
        return new String(array, start, length, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that
                && Arrays.equals(
                        array,
                        start,
                        start + length,
                        that.array,
                        that.start,
                        that.start + that.length);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = start; i < start + length; i++) {
            hash = 31 * hash + array[i];
        }
        return hash;
    }

    /** The length and the first bytes: for debugging and test messages only. */
    @Override
    public String toString() {
        return length <= 16 ? hex() : slice(0, 16).hex() + "… (" + length + " bytes)";
    }
}
