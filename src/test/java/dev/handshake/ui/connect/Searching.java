package dev.handshake.ui.connect;

import dev.handshake.explain.Language;
import dev.handshake.explain.Words;
import dev.handshake.session.Listed;
import java.util.Comparator;
import java.util.List;

/** What typing finds in the list of a capture's connections, for tests that open no window. */
public final class Searching {
    private Searching() {}

    public static List<Listed> find(List<Listed> all, String typed) {
        Sieve sieve = new Sieve();
        sieve.add(all);
        Sieve.Wish wish =
                new Sieve.Wish(
                        typed,
                        Words.of(Language.ENGLISH),
                        Comparator.comparingInt(ConnectionRow::order));
        return sieve.sift(wish).rows().stream().map(ConnectionRow::listed).toList();
    }
}
