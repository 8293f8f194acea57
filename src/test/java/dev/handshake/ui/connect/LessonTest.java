package dev.handshake.ui.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.capture.CaptureEvent;
import dev.handshake.capture.lab.DataFolder;
import dev.handshake.capture.lab.LabSource;
import dev.handshake.capture.lab.Scenario;
import dev.handshake.session.Outcome;
import dev.handshake.session.Session;
import dev.handshake.session.SessionBuilder;
import dev.handshake.ui.model.Role;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LessonTest {
    @BeforeAll
    static void keepTheLabsKeysApart() {
        if (System.getProperty(DataFolder.PROPERTY) == null) {
            System.setProperty(DataFolder.PROPERTY, Path.of("target", "lab").toString());
        }
    }

    static List<Lesson> lessons() {
        return Lesson.all();
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void hasTheShapeThatItsScenarioTakes(Lesson lesson) {
        List<SessionBuilder> builders = new ArrayList<>();
        new LabSource(lesson.scenario())
                .capture(event -> {
                    if (event instanceof CaptureEvent.Opened) {
                        builders.add(new SessionBuilder(_ -> {}));
                    }
                    builders.getLast().accept(event);
                });
        assertThat(lesson.shape())
                .isEqualTo(
                        builders.stream()
                                .map(SessionBuilder::snapshot)
                                .flatMap(LessonTest::strokes)
                                .toList());
        assertThat(lesson.stops())
                .isEqualTo(
                        builders.stream()
                                .map(builder -> builder.snapshot().outcome().status())
                                .anyMatch(status -> status != Outcome.Status.COMPLETED));
    }

    @Test
    void isFoundByItsNameAndByItsWordsInAnyLanguage() {
        Lesson lesson = lessons().getFirst();
        assertThat(lesson.scenario().name()).isEqualTo("tls12");
        assertThat(lesson.matches("")).isTrue();
        assertThat(lesson.matches(" TLS12 ")).isTrue();
        assertThat(lesson.matches("trips ocsp")).as("two words of its sentence").isTrue();
        assertThat(lesson.matches("수업")).isTrue();
        assertThat(lesson.matches("trips 1.3")).as("only one of them").isFalse();
    }

    @Test
    void invitesWithTheLessonFirst() {
        assertThat(Lesson.inviting().getFirst().scenario()).isEqualTo(Scenario.lesson());
        assertThat(Lesson.inviting()).hasSize(8).isSubsetOf(Lesson.all());
    }

    private static Stream<Lesson.Stroke> strokes(Session session) {
        return session.messages().stream()
                .filter(message -> !message.isAbsent())
                .map(message -> new Lesson.Stroke(message.from(), Role.of(session, message)));
    }

    @Test
    void coversTheWholeLab() {
        assertThat(Lesson.all()).extracting(Lesson::scenario).isEqualTo(Scenario.all());
        assertThat(Lesson.all()).allMatch(lesson -> !lesson.shape().isEmpty());
    }
}
