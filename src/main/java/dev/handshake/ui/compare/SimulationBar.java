package dev.handshake.ui.compare;

import dev.handshake.diagram.SideBySide;
import dev.handshake.ui.control.Icons;
import dev.handshake.ui.model.AppModel;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.beans.property.DoubleProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

/** How much the drawing adds to every round trip; that this is simulated, it says itself. */
final class SimulationBar extends HBox {
    /** What an arrow key changes, in ms. */
    private static final double STEP = 10;

    private final Label name = new Label();
    private final Slider slider = new Slider(0, SideBySide.MOST, 0);

    /**
     * @param roundTrip in ms
     */
    SimulationBar(AppModel app, DoubleProperty roundTrip) {
        setAlignment(Pos.CENTER_RIGHT);
        setSpacing(10);
        getStyleClass().add("simulation");
        Label chip = new Label();
        chip.setId("simulated");
        chip.getStyleClass().add("simulated");
        chip.setGraphic(Icons.of(MaterialDesignT.TIMER_OUTLINE, 15));
        chip.textProperty().bind(app.text("compare.simulated"));
        chip.setMinWidth(USE_PREF_SIZE);
        chip.setTooltip(new Tooltip());
        chip.getTooltip().textProperty().bind(app.text("compare.simulated.tip"));
        chip.getTooltip().setWrapText(true);
        chip.getTooltip().setMaxWidth(380);
        chip.visibleProperty().bind(roundTrip.greaterThan(0));
        name.textProperty().bind(app.text("compare.round_trip"));
        name.setMinWidth(USE_PREF_SIZE);
        name.setLabelFor(slider);
        slider.setId("round-trip");
        slider.setBlockIncrement(STEP);
        slider.setMajorTickUnit(STEP);
        slider.setMinorTickCount(0);
        slider.setSnapToTicks(true);
        slider.setMinWidth(90);
        slider.setPrefWidth(150);
        slider.accessibleTextProperty().bind(app.text("compare.round_trip"));
        slider.setTooltip(new Tooltip());
        slider.getTooltip().textProperty().bind(app.text("compare.round_trip"));
        slider.valueProperty().subscribe(value -> roundTrip.set(Math.rint(value.doubleValue())));
        roundTrip.subscribe(value -> {
            if (Math.rint(slider.getValue()) != value.doubleValue()) {
                slider.setValue(value.doubleValue());
            }
        });
        slider.valueProperty().subscribe(_ -> fill());
        slider.skinProperty().subscribe(_ -> fill());
        Label value = new Label();
        value.setId("round-trip-value");
        value.getStyleClass().addAll("bold", "simulation-value");
        value.setMinWidth(USE_PREF_SIZE);
        value.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () -> "%.0f ms".formatted(roundTrip.get()), roundTrip));
        getChildren().setAll(chip, name, slider, value);
    }

    /** Where there is little room, only the slider's tooltip says what it is. */
    void fit(boolean little) {
        name.setVisible(!little);
        name.setManaged(!little);
    }

    /** The part of the track that has been passed is inked. */
    private void fill() {
        Node track = slider.lookup(".track");
        if (track != null) {
            double percent = 100 * slider.getValue() / slider.getMax();
            track.setStyle(
                    String.format(
                            Locale.ROOT,
                            "-fx-background-color: linear-gradient(to right, -ink %.1f%%,"
                                    + " -border %.1f%%);",
                            percent,
                            percent));
        }
    }
}
