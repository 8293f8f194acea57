package dev.handshake.capture.file;

/** Where a packet lies in a capture file. One object serves a whole pass. */
final class Frame {
    /** Where its record or block begins: by this it is found again. */
    long start;

    /** Where its first byte lies. */
    long data;

    /** How many of its bytes there are. */
    int captured;

    /** How many bytes it had on the wire. */
    long original;

    /** When it was seen, in nanoseconds since 1970; 0 where the file does not tell. */
    long epochNanos;

    /** A LINKTYPE_ number. */
    int linkType;

    /** Where its options lie (pcapng), and how many bytes they may have. */
    long options;

    int optionsLength;

    /** Of the numbers in its options. */
    boolean little;
}
