package dev.handshake.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.capture.Cancellation;
import dev.handshake.capture.Sender;
import dev.handshake.capture.file.CaptureFile;
import dev.handshake.capture.file.CaptureReport;
import dev.handshake.capture.file.KeyLog;
import dev.handshake.session.Catalogue;
import dev.handshake.session.Listed;
import dev.handshake.session.MessageType;
import dev.handshake.session.Negotiated;
import dev.handshake.session.Session;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A capture file as this program reads it.
 *
 * @param listed the line of every connection that has TLS in it, in their order
 * @param sessions the same connections, in full
 * @param others how many connections have none
 */
record Opened(List<Listed> listed, List<Session> sessions, int others, CaptureReport report) {
    /**
     * @param keyLog an SSLKEYLOGFILE, or null; what the capture itself brings counts in any case
     */
    static Opened of(Path capture, @Nullable Path keyLog) throws Exception {
        try (CaptureFile file = CaptureFile.open(capture)) {
            if (keyLog != null) {
                KeyLog.read(keyLog, file.keys());
            }
            Catalogue catalogue = new Catalogue(file);
            List<Listed> listed = lines(catalogue);
            List<Session> sessions = listed.stream().map(catalogue::session).toList();
            int others = catalogue.others().values().stream().mapToInt(Integer::intValue).sum();
            return new Opened(listed, sessions, others, file.report());
        }
    }

    /** The list, once it is whole. */
    static List<Listed> lines(Catalogue catalogue) throws InterruptedException {
        List<Listed> found = new ArrayList<>();
        catalogue.read(
                new Catalogue.Listener() {
                    @Override
                    public void found(Listed line) {
                        found.removeIf(old -> old.connection() == line.connection());
                        found.add(line);
                    }

                    @Override
                    public void progress(double done) {}
                },
                new Cancellation());
        found.sort(Comparator.comparingInt(listed -> listed.connection().number()));
        return found;
    }

    /** A connection says the same in its line as in full. */
    void linesAgree() {
        for (int i = 0; i < listed.size(); i++) {
            Listed line = listed.get(i);
            Session session = sessions.get(i);
            Negotiated agreed = session.negotiated();
            assertThat(line.client()).isEqualTo(session.client());
            assertThat(line.server()).isEqualTo(session.server());
            assertThat(line.started()).isEqualTo(session.started());
            assertThat(line.sni()).isEqualTo(agreed.sni());
            assertThat(line.version()).isEqualTo(agreed.version());
            assertThat(line.cipherSuite()).isEqualTo(agreed.cipherSuite());
            assertThat(line.group()).isEqualTo(agreed.group());
            assertThat(line.outcome()).isEqualTo(session.outcome().status());
            assertThat(line.messages().text()).isEqualTo(types(session));
        }
    }

    /** {@code >client_hello,<server_hello}: the messages that were sent over TCP. */
    static String types(Session session) {
        return session.messages().stream()
                .filter(message -> !message.isAbsent())
                .filter(message -> message.type().layer() != MessageType.Layer.TCP)
                .map(message ->
                        (message.from() == Sender.CLIENT ? ">" : "<") + message.type().rfcName())
                .collect(Collectors.joining(","));
    }
}
