package dev.handshake.capture.file;

import dev.handshake.capture.Limits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The format in blocks (draft-ietf-opsawg-pcapng §3.1). Blocks that are not known, or do not matter
 * here, are passed over.
 *
 * <pre>
 * u32 type; u32 length; body, to a multiple of four bytes; u32 length again
 * </pre>
 *
 * A section begins with its header, whose magic number tells the byte order of all that follows,
 * and has its own interfaces.
 */
final class Pcapng implements Packets {
    private static final int SECTION_HEADER = 0x0a0d0d0a;
    private static final int INTERFACE_DESCRIPTION = 1;
    private static final int PACKET = 2;
    private static final int SIMPLE_PACKET = 3;
    private static final int NAME_RESOLUTION = 4;
    private static final int ENHANCED_PACKET = 6;
    private static final int DECRYPTION_SECRETS = 10;
    private static final long BYTE_ORDER_MAGIC = 0x1a2b_3c4dL;

    /** Type and length before the body, and length after it. */
    private static final int SHORTEST = 12;

    private static final int BODY = 8;

    private static final int SECTION_OPTIONS = 24;

    /** Where the data of an enhanced (and of an obsolete) packet block begin. */
    private static final int ENHANCED_DATA = 28;

    private static final int SIMPLE_DATA = 12;

    private static final int OPT_COMMENT = 1;
    private static final int IF_TSRESOL = 9;
    private static final int IF_TSOFFSET = 14;
    private static final int NRB_IPV4 = 1;
    private static final int NRB_IPV6 = 2;
    private static final long TLS_KEY_LOG = 0x544c_534bL;

    private final Memory memory;
    private final Remarks remarks;
    private final Published<Section> sections = new Published<>();
    private int interfaces;
    private long position;
    private long unreadable;
    private @Nullable CaptureProblem problem;

    private record Section(long start, boolean little, Published<Interface> interfaces) {}

    /**
     * @param snap bytes of a packet that are kept at most; 0 for all
     */
    private record Interface(int linkType, long snap, Clock clock) {}

    private Pcapng(Memory memory, Remarks remarks) {
        this.memory = memory;
        this.remarks = remarks;
    }

    /** The file, if it is one of this format. */
    static Optional<Packets> of(Memory memory, Remarks remarks) {
        return memory.size() >= 4 && memory.i32(0) == SECTION_HEADER
                ? Optional.of(new Pcapng(memory, remarks))
                : Optional.empty();
    }

    // -- one block after the other

    @Override
    public boolean next(Frame frame) {
        while (problem == null && position < memory.size()) {
            long start = position;
            long left = memory.size() - start;
            if (left < SHORTEST) {
                return ended(CaptureProblem.Kind.TRUNCATED, start, 0);
            }
            if (memory.i32(start) == SECTION_HEADER && !beginSection(start)) {
                return false;
            }
            Section section = sections.get(sections.size() - 1);
            long length = memory.u32(start + 4, section.little);
            if (length < SHORTEST || length % 4 != 0) {
                return ended(CaptureProblem.Kind.BLOCK_LENGTH, start, length);
            }
            if (length > left) {
                return lastPacket(section, start, length, frame);
            }
            if (memory.u32(start + length - 4, section.little) != length) {
                return ended(CaptureProblem.Kind.BLOCK_MISMATCH, start, length);
            }
            position = start + length;
            if (block(section, start, start + length - 4, frame)) {
                return true;
            }
        }
        return false;
    }

    private boolean ended(CaptureProblem.Kind kind, long offset, long claimed) {
        problem = new CaptureProblem(kind, offset, claimed);
        return false;
    }

    /** What is there of the last packet of a file that was cut is told as one that was cut. */
    private boolean lastPacket(Section section, long start, long length, Frame frame) {
        boolean plausible = length <= 2L * Limits.PACKET;
        ended(
                plausible ? CaptureProblem.Kind.TRUNCATED : CaptureProblem.Kind.BLOCK_LENGTH,
                start,
                length);
        boolean told =
                plausible
                        && isPacket(type(memory, section, start))
                        && parse(memory, section, start, start + length - 4, frame)
                        && frame.captured > 0;
        position = memory.size();
        return told;
    }

    private static int type(Memory from, Section section, long start) {
        return (int) from.u32(start, section.little);
    }

    private static boolean isPacket(int type) {
        return type == ENHANCED_PACKET || type == SIMPLE_PACKET || type == PACKET;
    }

    /**
     * Reads a block.
     *
     * @param end where its body ends
     * @return whether it is a packet that can be read
     */
    private boolean block(Section section, long start, long end, Frame frame) {
        switch (type(memory, section, start)) {
            case ENHANCED_PACKET, SIMPLE_PACKET, PACKET -> {
                if (parse(memory, section, start, end, frame)) {
                    return true;
                }
                unreadable++;
            }
            case SECTION_HEADER -> surroundings(memory, start).forEach(remarks::comment);
            case INTERFACE_DESCRIPTION -> interfaceDescription(section, start, end);
            case NAME_RESOLUTION -> names(section, start + BODY, end);
            case DECRYPTION_SECRETS -> secrets(section, start + BODY, end);
            default -> {}
        }
        return false;
    }

    // -- sections and interfaces

    private boolean beginSection(long start) {
        if (memory.size() - start < 28) {
            return ended(CaptureProblem.Kind.TRUNCATED, start, 0);
        }
        boolean little = memory.u32(start + BODY, true) == BYTE_ORDER_MAGIC;
        if (!little && memory.u32(start + BODY, false) != BYTE_ORDER_MAGIC) {
            return ended(CaptureProblem.Kind.BYTE_ORDER, start, 0);
        }
        int major = memory.u16(start + 12, little);
        if (major != 1) {
            return ended(CaptureProblem.Kind.VERSION, start, major);
        }
        if (sections.size() == Limits.INTERFACES) {
            return ended(CaptureProblem.Kind.TOO_MUCH, start, sections.size());
        }
        sections.add(new Section(start, little, new Published<>()));
        return true;
    }

    private void interfaceDescription(Section section, long start, long end) {
        if (end - start < 16) {
            // It counts: packets name their interface by its number.
            add(section, new Interface(0, 0, Clock.MICROSECONDS), start);
            return;
        }
        int resolution = -1;
        long offset = 0;
        Options options = new Options(memory, start + 16, end, section.little);
        while (options.next()) {
            if (options.code == IF_TSRESOL && options.length >= 1) {
                resolution = memory.u8(options.value);
            } else if (options.code == IF_TSOFFSET && options.length >= 8) {
                offset = memory.i64(options.value, section.little);
            } else if (options.code == OPT_COMMENT) {
                remarks.comment(options.text());
            }
        }
        Clock clock =
                resolution < 0 && offset == 0
                        ? Clock.MICROSECONDS
                        : new Clock(resolution < 0 ? 6 : resolution, offset);
        int linkType = memory.u16(start + 8, section.little);
        add(section, new Interface(linkType, memory.u32(start + 12, section.little), clock), start);
    }

    private void add(Section section, Interface described, long start) {
        if (interfaces == Limits.INTERFACES) {
            ended(CaptureProblem.Kind.TOO_MUCH, start, interfaces);
        } else {
            section.interfaces.add(described);
            interfaces++;
        }
    }

    /** The section in which a block lies. */
    private Section section(long start) {
        int low = 0;
        int high = sections.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (sections.get(middle).start <= start) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return sections.get(low);
    }

    // -- packets

    @Override
    public void read(Memory from, long start, Frame frame) {
        Section section = section(start);
        long length = from.u32(start + 4, section.little);
        parse(from, section, start, start + length - 4, frame);
    }

    /**
     * Reads a packet's block: an enhanced one ({@code u32 interface; u32 high, low; u32 captured;
     * u32 original; data}), a simple one ({@code u32 original; data}) or an obsolete one, whose
     * interface has two bytes and whose drops have the other two.
     *
     * @param end where its body ends; after the file's end if the file was cut
     * @return false if what it says cannot be
     */
    private static boolean parse(Memory from, Section section, long start, long end, Frame frame) {
        boolean little = section.little;
        int type = type(from, section, start);
        boolean simple = type == SIMPLE_PACKET;
        long data = start + (simple ? SIMPLE_DATA : ENHANCED_DATA);
        if (data > Math.min(end, from.size())) {
            return false;
        }
        long number =
                simple
                        ? 0
                        : type == PACKET
                                ? from.u16(start + BODY, little)
                                : from.u32(start + BODY, little);
        if (number >= section.interfaces.size()) {
            return false;
        }
        Interface at = section.interfaces.get((int) number);
        long original = from.u32(data - 4, little);
        long captured =
                simple
                        ? Math.min(
                                Math.min(original, end - data), at.snap == 0 ? original : at.snap)
                        : from.u32(data - 8, little);
        if (captured > end - data) {
            return false;
        }
        frame.start = start;
        frame.data = data;
        frame.captured = (int) Math.min(captured, Math.min(from.size() - data, Limits.PACKET));
        frame.original = Math.max(original, captured);
        frame.linkType = at.linkType;
        frame.epochNanos =
                simple
                        ? 0
                        : at.clock.nanos(
                                from.u32(start + 12, little) << 32 | from.u32(start + 16, little));
        long options = data + (captured + 3 & ~3);
        frame.options = options;
        frame.optionsLength =
                simple || end > from.size() || options >= end ? 0 : (int) (end - options);
        frame.little = little;
        return true;
    }

    // -- what stands beside the packets

    /** Walks over options: {@code u16 code; u16 length; value, to a multiple of four bytes}. */
    private static final class Options {
        private final Memory memory;
        private final long end;
        private final boolean little;
        private long at;
        int code;
        int length;
        long value;

        Options(Memory memory, long start, long end, boolean little) {
            this.memory = memory;
            this.at = start;
            this.end = end;
            this.little = little;
        }

        boolean next() {
            if (end - at < 4) {
                return false;
            }
            code = memory.u16(at, little);
            length = memory.u16(at + 2, little);
            value = at + 4;
            at = value + (length + 3 & ~3);
            return code != 0 && end - value >= length;
        }

        String text() {
            return new String(memory.array(value, length), StandardCharsets.UTF_8);
        }
    }

    private static List<String> comments(Memory from, long start, long end, boolean little) {
        List<String> comments = new ArrayList<>();
        Options options = new Options(from, start, end, little);
        while (options.next() && comments.size() < Limits.COMMENTS) {
            if (options.code == OPT_COMMENT) {
                comments.add(options.text());
            }
        }
        return List.copyOf(comments);
    }

    @Override
    public List<String> comments(Memory from, Frame frame) {
        return frame.optionsLength == 0
                ? List.of()
                : comments(from, frame.options, frame.options + frame.optionsLength, frame.little);
    }

    @Override
    public List<String> surroundings(Memory from, long start) {
        Section section = section(start);
        long at = section.start;
        long end = at + from.u32(at + 4, section.little) - 4;
        return comments(from, at + SECTION_OPTIONS, Math.min(end, from.size()), section.little);
    }

    /** Records: {@code u16 type; u16 length; address; names, each with a zero byte after it}. */
    private void names(Section section, long start, long end) {
        Options records = new Options(memory, start, end, section.little);
        while (records.next()) {
            int address = records.code == NRB_IPV4 ? 4 : records.code == NRB_IPV6 ? 16 : 0;
            if (address > 0 && records.length > address) {
                String text =
                        address == 4
                                ? AddressText.of(0, AddressText.MAPPED | memory.u32(records.value))
                                : AddressText.of(
                                        memory.i64(records.value), memory.i64(records.value + 8));
                int length = records.length - address;
                byte[] after = memory.array(records.value + address, length);
                for (String name : new String(after, StandardCharsets.UTF_8).split("\0", -1)) {
                    remarks.name(text, name);
                }
            }
        }
    }

    /** {@code u32 type; u32 length; data}. */
    private void secrets(Section section, long start, long end) {
        if (end - start < 8 || memory.u32(start, section.little) != TLS_KEY_LOG) {
            return;
        }
        long length = Math.min(memory.u32(start + 4, section.little), end - start - 8);
        remarks.secrets(KeyLog.read(memory, start + 8, length, remarks.keys));
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
        return unreadable;
    }
}
