package dev.handshake.ui.connect;

import dev.handshake.capture.Sender;
import dev.handshake.capture.lab.Scenario;
import dev.handshake.ui.model.Role;
import java.util.List;
import java.util.Map;

/**
 * One of the lab's scenarios, as it is offered before it has run.
 *
 * @param shape what its messages look like from afar, from the first to the last; a test runs every
 *     scenario and compares
 */
public record Lesson(Scenario scenario, List<Stroke> shape) {
    /** A letter a message, in upper case from the client: TCP, plain, handshake, application. */
    private static final Map<String, String> SHAPES =
            Map.of(
                    "tls12", "TtTPpppppPPAppaAaaA",
                    "tls13", "TtTPpphhhhPHAaaaaA");

    public Lesson {
        shape = List.copyOf(shape);
    }

    /** One message: its direction and its role. */
    public record Stroke(Sender from, Role role) {}

    /** All that the lab has to offer. */
    public static List<Lesson> all() {
        return Scenario.all().stream()
                .map(scenario ->
                        new Lesson(
                                scenario,
                                SHAPES.getOrDefault(scenario.name(), "")
                                        .chars()
                                        .mapToObj(Lesson::stroke)
                                        .toList()))
                .toList();
    }

    /** What it is called, as a key of the words. */
    public String titleKey() {
        return "lab." + scenario.name() + ".title";
    }

    /** What happens in it, as a key of the words. */
    public String summaryKey() {
        return "lab." + scenario.name() + ".summary";
    }

    private static Stroke stroke(int letter) {
        Role role =
                switch (Character.toLowerCase(letter)) {
                    case 't' -> Role.TCP;
                    case 'p' -> Role.PLAIN;
                    case 'e' -> Role.EARLY;
                    case 'h' -> Role.HANDSHAKE;
                    case 'a' -> Role.APPLICATION;
                    case 'x' -> Role.ALERT;
                    default -> Role.UNKNOWN;
                };
        return new Stroke(Character.isUpperCase(letter) ? Sender.CLIENT : Sender.SERVER, role);
    }
}
