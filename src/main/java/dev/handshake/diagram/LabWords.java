package dev.handshake.diagram;

import dev.handshake.explain.Words;
import dev.handshake.session.Session;
import java.util.Optional;

/** What is known only from a lab's recipe, and said to be. */
public final class LabWords {
    private LabWords() {}

    /** {@code Known from the lab, not from the wire: this server takes only …}, where there is. */
    public static Optional<String> told(Session session, Words words) {
        String scenario = session.origin().scenario();
        // A file may name a scenario that there is not.
        String key = "lab." + scenario + ".told";
        return scenario != null && words.has(key)
                ? Optional.of(words.text("lab.told", words.text(key)))
                : Optional.empty();
    }
}
