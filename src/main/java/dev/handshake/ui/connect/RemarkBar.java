package dev.handshake.ui.connect;

import dev.handshake.bytes.Phrase;
import dev.handshake.ui.control.Icons;
import dev.handshake.ui.model.AppModel;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/** What there is to say about a capture, in a line that unfolds. */
final class RemarkBar extends VBox {
    private static final double TALLEST = 150;

    private final AppModel app;
    private final Button unfold = new Button();
    private final FontIcon chevron = Icons.of(MaterialDesignC.CHEVRON_RIGHT, 16);
    private final VBox all = new VBox(4);
    private final ScrollPane scroll = new ScrollPane(all);
    private List<Phrase> remarks = List.of();
    private boolean open;

    RemarkBar(AppModel app) {
        this.app = app;
        setId("remarks");
        getStyleClass().add("remark-bar");
        HBox signs = new HBox(4, chevron, Icons.of(MaterialDesignA.ALERT_OUTLINE, 16));
        signs.setAlignment(Pos.CENTER_LEFT);
        unfold.setId("unfold-remarks");
        unfold.setGraphic(signs);
        unfold.getStyleClass().add("remark-line");
        unfold.setMaxWidth(Double.MAX_VALUE);
        unfold.setAlignment(Pos.CENTER_LEFT);
        unfold.setMnemonicParsing(false);
        unfold.setOnAction(_ -> {
            open = !open;
            refresh();
        });
        all.getStyleClass().add("remark-list");
        scroll.setFitToWidth(true);
        scroll.setMaxHeight(TALLEST);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        VBox.setVgrow(scroll, Priority.NEVER);
        getChildren().setAll(unfold, scroll);
        app.words.subscribe(_ -> refresh());
    }

    void show(List<Phrase> now) {
        remarks = now;
        refresh();
    }

    private void refresh() {
        setVisible(!remarks.isEmpty());
        setManaged(!remarks.isEmpty());
        scroll.setVisible(open);
        scroll.setManaged(open);
        chevron.setIconCode(open ? MaterialDesignC.CHEVRON_DOWN : MaterialDesignC.CHEVRON_RIGHT);
        if (remarks.isEmpty()) {
            return;
        }
        String first = app.words.get().text(remarks.getFirst());
        int more = remarks.size() - 1;
        unfold.setText(
                open
                        ? app.words.get().text("window.list.remarks", remarks.size())
                        : more == 0
                                ? first
                                : first + " " + app.words.get().text("window.list.more", more));
        all.getChildren()
                .setAll(
                        remarks.stream()
                                .map(remark -> {
                                    Label label = new Label(app.words.get().text(remark));
                                    label.setWrapText(true);
                                    label.setMinHeight(USE_PREF_SIZE);
                                    return label;
                                })
                                .toList());
    }
}
