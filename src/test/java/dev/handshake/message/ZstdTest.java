package dev.handshake.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Limits;
import dev.handshake.registry.CompressionAlgorithm;
import dev.handshake.registry.HandshakeType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames that Debian's zstd made, and others that it judges. */
class ZstdTest {
    private static final int MUTATIONS = 2_000;

    /** A skippable frame (RFC 8878 §3.1.2) of three bytes. */
    private static final Bytes SKIPPABLE = Bytes.ofHex("5a2a4d18" + "03000000" + "aabbcc");

    private static List<Bytes> chains = List.of();

    @TempDir Path folder;
    private ZstdProgram zstd;

    /** The bodies of real Certificate messages, the longest first. */
    @BeforeAll
    static void findChains() {
        chains =
                Corpus.messages().stream()
                        .map(Corpus.Sample::message)
                        .filter(message -> message.at(0) == HandshakeType.CERTIFICATE.code())
                        .map(message -> message.from(4))
                        .distinct()
                        .sorted((one, other) -> other.length() - one.length())
                        .toList();
    }

    @BeforeEach
    void findProgram() {
        zstd = new ZstdProgram(folder);
    }

    private static Decompression read(Bytes compressed, int most) {
        return Decompression.read(CompressionAlgorithm.ZSTD, compressed, most);
    }

    private static Decompression read(Bytes compressed) {
        return read(compressed, Limits.HANDSHAKE_MESSAGE);
    }

    private static Bytes random(int length, int alphabet) {
        Random random = new Random(8878);
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) random.nextInt(alphabet);
        }
        return Bytes.of(bytes);
    }

    /** As much as a message may have, of certificates and their names. */
    private static Bytes joined() {
        List<Bytes> parts = new ArrayList<>();
        Stream.concat(chains.stream(), Corpus.certificateFiles().stream().map(Corpus::bytes))
                .forEach(parts::add);
        Bytes all = Bytes.concat(parts.toArray(Bytes[]::new));
        return all.slice(0, Math.min(all.length(), Limits.HANDSHAKE_MESSAGE));
    }

    private static Map<String, Bytes> contents() {
        Map<String, Bytes> contents = new LinkedHashMap<>();
        chains.stream().limit(6).forEach(chain -> contents.put(chain.toString(), chain));
        contents.put("all chains", joined());
        contents.put("nothing", Bytes.EMPTY);
        contents.put("one byte", Bytes.of(new byte[] {7}));
        contents.put("random", random(70_000, 256));
        contents.put("few symbols", random(140_000, 5));
        contents.put("one byte again and again", Bytes.of(new byte[Limits.HANDSHAKE_MESSAGE]));
        contents.put(
                "words again and again",
                Bytes.of("0123456789 abcdef ".repeat(14_000).getBytes(StandardCharsets.US_ASCII)));
        return contents;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1",
                "-3",
                "-9",
                "-19",
                "--ultra -22",
                "--fast=5",
                "-19 --zstd=wlog=10",
                "-3 --no-content-size",
                "-12 --no-compress-literals",
                "-1 --compress-literals"
            })
    void readsWhatTheProgramMakes(String level) throws Exception {
        for (String check : List.of("--check", "--no-check")) {
            for (var content : contents().entrySet()) {
                String[] options = (level + " " + check).split(" ", -1);
                Decompression read = read(zstd.compress(content.getValue(), options));
                assertThat(read.whole()).as(content.getKey()).isTrue();
                assertThat(read.bytes()).as(content.getKey()).isEqualTo(content.getValue());
            }
        }
    }

    @Test
    void readsFrameAfterFrame() throws Exception {
        Bytes chain = chains.getFirst();
        Bytes frame = zstd.compress(chain, "-19");
        Decompression read =
                read(Bytes.concat(SKIPPABLE, frame, SKIPPABLE, zstd.compress(chain), SKIPPABLE));
        assertThat(read).isEqualTo(new Decompression(Bytes.concat(chain, chain), true));
        assertThat(read(Bytes.concat(frame, Bytes.of(new byte[1]))).whole()).isFalse();
        assertThat(read(Bytes.concat(frame, SKIPPABLE.slice(0, 10))).whole()).isFalse();
    }

    /** A frame does not see what came out of the one before it. */
    @Test
    void repeatsNothingOfAnotherFrame() throws Exception {
        Bytes frame = zstd.compress(Bytes.of(new byte[1000]), "--no-check", "--no-content-size");
        for (int i = 0; i < frame.length(); i++) {
            for (int value = 0; value < 256; value++) {
                byte[] other = frame.toArray();
                other[i] = (byte) value;
                Decompression alone = read(Bytes.of(other));
                Decompression second = read(Bytes.concat(frame, Bytes.of(other)));
                assertThat(second.whole()).isEqualTo(alone.whole());
            }
        }
    }

    @Test
    void leavesWhatNeedsADictionary() throws Exception {
        List<Bytes> samples =
                Corpus.certificateFiles().stream().map(Corpus::bytes).limit(200).toList();
        String dictionary = zstd.dictionary(samples).toString();
        Decompression read = read(zstd.compress(samples.getFirst(), "-D", dictionary));
        assertThat(read).isEqualTo(new Decompression(Bytes.EMPTY, false));
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "1, 1", "19, 4999", "19, 100", "22, 4096"})
    void stopsWhereItIsTold(int level, int most) throws Exception {
        Bytes content = random(5_000, 3);
        Bytes frame = zstd.compress(content, "--ultra", "-" + level);
        assertThat(read(frame, most)).isEqualTo(new Decompression(content.slice(0, most), false));
        assertThat(read(frame, content.length())).isEqualTo(new Decompression(content, true));
    }

    @Test
    void acceptsNoPrefixOfAFrame() throws Exception {
        for (Bytes content : List.of(chains.getFirst(), random(3_000, 4), Bytes.EMPTY)) {
            for (String check : List.of("--check", "--no-check")) {
                Bytes frame = zstd.compress(content, "-19", check);
                for (int length = 1; length < frame.length(); length++) {
                    Decompression read = read(frame.slice(0, length));
                    assertThat(read.whole()).as("%d of %s", length, frame).isFalse();
                    assertThat(content.startsWith(read.bytes())).isTrue();
                }
            }
        }
    }

    /** With a checksum nothing but the right bytes; else what the program itself makes of it. */
    @ParameterizedTest
    @CsvSource({
        "-1, --check",
        "-19, --check",
        "-1, --no-check",
        "-19, --no-check",
        "-19 --zstd=wlog=10, --no-check"
    })
    void acceptsOnlyWhatIsRight(String level, String check) throws Exception {
        Random random = new Random(8879);
        List<Bytes> contents = List.of(chains.getFirst(), random(3_000, 6), random(400, 2));
        for (Bytes content : contents) {
            Bytes frame = zstd.compress(content, (level + " " + check).split(" ", -1));
            for (int i = 0; i < MUTATIONS / contents.size() + 1; i++) {
                Bytes mutated = mutated(frame, random);
                Decompression read = read(mutated);
                if (!read.whole() || mutated.equals(frame)) {
                    continue;
                }
                if (check.equals("--check") && (mutated.at(4) & 4) != 0) {
                    assertThat(read.bytes()).as(mutated.hex()).isEqualTo(content);
                }
                assertThat(Optional.of(read.bytes()))
                        .as(mutated.hex())
                        .isEqualTo(zstd.decompress(mutated));
            }
        }
    }

    private static Bytes mutated(Bytes frame, Random random) {
        byte[] bytes = frame.toArray();
        for (int i = 0; i <= random.nextInt(3); i++) {
            int at = random.nextBoolean() ? random.nextInt(bytes.length) : random.nextInt(24);
            at = Math.min(at, bytes.length - 1);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                case 2 -> bytes = Arrays.copyOf(bytes, bytes.length + random.nextInt(4));
                default ->
                        System.arraycopy(bytes, at, bytes, at / 2, Math.min(8, bytes.length - at));
            }
        }
        return Bytes.of(bytes);
    }

    /** Sizes that a frame declares cost nothing. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                // 2^64-1 bytes of content, and a block that is not there.
                "28b52ffd" + "e0" + "ffffffffffffffff",
                // A window of 3.75 TiB and an empty block.
                "28b52ffd" + "00" + "ff" + "010000",
                // A skippable frame of 4 GiB.
                "5f2a4d18" + "ffffffff" + "00",
                // A block of the type that is reserved.
                "28b52ffd" + "20" + "00" + "070000",
                // A compressed block of no bytes.
                "28b52ffd" + "00" + "70" + "050000"
            })
    void isNotImpressedBySizes(String hex) {
        Bytes frame = Bytes.ofHex(hex);
        assertThat(read(frame).bytes()).isEqualTo(Bytes.EMPTY);
    }

    /** RFC 8878 §3.1.1.2.2: a byte that comes 2^17 times from four; two blocks fill the limit. */
    @Test
    void stopsAtTheLimit() {
        Bytes block = Bytes.ofHex("02001041");
        Bytes[] parts = new Bytes[1_000];
        Arrays.fill(parts, block);
        parts[0] = Bytes.ofHex("28b52ffd" + "00" + "70");
        Decompression read = read(Bytes.concat(parts));
        assertThat(read.whole()).isFalse();
        assertThat(read.bytes().length()).isEqualTo(Limits.HANDSHAKE_MESSAGE);
    }
}
