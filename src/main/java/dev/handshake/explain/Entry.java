package dev.handshake.explain;

import java.util.List;

/**
 * What is written about one thing in one language.
 *
 * @param key by which it is found among those of its topic
 * @param sources where it is defined; empty where nothing defines it
 * @param at of a misconception: the messages where it arises, {@code type} or {@code type/field}
 * @param given of a misconception: the conditions under which this handshake shows it
 * @param name of a term: what it is called; else empty
 * @param also of a term: its other forms in texts
 * @param see of a term: the keys of its neighbours
 */
record Entry(
        Topic topic,
        String key,
        List<Citation> sources,
        List<Part> parts,
        List<String> at,
        List<String> given,
        String name,
        List<String> also,
        List<String> see) {
    Entry {
        sources = List.copyOf(sources);
        parts = List.copyOf(parts);
        at = List.copyOf(at);
        given = List.copyOf(given);
        also = List.copyOf(also);
        see = List.copyOf(see);
    }
}
