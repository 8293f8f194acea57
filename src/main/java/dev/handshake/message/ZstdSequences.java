package dev.handshake.message;

import org.jspecify.annotations.Nullable;

/**
 * The sequences of a compressed block: literals to copy, and what to repeat of that which came out
 * before. What the next block may use again, tables and distances, is kept.
 */
final class ZstdSequences {
    /** Bits after the code of a length; the lengths of one code begin where those before end. */
    private static final Lengths LITERAL_LENGTHS =
            new Lengths(
                    0,
                    new int[] {
                        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 3, 4,
                        6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16
                    });

    private static final Lengths MATCH_LENGTHS =
            new Lengths(
                    3,
                    new int[] {
                        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
                        0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 7, 8, 9, 10, 11, 12,
                        13, 14, 15, 16
                    });

    private static final int LARGEST_OFFSET_CODE = 31;

    /** The distributions of RFC 8878 §3.1.1.3.2.2. */
    private static final ZstdFse DEFAULT_LITERAL_LENGTHS =
            ZstdFse.of(
                    6, 4, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3,
                    2, 1, 1, 1, 1, 1, -1, -1, -1, -1);

    private static final ZstdFse DEFAULT_OFFSETS =
            ZstdFse.of(
                    5, 1, 1, 1, 1, 1, 1, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1,
                    -1, -1, -1, -1);

    private static final ZstdFse DEFAULT_MATCH_LENGTHS =
            ZstdFse.of(
                    6, 1, 4, 3, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
                    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1,
                    -1, -1);

    private static final int PREDEFINED = 0;
    private static final int RLE = 1;
    private static final int COMPRESSED = 2;

    private @Nullable ZstdFse literalTable;
    private @Nullable ZstdFse offsetTable;
    private @Nullable ZstdFse matchTable;

    /** The last three distances, the newest first. */
    private final long[] recent = {1, 4, 8};

    private static final class Lengths {
        private final int[] bases;
        private final int[] widths;

        private Lengths(int first, int[] widths) {
            this.bases = new int[widths.length];
            this.widths = widths;
            int base = first;
            for (int code = 0; code < widths.length; code++) {
                bases[code] = base;
                base += 1 << widths[code];
            }
        }

        private int largestCode() {
            return widths.length - 1;
        }

        private int read(int code, ZstdBits bits) throws NotZstd {
            return bases[code] + bits.read(widths[code]);
        }
    }

    /** A table, and where in it one is. */
    private static final class State {
        private final ZstdFse table;
        private int state;

        private State(ZstdFse table, ZstdBits bits) throws NotZstd {
            this.table = table;
            this.state = bits.read(table.accuracyLog());
        }

        private int symbol() {
            return table.symbol(state);
        }

        private void goOn(ZstdBits bits) throws NotZstd {
            state = table.next(state, bits.read(table.width(state)));
        }
    }

    /** Reads a sequences section (RFC 8878 §3.1.1.3.2) and does what it says. */
    void read(ZstdInput in, ZstdLiterals literals, ZstdOutput out) throws NotZstd {
        int count = count(in);
        if (count > 0) {
            int modes = in.u8();
            if ((modes & 3) != 0) {
                throw new NotZstd();
            }
            ZstdFse ofLiterals =
                    table(
                            in,
                            modes >> 6,
                            9,
                            LITERAL_LENGTHS.largestCode(),
                            DEFAULT_LITERAL_LENGTHS,
                            literalTable);
            ZstdFse ofOffsets =
                    table(in, modes >> 4, 8, LARGEST_OFFSET_CODE, DEFAULT_OFFSETS, offsetTable);
            ZstdFse ofMatches =
                    table(
                            in,
                            modes >> 2,
                            9,
                            MATCH_LENGTHS.largestCode(),
                            DEFAULT_MATCH_LENGTHS,
                            matchTable);
            literalTable = ofLiterals;
            offsetTable = ofOffsets;
            matchTable = ofMatches;
            ZstdBits bits = in.backwards();
            State literal = new State(ofLiterals, bits);
            State offset = new State(ofOffsets, bits);
            State match = new State(ofMatches, bits);
            for (int left = count; left > 0; left--) {
                int offsetCode = offset.symbol();
                long distance = (1L << offsetCode) + bits.read(offsetCode);
                int matchLength = MATCH_LENGTHS.read(match.symbol(), bits);
                int literalLength = LITERAL_LENGTHS.read(literal.symbol(), bits);
                literals.copy(out, literalLength);
                out.repeat(distance(distance, literalLength == 0), matchLength);
                if (left > 1) {
                    literal.goOn(bits);
                    match.goOn(bits);
                    offset.goOn(bits);
                }
            }
            bits.requireEnd();
        }
        if (in.remaining() > 0) {
            throw new NotZstd();
        }
        literals.copyRest(out);
    }

    private static int count(ZstdInput in) throws NotZstd {
        int first = in.u8();
        return first < 128
                ? first
                : first < 255 ? ((first - 128) << 8) + in.u8() : (int) in.number(2) + 0x7f00;
    }

    private static ZstdFse table(
            ZstdInput in,
            int modes,
            int largestLog,
            int largestSymbol,
            ZstdFse predefined,
            @Nullable ZstdFse last)
            throws NotZstd {
        return switch (modes & 3) {
            case PREDEFINED -> predefined;
            case RLE -> only(in.u8(), largestSymbol);
            case COMPRESSED -> ZstdFse.read(in, largestLog, largestSymbol);
            default -> {
                if (last == null) {
                    throw new NotZstd();
                }
                yield last;
            }
        };
    }

    private static ZstdFse only(int symbol, int largestSymbol) throws NotZstd {
        if (symbol > largestSymbol) {
            throw new NotZstd();
        }
        return ZstdFse.only(symbol);
    }

    /** The distance for which an offset stands (RFC 8878 §3.1.1.5). */
    private long distance(long offset, boolean withoutLiterals) {
        if (offset > recent.length) {
            return remember(offset - recent.length, recent.length - 1);
        }
        int index = (int) offset - (withoutLiterals ? 0 : 1);
        return index == recent.length
                ? remember(recent[0] - 1, recent.length - 1)
                : remember(recent[index], index);
    }

    /** Puts a distance in front, in place of the one at the index. */
    private long remember(long distance, int index) {
        System.arraycopy(recent, 0, recent, 1, index);
        recent[0] = distance;
        return distance;
    }
}
