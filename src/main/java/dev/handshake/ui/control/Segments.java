package dev.handshake.ui.control;

import java.util.List;
import java.util.function.Function;
import javafx.beans.property.Property;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.Ikon;

/** One of a few values, side by side; one is chosen, or another value that has no place here. */
public final class Segments<T> extends HBox {
    private final ToggleGroup group = new ToggleGroup();

    /**
     * @param value what is chosen, both ways
     * @param label what a value is called
     * @param spoken what the group is called, for a screen reader
     */
    public Segments(
            List<T> values,
            Property<T> value,
            Function<T, ObservableValue<String>> label,
            ObservableValue<String> spoken) {
        getStyleClass().add("segments");
        accessibleTextProperty().bind(spoken);
        for (T each : values) {
            ToggleButton button = new ToggleButton();
            button.textProperty().bind(label.apply(each));
            button.accessibleTextProperty()
                    .bind(
                            spoken.flatMap(
                                    name -> label.apply(each).map(text -> name + ": " + text)));
            button.setMinWidth(USE_PREF_SIZE);
            button.setToggleGroup(group);
            button.setUserData(each);
            button.setOnAction(_ -> {
                // A second click on what is chosen changes nothing.
                button.setSelected(true);
                value.setValue(each);
            });
            getChildren().add(button);
        }
        getChildren().getFirst().getStyleClass().add("first");
        getChildren().getLast().getStyleClass().add("last");
        value.subscribe(this::choose);
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    }

    /** Gives each value a sign before its name. */
    public Segments<T> withIcons(Function<T, Ikon> icon) {
        for (Toggle toggle : group.getToggles()) {
            @SuppressWarnings("unchecked")
            T value = (T) toggle.getUserData();
            ((ToggleButton) toggle).setGraphic(Icons.of(icon.apply(value), 16));
        }
        return this;
    }

    /** Leaves the names of all but the chosen one to their signs, or gives them back. */
    public void fold(boolean folded) {
        group.getToggles()
                .forEach(toggle -> {
                    ToggleButton button = (ToggleButton) toggle;
                    button.contentDisplayProperty()
                            .bind(
                                    button.selectedProperty()
                                            .map(chosen ->
                                                    folded && !chosen
                                                            ? ContentDisplay.GRAPHIC_ONLY
                                                            : ContentDisplay.LEFT));
                });
    }

    private void choose(T chosen) {
        group.selectToggle(
                group.getToggles().stream()
                        .filter(toggle -> chosen.equals(toggle.getUserData()))
                        .findFirst()
                        .orElse(null));
    }
}
