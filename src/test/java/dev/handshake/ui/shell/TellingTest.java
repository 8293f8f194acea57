package dev.handshake.ui.shell;

import static dev.handshake.ui.Headless.await;
import static dev.handshake.ui.Headless.fx;
import static dev.handshake.ui.Headless.seen;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.capture.lab.DataFolder;
import dev.handshake.capture.lab.Scenario;
import dev.handshake.diagram.Palette;
import dev.handshake.diagram.View;
import dev.handshake.explain.Language;
import dev.handshake.explain.MainSecret;
import dev.handshake.session.Session;
import dev.handshake.ui.connect.Doors;
import dev.handshake.ui.control.ExplanationText;
import dev.handshake.ui.export.FileChoice;
import dev.handshake.ui.model.AppModel;
import dev.handshake.ui.model.SidePanel;
import dev.handshake.ui.theme.Fonts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.text.Text;
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

/** What the window has to say about what it shows: explanations, links, the story, the glossary. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // @Start runs before each test.
class TellingTest {
    static {
        if (System.getProperty(DataFolder.PROPERTY) == null) {
            System.setProperty(DataFolder.PROPERTY, Path.of("target", "lab").toString());
        }
    }

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private static Path folder;

    private final AppModel app = new AppModel();
    private Path file;
    private Stage stage;

    @Start
    void start(Stage stage) throws IOException {
        Fonts.load();
        this.stage = stage;
        file = Files.createTempFile(folder, "settings", ".properties");
        Files.writeString(file, "width=1000\nheight=800\n");
        StartOptions.First lesson =
                new StartOptions.First.Lab(Scenario.lesson(), Scenario.lesson().options());
        stage.setX(0);
        stage.setY(0);
        new Window(
                        app,
                        Doors.REAL,
                        new NoFiles(),
                        new SettingsFile(file),
                        new StartOptions(lesson, Language.ENGLISH, Palette.LIGHT, 1.0))
                .show(stage);
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

    /** All of the lesson has come, and none of it is told yet. */
    private void begin() {
        await("all of it", () -> !app.playback.growing.get() && app.playback.last.get() == 19);
        fx(() -> {
            app.playback.playing.set(false);
            app.inspecting.set(true);
            app.playback.goTo(0);
        });
    }

    private void select(int number) {
        fx(() -> {
            app.playback.goTo(Math.max(number, app.playback.playhead.get()));
            app.selection.select(number);
        });
    }

    /** Selects the field of the selected message that stands on these bytes. */
    private void field(int offset, int length) {
        fx(() -> app.selection.field.set(new View.Lit(offset, length)));
    }

    private static String said(FxRobot robot, String query) {
        return seen(() ->
                robot.lookup(query).query() instanceof ExplanationText text
                        ? text.text()
                        : robot.lookup(query).queryAs(Labeled.class).getText());
    }

    // -- explanations

    @Test
    void explainsTheMessageThatIsSelected(FxRobot robot) {
        begin();
        select(5);
        assertThat(said(robot, "#meaning-text"))
                .contains("TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384")
                .contains("What goes wrong");
        fx(() -> app.language.set(Language.KOREAN));
        assertThat(said(robot, "#meaning-text"))
                .contains("TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", "잘못되면", "암호 스위트");
    }

    @Test
    void explainsTheScenarioBeforeItsFirstMessage(FxRobot robot) {
        begin();
        assertThat(seen(() -> robot.lookup("#meaning-text").query().isVisible())).isTrue();
        assertThat(said(robot, "#meaning-text")).contains("TLS 1.2");
    }

    @Test
    void explainsTheFieldThatIsSelected(FxRobot robot) {
        begin();
        select(5);
        field(6, 32);
        Session session = app.session.get();
        String random = session.message(5).orElseThrow().bytes().slice(6, 8).hex();
        assertThat(said(robot, "#meaning-text")).contains(random).contains("DOWNGRD");
    }

    @Test
    void saysNothingOfWhatHasNotBeenTold(FxRobot robot) {
        begin();
        fx(() -> app.selection.select(5));
        assertThat(seen(() -> robot.lookup("#meaning").query().isVisible())).isFalse();
    }

    @Test
    void whatIsExplainedCanBeSelectedAndCopied(FxRobot robot) {
        begin();
        select(5);
        ExplanationText text = robot.lookup("#meaning-text").queryAs(ExplanationText.class);
        fx(text::requestFocus);
        control(robot, KeyCode.C);
        assertThat(clipboard()).as("all, where nothing is selected").isEqualTo(text.text());
        fx(() -> text.select(0, 10));
        control(robot, KeyCode.C);
        assertThat(clipboard()).isEqualTo(text.text().substring(0, 10));
        Bounds at = seen(() -> text.localToScreen(text.getBoundsInLocal()));
        fx(() -> text.select(0, 0));
        robot.moveTo(at.getMinX() + 2, at.getMinY() + 8)
                .press(MouseButton.PRIMARY)
                .moveTo(at.getMinX() + 120, at.getMinY() + 8);
        await("the drag", () -> text.selected().length() < 60 && text.selected().length() > 5);
        robot.release(MouseButton.PRIMARY);
        assertThat(text.text()).startsWith(seen(text::selected));
    }

    private static String clipboard() {
        return seen(() -> Clipboard.getSystemClipboard().getString());
    }

    private static void control(FxRobot robot, KeyCode key) {
        robot.press(KeyCode.CONTROL).type(key).release(KeyCode.CONTROL);
    }

    // -- what belongs together

    @Test
    void theChosenSuiteLeadsToItsPlaceInTheClientsList(FxRobot robot) {
        begin();
        select(5);
        // Behind the header, the version, the random and the session ID.
        int suite = 39 + app.session.get().message(5).orElseThrow().bytes().at(38);
        field(suite, 2);
        assertThat(app.evidence()).singleElement().matches(lit -> lit.message() == 4);
        fire(robot, "#link-chosen_from-4");
        assertThat(app.selection.message.get()).isEqualTo(4);
        View.Lit lit = app.selection.field.get();
        assertThat(
                        app.session
                                .get()
                                .message(4)
                                .orElseThrow()
                                .bytes()
                                .slice(lit.offset(), lit.length())
                                .hex())
                .as("TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384")
                .isEqualTo("c030");
        assertThat(robot.lookup("#link-chosen-5").tryQuery()).as("and back").isPresent();
    }

    // -- the glossary

    @ParameterizedTest
    @EnumSource
    void aTechnicalWordLeadsToTheGlossary(Language language, FxRobot robot) {
        begin();
        fx(() -> app.language.set(language));
        select(5);
        Text term =
                seen(() ->
                        robot.lookup("#meaning-text .term").queryAllAs(Text.class).stream()
                                .filter(each -> each.getText().matches("random|난수.*"))
                                .findFirst()
                                .orElseThrow());
        fx(term::requestFocus);
        robot.type(KeyCode.ENTER);
        assertThat(said(robot, "#glossary-name")).containsIgnoringCase(term.getText());
        assertThat(said(robot, "#glossary-text")).isNotEmpty();
        robot.type(KeyCode.ESCAPE);
        assertThat(robot.lookup("#glossary").tryQuery()).isEmpty();
    }

    @Test
    void theGlossaryIsSearched(FxRobot robot) {
        begin();
        robot.type(KeyCode.G);
        ListView<?> list = robot.lookup("#glossary-list").queryListView();
        int all = seen(() -> list.getItems().size());
        fx(() -> robot.lookup("#glossary-search").queryAs(TextField.class).setText("forward"));
        assertThat(seen(() -> list.getItems().size())).isBetween(1, all - 1);
        assertThat(said(robot, "#glossary-name")).isEqualTo("forward secrecy");
        fx(() -> robot.lookup("#glossary-search").queryAs(TextField.class).setText("zzzz"));
        assertThat(seen(() -> list.getItems().size())).isZero();
        robot.type(KeyCode.ESCAPE);
        assertThat(robot.lookup("#glossary").tryQuery()).isEmpty();
    }

    @Test
    void theReaderChoosesWhatTheMainSecretIsCalled(FxRobot robot) throws Exception {
        begin();
        robot.type(KeyCode.G);
        fx(() ->
                robot.lookup("#main-secret .toggle-button").queryAllAs(ToggleButton.class).stream()
                        .filter(each -> each.getText().equals("master secret"))
                        .forEach(ToggleButton::fire));
        assertThat(app.mainSecret.get()).isEqualTo(MainSecret.MASTER);
        fire(robot, "#glossary-close");
        fx(stage::hide);
        await("it is written", () -> Files.readString(file).contains("main-secret=MASTER"));
    }

    // -- the story

    @ParameterizedTest
    @EnumSource
    void theStoryLeadsThroughTheHandshake(Language language, FxRobot robot) {
        begin();
        fx(() -> app.language.set(language));
        robot.type(KeyCode.S);
        assertThat(app.side.get()).isEqualTo(SidePanel.STORY);
        assertThat(said(robot, "#story-place")).isEqualTo("1 / 15");
        assertThat(app.playback.playhead.get()).as("the whole of TCP").isEqualTo(3);
        robot.type(KeyCode.PAGE_DOWN);
        assertThat(app.selection.message.get()).isEqualTo(4);
        assertThat(app.selection.field.get().length()).as("the suites are lit").isPositive();
        assertThat(app.selection.opened).containsExactly(4);
        fire(robot, "#story-next");
        assertThat(app.selection.message.get()).isEqualTo(5);
        assertThat(said(robot, "#story-step"))
                .isEqualTo(
                        switch (language) {
                            case ENGLISH -> "The server chooses";
                            case KOREAN -> "서버의 선택";
                        });
        assertThat(said(robot, "#story-text")).contains("TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384");
        robot.type(KeyCode.PAGE_UP);
        assertThat(app.playback.playhead.get()).as("later messages are grey again").isEqualTo(4);
        for (int i = 0; i < 20; i++) {
            robot.type(KeyCode.PAGE_DOWN);
        }
        assertThat(said(robot, "#story-place")).isEqualTo("15 / 15");
        assertThat(app.playback.playhead.get()).isEqualTo(19);
        assertThat(seen(() -> robot.lookup("#story-next").query().isDisabled())).isTrue();
        robot.type(KeyCode.ESCAPE);
        assertThat(app.side.get()).isEqualTo(SidePanel.MESSAGE);
    }

    @Test
    void theStoryFollowsThePlayhead(FxRobot robot) {
        begin();
        fx(() -> app.playback.goTo(6));
        fire(robot, "#tell-story");
        assertThat(said(robot, "#story-step")).isEqualTo("The server shows its certificate");
        fx(() -> app.playback.goTo(10));
        assertThat(said(robot, "#story-step")).isEqualTo("The client's half of the key");
    }

    private static void fire(FxRobot robot, String query) {
        fx(() -> robot.lookup(query).queryAs(ButtonBase.class).fire());
    }

    // -- the key schedule

    @Test
    void showsHowTheKeysAreMadeAndTheMessageAgain(FxRobot robot) {
        begin();
        fx(() -> app.playback.goTo(app.playback.last.get()));
        robot.type(KeyCode.T);
        await("the tree", () -> robot.lookup("#step-key_block").tryQuery().isPresent());
        fx(() -> app.keys.selected.set("key_block"));
        await(
                "what it means",
                () -> !robot.lookup(".step-meaning .explanation").queryAll().isEmpty());
        assertThat(
                        seen(() ->
                                ((ExplanationText)
                                                robot.lookup(".step-meaning .explanation").query())
                                        .text()))
                .contains("What goes wrong");
        robot.type(KeyCode.T);
        assertThat(app.side.get()).isEqualTo(SidePanel.MESSAGE);
        assertThat(robot.lookup("#keys-reveal").tryQuery()).isEmpty();
    }
}
