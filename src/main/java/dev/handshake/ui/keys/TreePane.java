package dev.handshake.ui.keys;

import dev.handshake.keys.KeyStep;
import dev.handshake.keys.KeyTree;
import dev.handshake.keys.StepKind;
import dev.handshake.verify.Evidence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** One handshake's tree: how its secret was agreed on, and every step that is made of it. */
final class TreePane extends VBox {
    /** So many steps are drawn at once; with thousands of tickets there are thousands of keys. */
    private static final int PAGE = 300;

    private final Consumer<@Nullable String> choose;
    private final Label heading = new Label();
    private final KeyExchangeDrawing drawing;
    private final VBox rows = new VBox();
    private final Button more = new Button();
    private final Map<String, StepRow> known = new HashMap<>();
    private final StepDetail detail;
    private int pages = 1;
    private int left;
    private Runnable again = () -> {};

    /**
     * @param choose told of the step that is to be open; null for none
     * @param toBytes told of the bytes of messages that are to be lit
     */
    TreePane(Consumer<@Nullable String> choose, Consumer<List<Evidence>> toBytes) {
        this.choose = choose;
        this.drawing = new KeyExchangeDrawing(choose, toBytes);
        this.detail = new StepDetail(choose, toBytes);
        getStyleClass().add("key-tree");
        heading.getStyleClass().addAll("bold", "tree-heading");
        rows.getStyleClass().add("steps");
        more.getStyleClass().add("use-chip");
        more.setOnAction(_ -> {
            pages++;
            again.run();
        });
        getChildren().setAll(heading, drawing, rows, more);
    }

    /**
     * What is shown.
     *
     * @param number of the handshake, from 1; 0 where it is the only one
     * @param explanation what others have to say of the open step
     */
    record Scene(
            KeyTree tree,
            int number,
            int playhead,
            @Nullable String group,
            @Nullable String selected,
            boolean revealed,
            boolean still,
            Node explanation,
            StepNames names) {}

    void show(Scene scene) {
        again = () -> show(scene);
        heading.setText(scene.names.words().text("keys.handshake", scene.number));
        shows(heading, scene.number > 0);
        drawing.show(
                scene.tree, scene.group, scene.playhead, scene.revealed, scene.still, scene.names);
        Map<String, List<KeyStep>> below = new HashMap<>();
        for (KeyStep step : scene.tree.steps()) {
            if (step.parent() != null) {
                below.computeIfAbsent(step.parent(), _ -> new ArrayList<>()).add(step);
            }
        }
        List<Node> nodes = new ArrayList<>();
        left = pages * PAGE;
        int count = scene.tree.steps().size();
        for (StepKind.Section section : StepKind.Section.values()) {
            List<KeyStep> roots = new ArrayList<>(scene.tree.roots(section));
            if (section == StepKind.Section.TRANSCRIPT) {
                roots.sort(Comparator.comparingInt(KeyStep::ordinal));
            }
            if (!roots.isEmpty()) {
                nodes.add(title(scene.names.words().text("keys.section." + section.word())));
                roots.forEach(root -> add(root, 0, below, nodes, scene));
            }
        }
        if (!rows.getChildren().equals(nodes)) {
            rows.getChildren().setAll(nodes);
        }
        more.setText(scene.names.words().text("keys.more", count - pages * PAGE));
        shows(more, count > pages * PAGE);
    }

    private void add(
            KeyStep step,
            int depth,
            Map<String, List<KeyStep>> below,
            List<Node> nodes,
            Scene scene) {
        boolean open = step.id().equals(scene.selected);
        if (left <= 0 && !open) {
            return;
        }
        left--;
        StepRow row = known.computeIfAbsent(step.id(), id -> new StepRow(id, choose));
        boolean possible = step.isPossibleAt(scene.playhead);
        if (open) {
            detail.show(
                    step,
                    scene.tree.uses(step).stream()
                            .filter(use -> use.isPossibleAt(scene.playhead))
                            .limit(PAGE)
                            .toList(),
                    scene.playhead,
                    scene.revealed,
                    scene.explanation,
                    scene.names);
        }
        row.show(step, depth, possible, scene.revealed, open ? detail : null, scene.names);
        nodes.add(row);
        for (KeyStep child : below.getOrDefault(step.id(), List.of())) {
            // What goes on stays in line, as the RFC draws it; the rest branches off.
            add(
                    child,
                    StepNames.isOnTheSpine(child.kind()) ? depth : depth + 1,
                    below,
                    nodes,
                    scene);
        }
    }

    /** The row of a step; null where it is not drawn. */
    @Nullable StepRow row(String id) {
        StepRow row = known.get(id);
        return row != null && rows.getChildren().contains(row) ? row : null;
    }

    private final Map<String, Label> titles = new HashMap<>();

    private Label title(String text) {
        Label title =
                titles.computeIfAbsent(
                        text,
                        words -> {
                            Label made = new Label(words);
                            made.getStyleClass().add("section-title");
                            return made;
                        });
        return Objects.requireNonNull(title);
    }

    private static void shows(Node node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }
}
