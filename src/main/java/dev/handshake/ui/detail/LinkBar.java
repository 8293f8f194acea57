package dev.handshake.ui.detail;

import dev.handshake.explain.Words;
import dev.handshake.session.Links;
import dev.handshake.session.MessageRead;
import dev.handshake.session.Session;
import dev.handshake.ui.control.Icons;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;

/** Where the selected field leads, each place one click away. */
final class LinkBar extends FlowPane {
    private static final int MOST = 12;

    private final Consumer<Links.Link> go;

    /**
     * @param go told of the place that is to be looked at
     */
    LinkBar(Consumer<Links.Link> go) {
        super(6, 4);
        this.go = go;
        setId("links");
        getStyleClass().add("link-bar");
        setAlignment(Pos.CENTER_LEFT);
        setRowValignment(VPos.CENTER);
        setMinHeight(USE_PREF_SIZE);
    }

    void show(List<Links.Link> links, Session session, int at, Words words) {
        Map<Links.Kind, List<Links.Link>> kinds = new LinkedHashMap<>();
        links.forEach(link -> kinds.computeIfAbsent(link.kind(), _ -> new ArrayList<>()).add(link));
        List<Node> shown = new ArrayList<>();
        kinds.forEach((kind, each) -> {
            Label label = new Label(words.text("link." + kind.word()));
            label.getStyleClass().add("link-kind");
            label.setMinWidth(USE_PREF_SIZE);
            shown.add(label);
            each.stream()
                    .limit(MOST)
                    .flatMap(link ->
                            session.message(link.to().message()).stream()
                                    .map(message -> chip(link, message, at, label.getText())))
                    .forEach(shown::add);
        });
        getChildren().setAll(shown);
        setVisible(!shown.isEmpty());
        setManaged(!shown.isEmpty());
    }

    private Button chip(Links.Link link, MessageRead message, int at, String kind) {
        Button chip = new Button(message.number() + " " + message.type().title());
        chip.setId("link-" + link.kind().word() + "-" + message.number());
        chip.getStyleClass().add("evidence-chip");
        chip.setMinWidth(USE_PREF_SIZE);
        if (message.number() != at) {
            chip.setGraphic(Icons.of(MaterialDesignA.ARROW_RIGHT, 13));
        }
        chip.setAccessibleText(kind + " " + chip.getText());
        chip.setOnAction(_ -> go.accept(link));
        return chip;
    }
}
