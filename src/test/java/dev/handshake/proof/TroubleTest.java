package dev.handshake.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.capture.CaptureEvent;
import dev.handshake.capture.Failure;
import dev.handshake.capture.Limits;
import dev.handshake.capture.Sender;
import dev.handshake.explain.Language;
import dev.handshake.explain.Words;
import dev.handshake.session.Outcome;
import dev.handshake.session.Session;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Connections that fail: each with an outcome and a sentence of its own, none with an exception.
 */
final class TroubleTest {
    private static final Map<Trouble, Shake> MET = new LinkedHashMap<>();

    @BeforeAll
    static void meetThemAll() throws Exception {
        for (Trouble trouble : Trouble.all()) {
            MET.put(trouble, trouble.meeting().play());
        }
    }

    @TestFactory
    Stream<DynamicTest> eachEndsWithItsOwnFailure() {
        return each((trouble, shake) -> {
            assertThat(shake.events().getFirst()).isInstanceOf(CaptureEvent.Opened.class);
            assertThat(shake.last()).isInstanceOf(CaptureEvent.Failed.class);
            Failure failure = ((CaptureEvent.Failed) shake.last()).failure();
            assertThat(failure.kind()).isEqualTo(trouble.failure().kind());
            if (!trouble.failure().args().isEmpty()) {
                assertThat(failure).isEqualTo(trouble.failure());
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> eachKeepsWhatWasCapturedWithinTheLimits() {
        return each((_, shake) -> {
            int captured =
                    shake.bytes(Sender.SERVER).length() + shake.bytes(Sender.CLIENT).length();
            Session session = shake.session();
            assertThat(captured).isLessThanOrEqualTo(Limits.CONNECTION);
            assertThat(session.messages()).hasSizeLessThanOrEqualTo(Limits.MESSAGES);
            assertThat(session.messages().stream().mapToInt(m -> m.bytes().length()))
                    .allMatch(length -> length <= Limits.HANDSHAKE_MESSAGE + 4);
            if (captured > 0) {
                assertThat(Report.of(session).rows()).contains(">client_hello");
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> eachIsAnOutcomeWithASentence() {
        return each((trouble, shake) -> {
            Outcome outcome = shake.session().outcome();
            assertThat(outcome.status()).isEqualTo(Outcome.Status.FAILED);
            for (Language language : Language.values()) {
                assertThat(sentence(shake, language))
                        .as(trouble.name())
                        .endsWith(".")
                        .doesNotContain("{", "null", "Exception");
            }
            Report report = shake.report();
            assertThat(report.at("outcome.status")).isEqualTo("failed");
            assertThat(report.at("outcome.reason")).isEqualTo(sentence(shake, Language.ENGLISH));
        });
    }

    @ParameterizedTest
    @EnumSource
    void noTwoSayTheSame(Language language) {
        assertThat(MET.values().stream().map(shake -> sentence(shake, language)))
                .doesNotHaveDuplicates();
    }

    @Test
    void aPortIsNoQuantity() {
        MET.forEach((trouble, shake) -> {
            if (trouble.failure().kind() == Failure.Kind.REFUSED) {
                String port =
                        ((CaptureEvent.Failed) shake.last()).failure().args().get(1).toString();
                assertThat(port).matches("[0-9]+");
                assertThat(sentence(shake, Language.ENGLISH)).contains(port);
                assertThat(sentence(shake, Language.KOREAN)).contains(port);
            }
        });
    }

    private static String sentence(Shake shake, Language language) {
        return Words.of(language).text(shake.session().outcome().reason());
    }

    private interface Claim {
        void check(Trouble trouble, Shake shake);
    }

    private static Stream<DynamicTest> each(Claim claim) {
        return MET.entrySet().stream()
                .map(met ->
                        DynamicTest.dynamicTest(
                                met.getKey().name(),
                                () -> claim.check(met.getKey(), met.getValue())));
    }
}
