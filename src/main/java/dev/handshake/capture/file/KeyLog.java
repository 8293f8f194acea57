package dev.handshake.capture.file;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.Phrase;
import dev.handshake.capture.BadInput;
import dev.handshake.capture.KeyRing;
import dev.handshake.capture.Limits;
import dev.handshake.capture.Secret;
import dev.handshake.capture.UserFile;
import dev.handshake.registry.ProtocolVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads SSLKEYLOGFILE (RFC 9850 §2, and NSS's older lines for RSA key exchange).
 *
 * <pre>
 * &lt;label> &lt;client random> &lt;secret>
 * RSA &lt;first 8 bytes of the encrypted pre-master secret> &lt;pre-master secret>
 * RSA Session-ID:&lt;session ID> Master-Key:&lt;master secret>
 * </pre>
 *
 * All three parts but the label are hexadecimal. Empty lines and those that begin with {@code #}
 * say nothing. A label that is not known yet is kept under its name.
 */
public final class KeyLog {
    private static final int BUFFER = 4 * Limits.KEY_LOG_LINE;
    private static final int RANDOM = 32;
    private static final int MAIN_SECRET = 48;
    private static final int PREFIX = 8;
    private static final int LONGEST_LABEL = 64;
    private static final byte[] RSA = ascii("RSA");
    private static final byte[] SESSION_ID = ascii("Session-ID:");
    private static final byte[] MASTER_KEY = ascii("Master-Key:");
    private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    /** The value of a hexadecimal digit, -1 for what is none. */
    private static final byte[] DIGITS = new byte[256];

    static {
        Arrays.fill(DIGITS, (byte) -1);
        for (int i = 0; i < 16; i++) {
            DIGITS[Character.forDigit(i, 16)] = (byte) i;
            DIGITS[Character.toUpperCase(Character.forDigit(i, 16))] = (byte) i;
        }
    }

    /**
     * What was found.
     *
     * @param secrets lines that say a secret, repeated ones included
     * @param notUnderstood lines that say something else
     * @param firstNotUnderstood the number of the first such, counted from 1; 0 if there is none
     */
    public record Result(long secrets, long notUnderstood, long firstNotUnderstood) {
        static final Result NOTHING = new Result(0, 0, 0);

        /** A sentence about it. */
        public Phrase phrase() {
            return notUnderstood == 0
                    ? Phrase.of("capture.keys.read", secrets)
                    : Phrase.of("capture.keys.partly", secrets, notUnderstood, firstNotUnderstood);
        }

        Result plus(Result other) {
            return new Result(
                    secrets + other.secrets,
                    notUnderstood + other.notUnderstood,
                    firstNotUnderstood == 0 ? other.firstNotUnderstood : firstNotUnderstood);
        }
    }

    private final KeyRing ring;
    private final Map<Bytes, Bytes> preMasterSecrets = new HashMap<>();
    private byte[] line = new byte[0];
    private int from;
    private int to;
    private long number;
    private long secrets;
    private long notUnderstood;
    private long firstNotUnderstood;

    /** The random of the line before, as digits and as bytes: one random often has many lines. */
    private final byte[] lastDigits = new byte[2 * RANDOM];

    private Bytes lastRandom = Bytes.EMPTY;

    /** Labels that came last, by their length and some of their letters. */
    private final String[] labels = new String[64];

    private final byte[][] labelBytes = new byte[64][0];

    /** Whether the line that is being read has lost its beginning. */
    private boolean overlong;

    private KeyLog(KeyRing ring) {
        this.ring = ring;
    }

    /**
     * Reads a file into a ring.
     *
     * @throws BadInput if it cannot be read, or has not a single secret
     */
    public static Result read(Path file, KeyRing into) throws BadInput {
        try (InputStream in = Files.newInputStream(file)) {
            Result result = read(in, into);
            if (result.secrets() == 0) {
                throw new BadInput("capture.keys.none", UserFile.name(file));
            }
            return result;
        } catch (IOException e) {
            throw UserFile.unreadable(file, e);
        }
    }

    /** Reads lines into a ring; none need be a secret. */
    public static Result read(Bytes lines, KeyRing into) {
        return read(Memory.of(lines.toArray()), 0, lines.length(), into);
    }

    /** The same of a part of a file. */
    static Result read(Memory memory, long at, long length, KeyRing into) {
        try {
            return read(memory.input(at, length), into);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Result read(InputStream in, KeyRing into) throws IOException {
        KeyLog log = new KeyLog(into);
        byte[] buffer = new byte[BUFFER];
        int kept = 0;
        for (int count = in.read(buffer);
                count >= 0;
                count = in.read(buffer, kept, buffer.length - kept)) {
            kept = log.lines(buffer, kept, kept + count);
        }
        if (kept > 0 || log.overlong) {
            log.line(buffer, 0, kept);
        }
        return log.end();
    }

    private Result end() {
        if (!preMasterSecrets.isEmpty()) {
            Map<Bytes, Bytes> known = Map.copyOf(preMasterSecrets);
            ring.add((Bytes encrypted, ProtocolVersion offered) ->
                    encrypted.length() < PREFIX
                            ? Optional.empty()
                            : Optional.ofNullable(known.get(encrypted.slice(0, PREFIX))));
        }
        return new Result(secrets, notUnderstood, firstNotUnderstood);
    }

    // -- lines

    /**
     * Reads every whole line of the buffer and moves what is left to its beginning.
     *
     * @param searched up to where no line ends
     * @param filled up to where there are bytes
     * @return how many are left
     */
    private int lines(byte[] buffer, int searched, int filled) {
        int start = 0;
        for (int i = searched; i < filled; i++) {
            if (buffer[i] == '\n') {
                line(buffer, start, i);
                start = i + 1;
            }
        }
        int left = filled - start;
        if (left > Limits.KEY_LOG_LINE) {
            // No line is so long: what is here of it counts for nothing.
            overlong = true;
            return 0;
        }
        System.arraycopy(buffer, start, buffer, 0, left);
        return left;
    }

    private void line(byte[] buffer, int start, int end) {
        number++;
        line = buffer;
        from = start;
        to = end;
        if (number == 1 && startsWith(MARK)) {
            from += MARK.length;
        }
        while (to > from && isBlank(line[to - 1])) {
            to--;
        }
        skipBlanks();
        boolean whole = !overlong;
        overlong = false;
        if (whole && (from == to || line[from] == '#')) {
            return;
        }
        if (whole && secret()) {
            secrets++;
        } else {
            notUnderstood++;
            firstNotUnderstood = firstNotUnderstood == 0 ? number : firstNotUnderstood;
        }
    }

    private static boolean isBlank(byte character) {
        return character == ' ' || character == '\t' || character == '\r';
    }

    private void skipBlanks() {
        while (from < to && isBlank(line[from])) {
            from++;
        }
    }

    private boolean startsWith(byte[] word) {
        return to - from >= word.length
                && Arrays.equals(line, from, from + word.length, word, 0, word.length);
    }

    /** Takes the next word off the line; it ends at what is given back. */
    private int word() {
        int end = from;
        while (end < to && !isBlank(line[end])) {
            end++;
        }
        return end;
    }

    private boolean secret() {
        int start = from;
        int end = word();
        from = end;
        skipBlanks();
        if (end - start == RSA.length && Arrays.equals(line, start, end, RSA, 0, RSA.length)) {
            return startsWith(SESSION_ID) ? session() : preMasterSecret();
        }
        int random = from;
        from = word();
        int length = from - random;
        skipBlanks();
        int secretEnd = word();
        if (length != 2 * RANDOM || secretEnd != to || !isLabel(start, end)) {
            return false;
        }
        Bytes clientRandom = random(random);
        Bytes secret = hex(from, to);
        if (clientRandom.isEmpty() || secret.isEmpty()) {
            return false;
        }
        ring.add(new Secret(label(start, end), clientRandom, secret));
        return true;
    }

    private boolean preMasterSecret() {
        int end = word();
        Bytes prefix = hex(from, end);
        from = end;
        skipBlanks();
        Bytes secret = hex(from, to);
        if (prefix.length() != PREFIX || secret.length() != MAIN_SECRET) {
            return false;
        }
        preMasterSecrets.putIfAbsent(prefix, secret);
        return true;
    }

    private boolean session() {
        int end = word();
        Bytes id = hex(from + SESSION_ID.length, end);
        from = end;
        skipBlanks();
        if (!startsWith(MASTER_KEY)) {
            return false;
        }
        Bytes secret = hex(from + MASTER_KEY.length, to);
        if (id.isEmpty() || secret.length() != MAIN_SECRET) {
            return false;
        }
        ring.remember(id, secret);
        return true;
    }

    // -- words

    private Bytes random(int start) {
        if (lastRandom.isEmpty()
                || !Arrays.equals(
                        line, start, start + lastDigits.length, lastDigits, 0, lastDigits.length)) {
            lastRandom = hex(start, start + lastDigits.length);
            System.arraycopy(line, start, lastDigits, 0, lastDigits.length);
        }
        return lastRandom;
    }

    /** The bytes that digits spell; none if they spell no whole bytes. */
    private Bytes hex(int start, int end) {
        if (end <= start || (end - start) % 2 != 0) {
            return Bytes.EMPTY;
        }
        byte[] bytes = new byte[(end - start) / 2];
        int wrong = 0;
        for (int i = 0; i < bytes.length; i++) {
            int high = DIGITS[line[start + 2 * i] & 0xff];
            int low = DIGITS[line[start + 2 * i + 1] & 0xff];
            wrong |= high | low;
            bytes[i] = (byte) (high << 4 | low);
        }
        return wrong < 0 ? Bytes.EMPTY : Bytes.wrap(bytes);
    }

    private boolean isLabel(int start, int end) {
        for (int i = start; i < end; i++) {
            byte letter = line[i];
            boolean good = (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9');
            if (!good && letter != '_') {
                return false;
            }
        }
        return end > start && end - start <= LONGEST_LABEL;
    }

    /** The same text is the same object, mostly. */
    private String label(int start, int end) {
        int length = end - start;
        int slot = (length * 31 + line[start] * 7 + line[end - 1]) % labels.length;
        byte[] known = labelBytes[slot];
        if (known.length != length || !Arrays.equals(line, start, end, known, 0, length)) {
            labelBytes[slot] = Arrays.copyOfRange(line, start, end);
            labels[slot] = new String(line, start, length, StandardCharsets.ISO_8859_1);
        }
        return labels[slot];
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
