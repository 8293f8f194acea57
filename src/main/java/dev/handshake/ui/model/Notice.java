package dev.handshake.ui.model;

import dev.handshake.bytes.Phrase;
import java.nio.file.Path;

/** What came of something that the user asked for. */
public sealed interface Notice {
    /**
     * It is in this file.
     *
     * @param secrets whether whoever has the file can read the connection
     */
    record Saved(Path file, boolean secrets) implements Notice {}

    /** The picture is on the clipboard. */
    record Copied() implements Notice {}

    /** It is done, or could not change anything: a sentence. */
    record Said(Phrase sentence) implements Notice {}

    /** It is being done, and takes its time: a sentence. */
    record Working(Phrase sentence) implements Notice {}

    /** It could not be done, why, and what to do. */
    record Refused(Phrase reason) implements Notice {}
}
