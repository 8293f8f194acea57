package dev.handshake.ui.shell;

import static dev.handshake.ui.Headless.await;
import static dev.handshake.ui.Headless.fx;
import static dev.handshake.ui.Headless.seen;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import dev.handshake.capture.Target;
import dev.handshake.capture.lab.DataFolder;
import dev.handshake.capture.lab.Scenario;
import dev.handshake.capture.live.ClientOptions;
import dev.handshake.capture.live.Versions;
import dev.handshake.diagram.Palette;
import dev.handshake.explain.Language;
import dev.handshake.ui.connect.Doors;
import dev.handshake.ui.control.Scrubber;
import dev.handshake.ui.export.FileChoice;
import dev.handshake.ui.model.AppModel;
import dev.handshake.ui.theme.Fonts;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init")
class WindowTest {
    private static final int LESSON = 19;

    static {
        // The lab's keys are made once for all tests, and not among the user's own.
        if (System.getProperty(DataFolder.PROPERTY) == null) {
            System.setProperty(DataFolder.PROPERTY, Path.of("target", "lab").toString());
        }
    }

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private static Path folder;

    private final AppModel app = new AppModel();
    private final AtomicReference<@Nullable Path> chosen = new AtomicReference<>();
    private final AtomicReference<String> suggested = new AtomicReference<>("");
    private Path file;
    private Stage stage;

    @Start
    void start(Stage stage) throws IOException {
        Fonts.load();
        this.stage = stage;
        file = Files.createTempFile(folder, "settings", ".properties");
        Files.writeString(file, "language=ENGLISH\nspeed=4\nwidth=1000\nheight=700\n");
        open(stage, new StartOptions(null, Language.ENGLISH, Palette.LIGHT, null));
    }

    private void open(Stage on, StartOptions options) {
        FileChoice choice =
                new FileChoice() {
                    @Override
                    public @Nullable Path choose(String name, String kind, @Nullable Path from) {
                        suggested.set(name);
                        return chosen.get();
                    }

                    @Override
                    public List<Path> open(
                            String title, String kind, List<String> endings, @Nullable Path from) {
                        return List.of();
                    }
                };
        on.setX(0);
        on.setY(0);
        new Window(app, Doors.REAL, choice, new SettingsFile(file), options).show(on);
        // The stage is the toolkit's own, and has the size that another class left it.
        on.sizeToScene();
    }

    @AfterEach
    void close() {
        fx(stage::hide);
    }

    @Test
    void invitesWithTheHostFieldInFocus(FxRobot robot) {
        TextField host = host(robot);
        assertThat(host.isFocused()).isTrue();
        assertThat(host.getPromptText()).isEqualTo("www.msn.com");
        assertThat(host.getText()).isEmpty();
        assertThat(robot.lookup("#lesson-tls12").tryQuery()).isPresent();
        assertThat(robot.lookup("#export").tryQuery()).as("nothing to export yet").isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|Type the name of a server|서버 이름을 입력하세요",
                "www msn com|no spaces|빈칸",
                "www.msn.com:0|0 is not a port|1부터 65535",
                "www.msn.com:99999|99999 is not a port|1부터 65535",
                "www.msn.com/news|no slash|빗금",
                "ftp://www.msn.com|TLS only|TLS",
            })
    void saysWhatIsWrongWithAHost(String typed, String english, String korean, FxRobot robot) {
        type(robot, typed);
        press(robot, KeyCode.ENTER);
        assertThat(text(robot, "#host-note")).contains(english);
        fx(() -> app.language.set(Language.KOREAN));
        assertThat(text(robot, "#host-note")).contains(korean);
        assertThat(app.session.get()).isNull();
        type(robot, "x");
        assertThat(text(robot, "#host-note")).as("gone once it is mended").contains("GET /");
    }

    @Test
    void tellsTheLessonMessageByMessage(FxRobot robot) {
        robot.clickOn("#lesson-tls12");
        await("the telling", () -> app.playback.playhead.get() >= 2);
        fx(() -> app.playback.playing.set(false));
        await("all of it", () -> app.playback.last.get() == LESSON);
        assertThat(text(robot, "#connected-to")).startsWith("on 127.0.0.1:");
        assertThat(text(robot, "#chip-version")).as("nothing is known yet").isEqualTo("version");

        press(robot, KeyCode.HOME);
        for (int i = 0; i < 5; i++) {
            press(robot, KeyCode.PAGE_DOWN);
        }
        assertThat(text(robot, "#position")).isEqualTo("5");
        assertThat(text(robot, "#count")).isEqualTo(" / 19");
        assertThat(text(robot, "#chip-version")).isEqualTo("TLS 1.2");
        assertThat(text(robot, "#chip-suite")).isEqualTo("AES-256-GCM");
        assertThat(chip(robot, "#chip-group")).as("decided later").contains("unknown");
        assertThat(app.selection.message.get()).as("the inspector follows").isEqualTo(5);
        press(robot, KeyCode.LEFT);
        assertThat(text(robot, "#chip-version")).as("taken back").isEqualTo("version");

        press(robot, KeyCode.END);
        assertThat(text(robot, "#chip-group")).isEqualTo("x25519");
        assertThat(chip(robot, "#chip-group")).doesNotContain("unknown");
        assertThat(chip(robot, "#chip-trust")).contains("pass");

        press(robot, KeyCode.SPACE);
        await("it plays from the start", () -> app.playback.playhead.get() == 1);
        assertThat(app.playback.playing.get()).isTrue();
        press(robot, KeyCode.SPACE);
        assertThat(app.playback.playing.get()).isFalse();
    }

    @Test
    void opensTheSelectedPanelAndAllOfThem(FxRobot robot) {
        runLesson(robot);
        fx(() -> app.playback.goTo(6));
        press(robot, KeyCode.E);
        assertThat(app.selection.opened).containsExactly(6);
        robot.press(KeyCode.SHIFT).type(KeyCode.E).release(KeyCode.SHIFT);
        assertThat(app.selection.opened).hasSize(LESSON);
        robot.clickOn("#open-all");
        assertThat(app.selection.opened).isEmpty();
    }

    @Test
    void scrubsWithThePointer(FxRobot robot) {
        runLesson(robot);
        Scrubber scrubber = robot.lookup("#scrubber").queryAs(Scrubber.class);
        assertThat(scrubber.ticks.get())
                .extracting(Scrubber.Tick::above)
                .startsWith(true, false, true, true, false);
        robot.clickOn(scrubber);
        assertThat(app.playback.playhead.get()).isBetween(9, 10);
        assertThat(app.playback.playing.get()).isFalse();
    }

    @Test
    void speaksAnotherLanguageAtOnce(FxRobot robot) {
        runLesson(robot);
        assertThat(text(robot, "#connect")).isEqualTo("Connect");
        fx(() -> app.language.set(Language.KOREAN));
        assertThat(text(robot, "#connect")).isEqualTo("연결");
        assertThat(text(robot, "#connected-to")).contains("127.0.0.1:").contains("연결됨");
        assertThat(stage.getTitle()).isEqualTo("TLS 핸드셰이크");
    }

    @Test
    void changesItsThemeAtOnce(FxRobot robot) {
        assertThat(canvasIsDark(robot)).isFalse();
        robot.clickOn("#more");
        robot.clickOn("Light or dark");
        assertThat(app.palette.get()).isEqualTo(Palette.DARK);
        assertThat(canvasIsDark(robot)).isTrue();
    }

    @Test
    void exportsPicturesAsShown(FxRobot robot) throws IOException {
        runLesson(robot);
        BufferedImage once = picture(robot, 1);
        assertThat(suggested.get()).isEqualTo("handshake-www.msn.com.png");
        BufferedImage twice = picture(robot, 2);
        assertThat(twice.getWidth()).isEqualTo(2 * once.getWidth());
        fx(app::toggleAll);
        assertThat(picture(robot, 1).getHeight())
                .as("with what is opened")
                .isGreaterThan(once.getHeight());
    }

    @Test
    void exportsJson(FxRobot robot) throws IOException {
        runLesson(robot);
        Path to = folder.resolve("lesson.json");
        export(robot, "export-json", to);
        var json = JsonParser.parseString(Files.readString(to)).getAsJsonObject();
        assertThat(json.get("format").getAsString()).isEqualTo("tls-handshake/1");
        assertThat(json.getAsJsonArray("sessions")).hasSize(1);
        robot.clickOn("#copy-path");
        AtomicReference<String> copied = new AtomicReference<>();
        fx(() -> copied.set(Clipboard.getSystemClipboard().getString()));
        assertThat(copied.get()).isEqualTo(to.toString());
    }

    @Test
    void copiesThePicture(FxRobot robot) {
        runLesson(robot);
        choose(robot, "export-copy");
        await("a picture", () -> Clipboard.getSystemClipboard().hasImage());
        assertThat(text(robot, "#notice")).isEqualTo("The picture is on the clipboard.");
    }

    @Test
    void saysWhatToDoWhereAFileCannotBeWritten(FxRobot robot) {
        runLesson(robot);
        export(robot, "export-png-1", folder.resolve("gone").resolve("x.png"));
        assertThat(text(robot, "#notice")).contains("no longer there").contains("another folder");
    }

    @Test
    void saysWhyThereIsNoConnection(FxRobot robot) throws IOException {
        int port = unusedPort();
        type(robot, "127.0.0.1:" + port);
        press(robot, KeyCode.ENTER);
        await("the reason", () -> chip(robot, "#chip-trust").contains("fail"));
        assertThat(why(robot))
                .isEqualTo(
                        "Nothing listens on 127.0.0.1 port %d, so the connection was refused. Start the server or try another port."
                                .formatted(port));
        fx(() -> app.language.set(Language.KOREAN));
        assertThat(why(robot)).contains(port + "번 포트");
    }

    @Test
    void cancelsAndReplaces(FxRobot robot) throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            type(robot, "127.0.0.1:" + silent.getLocalPort());
            press(robot, KeyCode.ENTER);
            await("the Client Hello", () -> app.playback.last.get() >= 4);
            assertThat(text(robot, "#connect")).isEqualTo("Cancel");
            press(robot, KeyCode.ESCAPE);
            await("the end", () -> text(robot, "#connect").equals("Connect"));
            assertThat(app.playback.last.get()).as("what came stays").isGreaterThanOrEqualTo(4);

            robot.clickOn("#connect");
            await("another", () -> app.playback.last.get() >= 4);
            runFromTheBar(robot);
            await("the lab instead", () -> app.playback.last.get() == LESSON);
        }
    }

    @Test
    void remembersWhatWasChosen(FxRobot robot) throws IOException {
        int port = unusedPort();
        type(robot, "127.0.0.1:" + port);
        press(robot, KeyCode.ENTER);
        await("an end", () -> chip(robot, "#chip-trust").contains("fail"));
        fx(() -> {
            app.language.set(Language.KOREAN);
            app.palette.set(Palette.DARK);
            app.playback.speed.set(0.5);
            stage.hide();
        });
        await("the file", () -> Files.readString(file).contains("theme=dark"));
        Settings settings = new SettingsFile(file).read();
        assertThat(settings.hosts()).containsExactly("127.0.0.1:" + port);
        assertThat(settings.language()).isEqualTo(Language.KOREAN);
        assertThat(settings.palette()).isEqualTo(Palette.DARK);
        assertThat(settings.speed()).isEqualTo(0.5);
        assertThat(settings.width()).isEqualTo(1000);
    }

    @Test
    void doesNotRememberWhatTheCommandLineAsked() throws IOException {
        Files.writeString(file, "");
        fx(stage::hide);
        await("the file", () -> Files.readString(file).contains("speed"));
        assertThat(new SettingsFile(file).read().palette()).isNull();
    }

    @Test
    void connectsAsTheCommandLineSays(FxRobot robot) throws Exception {
        fx(stage::hide);
        ClientOptions options =
                ClientOptions.to(Target.parse("127.0.0.1:" + unusedPort()))
                        .offering(offer -> offer.withVersions(Versions.TLS_1_2));
        AtomicReference<Stage> second = new AtomicReference<>();
        fx(() -> {
            second.set(new Stage());
            open(
                    second.get(),
                    new StartOptions(
                            new StartOptions.First.Host(options), Language.ENGLISH, null, null));
        });
        await("an end", () -> chip(robot, "#chip-trust").contains("fail"));
        assertThat(host(robot).getText()).isEqualTo(options.target().toString());
        fx(second.get()::hide);
    }

    @Test
    void offersTheLabWhatTheCommandLineSays(FxRobot robot) {
        fx(stage::hide);
        ClientOptions options =
                Scenario.lesson()
                        .options()
                        .offering(offer -> offer.withServerName("asked.example"));
        AtomicReference<Stage> second = new AtomicReference<>();
        fx(() -> {
            second.set(new Stage());
            open(
                    second.get(),
                    new StartOptions(
                            new StartOptions.First.Lab(Scenario.lesson(), options),
                            Language.ENGLISH,
                            null,
                            null));
        });
        await("a name", () -> app.session.get() != null && name() != null);
        assertThat(name()).isEqualTo("asked.example");
        fx(second.get()::hide);
    }

    private @Nullable String name() {
        return app.session.get().negotiated().sni();
    }

    @Test
    void hidesTheInspectorWhereThereIsLittleRoom(FxRobot robot) {
        runLesson(robot);
        assertThat(app.inspecting.get()).isFalse();
        press(robot, KeyCode.I);
        Node inspector = robot.lookup(".inspector-side").query();
        assertThat(inspector.getBoundsInParent().getWidth()).isEqualTo(380);
        double diagram = app.diagramWidth.get();
        assertThat(diagram)
                .as("it lies over the diagram")
                .isEqualTo(inspector.getScene().getWidth());
        press(robot, KeyCode.ESCAPE);
        assertThat(robot.lookup(".inspector-side").tryQuery()).isEmpty();
    }

    @Test
    void growsAndShrinksByKeys(FxRobot robot) {
        runLesson(robot);
        double before = app.diagramWidth.get();
        control(robot, KeyCode.MINUS);
        control(robot, KeyCode.MINUS);
        assertThat(app.inspecting.get()).as("at 1210 px there is room for it").isTrue();
        control(robot, KeyCode.DIGIT0);
        assertThat(app.diagramWidth.get()).isEqualTo(before);
        control(robot, KeyCode.EQUALS);
        assertThat(app.diagramWidth.get()).isLessThan(before);
    }

    @Test
    void helpsAndIsPutAway(FxRobot robot) {
        press(robot, KeyCode.F1);
        assertThat(robot.lookup("#help-card").tryQuery()).isPresent();
        control(robot, KeyCode.ENTER);
        assertThat(app.session.get()).as("what is behind it rests").isNull();
        press(robot, KeyCode.ESCAPE);
        assertThat(robot.lookup("#help-card").tryQuery()).isEmpty();
    }

    @Test
    void isAllReachableWithTheTabKey(FxRobot robot) {
        runLesson(robot);
        press(robot, KeyCode.END);
        List<String> wanted =
                List.of(
                        "connect",
                        "lab",
                        "open",
                        "save",
                        "export",
                        "more",
                        "back",
                        "play",
                        "scrubber");
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            press(robot, KeyCode.TAB);
            Optional.ofNullable(stage.getScene().getFocusOwner())
                    .map(Node::getId)
                    .ifPresent(seen::add);
        }
        assertThat(seen).containsAll(wanted);
    }

    private void runLesson(FxRobot robot) {
        robot.clickOn("#lesson-tls12");
        await("the whole lesson", () -> app.playback.last.get() == LESSON);
        fx(() -> {
            app.playback.playing.set(false);
            app.playback.goTo(LESSON);
        });
    }

    private void runFromTheBar(FxRobot robot) {
        fx(() -> robot.lookup("#lab").queryAs(ButtonBase.class).fire());
        fx(() -> robot.lookup("#lesson-tls12").queryAs(ButtonBase.class).fire());
    }

    private BufferedImage picture(FxRobot robot, int scale) throws IOException {
        Path to = folder.resolve("shown-" + scale + ".png");
        export(robot, "export-png-" + scale, to);
        BufferedImage image = ImageIO.read(to.toFile());
        Files.delete(to);
        return image;
    }

    private void export(FxRobot robot, String item, Path to) {
        chosen.set(to);
        choose(robot, item);
        await("an answer", () -> !robot.lookup("#export").query().isDisabled());
    }

    private static void choose(FxRobot robot, String item) {
        MenuButton menu = robot.lookup("#export").queryAs(MenuButton.class);
        fx(() ->
                menu.getItems().stream()
                        .filter(each -> item.equals(each.getId()))
                        .forEach(MenuItem::fire));
    }

    private static boolean canvasIsDark(FxRobot robot) {
        Region bar = robot.lookup(".top-bar").queryAs(Region.class);
        Paint surface = bar.getBackground().getFills().getLast().getFill();
        return ((Color) surface).getBrightness() < 0.5;
    }

    private static TextField host(FxRobot robot) {
        return robot.lookup("#host").queryAs(TextField.class);
    }

    private static void type(FxRobot robot, String typed) {
        fx(() -> host(robot).setText(typed));
    }

    private static void press(FxRobot robot, KeyCode key) {
        robot.type(key);
    }

    private static void control(FxRobot robot, KeyCode key) {
        robot.press(KeyCode.CONTROL).type(key).release(KeyCode.CONTROL);
    }

    /** What the first label in it says. */
    private static String text(FxRobot robot, String query) {
        return seen(() -> said(robot, query));
    }

    private static String said(FxRobot robot, String query) {
        Node node = robot.lookup(query).query();
        if (node instanceof Labeled labeled) {
            return labeled.getText();
        }
        return node.lookupAll(".label").stream()
                .filter(Labeled.class::isInstance)
                .map(label -> ((Labeled) label).getText())
                .filter(said -> said != null && !said.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static List<String> chip(FxRobot robot, String query) {
        return robot.lookup(query).query().getPseudoClassStates().stream()
                .map(state -> state.getPseudoClassName())
                .toList();
    }

    /** The whole reason behind the last chip. */
    private static String why(FxRobot robot) {
        return robot.lookup("#chip-trust").queryLabeled().getTooltip().getText();
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
