package dev.handshake.diagram;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Which glyph a character has: a font's cmap table, of format 12 where there is one, else of 4. */
final class CharacterMap {
    private final int[] starts;
    private final int[] ends;
    private final int[][] glyphs;

    private CharacterMap(int[] starts, int[] ends, int[][] glyphs) {
        this.starts = starts;
        this.ends = ends;
        this.glyphs = glyphs;
    }

    static CharacterMap read(ByteBuffer data, int cmap) {
        int four = -1;
        for (int i = 0; i < u16(data, cmap + 2); i++) {
            int subtable = cmap + data.getInt(cmap + 4 + 8 * i + 4);
            switch (u16(data, subtable)) {
                case 12 -> {
                    return format12(data, subtable);
                }
                case 4 -> four = subtable;
                default -> {} // Other formats say nothing more.
            }
        }
        if (four < 0) {
            throw new IllegalArgumentException("no character map of format 4 or 12");
        }
        return format4(data, four);
    }

    private static CharacterMap format12(ByteBuffer data, int at) {
        int count = data.getInt(at + 12);
        int[] starts = new int[count];
        int[] ends = new int[count];
        int[][] glyphs = new int[count][];
        for (int i = 0; i < count; i++) {
            int group = at + 16 + 12 * i;
            starts[i] = data.getInt(group);
            ends[i] = data.getInt(group + 4);
            glyphs[i] = new int[ends[i] - starts[i] + 1];
            int first = data.getInt(group + 8);
            Arrays.setAll(glyphs[i], offset -> first + offset);
        }
        return new CharacterMap(starts, ends, glyphs);
    }

    private static CharacterMap format4(ByteBuffer data, int at) {
        int bytes = u16(data, at + 6);
        int[] starts = new int[bytes / 2];
        int[] ends = new int[bytes / 2];
        int[][] glyphs = new int[bytes / 2][];
        for (int i = 0; i < starts.length; i++) {
            int end = at + 14 + 2 * i;
            int start = end + bytes + 2;
            int delta = u16(data, start + bytes);
            int rangeAt = start + 2 * bytes;
            int range = u16(data, rangeAt);
            starts[i] = u16(data, start);
            ends[i] = u16(data, end);
            glyphs[i] = new int[Math.max(0, ends[i] - starts[i] + 1)];
            int first = starts[i];
            Arrays.setAll(
                    glyphs[i],
                    offset -> {
                        if (range == 0) {
                            return first + offset + delta & 0xffff;
                        }
                        int place = rangeAt + range + 2 * offset;
                        int listed = place + 2 <= data.limit() ? u16(data, place) : 0;
                        return listed == 0 ? 0 : listed + delta & 0xffff;
                    });
        }
        return new CharacterMap(starts, ends, glyphs);
    }

    /** 0 where there is none. */
    int glyph(int codePoint) {
        int found = Arrays.binarySearch(ends, codePoint);
        int range = found >= 0 ? found : -found - 1;
        return range < starts.length && codePoint >= starts[range]
                ? glyphs[range][codePoint - starts[range]]
                : 0;
    }

    private static int u16(ByteBuffer data, int at) {
        return data.getShort(at) & 0xffff;
    }
}
