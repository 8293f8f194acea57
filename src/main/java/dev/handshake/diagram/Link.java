package dev.handshake.diagram;

import dev.handshake.verify.Verdict;

/** Where a click leads. */
public sealed interface Link {
    /** Select a message. */
    record ToMessage(int number) implements Link {}

    /**
     * Select a message that was not sent.
     *
     * @param index among the session's messages
     */
    record ToAbsent(int index) implements Link {}

    /**
     * Select a field of a message and light its bytes.
     *
     * @param offset of the field's first byte, from the start of the message
     * @param length bytes of the field
     */
    record ToField(int number, int offset, int length) implements Link {}

    /** Select a verdict and light the bytes that it rests on. */
    record ToVerdict(Verdict.Check check) implements Link {}

    /** Open or close a message's field panel. */
    record Open(int number) implements Link {}

    /** Fold or unfold a flight, by the number of its first message. */
    record Fold(int firstMessage) implements Link {}
}
