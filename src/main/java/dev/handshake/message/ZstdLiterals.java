package dev.handshake.message;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The literals of a compressed block, and the code that the next block may use again. */
final class ZstdLiterals {
    private static final int RAW = 0;
    private static final int RLE = 1;
    private static final int COMPRESSED = 2;

    /** Fewer literals than this are not put into four streams. */
    private static final int FEWEST_IN_FOUR = 6;

    private final byte[] bytes;
    private int count;
    private int used;
    private @Nullable ZstdHuffman code;

    /**
     * @param room for the literals of one block, at most {@link ZstdFrame#LARGEST_BLOCK}
     */
    ZstdLiterals(byte[] room) {
        this.bytes = room;
    }

    /** Reads a literals section (RFC 8878 §3.1.1.3.1). */
    void read(ZstdInput in, int most) throws NotZstd {
        int first = (int) in.peek(1);
        int type = first & 3;
        int format = (first >> 2) & 3;
        used = 0;
        if (type == RAW || type == RLE) {
            count = bounded(plainSize(in, format), most);
            if (type == RAW) {
                in.copy(bytes, count);
            } else {
                Arrays.fill(bytes, 0, count, (byte) in.u8());
            }
        } else {
            // Two sizes of the same width, after the four bits of type and format.
            int width = format < 2 ? 10 : format == 2 ? 14 : 18;
            long header = in.number((4 + 2 * width + 7) / 8) >> 4;
            count = bounded((int) (header & ((1 << width) - 1)), most);
            ZstdInput body = in.take(header >> width);
            ZstdHuffman known = type == COMPRESSED ? ZstdHuffman.read(body) : code;
            if (known == null) {
                throw new NotZstd();
            }
            code = known;
            if (format == 0) {
                known.decode(body, bytes, 0, count);
            } else {
                four(known, body);
            }
        }
    }

    private static int plainSize(ZstdInput in, int format) throws NotZstd {
        return switch (format) {
            case 1 -> (int) in.number(2) >> 4;
            case 3 -> (int) in.number(3) >> 4;
            // With the lower bit 0 there is no upper one: it is of the size.
            default -> in.u8() >> 3;
        };
    }

    private static int bounded(int size, int most) throws NotZstd {
        if (size > most) {
            throw new NotZstd();
        }
        return size;
    }

    /** Four streams one after the other; the lengths of the first three go before. */
    private void four(ZstdHuffman known, ZstdInput in) throws NotZstd {
        if (count < FEWEST_IN_FOUR) {
            throw new NotZstd();
        }
        long lengths = in.number(6);
        int quarter = (count + 3) / 4;
        for (int i = 0; i < 3; i++) {
            ZstdInput stream = in.take((lengths >> (16 * i)) & 0xffff);
            known.decode(stream, bytes, i * quarter, quarter);
        }
        known.decode(in, bytes, 3 * quarter, count - 3 * quarter);
    }

    /** The next literals come out. */
    void copy(ZstdOutput out, int wanted) throws NotZstd {
        if (wanted > count - used) {
            throw new NotZstd();
        }
        out.write(bytes, used, wanted);
        used += wanted;
    }

    /** The literals that are left come out. */
    void copyRest(ZstdOutput out) throws NotZstd {
        copy(out, count - used);
    }
}
