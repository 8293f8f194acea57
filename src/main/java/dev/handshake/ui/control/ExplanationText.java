package dev.handshake.ui.control;

import dev.handshake.explain.Paragraph;
import dev.handshake.explain.Purpose;
import dev.handshake.explain.Run;
import dev.handshake.explain.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseEvent;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/** The paragraphs of an explanation; its technical words lead to the glossary. */
public final class ExplanationText extends SelectableText {
    private final Consumer<String> onTerm;

    /**
     * @param onTerm told of the key of a technical word that is asked about
     */
    public ExplanationText(Consumer<String> onTerm) {
        this.onTerm = onTerm;
        getStyleClass().add("explanation");
    }

    public void show(List<Paragraph> paragraphs, Words words) {
        label(words.text("copy.text"), words.text("explain.select_all"));
        List<Text> pieces = new ArrayList<>();
        Purpose before = null;
        for (Paragraph paragraph : paragraphs) {
            if (before != null) {
                pieces.add(piece("\n", "explanation-plain"));
                if (!paragraph.item()) {
                    pieces.add(piece("\n", "explanation-gap"));
                }
            }
            if (paragraph.item()) {
                pieces.add(piece("•\u00a0 ", "explanation-plain"));
            } else {
                lead(paragraph.purpose(), before, words, pieces);
            }
            for (Run run : paragraph.runs()) {
                pieces.add(piece(run));
            }
            before = paragraph.purpose();
        }
        set(pieces);
    }

    /** What something is, and what is told, needs no heading. */
    private static void lead(
            Purpose purpose, @Nullable Purpose before, Words words, List<Text> pieces) {
        boolean heads =
                switch (purpose) {
                    case WHAT, TELL -> false;
                    case WHY, HERE, WRONG, OFTEN, FACT -> purpose != before;
                };
        if (heads) {
            pieces.add(
                    piece(
                            words.text("explain.purpose." + purpose.word()) + "  ",
                            "explanation-lead",
                            purpose.word()));
        }
    }

    private Text piece(Run run) {
        return switch (run) {
            case Run.Plain(String text) -> piece(text, "explanation-plain");
            case Run.Strong(String text) -> piece(text, "explanation-strong");
            case Run.Code(String text) -> piece(text, "explanation-code");
            case Run.Quoted(_, String text) -> piece(text, "explanation-value");
            case Run.Term term -> link(term);
        };
    }

    private Text link(Run.Term term) {
        Text link =
                piece(
                        term.text(),
                        term.strong() ? "explanation-strong" : "explanation-plain",
                        "term");
        link.setCursor(Cursor.HAND);
        link.setFocusTraversable(true);
        link.setAccessibleRole(AccessibleRole.HYPERLINK);
        link.setAccessibleText(term.text());
        link.addEventHandler(
                MouseEvent.MOUSE_CLICKED,
                event -> {
                    if (event.isStillSincePress()) {
                        onTerm.accept(term.key());
                        event.consume();
                    }
                });
        link.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                onTerm.accept(term.key());
                event.consume();
            }
        });
        return link;
    }

    private static Text piece(String text, String... classes) {
        Text piece = new Text(text);
        piece.getStyleClass().addAll(classes);
        return piece;
    }
}
