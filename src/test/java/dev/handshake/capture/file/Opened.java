package dev.handshake.capture.file;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.BadInput;
import dev.handshake.capture.Cancellation;
import dev.handshake.capture.CaptureEvent;
import dev.handshake.capture.Sender;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A capture file that has been indexed. */
final class Opened implements AutoCloseable {
    final CaptureFile file;
    final List<Connection> connections = new ArrayList<>();

    Opened(Path path) throws BadInput {
        file = CaptureFile.open(path);
        file.index(connections::add, new Cancellation());
        connections.sort(Comparator.comparingInt(Connection::number));
    }

    /** Everything that is told of a connection. */
    List<CaptureEvent> events(Connection connection) {
        List<CaptureEvent> events = new ArrayList<>();
        file.source(connection, file.keys()).capture(events::add);
        return events;
    }

    /** Of the only connection. */
    List<CaptureEvent> events() {
        if (connections.size() != 1) {
            throw new AssertionError(connections.size() + " connections");
        }
        return events(connections.getFirst());
    }

    /** All data of one direction, one after the other. */
    static Bytes data(List<CaptureEvent> events, Sender from) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (CaptureEvent event : events) {
            if (event instanceof CaptureEvent.Data data && data.from() == from) {
                all.writeBytes(data.bytes().toArray());
            }
        }
        return Bytes.of(all.toByteArray());
    }

    @Override
    public void close() {
        file.close();
    }
}
