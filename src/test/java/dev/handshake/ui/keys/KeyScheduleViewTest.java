package dev.handshake.ui.keys;

import static dev.handshake.ui.Headless.await;
import static dev.handshake.ui.Headless.fx;
import static dev.handshake.ui.Headless.seen;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.bytes.Bytes;
import dev.handshake.explain.Language;
import dev.handshake.explain.Words;
import dev.handshake.keys.KeyInput;
import dev.handshake.keys.KeyStep;
import dev.handshake.keys.KeyTree;
import dev.handshake.keys.StepKind;
import dev.handshake.session.MessageType;
import dev.handshake.session.Session;
import dev.handshake.ui.Headless;
import dev.handshake.ui.LabHandshakes;
import dev.handshake.ui.model.AppModel;
import dev.handshake.verify.Evidence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class KeyScheduleViewTest {
    private static final PseudoClass FUTURE = PseudoClass.getPseudoClass("future");
    private static final String HANDSHAKE = "client.handshake.client_handshake_traffic_secret";
    private static final String APPLICATION =
            "server.application.server_application_traffic_secret";

    /** A handshake takes its time; each is asked for once. */
    private static final Map<String, List<Session>> LAB = new HashMap<>();

    private final AppModel model = new AppModel();

    @SuppressWarnings("NullAway.Init")
    private KeyScheduleView view;

    @Start
    void start(Stage stage) {
        model.playback.reducedMotion.set(true);
        view = new KeyScheduleView(model);
        Headless.show(stage, new StackPane(view), 420, 900);
    }

    private static List<Session> lab(String scenario) throws Exception {
        List<Session> known = LAB.get(scenario);
        if (known == null) {
            known = LabHandshakes.of(scenario);
            LAB.put(scenario, known);
        }
        return known;
    }

    private Session tell(String scenario) throws Exception {
        return tell(lab(scenario).getLast());
    }

    private Session tell(Session session) {
        fx(() -> {
            model.clear();
            model.session.set(session);
            model.playback.goTo(model.playback.last.get());
        });
        await("the trees have grown", () -> !model.keys.trees().get().isEmpty());
        return session;
    }

    private void goTo(Session session, MessageType type) {
        fx(() -> model.playback.goTo(session.first(type).orElseThrow().number()));
    }

    @Test
    void growsAsMessagesAreTold() throws Exception {
        Session session = tell("tls13");
        goTo(session, MessageType.CLIENT_HELLO);
        assertThat(isFuture(HANDSHAKE)).isTrue();
        goTo(session, MessageType.SERVER_HELLO);
        assertThat(isFuture(HANDSHAKE)).isFalse();
        assertThat(isFuture(APPLICATION)).isTrue();
        goTo(session, MessageType.CERTIFICATE_VERIFY);
        assertThat(isFuture(APPLICATION)).isTrue();
        goTo(session, MessageType.FINISHED);
        assertThat(isFuture(APPLICATION)).isFalse();
    }

    /** Of what has not been played only names are there: no value, no formula, no command. */
    @Test
    void showsNothingOfWhatHasNotBeenPlayed() throws Exception {
        Session session = tell("tls13");
        goTo(session, MessageType.SERVER_HELLO);
        int playhead = model.playback.playhead.get();
        fx(() -> model.keys.revealed.set(true));

        KeyTree tree = model.keys.trees().get().getFirst();
        List<KeyStep> later =
                tree.steps().stream().filter(step -> !step.isPossibleAt(playhead)).toList();
        assertThat(later).hasSizeGreaterThan(5);
        for (Opened open : openAll(later)) {
            String brief = Digits.brief(Objects.requireNonNull(open.step.output()));
            assertThat(open.texts).doesNotContain(brief, open.step.formula());
            assertThat(open.copies).isEmpty();
        }
    }

    @Test
    void hidesSecretsUntilTheyAreAskedFor(FxRobot robot) throws Exception {
        tell("tls13");
        List<KeyStep> secrets =
                model.keys.trees().get().getFirst().steps().stream()
                        .filter(step -> step.kind().isSecret())
                        .toList();
        for (Opened open : openAll(secrets)) {
            String shown = String.join("\n", open.texts);
            assertThat(shown).as("%s", open.step).doesNotContain(start(open.step));
            for (KeyInput input : open.step.inputs()) {
                Bytes bytes = input.bytes();
                if (input.isSecret() && bytes != null) {
                    assertThat(shown).as("%s", input).doesNotContain(bytes.hex().substring(0, 8));
                }
            }
            assertThat(open.copies).isNotEmpty().containsOnly(false);
        }
        robot.clickOn("#keys-reveal");
        for (Opened open : openAll(secrets)) {
            assertThat(String.join("\n", open.texts)).contains(start(open.step));
            assertThat(open.copies).isNotEmpty().containsOnly(true);
        }
        fx(() -> model.clear());
        assertThat(model.keys.revealed.get()).as("another connection is asked anew").isFalse();
    }

    private static String start(KeyStep step) {
        return Objects.requireNonNull(step.output()).hex().substring(0, 8);
    }

    @Test
    void copiesTheCommandAndTheValueWhole(FxRobot robot) throws Exception {
        tell("tls13");
        fx(() -> {
            model.keys.revealed.set(true);
            model.keys.selected.set(HANDSHAKE);
        });
        Headless.awaitRest(view.lookup("#step-detail"));
        KeyStep step = step(HANDSHAKE);
        robot.clickOn("#copy-output");
        assertThat(clipboard()).isEqualTo(Objects.requireNonNull(step.output()).hex());
        fx(() -> ((Button) view.lookup("#copy-command")).fire());
        assertThat(clipboard()).isEqualTo(step.command().orElseThrow());
    }

    @Test
    void anInputThatIsAnotherStepLeadsThere(FxRobot robot) throws Exception {
        tell("tls13");
        fx(() -> model.keys.selected.set(HANDSHAKE));
        Headless.awaitRest(view.lookup("#step-detail"));
        robot.clickOn("#input-handshake_secret");
        assertThat(model.keys.selected.get()).isEqualTo("handshake_secret");
        assertThat(isOpen("handshake_secret")).isTrue();
        assertThat(isOpen(HANDSHAKE)).isFalse();
    }

    @Test
    void anInputInAMessageLightsItsBytes(FxRobot robot) throws Exception {
        Session session = tell("tls12");
        fx(() -> model.keys.selected.set("key_block"));
        Headless.awaitRest(view.lookup("#step-detail"));
        robot.clickOn("#input-ServerHello-random");
        int number = session.first(MessageType.SERVER_HELLO).orElseThrow().number();
        assertThat(model.selection.message.get()).isEqualTo(number);
        assertThat(model.evidence()).extracting(Evidence::message).containsExactly(number);
        // legacy_version and its length before it, 32 bytes.
        assertThat(model.selection.evidence(number))
                .singleElement()
                .satisfies(span -> {
                    assertThat(span.offset()).isEqualTo(6);
                    assertThat(span.length()).isEqualTo(32);
                });
        fx(() -> model.selection.select(1));
        assertThat(model.evidence()).as("put away with the message").isEmpty();
    }

    @Test
    void aHashLightsAllMessagesThatItCovers(FxRobot robot) throws Exception {
        Session session = tell("tls13");
        int hello = session.first(MessageType.SERVER_HELLO).orElseThrow().number();
        fx(() -> model.keys.selected.set("transcript_hash." + hello));
        await("it is open", () -> view.lookup("#input-handshake_messages") != null);
        fx(() -> ((Button) view.lookup("#input-handshake_messages")).fire());
        assertThat(model.evidence())
                .extracting(Evidence::message)
                .containsExactly(
                        session.first(MessageType.CLIENT_HELLO).orElseThrow().number(), hello);
    }

    @Test
    void opensAndClosesWithTheKeyboard(FxRobot robot) throws Exception {
        tell("tls13");
        fx(() -> view.lookup("#step-handshake_secret").requestFocus());
        robot.type(KeyCode.SPACE);
        assertThat(isOpen("handshake_secret")).isTrue();
        robot.type(KeyCode.SPACE);
        assertThat(model.keys.selected.get()).isNull();
    }

    @Test
    void saysWhereTheTreeBegins() throws Exception {
        tell("tls13-key-update");
        assertThat(text("#keys-beginning")).contains("key log");
        assertThat(isThere("step-handshake_secret")).isFalse();
        assertThat(isThere("step-" + HANDSHAKE)).isTrue();
        tell("tls13");
        assertThat(seen(() -> view.lookup("#keys-beginning").isVisible())).isFalse();
    }

    @Test
    void theDrawingShowsTheValuesThatCrossed() throws Exception {
        Session session = tell("tls12-rsa");
        KeyStep encrypted =
                model.keys.trees().get().getFirst().steps().stream()
                        .filter(step -> step.formula().equals("encrypted_pre_master_secret"))
                        .findFirst()
                        .orElseThrow();
        Node drawing = seen(() -> view.lookup(".key-exchange"));
        assertThat(seen(() -> texts(drawing)))
                .contains(Digits.brief(Objects.requireNonNull(encrypted.output())));
        goTo(session, MessageType.SERVER_HELLO_DONE);
        assertThat(seen(() -> texts(drawing)))
                .as("not yet")
                .doesNotContain(Digits.brief(Objects.requireNonNull(encrypted.output())));
        goTo(session, MessageType.CLIENT_HELLO);
        assertThat(seen(() -> drawing.isVisible())).as("nobody has chosen").isFalse();
    }

    @Test
    void theDrawingMovesOnceWhenAllHasBeenTold() throws Exception {
        fx(() -> model.playback.reducedMotion.set(false));
        Session session = tell("tls12");
        goTo(session, MessageType.SERVER_KEY_EXCHANGE);
        assertThat(isPlaying()).isFalse();
        goTo(session, MessageType.CLIENT_KEY_EXCHANGE);
        assertThat(isPlaying()).isTrue();
        await("it comes to rest", () -> !drawing().isPlaying());
        goTo(session, MessageType.FINISHED);
        assertThat(isPlaying()).as("not again").isFalse();
        fx(() -> ((Button) view.lookup("#exchange-again")).fire());
        assertThat(isPlaying()).as("but when asked").isTrue();
    }

    @Test
    void theDrawingStandsStillWhereMotionIsReduced() throws Exception {
        Session session = tell("tls12");
        goTo(session, MessageType.SERVER_KEY_EXCHANGE);
        goTo(session, MessageType.CLIENT_KEY_EXCHANGE);
        assertThat(isPlaying()).isFalse();
    }

    /** Every step of every kind opens, in both languages, with all its words. */
    @ParameterizedTest
    @EnumSource
    void everyStepOpens(Language language) throws Exception {
        fx(() -> model.language.set(language));
        for (String scenario :
                List.of("tls12", "tls12-dhe", "tls12-ticket", "tls13-resumption", "tls13-0rtt")) {
            for (Session session : lab(scenario)) {
                tell(session);
                List<KeyStep> steps =
                        model.keys.trees().get().stream()
                                .flatMap(tree -> tree.steps().stream())
                                .toList();
                for (Opened open : openAll(steps)) {
                    assertThat(open.texts).as("%s", open.step).contains(open.step.formula());
                }
            }
        }
    }

    @Test
    void everyKindOfStepHasItsName() {
        for (Language language : Language.values()) {
            for (StepKind kind : StepKind.values()) {
                assertThat(Words.of(language).text("keys.step." + kind.word(), 1)).isNotBlank();
            }
        }
    }

    @Test
    void aSessionWithoutKeysSaysWhatToDo() {
        fx(() -> model.clear());
        assertThat(texts()).anyMatch(text -> text.startsWith("Connect to a host"));
    }

    // -- what is seen

    /**
     * A step that is open.
     *
     * @param copies whether each thing that can be copied may be
     */
    private record Opened(KeyStep step, List<String> texts, List<Boolean> copies) {}

    private List<Opened> openAll(List<KeyStep> steps) {
        return seen(() -> {
            List<Opened> opened = new ArrayList<>();
            for (KeyStep step : steps) {
                model.keys.selected.set(step.id());
                opened.add(
                        new Opened(
                                step,
                                texts(view),
                                Stream.of("copy-output", "copy-command")
                                        .map(id -> find(view, id))
                                        .filter(Objects::nonNull)
                                        .map(copy -> !copy.isDisabled())
                                        .toList()));
            }
            return opened;
        });
    }

    private KeyStep step(String id) {
        return model.keys.trees().get().getFirst().step(id).orElseThrow();
    }

    private boolean isThere(String id) {
        return seen(() -> find(view, id) != null);
    }

    private boolean isFuture(String id) {
        return seen(() -> head(id).getPseudoClassStates().contains(FUTURE));
    }

    private boolean isOpen(String id) {
        return seen(
                () -> head(id).isSelected() && head(id).getParent().lookup("#step-detail") != null);
    }

    private ToggleButton head(String id) {
        return (ToggleButton) Objects.requireNonNull(find(view, "step-" + id), id);
    }

    private KeyExchangeDrawing drawing() {
        return (KeyExchangeDrawing) view.lookup(".key-exchange");
    }

    private boolean isPlaying() {
        return seen(() -> drawing().isPlaying());
    }

    private List<String> texts() {
        return seen(() -> texts(view));
    }

    private String text(String id) {
        return seen(() -> ((Labeled) view.lookup(id)).getText());
    }

    private static String clipboard() {
        return seen(() -> Clipboard.getSystemClipboard().getString());
    }

    /** An id with dots in it is no selector. */
    private static @Nullable Node find(Node in, String id) {
        if (id.equals(in.getId())) {
            return in;
        }
        return children(in)
                .map(child -> find(child, id))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static List<String> texts(Node in) {
        List<String> texts = new ArrayList<>();
        if (in.isVisible()) {
            if (in instanceof Labeled labeled && labeled.getText() != null) {
                texts.add(labeled.getText());
            }
            children(in).forEach(child -> texts.addAll(texts(child)));
        }
        return texts;
    }

    private static Stream<Node> children(Node in) {
        return in instanceof Parent parent
                ? parent.getChildrenUnmodifiable().stream()
                : Stream.empty();
    }
}
