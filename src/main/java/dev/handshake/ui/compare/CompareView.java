package dev.handshake.ui.compare;

import dev.handshake.diagram.Contrast;
import dev.handshake.diagram.SideBySide;
import dev.handshake.explain.Words;
import dev.handshake.session.Difference;
import dev.handshake.session.Session;
import dev.handshake.ui.control.Command;
import dev.handshake.ui.control.Copying;
import dev.handshake.ui.control.Icons;
import dev.handshake.ui.control.Segments;
import dev.handshake.ui.model.AppModel;
import dev.handshake.ui.model.Millis;
import dev.handshake.ui.theme.Theme;
import java.util.ArrayList;
import java.util.List;
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
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

/** Two handshakes beside each other, and what differs between them. */
public final class CompareView extends BorderPane {
    /** Which of the two is shown where there is no room for both. */
    private enum Which {
        A,
        B
    }

    /** The connections of a capture, which are listed elsewhere. */
    public interface Connections {
        /** Whether a capture is open. */
        boolean areThere();

        /** Lists them. */
        void show();
    }

    private final AppModel app;
    private final CompareModel model;
    private final Connections connections;
    private final ComparedSide a;
    private final ComparedSide b;
    private final AxisView axis;
    private final Region bar;
    private final HBox panes = new HBox();
    private final StackPane middle = new StackPane();
    private final MenuButton pickA;
    private final MenuButton pickB;
    private final Label saved = new Label();
    private final SimulationBar simulation;
    private final Button list = new Button();
    private final ObjectProperty<Which> which = new SimpleObjectProperty<>(Which.B);
    private final Segments<Which> switching;
    private final DifferenceList differences;
    private final Label columnA = new Label();
    private final Label columnB = new Label();
    private final VBox side;
    private boolean narrow;

    /**
     * @param drawing draws one of the two
     * @param bar plays both
     * @param connections of a capture that is open, to choose from
     * @param close back to one of them
     */
    public CompareView(
            AppModel app,
            CompareModel model,
            CompareDrawing drawing,
            Region bar,
            Connections connections,
            Runnable close) {
        this.app = app;
        this.model = model;
        this.connections = connections;
        this.bar = bar;
        this.a = new ComparedSide(app, true, drawing);
        this.b = new ComparedSide(app, false, drawing);
        this.axis = new AxisView(app, model, this::chosen, this::opened);
        this.simulation = new SimulationBar(app, model.roundTrip);
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
        differences = new DifferenceList(app, model, this::go);
        VBox.setVgrow(differences, Priority.ALWAYS);
        side = new VBox(8, head(), columns(), differences, legend());
        side.getStyleClass().add("compare-side");
        side.setMinHeight(0);
        setTop(strip(close));
        setCenter(middle);
        for (ComparedSide each : List.of(a, b)) {
            HBox.setHgrow(each.view(), Priority.ALWAYS);
            each.view().setPrefWidth(0);
            each.view().setMaxWidth(Double.MAX_VALUE);
        }
        which.subscribe(_ -> place());
        model.form.addListener((_, _, _) -> {
            boolean within = axis.isFocused() || differences.isFocused();
            place();
            if (within) {
                begin();
            }
        });
        model.listing.subscribe(_ -> place());
        // Heard even if another two differ in just the same.
        model.differences().addListener((InvalidationListener) _ -> show());
        show();
        app.words.subscribe(_ -> name());
    }

    /**
     * Takes the room there is: where it is little, what differs opens over the drawing, and of the
     * two sequences one is shown.
     *
     * @param width how wide the list of what differs is
     */
    public void fit(boolean little, double width) {
        if (little != narrow) {
            model.listing.set(!little);
        }
        narrow = little;
        simulation.fit(little);
        side.setMinWidth(width);
        side.setPrefWidth(width);
        side.setMaxWidth(width);
        name();
        place();
    }

    /** The keyboard is on the drawing, or on the list of what differs. */
    public void begin() {
        switch (model.form.get()) {
            case TIME -> axis.requestFocus();
            case MESSAGES ->
                    (side.getParent() == null ? shown().view() : differences).requestFocus();
        }
    }

    private Region strip(Runnable close) {
        Button swap =
                Icons.tool(new Button(), MaterialDesignS.SWAP_HORIZONTAL, app.text("compare.swap"));
        swap.setId("compare-swap");
        swap.setOnAction(_ -> model.swap());
        Segments<CompareModel.Form> forms =
                new Segments<>(
                        List.of(CompareModel.Form.values()),
                        model.form,
                        each -> app.text("compare.form." + each.word()),
                        app.text("compare.form"));
        forms.setId("compare-form");
        saved.setId("compare-saved");
        saved.getStyleClass().add("compare-saved");
        saved.setGraphic(Icons.of(MaterialDesignT.TIMER_OUTLINE, 16));
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Icons.tool(list, MaterialDesignD.DOCK_RIGHT, app.text("compare.differs"));
        list.setId("compare-list");
        list.setOnAction(_ -> model.listing.set(!model.listing.get()));
        Button end = Icons.tool(new Button(), MaterialDesignC.CLOSE, app.text(Command.COMPARE));
        end.setId("compare-close");
        end.setOnAction(_ -> close.run());
        HBox strip =
                new HBox(
                        8,
                        pickA,
                        swap,
                        pickB,
                        forms,
                        switching,
                        space,
                        saved,
                        simulation,
                        list,
                        end);
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

    private Region columns() {
        HBox columns = new HBox(12);
        for (Label name : List.of(columnA, columnB)) {
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
            MenuItem item = new MenuItem(new SessionName(app.words.get()).of(session));
            item.setMnemonicParsing(false);
            item.setOnAction(_ -> choice.set(session));
            items.add(item);
        }
        if (connections.areThere()) {
            MenuItem more = new MenuItem(app.words.get().text("compare.connections"));
            more.setId("compare-connections");
            more.setOnAction(_ -> connections.show());
            items.add(new SeparatorMenuItem());
            items.add(more);
        }
        button.getItems().setAll(items);
    }

    private void name() {
        name(pickA, columnA, "A", model.a.get());
        name(pickB, columnB, "B", model.b.get());
        saved.setText(saved(app.words.get()));
        place();
    }

    private void name(MenuButton button, Label column, String letter, @Nullable Session session) {
        SessionName naming = new SessionName(app.words.get());
        String name = session == null ? "" : naming.of(session);
        column.setText(session == null ? letter : letter + " · " + naming.how(session));
        button.setText(name);
        button.setMnemonicParsing(false);
        String whole = app.words.get().text("compare.pick", letter, name);
        button.setAccessibleText(whole);
        button.setTooltip(new Tooltip(whole));
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

    /** The one that is shown where there is no room for both. */
    private ComparedSide shown() {
        return switch (which.get()) {
            case A -> a;
            case B -> b;
        };
    }

    private void place() {
        boolean onAxis = model.form.get() == CompareModel.Form.TIME;
        shows(switching, !onAxis && narrow);
        shows(simulation, onAxis);
        shows(saved, !onAxis && !narrow && !saved.getText().isEmpty());
        boolean over = narrow && onAxis;
        shows(list, narrow || !model.listing.get());
        List<Node> shown = !narrow ? List.of(a.view(), b.view()) : List.of(shown().view());
        if (!panes.getChildren().equals(shown)) {
            panes.getChildren().setAll(shown);
        }
        List<Node> layers = new ArrayList<>(List.of(onAxis ? axis : panes));
        if (over && model.listing.get()) {
            StackPane.setAlignment(side, Pos.CENTER_RIGHT);
            layers.add(side);
        }
        if (over) {
            setRight(null);
        }
        if (!middle.getChildren().equals(layers)) {
            middle.getChildren().setAll(layers);
        }
        if (!over) {
            setRight(model.listing.get() ? side : null);
        }
        setBottom(onAxis ? bar : null);
    }

    private static void shows(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }

    private void go(Difference difference) {
        model.light(difference);
        a.go(difference);
        b.go(difference);
        // What only the other has is not seen on the one.
        if (difference.a().place() == null && difference.b().place() != null) {
            which.set(Which.B);
        } else if (difference.b().place() == null && difference.a().place() != null) {
            which.set(Which.A);
        }
    }

    /** A name on the axis: it is lit, and if the list has something to say of it, that is shown. */
    private void chosen(SideBySide.Spot spot) {
        differences.reveal(spot.first(), spot.numbers());
        model.light(spot.first(), spot.numbers());
    }

    /** A name on the axis is to be seen in full: its message in the sequence. */
    private void opened(SideBySide.Spot spot) {
        model.light(spot.first(), spot.numbers());
        model.form.set(CompareModel.Form.MESSAGES);
        a.open(model.lit.get().a());
        b.open(model.lit.get().b());
        which.set(spot.first() ? Which.A : Which.B);
        begin();
    }
}
