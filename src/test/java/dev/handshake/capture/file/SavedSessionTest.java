package dev.handshake.capture.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Failure;
import dev.handshake.capture.Origin;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SavedSessionTest {
    private static final Instant STARTED = Instant.parse("2026-11-23T07:16:00.123456789Z");

    private static final String TEXT =
            """
            TLS Handshake session
            target: www.msn.com:443
            lab scenario: tls12
            recorded: yes
            started: 2026-11-23T07:16:00.123456789Z
            name look-up: 404000 ns
            ended: NAME_TIMEOUT a.b 2.5
            trust anchor:
             MAMC
             AQU=
            trust anchor:
             MAA=\
            """;

    private static SavedSession saved(
            String host, @Nullable String scenario, List<Bytes> anchors, @Nullable Failure why) {
        Origin origin =
                new Origin(
                        scenario == null ? Origin.Kind.LIVE : Origin.Kind.LAB,
                        host,
                        8443,
                        scenario,
                        false);
        return new SavedSession(origin, -1, anchors, STARTED, why);
    }

    /** As it is when it is read: the door is a capture's. */
    private static SavedSession read(SavedSession written) {
        Origin was = written.origin();
        Origin origin =
                new Origin(
                        Origin.Kind.CAPTURE,
                        was.host(),
                        was.port(),
                        was.scenario(),
                        was.recorded());
        return new SavedSession(
                origin,
                written.nameLookupNanos(),
                written.trustAnchors(),
                written.started(),
                written.failure());
    }

    @Test
    void readsWhatAPersonCanReadToo() {
        assertThat(SavedSession.parse(TEXT))
                .contains(
                        new SavedSession(
                                new Origin(Origin.Kind.CAPTURE, "www.msn.com", 443, "tls12", true),
                                404_000,
                                List.of(Bytes.ofHex("3003020105"), Bytes.ofHex("3000")),
                                STARTED,
                                Failure.of(Failure.Kind.NAME_TIMEOUT, "a.b", 2.5)));
    }

    @Test
    void keepsOriginTimesAnchorsAndEnd() {
        byte[] anchor = new byte[1000];
        new Random(1).nextBytes(anchor);
        for (String host : List.of("www.msn.com", "127.0.0.1", "::1", "xn--3e0b707e.kr")) {
            SavedSession live =
                    saved(host, null, List.of(), Failure.of(Failure.Kind.HANDSHAKE_TIMEOUT, 15L));
            assertThat(SavedSession.parse(live.text())).contains(read(live));
            SavedSession lab = saved(host, "tls13", List.of(Bytes.of(anchor)), null);
            assertThat(SavedSession.parse(lab.text())).contains(read(lab));
        }
    }

    @Test
    void tellsWhoseConnectionItWas() {
        assertThat(SavedSession.parse(TEXT.replace("recorded: yes\n", "")).orElseThrow().origin())
                .matches(Origin::isOurs, "shaken by this program")
                .matches(Origin::isLab, "with its lab");
        assertThat(SavedSession.parse(TEXT).orElseThrow().origin())
                .matches(origin -> !origin.isOurs(), "recorded with another program")
                .matches(Origin::isLab, "one of the lab's scenarios");
        assertThat(
                        SavedSession.parse(TEXT.replace("target: www.msn.com:443\n", ""))
                                .orElseThrow()
                                .origin())
                .matches(origin -> !origin.isOurs(), "a client that came to the lab's server")
                .matches(Origin::isLab, "the lab's server");
    }

    @ParameterizedTest
    @EnumSource
    void keepsEveryWayInWhichACaptureFails(Failure.Kind kind) {
        String hostile = "a b\n\"%c\u0000 trust anchor: 한글";
        Failure failure =
                switch (kind) {
                    case NO_SUCH_NAME, ENGINE -> Failure.of(kind, hostile);
                    case NAME_TIMEOUT -> Failure.of(kind, "host", 10L);
                    case REFUSED, UNREACHABLE -> Failure.of(kind, "fe80::1%eth0", 443);
                    case CONNECT_TIMEOUT -> Failure.of(kind, "host", 443, 0.5);
                    case HANDSHAKE_TIMEOUT -> Failure.of(kind, 2.125);
                    case ALERT_RECEIVED, ALERT_SENT -> Failure.of(kind, 40);
                    case TOO_MUCH -> Failure.of(kind, 1 << 21);
                    case RESET, CLOSED_EARLY, CANCELLED -> Failure.of(kind);
                };
        SavedSession written = saved("www.msn.com", null, List.of(), failure);

        assertThat(written.text()).isASCII();
        assertThat(SavedSession.parse(written.text())).contains(read(written));
    }

    @Test
    void cutsWhatIsTooLongForAnOptionIntoSeveral() {
        byte[] anchor = new byte[20_000];
        new Random(2).nextBytes(anchor);
        List<Bytes> anchors = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            anchors.add(Bytes.of(anchor).from(i));
        }
        SavedSession written = saved("www.msn.com", "tls12", anchors, null);

        assertThat(written.comments())
                .hasSizeGreaterThan(3)
                .allMatch(one -> one.getBytes(StandardCharsets.UTF_8).length <= 0xffff);
        List<String> among = new ArrayList<>(List.of("what somebody else remarked"));
        among.addAll(written.comments());
        assertThat(SavedSession.parse(among)).contains(read(written));
    }

    @Test
    void passesOverLinesThatItDoesNotKnow() {
        String more = TEXT.replace("recorded:", "mood: good\n\n indented\nrecorded:") + "\n# bye\n";
        assertThat(SavedSession.parse(more)).isEqualTo(SavedSession.parse(TEXT));
        assertThat(SavedSession.parse(TEXT.replace("\n", "\r\n")))
                .isEqualTo(SavedSession.parse(TEXT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TLS Handshake session",
                "TLS Handshake sessions",
                "target: www.msn.com:443|target: www.msn.com:99999",
                "target: www.msn.com:443|target: <script>",
                "target: www.msn.com:443|target: ",
                "target: www.msn.com:443\nlab scenario: tls12|",
                "scenario: tls12|scenario: ../../etc/passwd",
                "recorded: yes|recorded: perhaps",
                "started: 2026|started: 9999",
                "started: 2026|started: -2026",
                "started: 2026|started: 1969",
                "started: 2026|started: ",
                "started: 2026-11-23T07:16:00.123456789Z|",
                "404000|-404000",
                "404000|9999999999999999999",
                "404000 ns|404000",
                "NAME_TIMEOUT a.b 2.5|NAME_TIMEOUT a.b",
                "NAME_TIMEOUT a.b 2.5|NAME_TIMEOUT a.b 2.5 7",
                "NAME_TIMEOUT a.b 2.5|NAME_TIMEOUT 2.5 a.b",
                "NAME_TIMEOUT a.b 2.5|NAME_TIMEOUT %zz 2.5",
                "NAME_TIMEOUT a.b 2.5|NO_SUCH_THING",
                "NAME_TIMEOUT a.b 2.5|ALERT_SENT 256",
                "NAME_TIMEOUT a.b 2.5|TOO_MUCH many",
                "AQU=|A",
                "AQU=|AQ=U",
                "AQU=|A U=",
            })
    void takesNothingThatIsNotWhole(String change) {
        List<String> parts = List.of(change.split("\\|", -1));
        String text =
                parts.size() == 1 ? parts.getFirst() : TEXT.replace(parts.get(0), parts.get(1));
        assertThat(text).isNotEqualTo(TEXT);
        assertThat(SavedSession.parse(text)).isEmpty();
    }

    @Test
    void survivesWhateverStandsInAComment() {
        Random random = new Random(3);
        String[] lines = TEXT.split("\n", -1);
        for (int run = 0; run < 2000; run++) {
            String[] changed = lines.clone();
            for (int i = 0; i < 3; i++) {
                int line = random.nextInt(changed.length);
                StringBuilder text = new StringBuilder(Objects.requireNonNull(changed[line]));
                text.insert(random.nextInt(text.length() + 1), (char) random.nextInt(0x20, 0x3000));
                changed[line] = text.toString();
            }
            String comment = String.join("\n", Arrays.asList(changed));
            SavedSession.parse(comment)
                    .ifPresent(it -> assertThat(SavedSession.parse(it.text())).contains(it));
        }
        assertThat(SavedSession.parse("")).isEmpty();
        assertThat(SavedSession.parse(List.of())).isEmpty();
        assertThat(SavedSession.parse(TEXT + " A".repeat(1 << 20))).isEmpty();
    }
}
