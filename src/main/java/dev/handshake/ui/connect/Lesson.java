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
    /**
     * A letter a message, in upper case from the client: TCP, plain, handshake, application, x for
     * what stopped it or must not be trusted, u for what cannot be read.
     */
    private static final Map<String, String> SHAPES =
            Map.ofEntries(
                    Map.entry("tls12", "TtTPpppppPPAppaAaaA"),
                    Map.entry("tls12-rsa", "TtTPppppPPAppaAaaA"),
                    Map.entry("tls12-dhe", "TtTPpppppPPAppaAaaA"),
                    Map.entry("tls12-ecdsa", "TtTPppppPPAppaAaaA"),
                    Map.entry("tls13", "TtTPpphhhhPHAaaaaA"),
                    Map.entry("tls13-x25519", "TtTPpphhhhPHAaaaaA"),
                    Map.entry("tls13-hrr", "TtTPppPPphhhhHAaaaaA"),
                    Map.entry("tls10", "TtTPpppX"),
                    Map.entry("expired", "TtTPpxppPPAppaAaaA"),
                    Map.entry("not-yet-valid", "TtTPpxppPPAppaAaaA"),
                    Map.entry("wrong-host", "TtTPpxppPPAppaAaaA"),
                    Map.entry("self-signed", "TtTPpxppPPAppaAaaA"),
                    Map.entry("untrusted-root", "TtTPpxppPPAppaAaaA"),
                    Map.entry("missing-intermediate", "TtTPpxppPPAppaAaaA"),
                    Map.entry("wrong-order", "TtTPppppPPAppaAaaA"),
                    Map.entry("revoked", "TtTPpppppPPAppaAaaA"),
                    Map.entry("stale-staple", "TtTPpppppPPAppaAaaA"),
                    Map.entry("bad-staple-signature", "TtTPpppppPPAppaAaaA"),
                    Map.entry("weak-key", "TtTPppppPPAppaAaaA"),
                    Map.entry("sha1", "TtTPppppPPAppaAaaA"),
                    Map.entry("name-constraints", "TtTPpxppPPAppaAaaA"),
                    Map.entry("no-common-version", "TtTPx"),
                    Map.entry("no-common-cipher", "TtTPx"),
                    Map.entry("no-common-group", "TtTPx"),
                    Map.entry("downgrade", "TtTPpppppX"),
                    Map.entry("forged-signature", "TtTPpphhhhPX"),
                    Map.entry("tampered", "TtTPppuhhhPX"),
                    Map.entry("wrong-finished", "TtTPpphhhhPX"),
                    Map.entry("client-cert-required", "TtTPpphhhhhPHHAx"),
                    Map.entry("alert-unrecognized-name", "TtTPx"),
                    Map.entry("reset-mid-handshake", "TtTPpppppPPA"),
                    Map.entry("stall", "TtTPp"),
                    Map.entry("not-tls", "TtTPpX"));

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
