package dev.handshake.ui.connect;

import dev.handshake.ui.control.Command;
import dev.handshake.ui.model.AppModel;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;

/** Connects; while something is captured, cancels. */
public final class ConnectButton extends Button {
    public ConnectButton(AppModel app, ConnectModel connect) {
        setId("connect");
        getStyleClass().add("connect-button");
        setDefaultButton(false);
        textProperty()
                .bind(
                        Bindings.when(connect.capturing())
                                .then(app.text("window.cancel"))
                                .otherwise(app.text("window.connect")));
        setTooltip(new Tooltip());
        getTooltip()
                .textProperty()
                .bind(
                        Bindings.when(connect.capturing())
                                .then(app.text(Command.CANCEL))
                                .otherwise(app.text(Command.CONNECT)));
        setOnAction(_ -> {
            if (connect.capturing().get()) {
                connect.cancel();
            } else {
                connect.connect();
            }
        });
        setMinWidth(USE_PREF_SIZE);
    }
}
