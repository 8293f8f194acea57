package dev.handshake.message;

import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Problem;
import dev.handshake.bytes.Value;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The header of a TCP segment with its options (RFC 9293 §3.1, §3.2; RFC 7323; RFC 2018).
 *
 * <pre>
 *  |          Source Port          |       Destination Port        |
 *  |                        Sequence Number                        |
 *  |                    Acknowledgment Number                      |
 *  | Offset| Rsrvd |  Control bits |            Window             |
 *  |           Checksum            |         Urgent Pointer        |
 *  |                           [Options]                           |
 * </pre>
 *
 * @param sequenceNumber as it stood on the wire, not counted from the first one
 * @param window as it stood on the wire, not scaled
 */
public record TcpSegment(
        int sourcePort,
        int destinationPort,
        long sequenceNumber,
        long acknowledgmentNumber,
        String controlBits,
        int window)
        implements Content {
    private static final int WORD = 4;
    private static final int FIXED = 20;
    private static final List<String> CONTROL_BITS =
            List.of("CWR", "ECE", "URG", "ACK", "PSH", "RST", "SYN", "FIN");

    static TcpSegment read(FieldReader in) {
        int sourcePort = in.u16("source_port");
        int destinationPort = in.u16("destination_port");
        long sequenceNumber = in.u32("sequence_number");
        long acknowledgmentNumber = in.u32("acknowledgment_number");
        int offset = WORD * ((int) in.number("data_offset", 1, TcpSegment::offset) >> 4);
        String bits = bits(in.number("control_bits", 1, flags -> new Value.Text(bits(flags))));
        int window = in.u16("window");
        in.opaque("checksum", 2);
        in.u16("urgent_pointer");
        if (offset < FIXED) {
            throw in.malformed(Problem.Kind.BAD_LENGTH, "options", offset, FIXED);
        }
        if (offset > FIXED) {
            in.struct(
                    "options",
                    offset - FIXED,
                    options -> options.elements(TcpSegment::readOption),
                    options -> new Value.Items(options.size()));
        }
        return new TcpSegment(
                sourcePort, destinationPort, sequenceNumber, acknowledgmentNumber, bits, window);
    }

    /** The four high bits count the header in words of four bytes. */
    private static Value offset(long octet) {
        return new Value.Unsigned(WORD * (octet >> 4));
    }

    private static String bits(long octet) {
        return IntStream.range(0, CONTROL_BITS.size())
                .filter(bit -> (octet & 0x80 >> bit) != 0)
                .mapToObj(CONTROL_BITS::get)
                .collect(Collectors.joining(", "));
    }

    /** An option: its kind, and for all but the first two its length and what it says. */
    private static int readOption(FieldReader in) {
        int kind = in.hasRemaining() ? in.peek(1).at(0) : 0;
        String key = key(kind);
        return in.group(
                key,
                option -> {
                    option.number("kind", 1, _ -> Value.Coded.octet(name(kind), kind));
                    if (kind > 1) {
                        readContents(option, kind);
                    }
                    return kind;
                },
                _ -> Value.Coded.octet(name(kind), kind));
    }

    private static void readContents(FieldReader in, int kind) {
        int length = in.u8("length");
        if (length < 2) {
            throw in.malformed(Problem.Kind.BAD_LENGTH, "", length, 2);
        }
        in.recovering(
                length - 2,
                contents -> {
                    switch (kind) {
                        case 2 -> contents.u16("maximum_segment_size_value");
                        case 3 -> contents.u8("shift_count");
                        case 5 ->
                                contents.elements(edges -> {
                                    edges.u32("left_edge");
                                    return edges.u32("right_edge");
                                });
                        case 8 -> {
                            contents.u32("timestamp_value");
                            contents.u32("timestamp_echo_reply");
                        }
                        default -> contents.rest("opaque");
                    }
                    return kind;
                });
    }

    /** IANA: TCP Option Kind Numbers. */
    private static String key(int kind) {
        return switch (kind) {
            case 0 -> "end_of_option_list";
            case 1 -> "no_operation";
            case 2 -> "maximum_segment_size";
            case 3 -> "window_scale";
            case 4 -> "sack_permitted";
            case 5 -> "sack";
            case 8 -> "timestamps";
            case 28 -> "user_timeout";
            case 29 -> "tcp_authentication";
            case 30 -> "multipath_tcp";
            case 34 -> "fast_open_cookie";
            default -> "tcp_option";
        };
    }

    private static @Nullable String name(int kind) {
        String key = key(kind);
        return key.equals("tcp_option") ? null : key;
    }
}
