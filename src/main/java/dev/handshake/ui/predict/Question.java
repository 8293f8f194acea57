package dev.handshake.ui.predict;

import dev.handshake.bytes.Phrase;
import java.util.List;

/**
 * One question, which stands before a message.
 *
 * @param message the number of the message that answers it
 * @param lead what is known so far
 * @param answers two to four, one of them right
 * @param right its index
 * @param why it is right
 */
record Question(
        int message, Kind kind, Phrase lead, List<Answer> answers, int right, List<Phrase> why) {
    enum Kind {
        /** Who speaks next, and with what? */
        MESSAGE,
        /** Which version will the server choose? */
        VERSION,
        SUITE,
        GROUP,
        /** For which group will the server ask? */
        RETRY
    }

    Question {
        answers = List.copyOf(answers);
        why = List.copyOf(why);
    }
}
