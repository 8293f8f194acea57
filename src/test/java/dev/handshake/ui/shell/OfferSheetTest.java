package dev.handshake.ui.shell;

import static dev.handshake.ui.Headless.await;
import static dev.handshake.ui.Headless.fx;
import static dev.handshake.ui.Headless.seen;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.bytes.Field;
import dev.handshake.bytes.Value;
import dev.handshake.capture.lab.DataFolder;
import dev.handshake.diagram.Palette;
import dev.handshake.explain.Language;
import dev.handshake.session.MessageRead;
import dev.handshake.session.MessageType;
import dev.handshake.session.Outcome;
import dev.handshake.session.Session;
import dev.handshake.ui.connect.Doors;
import dev.handshake.ui.export.FileChoice;
import dev.handshake.ui.model.AppModel;
import dev.handshake.ui.theme.Fonts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The editor of the offer, in the window and against the lab. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init")
class OfferSheetTest {
    static {
        if (System.getProperty(DataFolder.PROPERTY) == null) {
            System.setProperty(DataFolder.PROPERTY, Path.of("target", "lab").toString());
        }
    }

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private static Path folder;

    private final AppModel app = new AppModel();
    private Stage stage;

    @Start
    void start(Stage stage) throws IOException {
        Fonts.load();
        this.stage = stage;
        Path file = Files.createTempFile(folder, "settings", ".properties");
        Files.writeString(file, "speed=4\nwidth=1000\nheight=700\n");
        FileChoice nobody =
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
        new Window(app, Doors.REAL, nobody, new SettingsFile(file), options).show(stage);
    }

    @AfterEach
    void close() {
        fx(stage::hide);
    }

    @Test
    void theClientHelloSaysWhatTheEditorSays(FxRobot robot) {
        runLesson(robot);
        assertThat(values("cipher_suites", "cipher_suite"))
                .startsWith("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384");
        assertThat(robot.lookup("#offer-changed").query().isVisible()).isFalse();

        press(robot, KeyCode.F4);
        focus(robot, "#offer-suites");
        robot.press(KeyCode.ALT).type(KeyCode.DOWN).release(KeyCode.ALT);
        robot.type(KeyCode.DOWN).type(KeyCode.SPACE);
        fire(robot, "#offer-extension-status_request");
        fx(() -> robot.lookup("#offer-alpn").queryAs(TextField.class).setText("h2, http/1.1"));
        again(robot);

        assertThat(values("cipher_suites", "cipher_suite"))
                .startsWith(
                        "TLS_AES_256_GCM_SHA384",
                        "TLS_AES_128_GCM_SHA256",
                        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256");
        assertThat(keys()).doesNotContain("status_request");
        assertThat(values("protocol_name_list", "protocol_name")).containsExactly("h2", "http/1.1");
        await("both beside each other", app.comparing::get);
        press(robot, KeyCode.ESCAPE);
        assertThat(text(robot, "#offer-changed")).isEqualTo("Changed offer");
        assertThat(app.session.get()).isNotNull();
        assertThat(Objects.requireNonNull(app.session.get()).origin().scenario())
                .isEqualTo("tls12");

        press(robot, KeyCode.F4);
        assertThat(text(robot, "#offer-presets")).as("remembered").isEqualTo("Your own offer");
        fire(robot, "#offer-reset");
        again(robot);
        await("both beside each other", app.comparing::get);
        press(robot, KeyCode.ESCAPE);
        assertThat(keys()).contains("status_request");
        assertThat(robot.lookup("#offer-changed").query().isVisible()).isFalse();
    }

    @Test
    void whatCannotWorkIsSaidAtOnceAndNotSent(FxRobot robot) {
        runLesson(robot);
        Instant before = Objects.requireNonNull(app.session.get()).started();
        press(robot, KeyCode.F4);
        assertThat(robot.lookup("#offer-problem").query().isVisible()).isFalse();
        fx(() -> robot.lookup("#offer-alpn").queryAs(TextField.class).setText("한글"));
        assertThat(text(robot, "#offer-problem")).contains("한글", "ALPN");
        assertThat(robot.lookup("#offer-connect").query().isDisabled()).isTrue();
        fx(() -> app.language.set(Language.KOREAN));
        assertThat(text(robot, "#offer-problem")).contains("이름이 아닙니다");

        robot.press(KeyCode.CONTROL).type(KeyCode.ENTER).release(KeyCode.CONTROL);
        assertThat(robot.lookup("#offer-sheet").tryQuery()).as("it stays").isPresent();
        press(robot, KeyCode.ESCAPE);
        assertThat(robot.lookup("#offer-sheet").tryQuery()).isEmpty();
        robot.press(KeyCode.CONTROL).type(KeyCode.R).release(KeyCode.CONTROL);
        assertThat(Objects.requireNonNull(app.session.get()).started()).isEqualTo(before);
    }

    @Test
    void aPresetCanBeTriedAndTakenBack(FxRobot robot) {
        runLesson(robot);
        press(robot, KeyCode.F4);
        MenuButton presets = robot.lookup("#offer-presets").queryAs(MenuButton.class);
        fx(() -> presets.getItems().get(3).fire());
        assertThat(presets.getText()).isEqualTo("Only what is weak");
        assertThat(text(robot, "#offer-about")).contains("Triple DES");
        robot.press(KeyCode.CONTROL).type(KeyCode.Z).release(KeyCode.CONTROL);
        assertThat(presets.getText()).isEqualTo("The usual offer");

        fx(() -> presets.getItems().get(3).fire());
        again(robot);
        assertThat(Objects.requireNonNull(app.session.get()).outcome().status())
                .as("a server of today takes none of it")
                .isEqualTo(Outcome.Status.FAILED);
    }

    @Test
    void theFilterShowsOnlyWhatMatchesEveryWord(FxRobot robot) {
        press(robot, KeyCode.F4);
        fx(() -> robot.lookup("#offer-filter").queryAs(TextField.class).setText("chacha dhe_rsa"));
        assertThat(robot.lookup("#offer-suites").queryListView().getItems())
                .extracting(Object::toString)
                .containsExactly(
                        "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256 (0xcca8)",
                        "TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256 (0xccaa)");
    }

    @Test
    void theKeyboardBringsEverySectionInSight(FxRobot robot) {
        press(robot, KeyCode.F4);
        ScrollPane scroll = robot.lookup("#offer-sheet .scroll-pane").queryAs(ScrollPane.class);
        for (String id : List.of("#offer-alpn", "#offer-extension-supported_groups")) {
            Node node = robot.lookup(id).query();
            fx(node::requestFocus);
            assertThat(
                            scroll.localToScene(scroll.getLayoutBounds())
                                    .contains(node.localToScene(node.getLayoutBounds())))
                    .as(id)
                    .isTrue();
        }
        Node first = robot.lookup("#offer-filter").query();
        fx(first::requestFocus);
        assertThat(scroll.getVvalue()).isLessThan(0.3);
    }

    private void runLesson(FxRobot robot) {
        fire(robot, "#lesson-tls12");
        awaitEnd(Instant.EPOCH);
    }

    private void again(FxRobot robot) {
        Instant before = Objects.requireNonNull(app.session.get()).started();
        fire(robot, "#offer-connect");
        awaitEnd(before);
    }

    private void awaitEnd(Instant after) {
        await(
                "the handshake",
                () -> {
                    Session session = app.session.get();
                    return session != null
                            && session.started().isAfter(after)
                            && session.outcome().status() != Outcome.Status.RUNNING;
                });
        fx(() -> {
            app.playback.playing.set(false);
            app.playback.goTo(app.playback.last.get());
        });
    }

    private static void press(FxRobot robot, KeyCode key) {
        robot.type(key);
        fx(() -> {});
    }

    private static void focus(FxRobot robot, String id) {
        fx(robot.lookup(id).query()::requestFocus);
    }

    private static void fire(FxRobot robot, String id) {
        fx(robot.lookup(id).queryAs(ButtonBase.class)::fire);
    }

    private static String text(FxRobot robot, String id) {
        return seen(() -> robot.lookup(id).queryAs(Labeled.class).getText());
    }

    private MessageRead hello() {
        return Objects.requireNonNull(app.session.get())
                .first(MessageType.CLIENT_HELLO)
                .orElseThrow();
    }

    private List<String> keys() {
        return hello().fields().stream().flatMap(Field::walk).map(Field::key).toList();
    }

    /** The names of the elements of a vector. */
    private List<String> values(String vector, String element) {
        return hello().fields().stream()
                .flatMap(Field::walk)
                .filter(field -> field.key().equals(vector))
                .flatMap(field -> field.fields().stream())
                .filter(field -> field.key().equals(element))
                .map(OfferSheetTest::name)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<String> name(Field field) {
        return switch (field.value()) {
            case Value.Coded coded -> Optional.ofNullable(coded.name());
            case Value.Text text -> Optional.of(text.text());
            default -> Optional.empty();
        };
    }
}
