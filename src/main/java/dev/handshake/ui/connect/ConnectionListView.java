package dev.handshake.ui.connect;

import dev.handshake.bytes.Phrase;
import dev.handshake.explain.Words;
import dev.handshake.session.Listed;
import dev.handshake.session.Outcome;
import dev.handshake.ui.connect.Sieve.Sifted;
import dev.handshake.ui.control.Command;
import dev.handshake.ui.control.Copying;
import dev.handshake.ui.control.Icons;
import dev.handshake.ui.model.AppModel;
import dev.handshake.ui.model.Millis;
import dev.handshake.ui.theme.Theme;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javafx.animation.AnimationTimer;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignK;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

/** The connections of a capture: filtered by typing, sorted by column, one of them to be drawn. */
public final class ConnectionListView extends VBox {
    private static final double ROW = 30;

    /** So many rows can be compared. */
    private static final int COMPARED = 2;

    private static final KeyCombination COPY =
            new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

    private static final DateTimeFormatter WALL_CLOCK =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS 'UTC'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final AppModel app;
    private final CaptureModel captures;
    private final Runnable addKeys;
    private final Comparing comparing;
    private final RowList rows = new RowList();
    private final TableView<ConnectionRow> table = new TableView<>(rows);
    private final TextField filter = new TextField();
    private final Label name = new Label();
    private final Label count = new Label();
    private final Label nothing = new Label();
    private final Label nothingElse = new Label();
    private final Button clear = new Button();
    private final HBox reading = new HBox();
    private final Label readingText = new Label();
    private final RemarkBar remarks;
    private final Tooltip whole = new Tooltip();

    /**
     * To make the cells of all rows that fit into the table takes longer than a frame, so when it
     * is shown for the first time, it grows row by row.
     */
    private final AnimationTimer growing =
            new AnimationTimer() {
                @Override
                public void handle(long now) {
                    grow();
                }
            };

    private boolean following;

    /** Whether the letter that was pressed has done something and is none to filter by. */
    private boolean pressedLetter;

    /** Puts connections beside each other. */
    public interface Comparing {
        /** What a single connection would be compared with; null while there is nothing. */
        @Nullable String other();

        /** Compares two connections, or one with that other. */
        void compare(List<ConnectionRow> rows);
    }

    /**
     * @param addKeys asks for a file with keys
     */
    public ConnectionListView(
            AppModel app, CaptureModel captures, Runnable addKeys, Comparing comparing) {
        this.app = app;
        this.captures = captures;
        this.addKeys = addKeys;
        this.comparing = comparing;
        this.remarks = new RemarkBar(app);
        setId("connections");
        getStyleClass().add("connection-list");
        getStylesheets().add(Theme.sheet(ConnectionListView.class, "connections.css"));
        fillTable();
        VBox.setVgrow(table, Priority.ALWAYS);
        getChildren().setAll(head(), reading(), table, remarks);
        captures.sifted().subscribe(this::show);
        captures.filter.subscribe(_ -> refresh());
        captures.state().subscribe(_ -> refresh());
        captures.remarks().subscribe(_ -> refresh());
        captures.progress().subscribe(_ -> refreshReading());
        captures.selected.subscribe(_ -> follow());
        app.words.subscribe(_ -> {
            table.refresh();
            refresh();
        });
    }

    /** Puts the caret into the filter. */
    public void type() {
        filter.requestFocus();
        filter.selectAll();
    }

    // -- above the table

    private HBox head() {
        name.setId("capture-name");
        name.getStyleClass().addAll("bold", "capture-name");
        name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        name.setMinWidth(80);
        count.setId("connection-count");
        count.getStyleClass().add("muted");
        count.setMinWidth(USE_PREF_SIZE);
        filter.setId("filter");
        filter.promptTextProperty().bind(app.text("window.list.filter"));
        filter.accessibleTextProperty().bind(app.text(Command.FILTER));
        filter.textProperty().bindBidirectional(captures.filter);
        filter.addEventFilter(KeyEvent.KEY_PRESSED, this::pressedInFilter);
        HBox box = new HBox(Icons.of(MaterialDesignM.MAGNIFY, 17), filter);
        box.getStyleClass().add("filter-field");
        box.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(filter, Priority.ALWAYS);
        HBox.setHgrow(box, Priority.ALWAYS);
        filter.focusedProperty()
                .subscribe(on ->
                        box.pseudoClassStateChanged(PseudoClass.getPseudoClass("typing"), on));
        Button keys =
                Icons.tool(new Button(), MaterialDesignK.KEY_VARIANT, app.text(Command.ADD_KEYS));
        keys.setId("add-keys");
        keys.textProperty().bind(app.text("window.add_keys"));
        keys.setMinWidth(USE_PREF_SIZE);
        keys.setOnAction(_ -> addKeys.run());
        HBox head = new HBox(Icons.of(MaterialDesignF.FILE_OUTLINE, 17), name, count, box, keys);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        head.getChildren().add(4, space);
        head.getStyleClass().add("connection-head");
        head.setAlignment(Pos.CENTER_LEFT);
        return head;
    }

    private HBox reading() {
        ProgressBar bar = new ProgressBar();
        bar.setId("reading");
        bar.progressProperty().bind(captures.progress());
        bar.accessibleTextProperty().bind(readingText.textProperty());
        bar.visibleProperty().bind(captures.state().map(state -> isReading(state)));
        bar.managedProperty().bind(bar.visibleProperty());
        Button cancel = new Button();
        cancel.setId("stop-reading");
        cancel.textProperty().bind(app.text("window.cancel"));
        cancel.setOnAction(_ -> captures.stop());
        cancel.setMinWidth(USE_PREF_SIZE);
        cancel.visibleProperty().bind(bar.visibleProperty());
        cancel.managedProperty().bind(bar.visibleProperty());
        readingText.setId("reading-text");
        HBox.setHgrow(bar, Priority.ALWAYS);
        bar.setMaxWidth(Double.MAX_VALUE);
        reading.getStyleClass().add("reading-bar");
        reading.setAlignment(Pos.CENTER_LEFT);
        reading.getChildren().setAll(readingText, bar, cancel);
        return reading;
    }

    private static boolean isReading(CaptureModel.State state) {
        return switch (state) {
            case READING, READING_AGAIN -> true;
            case NONE, READ, STOPPED -> false;
        };
    }

    // -- the table

    private void fillTable() {
        table.setId("connection-table");
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        table.setFixedCellSize(ROW);
        table.setMaxHeight(2 * ROW);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_SUBSEQUENT_COLUMNS);
        table.accessibleTextProperty().bind(app.text("window.list.table"));
        Map<Columns, TableColumn<ConnectionRow, ConnectionRow>> made = new EnumMap<>(Columns.class);
        for (Columns column : Columns.values()) {
            made.put(column, column(column));
        }
        table.getColumns().setAll(made.values());
        table.setSortPolicy(sorted -> {
            captures.order.set(order(sorted));
            return true;
        });
        table.setRowFactory(_ -> row());
        table.setContextMenu(menu());
        table.setPlaceholder(placeholder());
        table.getSelectionModel()
                .selectedItemProperty()
                .addListener((_, _, row) -> {
                    if (!following && row != null) {
                        captures.selected.set(row);
                    }
                });
        table.addEventFilter(KeyEvent.KEY_PRESSED, this::pressedInTable);
        table.addEventHandler(KeyEvent.KEY_TYPED, this::typedInTable);
    }

    private TableColumn<ConnectionRow, ConnectionRow> column(Columns kind) {
        TableColumn<ConnectionRow, ConnectionRow> column = new TableColumn<>();
        column.setUserData(kind);
        column.getStyleClass().add(kind.name().toLowerCase(Locale.ROOT));
        column.setId("column-" + kind.name().toLowerCase(Locale.ROOT));
        column.textProperty().bind(app.text(kind.key()));
        column.setPrefWidth(kind.width());
        column.setMinWidth(kind.least());
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        column.setCellFactory(_ -> new Cell(kind));
        // Only whether it can be sorted is asked of it: the rows are sorted elsewhere.
        column.setComparator(Comparator.comparingInt(ConnectionRow::order));
        return column;
    }

    /** What the headers say, the first of them first. */
    private static Comparator<ConnectionRow> order(TableView<ConnectionRow> table) {
        Comparator<ConnectionRow> order = Columns.NUMBER.order();
        for (TableColumn<ConnectionRow, ?> column : table.getSortOrder().reversed()) {
            Comparator<ConnectionRow> own = ((Columns) column.getUserData()).order();
            Comparator<ConnectionRow> turned =
                    column.getSortType() == TableColumn.SortType.DESCENDING ? own.reversed() : own;
            order = turned.thenComparing(order);
        }
        return order;
    }

    /** For the selected row: a click of either button selects the one that it hits. */
    private ContextMenu menu() {
        MenuItem draw = new MenuItem();
        draw.textProperty().bind(app.text("window.list.draw"));
        draw.setOnAction(_ -> drawSelected());
        MenuItem copy = new MenuItem();
        copy.textProperty().bind(app.text("window.list.copy"));
        copy.setOnAction(_ -> copySelected());
        MenuItem compare = new MenuItem();
        compare.setId("compare-rows");
        compare.setMnemonicParsing(false);
        compare.setOnAction(_ -> compareSelected());
        ContextMenu menu = new ContextMenu(draw, compare, copy);
        menu.setOnShowing(_ -> {
            int rows = table.getSelectionModel().getSelectedIndices().size();
            String other = comparing.other();
            draw.setDisable(rows != 1);
            copy.setDisable(rows != 1);
            compare.setDisable(rows != COMPARED && (rows != 1 || other == null));
            compare.setText(
                    rows == COMPARED || other == null
                            ? app.words.get().text("window.list.compare")
                            : app.words.get().text("window.list.compare_with", other));
        });
        return menu;
    }

    private TableRow<ConnectionRow> row() {
        TableRow<ConnectionRow> row = new TableRow<>();
        row.setOnMouseClicked(event -> {
            boolean selects = event.isShortcutDown() || event.isShiftDown();
            if (event.getButton() == MouseButton.PRIMARY && !selects && !row.isEmpty()) {
                captures.draw(row.getItem());
            }
        });
        return row;
    }

    private Node placeholder() {
        nothing.setId("nothing");
        nothing.getStyleClass().addAll("nothing", "bold");
        nothingElse.setId("nothing-else");
        nothingElse.getStyleClass().add("muted");
        for (Label label : List.of(nothing, nothingElse)) {
            label.setWrapText(true);
            label.setMaxWidth(560);
            label.setMinHeight(USE_PREF_SIZE);
            label.setAlignment(Pos.CENTER);
        }
        clear.setId("clear-filter");
        clear.textProperty().bind(app.text("window.list.clear"));
        clear.setOnAction(_ -> {
            captures.filter.set("");
            type();
        });
        VBox box = new VBox(8, nothing, nothingElse, clear);
        box.setAlignment(Pos.CENTER);
        box.getStyleClass().add("nothing-box");
        return box;
    }

    // -- what is shown

    private void show(Sifted now) {
        List<ConnectionRow> two = two();
        following = true;
        rows.show(now.rows());
        following = false;
        if (!select(two)) {
            follow();
        }
        refresh();
        if (table.getMaxHeight() < Double.MAX_VALUE) {
            growing.start();
        }
    }

    /** Gives the table room for one more row, until it has all there is. */
    private void grow() {
        if (table.getHeight() == 0) {
            return; // It has not been laid out yet.
        }
        if (table.getMaxHeight() > getHeight()) {
            growing.stop();
            table.setMaxHeight(Double.MAX_VALUE);
        } else {
            table.setMaxHeight(table.getMaxHeight() + ROW);
        }
    }

    /** The two rows that are selected; none where they are fewer or more. */
    public List<ConnectionRow> two() {
        List<Integer> selected = table.getSelectionModel().getSelectedIndices();
        return selected.size() != COMPARED
                ? List.of()
                : selected.stream().sorted().filter(i -> i < rows.size()).map(rows::get).toList();
    }

    /** Selects two rows where they stand now; returns whether both are there. */
    private boolean select(List<ConnectionRow> two) {
        int[] places = two.stream().mapToInt(captures::index).filter(i -> i >= 0).toArray();
        if (places.length != COMPARED) {
            return false;
        }
        following = true;
        table.getSelectionModel().clearAndSelect(places[0]);
        table.getSelectionModel().select(places[1]);
        following = false;
        return true;
    }

    /** Selects in the table what the model has selected, without moving the table. */
    private void follow() {
        ConnectionRow row = captures.selected.get();
        int index = row == null ? -1 : captures.index(row);
        if (index >= 0 && table.getSelectionModel().isSelected(index) && !two().isEmpty()) {
            return;
        }
        following = true;
        if (index >= 0 && index < rows.size()) {
            table.getSelectionModel().clearAndSelect(index);
            table.getFocusModel().focus(index);
        } else {
            table.getSelectionModel().clearSelection();
        }
        following = false;
    }

    private void refresh() {
        Words words = app.words.get();
        Sifted now = captures.sifted().get();
        name.setText(Words.visible(captures.name()));
        boolean known = now.all() > 0 || !isReading(captures.state().get());
        shows(count, known);
        count.setText(
                now.rows().size() == now.all()
                        ? words.text("window.list.count", now.all())
                        : words.text("window.list.count_of", now.rows().size(), now.all()));
        refreshReading();
        List<Phrase> said = captures.remarks().get();
        boolean empty = now.all() == 0;
        shows(clear, !empty);
        if (!empty) {
            nothing.setText(
                    words.text("window.list.no_match", Words.visible(captures.filter.get())));
            nothingElse.setText(words.text("window.list.no_match_hint"));
        } else {
            nothing.setText(
                    switch (captures.state().get()) {
                        case NONE, READING, READING_AGAIN -> words.text("window.list.none_yet");
                        case READ -> words.text("window.list.none");
                        case STOPPED -> words.text("window.list.none_stopped");
                    });
            nothingElse.setText(
                    captures.state().get() == CaptureModel.State.READ
                            ? String.join(
                                    "\n",
                                    Stream.concat(
                                                    said.stream().map(words::text),
                                                    Stream.of(words.text("window.list.none_hint")))
                                            .toList())
                            : "");
        }
        remarks.show(empty && captures.state().get() == CaptureModel.State.READ ? List.of() : said);
    }

    private void refreshReading() {
        Words words = app.words.get();
        int percent = (int) (captures.progress().get() * 100);
        CaptureModel.State state = captures.state().get();
        shows(reading, isReading(state) || state == CaptureModel.State.STOPPED);
        readingText.setText(
                switch (state) {
                    case READING -> words.text("window.list.reading", percent);
                    case READING_AGAIN -> words.text("window.list.reading_again", percent);
                    case STOPPED -> words.text("window.list.stopped");
                    case NONE, READ -> "";
                });
    }

    private static void shows(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }

    // -- keys

    private void pressedInFilter(KeyEvent event) {
        switch (event.getCode()) {
            case ENTER -> {
                drawSelected();
                event.consume();
            }
            case DOWN, UP, PAGE_DOWN, PAGE_UP -> {
                if (event.isAltDown() || event.isShortcutDown()) {
                    return;
                }
                move(event.getCode());
                event.consume();
            }
            case ESCAPE -> {
                if (!filter.getText().isEmpty()) {
                    filter.clear();
                    event.consume();
                }
            }
            default -> {}
        }
    }

    /** Moves through the rows while the words are still being typed. */
    private void move(KeyCode by) {
        if (rows.isEmpty()) {
            return;
        }
        int page = Math.max(1, (int) (table.getHeight() / ROW) - 2);
        int at = table.getSelectionModel().getSelectedIndex();
        int next =
                at < 0
                        ? 0
                        : switch (by) {
                            case DOWN -> at + 1;
                            case UP -> at - 1;
                            case PAGE_DOWN -> at + page;
                            case PAGE_UP -> at - page;
                            default -> at;
                        };
        int index = Math.clamp(next, 0, rows.size() - 1);
        table.getSelectionModel().clearAndSelect(index);
        bringInSight(index);
    }

    private void bringInSight(int index) {
        int shown = Math.max(1, (int) (table.getHeight() / ROW) - 2);
        table.scrollTo(Math.max(0, index - shown / 2));
    }

    private void pressedInTable(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER && !event.isShortcutDown()) {
            drawSelected();
            event.consume();
        } else if (COPY.match(event)) {
            copySelected();
            event.consume();
        } else if (Command.COMPARE.matches(event) && !two().isEmpty()) {
            pressedLetter = true;
            compareSelected();
            event.consume();
        }
    }

    private void compareSelected() {
        List<ConnectionRow> two = two();
        ConnectionRow one = table.getSelectionModel().getSelectedItem();
        if (!two.isEmpty()) {
            comparing.compare(two);
        } else if (one != null) {
            comparing.compare(List.of(one));
        }
    }

    private void copySelected() {
        ConnectionRow row = table.getSelectionModel().getSelectedItem();
        if (row != null) {
            Copying.copy(row.line());
        }
    }

    /** Letters go to the filter wherever the focus is. */
    private void typedInTable(KeyEvent event) {
        if (pressedLetter) {
            pressedLetter = false;
            event.consume();
            return;
        }
        String typed = event.getCharacter();
        boolean text =
                !event.isShortcutDown()
                        && !event.isAltDown()
                        && !typed.isEmpty()
                        && !Character.isISOControl(typed.charAt(0))
                        && !typed.isBlank();
        if (text) {
            filter.requestFocus();
            filter.appendText(typed);
            filter.end();
            event.consume();
        }
    }

    private void drawSelected() {
        @Nullable ConnectionRow row = table.getSelectionModel().getSelectedItem();
        if (row == null && rows.size() == 1) {
            row = rows.getFirst();
        }
        if (row != null) {
            captures.draw(row);
        }
    }

    // -- cells

    /** What one column says of a connection; the whole of it in the tooltip. */
    private final class Cell extends TableCell<ConnectionRow, ConnectionRow> {
        private final Columns kind;
        private final @Nullable FontIcon icon;

        Cell(Columns kind) {
            this.kind = kind;
            this.icon = kind == Columns.OUTCOME ? Icons.of(MaterialDesignC.CHECK_CIRCLE, 15) : null;
            // Hundreds of tooltips would take longer to make than all cells.
            setOnMouseEntered(_ -> explain());
            setOnMouseExited(_ -> setTooltip(null));
            getStyleClass().add(kind.name().toLowerCase(Locale.ROOT));
            setEllipsisString("…");
            setTextOverrun(
                    switch (kind) {
                        case CLIENT, SERVER, SUITE, GROUP -> OverrunStyle.CENTER_ELLIPSIS;
                        case SNI -> OverrunStyle.LEADING_ELLIPSIS;
                        case NUMBER, TIME, VERSION, OUTCOME, MESSAGES -> OverrunStyle.ELLIPSIS;
                    });
        }

        @Override
        protected void updateItem(@Nullable ConnectionRow row, boolean empty) {
            super.updateItem(row, empty);
            if (row == null || empty) {
                setText(null);
                setGraphic(null);
                return;
            }
            setText(text(row));
            if (icon != null) {
                Outcome.Status status = row.listed().outcome();
                icon.setIconCode(sign(status));
                setGraphic(icon);
                for (Outcome.Status each : Outcome.Status.values()) {
                    pseudoClassStateChanged(
                            PseudoClass.getPseudoClass(each.name().toLowerCase(Locale.ROOT)),
                            each == status);
                }
            }
        }

        private void explain() {
            ConnectionRow row = getItem();
            String full = row == null ? "" : whole(row, text(row));
            whole.setText(full);
            setTooltip(full.isEmpty() ? null : whole);
        }

        private String text(ConnectionRow row) {
            Listed listed = row.listed();
            return switch (kind) {
                case NUMBER -> Integer.toString(row.number());
                case TIME -> Millis.longText(row.since(captures.sifted().get().first()));
                case CLIENT -> ConnectionRow.shown(listed.client());
                case SERVER -> ConnectionRow.shown(listed.server());
                case SNI -> listed.sni() == null ? "" : Words.visible(listed.sni());
                case VERSION -> ConnectionRow.shown(listed.version());
                case SUITE -> withoutTls(ConnectionRow.shown(listed.cipherSuite()));
                case GROUP -> ConnectionRow.shown(listed.group());
                case OUTCOME -> app.words.get().text(Sieve.outcomeKey(listed.outcome()));
                case MESSAGES -> Integer.toString(listed.messages().size());
            };
        }

        private String whole(ConnectionRow row, String text) {
            return switch (kind) {
                case TIME -> WALL_CLOCK.format(row.listed().started());
                case SUITE -> ConnectionRow.shown(row.listed().cipherSuite());
                case MESSAGES -> row.listed().messages().text().replace(",", "\n");
                case NUMBER, CLIENT, SERVER, SNI, VERSION, GROUP, OUTCOME -> text;
            };
        }

        private static String withoutTls(String suite) {
            return suite.startsWith("TLS_") ? suite.substring("TLS_".length()) : suite;
        }

        private static Ikon sign(Outcome.Status status) {
            return switch (status) {
                case COMPLETED -> MaterialDesignC.CHECK_CIRCLE;
                case FAILED -> MaterialDesignA.ALERT_OCTAGON;
                case INCOMPLETE -> MaterialDesignA.ALERT_OUTLINE;
                case RUNNING -> MaterialDesignT.TIMER_OUTLINE;
            };
        }
    }
}
