package dev.handshake.diagram;

import dev.handshake.explain.Words;
import dev.handshake.session.MessageRead;
import dev.handshake.verify.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the verdicts that have been told say about a message, and how that is drawn. */
record Shields(Told told) {
    /** The verdicts on a message: those for which it was the last thing to come. */
    List<Verdict> on(MessageRead message) {
        return told.verdicts().filter(verdict -> verdict.subject() == message.number()).toList();
    }

    /**
     * The one that a message's shield shows: the worst. What is merely in order gets a shield only
     * where it proves something, so that it stays a word of weight.
     */
    Optional<Verdict> of(MessageRead message) {
        List<Verdict> on = on(message);
        Optional<Verdict> bad = bad(on);
        if (bad.isPresent()) {
            return bad;
        }
        if (on.stream().anyMatch(verdict -> verdict.check() == Verdict.Check.CHAIN)) {
            return on.stream()
                    .filter(verdict -> verdict.check() == Verdict.Check.CHAIN)
                    .filter(_ -> Heads.certificate(told) == Verdict.Result.PASS)
                    .findFirst();
        }
        return on.stream()
                .filter(verdict -> proves(verdict.check()))
                .filter(verdict -> verdict.result() == Verdict.Result.PASS)
                .findFirst();
    }

    /** The failure, or else the warning, that says most. */
    static Optional<Verdict> bad(List<Verdict> verdicts) {
        return Stream.of(Verdict.Result.FAIL, Verdict.Result.WARNING)
                .flatMap(result ->
                        verdicts.stream()
                                .filter(verdict -> verdict.result() == result)
                                .sorted(Comparator.comparingInt(it -> weight(it.check()))))
                .findFirst();
    }

    /** A certificate that has expired has no chain either: that says more. */
    private static int weight(Verdict.Check check) {
        return switch (check) {
            case VALIDITY -> 0;
            case HOSTNAME -> 1;
            case OCSP -> 2;
            case CHAIN -> 3;
            case SERVER_SIGNATURE, CLIENT_SIGNATURE -> 4;
            case SERVER_FINISHED, CLIENT_FINISHED -> 5;
            case DOWNGRADE -> 6;
            case EXTENDED_MASTER_SECRET -> 7;
            case SCT -> 8;
        };
    }

    /** What there is to say of a message in sentences: all that is wrong, or else its shield. */
    List<Verdict> toSay(MessageRead message) {
        List<Verdict> wrong =
                on(message).stream()
                        .filter(it ->
                                it.result() == Verdict.Result.FAIL
                                        || it.result() == Verdict.Result.WARNING)
                        .toList();
        return wrong.isEmpty() ? of(message).stream().toList() : wrong;
    }

    private static boolean proves(Verdict.Check check) {
        return switch (check) {
            case CHAIN, SERVER_SIGNATURE, CLIENT_SIGNATURE, SERVER_FINISHED, CLIENT_FINISHED ->
                    true;
            case HOSTNAME, VALIDITY, OCSP, SCT, DOWNGRADE, EXTENDED_MASTER_SECRET -> false;
        };
    }

    /** {@code Validity, fail: This certificate expired 34 days ago.} */
    static String spoken(Verdict verdict, Words words) {
        return words.text(
                "diagram.spoken.verdict",
                words.text("check." + verdict.check().word()),
                words.text("result." + verdict.result().word()),
                words.text(verdict.reason()));
    }

    static Icon icon(Verdict.Result result) {
        return switch (result) {
            case PASS -> Icon.SOUND;
            case FAIL -> Icon.NOT_SOUND;
            case WARNING -> Icon.DOUBTFUL;
            case UNKNOWN, ABSENT -> Icon.NOT_YET;
        };
    }

    static Tone tone(Verdict.Result result) {
        return switch (result) {
            case PASS -> Tone.PASS;
            case FAIL -> Tone.ALERT;
            case WARNING -> Tone.WARN;
            case UNKNOWN, ABSENT -> Tone.MUTED;
        };
    }

    /** The same on the server's filled head. */
    static Tone onServer(Verdict.Result result) {
        return switch (result) {
            case PASS -> Tone.PASS_ON_SERVER;
            case FAIL -> Tone.ALERT_ON_SERVER;
            case WARNING -> Tone.WARN_ON_SERVER;
            case UNKNOWN, ABSENT -> Tone.MUTED_ON_SERVER;
        };
    }
}
