package dev.handshake.ui.shell;

import static dev.handshake.ui.Headless.await;
import static dev.handshake.ui.Headless.fx;
import static dev.handshake.ui.Headless.seen;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.diagram.Palette;
import dev.handshake.explain.Language;
import dev.handshake.session.Outcome;
import dev.handshake.ui.Real;
import dev.handshake.ui.connect.Doors;
import dev.handshake.ui.control.Scrubber;
import dev.handshake.ui.export.FileChoice;
import dev.handshake.ui.model.AppModel;
import dev.handshake.ui.model.SidePanel;
import dev.handshake.ui.theme.Fonts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** Predict, then reveal: in the window, with keys and with the pointer. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init")
class PredictTest {
    private static final int LESSON = 19;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private static Path folder;

    private final AppModel app = new AppModel();
    private Stage stage;

    @Start
    void start(Stage stage) throws Exception {
        Fonts.load();
        Real.lab("tls12");
        this.stage = stage;
        Path file = Files.createTempFile(folder, "settings", ".properties");
        Files.writeString(file, "speed=4\nwidth=1000\nheight=700\n");
        stage.setX(0);
        stage.setY(0);
        StartOptions options = new StartOptions(null, Language.ENGLISH, Palette.LIGHT, null);
        new Window(app, Doors.REAL, new NoFiles(), new SettingsFile(file), options).show(stage);
        stage.sizeToScene();
    }

    private static final class NoFiles implements FileChoice {
        @Override
        public @Nullable Path choose(String name, String kind, @Nullable Path from) {
            return null;
        }

        @Override
        public List<Path> open(
                String title, String kind, List<String> endings, @Nullable Path from) {
            return List.of();
        }
    }

    @AfterEach
    void close() {
        fx(stage::hide);
    }

    @ParameterizedTest
    @EnumSource
    void isPlayedFromStartToEndWithKeysAlone(Language language, FxRobot robot) {
        run(robot, "#lesson-tls12");
        fx(() -> app.language.set(language));
        robot.type(KeyCode.P);
        assertThat(text(robot, "#predict-title"))
                .isEqualTo(
                        switch (language) {
                            case ENGLISH -> "Who speaks next,\nand with what?";
                            case KOREAN -> "다음은 누가,\n무엇을 보낼까요?";
                        });
        assertThat(text(robot, "#predict-number"))
                .isEqualTo(language == Language.ENGLISH ? "Question 1" : "첫째 문제");
        assertThat(app.playback.playhead.get()).isEqualTo(3);

        // The first message of TLS is the client's hello.
        robot.type(digit(answer(robot, "Client Hello")));
        robot.type(KeyCode.ENTER);
        assertThat(text(robot, "#predict-score")).isEqualTo("1");
        assertThat(text(robot, "#predict-title"))
                .isEqualTo(language == Language.ENGLISH ? "Right" : "맞았습니다");
        assertThat(said(robot)).hasSize(1).allMatch(why -> why.length() > 20);
        assertThat(app.playback.playhead.get()).isEqualTo(4);
        robot.type(KeyCode.ENTER);

        // The second answers it; here it is answered wrongly.
        int wrong = answer(robot, "Server Hello") % 4 + 1;
        robot.type(digit(wrong));
        robot.type(KeyCode.ENTER);
        assertThat(text(robot, "#predict-score")).isEqualTo("1");
        assertThat(text(robot, "#predict-answered")).isEqualTo("/ 2");
        assertThat(robot.lookup("#answer-" + wrong).query().getPseudoClassStates())
                .extracting(state -> state.getPseudoClassName())
                .contains("chosen", "revealed")
                .doesNotContain("right");

        for (int i = 0; i < 60 && app.playback.playhead.get() < LESSON; i++) {
            robot.type(KeyCode.PAGE_DOWN);
        }
        robot.type(KeyCode.PAGE_DOWN);
        assertThat(text(robot, "#predict-title"))
                .isEqualTo(language == Language.ENGLISH ? "1 of 2 right" : "2문제 중 1문제");
        robot.type(KeyCode.R);
        assertThat(app.playback.playhead.get()).isEqualTo(3);
        assertThat(robot.lookup("#predict-score").query().getParent().isVisible()).isFalse();
        robot.type(KeyCode.P);
        assertThat(app.side.get()).isEqualTo(SidePanel.MESSAGE);
        robot.type(KeyCode.END);
        assertThat(app.playback.playhead.get()).isEqualTo(LESSON);
    }

    @Test
    void isPlayedWithThePointerAlone(FxRobot robot) {
        run(robot, "#lesson-tls12");
        robot.clickOn("#tell-predict");
        robot.clickOn("#answer-" + answer(robot, "Client Hello"));
        robot.clickOn("#predict-next");
        assertThat(text(robot, "#predict-score")).isEqualTo("1");
        robot.clickOn("#predict-next");
        assertThat(text(robot, "#predict-number")).isEqualTo("Question 2");
        robot.clickOn("#predict-leave");
        assertThat(app.side.get()).isEqualTo(SidePanel.MESSAGE);
    }

    @Test
    void asksWhichSuiteTheServerTakes(FxRobot robot) {
        run(robot, "#lesson-tls12");
        robot.type(KeyCode.P);
        for (int i = 0; i < 6; i++) {
            robot.type(KeyCode.ENTER);
        }
        assertThat(text(robot, "#predict-title"))
                .isEqualTo("Which of these suites\nwill the server choose?");
        assertThat(said(robot)).containsExactly("The client offers 21 cipher suites.");
        int suite = answer(robot, "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384");
        robot.clickOn("#answer-" + suite);
        assertThat(text(robot, "#chip-suite")).isEqualTo("cipher suite");
        robot.type(KeyCode.ENTER);
        assertThat(text(robot, "#chip-suite")).isEqualTo("AES-256-GCM");
        assertThat(text(robot, "#predict-title")).isEqualTo("Right");
        for (Label title : robot.lookup(".answer-title").queryAllAs(Label.class)) {
            assertThat(seen(() -> title.lookup(".text").getBoundsInLocal().getWidth()))
                    .as("a name is never cut")
                    .isGreaterThan(50);
            assertThat(seen(title::getText)).doesNotContain("…");
        }
    }

    @Test
    void unplayedTicksDoNotTellTheirSide(FxRobot robot) {
        run(robot, "#lesson-tls12");
        robot.type(KeyCode.P);
        Scrubber scrubber = robot.lookup("#scrubber").queryAs(Scrubber.class);
        await("dots", () -> robot.lookup("#scrubber .dot").queryAll().size() == LESSON - 3);
        double middle = seen(() -> scrubber.getHeight() / 2);
        assertThat(robot.lookup("#scrubber .dot").queryAllAs(Region.class))
                .extracting(dot -> dot.getLayoutY() + dot.getHeight() / 2)
                .allMatch(y -> Math.abs(y - middle) < 0.01);
        // Dragging the thumb reveals nothing.
        fx(() -> scrubber.step.set(12));
        assertThat(app.playback.playhead.get()).isEqualTo(3);
        assertThat(scrubber.step.get()).isEqualTo(3);
        robot.type(KeyCode.ENTER);
        await("one less", () -> robot.lookup("#scrubber .dot").queryAll().size() == LESSON - 4);
    }

    @Test
    void theDiagramEndsWithTheQuestion(FxRobot robot) {
        run(robot, "#lesson-tls12");
        robot.type(KeyCode.P);
        await("the row that asks", () -> robot.lookup("#question").tryQuery().isPresent());
        assertThat(robot.lookup(".row").queryAll()).hasSize(4);
        assertThat(robot.lookup("#question").query().getAccessibleText())
                .isEqualTo("What comes next is asked, and not shown yet");
    }

    @Test
    void aFailedHandshakeIsAskedAboutToo(FxRobot robot) {
        run(robot, "#lesson-no-common-cipher");
        robot.type(KeyCode.P);
        assertThat(robot.lookup(".answer").queryAll()).hasSize(2);
        robot.type(KeyCode.DIGIT4);
        robot.type(digit(answer(robot, "Client Hello")));
        robot.type(KeyCode.ENTER);
        robot.type(KeyCode.ENTER);
        robot.type(digit(answer(robot, "Alert")));
        assertThat(robot.lookup("#stop").tryQuery()).as("not yet").isEmpty();
        robot.type(KeyCode.ENTER);
        assertThat(text(robot, "#predict-score")).isEqualTo("2");
        await("the end", () -> robot.lookup("#stop").tryQuery().isPresent());
    }

    @Test
    void keysOfTheQuizAreOtherwiseTheFocusedControls(FxRobot robot) {
        run(robot, "#lesson-tls12");
        fx(() -> app.playback.goTo(5));
        robot.type(KeyCode.DIGIT1);
        robot.type(KeyCode.R);
        fx(() -> robot.lookup("#m5").query().requestFocus());
        robot.type(KeyCode.ENTER);
        assertThat(app.selection.opened).as("Enter opens a row").containsExactly(5);
        robot.type(KeyCode.P);
        fx(() -> robot.lookup("#host").query().requestFocus());
        robot.type(KeyCode.DIGIT1);
        assertThat(robot.lookup(".answer:chosen").queryAll()).as("typed into a field").isEmpty();
    }

    // -- doing

    private void run(FxRobot robot, String lesson) {
        if (robot.lookup(lesson).tryQuery().isEmpty()) {
            robot.type(KeyCode.F2);
        }
        fx(robot.lookup(lesson).queryAs(ButtonBase.class)::fire);
        await(
                "the handshake",
                () ->
                        app.session.get() != null
                                && Objects.requireNonNull(app.session.get()).outcome().status()
                                        != Outcome.Status.RUNNING);
        fx(() -> {
            app.playback.playing.set(false);
            app.playback.goTo(app.playback.last.get());
        });
    }

    /** The number of the answer that names this. */
    private static int answer(FxRobot robot, String name) {
        return robot.lookup(".answer").queryAll().stream()
                .filter(card -> seen(card::getAccessibleText).contains(": " + name))
                .map(Node::getId)
                .mapToInt(id -> Integer.parseInt(id.replace("answer-", "")))
                .findFirst()
                .orElseThrow();
    }

    private static KeyCode digit(int number) {
        return KeyCode.valueOf("DIGIT" + number);
    }

    private static List<String> said(FxRobot robot) {
        return robot.lookup(".predict-sentence").queryAllAs(Label.class).stream()
                .map(Labeled::getText)
                .toList();
    }

    private static String text(FxRobot robot, String id) {
        return seen(() -> robot.lookup(id).queryAs(Labeled.class).getText());
    }
}
