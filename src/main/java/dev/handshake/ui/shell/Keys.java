package dev.handshake.ui.shell;

import dev.handshake.ui.control.Command;
import dev.handshake.ui.control.HexView;
import dev.handshake.ui.control.Scrubber;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ListView;
import javafx.scene.control.Slider;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/** Turns key presses into commands, and leaves to the focused control what is its own. */
final class Keys {
    private Keys() {}

    /**
     * @param means whether a command means anything now; where it does not, its keys are the
     *     focused control's
     */
    static void install(
            Scene scene, Predicate<Command> means, BiConsumer<Command, KeyEvent> perform) {
        scene.addEventFilter(
                KeyEvent.KEY_PRESSED,
                event ->
                        Command.of(event)
                                .filter(means)
                                .filter(command -> !belongs(command, event, scene.getFocusOwner()))
                                .ifPresent(command -> {
                                    event.consume();
                                    perform.accept(command, event);
                                }));
    }

    private static boolean belongs(Command command, KeyEvent event, @Nullable Node focused) {
        return switch (focused) {
            case TextInputControl _ -> command.belongsToText();
            // A clicker's page keys step wherever the focus is.
            case TableView<?> _ -> command.belongsToText();
            case TreeView<?> _ -> isArrow(event) || command == Command.PLAY;
            case ListView<?> _ -> isArrow(event) || command == Command.PLAY;
            case HexView _ -> isArrow(event);
            case Scrubber _ -> isArrow(event);
            case Slider _ -> isArrow(event);
            // Arrows and pages go from card to card, letters to the filter.
            case LessonCard _ -> command.belongsToText();
            case ToggleButton _ -> isArrow(event) || command == Command.PLAY;
            case ButtonBase _ -> command == Command.PLAY;
            case null, default -> false;
        };
    }

    private static boolean isArrow(KeyEvent event) {
        return switch (event.getCode()) {
            case LEFT, RIGHT, UP, DOWN, HOME, END -> true;
            default -> false;
        };
    }
}
