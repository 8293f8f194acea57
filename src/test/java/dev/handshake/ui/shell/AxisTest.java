package dev.handshake.ui.shell;

import static dev.handshake.ui.Headless.await;
import static dev.handshake.ui.Headless.awaitRest;
import static dev.handshake.ui.Headless.fx;
import static dev.handshake.ui.Headless.seen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.handshake.capture.CaptureEvent;
import dev.handshake.capture.lab.DataFolder;
import dev.handshake.capture.lab.LabSource;
import dev.handshake.capture.lab.Scenario;
import dev.handshake.diagram.Palette;
import dev.handshake.diagram.SideBySide;
import dev.handshake.explain.Language;
import dev.handshake.session.MessageType;
import dev.handshake.session.Session;
import dev.handshake.session.SessionBuilder;
import dev.handshake.ui.Captures;
import dev.handshake.ui.connect.Doors;
import dev.handshake.ui.export.FileChoice;
import dev.handshake.ui.model.AppModel;
import dev.handshake.ui.model.Notice;
import dev.handshake.ui.model.Source;
import dev.handshake.ui.theme.Fonts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Cell;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Slider;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.paint.Color;
import javafx.scene.shape.Line;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** Two sessions on one axis of time, in the window. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init")
class AxisTest {
    static {
        if (System.getProperty(DataFolder.PROPERTY) == null) {
            System.setProperty(DataFolder.PROPERTY, Path.of("target", "lab").toString());
        }
    }

    private static final Map<String, Session> SESSIONS = new HashMap<>();

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private static Path folder;

    private final AppModel app = new AppModel();
    private Stage stage;
    private Window window;

    @BeforeAll
    static void shakeHands() throws Exception {
        for (String name : List.of("tls12", "tls13", "no-common-cipher")) {
            List<SessionBuilder> builders = new ArrayList<>();
            new LabSource(Scenario.named(name))
                    .capture(event -> {
                        if (event instanceof CaptureEvent.Opened) {
                            builders.add(new SessionBuilder(_ -> {}));
                        }
                        builders.getLast().accept(event);
                    });
            SESSIONS.put(name, builders.getLast().snapshot());
        }
    }

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
        StartOptions options = new StartOptions(null, Language.ENGLISH, Palette.LIGHT, null);
        window = new Window(app, Doors.REAL, choice, new SettingsFile(file), options);
        window.show(stage);
    }

    @AfterEach
    void close() {
        fx(stage::hide);
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void showsWhatWasMeasuredUntilTheSliderAddsARoundTrip(Language language, FxRobot robot) {
        fx(() -> app.language.set(language));
        compare(robot, "tls12", "tls13");
        assertThat(seen(() -> node(robot, "#simulated").isVisible())).isFalse();
        assertThat(slants(robot)).isNotEmpty().allSatisfy(it -> assertThat(it).isZero());
        List<String> measured = copied(robot).lines().toList();
        assertThat(measured.getFirst()).contains("Finished", " ms\t");

        slide(robot, 150);
        assertThat(seen(() -> node(robot, "#simulated").isVisible())).isTrue();
        assertThat(text(robot, "#simulated"))
                .isEqualTo(language == Language.KOREAN ? "시뮬레이션" : "simulated");
        assertThat(text(robot, "#round-trip-value")).isEqualTo("150 ms");
        assertThat(slants(robot)).allSatisfy(it -> assertThat(it).isGreaterThan(0.1));
        assertThat(said(robot))
                .anyMatch(text ->
                        text.equals(
                                language == Language.KOREAN
                                        ? "그중 600 ms 시뮬레이션"
                                        : "600 ms of it simulated"));
        assertThat(copied(robot).lines()).as("what is listed was measured").isEqualTo(measured);

        slide(robot, 0);
        assertThat(slants(robot)).allSatisfy(it -> assertThat(it).isZero());
    }

    @Test
    void theSliderHasTheArrowKeysWhileItHasTheFocus(FxRobot robot) {
        compare(robot, "tls12", "tls13");
        fx(() -> node(robot, "#round-trip").requestFocus());
        press(robot, KeyCode.RIGHT);
        press(robot, KeyCode.RIGHT);
        press(robot, KeyCode.LEFT);
        assertThat(text(robot, "#round-trip-value")).isEqualTo("10 ms");
        press(robot, KeyCode.END);
        assertThat(text(robot, "#round-trip-value")).isEqualTo("300 ms");
        assertThat(text(robot, "#compare-view #position")).isEqualTo("8");
    }

    /** RFC 5246 §7.3 and RFC 9846 §2 draw the two. */
    @ParameterizedTest
    @EnumSource(Language.class)
    void boxesWhatOnlyOneSideHas(Language language, FxRobot robot) {
        fx(() -> app.language.set(language));
        compare(robot, "tls12", "tls13");
        assertThat(boxed(robot, true))
                .containsExactlyInAnyOrder(
                        "Certificate Status",
                        "Server Key Exchange",
                        "Server Hello Done",
                        "Client Key Exchange");
        assertThat(boxed(robot, false))
                .containsExactlyInAnyOrder("Encrypted Extensions", "Certificate Verify");
    }

    @Test
    void whatFailedStandsBesideWhatCompleted(FxRobot robot) {
        compare(robot, "no-common-cipher", "tls12");
        assertThat(said(robot))
                .anyMatch(text -> text.startsWith("Stopped by an alert after "))
                .anyMatch(text -> text.startsWith("First byte of the answer after "))
                .contains("Alert: handshake_failure")
                .noneMatch(text -> text.contains("sooner"));
    }

    @Test
    void aNameThatIsChosenIsLitOnBothSidesAndOpensInTheSequences(FxRobot robot) {
        compare(robot, "tls12", "tls13");
        fire(robot, "#compare-list");
        SideBySide.Spot hello = spot(robot, true, MessageType.SERVER_HELLO, "tls12");
        robot.clickOn(spotNode(robot, hello));
        assertThat(lit(robot)).isEqualTo(2);
        assertThat(seen(() -> node(robot, "#axis").isFocused())).isTrue();
        assertThat(seen(() -> node(robot, "#axis").getAccessibleText()))
                .contains("Server Hello, from the server");

        // The next below it is on the old side only.
        press(robot, KeyCode.DOWN);
        press(robot, KeyCode.DOWN);
        assertThat(seen(() -> node(robot, "#axis").getAccessibleText()))
                .contains("Certificate Status", "only on this side");
        assertThat(lit(robot)).isEqualTo(1);
        assertThat(seen(() -> list(robot).getSelectionModel().getSelectedItem().toString()))
                .contains("CERTIFICATE_STATUS");

        press(robot, KeyCode.UP);
        press(robot, KeyCode.ENTER);
        assertThat(seen(() -> robot.lookup("#axis").queryAll())).isEmpty();
        await("the sequence", () -> !robot.lookup(".compare .sequence").queryAll().isEmpty());
    }

    @Test
    void whatDiffersIsLitOnTheAxis(FxRobot robot) {
        compare(robot, "tls12", "tls13");
        fire(robot, "#compare-list");
        fx(() -> {
            ListView<?> list = list(robot);
            for (int i = 0; i < list.getItems().size(); i++) {
                if (list.getItems().get(i).toString().contains("SERVER_KEY_EXCHANGE, from")) {
                    list.getSelectionModel().clearAndSelect(i);
                }
            }
        });
        assertThat(lit(robot)).isEqualTo(1);
    }

    @Test
    void isPlayedStepByStepOnBothSides(FxRobot robot) {
        compare(robot, "tls12", "tls13");
        assertThat(text(robot, "#compare-view #position")).isEqualTo("8");
        assertThat(text(robot, "#compare-view #count")).isEqualTo(" / 8");
        press(robot, KeyCode.HOME);
        assertThat(text(robot, "#compare-view #position")).isEqualTo("0");
        assertThat(said(robot)).noneMatch(text -> text.startsWith("First byte"));
        assertThat(boxed(robot, true)).isEmpty();
        for (int step = 1; step <= 4; step++) {
            press(robot, KeyCode.RIGHT);
        }
        assertThat(boxed(robot, true)).hasSize(3);
        assertThat(boxed(robot, false)).hasSize(2);
        press(robot, KeyCode.LEFT);
        assertThat(boxed(robot, true)).isEmpty();
        press(robot, KeyCode.SPACE);
        await("the end", () -> text(robot, "#compare-view #position").equals("8"));
        await("its rest", () -> said(robot).stream().anyMatch(it -> it.startsWith("First byte")));
        assertThat(app.playback.playing.get()).isFalse();
    }

    @Test
    void comparesTwoConnectionsThatAreSelectedInTheList(FxRobot robot) throws IOException {
        TableView<?> table = open(robot, "picked.pcap", 6);
        select(table, 4, 1);
        press(robot, KeyCode.C);
        await("both", app.comparing::get);
        assertThat(text(robot, "#compare-a")).contains(Captures.name(2), "TLS 1.2");
        assertThat(text(robot, "#compare-b")).contains(Captures.name(5));
        assertThat(copied(robot))
                .contains("server_name\t" + Captures.name(2) + "\t" + Captures.name(5));
        assertThat(app.session.get()).as("none of them is drawn").isNull();

        press(robot, KeyCode.ESCAPE);
        assertThat(app.listing.get()).isTrue();
        assertThat(seen(() -> List.copyOf(table.getSelectionModel().getSelectedIndices())))
                .containsExactlyInAnyOrder(1, 4);
        assertThat(seen(() -> robot.lookup("#filter").queryAs(TextInputControl.class).getText()))
                .as("the letter was no filter")
                .isEmpty();
    }

    @Test
    void aClickWithControlSelectsAndDoesNotDraw(FxRobot robot) throws IOException {
        TableView<?> table = open(robot, "clicked.pcap", 6);
        awaitRest(table);
        clickWithControl(robot, 0);
        clickWithControl(robot, 2);
        assertThat(seen(() -> List.copyOf(table.getSelectionModel().getSelectedIndices())))
                .containsExactlyInAnyOrder(0, 2);
        assertThat(app.listing.get()).isTrue();
        fire(robot, "#compare");
        await("both", app.comparing::get);
        assertThat(text(robot, "#compare-a")).contains(Captures.name(1));
        assertThat(text(robot, "#compare-b")).contains(Captures.name(3), "failed");
    }

    @Test
    void comparesAConnectionOfACaptureWithTheSessionShownBefore(FxRobot robot) throws IOException {
        show("tls13");
        TableView<?> table = open(robot, "other.pcap", 4);
        select(table, 2);
        MenuItem compare = menu(table, "compare-rows");
        assertThat(seen(compare::getText)).contains("Compare with tls13 · TLS 1.3");
        fx(compare::fire);
        await("both", app.comparing::get);
        assertThat(text(robot, "#compare-a")).contains("tls13");
        assertThat(text(robot, "#compare-b")).contains(Captures.name(3));

        // From here, the other connections are one menu away.
        MenuButton pick = robot.lookup("#compare-b").queryAs(MenuButton.class);
        fx(pick::show);
        fx(() ->
                pick.getItems().stream()
                        .filter(item -> "compare-connections".equals(item.getId()))
                        .findFirst()
                        .orElseThrow()
                        .fire());
        assertThat(app.listing.get()).isTrue();
        assertThat(app.notice.get()).isInstanceOf(Notice.Said.class);
    }

    @Test
    void aSingleConnectionNeedsAnother(FxRobot robot) throws IOException {
        TableView<?> table = open(robot, "alone.pcap", 3);
        select(table, 1);
        assertThat(seen(menu(table, "compare-rows")::isDisable)).isTrue();
        fire(robot, "#compare");
        assertThat(app.comparing.get()).isFalse();
        assertThat(app.notice.get()).isInstanceOf(Notice.Refused.class);
    }

    @Test
    void theRoundTripIsKeptInTheWindow(FxRobot robot) {
        compare(robot, "tls12", "tls13");
        slide(robot, 80);
        press(robot, KeyCode.ESCAPE);
        assertThat(app.comparing.get()).isFalse();
        fx(() -> app.comparing.set(true));
        assertThat(text(robot, "#round-trip-value")).isEqualTo("80 ms");
        assertThat(slants(robot)).allSatisfy(it -> assertThat(it).isGreaterThan(0.05));
    }

    @Test
    void whereThereIsLittleRoomWhatDiffersOpensOverTheAxis(FxRobot robot) {
        compare(robot, "tls12", "tls13");
        assertThat(seen(() -> robot.lookup("#differences").queryAll()))
                .as("1000 px wide")
                .isEmpty();
        double before = seen(() -> node(robot, "#axis").getLayoutBounds().getWidth());
        press(robot, KeyCode.I);
        assertThat(seen(() -> robot.lookup("#differences").queryAll())).hasSize(1);
        assertThat(seen(() -> node(robot, "#axis").getLayoutBounds().getWidth()))
                .isEqualTo(before, within(0.5));
        press(robot, KeyCode.ESCAPE);
        assertThat(seen(() -> robot.lookup("#differences").queryAll())).isEmpty();
        assertThat(app.comparing.get()).isTrue();
    }

    // -- doing

    private void show(String name) {
        Session session = Objects.requireNonNull(SESSIONS.get(name));
        fx(() -> app.show(session, new Source("test", 1, 1)));
    }

    private void compare(FxRobot robot, String a, String b) {
        show(a);
        show(b);
        fx(() -> app.comparing.set(true));
        await("the axis", () -> !robot.lookup(".axis-spot").queryAll().isEmpty());
    }

    private TableView<?> open(FxRobot robot, String name, int connections) throws IOException {
        Path capture = Captures.write(folder.resolve(name), connections);
        fx(() -> window.take(List.of(capture)));
        await(
                "the list",
                () ->
                        robot.lookup(".table-row-cell").queryAll().stream()
                                        .filter(row -> !((Cell<?>) row).isEmpty())
                                        .count()
                                >= connections);
        return robot.lookup("#connection-table").queryTableView();
    }

    private static void select(TableView<?> table, int... rows) {
        fx(() -> {
            table.requestFocus();
            table.getSelectionModel().clearSelection();
            for (int row : rows) {
                table.getSelectionModel().select(row);
            }
        });
    }

    private static Node row(FxRobot robot, int index) {
        return robot.lookup(".table-row-cell").queryAllAs(IndexedCell.class).stream()
                .filter(row -> row.getIndex() == index && row.getParent().isVisible())
                .findFirst()
                .orElseThrow();
    }

    /** The headless platform tells clicks without the keys that are held. */
    private static void clickWithControl(FxRobot robot, int index) {
        Node cell = seen(() -> row(robot, index).lookup(".table-cell"));
        for (EventType<MouseEvent> type :
                List.of(
                        MouseEvent.MOUSE_PRESSED,
                        MouseEvent.MOUSE_RELEASED,
                        MouseEvent.MOUSE_CLICKED)) {
            fx(() -> Event.fireEvent(cell, withControl(type, cell.localToScene(5, 5))));
        }
    }

    private static MouseEvent withControl(EventType<MouseEvent> type, Point2D at) {
        boolean down = type == MouseEvent.MOUSE_PRESSED;
        return new MouseEvent(
                type,
                at.getX(),
                at.getY(),
                at.getX(),
                at.getY(),
                MouseButton.PRIMARY,
                1,
                false,
                true,
                false,
                false,
                down,
                false,
                false,
                false,
                false,
                true,
                null);
    }

    private static MenuItem menu(TableView<?> table, String id) {
        fx(() -> table.getContextMenu().getOnShowing().handle(null));
        return table.getContextMenu().getItems().stream()
                .filter(item -> id.equals(item.getId()))
                .findFirst()
                .orElseThrow();
    }

    private static void slide(FxRobot robot, double millis) {
        fx(() -> robot.lookup("#round-trip").queryAs(Slider.class).setValue(millis));
        fx(() -> node(robot, "#axis").getScene().getRoot().layout());
    }

    private static void press(FxRobot robot, KeyCode key) {
        robot.type(key);
        fx(() -> {});
    }

    private static void fire(FxRobot robot, String id) {
        fx(() -> robot.lookup(id).queryAs(ButtonBase.class).fire());
    }

    // -- seeing

    private static Node node(FxRobot robot, String id) {
        return robot.lookup(id).query();
    }

    private static ListView<?> list(FxRobot robot) {
        return robot.lookup("#differences").queryListView();
    }

    private static String text(FxRobot robot, String id) {
        return seen(() -> robot.lookup(id).queryAs(Labeled.class).getText());
    }

    private static String copied(FxRobot robot) {
        boolean hidden = seen(() -> robot.lookup("#compare-copy").queryAll().isEmpty());
        if (hidden) {
            fire(robot, "#compare-list");
        }
        fire(robot, "#compare-copy");
        String copied = seen(() -> Clipboard.getSystemClipboard().getString());
        if (hidden) {
            fire(robot, "#compare-list");
        }
        return copied;
    }

    private static <N extends Node> Stream<N> marks(FxRobot robot, Class<N> kind) {
        return ((Parent) node(robot, "#axis-marks"))
                .getChildrenUnmodifiable().stream().filter(kind::isInstance).map(kind::cast);
    }

    private static List<String> said(FxRobot robot) {
        return seen(() -> marks(robot, Text.class).map(Text::getText).toList());
    }

    /** How steeply the arrows fall: thicker lines than those of the axis and of its notes. */
    private static List<Double> slants(FxRobot robot) {
        return seen(() ->
                marks(robot, Line.class)
                        .filter(line -> line.getStrokeWidth() >= 2)
                        .filter(line -> !line.getStroke().equals(Color.web("#24292f")))
                        .filter(line -> !line.getStroke().equals(Color.web("#c2142a")))
                        .filter(line -> Math.abs(line.getEndX() - line.getStartX()) > 20)
                        .map(line ->
                                (line.getEndY() - line.getStartY())
                                        / Math.abs(line.getEndX() - line.getStartX()))
                        .toList());
    }

    private static List<SideBySide.Spot> spots(FxRobot robot) {
        return robot.lookup(".axis-spot").queryAll().stream()
                .map(node -> (SideBySide.Spot) node.getUserData())
                .toList();
    }

    private static SideBySide.Spot spot(
            FxRobot robot, boolean first, MessageType type, String session) {
        int number =
                Objects.requireNonNull(SESSIONS.get(session)).first(type).orElseThrow().number();
        return seen(() -> spots(robot)).stream()
                .filter(spot -> spot.first() == first && spot.numbers().contains(number))
                .findFirst()
                .orElseThrow();
    }

    private static Node spotNode(FxRobot robot, SideBySide.Spot spot) {
        return robot.lookup(".axis-spot").queryAll().stream()
                .filter(node -> spot.equals(node.getUserData()))
                .findFirst()
                .orElseThrow();
    }

    /** The names around which there is a box. */
    private static List<String> boxed(FxRobot robot, boolean first) {
        return seen(() -> {
            List<Rectangle> boxes =
                    marks(robot, Rectangle.class).filter(box -> box.getStroke() != null).toList();
            Set<String> titles =
                    Stream.of(MessageType.values())
                            .map(MessageType::title)
                            .collect(Collectors.toSet());
            List<Text> texts =
                    marks(robot, Text.class)
                            .filter(text -> titles.contains(text.getText()))
                            .toList();
            double middle = node(robot, "#axis").getLayoutBounds().getWidth() / 2;
            return texts.stream()
                    .filter(text ->
                            boxes.stream()
                                    .anyMatch(box ->
                                            box.getX() < text.getX()
                                                    && box.getX() + box.getWidth()
                                                            > text.getLayoutBounds().getMaxX()
                                                    && box.getY() < text.getY()
                                                    && box.getY() + box.getHeight() > text.getY()))
                    .filter(text -> text.getX() < middle == first)
                    .map(Text::getText)
                    .toList();
        });
    }

    private static long lit(FxRobot robot) {
        return seen(() ->
                marks(robot, Rectangle.class)
                        .filter(box -> Color.web("#dff27a").equals(box.getFill()))
                        .count());
    }
}
