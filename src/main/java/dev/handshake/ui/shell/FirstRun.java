package dev.handshake.ui.shell;

import dev.handshake.bytes.Phrase;
import dev.handshake.capture.lab.Scenario;
import dev.handshake.ui.connect.CapSegments;
import dev.handshake.ui.connect.ConnectButton;
import dev.handshake.ui.connect.ConnectModel;
import dev.handshake.ui.connect.HostField;
import dev.handshake.ui.connect.Lesson;
import dev.handshake.ui.control.Command;
import dev.handshake.ui.control.Icons;
import dev.handshake.ui.control.Tiles;
import dev.handshake.ui.model.AppModel;
import java.util.EnumMap;
import java.util.Map;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polygon;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

/** The invitation: the host field is the first arrow, not yet sent; the lab is one click away. */
final class FirstRun extends ScrollPane {
    private final AppModel app;
    private final HostField host;
    private final Stage stage;

    /**
     * @param openLab shows all of the lab
     */
    FirstRun(AppModel app, ConnectModel connect, Runnable openLab) {
        this.app = app;
        this.host = new HostField(app, connect);
        getStyleClass().add("first-run");
        setFitToWidth(true);
        setFitToHeight(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        this.stage = new Stage(connect);
        VBox lab = lab(connect, openLab);
        VBox.setVgrow(lab, Priority.ALWAYS);
        setContent(new VBox(stage, lab));
    }

    HostField host() {
        return host;
    }

    /** What stands around the field and rises with it. */
    Region field() {
        return stage.field;
    }

    private VBox lab(ConnectModel connect, Runnable openLab) {
        Label title = said("window.lab", "lab-title", "bold");
        Label note = said("window.lab_invites", "lab-note", "muted");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button all = Icons.tool(new Button(), MaterialDesignC.CHEVRON_RIGHT, app.text(Command.LAB));
        all.setId("lab-all");
        all.textProperty().bind(app.text("gallery.all", Lesson.all().size()));
        all.setContentDisplay(ContentDisplay.RIGHT);
        all.setMinWidth(USE_PREF_SIZE);
        all.setOnAction(_ -> openLab.run());
        HBox head = new HBox(9, Icons.of(MaterialDesignF.FLASK_OUTLINE, 20), title, note);
        head.getChildren().addAll(space, all);
        head.setAlignment(Pos.CENTER_LEFT);
        VBox box = new VBox(12, head);
        box.getStyleClass().add("first-run-lab");
        Map<Scenario.Group, Tiles> groups = new EnumMap<>(Scenario.Group.class);
        for (Lesson lesson : Lesson.inviting()) {
            LessonCard card = new LessonCard(app, connect::connect, lesson);
            // The lesson is where to begin.
            card.likeliest(lesson.scenario().equals(Scenario.lesson()));
            groups.computeIfAbsent(
                            lesson.scenario().group(), _ -> new Tiles(LessonCard.LEAST_WIDTH))
                    .add(card);
        }
        groups.forEach((group, tiles) ->
                box.getChildren()
                        .addAll(said("lab.group." + group.word(), "gallery-group", "bold"), tiles));
        return box;
    }

    private Label said(String key, String... styleClasses) {
        Label label = new Label();
        label.textProperty().bind(app.text(key));
        label.getStyleClass().addAll(styleClasses);
        return label;
    }

    /** Two lifelines, and the field as the arrow between them. */
    private final class Stage extends Pane {
        private static final double HEIGHT = 318;
        private static final double HEAD_TOP = 28;
        private static final double HEAD_WIDTH = 190;
        private static final double HEAD_HEIGHT = 50;
        private static final double ARROW = 222;
        private static final double FIELD_HEIGHT = 57;

        private final HBox client =
                head(
                        "client",
                        MaterialDesignL.LAPTOP,
                        "window.client",
                        app.text("window.this_computer"));
        private final HBox server =
                head(
                        "server",
                        MaterialDesignS.SERVER,
                        "window.server",
                        app.text("window.where_to"));
        private final Line clientRail = line("rail");
        private final Line serverRail = line("rail");
        private final Line out = line("arrow");
        private final Line in = line("arrow");
        private final Polygon tip = new Polygon(0, -7, 14, 0, 0, 7);
        private final Circle node = new Circle(12);
        private final Label number = new Label("1");
        private final VBox titles;
        private final HBox field;
        private final HBox note;

        Stage(ConnectModel connect) {
            getStyleClass().add("invitation");
            serverRail.getStyleClass().add("unknown");
            tip.getStyleClass().add("arrow-tip");
            node.getStyleClass().add("arrow-node");
            number.getStyleClass().addAll("mono", "arrow-number");
            titles =
                    new VBox(
                            8,
                            said("window.title", "title", "bold"),
                            said("window.subtitle", "subtitle", "muted"));
            titles.setAlignment(Pos.CENTER);
            HBox.setHgrow(host, Priority.ALWAYS);
            field =
                    new HBox(
                            12,
                            host,
                            CapSegments.of(app, connect),
                            new ConnectButton(app, connect));
            field.getStyleClass().add("hero");
            field.setAlignment(Pos.CENTER_LEFT);
            note = note(connect);
            getChildren()
                    .addAll(
                            clientRail,
                            serverRail,
                            out,
                            in,
                            tip,
                            node,
                            number,
                            client,
                            server,
                            titles,
                            field,
                            note);
            setMinHeight(HEIGHT);
            setPrefHeight(HEIGHT);
            setMaxHeight(HEIGHT);
        }

        /** What will be sent; or what is wrong with what was typed. */
        private HBox note(ConnectModel connect) {
            FontIcon icon = Icons.of(MaterialDesignS.SHIELD_OUTLINE, 16);
            Label text = new Label();
            text.setId("host-note");
            HBox box = new HBox(8, icon, text);
            box.setAlignment(Pos.CENTER);
            box.getStyleClass().add("host-note");
            Runnable refresh =
                    () -> {
                        @Nullable Phrase wrong = connect.problem.get();
                        box.getStyleClass().remove("wrong");
                        if (wrong != null) {
                            box.getStyleClass().add("wrong");
                        }
                        icon.setIconCode(
                                wrong == null
                                        ? MaterialDesignS.SHIELD_OUTLINE
                                        : MaterialDesignA.ALERT_OUTLINE);
                        text.setText(
                                wrong == null
                                        ? app.words.get().text("window.sends")
                                        : app.words.get().text(wrong));
                    };
            connect.problem.subscribe(_ -> refresh.run());
            app.words.subscribe(_ -> refresh.run());
            return box;
        }

        private HBox head(
                String styleClass, Ikon ikon, String title, ObservableValue<String> second) {
            Label under = new Label();
            under.textProperty().bind(second);
            under.getStyleClass().addAll("muted", "head-second");
            VBox words = new VBox(said(title, "bold", "head-title"), under);
            words.setAlignment(Pos.CENTER_LEFT);
            HBox box = new HBox(12, Icons.of(ikon, 26), words);
            box.setAlignment(Pos.CENTER_LEFT);
            box.getStyleClass().addAll("head-card", styleClass);
            return box;
        }

        private static Line line(String styleClass) {
            Line line = new Line();
            line.getStyleClass().add(styleClass);
            return line;
        }

        @Override
        protected void layoutChildren() {
            double width = getWidth();
            double edge = Math.max(20, width * 0.043);
            double left = edge + 95;
            double right = width - edge - 95;
            client.resizeRelocate(edge, HEAD_TOP, HEAD_WIDTH, HEAD_HEIGHT);
            server.resizeRelocate(width - edge - HEAD_WIDTH, HEAD_TOP, HEAD_WIDTH, HEAD_HEIGHT);
            place(clientRail, left, HEAD_TOP + HEAD_HEIGHT, left, HEIGHT);
            place(serverRail, right, HEAD_TOP + HEAD_HEIGHT, right, HEIGHT);

            double fieldWidth = Math.min(640, right - left - 100);
            double fieldLeft = (width - fieldWidth) / 2;
            field.resizeRelocate(fieldLeft, ARROW - FIELD_HEIGHT / 2, fieldWidth, FIELD_HEIGHT);
            place(out, left + 14, ARROW, fieldLeft, ARROW);
            place(in, fieldLeft + fieldWidth, ARROW, right - 17, ARROW);
            tip.setLayoutX(right - 17);
            tip.setLayoutY(ARROW);
            node.setCenterX(left);
            node.setCenterY(ARROW);
            number.autosize();
            number.relocate(left - number.getWidth() / 2, ARROW - number.getHeight() / 2);
            // Below the heads where they would be in the way.
            double between = width - 2 * (edge + HEAD_WIDTH);
            double titlesWidth = titles.prefWidth(-1);
            double titlesTop = titlesWidth + 24 < between ? 44 : HEAD_TOP + HEAD_HEIGHT + 8;
            titles.resizeRelocate(
                    (width - titlesWidth) / 2, titlesTop, titlesWidth, titles.prefHeight(-1));
            double noteWidth = Math.min(width - 40, note.prefWidth(-1));
            note.resizeRelocate(
                    (width - noteWidth) / 2,
                    ARROW + FIELD_HEIGHT / 2 + 12,
                    noteWidth,
                    note.prefHeight(noteWidth));
        }

        private static void place(Line line, double x1, double y1, double x2, double y2) {
            line.setStartX(x1);
            line.setStartY(y1);
            line.setEndX(x2);
            line.setEndY(y2);
        }
    }
}
