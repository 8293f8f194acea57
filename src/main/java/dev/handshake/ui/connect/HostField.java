package dev.handshake.ui.connect;

import dev.handshake.ui.control.Command;
import dev.handshake.ui.control.Icons;
import dev.handshake.ui.model.AppModel;
import dev.handshake.ui.theme.Theme;
import javafx.beans.binding.Bindings;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignH;
import org.kordamp.ikonli.materialdesign2.MaterialDesignW;

/** The one field for the host, with what was typed before. Enter connects. */
public final class HostField extends HBox {
    private static final PseudoClass FOCUSED_WITHIN = PseudoClass.getPseudoClass("typing");
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

    private final ConnectModel connect;
    private final TextField text = new TextField();
    private final ContextMenu menu = new ContextMenu();

    public HostField(AppModel app, ConnectModel connect) {
        this.connect = connect;
        getStyleClass().add("host-field");
        getStylesheets().add(Theme.sheet(HostField.class, "connect.css"));
        setAlignment(Pos.CENTER_LEFT);
        FontIcon web = Icons.of(MaterialDesignW.WEB, 18);
        text.setId("host");
        text.setPromptText("www.msn.com");
        text.textProperty().bindBidirectional(connect.host);
        text.accessibleTextProperty().bind(app.text("window.host"));
        text.setOnAction(_ -> connect.connect());
        text.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        text.setTooltip(new Tooltip());
        text.getTooltip().textProperty().bind(app.text(Command.HOST));
        text.focusedProperty().subscribe(on -> pseudoClassStateChanged(FOCUSED_WITHIN, on));
        HBox.setHgrow(text, Priority.ALWAYS);
        connect.problem.subscribe(wrong -> pseudoClassStateChanged(WRONG, wrong != null));

        Button history =
                Icons.tool(new Button(), MaterialDesignH.HISTORY, app.text("window.history"));
        history.setId("history");
        history.visibleProperty().bind(Bindings.isNotEmpty(connect.history));
        history.setOnAction(_ -> showHistory());
        getChildren().addAll(web, text, history);
    }

    /** Puts the caret into it, everything selected. */
    public void type() {
        text.requestFocus();
        text.selectAll();
    }

    private void pressed(KeyEvent event) {
        if (event.getCode() == KeyCode.DOWN && !connect.history.isEmpty()) {
            showHistory();
            event.consume();
        }
    }

    private void showHistory() {
        menu.getItems()
                .setAll(
                        connect.history.stream()
                                .map(typed -> {
                                    MenuItem item = new MenuItem(typed);
                                    // A host may hold an underscore, which would underline.
                                    item.setMnemonicParsing(false);
                                    item.setOnAction(_ -> {
                                        connect.host.set(typed);
                                        connect.connect();
                                    });
                                    return item;
                                })
                                .toList());
        menu.show(this, Side.BOTTOM, 0, 4);
    }
}
