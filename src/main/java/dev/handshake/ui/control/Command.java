package dev.handshake.ui.control;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/** Everything that a key does. Its words are {@code command.<name>}. */
public enum Command {
    HOST("host", ctrl(KeyCode.L)),
    CONNECT("connect", ctrl(KeyCode.ENTER)),
    AGAIN("again", ctrl(KeyCode.R)),
    OFFER("offer", plain(KeyCode.F4)),
    LAB("lab", plain(KeyCode.F2)),
    COMPARE("compare", plain(KeyCode.C)),
    OPEN_FILE("open_file", ctrl(KeyCode.O)),
    ADD_KEYS("add_keys", ctrl(KeyCode.K)),
    CONNECTIONS("connections", alt(KeyCode.LEFT), plain(KeyCode.BACK_SPACE)),
    NEXT_CONNECTION("next_connection", alt(KeyCode.DOWN)),
    PREVIOUS_CONNECTION("previous_connection", alt(KeyCode.UP)),
    FILTER("filter", ctrl(KeyCode.F)),
    CANCEL("cancel", plain(KeyCode.ESCAPE)),
    PLAY("play", plain(KeyCode.SPACE)),
    STEP("step", plain(KeyCode.RIGHT), plain(KeyCode.PAGE_DOWN)),
    BACK("back", plain(KeyCode.LEFT), plain(KeyCode.PAGE_UP)),
    FIRST("first", plain(KeyCode.HOME)),
    LAST("last", plain(KeyCode.END)),
    OPEN("open", plain(KeyCode.E)),
    OPEN_ALL("open_all", shift(KeyCode.E)),
    INSPECTOR("inspector", plain(KeyCode.I)),
    VIEWPOINT("viewpoint", plain(KeyCode.V)),
    STORY("story", plain(KeyCode.S)),
    GLOSSARY("glossary", plain(KeyCode.G)),
    PREDICT("predict", plain(KeyCode.P)),
    ANSWER(
            "answer",
            plain(KeyCode.DIGIT1),
            plain(KeyCode.DIGIT2),
            plain(KeyCode.DIGIT3),
            plain(KeyCode.DIGIT4),
            plain(KeyCode.NUMPAD1),
            plain(KeyCode.NUMPAD2),
            plain(KeyCode.NUMPAD3),
            plain(KeyCode.NUMPAD4)),
    REVEAL("reveal", plain(KeyCode.ENTER)),
    RESTART("restart", plain(KeyCode.R)),
    PRESENT("present", plain(KeyCode.F5), shift(KeyCode.F5)),
    BLACK("black", plain(KeyCode.B), plain(KeyCode.PERIOD)),
    SPOTLIGHT("spotlight", plain(KeyCode.L)),
    WIDER_SPOT("wider_spot", plain(KeyCode.CLOSE_BRACKET)),
    NARROWER_SPOT("narrower_spot", plain(KeyCode.OPEN_BRACKET)),
    LARGER_TYPE(
            "larger_type",
            plain(KeyCode.PLUS),
            plain(KeyCode.EQUALS),
            shift(KeyCode.EQUALS),
            plain(KeyCode.ADD)),
    SMALLER_TYPE("smaller_type", plain(KeyCode.MINUS), plain(KeyCode.SUBTRACT)),
    KEY_SCHEDULE("key_schedule", plain(KeyCode.T)),
    SAVE("save", ctrl(KeyCode.S)),
    EXPORT("export", ctrl(KeyCode.E)),
    LARGER("larger", ctrl(KeyCode.PLUS), ctrl(KeyCode.EQUALS), ctrl(KeyCode.ADD)),
    SMALLER("smaller", ctrl(KeyCode.MINUS), ctrl(KeyCode.SUBTRACT)),
    ORIGINAL_SIZE("original_size", ctrl(KeyCode.DIGIT0), ctrl(KeyCode.NUMPAD0)),
    HELP("help", plain(KeyCode.F1));

    private final String key;

    // Key combinations are immutable.
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<KeyCombination> combinations;

    Command(String word, KeyCombination... combinations) {
        this.key = "command." + word;
        this.combinations = List.of(combinations);
    }

    /** What it does, as a key of the words. */
    public String key() {
        return key;
    }

    /** The keys as they are written on this computer, the usual one first, without the keypad's. */
    public List<String> keys() {
        return combinations.stream()
                .filter(keys ->
                        !(keys instanceof KeyCodeCombination one && one.getCode().isKeypadKey()))
                .map(KeyCombination::getDisplayText)
                // The sign alone is not found on every keyboard.
                .map(text -> text.replace("↵", "Enter"))
                .distinct()
                .toList();
    }

    /** Which digit of {@link #ANSWER} was pressed, from 1; 0 for none of them. */
    public static int digit(KeyEvent event) {
        return switch (event.getCode()) {
            case DIGIT1, NUMPAD1 -> 1;
            case DIGIT2, NUMPAD2 -> 2;
            case DIGIT3, NUMPAD3 -> 3;
            case DIGIT4, NUMPAD4 -> 4;
            default -> 0;
        };
    }

    public boolean matches(KeyEvent event) {
        return combinations.stream().anyMatch(keys -> keys.match(event));
    }

    /**
     * Whether its keys mean something to a text field, and so stay the field's while it has the
     * focus.
     */
    public boolean belongsToText() {
        return switch (this) {
            case PLAY,
                    STEP,
                    BACK,
                    FIRST,
                    LAST,
                    OPEN,
                    OPEN_ALL,
                    INSPECTOR,
                    VIEWPOINT,
                    STORY,
                    GLOSSARY,
                    KEY_SCHEDULE,
                    CONNECTIONS,
                    COMPARE,
                    PREDICT,
                    ANSWER,
                    REVEAL,
                    RESTART,
                    BLACK,
                    SPOTLIGHT,
                    WIDER_SPOT,
                    NARROWER_SPOT,
                    LARGER_TYPE,
                    SMALLER_TYPE ->
                    true;
            case HOST,
                    CONNECT,
                    AGAIN,
                    OFFER,
                    LAB,
                    PRESENT,
                    OPEN_FILE,
                    ADD_KEYS,
                    NEXT_CONNECTION,
                    PREVIOUS_CONNECTION,
                    FILTER,
                    CANCEL,
                    SAVE,
                    EXPORT,
                    LARGER,
                    SMALLER,
                    ORIGINAL_SIZE,
                    HELP ->
                    false;
        };
    }

    /** The command of a key press, if there is one. */
    public static Optional<Command> of(KeyEvent event) {
        return Arrays.stream(values()).filter(command -> command.matches(event)).findFirst();
    }

    private static KeyCombination plain(KeyCode code) {
        return new KeyCodeCombination(code);
    }

    private static KeyCombination shift(KeyCode code) {
        return new KeyCodeCombination(code, KeyCombination.SHIFT_DOWN);
    }

    private static KeyCombination alt(KeyCode code) {
        return new KeyCodeCombination(code, KeyCombination.ALT_DOWN);
    }

    /** Shift may be held: on many keyboards plus needs it. */
    private static KeyCombination ctrl(KeyCode code) {
        return new KeyCodeCombination(code, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_ANY);
    }
}
