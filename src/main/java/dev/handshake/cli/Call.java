package dev.handshake.cli;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.Phrase;
import dev.handshake.capture.BadInput;
import dev.handshake.capture.Target;
import dev.handshake.capture.TrustFile;
import dev.handshake.capture.lab.Scenario;
import dev.handshake.capture.lab.ServedSource;
import dev.handshake.capture.live.ClientIdentity;
import dev.handshake.capture.live.ClientOptions;
import dev.handshake.capture.live.Offer;
import dev.handshake.capture.live.Offers;
import dev.handshake.capture.live.Versions;
import dev.handshake.diagram.Palette;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a call asks for, once its words make sense.
 *
 * @param door where the bytes come from; null for the window before anything is chosen
 * @param scale null where the call does not say
 * @param outputs what is to be written; none opens the window
 * @param secrets whether the secrets go into the outputs that can hold them
 */
record Call(
        @Nullable Door door,
        List<OutputFile> outputs,
        Optional<Palette> palette,
        @Nullable Double scale,
        boolean secrets,
        boolean list) {
    /** A host with everything that is to be offered to it, or a scenario of the lab. */
    sealed interface Door {
        record Host(ClientOptions options) implements Door {}

        /**
         * A scenario of the lab.
         *
         * @param session which of its connections is shown; 0 where the call does not say
         */
        record Lab(Scenario scenario, ClientOptions options, int session) implements Door {}

        /**
         * A scenario's server for other clients.
         *
         * @param port 0 for any that is free
         * @param source the server, once it runs
         */
        record Serve(Scenario scenario, int port, @Nullable ServedSource source) implements Door {}

        /**
         * A capture.
         *
         * @param keyFiles key logs and private keys
         * @param passwordFile whose first line opens a private key; null where none is given
         * @param trustAnchors DER certificates that are trusted in place of all others
         * @param session the number of a connection in the list; 0 where the call does not say
         */
        record File(
                Path path,
                List<Path> keyFiles,
                @Nullable Path passwordFile,
                List<Bytes> trustAnchors,
                int session)
                implements Door {}
    }

    private static final int LAST_PORT = 65_535;
    private static final double SMALLEST = 0.5;
    private static final double LARGEST = 4;

    Call {
        outputs = List.copyOf(outputs);
    }

    /** The same, with a server that runs. */
    Call serving(Door.Serve door, ServedSource source) {
        return new Call(
                new Door.Serve(door.scenario(), door.port(), source),
                outputs,
                palette,
                scale,
                secrets,
                list);
    }

    static Call of(Arguments arguments) throws Refusal {
        try {
            List<OutputFile> outputs = new ArrayList<>();
            for (String export : arguments.exports) {
                OutputFile output = OutputFile.of(export);
                output.check(arguments.force);
                if (outputs.contains(output)) {
                    throw new Refusal(ExitStatus.USAGE, "cli.twice", export);
                }
                if (output.kind() == OutputFile.Kind.KEYS && arguments.noSecrets) {
                    throw new Refusal(ExitStatus.USAGE, "cli.only-secrets", export);
                }
                outputs.add(output);
            }
            return new Call(
                    door(arguments),
                    outputs,
                    palette(arguments.theme),
                    scale(arguments.scale),
                    !arguments.noSecrets,
                    arguments.list);
        } catch (BadInput e) {
            throw new Refusal(ExitStatus.USAGE, e.phrase());
        }
    }

    private static @Nullable Door door(Arguments arguments) throws Refusal, BadInput {
        List<String> words = arguments.words;
        if (!words.isEmpty() && words.getFirst().equals("open")) {
            return file(arguments);
        }
        boolean lab = !words.isEmpty() && words.getFirst().equals("lab");
        if (!arguments.keylogs.isEmpty()) {
            throw new Refusal(ExitStatus.USAGE, "cli.only-with-open");
        }
        if (arguments.session != null && !lab) {
            throw new Refusal(ExitStatus.USAGE, "cli.session-of-what");
        }
        if (arguments.passwordFile != null && arguments.clientCert == null) {
            throw new Refusal(ExitStatus.USAGE, "cli.password-of-what");
        }
        if (arguments.serve != null && !lab) {
            throw new Refusal(ExitStatus.USAGE, "cli.serve-what");
        }
        if (arguments.list && !lab) {
            throw new Refusal(ExitStatus.USAGE, "cli.list-alone");
        }
        if (words.size() > (lab ? 2 : 1)) {
            throw new Refusal(ExitStatus.USAGE, "cli.too-many-words", words.getLast());
        }
        if (lab) {
            if (arguments.connectTo != null) {
                throw new Refusal(ExitStatus.USAGE, "cli.connect-to-lab");
            }
            Scenario scenario =
                    words.size() == 2 ? Scenario.named(words.get(1)) : Scenario.lesson();
            if (arguments.serve != null) {
                return serve(scenario, arguments.serve, arguments);
            }
            if (scenario.recorded().isPresent() && changesTheOffer(arguments)) {
                throw new Refusal(ExitStatus.USAGE, "cli.offer-with-recorded", scenario.name());
            }
            return new Door.Lab(
                    scenario,
                    options(scenario.options(), arguments),
                    arguments.session == null ? 0 : session(arguments.session));
        }
        if (words.isEmpty()) {
            return null;
        }
        return new Door.Host(options(ClientOptions.to(Target.parse(words.getFirst())), arguments));
    }

    private static Door.File file(Arguments arguments) throws Refusal {
        List<String> words = arguments.words;
        if (words.size() < 2) {
            throw new Refusal(ExitStatus.USAGE, "cli.open-what");
        }
        if (words.size() > 2) {
            throw new Refusal(ExitStatus.USAGE, "cli.too-many-files", words.getLast());
        }
        if (arguments.serve != null) {
            throw new Refusal(ExitStatus.USAGE, "cli.serve-what");
        }
        if (changesTheOffer(arguments)) {
            throw new Refusal(ExitStatus.USAGE, "cli.offer-with-open");
        }
        List<Path> keyFiles = new ArrayList<>();
        for (String keylog : arguments.keylogs) {
            keyFiles.add(path(keylog));
        }
        return new Door.File(
                path(words.get(1)),
                keyFiles,
                arguments.passwordFile == null ? null : path(arguments.passwordFile),
                trustAnchors(arguments.trusted),
                arguments.session == null ? 0 : session(arguments.session));
    }

    private static Door.Serve serve(Scenario scenario, String port, Arguments arguments)
            throws Refusal {
        if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) > LAST_PORT) {
            throw new Refusal(ExitStatus.USAGE, "cli.serve-port", port);
        }
        if (scenario.recorded().isPresent()) {
            throw new Refusal(ExitStatus.USAGE, "cli.serve-recorded", scenario.name());
        }
        if (arguments.list
                || arguments.session != null
                || !arguments.trusted.isEmpty()
                || changesTheOffer(arguments)) {
            throw new Refusal(ExitStatus.USAGE, "cli.serve-alone");
        }
        return new Door.Serve(scenario, Integer.parseInt(port), null);
    }

    /** Whether it says what this program's client is to do. */
    private static boolean changesTheOffer(Arguments arguments) {
        return Stream.of(
                        arguments.tls,
                        arguments.ciphers,
                        arguments.groups,
                        arguments.alpn,
                        arguments.sni,
                        arguments.connectTo,
                        arguments.clientCert,
                        arguments.connectTimeout,
                        arguments.timeout)
                .anyMatch(Objects::nonNull);
    }

    private static int session(String typed) throws Refusal {
        if (!typed.matches("[1-9][0-9]{0,8}")) {
            throw new Refusal(ExitStatus.USAGE, "cli.session", typed);
        }
        return Integer.parseInt(typed);
    }

    private static Path path(String typed) throws Refusal {
        try {
            return Path.of(typed);
        } catch (InvalidPathException e) {
            throw new Refusal(ExitStatus.USAGE, "cli.not-a-path", typed);
        }
    }

    /** The options with what the call changes of them. */
    private static ClientOptions options(ClientOptions defaults, Arguments arguments)
            throws Refusal, BadInput {
        ClientOptions options = defaults;
        Offer offer = defaults.offer();
        if (arguments.tls != null) {
            offer = offer.withVersions(Versions.parse(arguments.tls));
        }
        if (arguments.ciphers != null) {
            offer = offer.withSuites(Offers.suites(arguments.ciphers));
        }
        if (arguments.groups != null) {
            offer = offer.withGroups(Offers.groups(arguments.groups));
        }
        if (arguments.alpn != null) {
            offer = offer.withAlpn(Offers.alpn(arguments.alpn));
        }
        if (arguments.sni != null) {
            offer = offer.withServerName(Offers.serverName(arguments.sni));
        }
        if (arguments.connectTo != null) {
            options = options.withConnectTo(Target.parse(arguments.connectTo));
        }
        Duration connect = options.connectTimeout();
        Duration handshake = options.handshakeTimeout();
        if (arguments.connectTimeout != null) {
            connect = Offers.seconds(arguments.connectTimeout);
        }
        if (arguments.timeout != null) {
            handshake = Offers.seconds(arguments.timeout);
        }
        if (arguments.clientCert != null) {
            options = options.withIdentity(identity(arguments.clientCert, arguments.passwordFile));
        }
        if (!arguments.trusted.isEmpty()) {
            options = options.withTrustAnchors(trustAnchors(arguments.trusted));
        }
        return options.withOffer(offer).withTimeouts(connect, handshake).checked();
    }

    private static ClientIdentity identity(String file, @Nullable String passwordFile)
            throws Refusal {
        Optional<char[]> password =
                passwordFile == null
                        ? Optional.empty()
                        : Optional.of(PasswordFile.read(path(passwordFile)));
        try {
            return ClientIdentity.read(path(file), password);
        } catch (BadInput e) {
            throw new Refusal(ExitStatus.FILE, e.phrase());
        }
    }

    private static List<Bytes> trustAnchors(List<String> files) throws Refusal {
        List<Bytes> anchors = new ArrayList<>();
        for (String file : files) {
            try {
                anchors.addAll(TrustFile.read(path(file)));
            } catch (BadInput e) {
                throw new Refusal(ExitStatus.FILE, e.phrase());
            }
        }
        return anchors;
    }

    private static @Nullable Double scale(@Nullable String typed) throws Refusal {
        if (typed == null) {
            return null;
        }
        double scale = number(typed);
        if (!(scale >= SMALLEST && scale <= LARGEST)) {
            throw new Refusal(ExitStatus.USAGE, "cli.scale", typed, SMALLEST, LARGEST);
        }
        return scale;
    }

    /** NaN where it is no number, which is in no range. */
    private static double number(String typed) {
        return typed.matches("[0-9]{1,6}(\\.[0-9]{1,6})?") ? Double.parseDouble(typed) : Double.NaN;
    }

    private static Optional<Palette> palette(@Nullable String typed) throws Refusal {
        if (typed == null) {
            return Optional.empty();
        }
        for (Palette palette : Palette.THEMES) {
            if (palette.code().equals(typed)) {
                return Optional.of(palette);
            }
        }
        throw new Refusal(ExitStatus.USAGE, Phrase.of("cli.theme", typed));
    }
}
