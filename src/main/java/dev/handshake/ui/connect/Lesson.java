package dev.handshake.ui.connect;

import dev.handshake.capture.Sender;
import dev.handshake.capture.lab.Scenario;
import dev.handshake.explain.Language;
import dev.handshake.explain.Words;
import dev.handshake.ui.model.Role;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One of the lab's scenarios, as it is offered before it has run.
 *
 * @param shape what its messages look like from afar, from the first to the last; a test runs every
 *     scenario and compares
 * @param stops whether the handshake ends before its end, which the test compares, too
 */
public record Lesson(Scenario scenario, List<Stroke> shape, boolean stops) {
    /** Those that are offered before all of them are asked for: two ways to go, two to fail. */
    private static final List<String> INVITING =
            List.of(
                    "tls12",
                    "tls13",
                    "tls13-hrr",
                    "tls13-resumption",
                    "expired",
                    "no-common-cipher",
                    "forged-signature",
                    "stall");

    private static final char STOP = '|';

    /**
     * A letter a message, in upper case from the client: TCP, plain, handshake, application, early
     * data, x for what stopped it or must not be trusted, u for what cannot be read; a bar where it
     * stops before its end.
     */
    private static final Map<String, String> SHAPES =
            Map.ofEntries(
                    Map.entry("tls12", "TtTPpppppPPAppaAaaA"),
                    Map.entry("tls12-rsa", "TtTPppppPPAppaAaaA"),
                    Map.entry("tls12-dhe", "TtTPpppppPPAppaAaaA"),
                    Map.entry("tls12-ecdsa", "TtTPppppPPAppaAaaA"),
                    Map.entry("tls12-session-id", "TtTPpppppPPApaAaaATtTPppaPAAaaA"),
                    Map.entry("tls12-ticket", "TtTPpppppPPAppaAaaATtTPppaPAAaaA"),
                    Map.entry("tls12-client-auth", "TtTPppppppPPPPAppaAaaA"),
                    Map.entry("tls13", "TtTPpphhhhPHAaaaaA"),
                    Map.entry("tls13-x25519", "TtTPpphhhhPHAaaaaA"),
                    Map.entry("tls13-hrr", "TtTPppPPphhhhHAaaaaA"),
                    Map.entry("tls13-resumption", "TtTPpphhhhPHAaaaaATtTPpphhPHAaaaaA"),
                    Map.entry("tls13-client-auth", "TtTPpphhhhhPHHHAaaaaA"),
                    Map.entry("tls10", "TtTPpppX|"),
                    Map.entry("tls13-0rtt", "TtTPpphhhhPHaaAaAatTTtTPPEpphhEHaaATat"),
                    Map.entry("tls13-0rtt-rejected", "TtTPpphhhhPHaaAaATatTtTPPEpphhHaAaAatT"),
                    Map.entry("tls13-key-update", "TtTPpphhhhPHaaAaAAaaATat"),
                    Map.entry("tls12-renegotiation", "TtTPppppPPAppaAaAaaaaaAAAAAaaaAatT"),
                    Map.entry("tls13-compressed-certificate", "TtTPpphhhhPHAaaaaAtT"),
                    Map.entry("expired", "TtTPpxppPPAppaAaaA"),
                    Map.entry("not-yet-valid", "TtTPpxppPPAppaAaaA"),
                    Map.entry("wrong-host", "TtTPpxppPPAppaAaaA"),
                    Map.entry("self-signed", "TtTPpxppPPAppaAaaA"),
                    Map.entry("untrusted-root", "TtTPpxppPPAppaAaaA"),
                    Map.entry("missing-intermediate", "TtTPpxppPPAppaAaaA"),
                    Map.entry("wrong-order", "TtTPppppPPAppaAaaA"),
                    Map.entry("revoked", "TtTPpxpppPPAppaAaaA"),
                    Map.entry("stale-staple", "TtTPpppppPPAppaAaaA"),
                    Map.entry("bad-staple-signature", "TtTPpppppPPAppaAaaA"),
                    Map.entry("weak-key", "TtTPpxppPPAppaAaaA"),
                    Map.entry("sha1", "TtTPpxppPPAppaAaaA"),
                    Map.entry("name-constraints", "TtTPpxppPPAppaAaaA"),
                    Map.entry("no-common-version", "TtTPx|"),
                    Map.entry("no-common-cipher", "TtTPx|"),
                    Map.entry("no-common-group", "TtTPx|"),
                    Map.entry("downgrade", "TtTPpppppX|"),
                    Map.entry("forged-signature", "TtTPpphhhhPX|"),
                    Map.entry("tampered", "TtTPppuhhhPX|"),
                    Map.entry("wrong-finished", "TtTPpphhhhPX|"),
                    Map.entry("client-cert-required", "TtTPpphhhhhPHHAx|"),
                    Map.entry("alert-unrecognized-name", "TtTPx|"),
                    Map.entry("reset-mid-handshake", "TtTPpppppPPA|"),
                    Map.entry("stall", "TtTPp|"),
                    Map.entry("not-tls", "TtTPpX|"));

    public Lesson {
        shape = List.copyOf(shape);
    }

    /** One message: its direction and its role. */
    public record Stroke(Sender from, Role role) {}

    /** All that the lab has to offer. */
    public static List<Lesson> all() {
        return Scenario.all().stream().map(Lesson::of).toList();
    }

    /** Those that make curious: where there is no room for all. */
    public static List<Lesson> inviting() {
        return all().stream()
                .filter(lesson -> INVITING.contains(lesson.scenario().name()))
                .sorted(
                        Comparator.comparingInt(
                                lesson -> INVITING.indexOf(lesson.scenario().name())))
                .toList();
    }

    private static Lesson of(Scenario scenario) {
        String shape = SHAPES.getOrDefault(scenario.name(), "");
        return new Lesson(
                scenario,
                shape.chars().filter(letter -> letter != STOP).mapToObj(Lesson::stroke).toList(),
                shape.indexOf(STOP) >= 0);
    }

    /** What it is called, as a key of the words. */
    public String titleKey() {
        return "lab." + scenario.name() + ".title";
    }

    /** What happens in it, as a key of the words. */
    public String summaryKey() {
        return "lab." + scenario.name() + ".summary";
    }

    /** What only its recipe knows, as a key of the words; not every scenario has it. */
    public String toldKey() {
        return "lab." + scenario.name() + ".told";
    }

    /** Whether every word that was typed stands in its name or in its words of any language. */
    public boolean matches(String typed) {
        String said =
                Stream.concat(
                                Stream.of(scenario.name()),
                                Stream.of(Language.values()).map(this::words))
                        .collect(Collectors.joining("\n"))
                        .toLowerCase(Locale.ROOT);
        return typed.strip().isEmpty()
                || Stream.of(typed.strip().toLowerCase(Locale.ROOT).split("\\s+"))
                        .allMatch(said::contains);
    }

    private String words(Language language) {
        Words words = Words.of(language);
        return words.text(titleKey())
                + "\n"
                + words.text(summaryKey())
                + "\n"
                + words.text("lab.group." + scenario.group().word());
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
