package dev.handshake.ui.compare;

import dev.handshake.session.Difference;
import dev.handshake.ui.model.AppModel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;

/** What differs, under headings. The selected difference is shown in both diagrams. */
final class DifferenceList extends ListView<DifferenceList.Line> {
    private final ObservableList<Line> lines = FXCollections.observableArrayList();

    /**
     * @param difference null for the heading of its topic
     */
    record Line(Difference.Topic topic, @Nullable Difference difference) {}

    /**
     * @param go shows a difference in both diagrams
     */
    DifferenceList(AppModel app, CompareModel model, Consumer<Difference> go) {
        setId("differences");
        getStyleClass().add("difference-list");
        accessibleTextProperty().bind(app.text("compare.differs"));
        setItems(lines);
        setCellFactory(_ -> new DifferenceCell(app));
        model.differences().subscribe(all -> lines.setAll(lines(all.list())));
        app.words.subscribe(_ -> refresh());
        getSelectionModel().selectedItemProperty().addListener((_, _, line) -> go(line, go));
        addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        // A second click leads there again.
        addEventHandler(
                MouseEvent.MOUSE_CLICKED, _ -> go(getSelectionModel().getSelectedItem(), go));
        focusedProperty()
                .addListener((_, _, focused) -> {
                    if (focused && getSelectionModel().isEmpty()) {
                        select(0, 1);
                    }
                });
    }

    /** Selects the first difference that stands in one of these messages, or none. */
    void reveal(boolean first, List<Integer> numbers) {
        for (int i = 0; i < lines.size(); i++) {
            Difference difference = lines.get(i).difference();
            if (difference != null && isIn(difference, first, numbers)) {
                select(i, 1);
                return;
            }
        }
        getSelectionModel().clearSelection();
    }

    /** What was agreed stands in a message, too, but is not said of it. */
    private static boolean isIn(Difference difference, boolean first, List<Integer> numbers) {
        Difference.Place place = difference.side(first).place();
        return place != null
                && !(difference.subject() instanceof Difference.Agreed)
                && numbers.contains(place.message());
    }

    private static void go(@Nullable Line line, Consumer<Difference> go) {
        if (line != null && line.difference() != null) {
            go.accept(line.difference());
        }
    }

    private void pressed(KeyEvent event) {
        int selected = getSelectionModel().getSelectedIndex();
        KeyCode code = event.getCode();
        if (code == KeyCode.DOWN) {
            select(selected + 1, 1);
        } else if (code == KeyCode.UP) {
            select(selected - 1, -1);
        } else {
            return;
        }
        event.consume();
    }

    /** Headings are stepped over. */
    private void select(int from, int by) {
        for (int i = from; i >= 0 && i < lines.size(); i += by) {
            if (lines.get(i).difference() != null) {
                getSelectionModel().clearAndSelect(i);
                getFocusModel().focus(i);
                scrollTo(Math.max(0, i - 2));
                return;
            }
        }
    }

    private static List<Line> lines(List<Difference> all) {
        List<Line> lines = new ArrayList<>();
        Difference.Topic last = null;
        for (Difference difference : all) {
            Difference.Topic topic = difference.subject().topic();
            if (topic != last) {
                lines.add(new Line(topic, null));
                last = topic;
            }
            lines.add(new Line(topic, difference));
        }
        return lines;
    }
}
