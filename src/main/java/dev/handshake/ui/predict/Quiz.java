package dev.handshake.ui.predict;

import dev.handshake.session.Session;
import java.util.List;

/**
 * What is asked about a session, in the order of its messages. All answers are from the session
 * itself: a wrong one was sent elsewhere in it, or was offered and not taken.
 */
record Quiz(List<Question> questions) {
    /** So many questions are asked at most. */
    static final int MOST = 20;

    Quiz {
        questions = List.copyOf(questions);
    }

    /**
     * @param seed of the order of the answers, and of which wrong ones are among them
     */
    static Quiz of(Session session, long seed) {
        return new QuizBuilder(session, seed).build();
    }
}
