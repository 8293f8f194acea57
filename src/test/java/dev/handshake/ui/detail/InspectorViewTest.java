package dev.handshake.ui.detail;

import static dev.handshake.ui.Headless.await;
import static dev.handshake.ui.Headless.fx;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.bytes.ByteSpan;
import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.Field;
import dev.handshake.bytes.Phrase;
import dev.handshake.bytes.Value;
import dev.handshake.capture.Sender;
import dev.handshake.diagram.View;
import dev.handshake.explain.Language;
import dev.handshake.session.MessageRead;
import dev.handshake.session.MessageType;
import dev.handshake.ui.Headless;
import dev.handshake.ui.Story;
import dev.handshake.ui.control.HexView;
import dev.handshake.ui.model.AppModel;
import dev.handshake.verify.Evidence;
import dev.handshake.verify.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javafx.css.PseudoClass;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TreeCell;
import javafx.scene.control.TreeItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class InspectorViewTest {
    private static final PseudoClass LIT = PseudoClass.getPseudoClass("lit");
    private static final PseudoClass LINKED = PseudoClass.getPseudoClass("linked");

    /** Where TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384, c0 30, stands in the ServerHello. */
    private static final int SUITE = 0x27;

    private final AppModel model = new AppModel();

    @SuppressWarnings("NullAway.Init")
    private InspectorView view;

    @Start
    void start(Stage stage) {
        view = new InspectorView(model, () -> {});
        Headless.show(stage, new StackPane(view), 420, 980);
    }

    @BeforeEach
    void tellServerHello() {
        tell(List.of(Story.serverHello(1)), List.of());
        await("its fields", () -> cells().size() == 8);
        Headless.awaitRest(tree());
    }

    private void tell(List<MessageRead> messages, List<Verdict> verdicts) {
        fx(() -> {
            model.selection.clear();
            model.session.set(Story.of(messages, verdicts));
            model.playback.last.set(messages.getLast().number());
            model.playback.goTo(messages.getLast().number());
            model.selection.select(messages.getLast().number());
        });
    }

    @Test
    void showsTheFieldsAndAllBytesOfTheSelectedMessage() {
        assertThat(keys())
                .containsExactly(
                        "msg_type",
                        "length",
                        "legacy_version",
                        "random",
                        "legacy_session_id",
                        "cipher_suite",
                        "legacy_compression_method",
                        "extensions");
        assertThat(hex().bytes.get()).isEqualTo(Story.SERVER_HELLO);
        assertThat(litBytes()).isEmpty();
        assertThat(caption()).isEqualTo("84 bytes");
    }

    @Test
    void lightsTheBytesOfTheFieldThatIsSelected(FxRobot robot) {
        robot.clickOn(middle("cipher_suite"));
        await("lit", () -> litBytes().equals(List.of(SUITE, SUITE + 1)));
        assertThat(model.selection.field.get()).isEqualTo(new View.Lit(SUITE, 2));
        assertThat(caption()).isEqualTo("cipher_suite · 0x27–0x28 · 2 bytes");
    }

    @Test
    void selectsTheInnermostFieldOfTheByteThatIsClicked(FxRobot robot) {
        robot.clickOn(digits(SUITE + 1));
        assertThat(selectedKey()).isEqualTo("cipher_suite");
        await("lit", () -> litBytes().equals(List.of(SUITE, SUITE + 1)));
        robot.clickOn(digits(0x2c));
        assertThat(selectedKey()).isEqualTo("extension_type");
        await("its row is in the tree", () -> keys().contains("extension_type"));
        await("lit", () -> litBytes().equals(List.of(0x2c, 0x2d)));
    }

    @Test
    void lightsARunThatIsDraggedOver(FxRobot robot) {
        robot.drag(digits(0x10)).dropTo(digits(0x13));
        await("lit", () -> litBytes().equals(List.of(0x10, 0x11, 0x12, 0x13)));
        assertThat(model.selection.field.get()).isEqualTo(new View.Lit(0x10, 4));
        assertThat(tree().selected()).isNull();
    }

    @Test
    void outlinesTheBytesOfTheFieldUnderThePointer(FxRobot robot) {
        robot.moveTo(middle("random"));
        await("outlined", () -> new ByteSpan(6, 32).equals(hex().outlined.get()));
        assertThat(litBytes()).as("hovering lights nothing").isEmpty();
    }

    @Test
    void outlinesTheFieldOfTheByteUnderThePointer(FxRobot robot) {
        robot.moveTo(digits(SUITE));
        await("linked", () -> cell("cipher_suite").getPseudoClassStates().contains(LINKED));
        assertThat(hex().outlined.get()).isEqualTo(new ByteSpan(SUITE, 2));
        robot.moveTo(digits(0x2c));
        await(
                "what is not expanded stands for what is below it",
                () -> cell("extensions").getPseudoClassStates().contains(LINKED));
        assertThat(hex().outlined.get()).isEqualTo(new ByteSpan(0x2c, 2));
    }

    @Test
    void followsAFieldThatIsSelectedElsewhere() {
        fx(() -> model.selection.select(1, new View.Lit(SUITE, 2)));
        assertThat(selectedKey()).isEqualTo("cipher_suite");
        await("lit", () -> litBytes().equals(List.of(SUITE, SUITE + 1)));
    }

    @Test
    void walksTheBytesWithTheKeyboard(FxRobot robot) {
        robot.clickOn(digits(SUITE));
        robot.type(KeyCode.RIGHT);
        assertThat(selectedKey()).isEqualTo("legacy_compression_method");
        robot.type(KeyCode.LEFT, 2);
        assertThat(selectedKey()).isNotEqualTo("cipher_suite");
    }

    @Test
    void copiesAValueAndTheBytesThatAreLit(FxRobot robot) {
        robot.clickOn(middle("random"));
        robot.press(KeyCode.SHORTCUT, KeyCode.C).release(KeyCode.C, KeyCode.SHORTCUT);
        assertThat(clipboard(robot)).isEqualTo(Story.SERVER_HELLO.slice(6, 32).hex());
        robot.clickOn(digits(SUITE));
        robot.press(KeyCode.SHORTCUT, KeyCode.C).release(KeyCode.C, KeyCode.SHORTCUT);
        assertThat(clipboard(robot)).isEqualTo("c030");
    }

    @Test
    void keepsWhatIsOpenInEachMessage() {
        tell(List.of(Story.serverHello(1), Story.serverHello(2)), List.of());
        fx(() -> {
            model.selection.select(1);
            extensions().setExpanded(true);
            model.selection.select(2);
        });
        assertThat(extensions().isExpanded()).isFalse();
        fx(() -> model.selection.select(1));
        assertThat(extensions().isExpanded()).isTrue();
    }

    @Test
    void showsBytesOfTheirOwnOfAFieldThatHasSome(FxRobot robot) {
        Bytes own = Bytes.ofHex("0102030405060708");
        Field inner = new Field("serial", new Value.Opaque(own.slice(2, 3)), new ByteSpan(2, 3));
        Field head = new Field("version", new Value.Opaque(own.slice(0, 2)), new ByteSpan(0, 2));
        Field tail = new Field("rest", new Value.Opaque(own.slice(5, 3)), new ByteSpan(5, 3));
        Field unpacked =
                new Field(
                        "certificate",
                        new Value.Struct(),
                        new ByteSpan(0, 4),
                        List.of(head, inner, tail),
                        own);
        Bytes sent = Bytes.ofHex("aabbccdd");
        tell(
                List.of(
                        Story.message(
                                1,
                                Sender.SERVER,
                                MessageType.COMPRESSED_CERTIFICATE,
                                sent,
                                List.of(unpacked))),
                List.of());
        fx(() -> tree().getRoot().getChildren().getFirst().setExpanded(true));
        await("inner row", () -> keys().contains("serial"));
        robot.clickOn(middle("serial"));
        await("own bytes", () -> hex().bytes.get().equals(own));
        await("lit", () -> litBytes().equals(List.of(2, 3, 4)));
        assertThat(model.selection.field.get()).isEqualTo(new View.Lit(0, 4));
        robot.clickOn(digits(6));
        assertThat(selectedKey()).isEqualTo("rest");
    }

    @Test
    void showsVerdictsOnlyOnceAllTheyRestOnHasBeenTold(FxRobot robot) {
        Verdict chain =
                new Verdict(
                        Verdict.Check.CHAIN,
                        Verdict.Result.PASS,
                        Phrase.of("app.name"),
                        List.of(Evidence.whole(1)));
        Verdict finished =
                new Verdict(
                        Verdict.Check.SERVER_FINISHED,
                        Verdict.Result.PASS,
                        Phrase.of("app.name"),
                        List.of(Evidence.whole(1), Evidence.whole(2)));
        tell(
                List.of(
                        Story.message(1, Sender.SERVER, MessageType.CERTIFICATE),
                        Story.message(2, Sender.SERVER, MessageType.FINISHED)),
                List.of(chain, finished));
        fx(() -> model.playback.goTo(1));
        await("chain alone", () -> verdictNames().equals(List.of("Chain")));
        fx(() -> {
            model.playback.goTo(2);
            model.selection.select(1);
        });
        await("both", () -> verdictNames().equals(List.of("Chain", "Server Finished")));
        fx(() -> model.selection.select(2));
        await("its own", () -> verdictNames().equals(List.of("Server Finished")));
    }

    @Test
    void hidesWhatHasNotBeenTold(FxRobot robot) {
        tell(List.of(Story.serverHello(1), Story.serverHello(2)), List.of());
        fx(() -> {
            model.playback.goTo(1);
            model.selection.select(2);
        });
        assertThat(robot.lookup("Not played yet.").tryQuery()).isPresent();
        assertThat(tree().getRoot()).isNull();
        assertThat(hex().bytes.get()).isEqualTo(Bytes.EMPTY);
        robot.clickOn("Play up to here");
        assertThat(model.playback.playhead.get()).isEqualTo(2);
        assertThat(hex().bytes.get()).isEqualTo(Story.SERVER_HELLO);
    }

    @Test
    void givesTheReasonOfAMessageThatWasNotSent(FxRobot robot) {
        MessageRead ghost = Story.absent(MessageType.CERTIFICATE_STATUS, Phrase.of("target.empty"));
        fx(() -> model.selection.selectAbsent(ghost));
        assertThat(robot.lookup("Certificate Status").tryQuery()).isPresent();
        assertThat(robot.lookup("Type the name of a server, such as www.msn.com.").tryQuery())
                .isPresent();
        assertThat(tree().getRoot()).isNull();
    }

    @Test
    void changesItsWordsWithTheLanguage(FxRobot robot) {
        fx(() -> model.language.set(Language.KOREAN));
        await("in Korean", () -> robot.lookup("서버 → 클라이언트 · 84바이트").tryQuery().isPresent());
        assertThat(caption()).isEqualTo("84바이트");
        String name = dev.handshake.explain.Words.of(Language.KOREAN).name("cipher_suite");
        assertThat(robot.lookup(name).tryQuery()).isPresent();
    }

    @Test
    void invitesWhereNothingIsSelected(FxRobot robot) {
        fx(() -> model.selection.select(0));
        assertThat(
                        robot.lookup(
                                        "Select a message in the diagram to see its fields and"
                                                + " bytes.")
                                .tryQuery())
                .isPresent();
        fx(() -> model.session.set(Story.of(List.of(), List.of())));
        assertThat(robot.lookup("Waiting for the first message.").tryQuery()).isPresent();
    }

    @Test
    void showsEightBytesInARowWhereItIsNarrow() {
        double wide = digits(8).getY() + digits(8).getParent().getLayoutY();
        double sameRow = digits(7).getY() + digits(7).getParent().getLayoutY();
        assertThat(wide).isEqualTo(sameRow);
        fx(() -> view.setMaxWidth(340));
        await(
                "narrow",
                () -> digits(8).getParent().getLayoutY() > digits(7).getParent().getLayoutY());
    }

    @Test
    void copesWithAHundredKilobytesInSixtyThousandFields() {
        Bytes many = Bytes.of(new byte[120_000]);
        List<Field> elements =
                IntStream.range(0, 60_000)
                        .mapToObj(i ->
                                new Field(
                                        "cipher_suite",
                                        new Value.Unsigned(i),
                                        new ByteSpan(2 * i, 2)))
                        .toList();
        Field list =
                new Field(
                        "cipher_suites",
                        new Value.Items(60_000),
                        new ByteSpan(0, 120_000),
                        elements);
        tell(
                List.of(
                        Story.message(
                                1, Sender.CLIENT, MessageType.CLIENT_HELLO, many, List.of(list))),
                List.of());
        fx(() -> model.selection.select(1, new View.Lit(100_000, 2)));
        await("lit", () -> litBytes().equals(List.of(100_000, 100_001)));
        assertThat(view.lookupAll(".hex-byte").size()).isLessThan(2_000);
        assertThat(view.lookupAll(".tree-cell").size()).isLessThan(100);
        await("its row is in sight", () -> cells().stream().anyMatch(TreeCell::isSelected));
    }

    private FieldTree tree() {
        return (FieldTree) view.lookup(".field-tree");
    }

    private TreeItem<Field> extensions() {
        return tree().getRoot().getChildren().getLast();
    }

    private HexView hex() {
        return (HexView) view.lookup(".hex-view");
    }

    private String caption() {
        return ((Label) view.lookup("#bytes-place")).getText()
                + ((Label) view.lookup("#bytes-count")).getText();
    }

    private List<FieldCell> cells() {
        return view.lookupAll(".tree-cell").stream()
                .filter(FieldCell.class::isInstance)
                .map(FieldCell.class::cast)
                .filter(cell -> cell.isVisible() && !cell.isEmpty())
                .toList();
    }

    private FieldCell cell(String key) {
        return cells().stream()
                .filter(cell -> cell.getItem().key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    /** Where a field's row is. The tree may hand its cells on to other rows at any time. */
    private Point2D middle(String key) {
        FieldCell cell = cell(key);
        return cell.localToScreen(cell.getWidth() / 2, cell.getHeight() / 2);
    }

    private List<String> keys() {
        List<String> keys = new ArrayList<>();
        for (int row = 0; row < tree().getExpandedItemCount(); row++) {
            keys.add(tree().getTreeItem(row).getValue().key());
        }
        return keys;
    }

    private String selectedKey() {
        FieldItem item = tree().selected();
        return item == null ? "" : item.field().key();
    }

    private javafx.scene.text.Text digits(int at) {
        return (javafx.scene.text.Text) view.lookup("#byte-" + at);
    }

    private List<Integer> litBytes() {
        return view.lookupAll(".hex-byte").stream()
                .filter(node -> node.getPseudoClassStates().contains(LIT))
                .map(Node::getId)
                .map(id -> Integer.parseInt(id.substring("byte-".length())))
                .sorted()
                .toList();
    }

    /** A hello and a certificate-like answer, and a verdict that rests on bytes of both. */
    private Verdict tellAVerdict() {
        Verdict downgrade =
                new Verdict(
                        Verdict.Check.DOWNGRADE,
                        Verdict.Result.PASS,
                        Phrase.of("verdict.downgrade.no_marker"),
                        List.of(
                                new Evidence(1, List.of(new ByteSpan(0, 4))),
                                new Evidence(
                                        2, List.of(new ByteSpan(6, 32), new ByteSpan(SUITE, 2)))));
        Verdict finished =
                new Verdict(
                        Verdict.Check.SERVER_FINISHED,
                        Verdict.Result.FAIL,
                        Phrase.of("verdict.server_finished.different"),
                        List.of(Evidence.whole(2)));
        tell(
                List.of(
                        Story.message(1, Sender.CLIENT, MessageType.CLIENT_HELLO),
                        Story.serverHello(2),
                        Story.message(3, Sender.CLIENT, MessageType.CLIENT_KEY_EXCHANGE)),
                List.of(downgrade, finished));
        fx(() -> model.selection.select(2));
        await("both", () -> verdictNames().equals(List.of("Downgrade", "Server Finished")));
        return downgrade;
    }

    @Test
    void opensAVerdictIntoItsSentenceAndLightsWhatItRestsOn(FxRobot robot) {
        Verdict downgrade = tellAVerdict();
        robot.clickOn("#verdict-downgrade");
        assertThat(model.selection.verdict.get()).isEqualTo(downgrade);
        assertThat(robot.lookup("#verdict-sentence").queryLabeled().getText())
                .isEqualTo("The server's random carries no marker of a downgrade.");
        await("all its bytes", () -> litBytes().size() == 34);
        assertThat(litBytes()).contains(6, 37, SUITE, SUITE + 1);
        assertThat(evidenceKeys()).contains("random", "cipher_suite").doesNotContain("length");
        assertThat(model.evidence()).isEqualTo(downgrade.evidence());
        robot.clickOn("#verdict-downgrade");
        assertThat(model.selection.verdict.get()).isNull();
        await("dark again", () -> litBytes().isEmpty());
        assertThat(view.lookup("#verdict-detail").isVisible()).isFalse();
    }

    @Test
    void goesToEachMessageThatAVerdictRestsOnAndLeavesItWithAnyOther(FxRobot robot) {
        tellAVerdict();
        robot.clickOn("#verdict-downgrade");
        robot.clickOn("#evidence-1");
        assertThat(model.selection.message.get()).isEqualTo(1);
        await("its bytes there", () -> litBytes().equals(List.of(0, 1, 2, 3)));
        assertThat(model.selection.verdict.get()).isNotNull();
        fx(() -> model.selection.select(3));
        assertThat(model.selection.verdict.get()).isNull();
        assertThat(model.evidence()).isEmpty();
    }

    @Test
    void selectsTheMessageThatAVerdictIsAbout() {
        Verdict downgrade = tellAVerdict();
        fx(() -> model.selection.select(3));
        fx(() -> model.selection.select(downgrade));
        assertThat(model.selection.message.get()).isEqualTo(2);
    }

    @Test
    void lightsAllBytesOfAMessageThatAVerdictRestsOnAsAWhole(FxRobot robot) {
        tellAVerdict();
        robot.clickOn("#verdict-server_finished");
        await("all in sight", () -> litBytes().size() > 60);
        assertThat(evidenceKeys()).isEmpty();
    }

    @Test
    void forgetsTheLightOfWhatIsNotTold() {
        Verdict downgrade = tellAVerdict();
        fx(() -> model.selection.select(downgrade));
        assertThat(model.evidence()).isNotEmpty();
        fx(() -> model.playback.goTo(1));
        assertThat(model.evidence()).isEmpty();
    }

    @Test
    void walksTheVerdictsWithTheKeyboardAndCopiesThem(FxRobot robot) {
        tellAVerdict();
        fx(() -> robot.lookup("#verdict-server_finished").query().requestFocus());
        robot.type(KeyCode.DOWN);
        assertThat(robot.lookup("#verdict-downgrade").query().isFocused()).isTrue();
        robot.type(KeyCode.ENTER);
        assertThat(model.selection.verdict.get()).isNotNull();
        assertThat(robot.lookup("#verdict-downgrade").query().isFocused())
                .as("it keeps the focus")
                .isTrue();
        robot.press(KeyCode.CONTROL).type(KeyCode.C).release(KeyCode.CONTROL);
        List<String> copied = new ArrayList<>();
        fx(() -> copied.add(Clipboard.getSystemClipboard().getString()));
        assertThat(copied)
                .containsExactly(
                        "Downgrade: passed. The server's random carries no marker of a downgrade.");
        robot.type(KeyCode.HOME);
        assertThat(robot.lookup("#verdict-server_finished").query().isFocused()).isTrue();
    }

    private List<String> evidenceKeys() {
        return cells().stream()
                .filter(cell ->
                        cell.getPseudoClassStates()
                                .contains(PseudoClass.getPseudoClass("evidence")))
                .map(cell -> cell.getItem().key())
                .toList();
    }

    private List<String> verdictNames() {
        return view.lookupAll(".verdict-name").stream()
                .map(node -> ((Label) node).getText())
                .sorted()
                .toList();
    }

    private static String clipboard(FxRobot robot) {
        StringBuilder text = new StringBuilder();
        robot.interact(() -> text.append(Clipboard.getSystemClipboard().getString()));
        return text.toString();
    }
}
