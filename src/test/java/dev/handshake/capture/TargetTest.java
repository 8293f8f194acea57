package dev.handshake.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handshake.explain.Language;
import dev.handshake.explain.Words;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TargetTest {
    @ParameterizedTest
    @CsvSource({
        "www.msn.com, www.msn.com, 443",
        "WWW.MSN.Com, www.msn.com, 443",
        "'  www.msn.com\t', www.msn.com, 443",
        "www.msn.com., www.msn.com, 443",
        "www.msn.com:8443, www.msn.com, 8443",
        "www.msn.com:080, www.msn.com, 80",
        "www.msn.com:65535, www.msn.com, 65535",
        "www.msn.com:, www.msn.com, 443",
        "localhost, localhost, 443",
        "_dmarc.example.org, _dmarc.example.org, 443",
        "한국.kr, xn--3e0b707e.kr, 443",
        "한국.KR:444, xn--3e0b707e.kr, 444",
        "bücher.example, xn--bcher-kva.example, 443",
        "www。msn。com, www.msn.com, 443",
        "https://www.msn.com, www.msn.com, 443",
        "HTTPS://www.msn.com/ko-kr?x=1#top, www.msn.com, 443",
        "http://www.msn.com/, www.msn.com, 443",
        "https://user:secret@www.msn.com:8443/a@b, www.msn.com, 8443",
        "https://[::1]:8443/, ::1, 8443",
        "127.0.0.1, 127.0.0.1, 443",
        "１２７.0.0.1, 127.0.0.1, 443",
        "127.0.0.1:8443, 127.0.0.1, 8443",
        "::1, ::1, 443",
        "[::1], ::1, 443",
        "[::1]:, ::1, 443",
        "[2001:db8::7]:8443, 2001:db8::7, 8443",
        "fe80::1%eth0, fe80::1%eth0, 443",
        "[fe80::1%eth0]:444, fe80::1%eth0, 444",
    })
    void readsWhatPeopleType(String typed, String host, int port) throws BadInput {
        assertThat(Target.parse(typed)).isEqualTo(new Target(host, port));
    }

    @ParameterizedTest
    @CsvSource({
        "'', target.empty",
        "'   ', target.empty",
        "https://, target.empty",
        "https:///path, target.empty",
        "ftp://www.msn.com, target.scheme",
        "www msn com, target.spaces",
        "www.msn.com/path, target.path",
        "www.msn.com:0, target.port",
        "www.msn.com:99999, target.port",
        "www.msn.com:65536, target.port",
        "www.msn.com:-1, target.port",
        "www.msn.com:https, target.port",
        "https:www.msn.com, target.port",
        "user@www.msn.com, target.host",
        "., target.host",
        ":443, target.host",
        "a..b, target.host",
        "-a.example, target.host",
        "a-.example, target.host",
        "[::1, target.host",
        "[::1]443, target.host",
        "[www.msn.com], target.ipv6",
        "1:2:3, target.ipv6",
        "::g, target.ipv6",
        "256.1.1.1, target.ipv4",
        "1.2.3, target.ipv4",
        "1.2.3.4.5, target.ipv4",
        "01.2.3.4, target.ipv4",
        "12345, target.ipv4",
    })
    void saysWhatIsWrong(String typed, String key) {
        assertThatThrownBy(() -> Target.parse(typed))
                .isInstanceOfSatisfying(
                        BadInput.class,
                        wrong -> {
                            assertThat(wrong.phrase().key()).isEqualTo(key);
                            for (Language language : Language.values()) {
                                assertThat(Words.of(language).text(wrong.phrase()))
                                        .isNotBlank()
                                        .doesNotContain("{0}");
                            }
                        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", ".", "1", ":", "[", "/", "한", "a.", "\u202e", "x@", "%"})
    void staysCalmAtAPastedPage(String piece) {
        String page = piece.repeat(200_000);

        assertThatThrownBy(() -> Target.parse(page))
                .isInstanceOfSatisfying(
                        BadInput.class,
                        wrong ->
                                assertThat(Words.of(Language.ENGLISH).text(wrong.phrase()))
                                        .hasSizeLessThan(200));
    }

    @Test
    void takesANameOf253CharactersAndNoLonger() throws BadInput {
        String longest = "a".repeat(61) + ("." + "b".repeat(63)).repeat(3);
        assertThat(longest).hasSize(253);

        assertThat(Target.parse(longest).host()).isEqualTo(longest);
        assertThatThrownBy(() -> Target.parse("a" + longest)).isInstanceOf(BadInput.class);
    }

    @Test
    void tellsAddressesFromNames() throws BadInput {
        assertThat(Target.parse("::1").isAddress()).isTrue();
        assertThat(Target.parse("10.0.0.1").isAddress()).isTrue();
        assertThat(Target.parse("10.example").isAddress()).isFalse();
    }

    @Test
    void isWrittenAsAUrlWould() throws BadInput {
        assertThat(Target.parse("::1")).hasToString("[::1]:443");
        assertThat(Target.parse("www.msn.com")).hasToString("www.msn.com:443");
    }
}
