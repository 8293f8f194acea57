package dev.handshake.ui.detail;

import dev.handshake.explain.Words;
import dev.handshake.ui.control.Icons;
import dev.handshake.verify.Verdict;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignH;

/** What was checked and what came of it, failures first. */
final class VerdictGrid extends GridPane {
    private static final int COLUMNS = 2;

    VerdictGrid() {
        getStyleClass().add("verdicts");
        for (int i = 0; i < COLUMNS; i++) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(100.0 / COLUMNS);
            column.setHgrow(Priority.ALWAYS);
            getColumnConstraints().add(column);
        }
    }

    void show(List<Verdict> verdicts, Words words) {
        getChildren().clear();
        List<Verdict> sorted =
                verdicts.stream()
                        .sorted((a, b) -> Integer.compare(urgency(a), urgency(b)))
                        .toList();
        int rows = (sorted.size() + COLUMNS - 1) / COLUMNS;
        for (int i = 0; i < sorted.size(); i++) {
            add(line(sorted.get(i), words), i / rows, i % rows);
        }
    }

    private static int urgency(Verdict verdict) {
        return switch (verdict.result()) {
            case FAIL -> 0;
            case WARNING -> 1;
            case PASS, UNKNOWN, ABSENT -> 2;
        };
    }

    private static VerdictLine line(Verdict verdict, Words words) {
        String result = lower(verdict.result());
        Label name =
                new Label(
                        words.text("check." + lower(verdict.check())),
                        Icons.of(icon(verdict.result()), 15));
        name.getStyleClass().add("verdict-name");
        String sentence = words.text(verdict.reason());
        Label reason = new Label(shortReason(verdict, words));
        reason.getStyleClass().add("verdict-reason");
        VerdictLine line = new VerdictLine(name, reason);
        line.getStyleClass().addAll("verdict", result);
        line.setAccessibleText(
                name.getText() + ": " + words.text("result." + result) + ". " + sentence);
        Tooltip tip = new Tooltip(sentence);
        tip.setWrapText(true);
        tip.setMaxWidth(420);
        Tooltip.install(line, tip);
        return line;
    }

    /** The few words beside a check; where there are none for its reason, only how it went. */
    private static String shortReason(Verdict verdict, Words words) {
        String few = verdict.reason().key() + ".short";
        return words.has(few)
                ? words.text(few, verdict.reason().args().toArray())
                : words.text("result." + lower(verdict.result()));
    }

    private static Ikon icon(Verdict.Result result) {
        return switch (result) {
            case PASS -> MaterialDesignC.CHECK_CIRCLE;
            case FAIL -> MaterialDesignC.CLOSE_CIRCLE;
            case WARNING -> MaterialDesignA.ALERT_OUTLINE;
            case UNKNOWN -> MaterialDesignH.HELP_CIRCLE_OUTLINE;
            case ABSENT -> MaterialDesignC.CIRCLE_OFF_OUTLINE;
        };
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
