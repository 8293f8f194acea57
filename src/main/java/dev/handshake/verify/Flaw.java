package dev.handshake.verify;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Why a path does not hold.
 *
 * @param word {@code verdict.chain.<word>}
 * @param culprit the certificate that it is about
 * @param args what its sentence wants besides the culprit's name
 * @param place keys of the field of the culprit that says it; empty for all of it
 */
record Flaw(String word, X509Certificate culprit, List<Object> args, List<String> place) {
    static Flaw of(String word, X509Certificate culprit, String... place) {
        return new Flaw(word, culprit, List.of(), List.of(place));
    }

    Flaw saying(Object... more) {
        return new Flaw(word, culprit, List.of(more), place);
    }
}
