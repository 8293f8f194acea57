package dev.handshake.cli;

import dev.handshake.capture.Failure;
import dev.handshake.capture.Sender;
import dev.handshake.session.MessageType;
import dev.handshake.session.Outcome;
import dev.handshake.session.Session;
import java.util.Comparator;
import java.util.List;

/** What the program's exit status says to a script. */
enum ExitStatus {
    /** The handshake completed. */
    COMPLETED(0),
    /** It was answered but failed. */
    FAILED(1),
    /** The call was wrong. */
    USAGE(2),
    /** No connection, or no answer in time. */
    NO_ANSWER(3),
    /** A file could not be read or written. */
    FILE(4);

    private final int code;

    ExitStatus(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    /** What is to be said of several connections: what the worst of them is. */
    static ExitStatus worst(List<Session> sessions) {
        return sessions.stream()
                .map(ExitStatus::of)
                .max(Comparator.comparingInt(ExitStatus::code))
                .orElse(FAILED);
    }

    static ExitStatus of(Session session) {
        Outcome outcome = session.outcome();
        if (outcome.status() == Outcome.Status.COMPLETED) {
            return COMPLETED;
        }
        Failure failure = outcome.failure();
        if (failure == null) {
            return FAILED;
        }
        return switch (failure.kind()) {
            case NO_SUCH_NAME, NAME_TIMEOUT, REFUSED, UNREACHABLE, CONNECT_TIMEOUT -> NO_ANSWER;
            case HANDSHAKE_TIMEOUT -> isAnswered(session) ? FAILED : NO_ANSWER;
            case RESET, CLOSED_EARLY, ALERT_RECEIVED, ALERT_SENT, TOO_MUCH, CANCELLED, ENGINE ->
                    FAILED;
        };
    }

    private static boolean isAnswered(Session session) {
        return session.messages().stream()
                .anyMatch(message ->
                        message.from() == Sender.SERVER
                                && !message.isAbsent()
                                && message.type().layer() != MessageType.Layer.TCP);
    }
}
