package dev.handshake.message.extension;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Problem;
import dev.handshake.bytes.Value;
import dev.handshake.registry.ExtensionType;
import dev.handshake.registry.QuicTransportParameter;
import java.util.List;
import java.util.function.LongFunction;

/**
 * quic_transport_parameters (RFC 9001 §8.2, RFC 9000 §18). Numbers are QUIC's own, of 1, 2, 4 or 8
 * bytes as their first two bits say (RFC 9000 §16).
 *
 * <pre>
 * Transport Parameter {
 *     Transport Parameter ID (i),
 *     Transport Parameter Length (i),
 *     Transport Parameter Value (..),
 * }
 * </pre>
 *
 * @param ids in the order of the wire
 */
public record QuicTransportParameters(List<Long> ids) implements Extension {
    static QuicTransportParameters read(FieldReader in) {
        return new QuicTransportParameters(in.elements(QuicTransportParameters::readParameter));
    }

    private static long readParameter(FieldReader in) {
        return in.group(
                "transport_parameter",
                parameter -> {
                    long id =
                            readNumber(
                                    parameter,
                                    "transport_parameter_id",
                                    QuicTransportParameters::name);
                    long length = readNumber(parameter, "length", Value.Unsigned::new);
                    if (length > parameter.remaining()) {
                        throw parameter.malformed(
                                Problem.Kind.TRUNCATED, "", length, parameter.remaining());
                    }
                    parameter.opaque("transport_parameter_value", (int) length);
                    return id;
                },
                QuicTransportParameters::name);
    }

    private static long readNumber(FieldReader in, String key, LongFunction<Value> meaning) {
        Bytes first = in.peek(1);
        int width = first.isEmpty() ? 1 : 1 << (first.at(0) >> 6);
        return number(in.leaf(key, width, bytes -> meaning.apply(number(bytes))));
    }

    private static long number(Bytes bytes) {
        return bytes.number(0, bytes.length()) & (1L << (8 * bytes.length() - 2)) - 1;
    }

    private static Value name(long id) {
        return id > 0xffff
                ? new Value.Unsigned(id)
                : Value.Coded.of(new QuicTransportParameter((int) id));
    }

    @Override
    public ExtensionType type() {
        return ExtensionType.QUIC_TRANSPORT_PARAMETERS;
    }

    @Override
    public Value value() {
        return new Value.Items(ids.size());
    }
}
