package dev.handshake.session;

import dev.handshake.capture.Sender;
import java.util.Arrays;
import java.util.List;

/** Which messages a connection has, in order: a byte each, for lists of very many connections. */
@SuppressWarnings("EnumOrdinal") // They live as long as the program: nothing is stored.
public final class MessageTypes {
    private static final MessageType[] TYPES = MessageType.values();

    /** The type's ordinal; the server's with the sign. */
    private final byte[] codes;

    private MessageTypes(byte[] codes) {
        this.codes = codes;
    }

    /** Those of the messages that were sent over TCP: no segments, nothing absent. */
    static MessageTypes of(List<MessageRead> messages) {
        byte[] codes = new byte[messages.size()];
        int count = 0;
        for (MessageRead message : messages) {
            if (!message.isAbsent() && message.type().layer() != MessageType.Layer.TCP) {
                int code = message.type().ordinal();
                codes[count++] = (byte) (message.from() == Sender.CLIENT ? code : ~code);
            }
        }
        return new MessageTypes(Arrays.copyOf(codes, count));
    }

    public int size() {
        return codes.length;
    }

    public MessageType type(int index) {
        return TYPES[codes[index] < 0 ? ~codes[index] : codes[index]];
    }

    public Sender from(int index) {
        return codes[index] < 0 ? Sender.SERVER : Sender.CLIENT;
    }

    /** {@code >client_hello,<server_hello}: as the command line lists them. */
    public String text() {
        StringBuilder text = new StringBuilder(codes.length * 18);
        for (int i = 0; i < codes.length; i++) {
            if (i > 0) {
                text.append(',');
            }
            text.append(from(i) == Sender.CLIENT ? '>' : '<').append(type(i).rfcName());
        }
        return text.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MessageTypes that && Arrays.equals(codes, that.codes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(codes);
    }

    @Override
    public String toString() {
        return text();
    }
}
