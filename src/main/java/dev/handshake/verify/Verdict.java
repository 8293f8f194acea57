package dev.handshake.verify;

import dev.handshake.bytes.Phrase;
import java.util.List;
import java.util.Locale;

/**
 * What one check came to.
 *
 * @param reason one sentence that says why; the key with {@code .short} after it gives a label of
 *     one to three words with the same places
 * @param evidence the bytes that it rests on, message by message
 */
public record Verdict(Check check, Result result, Phrase reason, List<Evidence> evidence) {
    public Verdict {
        evidence = List.copyOf(evidence);
    }

    /** The numbers of the messages that it rests on, each once. */
    public List<Integer> messages() {
        return evidence.stream().map(Evidence::message).distinct().toList();
    }

    /** The message that it is about: the last of those that it rests on; 0 where there is none. */
    public int subject() {
        return evidence.stream().mapToInt(Evidence::message).max().orElse(0);
    }

    /** Whether it passed, be it with a warning. */
    public boolean holds() {
        return result == Result.PASS || result == Result.WARNING;
    }

    /** In the order in which they are shown. */
    public enum Check {
        CHAIN,
        HOSTNAME,
        VALIDITY,
        OCSP,
        SCT,
        SERVER_SIGNATURE,
        CLIENT_SIGNATURE,
        SERVER_FINISHED,
        CLIENT_FINISHED,
        DOWNGRADE,
        EXTENDED_MASTER_SECRET;

        /** As the JSON and the keys of the words have it: {@code server_finished}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether a failure means that the certificate is not to be trusted. */
        public boolean isAboutTheCertificate() {
            return this == CHAIN || this == HOSTNAME || this == VALIDITY || this == OCSP;
        }
    }

    public enum Result {
        PASS,
        FAIL,
        WARNING,
        UNKNOWN,
        ABSENT;

        /** As the JSON and the keys of the words have it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
