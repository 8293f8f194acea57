package dev.handshake.ui.connect;

import dev.handshake.capture.live.Versions;
import dev.handshake.ui.control.Segments;
import dev.handshake.ui.model.AppModel;
import java.util.List;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableValue;

/** Which versions are offered: automatic, 1.3, 1.2. */
public final class CapSegments {
    private CapSegments() {}

    public static Segments<Versions> of(AppModel app, ConnectModel connect) {
        Segments<Versions> segments =
                new Segments<>(
                        List.of(Versions.AUTO, Versions.TLS_1_3, Versions.TLS_1_2),
                        connect.versions,
                        cap -> label(app, cap),
                        app.text("window.versions"));
        segments.setId("cap");
        return segments;
    }

    private static ObservableValue<String> label(AppModel app, Versions cap) {
        return switch (cap) {
            case AUTO -> app.text("window.auto");
            case TLS_1_3 -> new SimpleStringProperty("1.3");
            case TLS_1_2 -> new SimpleStringProperty("1.2");
            case DOWN_TO_1_0, OLD -> new SimpleStringProperty("1.0");
        };
    }
}
