package dev.handshake.ui.sequence;

import static dev.handshake.ui.Headless.await;
import static dev.handshake.ui.Headless.fx;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.bytes.Phrase;
import dev.handshake.diagram.Diagram;
import dev.handshake.diagram.Link;
import dev.handshake.diagram.Palette;
import dev.handshake.diagram.Tone;
import dev.handshake.diagram.View;
import dev.handshake.explain.Language;
import dev.handshake.session.MessageRead;
import dev.handshake.session.MessageType;
import dev.handshake.session.Session;
import dev.handshake.ui.Headless;
import dev.handshake.ui.Story;
import dev.handshake.ui.model.AppModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class SequenceViewTest {
    private static final double WIDTH = 900;
    private static final double HEIGHT = 600;

    private final List<View> laidOut = Collections.synchronizedList(new ArrayList<>());
    private final AppModel model = new AppModel();

    @SuppressWarnings("NullAway.Init")
    private SequenceView view;

    @Start
    void start(Stage stage) {
        view = new SequenceView(model, this::layout);
        Headless.show(stage, view, WIDTH, HEIGHT);
    }

    private Diagram layout(Session session, View how) {
        laidOut.add(how);
        return PlainLayout.of(session, how);
    }

    @BeforeEach
    void tellTwelve() {
        tell(12);
        await("rows", () -> view.rowNodes().size() == 12);
    }

    private void tell(int count) {
        fx(() -> {
            model.session.set(Story.ofLength(count));
            model.playback.last.set(count);
            model.playback.goTo(count);
        });
    }

    @Test
    void drawsEachRowWhereTheLayoutPutsIt() {
        assertThat(view.rowNodes()).extracting(row -> row.row().number()).isSorted();
        assertThat(view.rowNodes())
                .extracting(Node::getLayoutY)
                .containsExactly(
                        0.0, 44.0, 88.0, 132.0, 176.0, 220.0, 264.0, 308.0, 352.0, 396.0, 440.0,
                        484.0);
        assertThat(text("message-2").getText()).isEqualTo("Server Hello");
        assertThat(text("message-2").getFont().getFamily()).isEqualTo("Pretendard SemiBold");
    }

    @Test
    void takesColourAsThePlayheadMoves() {
        fx(() -> model.playback.goTo(0));
        for (int number = 1; number <= 3; number++) {
            int told = number;
            await("grey", () -> isToned("message-" + told, Tone.FUTURE_TEXT));
            fx(() -> model.playback.step());
            await("coloured", () -> isToned("message-" + told, Tone.FG));
            await("next is grey", () -> isToned("message-" + (told + 1), Tone.FUTURE_TEXT));
        }
    }

    @Test
    void keepsTheNodesOfWhatHasNotChanged() {
        fx(() -> model.playback.goTo(3));
        await("coloured", () -> isToned("message-3", Tone.FG));
        Map<String, Text> before =
                view.rowNodes().stream()
                        .collect(Collectors.toMap(Node::getId, row -> text(row.getId())));
        fx(() -> model.playback.goTo(4));
        await("coloured", () -> isToned("message-4", Tone.FG));
        List<String> remade =
                before.keySet().stream().filter(id -> !text(id).equals(before.get(id))).toList();
        assertThat(remade).containsExactly("message-4");
    }

    @Test
    void laysOutOnceAFrameHoweverMuchChanges() {
        // A glide would lay out once in each of its frames.
        fx(() -> model.playback.reducedMotion.set(true));
        laidOut.clear();
        fx(() -> {
            for (int number = 0; number <= 12; number++) {
                model.playback.goTo(number);
                model.selection.folded.add(5);
                model.selection.folded.remove(5);
            }
        });
        await("laid out", () -> !laidOut.isEmpty());
        assertThat(laidOut.size()).isLessThan(5);
    }

    @Test
    void opensThePanelOfARowThatIsDoubleClicked(FxRobot robot) {
        double before = row("message-2").getHeight();
        robot.doubleClickOn(row("message-2"));
        assertThat(model.selection.message.get()).isEqualTo(2);
        await("open", () -> row("message-2").getHeight() == before + PlainLayout.PANEL);
        await("moved down", () -> row("message-3").getLayoutY() == 88 + PlainLayout.PANEL);
        assertThat(laidOut)
                .as("it opens smoothly")
                .anyMatch(how -> {
                    double open = how.openness().getOrDefault(2, 0.0);
                    return open > 0 && open < 1;
                });
        robot.interact(() -> model.selection.toggle(2));
        await("closed", () -> row("message-2").getHeight() == before);
    }

    @Test
    void opensAtOnceWithReducedMotion() {
        fx(() -> model.playback.reducedMotion.set(true));
        laidOut.clear();
        fx(() -> model.selection.toggle(2));
        await("open", () -> row("message-2").getHeight() == 44 + PlainLayout.PANEL);
        assertThat(laidOut).allMatch(how -> how.openness().getOrDefault(2, 1.0) == 1);
    }

    @Test
    void opensAllAndClosesAll() {
        fx(model::toggleAll);
        await(
                "all open",
                () ->
                        view.rowNodes().stream()
                                .allMatch(row -> row.getHeight() == 44 + PlainLayout.PANEL));
        fx(model::toggleAll);
        await("closed", () -> view.rowNodes().stream().allMatch(row -> row.getHeight() == 44));
    }

    @Test
    void selectsARowThatIsClicked(FxRobot robot) {
        robot.clickOn(row("message-5"));
        assertThat(model.selection.message.get()).isEqualTo(5);
        assertThat(model.selection.opened).isEmpty();
        await("focused", () -> row("message-5").isFocused());
    }

    @Test
    void opensTheSelectedRowThatIsClickedAgain(FxRobot robot) {
        fx(() -> model.selection.select(5));
        robot.clickOn(row("message-5"));
        await("open", () -> row("message-5").getHeight() == 44 + PlainLayout.PANEL);
        robot.clickOn("Panel 5");
        assertThat(model.selection.opened).as("a click on the panel leaves it").containsExactly(5);
    }

    @Test
    void selectsWhatWasNotSent(FxRobot robot) {
        MessageRead ghost = Story.absent(MessageType.CERTIFICATE_STATUS, Phrase.of("app.name"));
        fx(() -> model.session.set(Story.of(List.of(Story.serverHello(1), ghost), List.of())));
        await("rows", () -> view.rowNodes().size() == 2);
        robot.clickOn(area(new Link.ToAbsent(1)));
        assertThat(model.selection.absent.get()).isEqualTo(ghost);
        assertThat(model.selection.message.get()).isZero();
        robot.clickOn(row("message-1"));
        assertThat(model.selection.absent.get()).isNull();
        robot.type(KeyCode.DOWN);
        assertThat(model.selection.absent.get()).isEqualTo(ghost);
    }

    @Test
    void movesTheSelectionWithTheKeyboard(FxRobot robot) {
        robot.clickOn(row("message-5"));
        robot.type(KeyCode.DOWN, 2);
        assertThat(model.selection.message.get()).isEqualTo(7);
        await("focused", () -> row("message-7").isFocused());
        robot.type(KeyCode.UP);
        assertThat(model.selection.message.get()).isEqualTo(6);
        await("focused", () -> row("message-6").isFocused());
        robot.type(KeyCode.ENTER);
        assertThat(model.selection.opened).containsExactly(6);
        assertThat(view.rowNodes().stream().filter(Node::isFocusTraversable)).hasSize(1);
    }

    @Test
    void keepsTheSelectedRowInSight(FxRobot robot) {
        tell(60);
        await("rows", () -> view.rowNodes().size() == 60);
        fx(() -> model.selection.select(60));
        await("in sight", () -> isInSight("message-60"));
        assertThat(isInSight("message-1")).isFalse();
        fx(() -> model.selection.select(1));
        await("in sight", () -> isInSight("message-1"));
    }

    @Test
    void drawsOnlyTheRowsNearWhatIsInSight() {
        tell(300);
        await("rows", () -> view.rowNodes().size() == 300);
        fx(() -> model.selection.select(150));
        await("in sight", () -> isInSight("message-150") && row("message-150").isDrawn());
        assertThat(view.rowNodes().stream().filter(RowNode::isDrawn).count()).isBetween(10L, 40L);
    }

    @Test
    void followsThePlayheadUnlessTheReaderScrollsAway(FxRobot robot) {
        tell(60);
        fx(() -> {
            model.playback.goTo(1);
            model.playback.playing.set(true);
        });
        await("at the top", () -> isInSight("message-1"));
        fx(() -> model.playback.goTo(30));
        await("followed", () -> isInSight("message-30"));
        robot.moveTo(view);
        robot.scroll(60, javafx.geometry.VerticalDirection.UP);
        await("scrolled away", () -> isInSight("message-1"));
        fx(() -> model.playback.goTo(31));
        await("told", () -> model.playback.playhead.get() == 31 && isToned31());
        assertThat(isInSight("message-1")).isTrue();
    }

    private boolean isToned31() {
        return laidOut.getLast().played() == 31;
    }

    @Test
    void saysHowManyMessagesAreBelowAndScrollsOn(FxRobot robot) {
        fx(() -> model.playback.reducedMotion.set(true));
        tell(60);
        fx(() -> model.playback.goTo(1));
        Button more = robot.lookup("#more").queryButton();
        await(
                "says so",
                () ->
                        more.isVisible()
                                && laidOut.getLast().played() == 1
                                && isInSight("message-1"));
        int shown = 60 - Integer.parseInt(more.getText().split(" ", 2)[0]);
        assertThat(isInSight("message-" + shown)).isTrue();
        assertThat(isInSight("message-" + (shown + 2))).isFalse();
        robot.clickOn(more);
        await("scrolled", () -> isInSight("message-" + (shown + 2)));
        fx(() -> model.language.set(Language.KOREAN));
        await("in Korean", () -> more.getText().matches("메시지 \\d+개 더"));
        fx(() -> model.selection.select(60));
        await("nothing below", () -> !more.isVisible());
    }

    @Test
    void changesItsWordsWithTheLanguage(FxRobot robot) {
        assertThat(robot.lookup("Client").tryQuery()).isPresent();
        fx(() -> model.language.set(Language.KOREAN));
        await("in Korean", () -> robot.lookup("클라이언트").tryQuery().isPresent());
    }

    @Test
    void changesItsColoursWithTheTheme() {
        assertThat(isToned("message-1", Tone.FG)).isTrue();
        fx(() -> model.palette.set(Palette.DARK));
        await(
                "dark",
                () -> Color.web(Palette.DARK.css(Tone.FG)).equals(text("message-1").getFill()));
    }

    @Test
    void foldsAFlight(FxRobot robot) {
        robot.clickOn(area(new Link.Fold(1)));
        await("folded", () -> view.rowNodes().size() == 10);
        assertThat(model.selection.folded).containsExactly(1);
        robot.clickOn(area(new Link.Fold(1)));
        await("unfolded", () -> view.rowNodes().size() == 12);
    }

    @Test
    void foldsAndUnfoldsWithTheKeyboard(FxRobot robot) {
        robot.clickOn(row("message-2"));
        robot.type(KeyCode.F);
        await("folded", () -> view.rowNodes().size() == 10);
        robot.clickOn(row("message-4"));
        robot.type(KeyCode.UP).type(KeyCode.ENTER);
        await("unfolded", () -> view.rowNodes().size() == 12);
    }

    @Test
    void followsALinkToAMessage(FxRobot robot) {
        fx(() -> model.selection.toggle(5));
        await("open", () -> row("message-5").getHeight() == 44 + PlainLayout.PANEL);
        robot.clickOn(area(new Link.ToMessage(1)));
        assertThat(model.selection.message.get()).isEqualTo(1);
        robot.clickOn(area(new Link.ToField(2, 39, 2)));
        assertThat(model.selection.message.get()).isEqualTo(2);
        assertThat(model.selection.field.get()).isEqualTo(new View.Lit(39, 2));
    }

    @Test
    void copiesARowAsTextAndItsBytesAsHex(FxRobot robot) {
        robot.clickOn(row("message-5"), MouseButton.SECONDARY);
        robot.clickOn("Copy as text");
        assertThat(clipboard(robot)).isEqualTo("5 Server Hello");
        robot.clickOn(row("message-5"), MouseButton.SECONDARY);
        robot.clickOn("Copy bytes as hex");
        assertThat(clipboard(robot)).isEqualTo(Story.SERVER_HELLO.hex());
    }

    @Test
    void speaksTheWholeRow() {
        assertThat(row("message-2").getAccessibleText()).isEqualTo("2 Server Hello");
    }

    @Test
    void forgetsEverythingWithoutASession() {
        fx(() -> {
            model.session.set(null);
            model.selection.clear();
        });
        await("empty", () -> view.rowNodes().isEmpty());
    }

    private static String clipboard(FxRobot robot) {
        StringBuilder text = new StringBuilder();
        robot.interact(() -> text.append(Clipboard.getSystemClipboard().getString()));
        return text.toString();
    }

    private RowNode row(String id) {
        return view.rowNodes().stream()
                .filter(row -> row.getId().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private Text text(String id) {
        return (Text)
                row(id).layers().getFirst().getChildren().stream().findFirst().orElse(new Text());
    }

    private Node area(Link link) {
        return view.lookupAll(".area").stream()
                .filter(node -> link.equals(node.getUserData()))
                .findFirst()
                .orElseThrow();
    }

    private boolean isToned(String id, Tone tone) {
        return Color.web(model.palette.get().css(tone)).equals(text(id).getFill());
    }

    private boolean isInSight(String id) {
        Bounds bounds = row(id).localToScene(row(id).getBoundsInLocal());
        double arrow = bounds.getMinY() + 33;
        return arrow >= 56 && arrow <= HEIGHT;
    }
}
