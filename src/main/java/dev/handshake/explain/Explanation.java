package dev.handshake.explain;

import java.util.List;

/**
 * What is said about one thing in one session.
 *
 * @param sources where it is defined
 */
public record Explanation(
        Topic topic, String key, List<Citation> sources, List<Paragraph> paragraphs) {
    public Explanation {
        sources = List.copyOf(sources);
        paragraphs = List.copyOf(paragraphs);
    }
}
