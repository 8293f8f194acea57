package dev.handshake.record;

import dev.handshake.bytes.Bytes;

/** RC4, whose place in its key stream can be kept and gone back to; Java's own cannot. */
final class Rc4 {
    private static final int SIZE = 256;

    private final byte[] state;
    private int i;
    private int j;

    Rc4(Bytes key) {
        state = new byte[SIZE];
        for (int k = 0; k < SIZE; k++) {
            state[k] = (byte) k;
        }
        for (int k = 0, other = 0; k < SIZE; k++) {
            other = (other + state[k] + key.at(k % key.length())) & 0xff;
            swap(k, other);
        }
    }

    private Rc4(Rc4 original) {
        state = original.state.clone();
        i = original.i;
        j = original.j;
    }

    Rc4 copy() {
        return new Rc4(this);
    }

    /** Encrypts or decrypts in place, and goes on. */
    void apply(byte[] bytes) {
        for (int k = 0; k < bytes.length; k++) {
            i = (i + 1) & 0xff;
            j = (j + state[i]) & 0xff;
            swap(i, j);
            bytes[k] ^= state[(state[i] + state[j]) & 0xff];
        }
    }

    private void swap(int one, int other) {
        byte kept = state[one];
        state[one] = state[other];
        state[other] = kept;
    }
}
