package dev.handshake.diagram;

import dev.handshake.session.MessageRead;
import dev.handshake.session.MessageType;
import dev.handshake.session.Session;
import dev.handshake.verify.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is known at the playhead: nothing that comes after it. */
record Told(Session session, View view) {
    /** How far a message has been told. */
    enum State {
        FUTURE,
        /** Its arrow is on its way. */
        TRAVELLING,
        SETTLED
    }

    State state(int number) {
        if (number > view.played()) {
            return State.FUTURE;
        }
        return number == view.played() && view.travel() < 1 ? State.TRAVELLING : State.SETTLED;
    }

    /** Whether what the message brings may be hinted at before it has been told. */
    boolean isNoSecret(MessageRead message) {
        return view.horizon() == View.ENDLESS || isSettled(message);
    }

    boolean isSettled(MessageRead message) {
        return !message.isAbsent() && state(message.number()) == State.SETTLED;
    }

    /** An absent message is told with the one after it, or else when the last one is. */
    State ghost(int index) {
        State state = follower(index);
        return state == State.TRAVELLING ? State.FUTURE : state;
    }

    /** Whether that an absent message is missing must not be seen yet. */
    boolean isSecretGhost(int index) {
        return view.horizon() != View.ENDLESS && follower(index) == State.FUTURE;
    }

    /** How far the message has been told that an absent one is told with. */
    private State follower(int index) {
        List<MessageRead> messages = session.messages();
        return Stream.concat(
                        messages.subList(index, messages.size()).stream(),
                        messages.reversed().stream())
                .filter(message -> !message.isAbsent())
                .findFirst()
                .map(message -> state(message.number()))
                .orElse(State.FUTURE);
    }

    /** Whether everything there is has been told. */
    boolean all() {
        return session.messages().stream()
                .filter(message -> !message.isAbsent())
                .allMatch(this::isSettled);
    }

    /** Whether something comes that must not be seen yet, and what it is is asked. */
    boolean isAsked() {
        return view.horizon() <= view.played()
                && session.messages().stream()
                        .filter(message -> !message.isAbsent())
                        .anyMatch(message -> !view.shows(message.number()));
    }

    Stream<MessageRead> messages() {
        return session.messages().stream().filter(this::isSettled);
    }

    /** The first message of the type, if it has been told. */
    Optional<MessageRead> first(MessageType type) {
        return messages().filter(message -> message.type() == type).findFirst();
    }

    /** A verdict, if all that it rests on has been told; one that rests on nothing, at the end. */
    Optional<Verdict> verdict(Verdict.Check check) {
        return session.verdict(check)
                .filter(verdict ->
                        verdict.messages().stream()
                                .allMatch(number -> state(number) == State.SETTLED));
    }

    /** Every verdict that has been told and rests on something. */
    Stream<Verdict> verdicts() {
        return Stream.of(Verdict.Check.values())
                .flatMap(check -> verdict(check).stream())
                .filter(verdict -> !verdict.evidence().isEmpty());
    }

    /** Every check on the certificate that has been told. */
    List<Verdict> aboutTheCertificate() {
        return Stream.of(Verdict.Check.values())
                .filter(Verdict.Check::isAboutTheCertificate)
                .flatMap(check -> verdict(check).stream())
                .toList();
    }
}
