package dev.handshake.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.Field;
import dev.handshake.bytes.Problem;
import dev.handshake.bytes.Value;
import dev.handshake.message.Corpus;
import dev.handshake.message.Messages;
import dev.handshake.registry.CipherSuite;
import dev.handshake.registry.ExtensionType;
import dev.handshake.registry.HandshakeType;
import dev.handshake.registry.ProtocolVersion;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ValueWordsTest {
    private static final Words EN = Words.of(Language.ENGLISH);
    private static final Words KO = Words.of(Language.KOREAN);

    @Test
    void showsCodesByNameAndNumber() {
        assertThat(EN.value(Value.Coded.of(ProtocolVersion.TLS_1_2))).isEqualTo("TLS 1.2 (0x0303)");
        assertThat(EN.value(Value.Coded.of(HandshakeType.SERVER_HELLO)))
                .isEqualTo("server_hello (2)");
        assertThat(EN.value(Value.Coded.of(new CipherSuite(0x1a1a)))).isEqualTo("GREASE (0x1a1a)");
        assertThat(EN.value(Value.Coded.of(new CipherSuite(0x1234)))).isEqualTo("unknown (0x1234)");
        assertThat(KO.value(Value.Coded.of(new CipherSuite(0x1234)))).isEqualTo("알 수 없음 (0x1234)");
    }

    @Test
    void showsNumbersBytesAndTimes() {
        assertThat(EN.value(new Value.Unsigned(16384))).isEqualTo("16384");
        assertThat(EN.value(new Value.Opaque(Bytes.ofHex("00ff")))).isEqualTo("00ff");
        assertThat(EN.value(new Value.Opaque(Bytes.EMPTY))).isEqualTo("empty");
        assertThat(KO.value(new Value.Opaque(Bytes.EMPTY))).isEqualTo("비어 있음");
        assertThat(EN.value(new Value.Time(Instant.parse("2026-07-21T00:00:00Z"))))
                .isEqualTo("2026-07-21 00:00:00 UTC");
        assertThat(EN.value(new Value.Struct())).isEmpty();
        assertThat(EN.value(new Value.Flag(true))).isEqualTo("yes");
    }

    @Test
    void countsInBothLanguages() {
        assertThat(EN.value(new Value.Items(6))).isEqualTo("6 items");
        assertThat(EN.value(new Value.Items(1))).isEqualTo("1 item");
        assertThat(EN.value(new Value.Items(0))).isEqualTo("none");
        assertThat(KO.value(new Value.Items(6))).isEqualTo("6개");
        assertThat(EN.value(new Value.Seconds(1))).isEqualTo("1 second");
        assertThat(EN.value(new Value.Seconds(7200))).isEqualTo("7,200 seconds");
        assertThat(KO.value(new Value.Seconds(7200))).isEqualTo("7,200초");
    }

    @Test
    void hidesNothingInText() {
        assertThat(EN.value(new Value.Text("a\u001b[2Jb\u202ec\u0000{0}'\n")))
                .isEqualTo("a\\u{1b}[2Jb\\u{202e}c\\u{0}{0}'\\u{a}");
        assertThat(EN.value(new Value.Text("한국.kr"))).isEqualTo("한국.kr");
        assertThat(Words.visible("\ud800")).isEqualTo("\\u{d800}");
    }

    /** That as many bytes come out as should does not make them right. */
    @Test
    void tellsDamageFromAnotherLength() {
        for (Words words : new Words[] {EN, KO}) {
            assertThat(words.problem(new Problem(Problem.Kind.NOT_DECOMPRESSED, "x", 41, 7, 7)))
                    .contains("41", "7")
                    .isNotEqualTo(
                            words.problem(
                                    new Problem(Problem.Kind.NOT_DECOMPRESSED, "x", 41, 7, 8)));
        }
    }

    @ParameterizedTest
    @EnumSource(Problem.Kind.class)
    void wordsEveryProblem(Problem.Kind kind) {
        Problem problem = new Problem(kind, "client_hello / {0} / x", 41, 61666, 230);
        for (Words words : new Words[] {EN, KO}) {
            String sentence = words.value(new Value.Malformed(problem));
            assertThat(sentence)
                    .contains("client_hello / {0} / x", "41")
                    .doesNotContain("{1}", "{2}", "{3}");
        }
    }

    @Test
    void namesFieldsInBothLanguages() {
        assertThat(EN.name("legacy_version")).isEqualTo("Version");
        assertThat(KO.name("legacy_version")).isEqualTo("버전");
        assertThat(KO.name("random")).isEqualTo("난수");
        assertThat(KO.name("cipher_suite")).isEqualTo("암호 스위트");
        assertThat(EN.name("no_such_key")).isEqualTo("no such key");
    }

    @Test
    void namesEveryFieldThatOccurs() {
        Set<String> keys = new TreeSet<>();
        Stream.concat(
                        Corpus.messages().stream().map(Corpus.Sample::read),
                        Corpus.certificateFiles().stream()
                                .map(Corpus::asCertificateMessage)
                                .map(Corpus.Sample::read))
                .flatMap(read -> read.fields().stream())
                .flatMap(Field::walk)
                .forEach(field -> keys.add(field.key()));
        Stream.of(
                        Messages.alert(Bytes.ofHex("0100")),
                        Messages.changeCipherSpec(Bytes.ofHex("01")),
                        Messages.applicationData(Bytes.ofHex("00")))
                .flatMap(read -> read.fields().stream())
                .forEach(field -> keys.add(field.key()));
        ExtensionType.all().forEach(type -> keys.add(type.name()));
        assertThat(keys).hasSizeGreaterThan(150);
        assertThat(keys)
                .allSatisfy(key -> {
                    assertThat(EN.has("field." + key)).as("en %s", key).isTrue();
                    assertThat(KO.has("field." + key)).as("ko %s", key).isTrue();
                });
    }
}
