package dev.handshake.ui.compare;

import dev.handshake.diagram.Contrast;
import dev.handshake.explain.Words;
import dev.handshake.registry.ProtocolVersion;
import dev.handshake.session.Difference;
import dev.handshake.session.Negotiated;
import dev.handshake.session.Session;
import dev.handshake.ui.control.Command;
import dev.handshake.ui.control.Copying;
import dev.handshake.ui.control.Icons;
import dev.handshake.ui.control.Segments;
import dev.handshake.ui.model.AppModel;
import dev.handshake.ui.model.Millis;
import dev.handshake.ui.theme.Theme;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalLong;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

/** Two handshakes beside each other, and what differs between them. */
public final class CompareView extends BorderPane {
    private static final double LIST = 360;
    private static final double NARROW_LIST = 330;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    /** Which of the two is shown where there is no room for both. */
    private enum Which {
        A,
        B
    }

    private final AppModel app;
    private final CompareModel model;
    private final ComparedSide a;
    private final ComparedSide b;
    private final HBox panes = new HBox();
    private final MenuButton pickA;
    private final MenuButton pickB;
    private final Label saved = new Label();
    private final ObjectProperty<Which> which = new SimpleObjectProperty<>(Which.B);
    private final Segments<Which> switching;
    private final DifferenceList list;
    private final VBox side;
    private boolean narrow;

    /**
     * @param drawing draws one of the two
     * @param close back to one of them
     */
    public CompareView(AppModel app, CompareModel model, CompareDrawing drawing, Runnable close) {
        this.app = app;
        this.model = model;
        this.a = new ComparedSide(app, true, drawing);
        this.b = new ComparedSide(app, false, drawing);
        setId("compare-view");
        getStyleClass().add("compare");
        getStylesheets().add(Theme.sheet(CompareView.class, "compare.css"));
        pickA = picker("compare-a", "A", model.a);
        pickB = picker("compare-b", "B", model.b);
        switching =
                new Segments<>(
                        List.of(Which.values()),
                        which,
                        each -> new SimpleStringProperty(each.name()),
                        app.text("compare.which"));
        switching.setId("compare-which");
        list = new DifferenceList(app, model, this::go);
        VBox.setVgrow(list, Priority.ALWAYS);
        side = new VBox(8, head(), columns(), list, legend());
        side.getStyleClass().add("compare-side");
        setTop(strip(close));
        setCenter(panes);
        setRight(side);
        for (ComparedSide each : List.of(a, b)) {
            HBox.setHgrow(each.view(), Priority.ALWAYS);
            each.view().setPrefWidth(0);
            each.view().setMaxWidth(Double.MAX_VALUE);
        }
        which.subscribe(_ -> place());
        // Heard even if another two differ in just the same.
        model.differences().addListener((InvalidationListener) _ -> show());
        show();
        app.words.subscribe(_ -> name());
    }

    /** Where there is little room, one of the two is shown. */
    public void fit(boolean little) {
        narrow = little;
        switching.setVisible(little);
        switching.setManaged(little);
        saved.setManaged(!little);
        name();
        double width = little ? NARROW_LIST : LIST;
        side.setMinWidth(width);
        side.setPrefWidth(width);
        side.setMaxWidth(width);
        place();
    }

    /** The keyboard is on the list of what differs. */
    public void begin() {
        list.requestFocus();
    }

    private Region strip(Runnable close) {
        Button swap =
                Icons.tool(new Button(), MaterialDesignS.SWAP_HORIZONTAL, app.text("compare.swap"));
        swap.setId("compare-swap");
        swap.setOnAction(_ -> model.swap());
        saved.setId("compare-saved");
        saved.getStyleClass().add("compare-saved");
        saved.setGraphic(Icons.of(MaterialDesignT.TIMER_OUTLINE, 16));
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button end = Icons.tool(new Button(), MaterialDesignC.CLOSE, app.text(Command.COMPARE));
        end.setId("compare-close");
        end.setOnAction(_ -> close.run());
        HBox strip = new HBox(8, pickA, swap, pickB, switching, space, saved, end);
        strip.setAlignment(Pos.CENTER_LEFT);
        strip.getStyleClass().add("session-strip");
        return strip;
    }

    private Region head() {
        Label title = new Label();
        title.textProperty().bind(app.text("compare.differs"));
        title.getStyleClass().addAll("bold", "compare-title");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button copy = new Button();
        copy.setId("compare-copy");
        copy.getStyleClass().add("compare-copy");
        copy.setGraphic(Icons.of(MaterialDesignC.CONTENT_COPY, 15));
        copy.textProperty().bind(app.text("compare.copy"));
        copy.setOnAction(_ ->
                Copying.copy(
                        new DifferenceText(app.words.get())
                                .copied(model.differences().get().list())));
        HBox head = new HBox(title, space, copy);
        head.setAlignment(Pos.CENTER_LEFT);
        return head;
    }

    private static Region columns() {
        HBox columns = new HBox(12);
        for (Which each : Which.values()) {
            Label name = new Label(each.name());
            name.getStyleClass().add("bold");
            name.setMaxWidth(Double.MAX_VALUE);
            name.setPrefWidth(0);
            HBox.setHgrow(name, Priority.ALWAYS);
            columns.getChildren().add(name);
        }
        columns.getStyleClass().add("compare-columns");
        return columns;
    }

    private Region legend() {
        HBox only = entry("only", "compare.legend.only");
        HBox changed = entry("changed", "compare.legend.changed");
        return new VBox(5, only, changed);
    }

    private HBox entry(String styleClass, String words) {
        Label sign = new Label();
        sign.textProperty().bind(app.text("compare.legend.name"));
        sign.setMinWidth(USE_PREF_SIZE);
        sign.getStyleClass().addAll("compare-sign", styleClass);
        Label says = new Label();
        says.textProperty().bind(app.text(words));
        says.getStyleClass().add("muted");
        HBox entry = new HBox(8, sign, says);
        entry.setAlignment(Pos.CENTER_LEFT);
        return entry;
    }

    // -- the two

    private MenuButton picker(String id, String letter, ObjectProperty<@Nullable Session> choice) {
        MenuButton button = new MenuButton();
        button.setId(id);
        button.getStyleClass().add("compare-pick");
        Label badge = new Label(letter);
        badge.getStyleClass().addAll("bold", "compare-badge");
        button.setGraphic(badge);
        button.setOnShowing(_ -> offer(button, choice));
        return button;
    }

    private void offer(MenuButton button, ObjectProperty<@Nullable Session> choice) {
        List<MenuItem> items = new ArrayList<>();
        for (Session session : model.sessions()) {
            MenuItem item = new MenuItem(name(session));
            item.setMnemonicParsing(false);
            item.setOnAction(_ -> choice.set(session));
            items.add(item);
        }
        button.getItems().setAll(items);
    }

    private void name() {
        name(pickA, "A", model.a.get());
        name(pickB, "B", model.b.get());
        saved.setText(saved(app.words.get()));
        saved.setVisible(!narrow && !saved.getText().isEmpty());
    }

    private void name(MenuButton button, String letter, @Nullable Session session) {
        String name = session == null ? "" : name(session);
        button.setText(name);
        button.setMnemonicParsing(false);
        button.setAccessibleText(app.words.get().text("compare.pick", letter, name));
    }

    /** {@code tls12 · TLS 1.2 · 14:02:31}: told apart by where, how and when. */
    private String name(Session session) {
        String scenario = session.origin().scenario();
        String host = session.origin().host();
        String where =
                scenario != null
                        ? scenario
                        : host != null ? host : Objects.toString(session.server(), "?");
        ProtocolVersion version = session.negotiated().version();
        Negotiated.Resumption resumption = session.negotiated().resumption();
        String how =
                version == null
                        ? app.words
                                .get()
                                .text(
                                        "compare.outcome."
                                                + session.outcome()
                                                        .status()
                                                        .name()
                                                        .toLowerCase(Locale.ROOT))
                        : resumption == Negotiated.Resumption.NONE
                                ? version.name()
                                : app.words.get().text("compare.resumed", version.name());
        return Words.visible(where) + " · " + how + " · " + TIME.format(session.started());
    }

    /** How much less time the second took, or the first. */
    private String saved(Words words) {
        Session one = model.a.get();
        Session other = model.b.get();
        if (one == null || other == null) {
            return "";
        }
        OptionalLong first = one.timing().handshake();
        OptionalLong second = other.timing().handshake();
        if (first.isEmpty() || second.isEmpty()) {
            return "";
        }
        long less = first.getAsLong() - second.getAsLong();
        return words.text("compare.sooner", less >= 0 ? "B" : "A", Millis.withUnit(Math.abs(less)));
    }

    private void show() {
        var differences = model.differences().get();
        a.show(model.a.get(), new Contrast(differences.onlyIn(true), differences.changedIn(true)));
        b.show(
                model.b.get(),
                new Contrast(differences.onlyIn(false), differences.changedIn(false)));
        name();
    }

    private void place() {
        List<Node> shown =
                !narrow
                        ? List.of(a.view(), b.view())
                        : List.of(which.get() == Which.A ? a.view() : b.view());
        if (!panes.getChildren().equals(shown)) {
            panes.getChildren().setAll(shown);
        }
    }

    private void go(Difference difference) {
        a.go(difference);
        b.go(difference);
        // What only the other has is not seen on the one.
        if (difference.a().place() == null && difference.b().place() != null) {
            which.set(Which.B);
        } else if (difference.b().place() == null && difference.a().place() != null) {
            which.set(Which.A);
        }
    }
}
