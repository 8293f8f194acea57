package dev.handshake.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.bytes.Bytes;
import dev.handshake.record.RecordRead;
import dev.handshake.session.MessageRead;
import dev.handshake.session.Provenance;
import dev.handshake.session.Session;
import dev.handshake.verify.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A key log that is not this connection's decrypts nothing, and changes nothing else. */
final class WrongKeysTest {
    @TempDir private Path temp;

    /** A line of a key log. */
    record Line(String label, String random, String secret) {
        static Line of(String text) {
            String[] words = text.split(" ", -1);
            return new Line(words[0], words[1], words[2]);
        }

        Line withRandom(String other) {
            return new Line(label, other, secret);
        }

        Line withSecret(String other) {
            return new Line(label, random, other);
        }

        /** Under another label, if this one has that in it. */
        Line relabelled(String... pairs) {
            for (int i = 0; i < pairs.length; i += 2) {
                if (label.contains(pairs[i])) {
                    return new Line(label.replace(pairs[i], pairs[i + 1]), random, secret);
                }
            }
            return this;
        }

        @Override
        public String toString() {
            return label + " " + random + " " + secret;
        }
    }

    @SuppressWarnings("ImmutableEnumChecker") // A lambda keeps nothing.
    enum Wrong {
        ANOTHER_SESSIONS(line -> line.withRandom(flipped(line.random(), 31))),
        FLIPPED_AT_THE_START(line -> line.withSecret(flipped(line.secret(), 0))),
        FLIPPED_AT_THE_END(
                line -> line.withSecret(flipped(line.secret(), line.secret().length() / 2 - 1))),
        CLIENT_AND_SERVER_SWAPPED(line ->
                line.relabelled(
                        "CLIENT_HANDSHAKE",
                        "SERVER_HANDSHAKE",
                        "SERVER_HANDSHAKE",
                        "CLIENT_HANDSHAKE",
                        "CLIENT_TRAFFIC",
                        "SERVER_TRAFFIC",
                        "SERVER_TRAFFIC",
                        "CLIENT_TRAFFIC")),
        HANDSHAKE_AND_APPLICATION_SWAPPED(line ->
                line.relabelled(
                        "HANDSHAKE_TRAFFIC_SECRET",
                        "TRAFFIC_SECRET_0",
                        "TRAFFIC_SECRET_0",
                        "HANDSHAKE_TRAFFIC_SECRET")),
        A_BYTE_SHORT(line -> line.withSecret(cut(line.secret(), 2))),
        HALF(line -> line.withSecret(cut(line.secret(), line.secret().length() / 2))),
        A_BYTE_LONG(line -> line.withSecret(line.secret() + "00")),
        EMPTY(line -> line.withSecret(""));

        private final UnaryOperator<Line> change;

        Wrong(UnaryOperator<Line> change) {
            this.change = change;
        }

        /** Whether it says anything of a connection of TLS 1.2, which has but one secret. */
        boolean concernsTls12() {
            return this != CLIENT_AND_SERVER_SWAPPED && this != HANDSHAKE_AND_APPLICATION_SWAPPED;
        }

        private static String flipped(String hex, int at) {
            byte[] bytes = Bytes.ofHex(hex).toArray();
            bytes[at] ^= 0x10;
            return Bytes.of(bytes).hex();
        }

        private static String cut(String hex, int digits) {
            return hex.substring(0, hex.length() - digits);
        }
    }

    static Stream<Arguments> wrong() {
        return Gold.keyed()
                .flatMap(gold ->
                        Stream.of(Wrong.values())
                                .filter(it -> it.concernsTls12() || !gold.name().contains("tls12"))
                                .map(it -> Arguments.of(gold, it)));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void wrongKeysDecryptNothing(Gold gold, Wrong wrong) throws Exception {
        Path keyLog = Objects.requireNonNull(gold.keyLog());
        List<Line> right =
                Files.readAllLines(keyLog).stream()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .map(Line::of)
                        .toList();
        List<Line> lines = right.stream().map(wrong.change).toList();
        assertThat(lines).isNotEqualTo(right);
        // One line is of nobody here, so that the file is a key log whatever becomes of the others.
        Path changed = temp.resolve("wrong.keys");
        Files.writeString(
                changed,
                "CLIENT_RANDOM %s %s\n".formatted("ab".repeat(32), "cd".repeat(48))
                        + String.join("\n", lines.stream().map(Line::toString).toList()));
        Path capture = temp.resolve("gold.pcap");
        PcapFile.write(capture, List.of(gold.segments()), true);

        Session decrypted = Opened.of(capture, keyLog).sessions().getFirst();
        Session without = Opened.of(capture, null).sessions().getFirst();
        Session session = Opened.of(capture, changed).sessions().getFirst();

        assertThat(decrypted.messages())
                .extracting(MessageRead::provenance)
                .contains(Provenance.DECRYPTED);
        assertThat(session.messages())
                .extracting(MessageRead::provenance)
                .doesNotContain(Provenance.DECRYPTED);
        assertThat(session.records()).noneMatch(RecordRead::decrypted);
        assertThat(Opened.types(session)).isEqualTo(Opened.types(without));
        assertThat(session.negotiated()).isEqualTo(without.negotiated());
        assertThat(session.verdicts())
                .filteredOn(verdict -> isFinished(verdict.check()))
                .noneMatch(verdict -> verdict.result() == Verdict.Result.PASS);
    }

    private static boolean isFinished(Verdict.Check check) {
        return check == Verdict.Check.CLIENT_FINISHED || check == Verdict.Check.SERVER_FINISHED;
    }
}
