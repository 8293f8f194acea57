package dev.handshake.proof;

import dev.handshake.bytes.Field;
import dev.handshake.bytes.Problem;
import dev.handshake.bytes.Value;
import dev.handshake.capture.BadInput;
import dev.handshake.capture.file.CaptureFile;
import dev.handshake.capture.file.KeyLog;
import dev.handshake.explain.Language;
import dev.handshake.explain.Words;
import dev.handshake.keys.KeyTree;
import dev.handshake.session.Catalogue;
import dev.handshake.session.Listed;
import dev.handshake.session.MessageRead;
import dev.handshake.session.Outcome;
import dev.handshake.session.Session;
import java.nio.file.Path;
import java.time.Duration;
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

    private int malformed;
    private long slowest;

    private Endurance() {}

    /**
     * Reads it.
     *
     * @return how many malformed fields there were
     * @throws AssertionError if something does not hold
     */
    static int read(Path capture, @Nullable Path keyLog) throws Exception {
        Endurance reading = new Endurance();
        reading.all(capture, keyLog);
        if (reading.slowest > GUARD.toNanos()) {
            // It may have waited for the machine.
            Endurance again = new Endurance();
            again.all(capture, keyLog);
            require(again.slowest < GUARD.toNanos(), "an end within " + GUARD);
        }
        return reading.malformed;
    }

    private void all(Path capture, @Nullable Path keyLog) throws Exception {
        long start = System.nanoTime();
        try (CaptureFile file = CaptureFile.open(capture)) {
            if (keyLog != null) {
                KeyLog.read(keyLog, file.keys());
            }
            Catalogue catalogue = new Catalogue(file);
            List<Listed> listed = Opened.lines(catalogue);
            int connections = file.report().connections();
            // Of many connections the list may take longer.
            slowest = (System.nanoTime() - start) / Math.max(1, connections);
            int others = catalogue.others().values().stream().mapToInt(Integer::intValue).sum();
            require(listed.size() + others == connections, "every connection in the list");
            for (Listed line : listed) {
                start = System.nanoTime();
                Session session = catalogue.session(line);
                slowest = Math.max(slowest, System.nanoTime() - start);
                malformed += insist(session);
            }
        } catch (BadInput e) {
            for (Words words : WORDS) {
                require(!words.text(e.phrase()).isBlank(), "a sentence why it is no capture");
            }
        }
    }

    private static int insist(Session session) {
        Outcome outcome = session.outcome();
        require(outcome.status() != Outcome.Status.RUNNING, "an end");
        for (Words words : WORDS) {
            require(!words.text(outcome.reason()).isBlank(), "a sentence about the end");
        }
        for (KeyTree tree : KeyTree.of(session)) {
            // No secrets are known but what a capture's own key log has.
            require(
                    tree.steps().stream().allMatch(step -> step.since() >= 0),
                    "a message for every step");
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
