package dev.handshake.ui.detail;

import static dev.handshake.ui.Headless.await;
import static dev.handshake.ui.Headless.fx;
import static dev.handshake.ui.Headless.seen;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.keys.RunningHash;
import dev.handshake.session.MessageRead;
import dev.handshake.session.MessageType;
import dev.handshake.session.Session;
import dev.handshake.ui.Headless;
import dev.handshake.ui.LabHandshakes;
import dev.handshake.ui.model.AppModel;
import dev.handshake.ui.model.SidePanel;
import dev.handshake.verify.Evidence;
import java.util.List;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class TranscriptBoxTest {
    @SuppressWarnings("NullAway.Init")
    private static Session session;

    private final AppModel model = new AppModel();

    @SuppressWarnings("NullAway.Init")
    private InspectorView view;

    @BeforeAll
    static void shakeHands() throws Exception {
        session = LabHandshakes.of("tls13").getFirst();
    }

    @Start
    void start(Stage stage) {
        view = new InspectorView(model, () -> {});
        Headless.show(stage, new StackPane(view), 420, 900);
    }

    @BeforeEach
    void tell() {
        fx(() -> {
            model.session.set(session);
            model.playback.goTo(model.playback.last.get());
        });
    }

    private static MessageRead message(MessageType type) {
        return session.first(type).orElseThrow();
    }

    private void open(MessageType type) {
        fx(() -> model.selection.select(message(type).number()));
        fx(() -> {
            javafx.scene.control.ToggleButton head =
                    (javafx.scene.control.ToggleButton) view.lookup("#transcript-head");
            if (!head.isSelected()) {
                head.fire();
            }
        });
        await("the trees have grown", () -> !model.keys.trees().get().isEmpty());
    }

    @Test
    void saysWhatItCoversAndComesTo() {
        open(MessageType.SERVER_HELLO);
        int number = message(MessageType.SERVER_HELLO).number();
        assertThat(seen(() -> ((Label) view.lookup("#transcript-value")).getText()))
                .isEqualTo(
                        Objects.requireNonNull(
                                        RunningHash.after(session, number).orElseThrow().value())
                                .hex());
        fx(() -> ((Button) view.lookup("#transcript-covers")).fire());
        assertThat(model.evidence())
                .extracting(Evidence::message)
                .containsExactly(message(MessageType.CLIENT_HELLO).number(), number);
    }

    @Test
    void leadsToTheSecretsThatAreMadeOfIt() {
        open(MessageType.SERVER_HELLO);
        assertThat(uses())
                .containsExactly(
                        "Client handshake traffic secret, client",
                        "Server handshake traffic secret, server");
        fx(() -> chips().getFirst().fire());
        assertThat(model.side.get()).isEqualTo(SidePanel.KEYS);
        assertThat(model.keys.selected.get())
                .isEqualTo("client.handshake.client_handshake_traffic_secret");
    }

    @Test
    void leadsToTheSignatureOverIt() {
        open(MessageType.CERTIFICATE);
        int proof = message(MessageType.CERTIFICATE_VERIFY).number();
        assertThat(seen(() -> ((Labeled) view.lookup("#transcript-signature")).getText()))
                .isEqualTo(proof + " Certificate Verify: signature");
        fx(() -> ((Button) view.lookup("#transcript-signature")).fire());
        assertThat(model.selection.message.get()).isEqualTo(proof);
    }

    /** What uses the hash later is not told before. */
    @Test
    void keepsStillAboutWhatHasNotBeenPlayed() {
        int hello = message(MessageType.CLIENT_HELLO).number();
        open(MessageType.CLIENT_HELLO);
        fx(() -> model.playback.goTo(hello));
        assertThat(seen(() -> view.lookup("#transcript-value")))
                .as("Server Hello decides the function")
                .isNull();
        int certificate = message(MessageType.CERTIFICATE).number();
        fx(() -> model.playback.goTo(certificate));
        assertThat(seen(() -> view.lookup("#transcript-value"))).isNotNull();
        assertThat(seen(() -> view.lookup("#transcript-signature"))).isNull();
    }

    @Test
    void isNotThereForWhatIsNotHashed(FxRobot robot) {
        for (MessageType type :
                List.of(MessageType.SYN, MessageType.CHANGE_CIPHER_SPEC, MessageType.ALERT)) {
            fx(() -> model.selection.select(message(type).number()));
            assertThat(seen(() -> view.lookup("#transcript").isVisible())).isFalse();
        }
        fx(() -> model.selection.select(message(MessageType.FINISHED).number()));
        assertThat(seen(() -> view.lookup("#transcript").isVisible())).isTrue();
    }

    private List<Button> chips() {
        return seen(() ->
                view.lookupAll(".evidence-chip").stream()
                        .filter(node -> id(node).startsWith("transcript-use-"))
                        .map(Button.class::cast)
                        .toList());
    }

    private List<String> uses() {
        return chips().stream().map(Labeled::getText).toList();
    }

    private static String id(Node node) {
        return Objects.requireNonNullElse(node.getId(), "");
    }
}
