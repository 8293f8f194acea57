package dev.handshake.message;

/**
 * A frame of Zstandard (RFC 8878 §3.1). Dictionaries are not known: a certificate's compression has
 * none (RFC 8879 §3).
 *
 * <pre>
 * Magic_Number 4 bytes | Frame_Header 2-14 bytes | Data_Block n bytes | ... | [Content_Checksum 4]
 * </pre>
 *
 * <p>All that came out is at hand until the end, so that a window, however large, needs no memory.
 */
final class ZstdFrame {
    /** What comes out of one block, at most (RFC 8878 §3.1.1.2.4). */
    static final int LARGEST_BLOCK = 1 << 17;

    private static final long MAGIC = 0xfd2fb528L;
    private static final long SKIPPABLE = 0x184d2a50L;

    private static final int RAW = 0;
    private static final int RLE = 1;
    private static final int COMPRESSED = 2;

    private final ZstdInput in;
    private final ZstdOutput out;
    private final ZstdLiterals literals;
    private final ZstdSequences sequences = new ZstdSequences();

    private ZstdFrame(ZstdInput in, ZstdOutput out, byte[] room) {
        this.in = in;
        this.out = out;
        this.literals = new ZstdLiterals(room);
    }

    /**
     * Frames to the end of the input.
     *
     * @throws NotZstd where the bytes are none, or {@code out} is full; what came out until then is
     *     in it
     */
    static void readAll(ZstdInput in, ZstdOutput out) throws NotZstd {
        byte[] room = new byte[LARGEST_BLOCK];
        while (in.remaining() > 0) {
            long magic = in.number(4);
            if (magic == MAGIC) {
                new ZstdFrame(in, out, room).read();
            } else if ((magic & ~0xfL) == SKIPPABLE) {
                in.skip(in.number(4));
            } else {
                throw new NotZstd();
            }
        }
    }

    private void read() throws NotZstd {
        int descriptor = in.u8();
        boolean reserved = (descriptor & 0x08) != 0;
        boolean singleSegment = (descriptor & 0x20) != 0;
        boolean checksum = (descriptor & 0x04) != 0;
        long window = singleSegment ? 0 : window(in.u8());
        long dictionary = in.number((1 << (descriptor & 3)) >> 1);
        if (reserved || dictionary != 0) {
            throw new NotZstd();
        }
        int sizeWidth = 1 << (descriptor >> 6);
        boolean sized = singleSegment || sizeWidth > 1;
        long size = sized ? in.number(sizeWidth) + (sizeWidth == 2 ? 256 : 0) : 0;
        long largest = singleSegment ? size : window;
        out.beginFrame();
        // A size above 2^63 is no smaller one.
        blocks((int) (largest < 0 ? LARGEST_BLOCK : Math.min(largest, LARGEST_BLOCK)));
        if (sized && size != out.frameSize()) {
            throw new NotZstd();
        }
        if (checksum && in.number(4) != (out.frameChecksum() & 0xffffffffL)) {
            throw new NotZstd();
        }
    }

    private static long window(int descriptor) {
        long base = 1L << (10 + (descriptor >> 3));
        return base + base / 8 * (descriptor & 7);
    }

    private void blocks(int largest) throws NotZstd {
        boolean last = false;
        while (!last) {
            int header = (int) in.number(3);
            last = (header & 1) != 0;
            int type = (header >> 1) & 3;
            int size = header >> 3;
            if (size > largest) {
                throw new NotZstd();
            }
            switch (type) {
                case RAW -> in.copy(out, size);
                case RLE -> out.fill(in.u8(), size);
                case COMPRESSED -> {
                    int before = out.size();
                    ZstdInput block = in.take(size);
                    literals.read(block, largest);
                    sequences.read(block, literals, out);
                    if (out.size() - before > largest) {
                        throw new NotZstd();
                    }
                }
                default -> throw new NotZstd();
            }
        }
    }
}
