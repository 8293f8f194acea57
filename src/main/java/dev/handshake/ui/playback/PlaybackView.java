package dev.handshake.ui.playback;

import dev.handshake.capture.Sender;
import dev.handshake.session.Session;
import dev.handshake.ui.control.Command;
import dev.handshake.ui.control.Icons;
import dev.handshake.ui.control.Scrubber;
import dev.handshake.ui.model.AppModel;
import dev.handshake.ui.model.Millis;
import dev.handshake.ui.model.Playback;
import dev.handshake.ui.model.Role;
import dev.handshake.ui.model.SidePanel;
import dev.handshake.ui.theme.Theme;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongFunction;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.value.ObservableValue;
import javafx.collections.SetChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignB;
import org.kordamp.ikonli.materialdesign2.MaterialDesignH;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.kordamp.ikonli.materialdesign2.MaterialDesignU;

/** The bar that tells the story: back, play, on, how fast, how far. */
public final class PlaybackView extends HBox {
    private static final List<Double> SPEEDS = List.of(0.25, 0.5, 1.0, 2.0, 4.0);

    /** From this width on the tellers have their names beside their icons. */
    private static final double SPELLED_FROM = 1100;

    private final AppModel app;
    private final Playback playback;
    private final FontIcon playIcon = Icons.of(MaterialDesignP.PLAY, 26);
    private final Scrubber scrubber = new Scrubber();
    private final Label position = new Label();
    private final Label count = new Label();
    private final Label time = new Label();
    private final Label end = new Label();

    /** What is left of the bar for a class. */
    private final List<Node> slim;

    /** The bar of the session that is shown. */
    public PlaybackView(AppModel app) {
        this(
                app,
                app.playback,
                app.session.map(PlaybackView::ticks).orElse(List.of()),
                app.told.map(told -> time(told.nanos(), Millis::text)),
                app.told.map(_ -> time(app.end(), Millis::withUnit)));
        getChildren().addAll(openAll(), telling());
    }

    /**
     * @param ticks of its steps
     * @param now how late it is at the playhead; empty where that is not known
     * @param last how late it is at the end, with the unit
     */
    public PlaybackView(
            AppModel app,
            Playback playback,
            ObservableValue<List<Scrubber.Tick>> ticks,
            ObservableValue<String> now,
            ObservableValue<String> last) {
        this.app = app;
        this.playback = playback;
        getStyleClass().add("playback");
        getStylesheets().add(Theme.sheet(PlaybackView.class, "playback.css"));
        setAlignment(Pos.CENTER_LEFT);
        scrubber.setId("scrubber");
        scrubber.accessibleTextProperty().bind(app.text("playback.scrubber"));
        HBox.setHgrow(scrubber, Priority.ALWAYS);
        ticks.subscribe(all -> {
            scrubber.ticks.set(all);
            scrubber.step.set(playback.playhead.get());
        });
        playback.playhead.subscribe(number -> scrubber.step.set(number.intValue()));
        scrubber.step.subscribe(_ -> scrubbed());
        scrubber.horizon.bind(playback.limit);
        time.textProperty().bind(now);
        end.textProperty().bind(last.map(text -> text.isEmpty() ? "" : " / " + text));
        HBox place = position();
        slim = List.of(place, scrubber);
        getChildren().addAll(back(), play(), step(), speed(), place, scrubber, time());
    }

    /** Shows only how far the story is, as for a class; or everything again. */
    public void slim(boolean on) {
        getStyleClass().removeAll("slim");
        if (on) {
            getStyleClass().add("slim");
        }
        for (Node each : getChildren()) {
            each.setVisible(!on || slim.contains(each));
            each.setManaged(each.isVisible());
        }
    }

    /** Other ways to tell what happened than arrow by arrow. */
    private HBox telling() {
        HBox box =
                new HBox(
                        teller(
                                "story",
                                MaterialDesignB.BOOK_OPEN_PAGE_VARIANT_OUTLINE,
                                SidePanel.STORY,
                                Command.STORY),
                        teller(
                                "predict",
                                MaterialDesignH.HEAD_QUESTION_OUTLINE,
                                SidePanel.PREDICT,
                                Command.PREDICT));
        box.getChildren().addAll(viewpoint(), present());
        box.setId("telling");
        box.setAlignment(Pos.CENTER_RIGHT);
        box.setMinWidth(USE_PREF_SIZE);
        return box;
    }

    private ToggleButton viewpoint() {
        ToggleButton button =
                Icons.tool(
                        new ToggleButton(), MaterialDesignI.INCOGNITO, app.text(Command.VIEWPOINT));
        button.setId("tell-viewpoint");
        button.setOnAction(_ -> app.sight.toggle());
        app.sight.shown.subscribe(button::setSelected);
        button.disableProperty().bind(app.sight.whole.isNull());
        spell(button);
        button.textProperty().bind(app.text("playback.viewpoint"));
        return button;
    }

    private Button present() {
        Button button =
                Icons.tool(
                        new Button(), MaterialDesignP.PRESENTATION_PLAY, app.text(Command.PRESENT));
        button.setId("tell-present");
        button.setOnAction(_ -> app.presenting.set(true));
        button.disableProperty().bind(nothingToTell());
        spell(button);
        button.textProperty().bind(app.text("playback.present"));
        return button;
    }

    /** Where there is room, a button has its name beside its icon. */
    private void spell(ButtonBase button) {
        widthProperty()
                .subscribe(width -> {
                    boolean spelled = width.doubleValue() >= SPELLED_FROM;
                    button.setContentDisplay(
                            spelled ? ContentDisplay.LEFT : ContentDisplay.GRAPHIC_ONLY);
                });
    }

    private ToggleButton teller(String id, Ikon icon, SidePanel panel, Command command) {
        ToggleButton button = Icons.tool(new ToggleButton(), icon, app.text(command));
        button.setId("tell-" + id);
        button.setOnAction(_ -> app.turn(panel));
        app.side.subscribe(shown -> button.setSelected(shown == panel));
        button.disableProperty().bind(nothingToTell());
        spell(button);
        button.textProperty().bind(app.text("playback." + id));
        return button;
    }

    private Button back() {
        Button button =
                Icons.tool(new Button(), MaterialDesignS.SKIP_PREVIOUS, app.text(Command.BACK));
        button.setId("back");
        button.setOnAction(_ -> playback.back());
        button.disableProperty().bind(playback.playhead.isEqualTo(0));
        return button;
    }

    private Button step() {
        Button button = Icons.tool(new Button(), MaterialDesignS.SKIP_NEXT, app.text(Command.STEP));
        button.setId("step");
        button.setOnAction(_ -> playback.step());
        button.disableProperty()
                .bind(
                        playback.playhead.greaterThanOrEqualTo(
                                Bindings.min(playback.last, playback.limit)));
        return button;
    }

    private Button play() {
        Button button = new Button();
        button.setId("play");
        button.getStyleClass().add("play");
        button.setGraphic(playIcon);
        button.setTooltip(new Tooltip());
        button.getTooltip().textProperty().bind(app.text(Command.PLAY));
        button.accessibleTextProperty()
                .bind(
                        Bindings.when(playback.playing)
                                .then(app.text("playback.pause"))
                                .otherwise(app.text("playback.play")));
        button.setOnAction(_ -> playback.toggle());
        button.disableProperty().bind(nothingToTell());
        playback.playing.subscribe(
                on -> playIcon.setIconCode(on ? MaterialDesignP.PAUSE : MaterialDesignP.PLAY));
        return button;
    }

    /** While a message may still come, the telling can be held back before the first. */
    private BooleanBinding nothingToTell() {
        return playback.last.isEqualTo(0).and(playback.growing.not());
    }

    private MenuButton speed() {
        MenuButton menu = new MenuButton();
        menu.setId("speed");
        menu.getStyleClass().add("speed");
        menu.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () -> times(playback.speed.get()), playback.speed));
        menu.accessibleTextProperty()
                .bind(
                        app.text(
                                "playback.speed_is",
                                playback.speed.map(speed -> times(speed.doubleValue()))));
        menu.setTooltip(new Tooltip());
        menu.getTooltip().textProperty().bind(app.text("playback.speed"));
        for (double speed : SPEEDS) {
            MenuItem item = new MenuItem(times(speed));
            item.setOnAction(_ -> playback.speed.set(speed));
            menu.getItems().add(item);
        }
        return menu;
    }

    private HBox position() {
        position.setId("position");
        position.getStyleClass().addAll("position", "bold");
        position.textProperty().bind(playback.playhead.asString());
        count.setId("count");
        count.getStyleClass().addAll("count", "muted");
        count.textProperty().bind(playback.last.asString(" / %d"));
        HBox box = new HBox(position, count);
        box.setAlignment(Pos.CENTER_RIGHT);
        box.setMinWidth(USE_PREF_SIZE);
        return box;
    }

    private HBox time() {
        time.getStyleClass().addAll("time", "mono");
        end.getStyleClass().addAll("time", "mono", "muted");
        HBox box = new HBox(time, end);
        box.setAlignment(Pos.CENTER_LEFT);
        box.setMinWidth(USE_PREF_SIZE);
        return box;
    }

    private Button openAll() {
        Button button =
                Icons.tool(
                        new Button(),
                        MaterialDesignU.UNFOLD_MORE_HORIZONTAL,
                        app.text(Command.OPEN_ALL));
        button.setId("open-all");
        FontIcon icon = (FontIcon) button.getGraphic();
        button.setOnAction(_ -> app.toggleAll());
        button.disableProperty().bind(playback.last.isEqualTo(0));
        SetChangeListener<Integer> changed =
                _ ->
                        icon.setIconCode(
                                app.allOpened()
                                        ? MaterialDesignU.UNFOLD_LESS_HORIZONTAL
                                        : MaterialDesignU.UNFOLD_MORE_HORIZONTAL);
        app.selection.opened.addListener(changed);
        return button;
    }

    private void scrubbed() {
        if (scrubber.step.get() != playback.playhead.get()) {
            playback.playing.set(false);
            playback.goTo(scrubber.step.get());
            // It may not be told as far as that.
            scrubber.step.set(playback.playhead.get());
        }
    }

    private static List<Scrubber.Tick> ticks(@Nullable Session session) {
        return session == null
                ? List.of()
                : session.messages().stream()
                        .filter(message -> message.number() > 0)
                        .map(message ->
                                new Scrubber.Tick(
                                        message.from() == Sender.CLIENT,
                                        Role.of(session, message).styleClass()))
                        .toList();
    }

    private static String time(OptionalLong nanos, LongFunction<String> text) {
        return nanos.isPresent() ? text.apply(nanos.getAsLong()) : "";
    }

    private static String times(double speed) {
        String number =
                speed == Math.rint(speed) ? "%.0f".formatted(speed) : Double.toString(speed);
        return number + "×";
    }
}
