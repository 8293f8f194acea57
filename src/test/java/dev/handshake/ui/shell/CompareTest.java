package dev.handshake.ui.shell;

import static dev.handshake.ui.Headless.await;
import static dev.handshake.ui.Headless.fx;
import static dev.handshake.ui.Headless.seen;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.capture.lab.DataFolder;
import dev.handshake.diagram.Palette;
import dev.handshake.explain.Language;
import dev.handshake.session.Negotiated;
import dev.handshake.session.Outcome;
import dev.handshake.session.Session;
import dev.handshake.ui.Captures;
import dev.handshake.ui.connect.Doors;
import dev.handshake.ui.export.FileChoice;
import dev.handshake.ui.model.AppModel;
import dev.handshake.ui.model.Notice;
import dev.handshake.ui.theme.Fonts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListCell;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
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

/** Connecting again: resumed, with a certificate, and both handshakes beside each other. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init")
class CompareTest {
    static {
        if (System.getProperty(DataFolder.PROPERTY) == null) {
            System.setProperty(DataFolder.PROPERTY, Path.of("target", "lab").toString());
        }
    }

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private static Path folder;

    private final AppModel app = new AppModel();
    private List<Path> chosen = List.of();
    private Stage stage;
    private Window window;

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
                        return chosen;
                    }
                };
        stage.setX(0);
        stage.setY(0);
        StartOptions options = new StartOptions(null, Language.ENGLISH, Palette.LIGHT, null);
        window = new Window(app, Doors.REAL, choice, new SettingsFile(file), options);
        window.show(stage);
    }

    @AfterEach
    void close() {
        fx(stage::hide);
    }

    @Test
    void oneHandshakeAloneCannotBeCompared(FxRobot robot) {
        run(robot, "#lesson-tls12");
        press(robot, KeyCode.C);
        assertThat(app.comparing.get()).isFalse();
        assertThat(app.notice.get()).isInstanceOf(Notice.Refused.class);
    }

    @Test
    void putsTheLastTwoBesideEachOther(FxRobot robot) {
        run(robot, "#lesson-tls12");
        Session old = shown();
        withoutStaple(robot);
        Session today = shown();
        await("both beside each other", app.comparing::get);
        fire(robot, "#compare-list");
        assertThat(text(robot, "#compare-a")).contains("tls12", "TLS 1.2");
        assertThat(text(robot, "#compare-b")).contains("tls12");
        assertThat(old).isNotEqualTo(today);
        assertThat(lines(robot)).anyMatch(line -> line.contains("Client Hello · status_request"));

        // What is chosen in the list is shown in the diagrams.
        messages(robot);
        fx(() -> robot.lookup("#differences").query().requestFocus());
        press(robot, KeyCode.DOWN);
        assertThat(robot.lookup("#differences").queryListView().getSelectionModel().isEmpty())
                .isFalse();
        assertThat(copied(robot)).contains("Certificate Status, from the server\tsent\tnot there");

        String a = text(robot, "#compare-a");
        fire(robot, "#compare-swap");
        assertThat(text(robot, "#compare-b")).isEqualTo(a);
        press(robot, KeyCode.ESCAPE);
        press(robot, KeyCode.ESCAPE);
        assertThat(app.comparing.get()).isFalse();
        assertThat(app.session.get()).isSameAs(today);
    }

    @Test
    void connectingAgainResumesWhatTheServerGave(FxRobot robot) {
        run(robot, "#lesson-tls13");
        assertThat(shown().negotiated().resumption()).isEqualTo(Negotiated.Resumption.NONE);
        Instant before = shown().started();
        robot.press(KeyCode.CONTROL).type(KeyCode.R).release(KeyCode.CONTROL);
        awaitEnd(before);
        assertThat(shown().negotiated().resumption()).isEqualTo(Negotiated.Resumption.PSK);
        assertThat(shown().origin().scenario()).isEqualTo("tls13");

        await("both beside each other", app.comparing::get);
        fire(robot, "#compare-list");
        assertThat(text(robot, "#compare-b")).contains("TLS 1.3, resumed");
        messages(robot);
        assertThat(text(robot, "#compare-saved")).matches("[AB] took [0-9.]+ ms less|");
        assertThat(lines(robot)).anyMatch(line -> line.contains("Resumption"));

        // From the editor, it is a full one unless that is wanted.
        press(robot, KeyCode.F4);
        assertThat(text(robot, "#offer-resumable")).contains("pre-shared key", "TLS 1.3");
        before = shown().started();
        fire(robot, "#offer-connect");
        awaitEnd(before);
        assertThat(shown().negotiated().resumption()).isEqualTo(Negotiated.Resumption.NONE);
        assertThat(app.comparing.get()).as("who compares goes on comparing").isTrue();
    }

    @Test
    void saysWhyASessionCannotBeResumed(FxRobot robot) {
        run(robot, "#lesson-tls13");
        press(robot, KeyCode.F4);
        CheckBox resume = robot.lookup("#offer-resume").queryAs(CheckBox.class);
        fx(resume::fire);
        fx(() ->
                robot
                        .lookup("#offer-versions .toggle-button")
                        .queryAllAs(ToggleButton.class)
                        .stream()
                        .filter(button -> button.getText().equals("1.2 only"))
                        .findFirst()
                        .orElseThrow()
                        .fire());
        assertThat(text(robot, "#offer-resumable")).contains("TLS 1.3", "would not be offered");
    }

    @Test
    void keepsBothConnectionsOfOneCapture(FxRobot robot) {
        run(robot, "#lesson-tls13-resumption");
        await("both", () -> app.comparing.get());
        assertThat(app.earlier).hasSize(1);
        assertThat(app.earlier.getFirst().negotiated().resumption())
                .isEqualTo(Negotiated.Resumption.NONE);
        assertThat(shown().negotiated().resumption()).isEqualTo(Negotiated.Resumption.PSK);
        assertThat(text(robot, "#compare-a")).doesNotContain("resumed");
        assertThat(text(robot, "#compare-b")).contains("resumed");
    }

    @Test
    void showsACertificateOfTheReadersOwn(FxRobot robot) throws Exception {
        Path identity = folder.resolve("student.p12");
        keytool(identity);
        run(robot, "#lesson-tls12");
        press(robot, KeyCode.F4);
        chosen = List.of(folder.resolve("nothing-there.p12"));
        fire(robot, "#offer-identity-choose");
        await("the complaint", () -> robot.lookup("#offer-identity-problem").query().isVisible());
        assertThat(text(robot, "#offer-identity-problem")).contains("nothing-there.p12");

        chosen = List.of(identity);
        fire(robot, "#offer-identity-choose");
        PasswordField password = robot.lookup("#offer-password").queryAs(PasswordField.class);
        await("the question", () -> password.getParent().isVisible());
        fx(() -> {
            password.setText("secret");
            password.fireEvent(new ActionEvent());
        });
        await("the certificate", () -> text(robot, "#offer-identity").equals("Student Kim"));
        assertThat(text(robot, "#offer-changed")).isEqualTo("Changed offer");
        fire(robot, "#offer-identity-none");
        assertThat(text(robot, "#offer-identity")).isEqualTo("none");
    }

    @Test
    void comparesTwoConnectionsOfACapture(FxRobot robot) throws Exception {
        Path capture = Captures.write(folder.resolve("two.pcap"), 3);
        fx(() -> window.take(List.of(capture)));
        await("the list", () -> robot.lookup(".table-row-cell").queryAll().size() >= 3);
        TableView<?> table = robot.lookup("#connection-table").queryTableView();
        fx(() -> {
            table.getSelectionModel().select(1);
            table.requestFocus();
        });
        press(robot, KeyCode.ENTER);
        await("the second", () -> app.session.get() != null && !app.listing.get());
        Session second = shown();
        robot.press(KeyCode.ALT).type(KeyCode.DOWN).release(KeyCode.ALT);
        await("the third", () -> app.session.get() != null && !shown().equals(second));
        press(robot, KeyCode.C);
        assertThat(app.comparing.get()).isTrue();
        fire(robot, "#compare-list");
        assertThat(copied(robot))
                .contains("Outcome\tincomplete\tfailed")
                .contains("Client Hello · server_name\thost2.example.org\thost3.example.org");
    }

    private static void keytool(Path file) throws IOException, InterruptedException {
        Process made =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-keyalg",
                                "EC",
                                "-alias",
                                "me",
                                "-dname",
                                "CN=Student Kim",
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                file.toString(),
                                "-storepass",
                                "secret")
                        .inheritIO()
                        .start();
        assertThat(made.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(made.exitValue()).isZero();
    }

    // -- doing

    private void run(FxRobot robot, String lesson) {
        if (robot.lookup(lesson).tryQuery().isEmpty()) {
            press(robot, KeyCode.F2);
        }
        fire(robot, lesson);
        awaitEnd(Instant.EPOCH);
    }

    /** Draws the two message by message. */
    private static void messages(FxRobot robot) {
        fx(() ->
                robot.lookup("#compare-form .toggle-button").queryAllAs(ToggleButton.class).stream()
                        .filter(button -> button.getText().equals("Messages"))
                        .findFirst()
                        .orElseThrow()
                        .fire());
    }

    private void withoutStaple(FxRobot robot) {
        fire(robot, "#offer");
        fire(robot, "#offer-extension-status_request");
        Instant before = shown().started();
        fire(robot, "#offer-connect");
        awaitEnd(before);
    }

    private Session shown() {
        return Objects.requireNonNull(app.session.get());
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
        fx(() -> app.playback.playing.set(false));
    }

    private static void press(FxRobot robot, KeyCode key) {
        robot.type(key);
        fx(() -> {});
    }

    private static void fire(FxRobot robot, String id) {
        fx(robot.lookup(id).queryAs(ButtonBase.class)::fire);
    }

    private static String text(FxRobot robot, String id) {
        return seen(() -> robot.lookup(id).queryAs(Labeled.class).getText());
    }

    private static String copied(FxRobot robot) {
        fire(robot, "#compare-copy");
        String[] copied = {""};
        fx(() -> copied[0] = Clipboard.getSystemClipboard().getString());
        return copied[0];
    }

    /** The lines of the list that are in sight, as a screen reader says them. */
    private static List<String> lines(FxRobot robot) {
        return robot.lookup(".difference-cell").queryAllAs(ListCell.class).stream()
                .map(Node::getAccessibleText)
                .filter(Objects::nonNull)
                .toList();
    }
}
