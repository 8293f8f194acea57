package dev.handshake.ui.keys;

import dev.handshake.explain.Citation;
import dev.handshake.explain.Explainer;
import dev.handshake.explain.Explanation;
import dev.handshake.explain.Paragraph;
import dev.handshake.explain.Situation;
import dev.handshake.explain.Words;
import dev.handshake.keys.KeyStep;
import dev.handshake.keys.Knowledge;
import dev.handshake.ui.control.Citations;
import dev.handshake.ui.control.ExplanationText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What the open step means, and where it is written. */
final class StepMeaning extends VBox {
    private static final String KEY_LOG = "key_log";

    private final Label title = new Label();
    private final ExplanationText text;
    private final Citations citations;
    private List<Explanation> shown = List.of();

    /**
     * @param onTerm told of the key of a technical word that is asked about
     * @param onCopied told of a section whose address is now on the clipboard
     */
    StepMeaning(Consumer<String> onTerm, Consumer<Citation> onCopied) {
        this.text = new ExplanationText(onTerm);
        this.citations = new Citations(onCopied);
        getStyleClass().add("step-meaning");
        title.getStyleClass().add("section-title");
        title.setMinWidth(USE_PREF_SIZE);
        HBox.setHgrow(citations, Priority.ALWAYS);
        HBox header = new HBox(8, title, citations);
        header.setAlignment(Pos.CENTER_LEFT);
        getChildren().setAll(header, text);
    }

    /**
     * Explains a step, and what it means that it comes from a key log.
     *
     * @param step null where none is open
     */
    void show(@Nullable KeyStep step, Explainer explainer, Situation about, Words words) {
        List<Explanation> now = step == null ? List.of() : explain(step, explainer, about);
        setVisible(!now.isEmpty());
        setManaged(!now.isEmpty());
        title.setText(words.text("explain.title"));
        if (now.equals(shown)) {
            return;
        }
        shown = now;
        List<Paragraph> paragraphs = new ArrayList<>();
        now.forEach(each -> paragraphs.addAll(each.paragraphs()));
        text.show(paragraphs, words);
        citations.show(
                now.stream().flatMap(each -> each.sources().stream()).distinct().toList(), words);
    }

    private static List<Explanation> explain(KeyStep step, Explainer explainer, Situation about) {
        boolean logged = step.knowledge().way() == Knowledge.Way.KEY_LOG;
        return Stream.of(
                        explainer.step(step.kind().word(), about),
                        logged ? explainer.step(KEY_LOG, about) : Optional.<Explanation>empty())
                .flatMap(Optional::stream)
                .toList();
    }
}
