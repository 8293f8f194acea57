package dev.handshake.session;

import static dev.handshake.session.Spoken.changeCipherSpec;
import static dev.handshake.session.Spoken.clientHello;
import static dev.handshake.session.Spoken.message;
import static dev.handshake.session.Spoken.record;
import static dev.handshake.session.Spoken.serverHello;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.Needs;
import dev.handshake.bytes.Phrase;
import dev.handshake.capture.Cancellation;
import dev.handshake.capture.CaptureEvent;
import dev.handshake.capture.Sender;
import dev.handshake.capture.file.CaptureFile;
import dev.handshake.capture.file.Connection;
import dev.handshake.capture.lab.DataFolder;
import dev.handshake.capture.lab.LabSource;
import dev.handshake.capture.lab.Scenario;
import dev.handshake.session.ServerKey.Power;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What others than the client see, what they know by it, and what a key would open. */
class ViewpointTest {
    @TempDir private static Path data;

    @BeforeAll
    static void keepTheLabAside() {
        System.setProperty(DataFolder.PROPERTY, data.toString());
    }

    @AfterAll
    static void forgetTheLab() {
        System.clearProperty(DataFolder.PROPERTY);
    }

    // -- what the server's key opens

    /** RFC 5246 App. F.1.1, RFC 9846 §2.2 and App. F.1: by how the keys are agreed on. */
    @ParameterizedTest
    @CsvSource({
        "tls12, EPHEMERAL",
        "tls12-rsa, RSA",
        "tls12-dhe, EPHEMERAL",
        "tls12-ecdsa, EPHEMERAL",
        "tls10, RSA",
        "tls12-session-id, EPHEMERAL RESUMED_EPHEMERAL",
        "tls12-ticket, EPHEMERAL RESUMED_EPHEMERAL",
        "tls12-renegotiation, EPHEMERAL",
        "tls13, EPHEMERAL",
        "tls13-hrr, EPHEMERAL",
        "tls13-resumption, EPHEMERAL EPHEMERAL",
        "tls13-0rtt, EPHEMERAL EPHEMERAL",
        "no-common-cipher, NO_KEYS",
        "not-tls, NO_KEYS"
    })
    void theServersKeyHasPowerOverSomeKeyExchangesOnly(String scenario, String powers)
            throws Exception {
        assertThat(lab(scenario))
                .extracting(session -> ServerKey.over(session).power())
                .containsExactlyElementsOf(
                        Arrays.stream(powers.split(" ", -1)).map(Power::valueOf).toList());
    }

    /** By the suite that the server chose, and what it said after its hello. */
    @ParameterizedTest
    @CsvSource({
        // TLS_RSA_WITH_AES_128_CBC_SHA: Certificate and ServerHelloDone, or at once its keys.
        "002f, 0b 0e, RSA",
        "002f, ccs, RESUMED",
        // TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA
        "c013, 0b 0c 0e, EPHEMERAL",
        "c013, ccs, RESUMED_EPHEMERAL",
        // TLS_ECDH_ECDSA_WITH_AES_128_CBC_SHA: the key is in the certificate (RFC 8422 §2).
        "c004, 0b 0e, STATIC",
        "c004, ccs, RESUMED",
        // TLS_PSK_WITH_AES_128_CBC_SHA, TLS_RSA_PSK_…: RFC 4279 §2, §4.
        "008c, 0e, SHARED_KEY",
        "0094, 0b 0e, NOT_KNOWN",
        // TLS_DH_anon_WITH_AES_128_CBC_SHA
        "0034, 0c 0e, ANONYMOUS",
        // TLS_RSA_EXPORT_WITH_RC4_40_MD5 with a key of its own (RFC 2246 §7.4.3).
        "0003, 0b 0c 0e, NOT_KNOWN",
        // TLS_SRP_SHA_WITH_AES_128_CBC_SHA
        "c01d, 0c 0e, NOT_KNOWN"
    })
    void thePowerFollowsFromTheSuite(String suite, String then, Power expected) {
        Spoken spoken =
                new Spoken()
                        .says(Sender.CLIENT, record(clientHello(suite)))
                        .says(Sender.SERVER, record(serverHello(suite, "")));
        for (String next : then.split(" ", -1)) {
            spoken.says(
                    Sender.SERVER,
                    next.equals("ccs")
                            ? changeCipherSpec()
                            : record(message(Integer.parseInt(next, 16), 0)));
        }
        assertThat(ServerKey.over(spoken.session()).power()).isEqualTo(expected);
    }

    /** RFC 9846 §4.2.9: psk_ke sends no share, psk_dhe_ke does. */
    @ParameterizedTest
    @CsvSource({
        "002b00020304 00290002 0000, SHARED_KEY, ",
        "002b00020304 002900020000 00330024001d0020, EPHEMERAL, 44",
        "002b00020304 00330024001d0020, EPHEMERAL, 44"
    })
    void inTls13ThePowerFollowsFromTheExtensions(
            String extensions, Power expected, @Nullable String share) {
        String all = extensions.replace(" ", "") + (share == null ? "" : share.repeat(32));
        Spoken spoken =
                new Spoken()
                        .says(Sender.CLIENT, record(clientHello("1301")))
                        .says(Sender.SERVER, record(serverHello("1301", all)));
        assertThat(ServerKey.over(spoken.session()).power()).isEqualTo(expected);
    }

    @Test
    void thePowerIsNotKnownBeforeItIsTold() throws Exception {
        Session session = lab("tls12-rsa").getFirst();
        int hello = session.first(MessageType.SERVER_HELLO).orElseThrow().number();
        assertThat(ServerKey.over(session, hello - 1).power()).isEqualTo(Power.NO_KEYS);
        assertThat(ServerKey.over(session, hello).power()).isEqualTo(Power.RSA);
    }

    @Test
    void onlyWithTheKeyOfRsaEverythingIsRead() throws Exception {
        Session rsa = lab("tls12-rsa").getFirst();
        Session seen = see(rsa, Viewpoint.SERVER_KEY);
        assertThat(seen.messages()).noneMatch(MessageRead::isSealed);
        assertThat(ServerKey.over(rsa).gives())
                .extracting(secret -> secret.label())
                .containsExactly("CLIENT_RANDOM");
        for (String scenario : List.of("tls12", "tls13")) {
            Session other = lab(scenario).getFirst();
            assertThat(ServerKey.over(other).gives()).isEmpty();
            assertThat(types(see(other, Viewpoint.SERVER_KEY)))
                    .isEqualTo(types(see(other, Viewpoint.EAVESDROPPER)));
        }
    }

    // -- what is seen

    @Test
    void whatIsEncryptedIsSaidToBeWhatTheWireShows() throws Exception {
        Session session = lab("tls13").getFirst();
        assertThat(sealed(see(session, Viewpoint.EAVESDROPPER)))
                .isNotEmpty()
                .allSatisfy(message ->
                        assertThat(message.reason())
                                .isEqualTo(Phrase.of("unreadable.on_the_wire")));
        assertThat(sealed(see(session, Viewpoint.SERVER_KEY)))
                .isNotEmpty()
                .allSatisfy(message ->
                        assertThat(message.reason()).isEqualTo(Phrase.of("unreadable.server_key")));
        assertThat(sealed(session)).isEmpty();
    }

    @Test
    void aConnectionThatIsStillCapturedIsStillSeenSo() throws Exception {
        List<CaptureEvent> events = events("tls12").getFirst();
        SessionBuilder builder = new SessionBuilder(_ -> {});
        int told = 0;
        for (CaptureEvent event : events) {
            builder.accept(event);
            Session now = builder.snapshot();
            Session seen = see(now, Viewpoint.EAVESDROPPER);
            assertThat(seen.outcome().status() == Outcome.Status.RUNNING)
                    .isEqualTo(now.outcome().status() == Outcome.Status.RUNNING);
            int count = (int) seen.messages().stream().filter(m -> m.number() > 0).count();
            assertThat(count).as("it only grows").isGreaterThanOrEqualTo(told);
            told = count;
        }
        assertThat(told).isGreaterThan(10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-common-cipher", "reset-mid-handshake", "stall"})
    void aFailureThatTheWireShowsIsSeen(String scenario) throws Exception {
        Session session = lab(scenario).getFirst();
        Session seen = see(session, Viewpoint.EAVESDROPPER);
        assertThat(seen.outcome().status()).isEqualTo(Outcome.Status.FAILED);
        assertThat(seen.outcome().reason().key())
                .startsWith(session.outcome().reason().key().replace(".silent", ""));
        assertThat(types(seen)).hasSameSizeAs(types(session));
    }

    @Test
    void anAlertThatIsEncryptedIsNotSeen() throws Exception {
        // In TLS 1.3 the server refuses after the client's Finished, with its application keys.
        Session session = lab("client-cert-required").getFirst();
        assertThat(session.outcome().alert()).isNotNull();
        Session seen = see(session, Viewpoint.EAVESDROPPER);
        assertThat(seen.outcome().alert()).isNull();
        assertThat(seen.messages()).noneMatch(message -> message.type() == MessageType.ALERT);
        assertThat(seen.outcome().status()).isNotEqualTo(Outcome.Status.FAILED);
    }

    @Test
    void whoIsNoEndDoesNotKnowWhatTheClientWanted() throws Exception {
        Session session = lab("tls12").getFirst();
        assertThat(session.origin().host()).isNotNull();
        Session seen = see(session, Viewpoint.EAVESDROPPER);
        assertThat(seen.origin().host()).isNull();
        assertThat(seen.timing().nameLookup()).isEmpty();
    }

    // -- what is known

    @Test
    void knowsNothingBeforeAnythingIsTold() throws Exception {
        Session session = lab("tls12").getFirst();
        Knowledge known = Knowledge.at(see(session, Viewpoint.EAVESDROPPER), session, 0);
        assertThat(known.knows()).isEmpty();
        assertThat(known.hides()).isEmpty();
        assertThat(known.messages()).isZero();
    }

    @Test
    void knowsTheNameWithTheHelloAndTheCertificateOnlyInTls12() throws Exception {
        for (String scenario : List.of("tls12", "tls13")) {
            Session session = lab(scenario).getFirst();
            Session seen = see(session, Viewpoint.EAVESDROPPER);
            int hello = seen.first(MessageType.CLIENT_HELLO).orElseThrow().number();
            assertThat(keys(Knowledge.at(seen, session, hello - 1).knows()))
                    .doesNotContain("knows.server_name");
            assertThat(Knowledge.at(seen, session, hello).knows())
                    .contains(Phrase.of("knows.server_name", "www.msn.com"));
            int last = seen.messages().getLast().number();
            Knowledge all = Knowledge.at(seen, session, last);
            boolean old = scenario.equals("tls12");
            assertThat(keys(all.knows()).contains("knows.certificate")).isEqualTo(old);
            assertThat(keys(all.hides()).contains("hides.certificate")).isEqualTo(!old);
            assertThat(keys(all.hides()).contains("hides.alpn")).isEqualTo(!old);
            assertThat(keys(all.hides())).contains("hides.data");
            assertThat(keys(all.knows())).doesNotContain("knows.data");
        }
    }

    @Test
    void theClientHidesNothingFromItself() throws Exception {
        for (String scenario : List.of("tls12", "tls13", "tls13-client-auth")) {
            Session session = lab(scenario).getFirst();
            Knowledge all = Knowledge.at(session, session, session.messages().getLast().number());
            assertThat(all.hides()).isEmpty();
            assertThat(all.sealed()).isZero();
            assertThat(all.isLocked()).isFalse();
            assertThat(keys(all.knows())).contains("knows.data", "knows.certificate");
        }
    }

    @Test
    void aClientCertificateIsOpenInTls12AndHiddenInTls13() throws Exception {
        Session old = lab("tls12-client-auth").getFirst();
        assertThat(keys(atTheEnd(old).knows())).contains("knows.client_certificate");
        Session now = lab("tls13-client-auth").getFirst();
        assertThat(keys(atTheEnd(now).knows())).doesNotContain("knows.client_certificate");
        assertThat(keys(atTheEnd(now).hides())).contains("hides.client_certificate");
    }

    @Test
    void ofWhatNobodyHereCanReadOnlyTheAmountIsSaid() throws Exception {
        Session session = capture("captures/zeek/tls/hrr.pcap").getFirst();
        Knowledge all = Knowledge.at(session, session, session.messages().getLast().number());
        assertThat(all.isLocked()).isTrue();
        assertThat(all.hides()).containsExactly(Phrase.of("hides.records", all.sealed()));
    }

    // -- the same moment

    @ParameterizedTest
    @ValueSource(strings = {"tls12", "tls13", "tls13-compressed-certificate", "tls13-0rtt"})
    void aMomentIsTheSameForEverybody(String scenario) throws Exception {
        for (Session session : lab(scenario)) {
            Session seen = see(session, Viewpoint.EAVESDROPPER);
            int last = session.messages().getLast().number();
            for (int number = 0; number <= last; number++) {
                int there = Moment.of(session, number).last(seen);
                assertThat(time(seen, there))
                        .as("%s, message %d", scenario, number)
                        .isEqualTo(time(session, number));
                int back = Moment.of(seen, there).last(session);
                assertThat(back).as("no less has come").isGreaterThanOrEqualTo(number);
                assertThat(time(session, back)).isEqualTo(time(session, number));
            }
            assertThat(Moment.of(session, last).last(seen))
                    .isEqualTo(seen.messages().getLast().number());
        }
    }

    /** When the last message up to the number came that has a time. */
    private static long time(Session session, int number) {
        return session.messages().stream()
                .filter(message -> message.number() > 0 && message.number() <= number)
                .flatMapToLong(message -> message.nanos().stream())
                .max()
                .orElse(-1);
    }

    // -- all the same

    private static Knowledge atTheEnd(Session session) throws Exception {
        Session seen = see(session, Viewpoint.EAVESDROPPER);
        return Knowledge.at(seen, session, seen.messages().getLast().number());
    }

    private static List<String> keys(List<Phrase> phrases) {
        return phrases.stream().map(Phrase::key).toList();
    }

    private static List<MessageRead> sealed(Session session) {
        return session.messages().stream().filter(MessageRead::isSealed).toList();
    }

    private static List<MessageType> types(Session session) {
        return session.messages().stream()
                .filter(message -> !message.isAbsent())
                .map(MessageRead::type)
                .toList();
    }

    private static Session see(Session session, Viewpoint from) throws Exception {
        return Wiretap.read(session, from, new Cancellation());
    }

    private static List<Session> lab(String scenario) throws Exception {
        List<Session> sessions = new ArrayList<>();
        for (List<CaptureEvent> events : events(scenario)) {
            SessionBuilder builder = new SessionBuilder(_ -> {});
            events.forEach(builder);
            sessions.add(builder.snapshot());
        }
        return sessions;
    }

    private static List<List<CaptureEvent>> events(String scenario) throws Exception {
        List<List<CaptureEvent>> connections = new ArrayList<>();
        new LabSource(Scenario.named(scenario))
                .capture(event -> {
                    if (event instanceof CaptureEvent.Opened) {
                        connections.add(new ArrayList<>());
                    }
                    connections.getLast().add(event);
                });
        return connections;
    }

    private static List<Session> capture(String name) throws Exception {
        List<Session> sessions = new ArrayList<>();
        try (CaptureFile file = CaptureFile.open(Needs.shared("corpus/" + name))) {
            List<Connection> found = new ArrayList<>();
            file.index(found::add, new Cancellation());
            for (var connection : found) {
                SessionBuilder builder = new SessionBuilder(_ -> {});
                file.source(connection, file.keys()).capture(builder);
                sessions.add(builder.snapshot());
            }
        }
        return sessions;
    }
}
