package dev.handshake.ui.predict;

import dev.handshake.bytes.Code;
import dev.handshake.capture.Sender;
import dev.handshake.session.MessageRead;
import dev.handshake.session.MessageType;

/** What can be answered; it occurs in the session that is asked about. */
sealed interface Answer {
    /** Somebody sends something. */
    record Sent(Sender from, MessageType type) implements Answer {
        static Sent of(MessageRead message) {
            return new Sent(message.from(), message.type());
        }
    }

    /** The server takes this of what the client offers. */
    record Chosen(Code code) implements Answer {
        /** As the registry has it; what has no name there, as a number. */
        String name() {
            return code.known() ? code.name() : "0x%04x".formatted(code.code());
        }
    }
}
