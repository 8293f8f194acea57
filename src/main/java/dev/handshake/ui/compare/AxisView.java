package dev.handshake.ui.compare;

import dev.handshake.diagram.Contrast;
import dev.handshake.diagram.SideBySide;
import dev.handshake.session.Differences;
import dev.handshake.ui.control.MarkLayer;
import dev.handshake.ui.control.MarkNodes;
import dev.handshake.ui.control.ScrollArea;
import dev.handshake.ui.model.AppModel;
import dev.handshake.ui.theme.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.InvalidationListener;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;

/**
 * The two sessions on one axis of time. A name that is chosen is lit on both sides; the keyboard
 * goes from name to name.
 */
final class AxisView extends Region {
    private static final double MARGIN = 40;

    private final AppModel app;
    private final CompareModel model;
    private final Consumer<SideBySide.Spot> chosen;
    private final Consumer<SideBySide.Spot> opened;
    private final MarkLayer heads = new MarkLayer();
    private final MarkLayer marks = new MarkLayer();
    private final Pane names = new Pane();
    private final Rectangle headsCut = new Rectangle();
    private final ScrollArea area;
    private final List<AxisSpot> spots = new ArrayList<>();
    private MarkNodes nodes;
    private @Nullable SideBySide drawn;

    /** Which name the keyboard is on; -1 for none. */
    private int current = -1;

    /**
     * @param chosen told of the name that was chosen
     * @param opened told of the name whose message is to be seen in full
     */
    AxisView(
            AppModel app,
            CompareModel model,
            Consumer<SideBySide.Spot> chosen,
            Consumer<SideBySide.Spot> opened) {
        this.app = app;
        this.model = model;
        this.chosen = chosen;
        this.opened = opened;
        this.nodes = new MarkNodes(app.palette.get(), _ -> {});
        setId("axis");
        getStyleClass().add("axis");
        getStylesheets().add(Theme.sheet(AxisView.class, "compare.css"));
        setAccessibleRole(AccessibleRole.LIST_VIEW);
        setFocusTraversable(true);
        setMinSize(0, 0);
        heads.setClip(headsCut);
        heads.setId("axis-heads");
        marks.setId("axis-marks");
        names.setPickOnBounds(false);
        names.setManaged(false);
        area = new ScrollArea(new Pane(marks, names), () -> {});
        getChildren().setAll(area, heads);
        InvalidationListener stale = _ -> requestLayout();
        model.pair().addListener(stale);
        model.roundTrip.addListener(stale);
        model.lit.addListener(stale);
        model.differences().addListener(stale);
        model.playback.travel.addListener(stale);
        model.playback.playhead.addListener((_, _, step) -> {
            requestLayout();
            bringInSight(step.intValue());
        });
        model.pair()
                .addListener((_, _, _) -> {
                    current = -1;
                    area.scrollTo(0, false);
                });
        app.words.addListener(stale);
        app.palette.addListener((_, _, palette) -> {
            nodes = new MarkNodes(palette, _ -> {});
            requestLayout();
        });
        addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
        setOnMousePressed(_ -> requestFocus());
    }

    @Override
    protected void layoutChildren() {
        SideBySide.Pair pair = model.pair().get();
        if (pair == null || getWidth() <= 0) {
            drawn = null;
            heads.clear();
            marks.clear();
            names.getChildren().clear();
            area.sheetHeight(0);
            return;
        }
        double head = drawn == null ? 0 : drawn.headHeight();
        SideBySide now = SideBySide.of(pair, look(getHeight() - head));
        if (now.headHeight() != head) {
            now = SideBySide.of(pair, look(getHeight() - now.headHeight()));
        }
        drawn = now;
        heads.show(now.heads(), nodes);
        headsCut.setWidth(getWidth());
        headsCut.setHeight(now.headHeight());
        marks.show(now.marks(), nodes);
        area.resizeRelocate(0, now.headHeight(), getWidth(), getHeight() - now.headHeight());
        area.sheetHeight(now.height());
        place(now.spots());
        setAccessibleText(spoken(now));
    }

    private SideBySide.Look look(double height) {
        Differences differences = model.differences().get();
        CompareModel.Lit lit = model.lit.get();
        return new SideBySide.Look(
                getWidth(),
                height,
                app.words.get(),
                model.roundTrip.get(),
                model.playback.playhead.get(),
                model.playback.travel.get(),
                new Contrast(differences.onlyIn(true), differences.changedIn(true)),
                new Contrast(differences.onlyIn(false), differences.changedIn(false)),
                lit.a(),
                lit.b());
    }

    private void place(List<SideBySide.Spot> wanted) {
        while (spots.size() < wanted.size()) {
            int index = spots.size();
            spots.add(new AxisSpot(() -> choose(index), () -> open(index)));
        }
        List<Node> shown = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            spots.get(i).place(wanted.get(i));
            shown.add(spots.get(i));
        }
        if (!shown.equals(names.getChildren())) {
            names.getChildren().setAll(shown);
        }
    }

    private String spoken(SideBySide now) {
        return spot(current).map(SideBySide.Spot::spoken).orElse(now.spoken());
    }

    private Optional<SideBySide.Spot> spot(int index) {
        return drawn == null || index < 0 || index >= drawn.spots().size()
                ? Optional.empty()
                : Optional.of(drawn.spots().get(index));
    }

    // -- what the reader does

    private void pressed(KeyEvent event) {
        int count = drawn == null ? 0 : drawn.spots().size();
        switch (event.getCode()) {
            case DOWN -> choose(Math.min(count - 1, current + 1));
            case UP -> choose(Math.max(0, current - 1));
            case ENTER -> open(current);
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void choose(int index) {
        spot(index)
                .ifPresent(spot -> {
                    current = index;
                    chosen.accept(spot);
                    if (!area.shows(spot.y()) || !area.shows(spot.y() + spot.height())) {
                        area.scrollTo(spot.y() - area.getHeight() / 2, false);
                    }
                    requestLayout();
                });
    }

    private void open(int index) {
        spot(index).ifPresent(opened);
    }

    /** The telling is followed where the axis is longer than the window. */
    private void bringInSight(int step) {
        if (drawn == null || step < 1 || step > drawn.steps().size()) {
            return;
        }
        double y = drawn.steps().get(step - 1);
        if (!area.shows(y + MARGIN) || !area.shows(y - MARGIN)) {
            area.scrollTo(y + MARGIN - area.getHeight(), !model.playback.reducedMotion.get());
        }
    }
}
