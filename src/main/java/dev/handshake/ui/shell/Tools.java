package dev.handshake.ui.shell;

import dev.handshake.diagram.Palette;
import dev.handshake.explain.Language;
import dev.handshake.ui.control.Command;
import dev.handshake.ui.control.Icons;
import dev.handshake.ui.control.Segments;
import dev.handshake.ui.model.AppModel;
import java.util.List;
import javafx.beans.property.SimpleStringProperty;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Separator;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignH;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

/** Language, theme and help: side by side, or in a menu where there is little room. */
final class Tools extends HBox {
    private final AppModel app;
    private final Runnable help;
    private final HBox spread;
    private final MenuButton menu;

    Tools(AppModel app, Runnable help) {
        this.app = app;
        this.help = help;
        this.spread = spread();
        this.menu = menu();
        setAlignment(Pos.CENTER_RIGHT);
        setMinWidth(USE_PREF_SIZE);
        fold(false);
    }

    void fold(boolean folded) {
        getChildren().setAll(folded ? menu : spread);
    }

    private HBox spread() {
        Segments<Language> language =
                new Segments<>(
                        List.of(Language.KOREAN, Language.ENGLISH),
                        app.language,
                        each -> new SimpleStringProperty(initials(each)),
                        app.text("window.language"));
        language.setId("language");
        Button theme =
                Icons.tool(
                        new Button(), MaterialDesignT.THEME_LIGHT_DARK, app.text("window.theme"));
        theme.setId("theme");
        theme.setOnAction(_ -> swapTheme());
        Button about =
                Icons.tool(
                        new Button(), MaterialDesignH.HELP_CIRCLE_OUTLINE, app.text(Command.HELP));
        about.setId("help");
        about.setOnAction(_ -> help.run());
        HBox box = new HBox(8, new Separator(Orientation.VERTICAL), language, theme, about);
        box.getStyleClass().add("tools");
        box.setAlignment(Pos.CENTER_RIGHT);
        return box;
    }

    private MenuButton menu() {
        MenuButton button =
                Icons.tool(
                        new MenuButton(), MaterialDesignD.DOTS_VERTICAL, app.text("window.more"));
        button.setId("more");
        for (Language each : List.of(Language.KOREAN, Language.ENGLISH)) {
            MenuItem item = new MenuItem(named(each));
            item.setOnAction(_ -> app.language.set(each));
            button.getItems().add(item);
        }
        MenuItem theme = new MenuItem();
        theme.textProperty().bind(app.text("window.theme"));
        theme.setOnAction(_ -> swapTheme());
        MenuItem about = new MenuItem();
        about.textProperty().bind(app.text(Command.HELP));
        about.setOnAction(_ -> help.run());
        button.getItems().addAll(theme, about);
        return button;
    }

    private void swapTheme() {
        app.palette.set(app.palette.get().isDark() ? Palette.LIGHT : Palette.DARK);
    }

    /** A language is called by its own name in every language. */
    private static String named(Language language) {
        return language.locale().getDisplayLanguage(language.locale());
    }

    private static String initials(Language language) {
        return switch (language) {
            case KOREAN -> "한";
            case ENGLISH -> "EN";
        };
    }
}
