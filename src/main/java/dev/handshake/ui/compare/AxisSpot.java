package dev.handshake.ui.compare;

import dev.handshake.diagram.SideBySide;
import javafx.scene.AccessibleAction;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.Region;
import javafx.util.Duration;

/** Where a name is: a click chooses it, a double click opens its message. */
final class AxisSpot extends Region {
    private final Runnable choose;

    AxisSpot(Runnable choose, Runnable open) {
        this.choose = choose;
        getStyleClass().add("axis-spot");
        setManaged(false);
        setAccessibleRole(AccessibleRole.BUTTON);
        Tooltip tip = new Tooltip();
        tip.textProperty().bind(accessibleTextProperty());
        tip.setShowDelay(Duration.millis(900));
        Tooltip.install(this, tip);
        setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.PRIMARY && event.isStillSincePress()) {
                if (event.getClickCount() == 2) {
                    open.run();
                } else {
                    choose.run();
                }
            }
        });
    }

    void place(SideBySide.Spot spot) {
        setUserData(spot);
        setAccessibleText(spot.spoken());
        resizeRelocate(spot.x(), spot.y(), spot.width(), spot.height());
    }

    @Override
    public void executeAccessibleAction(AccessibleAction action, Object... parameters) {
        if (action == AccessibleAction.FIRE) {
            choose.run();
        } else {
            super.executeAccessibleAction(action, parameters);
        }
    }
}
