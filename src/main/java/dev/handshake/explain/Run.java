package dev.handshake.explain;

/** A piece of a paragraph. Its text is plain: whoever draws it escapes it. */
public sealed interface Run {
    String text();

    record Plain(String text) implements Run {}

    record Strong(String text) implements Run {}

    /** Names and bytes. */
    record Code(String text) implements Run {}

    /**
     * A value of the session.
     *
     * @param place where it was found: {@code ./random}, {@code server_hello/cipher_suite}, {@code
     *     negotiated.group}
     */
    record Quoted(String place, String text) implements Run {}

    /**
     * A technical word.
     *
     * @param key of the term in the glossary
     * @param strong whether it is the one that the paragraph is about
     */
    record Term(String key, String text, boolean strong) implements Run {}
}
