package dev.handshake.ui.shell;

import dev.handshake.capture.Origin;
import dev.handshake.capture.lab.Scenario;
import dev.handshake.explain.Words;
import dev.handshake.registry.ProtocolVersion;
import dev.handshake.session.Session;
import dev.handshake.ui.control.Command;
import dev.handshake.ui.control.Icons;
import dev.handshake.ui.control.Logo;
import dev.handshake.ui.model.AppModel;
import dev.handshake.ui.model.SidePanel;
import dev.handshake.ui.model.Source;
import java.util.List;
import java.util.Objects;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/** The slim line over a presented diagram: which version, and what it is that is shown. */
final class PresentLine extends HBox {
    private final AppModel app;
    private final Label version = new Label();
    private final Label title = new Label();
    private final Label about = new Label();

    PresentLine(AppModel app) {
        super(10);
        this.app = app;
        setId("present-line");
        getStyleClass().add("present-line");
        setAlignment(Pos.CENTER_LEFT);
        version.setId("present-version");
        version.getStyleClass().add("bold");
        title.setId("present-title");
        about.setId("present-about");
        about.getStyleClass().add("muted");
        Whereabouts texts = new Whereabouts(version, title, about);
        HBox.setHgrow(texts, Priority.ALWAYS);
        Button leave = Icons.tool(new Button(), MaterialDesignC.CLOSE, app.text(Command.PRESENT));
        leave.setId("present-leave");
        leave.setOnAction(_ -> app.presenting.set(false));
        getChildren().setAll(new Logo(), texts, leave);
        for (ObservableValue<?> seen :
                List.<ObservableValue<?>>of(
                        app.session, app.source, app.told, app.side, app.words)) {
            seen.subscribe(_ -> show());
        }
    }

    private void show() {
        ProtocolVersion known = app.told.get().version();
        Session session = app.session.get();
        Words words = app.words.get();
        version.setText(known == null ? "" : known.name());
        title.setText(session == null ? "" : title(session.origin(), words));
        about.setText(session == null ? "" : about(session, words));
    }

    /** What the lesson is called, unless that gives an answer away. */
    private String title(Origin origin, Words words) {
        String key = "lab." + origin.scenario() + ".title";
        return origin.isLab() && app.side.get() != SidePanel.PREDICT && words.has(key)
                ? words.text(key)
                : "";
    }

    private String about(Session session, Words words) {
        Origin origin = session.origin();
        if (origin.isLab()) {
            return lab(origin, words);
        }
        Source source = app.source.get();
        String host = origin.host();
        if (source != null && host == null) {
            return words.text(
                    "present.capture",
                    Words.visible(source.file()),
                    source.number(),
                    source.count());
        }
        return words.text(
                "present.live",
                Words.visible(host == null ? Objects.toString(session.server(), "?") : host));
    }

    private static String lab(Origin origin, Words words) {
        return Scenario.all().stream()
                .filter(scenario -> scenario.name().equals(origin.scenario()))
                .findFirst()
                .flatMap(Scenario::recorded)
                .map(how -> words.text("lab.recorded", how.program(), how.date()))
                .orElseGet(() -> words.text("present.lab"));
    }
}
