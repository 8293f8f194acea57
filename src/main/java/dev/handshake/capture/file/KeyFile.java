package dev.handshake.capture.file;

import dev.handshake.capture.BadInput;
import dev.handshake.capture.KeyRing;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads a file with secrets, whichever kind it is: a key log or a private key. */
public final class KeyFile {
    /** No private key is larger, nor any bundle of a few. */
    private static final int LARGEST_KEY = 1 << 20;

    /** How far an armour may begin behind remarks, such as those that openssl writes. */
    private static final int REMARKS = 1 << 16;

    private static final String ARMOUR = "-----BEGIN ";

    private KeyFile() {}

    /** What was read. */
    public sealed interface Read {
        record Log(KeyLog.Result result) implements Read {}

        /**
         * Private keys for RSA key exchange.
         *
         * @param count how many
         */
        record RsaKeys(int count) implements Read {}
    }

    /**
     * Reads a file into a ring.
     *
     * @param password opens a protected private key; null if there is none
     * @throws PrivateKeys.PasswordNeeded if the file is protected and the password is missing or
     *     wrong
     * @throws BadInput if there is nothing in it that opens a connection
     */
    public static Read read(Path file, char @Nullable [] password, KeyRing into) throws BadInput {
        byte[] beginning = beginning(file, REMARKS);
        boolean sequence = beginning.length > 1 && beginning[0] == 0x30;
        if (isArmoured(beginning) || (sequence && beginning[1] < 0)) {
            return new Read.RsaKeys(PrivateKeys.read(file, password, into));
        }
        return new Read.Log(KeyLog.read(file, into));
    }

    static boolean isArmoured(byte[] content) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        return text.startsWith(ARMOUR) || text.contains("\n" + ARMOUR);
    }

    /** All of a file that may be a private key. */
    static byte[] content(Path file) throws BadInput {
        byte[] content = beginning(file, LARGEST_KEY + 1);
        if (content.length > LARGEST_KEY) {
            throw new BadInput("capture.keys.too_large", CaptureFile.name(file));
        }
        return content;
    }

    private static byte[] beginning(Path file, int most) throws BadInput {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(most);
        } catch (IOException e) {
            throw CaptureFile.unreadable(file, e);
        }
    }
}
