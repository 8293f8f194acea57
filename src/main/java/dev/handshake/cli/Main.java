package dev.handshake.cli;

import dev.handshake.explain.Language;
import dev.handshake.ui.shell.NoDisplay;
import dev.handshake.ui.shell.Shell;
import dev.handshake.ui.shell.StartOptions;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/** Where the program begins. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        // Pictures are drawn without a display, whatever the environment says.
        System.setProperty("java.awt.headless", "true");
        PrintStream out =
                new PrintStream(
                        new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        Program program = new Program(out, Terminal.standardError(), Main::openWindow);
        int status = program.run(args);
        out.flush();
        System.exit(status);
    }

    private static boolean openWindow(Call call, Optional<Language> language) {
        StartOptions.First first =
                switch (call.door()) {
                    case Call.Door.Host(var options) -> new StartOptions.First.Host(options);
                    case Call.Door.Lab(var scenario, var options, _) ->
                            new StartOptions.First.Lab(scenario, options);
                    case Call.Door.File(var path, var keyFiles, _, var anchors, var session) ->
                            new StartOptions.First.File(path, keyFiles, anchors, session);
                    case Call.Door.Serve(_, _, var source) ->
                            new StartOptions.First.Served(Objects.requireNonNull(source));
                    case null -> null;
                };
        try {
            Shell.open(
                    new StartOptions(
                            first,
                            language.orElse(null),
                            call.palette().orElse(null),
                            call.scale()));
            return true;
        } catch (NoDisplay e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
