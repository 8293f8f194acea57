package dev.handshake.cli;

import dev.handshake.capture.Capture;
import dev.handshake.capture.CaptureSource;
import dev.handshake.capture.lab.LabSource;
import dev.handshake.capture.lab.Scenario;
import dev.handshake.capture.live.LiveSource;
import dev.handshake.diagram.Palette;
import dev.handshake.diagram.View;
import dev.handshake.explain.Explainer;
import dev.handshake.explain.Language;
import dev.handshake.explain.MainSecret;
import dev.handshake.explain.Words;
import dev.handshake.export.AtomicFile;
import dev.handshake.export.JsonExport;
import dev.handshake.export.KeyLogExport;
import dev.handshake.export.MarkdownExport;
import dev.handshake.export.PcapngExport;
import dev.handshake.export.PngExport;
import dev.handshake.session.Outcome;
import dev.handshake.session.Session;
import dev.handshake.session.Sessions;
import dev.handshake.verify.Verdict;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.lang.module.ModuleDescriptor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * One call of the program, from its words to its exit status. Standard output carries what was
 * asked for and nothing else; what there is to say is one line on standard error.
 */
final class Program {
    /** Where the picture goes when a window was asked for and there is no display. */
    static final String WITHOUT_DISPLAY = "handshake.without-display";

    /** A picture is as wide as the diagram of a window of 1280; px at scale 1. */
    private static final double PICTURE_WIDTH = 860;

    private final PrintStream out;
    private final PrintStream err;
    private final Desktop desktop;
    private Words words = Words.of(Language.of(Locale.getDefault()));

    Program(PrintStream out, PrintStream err, Desktop desktop) {
        this.out = out;
        this.err = err;
        this.desktop = desktop;
    }

    int run(String... args) {
        try {
            return execute(args).code();
        } catch (Refusal e) {
            say(words.text(e.phrase()));
            return e.status().code();
        }
    }

    private ExitStatus execute(String... args) throws Refusal {
        Arguments arguments = new Arguments();
        CommandLine line = new CommandLine(arguments);
        try {
            line.parseArgs(args);
        } catch (CommandLine.ParameterException e) {
            // Its own words are English and technical, but they name the culprit.
            throw new Refusal(ExitStatus.USAGE, "cli.usage", String.valueOf(e.getMessage()));
        }
        Optional<Language> language = language(arguments.lang);
        language.ifPresent(chosen -> words = Words.of(chosen));
        if (arguments.help) {
            line.usage(out, CommandLine.Help.Ansi.OFF);
            return ExitStatus.COMPLETED;
        }
        if (arguments.version) {
            out.println(version());
            return ExitStatus.COMPLETED;
        }
        Call call = Call.of(arguments);
        if (call.door() instanceof Call.Door.File file
                && (call.list() || !call.outputs().isEmpty())) {
            return open(call, file, call.outputs(), "cli.wrote");
        }
        if (call.door() instanceof Call.Door.Serve door) {
            return serve(call, door, language);
        }
        if (call.list()) {
            new ScenarioTable(out, words).print();
            return ExitStatus.COMPLETED;
        }
        return call.outputs().isEmpty()
                ? window(call, language)
                : export(call, call.outputs(), "cli.wrote");
    }

    /** The program's name and the version that the build gave its module. */
    private String version() {
        String number =
                Optional.ofNullable(Program.class.getModule().getDescriptor())
                        .flatMap(ModuleDescriptor::rawVersion)
                        .orElse("");
        return (words.text("app.name") + " " + number).strip();
    }

    private static Optional<Language> language(@Nullable String typed) throws Refusal {
        if (typed == null) {
            return Optional.empty();
        }
        Optional<Language> language =
                Arrays.stream(Language.values())
                        .filter(known -> known.code().equals(typed))
                        .findFirst();
        if (language.isEmpty()) {
            throw new Refusal(ExitStatus.USAGE, "cli.language", typed);
        }
        return language;
    }

    private ExitStatus window(Call call, Optional<Language> language) throws Refusal {
        if (desktop.open(call, language)) {
            return ExitStatus.COMPLETED;
        }
        Path picture = Path.of(System.getProperty(WITHOUT_DISPLAY, "handshake.png"));
        OutputFile file = new OutputFile(picture, OutputFile.Kind.PNG);
        file.check(true);
        return call.door() instanceof Call.Door.File door
                ? open(call, door, List.of(file), "cli.without-display")
                : export(call, List.of(file), "cli.without-display");
    }

    private ExitStatus export(Call call, List<OutputFile> outputs, String wrote) throws Refusal {
        List<Session> all = capture(source(call));
        int wanted = call.door() instanceof Call.Door.Lab lab ? lab.session() : 0;
        if (wanted > all.size()) {
            throw new Refusal(ExitStatus.USAGE, "cli.no-such-session", wanted, all.size());
        }
        List<Session> chosen = wanted == 0 ? all : List.of(all.get(wanted - 1));
        write(call, outputs, chosen, chosen::getFirst);
        say(summary(all) + files(outputs, wrote));
        warn(call, outputs, chosen.stream().allMatch(session -> session.secrets().isEmpty()));
        return ExitStatus.worst(all);
    }

    /**
     * Writes the files.
     *
     * @param all what a file that can hold many sessions holds
     * @param one what all others show
     */
    private void write(
            Call call, List<OutputFile> outputs, Iterable<Session> all, Supplier<Session> one)
            throws Refusal {
        for (OutputFile output : outputs) {
            output.write(
                    holdsSecrets(output, call)
                            ? AtomicFile.Readers.OWNER
                            : AtomicFile.Readers.USUAL,
                    content(output.kind(), call, all, one),
                    out);
        }
    }

    /** Whoever has a file with secrets can read the connection: that is said. */
    private void warn(Call call, List<OutputFile> outputs, boolean nothingKnown) {
        List<OutputFile> secret =
                outputs.stream().filter(output -> holdsSecrets(output, call)).toList();
        if (!nothingKnown && !secret.isEmpty()) {
            say(words.text("cli.secrets", names(secret)));
        }
    }

    private static boolean holdsSecrets(OutputFile output, Call call) {
        return switch (output.kind()) {
            case PNG, JSON, MD -> false;
            case PCAPNG -> call.secrets();
            case KEYS -> true;
        };
    }

    private AtomicFile.Content content(
            OutputFile.Kind kind, Call call, Iterable<Session> all, Supplier<Session> one) {
        return switch (kind) {
            case PNG ->
                    stream -> {
                        Session shown = one.get();
                        PngExport.write(
                                shown,
                                View.all(PICTURE_WIDTH, words).with(shown.notes()),
                                call.palette().orElse(Palette.LIGHT),
                                Objects.requireNonNullElse(call.scale(), 1.0),
                                stream);
                    };
            case JSON -> stream -> json(all, stream);
            case MD -> stream -> markdown(one.get(), stream);
            case PCAPNG ->
                    stream -> PcapngExport.write(several(call, all, one), call.secrets(), stream);
            case KEYS -> stream -> keys(several(call, all, one), stream);
        };
    }

    /** Of a capture that has many connections only one is cut out. */
    private static Iterable<Session> several(
            Call call, Iterable<Session> all, Supplier<Session> one) {
        return call.door() instanceof Call.Door.File ? List.of(one.get()) : all;
    }

    private static void keys(Iterable<Session> sessions, OutputStream stream) throws IOException {
        for (Session session : sessions) {
            KeyLogExport.write(session, stream);
        }
    }

    private static void json(Iterable<Session> sessions, OutputStream stream) throws IOException {
        Writer writer =
                new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), 1 << 16);
        JsonExport.write(sessions, writer);
        writer.write('\n');
        writer.flush();
    }

    private void markdown(Session session, OutputStream stream) throws IOException {
        Writer writer =
                new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), 1 << 16);
        MarkdownExport.write(session, words, new Explainer(words, MainSecret.MAIN), writer);
        writer.flush();
    }

    // -- captures

    private ExitStatus open(Call call, Call.Door.File door, List<OutputFile> outputs, String wrote)
            throws Refusal {
        try (OpenedCapture capture = OpenedCapture.open(door, new Meter(err, words))) {
            if (call.list()) {
                new ConnectionTable(out).print(capture.listed());
            }
            if (!outputs.isEmpty()) {
                boolean all =
                        outputs.stream().allMatch(output -> output.kind() == OutputFile.Kind.JSON);
                Session pictured = all ? null : capture.pictured();
                write(call, outputs, capture.chosen(), () -> Objects.requireNonNull(pictured));
                warn(call, outputs, pictured == null || pictured.secrets().isEmpty());
            }
            say(capture.summary(words) + files(outputs, wrote));
            return ExitStatus.COMPLETED;
        }
    }

    private static CaptureSource source(Call call) {
        return switch (call.door()) {
            case Call.Door.Host(var options) -> new LiveSource(options);
            case Call.Door.Lab(var scenario, var options, _) -> new LabSource(scenario, options);
            case Call.Door.Serve(_, _, var source) -> Objects.requireNonNull(source);
            case Call.Door.File _ -> throw new IllegalStateException("a file has many connections");
            case null -> new LabSource(Scenario.lesson());
        };
    }

    /** Serves until the window is closed, or for ever. */
    private ExitStatus serve(Call call, Call.Door.Serve door, Optional<Language> language)
            throws Refusal {
        Serving serving = Serving.start(door, words, this::say);
        Call started = call.serving(door, serving.source());
        if (call.outputs().isEmpty() && desktop.open(started, language)) {
            serving.source().cancel();
            return ExitStatus.COMPLETED;
        }
        boolean[] warned = {false};
        serving.run((number, session) -> {
            write(started, call.outputs(), List.of(session), () -> session);
            say(
                    words.text(
                            "cli.visit",
                            number,
                            String.valueOf(session.client()),
                            summary(session)));
            if (!warned[0] && !session.secrets().isEmpty()) {
                warned[0] = true;
                warn(call, call.outputs(), false);
            }
        });
        return ExitStatus.COMPLETED;
    }

    private List<Session> capture(CaptureSource source) {
        Progress progress = new Progress(err);
        Sessions sessions = new Sessions(progress);
        try {
            Capture.start(source, sessions).join();
        } catch (InterruptedException e) {
            // What has come until now is told.
            Thread.currentThread().interrupt();
        }
        progress.end();
        return sessions.snapshots();
    }

    /** A sentence for each: of several, with its number. */
    private String summary(List<Session> sessions) {
        if (sessions.size() == 1) {
            return summary(sessions.getFirst());
        }
        return IntStream.rangeClosed(1, sessions.size())
                .mapToObj(n -> words.text("cli.of-several", n, summary(sessions.get(n - 1))))
                .collect(Collectors.joining(" "));
    }

    /** One sentence: what happened and what to do about it. */
    private String summary(Session session) {
        String reason = words.text(session.outcome().reason());
        if (session.outcome().status() != Outcome.Status.COMPLETED) {
            return reason;
        }
        return session.verdicts().stream()
                .filter(verdict -> verdict.check().isAboutTheCertificate())
                .filter(verdict -> verdict.result() == Verdict.Result.FAIL)
                .findFirst()
                .map(bad -> reason + " " + words.text("cli.untrusted", words.text(bad.reason())))
                .orElse(reason);
    }

    private String files(List<OutputFile> outputs, String wrote) {
        String names = names(outputs);
        return names.isEmpty() ? "" : " " + words.text(wrote, names);
    }

    private static String names(List<OutputFile> outputs) {
        return outputs.stream()
                .map(OutputFile::path)
                .filter(Objects::nonNull)
                .map(Program::near)
                .collect(Collectors.joining(", "));
    }

    /** The path from here where it lies below, else as it was given. */
    private static String near(Path path) {
        Path here = Path.of("").toAbsolutePath();
        Path whole = path.toAbsolutePath().normalize();
        return whole.startsWith(here) ? here.relativize(whole).toString() : path.toString();
    }

    private void say(String sentence) {
        err.println(Terminal.safe(sentence));
        err.flush();
    }
}
