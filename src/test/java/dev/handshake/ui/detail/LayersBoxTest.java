package dev.handshake.ui.detail;

import static dev.handshake.session.Spoken.message;
import static dev.handshake.session.Spoken.record;
import static dev.handshake.ui.Headless.await;
import static dev.handshake.ui.Headless.fx;
import static dev.handshake.ui.Headless.seen;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Sender;
import dev.handshake.explain.Language;
import dev.handshake.session.Session;
import dev.handshake.session.Spoken;
import dev.handshake.ui.Headless;
import dev.handshake.ui.model.AppModel;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** Boxes in boxes: segments, records, messages. */
@ExtendWith(ApplicationExtension.class)
class LayersBoxTest {
    private static final int CERTIFICATE = 11;
    private static final int DONE = 14;

    private final AppModel model = new AppModel();

    @Start
    void start(Stage stage) {
        Headless.show(stage, new StackPane(new InspectorView(model, () -> {})), 420, 900);
    }

    @Test
    void isClosedAtFirstAndSaysInShortHowItIsPacked(FxRobot robot) {
        tell(coalesced());
        select(2);
        assertThat(text(robot, "#layers-summary"))
                .isEqualTo("In 1 record · beside 2 other messages");
        assertThat(boxes(robot, ".carrier")).isEmpty();
    }

    @Test
    void showsTheMessagesThatShareARecordAndGoesToThem(FxRobot robot) {
        tell(coalesced());
        select(2);
        robot.clickOn("#layers-title");
        await(
                "the packets",
                () -> texts(robot, ".carrier .layer-name").contains("Read of the socket"));
        assertThat(names(robot))
                .containsExactly("1 Certificate", "2 Server Hello Done", "3 Hello Request");
        assertThat(own(robot)).containsExactly("2 Server Hello Done, 4 bytes");
        robot.clickOn(boxes(robot, ".message-box").getFirst());
        assertThat(model.selection.message.get()).isEqualTo(1);
        await("the other", () -> own(robot).equals(List.of("1 Certificate, 10 bytes")));
        assertThat(boxes(robot, ".carrier")).as("it stays open").hasSize(1);
    }

    @Test
    void isOpenedWithTheKeyboard(FxRobot robot) {
        tell(coalesced());
        select(1);
        fx(() -> robot.lookup("#layers-title").query().requestFocus());
        robot.type(KeyCode.SPACE);
        await("open", () -> !boxes(robot, ".carrier").isEmpty());
    }

    @Test
    void aMessageOverThreeRecordsStandsInThree(FxRobot robot) {
        Bytes certificate = message(CERTIFICATE, 96);
        tell(
                new Spoken()
                        .says(
                                Sender.SERVER,
                                record(certificate.slice(0, 30)),
                                record(certificate.slice(30, 30)))
                        .says(Sender.SERVER, record(certificate.from(60), message(DONE, 0)))
                        .session());
        select(1);
        assertThat(text(robot, "#layers-summary"))
                .isEqualTo("In 3 records · beside another message");
        robot.clickOn("#layers-title");
        await("both reads", () -> boxes(robot, ".carrier").size() == 2);
        assertThat(own(robot))
                .containsExactly(
                        "1 Certificate, 30 of 100 bytes",
                        "1 Certificate, 30 of 100 bytes",
                        "1 Certificate, 40 of 100 bytes");
    }

    @Test
    void doesNotNameWhatIsStillToBeTold(FxRobot robot) {
        tell(coalesced());
        fx(() -> model.playback.goTo(2));
        select(2);
        robot.clickOn("#layers-title");
        await("open", () -> !boxes(robot, ".message-box").isEmpty());
        assertThat(names(robot))
                .containsExactly("1 Certificate", "2 Server Hello Done", "3 A later message");
        assertThat(((Button) boxes(robot, ".message-box").getLast()).isDisabled()).isTrue();
        fx(() -> model.playback.goTo(3));
        select(2);
        await("it is told", () -> names(robot).getLast().equals("3 Hello Request"));
        fx(() -> model.playback.goTo(1));
        select(2);
        assertThat(robot.lookup("#layers").query().isVisible()).as("of what is to come").isFalse();
    }

    @Test
    void doesNotEvenCountWhatIsBeyondTheHorizon(FxRobot robot) {
        tell(coalesced());
        fx(() -> {
            model.playback.horizon.set(2);
            model.playback.goTo(2);
        });
        select(2);
        assertThat(text(robot, "#layers-summary"))
                .isEqualTo("In 1 record · beside another message");
        robot.clickOn("#layers-title");
        await("open", () -> !boxes(robot, ".message-box").isEmpty());
        assertThat(names(robot)).containsExactly("1 Certificate", "2 Server Hello Done");
    }

    @Test
    void aByteARecordIsFoldedAndUnfoldedStepByStep(FxRobot robot) {
        Bytes certificate = message(CERTIFICATE, 296);
        List<Bytes> records = new ArrayList<>();
        for (int i = 0; i < certificate.length(); i++) {
            records.add(record(certificate.slice(i, 1)));
        }
        tell(new Spoken().says(Sender.SERVER, records.toArray(Bytes[]::new)).session());
        select(1);
        assertThat(text(robot, "#layers-summary")).isEqualTo("In 300 records");
        robot.clickOn("#layers-title");
        await("open", () -> !boxes(robot, ".record").isEmpty());
        int few = boxes(robot, ".record").size();
        assertThat(few).isLessThan(20);
        assertThat(text(robot, ".layers-more")).isEqualTo((300 - few) + " more records");
        fx(() -> ((Labeled) robot.lookup(".layers-more").query()).requestFocus());
        robot.type(KeyCode.SPACE);
        await("more", () -> boxes(robot, ".record").size() > few);
    }

    @Test
    void saysWhyThereIsNothingAroundAMessage(FxRobot robot) {
        tell(
                new Spoken()
                        .says(Sender.CLIENT, Bytes.ofHex("45484c4f20780d0a"))
                        .says(Sender.SERVER, Bytes.ofHex("3235302066696e650d0a"))
                        .session());
        select(1);
        robot.clickOn("#layers-title");
        await("why", () -> text(robot, ".layers-remark").startsWith("Plain bytes"));
        assertThat(text(robot, "#layers-summary")).isEqualTo("in no record");
    }

    @Test
    void speaksKorean(FxRobot robot) {
        fx(() -> model.language.set(Language.KOREAN));
        tell(coalesced());
        select(2);
        assertThat(text(robot, "#layers-title")).isEqualTo("계층");
        robot.clickOn("#layers-title");
        await("열림", () -> texts(robot, ".carrier .layer-name").contains("소켓이 한 번에 읽은 것"));
        assertThat(texts(robot, ".record .layer-name")).containsExactly("레코드 1");
    }

    private static Session coalesced() {
        return new Spoken()
                .says(
                        Sender.SERVER,
                        record(message(CERTIFICATE, 6), message(DONE, 0), message(0, 0)))
                .session();
    }

    private void tell(Session session) {
        fx(() -> {
            model.session.set(session);
            model.playback.goTo(model.playback.last.get());
        });
    }

    private void select(int number) {
        fx(() -> model.selection.select(number));
    }

    private static List<Node> boxes(FxRobot robot, String styleClass) {
        return seen(() -> robot.lookup("#layers " + styleClass).queryAll().stream().toList());
    }

    /** Number and name of each message's box. */
    private static List<String> names(FxRobot robot) {
        return boxes(robot, ".message-box").stream()
                .map(box -> box.getAccessibleText().replaceFirst(",[^,]*$", ""))
                .toList();
    }

    private static List<String> own(FxRobot robot) {
        return boxes(robot, ".message-box.own").stream().map(Node::getAccessibleText).toList();
    }

    private static String text(FxRobot robot, String query) {
        return seen(() ->
                robot.lookup(query).queryAll().stream()
                        .filter(Labeled.class::isInstance)
                        .map(node -> ((Labeled) node).getText())
                        .findFirst()
                        .orElse(""));
    }

    private static List<String> texts(FxRobot robot, String query) {
        return seen(() ->
                robot.lookup(query).queryAll().stream()
                        .map(node -> ((Labeled) node).getText())
                        .toList());
    }
}
