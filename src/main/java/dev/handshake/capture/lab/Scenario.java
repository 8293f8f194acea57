package dev.handshake.capture.lab;

import dev.handshake.capture.BadInput;
import dev.handshake.capture.Nearest;
import dev.handshake.capture.Target;
import dev.handshake.capture.live.ClientOptions;
import dev.handshake.registry.CipherSuite;
import dev.handshake.registry.NamedGroup;
import dev.handshake.registry.ProtocolVersion;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * One way a handshake can go, shown by a real server. Its words are {@code lab.<name>.title} and
 * {@code lab.<name>.summary}.
 */
public final class Scenario {
    /** Its words are {@code lab.group.<word>}. */
    public enum Group {
        /** How it goes. */
        GOES,
        /** How it fails. */
        FAILS;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final List<Scenario> ALL =
            List.of(
                    new Scenario(
                            "tls12",
                            Group.GOES,
                            lab ->
                                    new Recipe(
                                            List.of(ProtocolVersion.TLS_1_2),
                                            List.of(
                                                    CipherSuite
                                                            .TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384),
                                            List.of(NamedGroup.X25519),
                                            lab.rsaServer(),
                                            List.of(lab.issuing().certificate()),
                                            lab.vouchFor(lab.rsaServer()))),
                    new Scenario(
                            "tls13",
                            Group.GOES,
                            lab ->
                                    new Recipe(
                                            List.of(ProtocolVersion.TLS_1_3),
                                            List.of(CipherSuite.TLS_AES_256_GCM_SHA384),
                                            List.of(
                                                    NamedGroup.X25519MLKEM768,
                                                    NamedGroup.X25519,
                                                    NamedGroup.SECP256R1),
                                            lab.ecServer(),
                                            List.of(lab.issuing().certificate()),
                                            lab.vouchFor(lab.ecServer()))));

    private final String name;
    private final Group group;
    private final Function<Lab, Recipe> recipe;

    private Scenario(String name, Group group, Function<Lab, Recipe> recipe) {
        this.name = name;
        this.group = group;
        this.recipe = recipe;
    }

    /** All there are, in the order in which they are shown; the first is the lesson. */
    public static List<Scenario> all() {
        return ALL;
    }

    /** The lesson. */
    public static Scenario lesson() {
        return ALL.getFirst();
    }

    /**
     * The one with the name.
     *
     * @throws BadInput if there is none, with the nearest that there is
     */
    public static Scenario named(String typed) throws BadInput {
        String wanted = typed.strip().toLowerCase(Locale.ROOT);
        for (Scenario scenario : ALL) {
            if (scenario.name.equals(wanted)) {
                return scenario;
            }
        }
        Optional<String> nearest = Nearest.to(wanted, ALL.stream().map(Scenario::name));
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

    /** What the client offers to it unless told otherwise. */
    public ClientOptions options() {
        return ClientOptions.to(new Target(Lab.NAMES.getFirst(), Target.DEFAULT_PORT));
    }

    Recipe recipe(Lab lab) {
        return recipe.apply(lab);
    }

    @Override
    public String toString() {
        return name;
    }
}
