package dev.handshake.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.handshake.capture.BadInput;
import dev.handshake.capture.Target;
import dev.handshake.explain.Language;
import dev.handshake.explain.Words;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people type as a host: read, or answered with a sentence. */
final class TypedHostTest {
    @ParameterizedTest
    @CsvSource({
        "www.msn.com, www.msn.com, 443",
        "' www.msn.com ', www.msn.com, 443",
        "WWW.MSN.com, www.msn.com, 443",
        "www.msn.com., www.msn.com, 443",
        "www.msn.com:8443, www.msn.com, 8443",
        "www.msn.com:, www.msn.com, 443",
        "https://www.msn.com, www.msn.com, 443",
        "https://www.msn.com/ko-kr?x=1#top, www.msn.com, 443",
        "HTTPS://user:pw@www.msn.com:444/, www.msn.com, 444",
        "한국.kr, xn--3e0b707e.kr, 443",
        "https://한국.kr/길, xn--3e0b707e.kr, 443",
        "bücher.example, xn--bcher-kva.example, 443",
        "127.0.0.1:8443, 127.0.0.1, 8443",
        "::1, ::1, 443",
        "[::1], ::1, 443",
        "[::1]:8443, ::1, 8443",
        "https://[2001:db8::1]:8443/x, 2001:db8::1, 8443",
        "localhost:1, localhost, 1",
        "www.msn.com:65535, www.msn.com, 65535",
        "_dmarc.example.com, _dmarc.example.com, 443",
    })
    void readsWhatIsAHost(String typed, String host, int port) throws BadInput {
        assertThat(Target.parse(typed)).isEqualTo(new Target(host, port));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "www msn com",
                "www.msn.com/path",
                "www.msn.com:0",
                "www.msn.com:99999",
                "www.msn.com:https",
                "www.msn.com:-1",
                "ftp://www.msn.com",
                "https://",
                "https:///path",
                "[::1",
                "[::1]x",
                "1::2::3",
                ":::",
                "1.2.3",
                "1.2.3.256",
                "-www.msn.com",
                "www..com",
                ".",
                "a\u0000b",
                "www.msn.com\nx",
                "<b>.com",
                "\u202emoc.nsm",
                "mailto:me@example.com",
                "www.msn.com:443:443",
                "[]",
                "%00",
            })
    void answersTheRestInBothLanguages(String typed) {
        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> Target.parse(typed))
                .satisfies(bad -> {
                    for (Language language : Language.values()) {
                        String sentence = Words.of(language).text(bad.phrase());
                        assertThat(sentence).isNotBlank().doesNotContain("{", "null");
                    }
                });
    }

    @Test
    void aNameMayBeAsLongAsDnsAllowsAndNoLonger() throws BadInput {
        String label = "a".repeat(63);
        String longest = String.join(".", label, label, label, "a".repeat(61));
        assertThat(Target.parse(longest).host()).hasSize(253);
        for (String tooLong :
                List.of(longest + "a", "a".repeat(64) + ".com", "x".repeat(100_000))) {
            assertThatExceptionOfType(BadInput.class).isThrownBy(() -> Target.parse(tooLong));
        }
    }

    @Test
    void eachKindOfMistakeHasItsOwnSentence() {
        List<String> mistakes =
                List.of("", "a b", "a/b", "a:0", "ftp://a", "1::2::3", "1.2.3", "-a");
        for (Language language : Language.values()) {
            Set<String> keys = new HashSet<>();
            List<String> sentences = new ArrayList<>();
            for (String typed : mistakes) {
                try {
                    Target.parse(typed);
                    throw new AssertionError(typed);
                } catch (BadInput e) {
                    keys.add(e.phrase().key());
                    sentences.add(Words.of(language).text(e.phrase()));
                }
            }
            assertThat(keys).hasSameSizeAs(mistakes);
            assertThat(sentences).doesNotHaveDuplicates();
        }
    }
}
