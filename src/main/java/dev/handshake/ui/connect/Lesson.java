package dev.handshake.ui.connect;

import dev.handshake.capture.Sender;
import dev.handshake.ui.model.Role;
import java.util.List;

/**
 * One of the lab's scenarios, as it is offered before it has run.
 *
 * @param name as on the command line
 * @param shape what its messages will look like, from the first to the last
 */
public record Lesson(String name, List<Stroke> shape) {
    public Lesson {
        shape = List.copyOf(shape);
    }

    /** One message: its direction and its role. */
    public record Stroke(Sender from, Role role) {}

    /** What it is called, as a key of the words. */
    public String titleKey() {
        return "lab." + name + ".title";
    }

    /** What happens in it, as a key of the words. */
    public String summaryKey() {
        return "lab." + name + ".summary";
    }
}
