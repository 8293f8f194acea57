package dev.handshake.verify;

import java.util.List;

/**
 * A place on which a finding rests, named by what it is and the keys of its fields. A check judges
 * certificates; which bytes of which message brought them, the session knows.
 *
 * @param index which certificate of the chain as sent, from 0; 0 in other parts
 * @param path field keys, each somewhere below the one before; {@code #2} is the third element of a
 *     list. Empty for all of the part
 */
public record Ground(Part part, int index, List<String> path) {
    public Ground {
        path = List.copyOf(path);
    }

    /** Where it stands. */
    public enum Part {
        CLIENT_HELLO,
        CERTIFICATE,
        /** The stapled OCSP response. */
        STAPLE
    }

    static Ground clientHello(String... path) {
        return new Ground(Part.CLIENT_HELLO, 0, List.of(path));
    }

    static Ground certificate(int index, String... path) {
        return new Ground(Part.CERTIFICATE, index, List.of(path));
    }

    static Ground staple(String... path) {
        return new Ground(Part.STAPLE, 0, List.of(path));
    }
}
