package dev.handshake.capture.file;

import dev.handshake.capture.Limits;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The classic format (draft-ietf-opsawg-pcap): a header and then records.
 *
 * <pre>
 * u32 magic; u16 major; u16 minor; u32 reserved1; u32 reserved2; u32 snaplen; u32 linktype;
 * record: u32 seconds; u32 micro- or nanoseconds; u32 captured; u32 original; data
 * </pre>
 *
 * Its magic number, 0xa1b2c3d4 (microseconds) or 0xa1b23c4d (nanoseconds), tells the byte order. An
 * old variant, 0xa1b2cd34, has eight more bytes in the header of a record.
 */
final class Pcap implements Packets {
    private static final int HEADER = 24;
    private static final int RECORD = 16;
    private static final long MICROSECONDS = 0xa1b2_c3d4L;
    private static final long NANOSECONDS = 0xa1b2_3c4dL;
    private static final long MODIFIED = 0xa1b2_cd34L;

    private static final int VERSION_2_3 = 0x2_0003;

    /** The upper bits of the link type tell of frame check sequences. */
    private static final long LINK_TYPE = 0xffff;

    private final Memory memory;
    private final boolean little;
    private final int recordHeader;
    private final long unit;
    private final int linkType;

    /** Versions before 2.3 have the lengths of a record the other way round; 2.3 has either. */
    private final int version;

    private long position = HEADER;
    private @Nullable CaptureProblem problem;

    private Pcap(Memory memory, boolean little) {
        this.memory = memory;
        this.little = little;
        long magic = memory.u32(0, little);
        recordHeader = magic == MODIFIED ? RECORD + 8 : RECORD;
        unit = magic == NANOSECONDS ? 1 : 1_000;
        if (memory.size() < HEADER) {
            position = memory.size();
            version = 0;
            linkType = 0;
            problem = CaptureProblem.at(position, CaptureProblem.Kind.TRUNCATED);
        } else {
            version = memory.u16(4, little) << 16 | memory.u16(6, little);
            linkType = (int) (memory.u32(20, little) & LINK_TYPE);
        }
    }

    /** The file, if it is one of this format. */
    static Optional<Packets> of(Memory memory) {
        if (memory.size() >= 4) {
            for (boolean little : new boolean[] {true, false}) {
                long magic = memory.u32(0, little);
                if (magic == MICROSECONDS || magic == NANOSECONDS || magic == MODIFIED) {
                    return Optional.of(new Pcap(memory, little));
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public boolean next(Frame frame) {
        long left = memory.size() - position;
        if (problem != null || left == 0) {
            return false;
        }
        if (left < recordHeader) {
            return ended(new CaptureProblem(CaptureProblem.Kind.TRUNCATED, position, 0));
        }
        long claimed = parse(memory, position, frame);
        if (claimed > Limits.PACKET) {
            return ended(new CaptureProblem(CaptureProblem.Kind.PACKET_LENGTH, position, claimed));
        }
        if (claimed > frame.captured) {
            // What is there of the last packet is told as one that was cut.
            boolean some = frame.captured > 0;
            ended(new CaptureProblem(CaptureProblem.Kind.TRUNCATED, position, claimed));
            position = memory.size();
            return some;
        }
        position += recordHeader + claimed;
        return true;
    }

    private boolean ended(CaptureProblem why) {
        problem = why;
        return false;
    }

    @Override
    public void read(Memory from, long start, Frame frame) {
        parse(from, start, frame);
    }

    /** How many bytes the record claims to have. */
    private long parse(Memory from, long start, Frame frame) {
        long claimed = from.u32(start + 8, little);
        long original = from.u32(start + 12, little);
        if (version < VERSION_2_3 || (version == VERSION_2_3 && claimed > original)) {
            long other = claimed;
            claimed = original;
            original = other;
        }
        frame.start = start;
        frame.data = start + recordHeader;
        frame.captured = (int) Math.min(claimed, Math.min(from.size() - frame.data, Limits.PACKET));
        frame.original = Math.max(original, claimed);
        frame.epochNanos =
                from.u32(start, little) * 1_000_000_000 + from.u32(start + 4, little) * unit;
        frame.linkType = linkType;
        frame.optionsLength = 0;
        return claimed;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public Optional<CaptureProblem> problem() {
        return Optional.ofNullable(problem);
    }

    @Override
    public long unreadable() {
        return 0;
    }

    @Override
    public List<String> comments(Memory from, Frame frame) {
        return List.of();
    }

    @Override
    public List<String> surroundings(Memory from, long start) {
        return List.of();
    }
}
