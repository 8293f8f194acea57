package dev.handshake.capture.lab;

import dev.handshake.capture.BadInput;
import dev.handshake.capture.Nearest;
import dev.handshake.capture.Target;
import dev.handshake.capture.live.ClientOptions;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One way a handshake can go, shown by a real server: here and now, or when it was recorded. Its
 * words are {@code lab.<name>.title} and {@code lab.<name>.summary}; {@code lab.<name>.told}, where
 * there is one, says what only its recipe knows.
 */
public final class Scenario {
    /** Its words are {@code lab.group.<word>}. */
    public enum Group {
        /** How it goes. */
        GOES,
        /** Recorded with other programs. */
        RECORDED,
        /** How it fails. */
        FAILS;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * How a scenario was recorded.
     *
     * @param program which did what is shown, with its version
     */
    public record Recorded(String program, LocalDate date) {}

    private final String name;
    private final Group group;
    private final Way way;

    Scenario(String name, Group group, Way way) {
        this.name = name;
        this.group = group;
        this.way = way;
    }

    /** All there are, in the order in which they are shown; the first is the lesson. */
    public static List<Scenario> all() {
        return Repertoire.ALL;
    }

    /** The lesson. */
    public static Scenario lesson() {
        return Repertoire.ALL.getFirst();
    }

    /**
     * The one with the name.
     *
     * @throws BadInput if there is none, with the nearest that there is
     */
    public static Scenario named(String typed) throws BadInput {
        String wanted = typed.strip().toLowerCase(Locale.ROOT);
        for (Scenario scenario : Repertoire.ALL) {
            if (scenario.name.equals(wanted)) {
                return scenario;
            }
        }
        Optional<String> nearest = Nearest.to(wanted, Repertoire.ALL.stream().map(Scenario::name));
        throw nearest.isPresent()
                ? new BadInput("lab.unknown.nearest", typed, nearest.get())
                : new BadInput("lab.unknown", typed);
    }

    public String name() {
        return name;
    }

    public Group group() {
        return group;
    }

    /** With what it was recorded; empty if it happens here and now. */
    public Optional<Recorded> recorded() {
        return switch (way) {
            case Way.Served _ -> Optional.empty();
            case Way.Recorded(var how) -> Optional.of(how);
        };
    }

    /** What the client offers to it unless told otherwise; a recorded one hears nothing of it. */
    public ClientOptions options() {
        ClientOptions usual =
                ClientOptions.to(new Target(Lab.NAMES.getFirst(), Target.DEFAULT_PORT));
        return switch (way) {
            case Way.Served served -> served.offer().apply(usual);
            case Way.Recorded _ -> usual;
        };
    }

    Way way() {
        return way;
    }

    @Override
    public String toString() {
        return name;
    }
}
