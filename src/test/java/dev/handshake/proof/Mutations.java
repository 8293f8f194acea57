package dev.handshake.proof;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * Reads a capture some thousand times, each time with something else broken in it. A program of its
 * own, so that its memory can be bounded: {@code FOLDER COUNT CAPTURE [KEYLOG]}.
 */
final class Mutations {
    private static final int[] EXTREMES = {
        0, 1, 0x7f, 0x80, 0xff, 0xffff, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff
    };

    private Mutations() {}

    public static void main(String[] args) throws Exception {
        Path mutated = Path.of(args[0]).resolve("mutated");
        byte[] original = Files.readAllBytes(Path.of(args[2]));
        Path keyLog = args.length > 3 ? Path.of(args[3]) : null;
        int malformed = 0;
        for (int seed = 0; seed < Integer.parseInt(args[1]); seed++) {
            Files.write(mutated, mutate(original, new Random(seed)));
            try {
                malformed += Endurance.read(mutated, keyLog);
            } catch (Throwable e) {
                System.out.println("seed " + seed + ":");
                e.printStackTrace(System.out);
                System.exit(1);
            }
        }
        System.out.println("malformed fields: " + malformed);
    }

    /** One to three changes; most leave the file a capture. */
    static byte[] mutate(byte[] original, Random random) {
        byte[] bytes = original.clone();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            bytes = change(bytes, random);
        }
        return bytes;
    }

    private static byte[] change(byte[] bytes, Random random) {
        if (bytes.length < 8) {
            return bytes;
        }
        int at = random.nextInt(bytes.length - 4);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        switch (random.nextInt(8)) {
            case 0 -> {
                for (int i = 1 + random.nextInt(16); i > 0; i--) {
                    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                }
            }
            case 1 -> bytes[at] = (byte) random.nextInt();
            case 2 -> buffer.putInt(at, EXTREMES[random.nextInt(EXTREMES.length)]);
            case 3 -> buffer.putShort(at, (short) EXTREMES[random.nextInt(EXTREMES.length)]);
            case 4 -> bytes[at] = (byte) EXTREMES[random.nextInt(EXTREMES.length)];
            case 5 -> {
                return cut(bytes, at, bytes.length);
            }
            case 6 -> {
                return cut(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(64)));
            }
            default -> {
                int length = Math.min(bytes.length - at, 1 + random.nextInt(64));
                return twice(bytes, at, length);
            }
        }
        return bytes;
    }

    /** Without what stands between. */
    private static byte[] cut(byte[] bytes, int from, int to) {
        byte[] rest = new byte[bytes.length - (to - from)];
        System.arraycopy(bytes, 0, rest, 0, from);
        System.arraycopy(bytes, to, rest, from, bytes.length - to);
        return rest;
    }

    private static byte[] twice(byte[] bytes, int from, int length) {
        byte[] more = new byte[bytes.length + length];
        System.arraycopy(bytes, 0, more, 0, from + length);
        System.arraycopy(bytes, from, more, from + length, bytes.length - from);
        return more;
    }
}
