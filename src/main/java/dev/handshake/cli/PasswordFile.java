package dev.handshake.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file whose first line is a password: on the command line everybody could read it. */
final class PasswordFile {
    private PasswordFile() {}

    static char[] read(Path path) throws Refusal {
        try (var lines = Files.lines(path, StandardCharsets.UTF_8)) {
            return lines.findFirst().orElse("").toCharArray();
        } catch (IOException | UncheckedIOException e) {
            throw new Refusal(ExitStatus.FILE, "cli.password-file", path.toString());
        }
    }
}
