package dev.handshake.ui.detail;

import dev.handshake.explain.Citation;
import dev.handshake.explain.Explanation;
import dev.handshake.explain.Words;
import dev.handshake.ui.control.Citations;
import dev.handshake.ui.control.ExplanationText;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What the selected thing means, and where it is written. */
final class Meaning extends VBox {
    private static final double LEAST = 96;
    private static final double SHARE = 0.3;

    private final Label title = new Label();
    private final Citations citations;
    private final ExplanationText text;
    private final Yielding scroll;
    private @Nullable Explanation shown;

    /**
     * @param onTerm told of the key of a technical word that is asked about
     * @param onCopied told of a section whose address is now on the clipboard
     */
    Meaning(Consumer<String> onTerm, Consumer<Citation> onCopied) {
        this.text = new ExplanationText(onTerm);
        this.citations = new Citations(onCopied);
        getStyleClass().add("meaning");
        setId("meaning");
        text.setId("meaning-text");
        title.getStyleClass().add("section-title");
        title.setMinWidth(USE_PREF_SIZE);
        Region between = new Region();
        HBox.setHgrow(between, Priority.ALWAYS);
        HBox.setHgrow(citations, Priority.SOMETIMES);
        HBox header = new HBox(8, title, between, citations);
        header.setAlignment(Pos.CENTER_LEFT);
        header.getStyleClass().add("meaning-header");
        scroll = new Yielding(text);
        scroll.setMinHeight(0);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().setAll(header, scroll);
    }

    /** Shows an explanation, or nothing. */
    void show(@Nullable Explanation explanation, Words words) {
        setVisible(explanation != null);
        setManaged(explanation != null);
        title.setText(words.text("explain.title"));
        if (explanation == null) {
            shown = null;
            return;
        }
        if (!explanation.equals(shown)) {
            boolean other = shown == null || !shown.key().equals(explanation.key());
            shown = explanation;
            text.show(explanation.paragraphs(), words);
            citations.show(explanation.sources(), words);
            if (other) {
                scroll.setVvalue(0);
            }
        }
    }

    /**
     * As high as its text, but the fields and the bytes keep their room.
     *
     * @param height of all that shares it
     * @param left of it by all others
     */
    void leaveRoom(double height, double left) {
        setMinHeight(Math.min(LEAST, height * SHARE));
        setMaxHeight(Math.max(Math.max(LEAST, height * SHARE), left));
    }
}
