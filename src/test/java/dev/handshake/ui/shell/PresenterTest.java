package dev.handshake.ui.shell;

import static dev.handshake.ui.Headless.await;
import static dev.handshake.ui.Headless.fx;
import static dev.handshake.ui.Headless.seen;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.diagram.Palette;
import dev.handshake.diagram.Tone;
import dev.handshake.explain.Language;
import dev.handshake.session.Outcome;
import dev.handshake.ui.Captures;
import dev.handshake.ui.Real;
import dev.handshake.ui.connect.Doors;
import dev.handshake.ui.control.Scaled;
import dev.handshake.ui.export.FileChoice;
import dev.handshake.ui.model.AppModel;
import dev.handshake.ui.model.Notice;
import dev.handshake.ui.model.SidePanel;
import dev.handshake.ui.theme.Fonts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.geometry.Point2D;
import javafx.geometry.VerticalDirection;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.shape.Shape;
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

/** In front of a class. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init")
class PresenterTest {
    private static final int LESSON = 19;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private static Path folder;

    private final AppModel app = new AppModel();
    private Path file;
    private Stage stage;
    private Window window;

    @Start
    void start(Stage stage) throws Exception {
        Fonts.load();
        Real.lab("tls12");
        this.stage = stage;
        file = Files.createTempFile(folder, "settings", ".properties");
        Files.writeString(file, "speed=4\nwidth=1000\nheight=700\n");
        FileChoice none =
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
        StartOptions options = new StartOptions(null, Language.ENGLISH, Palette.LIGHT, null);
        window = new Window(app, Doors.REAL, none, new SettingsFile(file), options);
        window.show(stage);
        stage.sizeToScene();
    }

    @AfterEach
    void close() {
        fx(() -> {
            app.presenting.set(false);
            stage.hide();
        });
    }

    @ParameterizedTest
    @EnumSource
    void showsTheDiagramAndOnePanelAndNothingElse(Language language, FxRobot robot) {
        run(robot, "#lesson-tls12");
        fx(() -> app.language.set(language));
        robot.type(KeyCode.F5);
        assertThat(app.presenting.get()).isTrue();
        await("the page", () -> robot.lookup("#presenter").tryQuery().isPresent());
        for (String gone : List.of("#host", "#chip-suite", "#play", "#speed", "#telling")) {
            assertThat(robot.lookup(gone).tryQuery().filter(Node::isVisible)).as(gone).isEmpty();
        }
        for (String there : List.of("#diagram", "#scrubber", "#position", "#meaning")) {
            assertThat(robot.lookup(there).tryQuery()).as(there).isPresent();
        }
        assertThat(text(robot, "#present-version")).isEqualTo("TLS 1.2");
        assertThat(text(robot, "#present-about"))
                .isEqualTo(
                        language == Language.ENGLISH
                                ? "messages really exchanged with the lab's server"
                                : "실험실 서버와 실제로 주고받은 메시지");
        double width = seen(() -> stage.getScene().getWidth());
        double height = seen(() -> stage.getScene().getHeight());
        assertThat(scale()).isEqualTo(Math.min(width / 1032, height / 580.5));

        robot.type(KeyCode.ESCAPE);
        assertThat(app.presenting.get()).isFalse();
        assertThat(robot.lookup("#host").tryQuery()).isPresent();
        assertThat(robot.lookup("#play").tryQuery()).isPresent();
        assertThat(scale()).isEqualTo(1);
    }

    @Test
    void hasMoreContrastAndLeavesTheThemeAlone(FxRobot robot) {
        run(robot, "#lesson-tls12");
        robot.type(KeyCode.F5);
        assertThat(app.palette.get()).isEqualTo(Palette.LIGHT);
        Color text =
                seen(() ->
                        (Color) robot.lookup("#present-title").queryAs(Label.class).getTextFill());
        assertThat(text).isEqualTo(Color.web(Palette.LIGHT_STRONG.css(Tone.FG)));
        fx(() -> app.palette.set(Palette.DARK));
        await(
                "the dark canvas",
                () ->
                        robot.lookup("#presenter")
                                .queryAs(Region.class)
                                .getBackground()
                                .getFills()
                                .getFirst()
                                .getFill()
                                .equals(Color.web(Palette.DARK_STRONG.css(Tone.CANVAS))));
    }

    @Test
    void isLedByAClicker(FxRobot robot) {
        run(robot, "#lesson-tls12");
        fx(() -> app.playback.goTo(4));
        robot.type(KeyCode.F5);
        robot.type(KeyCode.PAGE_DOWN);
        robot.type(KeyCode.PAGE_DOWN);
        robot.type(KeyCode.PAGE_UP);
        assertThat(text(robot, "#position")).isEqualTo("5");
        robot.type(KeyCode.PERIOD);
        assertThat(robot.lookup("#black-screen").tryQuery()).isPresent();
        Region black = robot.lookup("#black-screen").queryAs(Region.class);
        assertThat(seen(() -> black.getWidth() * scale()))
                .isGreaterThanOrEqualTo(seen(() -> stage.getScene().getWidth()) - 1);
        robot.type(KeyCode.PAGE_DOWN);
        assertThat(robot.lookup("#black-screen").tryQuery()).isEmpty();
        assertThat(text(robot, "#position")).as("the key only woke it").isEqualTo("5");
        robot.type(KeyCode.PAGE_DOWN);
        assertThat(text(robot, "#position")).isEqualTo("6");
        robot.type(KeyCode.B);
        robot.clickOn("#black-screen", MouseButton.PRIMARY);
        assertThat(robot.lookup("#black-screen").tryQuery()).isEmpty();
        robot.type(KeyCode.F5);
        assertThat(app.presenting.get()).isFalse();
        robot.type(KeyCode.B);
        assertThat(robot.lookup("#black-screen").tryQuery()).as("only for a class").isEmpty();
    }

    @Test
    void theSpotlightFollowsThePointer(FxRobot robot) {
        run(robot, "#lesson-tls12");
        robot.type(KeyCode.F5);
        robot.type(KeyCode.L);
        robot.moveTo(new Point2D(300, 300));
        Region spotlight = robot.lookup("#spotlight").queryAs(Region.class);
        await("the light", () -> !isDark(spotlight, 300, 300) && isDark(spotlight, 600, 300));
        robot.moveTo(new Point2D(600, 300));
        await("it follows", () -> isDark(spotlight, 300, 300) && !isDark(spotlight, 600, 300));

        double edge = 600 + 100 * scale();
        await("dark at its edge", () -> isDark(spotlight, edge, 300));
        robot.type(KeyCode.CLOSE_BRACKET).type(KeyCode.CLOSE_BRACKET);
        await("larger", () -> !isDark(spotlight, edge, 300));
        robot.scroll(VerticalDirection.UP);
        robot.type(KeyCode.OPEN_BRACKET).type(KeyCode.OPEN_BRACKET).type(KeyCode.OPEN_BRACKET);
        robot.type(KeyCode.OPEN_BRACKET);
        await("smaller", () -> isDark(spotlight, edge, 300));
        robot.type(KeyCode.L);
        assertThat(robot.lookup("#spotlight").tryQuery()).isEmpty();
    }

    @Test
    void remembersHowLargeItsTypeIs(FxRobot robot) throws Exception {
        run(robot, "#lesson-tls12");
        robot.type(KeyCode.F5);
        double before = scale();
        robot.type(KeyCode.EQUALS);
        assertThat(scale()).isGreaterThan(before * 1.05);
        robot.press(KeyCode.CONTROL).type(KeyCode.MINUS).type(KeyCode.MINUS);
        robot.release(KeyCode.CONTROL);
        assertThat(scale()).isLessThan(before);
        for (int i = 0; i < 30; i++) {
            robot.type(KeyCode.EQUALS);
        }
        assertThat(scale()).as("no larger than can be read").isEqualTo(before * 1.4);
        robot.type(KeyCode.ESCAPE);
        assertThat(scale()).as("the window's is another").isEqualTo(1);
        fx(stage::hide);
        window.await();
        await("the settings", () -> Files.readString(file).contains("presented=1.4"));
        assertThat(Files.readString(file)).contains("width=1000");
    }

    @Test
    void putsEverythingBackAsItWas(FxRobot robot) {
        run(robot, "#lesson-tls12");
        fx(() -> app.inspecting.set(false));
        robot.type(KeyCode.F5);
        assertThat(app.inspecting.get()).as("there is room for it").isTrue();
        assertThat(app.selection.folded).as("TCP is one line").containsExactly(1);
        robot.type(KeyCode.F5);
        assertThat(app.inspecting.get()).isFalse();
        assertThat(app.selection.folded).isEmpty();
        assertThat(robot.lookup("#presenter").tryQuery()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void asksInFrontOfAClass(Language language, FxRobot robot) {
        run(robot, "#lesson-expired");
        fx(() -> app.language.set(language));
        robot.type(KeyCode.F5);
        assertThat(text(robot, "#present-title")).isNotEmpty();
        robot.type(KeyCode.P);
        assertThat(text(robot, "#present-title")).as("it would tell how it ends").isEmpty();
        assertThat(text(robot, "#present-version")).isEmpty();
        assertThat(robot.lookup(".predict-hints .key").queryAllAs(Label.class))
                .extracting(Labeled::getText)
                .containsExactly("1–4", "Enter", "B");
        robot.type(KeyCode.DIGIT1);
        robot.type(KeyCode.PAGE_DOWN);
        assertThat(text(robot, "#position")).as("a clicker reveals").isEqualTo("4");
        robot.type(KeyCode.ESCAPE);
        assertThat(app.side.get()).as("and goes on in the window").isEqualTo(SidePanel.PREDICT);
    }

    @Test
    void endsWhereSomethingElseIsShown(FxRobot robot) throws Exception {
        Path capture = Captures.write(folder.resolve("three.pcap"), 3);
        run(robot, "#lesson-tls12");
        robot.type(KeyCode.F5);
        fx(() -> window.take(List.of(capture)));
        await("the list", () -> app.listing.get());
        assertThat(app.presenting.get()).isFalse();
        assertThat(robot.lookup("#host").tryQuery()).isPresent();
    }

    @Test
    void saysThatThereIsNothingToPresent(FxRobot robot) {
        robot.type(KeyCode.F5);
        assertThat(app.presenting.get()).isFalse();
        assertThat(app.notice.get()).isInstanceOf(Notice.Refused.class);
    }

    @Test
    void isBegunAndEndedWithThePointer(FxRobot robot) {
        run(robot, "#lesson-tls12");
        robot.clickOn("#tell-present");
        await("the page", () -> robot.lookup("#presenter").tryQuery().isPresent());
        robot.clickOn("#present-leave");
        assertThat(app.presenting.get()).isFalse();
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
            app.playback.goTo(LESSON);
        });
    }

    private double scale() {
        return seen(() -> ((Scaled) stage.getScene().getRoot()).scale.get());
    }

    /** Whether the spotlight dims that point of the scene. */
    private static boolean isDark(Region spotlight, double x, double y) {
        return spotlight.getChildrenUnmodifiable().stream()
                .filter(Shape.class::isInstance)
                .map(Node.class::cast)
                .anyMatch(dim -> dim.contains(dim.sceneToLocal(x, y)));
    }

    private static String text(FxRobot robot, String id) {
        return seen(() -> robot.lookup(id).queryAs(Labeled.class).getText());
    }
}
