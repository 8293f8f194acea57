package dev.handshake.capture.file;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Packet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a pcapng file of one section, block by block, little-endian, in nanoseconds
 * (draft-ietf-opsawg-pcapng). The same calls give the same bytes.
 *
 * <pre>
 * Block Type            32 bits
 * Block Total Length    32 bits
 * Block Body            variable length, padded to 32 bits
 * Block Total Length    32 bits
 * </pre>
 */
public final class PcapngWriter {
    /** The most bytes that an option's value can have: its length is a 16-bit number. */
    public static final int LONGEST_OPTION = 0xffff;

    private static final int SECTION_HEADER = 0x0a0d0d0a;
    private static final int INTERFACE_DESCRIPTION = 1;
    private static final int ENHANCED_PACKET = 6;
    private static final int DECRYPTION_SECRETS = 10;

    private static final int OPT_END = 0;
    private static final int OPT_COMMENT = 1;
    private static final int SHB_USERAPPL = 4;
    private static final int IF_TSRESOL = 9;

    /** The secrets are lines of an SSLKEYLOGFILE: "TLSK". */
    private static final int TLS_KEY_LOG = 0x544c534b;

    /** Powers of ten below a second. */
    private static final int NANOSECONDS = 9;

    private static final int ETHERNET = 1;

    private final OutputStream out;

    /** The interface of each link type, in the order in which they came. */
    private final Map<Integer, Integer> interfaces = new HashMap<>();

    /** A block's body as it grows. */
    private static final class Body {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Body u16(int value) {
            bytes.write(value);
            bytes.write(value >> 8);
            return this;
        }

        Body u32(int value) {
            return u16(value).u16(value >> 16);
        }

        Body u64(long value) {
            return u32((int) value).u32((int) (value >> 32));
        }

        Body padded(byte[] value) {
            bytes.writeBytes(value);
            while (bytes.size() % 4 != 0) {
                bytes.write(0);
            }
            return this;
        }

        Body option(int code, byte[] value) {
            return u16(code).u16(value.length).padded(value);
        }

        Body comments(List<String> comments) {
            comments.forEach(comment -> option(OPT_COMMENT, utf8(comment)));
            return this;
        }

        Body endOfOptions() {
            return u16(OPT_END).u16(0);
        }
    }

    /**
     * @param out written to in small pieces; it is neither flushed nor closed
     */
    public PcapngWriter(OutputStream out) {
        this.out = out;
    }

    /**
     * The Section Header Block; once, and first.
     *
     * @param application the program that writes, with its version
     * @param comments what is remarked on the whole; of a longer one only the first {@link
     *     #LONGEST_OPTION} bytes
     */
    public void begin(String application, List<String> comments) throws IOException {
        Body body = new Body().u32(0x1a2b3c4d).u16(1).u16(0);
        // How long the section is will be known only at its end.
        body.u64(-1).comments(comments).option(SHB_USERAPPL, utf8(application)).endOfOptions();
        block(SECTION_HEADER, body);
    }

    /**
     * A Decryption Secrets Block, before the packets that it opens.
     *
     * @param lines an SSLKEYLOGFILE (RFC 9850)
     */
    public void keyLog(Bytes lines) throws IOException {
        Body body = new Body().u32(TLS_KEY_LOG).u32(lines.length()).padded(lines.toArray());
        block(DECRYPTION_SECRETS, body);
    }

    /**
     * An Enhanced Packet Block; before the first of its link type an Interface Description Block.
     * What was seen before 1970 cannot be told in this format, and is told as of then.
     */
    public void packet(Packet packet) throws IOException {
        int on = described(packet.linkType());
        long time = Math.max(0, packet.epochNanos());
        Body body = new Body().u32(on).u32((int) (time >> 32)).u32((int) time);
        body.u32(packet.bytes().length()).u32(packet.originalLength());
        body.padded(packet.bytes().toArray());
        if (!packet.comments().isEmpty()) {
            body.comments(packet.comments()).endOfOptions();
        }
        block(ENHANCED_PACKET, body);
    }

    /** Ends the file; a section without packets still says what they would have been. */
    public void end() throws IOException {
        if (interfaces.isEmpty()) {
            described(ETHERNET);
        }
    }

    private int described(int linkType) throws IOException {
        Integer known = interfaces.get(linkType);
        if (known != null) {
            return known;
        }
        // No snap length: each packet says itself how much of it is missing.
        Body body = new Body().u16(linkType).u16(0).u32(0);
        block(
                INTERFACE_DESCRIPTION,
                body.option(IF_TSRESOL, new byte[] {NANOSECONDS}).endOfOptions());
        int number = interfaces.size();
        interfaces.put(linkType, number);
        return number;
    }

    private void block(int type, Body body) throws IOException {
        int length = 12 + body.bytes.size();
        ByteBuffer frame = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        out.write(frame.putInt(type).putInt(length).array());
        body.bytes.writeTo(out);
        out.write(frame.array(), 4, 4);
    }

    /** As much of the text as an option takes, in whole characters. */
    private static byte[] utf8(String text) {
        CharsetEncoder encoder =
                StandardCharsets.UTF_8
                        .newEncoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE);
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(LONGEST_OPTION, 3L * text.length()));
        encoder.encode(CharBuffer.wrap(text), bytes, true);
        byte[] value = new byte[bytes.flip().remaining()];
        bytes.get(value);
        return value;
    }
}
