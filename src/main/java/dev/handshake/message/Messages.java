package dev.handshake.message;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.Field;
import dev.handshake.bytes.FieldReader;
import dev.handshake.registry.HandshakeType;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads whole messages into their meaning and their fields. Never throws for what the bytes are.
 */
public final class Messages {
    private Messages() {}

    /**
     * A message as read.
     *
     * @param content what it means; null where the bytes did not fit
     * @param fields tile the message
     */
    public record Read(@Nullable Content content, List<Field> fields) {}

    /** Reads one handshake message, its four bytes of header included. */
    public static Read handshake(Bytes message, HandshakeContext context) {
        return read(message, name(message), in -> HandshakeMessage.read(in, context));
    }

    private static String name(Bytes message) {
        return message.isEmpty() ? "handshake" : new HandshakeType(message.at(0)).name();
    }

    /**
     * What a handshake message means, read by the same code without fields: some microseconds for a
     * hello. Certificates, names and OCSP responses in it are passed over.
     *
     * @return null where the bytes did not fit
     */
    public static @Nullable Content quietly(Bytes message, HandshakeContext context) {
        return FieldReader.<Content>readQuietly(
                        message, "handshake", in -> HandshakeMessage.read(in, context))
                .result();
    }

    public static Read alert(Bytes message) {
        return read(message, "alert", Alert::read);
    }

    public static Read changeCipherSpec(Bytes message) {
        return read(message, "change_cipher_spec", ChangeCipherSpec::read);
    }

    /** Reads the header of a TCP segment. */
    public static Read tcp(Bytes header) {
        return read(header, "tcp", TcpSegment::read);
    }

    public static Read applicationData(Bytes message) {
        return read(message, "application_data", ApplicationData::read);
    }

    private static Read read(Bytes message, String name, Function<FieldReader, Content> struct) {
        FieldReader.Read<Content> read = FieldReader.readAll(message, name, struct);
        return new Read(read.result(), read.fields());
    }
}
