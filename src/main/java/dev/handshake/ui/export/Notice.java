package dev.handshake.ui.export;

import dev.handshake.bytes.Phrase;
import java.nio.file.Path;

/** What came of an export. */
public sealed interface Notice {
    /** It is in this file. */
    record Saved(Path file) implements Notice {}

    /** The picture is on the clipboard. */
    record Copied() implements Notice {}

    /** It could not be done, why, and what to do. */
    record Refused(Phrase reason) implements Notice {}
}
