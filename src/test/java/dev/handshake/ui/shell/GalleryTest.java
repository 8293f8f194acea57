package dev.handshake.ui.shell;

import static dev.handshake.ui.Headless.await;
import static dev.handshake.ui.Headless.fx;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.capture.lab.DataFolder;
import dev.handshake.capture.lab.Scenario;
import dev.handshake.diagram.Palette;
import dev.handshake.explain.Language;
import dev.handshake.ui.connect.Doors;
import dev.handshake.ui.export.FileChoice;
import dev.handshake.ui.model.AppModel;
import dev.handshake.ui.theme.Fonts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init")
class GalleryTest {
    static {
        if (System.getProperty(DataFolder.PROPERTY) == null) {
            System.setProperty(DataFolder.PROPERTY, Path.of("target", "lab").toString());
        }
    }

    @TempDir private static Path folder;

    private final AppModel app = new AppModel();
    private Stage stage;

    @Start
    void start(Stage stage) throws IOException {
        Fonts.load();
        this.stage = stage;
        Path file = Files.createTempFile(folder, "settings", ".properties");
        Files.writeString(file, "speed=4\nwidth=1000\nheight=700\n");
        FileChoice choice =
                new FileChoice() {
                    @Override
                    public @Nullable Path choose(String name, String kind, @Nullable Path from) {
                        return null;
                    }

                    @Override
                    public List<Path> open(
                            String title, String kind, List<String> endings, @Nullable Path from) {
                        return List.of();
                    }
                };
        stage.setX(0);
        stage.setY(0);
        new Window(
                        app,
                        Doors.REAL,
                        choice,
                        new SettingsFile(file),
                        new StartOptions(null, Language.ENGLISH, Palette.LIGHT, null))
                .show(stage);
        // The stage is the toolkit's own, and has the size that another class left it.
        stage.sizeToScene();
    }

    @AfterEach
    void close() {
        fx(stage::hide);
    }

    @Test
    void showsEveryScenarioOnceGroupByGroup(FxRobot robot) {
        robot.clickOn("#lab-all");
        assertThat(cards(robot))
                .extracting(card -> card.lesson().scenario())
                .containsExactlyInAnyOrderElementsOf(Scenario.all());
        assertThat(cards(robot))
                .extracting(card -> card.lesson().scenario().group())
                .isSortedAccordingTo(Scenario.Group::compareTo);
        assertThat(cards(robot))
                .allSatisfy(card -> {
                    assertThat(card.getWidth()).isGreaterThanOrEqualTo(LessonCard.LEAST_WIDTH);
                    assertThat(card.getAccessibleText()).contains(". ");
                    Region words = (Region) card.lookup(".lesson-summary");
                    double end = words.localToScene(0, words.getHeight()).getY();
                    double edge = card.localToScene(0, card.getHeight()).getY();
                    assertThat(end).as("its words are not cut off").isLessThanOrEqualTo(edge);
                });
    }

    @Test
    void runsTheFirstThatTheFilterLeaves(FxRobot robot) {
        robot.type(KeyCode.F2);
        assertThat(filter(robot).isFocused()).isTrue();
        robot.write("1.3 encrypted");
        assertThat(cards(robot)).hasSizeLessThan(Scenario.all().size()).isNotEmpty();
        Scenario first = cards(robot).getFirst().lesson().scenario();
        assertThat(cards(robot).getFirst().getPseudoClassStates())
                .extracting(Object::toString)
                .contains("likeliest");
        robot.type(KeyCode.ENTER);
        assertThat(robot.lookup("#gallery").tryQuery()).isEmpty();
        await("the handshake", () -> app.playback.last.get() > 3);
        assertThat(Objects.requireNonNull(app.session.get()).origin().scenario())
                .isEqualTo(first.name());
        robot.type(KeyCode.F2);
        assertThat(cards(robot))
                .filteredOn(card ->
                        card.getPseudoClassStates().stream()
                                .anyMatch(it -> it.getPseudoClassName().equals("shown")))
                .extracting(card -> card.lesson().scenario())
                .containsExactly(first);
    }

    @Test
    void saysThatNothingMatchesAndIsPutAwayStepByStep(FxRobot robot) {
        robot.type(KeyCode.F2);
        robot.write("tls99");
        assertThat(cards(robot)).isEmpty();
        assertThat(robot.lookup("#gallery .nothing").queryLabeled().getText()).contains("tls99");
        robot.type(KeyCode.ENTER);
        assertThat(app.session.get()).as("there is nothing to run").isNull();
        robot.type(KeyCode.ESCAPE);
        assertThat(cards(robot)).hasSameSizeAs(Scenario.all());
        robot.type(KeyCode.ESCAPE);
        assertThat(robot.lookup("#gallery").tryQuery()).isEmpty();
        assertThat(robot.lookup("#host").queryAs(TextField.class).isFocused()).isTrue();
    }

    @Test
    void isWalkedWithTheArrows(FxRobot robot) {
        robot.type(KeyCode.F2);
        robot.type(KeyCode.DOWN);
        List<LessonCard> cards = cards(robot);
        assertThat(cards.getFirst().isFocused()).isTrue();
        robot.type(KeyCode.RIGHT);
        assertThat(cards.get(1).isFocused()).isTrue();
        robot.type(KeyCode.END);
        LessonCard last = cards.getLast();
        assertThat(last.isFocused()).isTrue();
        Node view = robot.lookup("#gallery .scroll-pane").query();
        assertThat(view.localToScene(view.getLayoutBounds()))
                .as("in sight")
                .matches(seen -> seen.contains(last.localToScene(last.getLayoutBounds())));
        robot.type(KeyCode.HOME);
        assertThat(cards.getFirst().isFocused()).isTrue();
        robot.type(KeyCode.UP);
        assertThat(filter(robot).isFocused()).isTrue();
        robot.type(KeyCode.DOWN);
        robot.write("e");
        assertThat(filter(robot).getText()).as("letters filter").isEqualTo("e");
    }

    @Test
    void letsWhatIsBehindItRest(FxRobot robot) {
        robot.type(KeyCode.F2);
        robot.press(KeyCode.CONTROL).type(KeyCode.ENTER).release(KeyCode.CONTROL);
        assertThat(app.session.get()).isNull();
        robot.type(KeyCode.F2);
        assertThat(robot.lookup("#gallery").tryQuery()).as("the same key closes it").isEmpty();
    }

    @Test
    void speaksBothLanguages(FxRobot robot) {
        robot.type(KeyCode.F2);
        String english = count(robot);
        fx(() -> app.language.set(Language.KOREAN));
        assertThat(count(robot))
                .isNotEqualTo(english)
                .contains("시나리오")
                .contains(Integer.toString(Scenario.all().size()));
    }

    private static String count(FxRobot robot) {
        return ((Labeled) robot.lookup("#gallery-count").query()).getText();
    }

    private static TextField filter(FxRobot robot) {
        return robot.lookup("#gallery-filter").queryAs(TextField.class);
    }

    /** The cards that are shown, from top to bottom. */
    private static List<LessonCard> cards(FxRobot robot) {
        return robot.lookup("#gallery .lesson-card").queryAllAs(LessonCard.class).stream().toList();
    }
}
