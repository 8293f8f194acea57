package dev.handshake.ui.shell;

import static dev.handshake.ui.Headless.await;
import static dev.handshake.ui.Headless.fx;
import static dev.handshake.ui.Headless.seen;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.Needs;
import dev.handshake.capture.lab.DataFolder;
import dev.handshake.capture.lab.Scenario;
import dev.handshake.diagram.Palette;
import dev.handshake.explain.Language;
import dev.handshake.export.Autosave;
import dev.handshake.session.MessageRead;
import dev.handshake.session.MessageType;
import dev.handshake.session.Outcome;
import dev.handshake.session.Provenance;
import dev.handshake.session.Session;
import dev.handshake.session.Viewpoint;
import dev.handshake.ui.Captures;
import dev.handshake.ui.connect.Doors;
import dev.handshake.ui.export.FileChoice;
import dev.handshake.ui.model.AppModel;
import dev.handshake.ui.theme.Fonts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
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

/** The connection as others see it: on the wire, or with the server's private key. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init")
class EavesdropperTest {
    static {
        if (System.getProperty(DataFolder.PROPERTY) == null) {
            System.setProperty(DataFolder.PROPERTY, Path.of("target", "lab").toString());
        }
    }

    private static final String TLS13 = "corpus/captures/illustrated-tls13/";

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private static Path folder;

    private final AppModel app = new AppModel();
    private final AtomicReference<@Nullable Path> saveAs = new AtomicReference<>();
    private Stage stage;
    private Window window;

    @Start
    void start(Stage stage) throws IOException {
        Fonts.load();
        this.stage = stage;
        Path settings = Files.createTempFile(folder, "settings", ".properties");
        Path kept = Files.createTempDirectory(folder, "kept");
        Files.writeString(settings, "speed=4\nwidth=1000\nheight=780\n");
        FileChoice choice =
                new FileChoice() {
                    @Override
                    public @Nullable Path choose(String name, String kind, @Nullable Path from) {
                        return saveAs.get();
                    }

                    @Override
                    public List<Path> open(
                            String title, String kind, List<String> endings, @Nullable Path from) {
                        return List.of();
                    }
                };
        stage.setX(0);
        stage.setY(0);
        window =
                new Window(
                        app,
                        Doors.REAL,
                        choice,
                        new SettingsFile(settings),
                        new StartOptions(null, Language.ENGLISH, Palette.LIGHT, null),
                        () -> Autosave.start(kept));
        window.show(stage);
        stage.sizeToScene();
    }

    @AfterEach
    void close() {
        fx(stage::hide);
    }

    // -- the switch

    @Test
    void oneKeyTurnsWhatIsEncryptedOpaque(FxRobot robot) throws Exception {
        connect(robot, "tls13");
        assertThat(count(Provenance.DECRYPTED)).isPositive();
        robot.type(KeyCode.V);
        await("the wire", () -> is(Viewpoint.EAVESDROPPER));
        assertThat(count(Provenance.DECRYPTED)).isZero();
        assertThat(shown().messages()).anyMatch(message -> message.type() == MessageType.ENCRYPTED);
        assertThat(text(robot, "#viewpoint-count")).matches("\\d+ messages readable, .* closed.*");
        assertThat(texts(robot, "#viewpoint-knows .item")).contains("Server name: www.msn.com");
        assertThat(texts(robot, "#viewpoint-hides .item")).contains("The server's certificate");
        robot.type(KeyCode.V);
        await("the server's key", () -> is(Viewpoint.SERVER_KEY));
        await("why", () -> text(robot, "#viewpoint-why").startsWith("Forward secrecy"));
        robot.type(KeyCode.V);
        await("the client", () -> is(Viewpoint.CLIENT));
        assertThat(count(Provenance.DECRYPTED)).isPositive();
        assertThat(shown()).isEqualTo(app.sight.whole.get());
    }

    @Test
    void theServersKeyOpensRsaKeyExchange(FxRobot robot) throws Exception {
        connect(robot, "tls12-rsa");
        robot.clickOn("#tell-viewpoint");
        await("the wire", () -> is(Viewpoint.EAVESDROPPER));
        assertThat(shown().messages()).anyMatch(MessageRead::isSealed);
        robot.clickOn(segment(robot, "Server's private key"));
        await("the server's key", () -> is(Viewpoint.SERVER_KEY));
        assertThat(shown().messages()).noneMatch(MessageRead::isSealed);
        await("why", () -> text(robot, "#viewpoint-why").startsWith("No forward secrecy"));
        assertThat(shown().origin().host()).as("it is no end of it").isNull();
        robot.clickOn("#viewpoint-close");
        await("the client", () -> is(Viewpoint.CLIENT));
        assertThat(robot.lookup("#viewpoint-bar").query().isVisible()).isFalse();
    }

    @Test
    void whatTheEavesdropperSeesIsNotSaidToLackKeys(FxRobot robot) throws Exception {
        open(robot, TLS13 + "capture.pcap");
        fx(() -> app.inspecting.set(true));
        fx(() -> app.selection.select(number(MessageType.ENCRYPTED)));
        await("a button", () -> robot.lookup("#inspector-add-keys").query().isVisible());
        robot.type(KeyCode.V);
        await("the wire", () -> is(Viewpoint.EAVESDROPPER));
        fx(() -> app.selection.select(number(MessageType.ENCRYPTED)));
        await(
                "what the wire shows",
                () ->
                        texts(robot, ".reason")
                                .contains("Encrypted: this is all that the wire shows of it"));
        assertThat(robot.lookup("#inspector-add-keys").query().isVisible()).isFalse();
        robot.clickOn(segment(robot, "Client"));
        await("no keys", () -> text(robot, "#viewpoint-why").startsWith("No keys are known here"));
    }

    // -- the moment

    @Test
    void theMomentStaysAndNothingMoreIsRevealedOnTheWayBack(FxRobot robot) throws Exception {
        connect(robot, "tls13-compressed-certificate");
        // All four messages of the server's flight came in one record.
        int extensions = number(MessageType.ENCRYPTED_EXTENSIONS);
        fx(() -> app.playback.goTo(extensions));
        fx(() -> app.selection.select(number(MessageType.SERVER_HELLO)));
        robot.type(KeyCode.V);
        await("the wire", () -> is(Viewpoint.EAVESDROPPER));
        assertThat(app.playback.playhead.get()).isEqualTo(number(MessageType.ENCRYPTED));
        assertThat(app.selection.message.get()).isEqualTo(number(MessageType.SERVER_HELLO));
        robot.type(KeyCode.V, KeyCode.V);
        await("the client", () -> is(Viewpoint.CLIENT));
        assertThat(app.playback.playhead.get()).isEqualTo(extensions);
        assertThat(app.selection.message.get()).isEqualTo(number(MessageType.SERVER_HELLO));
    }

    @Test
    void theListGrowsAsTheStoryIsTold(FxRobot robot) throws Exception {
        connect(robot, "tls12");
        robot.type(KeyCode.V);
        await("the wire", () -> is(Viewpoint.EAVESDROPPER));
        fx(() -> app.playback.goTo(number(MessageType.CLIENT_HELLO) - 1));
        assertThat(texts(robot, "#viewpoint-knows .item")).noneMatch(it -> it.contains("msn"));
        fx(() -> app.playback.goTo(number(MessageType.CLIENT_HELLO)));
        assertThat(texts(robot, "#viewpoint-knows .item"))
                .contains("Server name: www.msn.com")
                .noneMatch(it -> it.startsWith("Certificate"));
        fx(() -> app.playback.goTo(number(MessageType.CERTIFICATE)));
        assertThat(texts(robot, "#viewpoint-knows .item"))
                .contains("Certificate: www.msn.com, 2 certificates");
    }

    // -- every kind of session

    @Test
    void aHandshakeThatIsStillRunningIsSeenAsItGrows(FxRobot robot) throws Exception {
        fx(() -> {
            app.sight.shown.set(true);
            app.sight.viewpoint.set(Viewpoint.EAVESDROPPER);
        });
        runLab(robot, "stall");
        await("it waits", () -> app.session.get() != null && number(MessageType.CLIENT_HELLO) > 0);
        assertThat(shown().outcome().status()).isEqualTo(Outcome.Status.RUNNING);
        assertThat(shown().origin().host()).isNull();
        await("its end", () -> shown().outcome().status() == Outcome.Status.FAILED);
        assertThat(app.playback.growing.get()).isFalse();
    }

    @Test
    void aConnectionThatIsMadeInAnothersViewIsTold(FxRobot robot) throws Exception {
        fx(() -> {
            app.sight.shown.set(true);
            app.sight.viewpoint.set(Viewpoint.EAVESDROPPER);
        });
        runLab(robot, "tls13");
        await("all of it", () -> app.session.get() != null && app.playback.last.get() > 10);
        await("it is told", () -> app.playback.playhead.get() > 1);
        assertThat(count(Provenance.DECRYPTED)).isZero();
    }

    @Test
    void theNextConnectionOfACaptureIsSeenTheSameWay(FxRobot robot) throws Exception {
        Path file = Captures.write(folder.resolve("several.pcap"), 5);
        fx(() -> window.take(List.of(file)));
        await("the list", () -> app.listing.get() && !rows(robot).isEmpty());
        robot.type(KeyCode.DOWN, KeyCode.ENTER);
        await("one", () -> app.session.get() != null);
        String first = Objects.requireNonNull(shown().negotiated().sni());
        robot.type(KeyCode.V);
        await("the wire", () -> is(Viewpoint.EAVESDROPPER));
        robot.press(KeyCode.ALT).type(KeyCode.DOWN).release(KeyCode.ALT);
        await(
                "the next",
                () -> app.session.get() != null && !first.equals(shown().negotiated().sni()));
        assertThat(app.sight.viewpoint.get()).isEqualTo(Viewpoint.EAVESDROPPER);
        assertThat(app.playback.playhead.get()).isEqualTo(app.playback.last.get());
    }

    @Test
    void aRefusalIsSeenByAll(FxRobot robot) throws Exception {
        connect(robot, "no-common-cipher");
        robot.type(KeyCode.V);
        await("the wire", () -> is(Viewpoint.EAVESDROPPER));
        assertThat(shown().outcome().status()).isEqualTo(Outcome.Status.FAILED);
        assertThat(texts(robot, "#viewpoint-knows .item")).contains("Alert: handshake_failure");
        assertThat(robot.lookup("#viewpoint-hides").query().isVisible()).isFalse();
    }

    // -- what is saved

    @Test
    void savingKeepsWhatWasCaptured(FxRobot robot) throws Exception {
        connect(robot, "tls13");
        robot.type(KeyCode.V);
        await("the wire", () -> is(Viewpoint.EAVESDROPPER));
        Path json = folder.resolve("whole.json");
        saveAs.set(json);
        fx(() ->
                ((MenuButton) robot.lookup("#export").query())
                        .getItems().stream()
                                .filter(item -> "export-json".equals(item.getId()))
                                .findFirst()
                                .orElseThrow()
                                .fire());
        await("the file", () -> Files.exists(json));
        assertThat(Files.readString(json))
                .contains("\"decrypted\"")
                .contains("www.msn.com:443")
                .doesNotContain("\"encrypted\",\"name\"");
        robot.press(KeyCode.CONTROL).type(KeyCode.S).release(KeyCode.CONTROL);
        await(
                "it is asked for the secrets",
                () ->
                        robot.lookup("#secrets-card").tryQuery().isPresent()
                                || robot.lookup(".card").tryQuery().isPresent());
        robot.type(KeyCode.ESCAPE);
        assertThat(is(Viewpoint.EAVESDROPPER)).isTrue();
    }

    @Test
    void whatIsKnownIsCopiedInTheLanguageThatIsShown(FxRobot robot) throws Exception {
        connect(robot, "tls12");
        robot.type(KeyCode.V);
        await("the wire", () -> is(Viewpoint.EAVESDROPPER));
        robot.clickOn("#viewpoint-copy");
        assertThat(clipboard()).contains("Eavesdropper", "- Server name: www.msn.com");
        fx(() -> app.language.set(Language.KOREAN));
        assertThat(texts(robot, "#viewpoint-knows .item")).contains("서버 이름: www.msn.com");
        assertThat(text(robot, "#viewpoint-count")).contains("읽을 수 있음");
        robot.clickOn("#viewpoint-copy");
        assertThat(clipboard()).contains("도청자", "- 서버 이름: www.msn.com");
    }

    @Test
    void whatCannotBeReadAgainLeavesTheClientsView(FxRobot robot) throws Exception {
        connect(robot, "tls12");
        Session whole = shown();
        fx(() -> app.sight.whole.set(withoutPackets(whole)));
        robot.type(KeyCode.V);
        await("a sentence", () -> text(robot, "#notice").contains("cannot be read any more"));
        assertThat(app.sight.viewpoint.get()).isEqualTo(Viewpoint.CLIENT);
        assertThat(app.session.get()).isNotNull();
    }

    private static Session withoutPackets(Session of) {
        return new Session(
                of.origin(),
                of.client(),
                of.server(),
                of.started(),
                of.outcome(),
                of.negotiated(),
                of.timing(),
                of.verdicts(),
                of.records(),
                of.messages(),
                _ -> {
                    throw new IOException("gone");
                },
                of.known(),
                of.trustAnchors(),
                of.roles());
    }

    // -- all the same

    private void connect(FxRobot robot, String scenario) throws Exception {
        runLab(robot, scenario);
        await(
                "the handshake",
                () ->
                        app.session.get() != null
                                && shown().outcome().status() != Outcome.Status.RUNNING);
        fx(() -> {
            app.playback.playing.set(false);
            app.playback.goTo(app.playback.last.get());
        });
    }

    /** From the gallery, by its name. */
    private static void runLab(FxRobot robot, String scenario) throws Exception {
        Scenario.named(scenario);
        robot.type(KeyCode.F2);
        fx(() ->
                robot.lookup("#gallery .lesson-card").queryAllAs(LessonCard.class).stream()
                        .filter(card -> card.lesson().scenario().name().equals(scenario))
                        .findFirst()
                        .orElseThrow()
                        .fire());
    }

    private void open(FxRobot robot, String capture) {
        Path file = Needs.shared(capture);
        fx(() -> window.take(List.of(file)));
        await("the drawing", () -> app.session.get() != null && !app.listing.get());
        fx(() -> robot.lookup("#diagram").query().requestFocus());
    }

    private Session shown() {
        return Objects.requireNonNull(app.session.get());
    }

    private boolean is(Viewpoint from) {
        return app.sight.viewpoint.get() == from && !app.sight.reading().get();
    }

    private long count(Provenance provenance) {
        return shown().messages().stream()
                .filter(message -> message.provenance() == provenance)
                .count();
    }

    private int number(MessageType type) {
        return shown().first(type).map(MessageRead::number).orElse(0);
    }

    private static ToggleButton segment(FxRobot robot, String text) {
        return robot.lookup("#viewpoints .toggle-button").queryAllAs(ToggleButton.class).stream()
                .filter(button -> button.getText().equals(text))
                .findFirst()
                .orElseThrow();
    }

    private static List<Node> rows(FxRobot robot) {
        return robot.lookup(".table-row-cell:filled").queryAll().stream().toList();
    }

    private static String text(FxRobot robot, String query) {
        return seen(() ->
                robot.lookup(query).queryAll().stream()
                        .map(node -> node instanceof Labeled label ? label.getText() : all(node))
                        .findFirst()
                        .orElse(""));
    }

    private static String all(Node node) {
        StringBuilder text = new StringBuilder();
        node.lookupAll(".label").forEach(each -> text.append(((Labeled) each).getText()));
        return text.toString();
    }

    private static List<String> texts(FxRobot robot, String query) {
        return seen(() ->
                robot.lookup(query).queryAll().stream()
                        .filter(node -> !(node instanceof ButtonBase))
                        .map(node -> ((Labeled) node).getText())
                        .toList());
    }

    private static String clipboard() {
        return seen(() -> Clipboard.getSystemClipboard().getString());
    }
}
