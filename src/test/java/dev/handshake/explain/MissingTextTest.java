package dev.handshake.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handshake.verify.Verdict;
import java.util.List;
import java.util.ListResourceBundle;
import java.util.MissingResourceException;
import org.junit.jupiter.api.Test;

/** What is missing in one language is said in the other. */
final class MissingTextTest {
    private static final Words BARE =
            new Words(
                    Language.KOREAN,
                    new ListResourceBundle() {
                        @Override
                        protected Object[][] getContents() {
                            return new Object[][] {{"value.yes", "예"}};
                        }
                    });

    @Test
    void aLabelThatIsMissingIsShownInTheOtherLanguage() {
        assertThat(BARE.text("value.yes")).isEqualTo("예");
        assertThat(BARE.text("value.no")).isEqualTo("no");
        assertThat(BARE.text("value.items", 3)).isEqualTo("3 items");
    }

    @Test
    void aLabelThatIsNowhereIsAMistakeOfTheProgram() {
        assertThatThrownBy(() -> BARE.text("value.nowhere"))
                .isInstanceOf(MissingResourceException.class);
    }

    @Test
    void anExplanationThatIsMissingIsShownInTheOtherLanguage() {
        List<Entry> one =
                EntryReader.read(
                        "## check sct\n\nSource: none\n\nWhat: 한국어\n\n"
                                + "## term tls\n\nSource: none\n\nName: TLS\n\nWhat: 한국어");
        Explainer explainer = new Explainer(new Library(one), BARE, MainSecret.MAIN);
        assertThat(text(explainer, Verdict.Check.SCT)).isEqualTo("한국어");
        assertThat(text(explainer, Verdict.Check.CHAIN))
                .isEqualTo(
                        text(
                                new Explainer(Words.of(Language.ENGLISH), MainSecret.MAIN),
                                Verdict.Check.CHAIN));
    }

    private static String text(Explainer explainer, Verdict.Check check) {
        return explainer.check(check, Situation.NONE).orElseThrow().paragraphs().getFirst().text();
    }
}
