package dev.handshake.session;

import dev.handshake.bytes.ByteSpan;
import dev.handshake.bytes.Phrase;
import dev.handshake.bytes.Value;
import dev.handshake.capture.Sender;
import dev.handshake.verify.Verdict;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One thing in which two sessions differ.
 *
 * @param a how it is in the first of them
 * @param b how it is in the second
 */
public record Difference(Subject subject, Side a, Side b) {
    /** What differs. */
    public sealed interface Subject {
        /** Under which heading it is shown. */
        Topic topic();
    }

    /** What is measured: that it differs says little, by how much says more. */
    public record Measured(Measure measure) implements Subject {
        @Override
        public Topic topic() {
            return Topic.TIME;
        }
    }

    /** What both sides have agreed on. */
    public record Agreed(Agreement agreement) implements Subject {
        @Override
        public Topic topic() {
            return Topic.AGREED;
        }
    }

    /**
     * A field of a message that both have.
     *
     * @param key the field's
     */
    public record InMessage(MessageType message, Sender from, String key) implements Subject {
        @Override
        public Topic topic() {
            return message == MessageType.CLIENT_HELLO ? Topic.OFFERED : Topic.ANSWERED;
        }
    }

    /** A message that only one of them has. */
    public record WholeMessage(MessageType message, Sender from) implements Subject {
        @Override
        public Topic topic() {
            return Topic.MESSAGES;
        }
    }

    /** What a check came to. */
    public record Checked(Verdict.Check check) implements Subject {
        @Override
        public Topic topic() {
            return Topic.VERDICTS;
        }
    }

    /** The headings, in their order. Their words are {@code compare.topic.<word>}. */
    public enum Topic {
        TIME,
        AGREED,
        OFFERED,
        ANSWERED,
        MESSAGES,
        VERDICTS;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Words: {@code compare.measure.<word>}. */
    public enum Measure {
        /** From the first byte of the ClientHello to the last Finished. */
        HANDSHAKE,
        /** To the first byte of the server's application data. */
        FIRST_BYTE,
        /** How often the client waits for the server before it may send data, TCP apart. */
        ROUND_TRIPS,
        /** Handshake messages and ChangeCipherSpec, until both sides have finished. */
        MESSAGES,
        /** The bytes of those messages. */
        BYTES;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Words: {@code compare.agreement.<word>}. */
    public enum Agreement {
        OUTCOME,
        VERSION,
        CIPHER_SUITE,
        GROUP,
        SIGNATURE_SCHEME,
        ALPN,
        RESUMPTION,
        EARLY_DATA,
        HELLO_RETRY_REQUEST,
        OCSP_STAPLED,
        CLIENT_CERTIFICATE,
        EXTENDED_MASTER_SECRET;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One of the two.
     *
     * @param place where it stands; null where it has no place
     */
    public record Side(Said said, @Nullable Place place) {}

    /**
     * Where something stands.
     *
     * @param message its number
     * @param span its bytes; null for all of the message
     */
    public record Place(int message, @Nullable ByteSpan span) {}

    /** How it is. */
    public sealed interface Said {
        /** It is not there. */
        record Nothing() implements Said {}

        /** A message is there. */
        record Sent() implements Said {}

        record Of(Value value) implements Said {}

        record Nanos(long nanos) implements Said {}

        record Worded(Phrase phrase) implements Said {}

        /**
         * A list.
         *
         * @param count how long it is
         * @param only what the other has not
         * @param reordered the whole list where both have the same in another order; else empty
         */
        record Listed(int count, List<Value> only, List<Value> reordered) implements Said {
            public Listed {
                only = List.copyOf(only);
                reordered = List.copyOf(reordered);
            }
        }

        record Judged(Verdict.Result result, Phrase reason) implements Said {}
    }

    /** The first or the second. */
    public Side side(boolean first) {
        return first ? a : b;
    }
}
