package dev.handshake.ui.control;

import dev.handshake.explain.Citation;
import dev.handshake.explain.Words;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import org.kordamp.ikonli.materialdesign2.MaterialDesignB;

/** Where something is written, each section a chip that copies its address. */
public final class Citations extends FlowPane {
    private final Consumer<Citation> onCopied;

    /**
     * @param onCopied told of a section whose address is now on the clipboard
     */
    public Citations(Consumer<Citation> onCopied) {
        super(6, 4);
        this.onCopied = onCopied;
        setAlignment(Pos.CENTER_RIGHT);
        getStyleClass().add("citations");
    }

    public void show(List<Citation> citations, Words words) {
        getChildren().setAll(citations.stream().map(each -> chip(each, words)).toList());
    }

    private Button chip(Citation citation, Words words) {
        Button chip = new Button(citation.text(), Icons.of(MaterialDesignB.BOOK_OPEN_VARIANT, 14));
        chip.getStyleClass().add("citation");
        chip.setMinWidth(USE_PREF_SIZE);
        String said = (citation.text() + " " + citation.title()).strip();
        chip.setTooltip(new Tooltip(said + "\n" + words.text("explain.read", citation.address())));
        chip.setAccessibleText(said);
        chip.setOnAction(_ -> {
            Copying.copy(citation.address());
            onCopied.accept(citation);
        });
        return chip;
    }
}
