package dev.handshake.cli;

import dev.handshake.export.AtomicFile;
import dev.handshake.export.PngExport;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One thing to be written: a file, whose ending says its kind, or JSON on standard output.
 *
 * @param path null for standard output
 */
record OutputFile(@Nullable Path path, Kind kind) {
    enum Kind {
        PNG,
        JSON,
        MD,
        PCAPNG,
        KEYS;

        String ending() {
            return "." + name().toLowerCase(Locale.ROOT);
        }
    }

    /** Reads the argument of {@code --export}. */
    static OutputFile of(String argument) throws Refusal {
        if (argument.equals("-")) {
            return new OutputFile(null, Kind.JSON);
        }
        Path path;
        try {
            path = Path.of(argument);
        } catch (InvalidPathException e) {
            throw new Refusal(ExitStatus.USAGE, "cli.not-a-path", argument);
        }
        String lower = argument.toLowerCase(Locale.ROOT);
        for (Kind kind : Kind.values()) {
            if (lower.endsWith(kind.ending())) {
                return new OutputFile(path, kind);
            }
        }
        List<String> endings = Arrays.stream(Kind.values()).map(Kind::ending).toList();
        throw new Refusal(
                ExitStatus.USAGE, "cli.unknown-ending", argument, String.join(", ", endings));
    }

    /** Finds out what stands in the way before anything is sent. */
    void check(boolean force) throws Refusal {
        if (path == null) {
            return;
        }
        if (Files.isDirectory(path)) {
            throw new Refusal(ExitStatus.FILE, "cli.is-a-folder", path.toString());
        }
        if (Files.exists(path) && !force) {
            throw new Refusal(ExitStatus.FILE, "cli.exists", path.toString());
        }
        Path folder = folder(path);
        if (!Files.isDirectory(folder)) {
            throw new Refusal(ExitStatus.FILE, "cli.no-folder", folder.toString());
        }
        if (!Files.isWritable(folder)) {
            throw new Refusal(ExitStatus.FILE, "cli.not-writable", folder.toString());
        }
    }

    /** Writes the whole file or leaves what was there. */
    void write(AtomicFile.Readers readers, AtomicFile.Content content, OutputStream standardOutput)
            throws Refusal {
        try {
            if (path == null) {
                content.writeTo(standardOutput);
                standardOutput.flush();
            } else {
                AtomicFile.write(path, readers, content);
            }
        } catch (IOException e) {
            throw failed(path == null ? "-" : path.toString(), e);
        }
    }

    private static Refusal failed(String name, IOException e) {
        if (e instanceof PngExport.TooLargeException tooLarge) {
            return new Refusal(ExitStatus.USAGE, tooLarge.reason());
        }
        String why =
                switch (e) {
                    case AccessDeniedException _ -> "cli.denied";
                    case NoSuchFileException _ -> "cli.no-folder";
                    default -> "cli.not-written";
                };
        String detail =
                e instanceof FileSystemException file && file.getReason() != null
                        ? file.getReason()
                        : String.valueOf(e.getMessage());
        return new Refusal(ExitStatus.FILE, why, name, detail);
    }

    private static Path folder(Path path) {
        Path parent = path.toAbsolutePath().getParent();
        return parent == null ? path.toAbsolutePath() : parent;
    }
}
