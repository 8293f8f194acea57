package dev.handshake.ui.sequence;

import dev.handshake.explain.Words;
import javafx.scene.control.Button;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/** Says how many messages there are below what is in sight, and scrolls on. */
final class MorePill extends Button {
    MorePill(Runnable scrollOn) {
        getStyleClass().add("more-pill");
        setId("more");
        setGraphic(new FontIcon(MaterialDesignC.CHEVRON_DOWN));
        setManaged(false);
        setVisible(false);
        setOnAction(_ -> scrollOn.run());
    }

    void show(Words words, long below) {
        setVisible(below > 0);
        if (below > 0) {
            setText(words.text("sequence.more", below));
        }
    }
}
