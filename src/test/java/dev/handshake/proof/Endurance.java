package dev.handshake.proof;

import dev.handshake.bytes.Field;
import dev.handshake.bytes.Problem;
import dev.handshake.bytes.Value;
import dev.handshake.capture.BadInput;
import dev.handshake.capture.Cancellation;
import dev.handshake.capture.file.CaptureFile;
import dev.handshake.capture.file.Connection;
import dev.handshake.capture.file.KeyLog;
import dev.handshake.explain.Language;
import dev.handshake.explain.Words;
import dev.handshake.session.Catalogue;
import dev.handshake.session.MessageRead;
import dev.handshake.session.Outcome;
import dev.handshake.session.Session;
import dev.handshake.session.SessionBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a capture of whatever kind as the program does, list and every connection in full, and
 * insists on what must hold of any: a result of a known kind with a sentence, in time, and a place
 * for all that is malformed.
 */
final class Endurance {
    private static final Duration GUARD = Duration.ofSeconds(1);
    private static final List<Words> WORDS =
            List.of(Words.of(Language.ENGLISH), Words.of(Language.KOREAN));

    private Endurance() {}

    /**
     * Reads it.
     *
     * @return how many malformed fields there were
     * @throws AssertionError if something does not hold
     */
    static int read(Path capture, @Nullable Path keyLog) throws Exception {
        try (CaptureFile file = CaptureFile.open(capture)) {
            if (keyLog != null) {
                KeyLog.read(keyLog, file.keys());
            }
            List<Connection> connections = new ArrayList<>();
            Catalogue catalogue = new Catalogue(file);
            inTime("the list", () -> Opened.lines(catalogue));
            // Not only those of the list, which are TLS.
            try (CaptureFile again = CaptureFile.open(capture)) {
                again.index(connections::add, new Cancellation());
                again.keys().addAll(file.keys());
                int malformed = 0;
                for (Connection connection : connections) {
                    String name = connection.client() + " " + connection.server();
                    Session session = inTime(name, () -> session(again, connection));
                    malformed += insist(session);
                }
                require(again.report().packets() >= 0, "a report");
                return malformed;
            }
        } catch (BadInput e) {
            for (Words words : WORDS) {
                require(!words.text(e.phrase()).isBlank(), "a sentence why it is no capture");
            }
            return 0;
        }
    }

    private static Session session(CaptureFile file, Connection connection) {
        SessionBuilder builder = new SessionBuilder(_ -> {});
        file.source(connection, file.keys()).capture(builder);
        return builder.snapshot();
    }

    @FunctionalInterface
    private interface Task<T> {
        T run() throws Exception;
    }

    /** What takes long may have waited for the machine: it has a second chance. */
    private static <T> T inTime(String what, Task<T> task) throws Exception {
        T result = null;
        for (int chance = 0; chance < 2; chance++) {
            long start = System.nanoTime();
            T read = task.run();
            result = result == null ? read : result;
            if (System.nanoTime() - start < GUARD.toNanos()) {
                return result;
            }
        }
        throw new AssertionError(what + " takes more than " + GUARD);
    }

    private static int insist(Session session) {
        Outcome outcome = session.outcome();
        require(outcome.status() != Outcome.Status.RUNNING, "an end");
        for (Words words : WORDS) {
            require(!words.text(outcome.reason()).isBlank(), "a sentence about the end");
        }
        int malformed = 0;
        for (MessageRead message : session.messages()) {
            malformed += insist(message.fields(), message.bytes().length());
        }
        return malformed;
    }

    private static int insist(List<Field> fields, int length) {
        int malformed = 0;
        for (Field field : fields) {
            require(field.span().end() <= length, "a field within its bytes");
            if (field.value() instanceof Value.Malformed(Problem problem)) {
                malformed++;
                require(
                        problem.offset() >= 0 && problem.offset() <= length,
                        "a place for what is malformed: " + problem);
                for (Words words : WORDS) {
                    require(!words.problem(problem).isBlank(), "a sentence about " + problem);
                }
            }
            int space = field.space() == null ? length : field.space().length();
            malformed += insist(field.fields(), space);
        }
        return malformed;
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError("there is not " + what);
        }
    }
}
