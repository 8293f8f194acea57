package dev.handshake.capture.file;

import dev.handshake.capture.BadInput;
import dev.handshake.capture.KeyBundle;
import dev.handshake.capture.KeyRing;
import dev.handshake.capture.PasswordNeeded;
import dev.handshake.capture.UserFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads a file with secrets, whichever kind it is: a key log or a private key. */
public final class KeyFile {
    /** How far an armour may begin behind remarks, such as those that openssl writes. */
    private static final int REMARKS = 1 << 16;

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
     * @throws PasswordNeeded if the file is protected and the password is missing or wrong
     * @throws BadInput if there is nothing in it that opens a connection
     */
    public static Read read(Path file, char @Nullable [] password, KeyRing into) throws BadInput {
        byte[] beginning = UserFile.beginning(file, REMARKS);
        boolean sequence = beginning.length > 1 && beginning[0] == 0x30;
        if (KeyBundle.isArmoured(beginning) || (sequence && beginning[1] < 0)) {
            return new Read.RsaKeys(PrivateKeys.read(file, password, into));
        }
        return new Read.Log(KeyLog.read(file, into));
    }
}
