package dev.handshake.ui.sequence;

import dev.handshake.diagram.Diagram;
import dev.handshake.diagram.Link;
import dev.handshake.diagram.Mark;
import dev.handshake.diagram.View;
import dev.handshake.session.MessageRead;
import dev.handshake.session.Session;
import dev.handshake.ui.control.MarkLayer;
import dev.handshake.ui.control.MarkNodes;
import dev.handshake.ui.control.ScrollArea;
import dev.handshake.ui.model.AppModel;
import dev.handshake.verify.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javafx.beans.InvalidationListener;
import javafx.collections.SetChangeListener;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;

/**
 * The sequence diagram of the model's session. At most once a frame it has the session laid out
 * anew and changes the nodes of what has become different; rows out of sight have none.
 */
public final class SequenceView extends Region {
    /** Rows are drawn this far beyond the edges of what is in sight. */
    private static final double BEYOND = 240;

    private static final double BAND_INSET = 8;

    /** Kept free at the lower edge for what says that there is more below it. */
    private static final double PILL_ROOM = 44;

    /** Towards the lower edge, rows fade over so many px while there is more below. */
    private static final double FADE = 72;

    /** How far below its line a click still means the arrow. */
    private static final double BELOW_ARROW = 12;

    private final AppModel model;
    private final BiFunction<Session, View, Diagram> layout;
    private final Openness openness;
    private final MarkLayer heads = new MarkLayer();
    private final Rectangle headsCut = new Rectangle();
    private final SpokenHeads spokenHeads = new SpokenHeads();
    private final Region hoverBand = band("hover-band");
    private final Region absentBand = band("absent-band");
    private final MarkLayer backdrop = new MarkLayer();
    private final Pane rowPane = new Pane();

    /** Where clicks on the backdrop lead: above the rows, which take clicks in all their width. */
    private final MarkLayer backdropLinks = new MarkLayer();

    private final ScrollArea area;
    private final MorePill more = new MorePill(this::scrollOn);
    private final Rectangle fade = new Rectangle();
    private final RowMenu menu;
    private final Map<String, RowNode> rows = new HashMap<>();
    private final RowKeys keys = new RowKeys(this);

    private MarkNodes nodes;
    private @Nullable Session shown;
    private @Nullable Diagram diagram;
    private @Nullable String current;
    private @Nullable RowNode hovered;
    private boolean following = true;
    private boolean justChosen;
    private double clearEdge;
    private boolean focusCurrent;
    private @Nullable Wish wish;

    /** A row that is to be scrolled into sight once it is laid out. */
    private record Wish(int number, boolean smoothly) {}

    public SequenceView(AppModel model) {
        this(model, Diagram::of);
    }

    /**
     * @param layout another way of laying a session out
     */
    public SequenceView(AppModel model, BiFunction<Session, View, Diagram> layout) {
        this.model = model;
        this.layout = layout;
        this.openness =
                new Openness(
                        model.selection.opened, model.playback.reducedMotion, this::requestLayout);
        this.nodes = new MarkNodes(model.colours.get(), this::follow);
        this.menu = new RowMenu(model, this);
        getStyleClass().add("sequence");
        getStylesheets()
                .add(
                        Objects.requireNonNull(SequenceView.class.getResource("sequence.css"))
                                .toExternalForm());
        setAccessibleRole(AccessibleRole.LIST_VIEW);
        rowPane.setPickOnBounds(false);
        rowPane.setManaged(false);
        Pane sheet = new Pane(hoverBand, absentBand, backdrop, rowPane, backdropLinks);
        this.area = new ScrollArea(sheet, this::scrolledByHand);
        heads.setClip(headsCut);
        fade.setManaged(false);
        fade.setMouseTransparent(true);
        fade.setFill(nodes.fade());
        getChildren().setAll(area, spokenHeads, heads, fade, more);
        listen();
    }

    private void listen() {
        InvalidationListener stale = _ -> requestLayout();
        model.session.addListener(stale);
        model.selection.field.addListener(stale);
        model.selection.absent.addListener(stale);
        model.selection.verdict.addListener(stale);
        model.selection.links.addListener(stale);
        model.selection.basis.addListener(stale);
        model.playback.travel.addListener(stale);
        model.playback.horizon.addListener(stale);
        model.presenting.addListener((_, _, _) -> {
            bringInSight(model.playback.playhead.get());
            requestLayout();
        });
        model.notes.addListener(stale);
        model.selection.folded.addListener((SetChangeListener<Integer>) _ -> requestLayout());
        area.offsetProperty().addListener(stale);
        model.words.addListener((_, _, _) -> requestLayout());
        model.colours.addListener((_, _, palette) -> {
            nodes = new MarkNodes(palette, this::follow);
            fade.setFill(nodes.fade());
            requestLayout();
        });
        model.playback.playing.addListener((_, _, playing) -> following |= playing);
        model.playback.playhead.addListener((_, _, number) -> {
            if (following || !model.playback.playing.get()) {
                bringInSight(number.intValue());
            }
            requestLayout();
        });
        model.selection.message.addListener((_, _, number) -> {
            current = null;
            if (number.intValue() != model.playback.playhead.get()) {
                bringInSight(number.intValue());
            }
            requestLayout();
        });
        model.selection.opened.addListener(
                (SetChangeListener<Integer>)
                        change -> {
                            if (change.wasAdded()
                                    && change.getElementAdded() == model.selection.message.get()) {
                                bringInSight(change.getElementAdded());
                            }
                            requestLayout();
                        });
        addEventHandler(KeyEvent.KEY_PRESSED, keys::pressed);
        setOnContextMenuRequested(event -> {
            row(event.getTarget()).or(this::currentRow).ifPresent(row -> menu.show(row, event));
            event.consume();
        });
    }

    // -- drawing

    @Override
    protected void layoutChildren() {
        Session session = model.session.get();
        if (session == null || getWidth() <= 0) {
            forget();
            return;
        }
        if (shown == null || !shown.started().equals(session.started())) {
            forget();
        }
        shown = session;
        Diagram drawn = layout.apply(session, view(openness.heights()));
        diagram = drawn;
        heads.show(drawn.heads(), nodes);
        spokenHeads.show(drawn.spokenHeads(), getWidth(), drawn.headHeight());
        spokenHeads.speakFor(heads.getChildren());
        headsCut.setWidth(getWidth());
        headsCut.setHeight(drawn.headHeight());
        Predicate<Mark> link = Mark.Area.class::isInstance;
        backdrop.show(drawn.backdrop().stream().filter(link.negate()).toList(), nodes);
        backdropLinks.show(drawn.backdrop().stream().filter(link).toList(), nodes);
        placeRows(drawn);
        area.resizeRelocate(0, drawn.headHeight(), getWidth(), getHeight() - drawn.headHeight());
        boolean scrolls = drawn.height() > area.getHeight();
        area.sheetHeight(scrolls ? drawn.height() + PILL_ROOM : drawn.height());
        fulfil(drawn);
        clearEdge = area.offset() + area.getHeight() - (scrolls ? PILL_ROOM : 0);
        drawRowsInSight();
        placeBands();
        placePill(drawn);
        if (focusCurrent) {
            focusCurrent = false;
            currentRow().ifPresent(Node::requestFocus);
        }
    }

    private void forget() {
        heads.clear();
        spokenHeads.clear();
        backdrop.clear();
        backdropLinks.clear();
        rows.clear();
        rowPane.getChildren().clear();
        shown = null;
        diagram = null;
        current = null;
        hovered = null;
        following = true;
        wish = null;
        placeBands();
        more.setVisible(false);
        fade.setVisible(false);
        area.sheetHeight(0);
        area.scrollTo(0, false);
    }

    private View view(Map<Integer, Double> heights) {
        return model.view(getWidth(), model.playback.travel.get(), heights, model.presenting.get());
    }

    private void placeRows(Diagram drawn) {
        List<RowNode> wanted = drawn.rows().stream().map(this::placed).toList();
        if (!wanted.equals(rowPane.getChildren())) {
            rows.values().retainAll(wanted);
            rowPane.getChildren().setAll(wanted);
        }
        rowPane.resize(getWidth(), drawn.height());
        Optional<RowNode> reachable = currentRow();
        wanted.forEach(row -> row.setFocusTraversable(reachable.filter(row::equals).isPresent()));
    }

    private RowNode placed(Diagram.Row row) {
        RowNode node = rows.computeIfAbsent(row.id(), _ -> rowNode(row));
        node.place(row, getWidth());
        return node;
    }

    private RowNode rowNode(Diagram.Row row) {
        RowNode node = new RowNode(row, () -> activate(row.id()));
        node.setOnMouseClicked(event -> clicked(node, event));
        node.hoverProperty()
                .addListener((_, _, hover) -> {
                    if (hover) {
                        hovered = node;
                    } else if (Objects.equals(hovered, node)) {
                        hovered = null;
                    }
                    placeBands();
                });
        RowTip.install(node);
        return node;
    }

    private void drawRowsInSight() {
        double top = area.offset() - BEYOND;
        double bottom = area.offset() + area.getHeight() + BEYOND;
        for (Node child : rowPane.getChildren()) {
            RowNode node = (RowNode) child;
            Diagram.Row row = node.row();
            if (row.y() < bottom && row.y() + row.height() > top) {
                node.draw(nodes, openness.opacity(row.number()));
            } else if (!node.isFocused()) {
                node.erase();
            }
        }
    }

    /** The bands that the diagram does not draw: what is pointed at, and an absent message. */
    private void placeBands() {
        RowNode absent =
                rowNodes().stream().filter(this::isSelectedAbsent).findFirst().orElse(null);
        boolean plain =
                hovered == null
                        || hovered.equals(absent)
                        || hovered.row().number() == model.selection.message.get();
        placeBand(hoverBand, plain ? null : hovered);
        placeBand(absentBand, absent);
    }

    private void placeBand(Region band, @Nullable RowNode row) {
        band.setVisible(row != null);
        if (row != null) {
            double width = Math.max(0, getWidth() - 2 * BAND_INSET);
            band.resizeRelocate(BAND_INSET, row.getLayoutY(), width, row.getHeight());
        }
    }

    private boolean isSelectedAbsent(RowNode row) {
        MessageRead selected = model.selection.absent.get();
        return selected != null
                && links(row.row().marks(), Link.ToAbsent.class)
                        .flatMap(link -> absent(link.index()).stream())
                        .anyMatch(selected::equals);
    }

    private Optional<MessageRead> absent(int index) {
        return shown == null || index >= shown.messages().size()
                ? Optional.empty()
                : Optional.of(shown.messages().get(index));
    }

    private static Region band(String styleClass) {
        Region band = new Region();
        band.getStyleClass().add(styleClass);
        band.setManaged(false);
        band.setVisible(false);
        return band;
    }

    private void placePill(Diagram drawn) {
        Session session = Objects.requireNonNull(shown);
        int first =
                drawn.rows().stream()
                        .filter(row -> !isClear(row))
                        .mapToInt(SequenceView::firstMessage)
                        .filter(number -> number > 0)
                        .findFirst()
                        .orElse(Integer.MAX_VALUE);
        int horizon = model.playback.horizon.get();
        long below =
                session.messages().stream()
                        .filter(message -> message.number() >= first)
                        .filter(message -> message.number() <= horizon)
                        .count();
        more.show(model.words.get(), below);
        double width = more.prefWidth(-1);
        double height = more.prefHeight(-1);
        fade.setVisible(more.isVisible());
        fade.setWidth(getWidth());
        fade.setHeight(FADE);
        fade.setY(getHeight() - FADE);
        more.resizeRelocate(
                Math.rint((getWidth() - width) / 2), getHeight() - height - 8, width, height);
    }

    /** Whether a row's arrow stands above the lower edge, where the pill may be. */
    private boolean isClear(Diagram.Row row) {
        return row.y() + Math.min(row.height(), row.arrowY() + BELOW_ARROW) <= clearEdge;
    }

    /** The message of a row, or the first of the flight that is folded into it. */
    private static int firstMessage(Diagram.Row row) {
        return row.number() > 0
                ? row.number()
                : links(row.marks(), Link.Fold.class)
                        .findFirst()
                        .map(Link.Fold::firstMessage)
                        .orElse(0);
    }

    private static <L extends Link> Stream<L> links(List<Mark> marks, Class<L> kind) {
        return marks.stream()
                .filter(Mark.Area.class::isInstance)
                .map(mark -> ((Mark.Area) mark).link())
                .filter(kind::isInstance)
                .map(kind::cast);
    }

    // -- scrolling

    private void scrolledByHand() {
        following =
                row(model.playback.playhead.get())
                        .map(row -> area.shows(row.row().y() + row.row().arrowY()))
                        .orElse(true);
    }

    private void scrollOn() {
        area.scrollTo(area.offset() + area.getHeight() * 0.8, isMoving());
        scrolledByHand();
    }

    private void bringInSight(int number) {
        wish = new Wish(number, isMoving());
    }

    private boolean isMoving() {
        return !model.playback.reducedMotion.get();
    }

    /** Scrolls to the row that was asked for, as tall as it will be when its panel has opened. */
    private void fulfil(Diagram drawn) {
        if (wish == null) {
            return;
        }
        Wish asked = wish;
        wish = null;
        Map<Integer, Double> settled = new HashMap<>();
        model.selection.opened.forEach(number -> settled.put(number, 1.0));
        Diagram coming =
                settled.equals(openness.heights())
                        ? drawn
                        : layout.apply(Objects.requireNonNull(shown), view(settled));
        coming.rows().stream()
                .filter(row -> row.number() == asked.number && row.number() > 0)
                .findFirst()
                .ifPresent(row -> {
                    double margin = PILL_ROOM + 12;
                    double window = area.getHeight();
                    double top = row.y() - 8;
                    double bottom = below(coming, row) + margin;
                    double target = area.offset();
                    if (bottom > target + window) {
                        target = Math.max(bottom, top + window * 0.55) - window;
                    }
                    target = Math.min(target, top);
                    double end = coming.height() + PILL_ROOM - window;
                    target = Math.clamp(target, 0, Math.max(0, end));
                    if (target != area.offset()) {
                        if (asked.smoothly && getScene() != null) {
                            area.glideTo(target);
                        } else {
                            area.scrollTo(target, false);
                        }
                    }
                });
    }

    /** The lower edge of a row; of the last one, of what asks what follows or says how it ended. */
    private static double below(Diagram drawn, Diagram.Row row) {
        Diagram.Row last = drawn.rows().getLast();
        boolean ends =
                (last.id().equals("stop") || last.id().equals("question"))
                        && drawn.rows().stream().noneMatch(it -> it.number() > row.number());
        Diagram.Row lowest = ends ? last : row;
        return lowest.y() + lowest.height();
    }

    // -- what the reader does

    private void clicked(RowNode node, MouseEvent event) {
        if (event.getButton() != MouseButton.PRIMARY || !event.isStillSincePress()) {
            return;
        }
        int number = node.row().number();
        boolean first = event.getClickCount() == 1;
        boolean onPanel = event.getY() > node.row().arrowY() + BELOW_ARROW;
        boolean again = first && number > 0 && number == model.selection.message.get();
        boolean opens = !onPanel && (again || (event.getClickCount() == 2 && justChosen));
        justChosen = first && !again;
        choose(node);
        if (opens) {
            activate(node.row().id());
        }
    }

    /** Makes a row the current one and selects its message, if it has one. */
    void choose(RowNode node) {
        if (node.row().number() > 0) {
            model.selection.select(node.row().number());
        }
        links(node.row().marks(), Link.ToAbsent.class).findFirst().ifPresent(this::follow);
        current = node.row().id();
        focusCurrent = true;
        requestLayout();
    }

    /** What Enter does to a row: opens or closes its panel, or unfolds its flight. */
    void activate(String id) {
        RowNode node = rows.get(id);
        if (node == null) {
            return;
        }
        if (node.row().number() > 0) {
            follow(new Link.Open(node.row().number()));
        } else {
            links(node.row().marks(), Link.class).findFirst().ifPresent(this::follow);
        }
    }

    void follow(Link link) {
        switch (link) {
            case Link.ToMessage(int number) -> {
                model.selection.select(number);
                bringInSight(number);
            }
            case Link.ToAbsent(int index) -> absent(index).ifPresent(model.selection::selectAbsent);
            case Link.ToField(int number, int offset, int length) ->
                    model.selection.select(number, new View.Lit(offset, length));
            case Link.ToVerdict(Verdict.Check check) ->
                    model.told.get().verdicts().stream()
                            .filter(verdict -> verdict.check() == check)
                            .findFirst()
                            .ifPresent(verdict -> {
                                model.selection.select(verdict);
                                model.inspecting.set(true);
                                bringInSight(model.selection.message.get());
                            });
            case Link.Open(int number) -> {
                model.selection.select(number);
                model.selection.toggle(number);
            }
            case Link.Fold(int firstMessage) -> {
                if (!model.selection.folded.remove(firstMessage)) {
                    model.selection.folded.add(firstMessage);
                }
            }
        }
        requestLayout();
    }

    /** Folds the flight that the message belongs to. */
    void foldFlightOf(int number) {
        if (diagram != null) {
            links(diagram.backdrop(), Link.Fold.class)
                    .filter(fold -> fold.firstMessage() <= number)
                    .reduce((_, later) -> later)
                    .ifPresent(this::follow);
        }
    }

    AppModel model() {
        return model;
    }

    /** The rows from top to bottom. */
    List<RowNode> rowNodes() {
        return rowPane.getChildren().stream().map(RowNode.class::cast).toList();
    }

    /** The row that the keyboard is on. */
    Optional<RowNode> currentRow() {
        return Optional.ofNullable(current)
                .map(rows::get)
                .or(() -> row(model.selection.message.get()))
                .or(() -> rowNodes().stream().findFirst());
    }

    private Optional<RowNode> row(int number) {
        return rowNodes().stream()
                .filter(row -> number > 0 && row.row().number() == number)
                .findFirst();
    }

    private Optional<RowNode> row(Object target) {
        for (Node node = target instanceof Node hit ? hit : null;
                node != null;
                node = node.getParent()) {
            if (node instanceof RowNode row) {
                return Optional.of(row);
            }
        }
        return Optional.empty();
    }
}
