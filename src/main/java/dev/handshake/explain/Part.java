package dev.handshake.explain;

import java.util.List;

/**
 * A paragraph of an {@link Entry}, as it is written: with places to be filled.
 *
 * @param conditions under which it is shown; all must hold
 * @param text Markdown: paragraphs' text, {@code **bold**}, {@code `code`}, and lines that begin
 *     with {@code - } for a list
 */
record Part(Purpose purpose, List<String> conditions, String text) {
    Part {
        conditions = List.copyOf(conditions);
    }
}
