package dev.handshake.capture;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Files that a user names: what cannot be read of them is said to whoever named them. */
public final class UserFile {
    private UserFile() {}

    /** As much of its beginning as is wanted, in bytes. */
    public static byte[] beginning(Path file, int most) throws BadInput {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(most);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** All of a file of keys or certificates. */
    public static byte[] keys(Path file) throws BadInput {
        byte[] content = beginning(file, Limits.KEY_FILE + 1);
        if (content.length > Limits.KEY_FILE) {
            throw new BadInput("capture.keys.too_large", name(file));
        }
        return content;
    }

    /** Without its folder. */
    public static String name(Path file) {
        Path name = file.getFileName();
        return name == null ? file.toString() : name.toString();
    }

    /** Why a file cannot be read. */
    public static BadInput unreadable(Path file, IOException why) {
        if (Files.isDirectory(file)) {
            return new BadInput("capture.file.directory", name(file));
        }
        return switch (why) {
            case NoSuchFileException _ -> new BadInput("capture.file.missing", name(file));
            case AccessDeniedException _ -> new BadInput("capture.file.permission", name(file));
            default ->
                    new BadInput(
                            "capture.file.unreadable",
                            name(file),
                            String.valueOf(why.getMessage()));
        };
    }
}
