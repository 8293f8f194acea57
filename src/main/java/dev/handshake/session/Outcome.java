package dev.handshake.session;

import dev.handshake.bytes.Phrase;
import dev.handshake.capture.Failure;
import dev.handshake.capture.Sender;
import dev.handshake.message.Alert;
import org.jspecify.annotations.Nullable;

/**
 * How a session ended, or that it has not yet.
 *
 * @param reason one sentence: who, what, why, what to do
 * @param failure what the capture said, or null
 * @param alert the alert that ended the handshake, or null
 */
public record Outcome(
        Status status, Phrase reason, @Nullable Failure failure, @Nullable Raised alert) {
    /** Of what would tell it, whoever looks can read nothing. */
    static final String HIDDEN = "outcome.incomplete.hidden";

    public enum Status {
        /** It is still being captured. */
        RUNNING,
        COMPLETED,
        FAILED,
        /** The capture ended before the handshake did. */
        INCOMPLETE
    }

    /** An alert and who sent it. */
    public record Raised(Sender from, Alert alert, int messageNumber) {}

    /** Whether it cannot be seen from where somebody looks whether the handshake completed. */
    public boolean isHidden() {
        return reason.key().equals(HIDDEN);
    }
}
