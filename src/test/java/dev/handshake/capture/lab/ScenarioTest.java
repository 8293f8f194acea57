package dev.handshake.capture.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handshake.bytes.Phrase;
import dev.handshake.capture.BadInput;
import dev.handshake.explain.Language;
import dev.handshake.explain.Words;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ScenarioTest {
    @ParameterizedTest
    @EnumSource
    void eachHasItsWords(Language language) {
        Words words = Words.of(language);
        for (Scenario.Group group : Scenario.Group.values()) {
            assertThat(words.text("lab.group." + group.word())).isNotBlank();
        }
        for (Scenario scenario : Scenario.all()) {
            assertThat(words.text("lab." + scenario.name() + ".title")).isNotBlank();
            assertThat(words.text("lab." + scenario.name() + ".summary")).isNotBlank();
        }
    }

    @Test
    void namesAreTheirOwn() {
        assertThat(Scenario.all()).extracting(Scenario::name).doesNotHaveDuplicates();
        assertThat(Scenario.lesson().name()).isEqualTo("tls12");
    }

    @Test
    void findsOneByItsName() throws BadInput {
        for (Scenario scenario : Scenario.all()) {
            assertThat(Scenario.named(scenario.name())).isSameAs(scenario);
        }
        assertThat(Scenario.named(" TLS13 ").name()).isEqualTo("tls13");
    }

    @Test
    void suggestsTheNearest() {
        assertThatThrownBy(() -> Scenario.named("tsl12"))
                .isInstanceOfSatisfying(
                        BadInput.class,
                        wrong ->
                                assertThat(wrong.phrase())
                                        .isEqualTo(
                                                Phrase.of(
                                                        "lab.unknown.nearest", "tsl12", "tls12")));
        assertThatThrownBy(() -> Scenario.named("breakfast"))
                .isInstanceOfSatisfying(
                        BadInput.class,
                        wrong ->
                                assertThat(wrong.phrase())
                                        .isEqualTo(Phrase.of("lab.unknown", "breakfast")));
    }
}
