package dev.handshake.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.Needs;
import dev.handshake.capture.Payload;
import dev.handshake.capture.Sender;
import dev.handshake.capture.file.CaptureFile;
import dev.handshake.capture.file.Excerpt;
import dev.handshake.capture.file.KeyFile;
import dev.handshake.export.PcapngExport;
import dev.handshake.record.RecordRead;
import dev.handshake.record.Sealing.Kind;
import dev.handshake.session.Catalogue;
import dev.handshake.session.Layers;
import dev.handshake.session.Layers.Run;
import dev.handshake.session.Listed;
import dev.handshake.session.Session;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Segments, records and messages lie where tshark says that they lie. */
final class LayersAgreementTest {
    @ParameterizedTest
    @CsvSource({
        "illustrated-tls12/capture.pcap, illustrated-tls12/keylog.txt",
        "illustrated-tls13/capture.pcap, illustrated-tls13/keylog.txt",
        "illustrated-tls13-archive/capture.pcap, illustrated-tls13-archive/keylog.txt",
        "zeek/tls/telesec.pcap,",
        "zeek/tls/tls-fragmented-handshake.pcap.gz,",
        "zeek/tls/hrr.pcap,",
        "zeek/tls/client-certificate.pcap,",
        "zeek/tls/tls1_1.pcap,",
        "zeek/tls/ocsp-stapling.pcap,",
        "zeek/tls/tls13_psk_succesfull.pcap,"
    })
    void ofACapture(String file, @Nullable String keys) throws Exception {
        Path path = Needs.shared("corpus/captures/" + file);
        Path keyLog = keys == null ? null : Needs.shared("corpus/captures/" + keys);
        Tshark tshark = new Tshark(path, keyLog, "-o", "tcp.reassemble_out_of_order:TRUE");
        List<Tshark.Packed> theirs = tshark.packed();
        List<Tshark.Carried> carried = tshark.carried();
        try (CaptureFile capture = CaptureFile.open(path)) {
            if (keyLog != null) {
                KeyFile.read(keyLog, null, capture.keys());
            }
            Catalogue catalogue = new Catalogue(capture);
            for (Listed listed : Opened.lines(catalogue)) {
                Session session = catalogue.session(listed);
                try (Excerpt excerpt = Excerpt.of(session.recording())) {
                    List<Payload> payloads = excerpt.payloads();
                    for (Sender from : Sender.values()) {
                        int port =
                                Objects.requireNonNull(
                                                from == Sender.CLIENT
                                                        ? session.client()
                                                        : session.server())
                                        .port();
                        assertThat(payloads.stream().filter(payload -> payload.from() == from))
                                .extracting(payload ->
                                        new Tshark.Carried(
                                                port, payload.sequence(), payload.length()))
                                .containsExactlyElementsOf(
                                        carried.stream()
                                                .filter(each -> each.port() == port)
                                                .toList());
                        agree(session, from, payloads, port, theirs);
                    }
                }
            }
        }
    }

    /** The server's certificate does not fit into a record any more. */
    @ParameterizedTest
    @ValueSource(strings = {"-tls1_2", "-tls1_3"})
    void ofMessagesOverSeveralRecords(String version, @TempDir Path temp) throws Exception {
        Authority.Identity identity =
                Authority.shared().issue("www.proof.example", Authority.Key.RSA);
        Path saved = temp.resolve("saved.pcapng");
        Session session;
        try (OpensslServer server =
                OpensslServer.start(identity, version, "-max_send_frag", "512")) {
            session = Shake.with(server, "www.proof.example").session();
        }
        try (OutputStream out = Files.newOutputStream(saved)) {
            PcapngExport.write(session, true, out);
        }
        int port = Objects.requireNonNull(session.server()).port();
        Tshark tshark = new Tshark(saved, null, "-d", "tcp.port==" + port + ",tls");
        List<Tshark.Packed> theirs = tshark.packed();
        assertThat(theirs.stream().flatMap(each -> each.fragments().stream()))
                .as("there is such a message")
                .anyMatch(count -> count > 2);
        try (Excerpt excerpt = Excerpt.of(session.recording())) {
            agree(session, Sender.SERVER, excerpt.payloads(), port, theirs);
        }
    }

    private static void agree(
            Session session,
            Sender from,
            List<Payload> payloads,
            int port,
            List<Tshark.Packed> theirs) {
        List<Tshark.Packed> told = theirs.stream().filter(record -> record.port() == port).toList();
        List<RecordRead> ours =
                session.records().stream().filter(record -> record.from() == from).toList();
        assertThat(ours)
                .extracting(RecordRead::length)
                .isEqualTo(told.stream().map(Tshark.Packed::length).toList());
        long offset = 0;
        List<Integer> fragments = new ArrayList<>();
        for (int i = 0; i < ours.size(); i++) {
            RecordRead record = ours.get(i);
            assertThat(record.offset()).isEqualTo(offset);
            offset += 5 + told.get(i).length();
            assertThat(inside(session, record, payloads))
                    .as("record %d", record.number())
                    .isEqualTo(told.get(i).messages());
            for (int number : record.messages()) {
                Layers layers = Layers.of(session, number, payloads);
                boolean ends =
                        session.records().stream()
                                .filter(each -> each.messages().contains(number))
                                .reduce((_, last) -> last)
                                .filter(record::equals)
                                .isPresent();
                if (ends && layers.records() > 1) {
                    fragments.add(layers.records());
                }
                List<Layers.Carrier> carriers = layers.carriers();
                assertThat(carriers).isNotEmpty();
                assertThat(carriers).noneMatch(carrier -> carrier.payload() == null);
            }
        }
        assertThat(fragments)
                .as("messages over several records")
                .isEqualTo(told.stream().flatMap(each -> each.fragments().stream()).toList());
    }

    /** The handshake messages that lie whole in a record: where, and how long they are. */
    private static List<Tshark.Inside> inside(
            Session session, RecordRead record, List<Payload> payloads) {
        List<Tshark.Inside> found = new ArrayList<>();
        for (int number : record.messages()) {
            boolean handshake =
                    session.message(number)
                            .filter(message -> !message.isSealed())
                            .filter(message ->
                                    Seen.isHandshake(message.type().rfcName())
                                            || message.type()
                                                    .rfcName()
                                                    .equals("hello_retry_request"))
                            .isPresent();
            Layers layers = Layers.of(session, number, payloads);
            if (!handshake || layers.records() > 1) {
                continue;
            }
            int at = 0;
            int start = -1;
            int length = 0;
            boolean content = false;
            for (Run run :
                    layers.carriers().stream()
                            .flatMap(carrier -> carrier.wrappings().stream())
                            .filter(wrapping -> wrapping.record().equals(record))
                            .flatMap(wrapping -> wrapping.runs().stream())
                            .toList()) {
                content |= run.kind() == Kind.CONTENT;
                if (run.message() == number) {
                    start = start < 0 ? at : start;
                    length += run.length();
                }
                at += content ? run.length() : 0;
            }
            found.add(new Tshark.Inside(start, length));
        }
        return found;
    }
}
