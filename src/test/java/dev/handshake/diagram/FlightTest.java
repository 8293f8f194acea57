package dev.handshake.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.capture.Sender;
import dev.handshake.session.MessageRead;
import dev.handshake.session.Session;
import org.junit.jupiter.api.Test;

class FlightTest {
    /** The ghost row says where a browser would have sent its alert, amid the server's messages. */
    @Test
    void whatWasNotSentInterruptsNoFlight() {
        Session session = Handmade.expired();
        assertThat(session.messages())
                .anyMatch(message -> message.isAbsent() && message.from() == Sender.CLIENT);

        for (Flight flight : Flight.of(session)) {
            assertThat(flight.sent(session))
                    .extracting(MessageRead::from)
                    .allMatch(from -> flight.kind() == Flight.Kind.TCP || from == flight.from());
        }
        Flight hello =
                Flight.of(session).stream()
                        .filter(flight -> flight.from() == Sender.SERVER)
                        .filter(flight -> flight.kind() == Flight.Kind.HANDSHAKE)
                        .findFirst()
                        .orElseThrow();
        assertThat(hello.sent(session))
                .extracting(message -> message.type().rfcName())
                .contains("server_hello", "certificate", "server_hello_done");
    }
}
