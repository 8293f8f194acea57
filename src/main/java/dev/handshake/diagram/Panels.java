package dev.handshake.diagram;

import dev.handshake.session.MessageRead;

/** The field panel of each message. */
final class Panels {
    private Panels() {}

    static Panel of(MessageRead message, Told told, double width) {
        return new PanelBuilder(width)
                .line(told.view().words().text("diagram.fact.bytes", message.bytes().length()))
                .build();
    }
}
