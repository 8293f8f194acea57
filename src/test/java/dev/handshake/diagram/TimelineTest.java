package dev.handshake.diagram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.Phrase;
import dev.handshake.capture.CaptureEvent;
import dev.handshake.capture.Sender;
import dev.handshake.capture.lab.LabSource;
import dev.handshake.capture.lab.Scenario;
import dev.handshake.message.ApplicationData;
import dev.handshake.record.Epoch;
import dev.handshake.session.MessageRead;
import dev.handshake.session.MessageType;
import dev.handshake.session.Outcome;
import dev.handshake.session.Provenance;
import dev.handshake.session.Session;
import dev.handshake.session.SessionBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * When messages would travel if every round trip took longer. The expected times are computed by
 * hand: measured, and half a round trip for each way that has to be gone before.
 */
class TimelineTest {
    private static final double EXACT = 1e-6;

    private final List<MessageRead> messages = new ArrayList<>();

    /** RFC 5246 §7.3, figure 1: TCP, two round trips of TLS, and one for the request. */
    @Test
    void aFullHandshakeOfTls12WaitsFourTimes() {
        opening();
        client(1.0, MessageType.CLIENT_HELLO);
        server(2.0, MessageType.SERVER_HELLO);
        server(2.0, MessageType.CERTIFICATE);
        server(2.5, MessageType.SERVER_HELLO_DONE);
        client(3.5, MessageType.CLIENT_KEY_EXCHANGE);
        client(3.5, MessageType.CHANGE_CIPHER_SPEC);
        client(3.5, MessageType.FINISHED);
        server(4.0, MessageType.CHANGE_CIPHER_SPEC);
        server(4.0, MessageType.FINISHED);
        request(4.2, Epoch.APPLICATION);
        answer(4.8);

        assertThat(leaves(MessageType.SYN, 150)).isEqualTo(0, within(EXACT));
        // It had come when the connection stood, after 0.1 ms: 0.1 + 75.
        assertThat(leaves(MessageType.SYN_ACK, 150)).isEqualTo(75.1, within(EXACT));
        assertThat(leaves(MessageType.CLIENT_HELLO, 150)).isEqualTo(151, within(EXACT));
        assertThat(leaves(MessageType.SERVER_HELLO, 150)).isEqualTo(227, within(EXACT));
        assertThat(leaves(MessageType.SERVER_HELLO_DONE, 150)).isEqualTo(227.5, within(EXACT));
        assertThat(leaves(MessageType.CLIENT_KEY_EXCHANGE, 150)).isEqualTo(303.5, within(EXACT));
        assertThat(leaves(MessageType.APPLICATION_DATA, 150)).isEqualTo(454.2, within(EXACT));
        // The first byte of the answer is there after four round trips: 600 + 4.8.
        assertThat(timeline().ends(150)).isEqualTo(604.8, within(EXACT));
        assertThat(timeline().ends(20)).isEqualTo(84.8, within(EXACT));
        assertThat(timeline().ways()).isEqualTo(8);
        assertThat(timeline().end()).isEqualTo(Timeline.End.ANSWER);
    }

    /** RFC 9846 §2, figure 1: the request goes with the client's Finished. */
    @Test
    void aFullHandshakeOfTls13WaitsThreeTimes() {
        tls13();
        request(3.0, Epoch.APPLICATION);
        server(3.5, MessageType.NEW_SESSION_TICKET);
        answer(5.1);

        assertThat(leaves(MessageType.APPLICATION_DATA, 150)).isEqualTo(303, within(EXACT));
        assertThat(timeline().ends(150)).isEqualTo(455.1, within(EXACT));
        assertThat(timeline().ways()).isEqualTo(6);
    }

    @Test
    void nobodyWaitsForATicket() {
        tls13();
        server(3.5, MessageType.NEW_SESSION_TICKET);
        // Sent 40 ms later, for reasons of the client's own.
        request(43.0, Epoch.APPLICATION);
        answer(44.0);

        assertThat(leaves(MessageType.APPLICATION_DATA, 150)).isEqualTo(343, within(EXACT));
        assertThat(timeline().ends(150)).isEqualTo(494, within(EXACT));
    }

    /** RFC 9846 §2.1, figure 2: one more exchange before it begins. */
    @Test
    void aHelloRetryRequestCostsARoundTrip() {
        opening();
        client(1.0, MessageType.CLIENT_HELLO);
        server(2.0, MessageType.HELLO_RETRY_REQUEST);
        client(3.0, MessageType.CLIENT_HELLO);
        server(4.0, MessageType.SERVER_HELLO);
        server(4.0, MessageType.FINISHED);
        client(5.0, MessageType.FINISHED);
        request(5.0, Epoch.APPLICATION);
        answer(6.0);

        assertThat(leaves(MessageType.SERVER_HELLO, 100)).isEqualTo(254, within(EXACT));
        assertThat(timeline().ends(100)).isEqualTo(406, within(EXACT));
    }

    /**
     * RFC 5246 §7.3, figure 2: the server finishes first, and the client's Finished is the last.
     */
    @Test
    void aResumedHandshakeOfTls12SavesARoundTrip() {
        opening();
        client(1.0, MessageType.CLIENT_HELLO);
        server(2.0, MessageType.SERVER_HELLO);
        server(2.0, MessageType.CHANGE_CIPHER_SPEC);
        server(2.0, MessageType.FINISHED);
        client(3.0, MessageType.CHANGE_CIPHER_SPEC);
        client(3.0, MessageType.FINISHED);
        request(3.2, Epoch.APPLICATION);
        answer(4.0);

        assertThat(timeline().ends(150)).isEqualTo(454, within(EXACT));
    }

    /** RFC 9846 §2.3, figure 4: the request leaves with the Client Hello. */
    @Test
    void earlyDataLeavesWithTheClientHello() {
        opening();
        client(1.0, MessageType.CLIENT_HELLO);
        request(1.0, Epoch.EARLY);
        server(2.0, MessageType.SERVER_HELLO);
        server(2.0, MessageType.FINISHED);
        // Nothing that the server said was waited for, though it was there.
        request(2.2, Epoch.EARLY);
        answer(2.5);

        assertThat(leaves(MessageType.CLIENT_HELLO, 150)).isEqualTo(151, within(EXACT));
        List<Timeline.Entry> early =
                timeline().entries().stream().filter(it -> it.role() == Role.EARLY).toList();
        assertThat(early).hasSize(1);
        assertThat(early.getFirst().trips())
                .extracting(trip -> trip.leaves(150))
                .containsExactly(151.0, 152.2);
        assertThat(early.getFirst().name()).isEqualTo("GET / · 0-RTT");
        // A server that answers at once: TCP, and one round trip: 300 + 2.5.
        assertThat(timeline().ends(150)).isEqualTo(302.5, within(EXACT));
    }

    /** RFC 9846 §4.6: after the server's Finished has come. */
    @Test
    void theEndOfEarlyDataWaitsForTheServer() {
        opening();
        client(1.0, MessageType.CLIENT_HELLO);
        request(1.0, Epoch.EARLY);
        server(2.0, MessageType.SERVER_HELLO);
        server(2.0, MessageType.FINISHED);
        add(3.0, Sender.CLIENT, MessageType.END_OF_EARLY_DATA, Epoch.EARLY, null);
        client(3.0, MessageType.FINISHED);

        assertThat(leaves(MessageType.END_OF_EARLY_DATA, 100)).isEqualTo(203, within(EXACT));
    }

    @Test
    void withNothingAddedAllIsAsItWasMeasured() {
        tls13();
        request(3.0, Epoch.APPLICATION);
        answer(5.1);
        assertThat(timeline().entries())
                .flatExtracting(Timeline.Entry::trips)
                .allSatisfy(trip ->
                        assertThat(trip.leaves(0))
                                .isEqualTo(trip.arrives(0))
                                .isEqualTo(trip.nanos() / 1e6));
        assertThat(leaves(MessageType.SERVER_HELLO, 0)).isEqualTo(2, within(EXACT));
        assertThat(timeline().ends(0)).isEqualTo(5.1, within(EXACT));
    }

    /** Whatever is added, between what comes and what goes out the measured time stays. */
    @ParameterizedTest
    @ValueSource(strings = {"tls12", "tls13", "tls13-hrr", "tls13-0rtt", "no-common-cipher"})
    void nothingLeavesBeforeWhatItWaitedForHasCome(String scenario) throws Exception {
        List<SessionBuilder> builders = new ArrayList<>();
        new LabSource(Scenario.named(scenario))
                .capture(event -> {
                    if (event instanceof CaptureEvent.Opened) {
                        builders.add(new SessionBuilder(_ -> {}));
                    }
                    builders.getLast().accept(event);
                });
        List<Trip> trips = Trip.of(builders.getLast().snapshot().messages());
        assertThat(trips).hasSizeGreaterThan(4);
        for (double roundTrip : new double[] {0, 1, 150, 300}) {
            for (int i = 1; i < trips.size(); i++) {
                Trip trip = trips.get(i);
                for (Trip before : trips.subList(0, i)) {
                    boolean own = before.message().from() == trip.message().from();
                    boolean awaited =
                            before.message().type() != MessageType.NEW_SESSION_TICKET
                                    && trip.message().epoch() != Epoch.EARLY;
                    double ready = own ? before.leaves(roundTrip) : before.arrives(roundTrip);
                    if (own || awaited) {
                        double thought = (trip.nanos() - before.nanos()) / 1e6;
                        assertThat(trip.leaves(roundTrip))
                                .as("%s after %s", trip, before)
                                .isGreaterThanOrEqualTo(ready + thought - EXACT);
                    }
                }
            }
        }
    }

    // -- what stands on the axis

    @Test
    void endsWithTheFirstByteOfTheAnswerAndSaysHowMuchIsLeftOut() {
        tls13();
        request(3.0, Epoch.APPLICATION);
        answer(5.1);
        answer(6.0);
        server(7.0, MessageType.ALERT);
        client(8.0, MessageType.ALERT);
        assertThat(names()).endsWith("GET /", "200 OK");
        assertThat(timeline().leftOut()).isEqualTo(3);
    }

    @Test
    void sameMessagesOnEndAreOne() {
        tls13();
        for (int i = 0; i < 2500; i++) {
            add(4 + i * 0.01, Sender.CLIENT, MessageType.APPLICATION_DATA, Epoch.APPLICATION, null);
        }
        assertThat(timeline().end())
                .as("no data but the client's")
                .isEqualTo(Timeline.End.FINISHED);

        answer(60);
        Timeline answered = timeline();
        assertThat(answered.end()).isEqualTo(Timeline.End.ANSWER);
        Timeline.Entry data = answered.entries().get(answered.entries().size() - 2);
        assertThat(data.name()).isEqualTo("Application Data");
        assertThat(data.trips()).hasSize(2500);
        assertThat(answered.entries()).hasSizeLessThan(10);
        assertThat(answered.leftOut()).isZero();
    }

    /** The ACK is the one that is not counted. */
    private static int shown(Timeline timeline) {
        return timeline.entries().stream().mapToInt(entry -> entry.trips().size()).sum();
    }

    @Test
    void whatHasNoEndIsCutWhereNobodyReadsOn() {
        opening();
        client(1.0, MessageType.CLIENT_HELLO);
        for (int i = 0; i < 1500; i++) {
            server(2 + i, MessageType.HELLO_REQUEST);
            client(2.5 + i, MessageType.CHANGE_CIPHER_SPEC);
        }
        Timeline timeline = timeline(Outcome.Status.INCOMPLETE);
        assertThat(timeline.end()).isEqualTo(Timeline.End.CUT);
        assertThat(timeline.entries()).hasSizeLessThanOrEqualTo(60);
        assertThat(timeline.leftOut() + shown(timeline) + 1).isEqualTo(messages.size());
        assertThat(timeline.ways()).isLessThanOrEqualTo(40);
    }

    @ParameterizedTest
    @CsvSource({"INCOMPLETE, INCOMPLETE", "FAILED, FAILED"})
    void saysHowItEndsWithoutAnAnswer(Outcome.Status status, Timeline.End end) {
        opening();
        client(1.0, MessageType.CLIENT_HELLO);
        assertThat(timeline(status).end()).isEqualTo(end);
        assertThat(timeline(status).leftOut()).isZero();
    }

    @Test
    void anAlertRefuses() {
        assertThat(Timeline.of(Handmade.refused(), true).end()).isEqualTo(Timeline.End.REFUSED);
    }

    @Test
    void withoutKeysItEndsWithTheFirstRecordThatMayBeTheAnswer() {
        opening();
        client(1.0, MessageType.CLIENT_HELLO);
        server(2.0, MessageType.SERVER_HELLO);
        add(2.0, Sender.SERVER, MessageType.ENCRYPTED, null, null);
        add(3.0, Sender.CLIENT, MessageType.ENCRYPTED, null, null);
        add(4.0, Sender.SERVER, MessageType.ENCRYPTED, null, null);
        add(5.0, Sender.SERVER, MessageType.ENCRYPTED, null, null);
        assertThat(timeline().end()).isEqualTo(Timeline.End.RECORD);
        assertThat(timeline().ends(100)).isEqualTo(304, within(EXACT));
        assertThat(timeline().leftOut()).isEqualTo(1);
    }

    @Test
    void theAcknowledgementStandsThereOnlyWhereTheServerSpeaksNext() {
        opening();
        server(5.0, MessageType.PLAINTEXT_PRELUDE);
        assertThat(names()).containsExactly("SYN", "SYN, ACK", "ACK", "Plaintext Prelude");
        // The server greets when the connection stands for it, too.
        assertThat(leaves(MessageType.PLAINTEXT_PRELUDE, 100)).isEqualTo(155, within(EXACT));
    }

    @Test
    void theOpeningIsToldOnlyWhereBothHaveIt() {
        tls13();
        request(3.0, Epoch.APPLICATION);
        answer(5.1);
        Session whole = Handmade.with(messages);
        Session late = Handmade.with(messages.subList(3, messages.size()));
        SideBySide.Pair pair = SideBySide.Pair.of(whole, late);
        assertThat(pair.a().entries().getFirst().name()).isEqualTo("Client Hello");
        assertThat(pair.a().ends(150)).isEqualTo(pair.b().ends(150), within(EXACT));
        // From the Client Hello on: two round trips and 5.1 - 1 ms.
        assertThat(pair.a().ends(150)).isEqualTo(304.1, within(EXACT));
        assertThat(pair.leavesOpeningOut()).isTrue();
        assertThat(SideBySide.Pair.of(whole, whole).a().entries().getFirst().name())
                .isEqualTo("SYN");
    }

    @Test
    void aRequestIsMadeFitToBeDrawn() {
        opening();
        client(1.0, MessageType.CLIENT_HELLO);
        data(2.0, Sender.CLIENT, Epoch.APPLICATION, "GET /\u202e\u0007 HTTP/1.1\r\n\r\n");
        answer(3.0);
        assertThat(String.join("", names())).doesNotContain("\u202e", "\u0007");
    }

    @Test
    void nothingAtAllHasNoTime() {
        Timeline nothing = Timeline.of(Handmade.unreachable(), true);
        assertThat(nothing.entries()).isEmpty();
        assertThat(nothing.ends(150)).isZero();
        assertThat(nothing.ways()).isZero();
    }

    // -- telling

    private void opening() {
        add(0.0, Sender.CLIENT, MessageType.SYN, Epoch.PLAINTEXT, null);
        messages.add(message(OptionalLong.empty(), Sender.SERVER, MessageType.SYN_ACK, null, null));
        add(0.1, Sender.CLIENT, MessageType.ACK, Epoch.PLAINTEXT, null);
    }

    private void tls13() {
        opening();
        client(1.0, MessageType.CLIENT_HELLO);
        server(2.0, MessageType.SERVER_HELLO);
        server(2.0, MessageType.ENCRYPTED_EXTENSIONS);
        server(2.0, MessageType.FINISHED);
        client(3.0, MessageType.FINISHED);
    }

    private void client(double millis, MessageType type) {
        add(millis, Sender.CLIENT, type, Epoch.PLAINTEXT, null);
    }

    private void server(double millis, MessageType type) {
        add(millis, Sender.SERVER, type, Epoch.PLAINTEXT, null);
    }

    private void request(double millis, Epoch epoch) {
        data(millis, Sender.CLIENT, epoch, "GET / HTTP/1.1\r\n\r\n");
    }

    private void answer(double millis) {
        data(millis, Sender.SERVER, Epoch.APPLICATION, "HTTP/1.1 200 OK\r\n\r\n");
    }

    private void data(double millis, Sender from, Epoch epoch, String text) {
        Bytes bytes = Bytes.of(text.getBytes(StandardCharsets.UTF_8));
        add(millis, from, MessageType.APPLICATION_DATA, epoch, new ApplicationData(bytes));
    }

    private void add(
            double millis,
            Sender from,
            MessageType type,
            @Nullable Epoch epoch,
            @Nullable ApplicationData data) {
        messages.add(message(OptionalLong.of(Math.round(millis * 1e6)), from, type, epoch, data));
    }

    private MessageRead message(
            OptionalLong nanos,
            Sender from,
            MessageType type,
            @Nullable Epoch epoch,
            @Nullable ApplicationData data) {
        return new MessageRead(
                messages.size() + 1,
                nanos,
                from,
                type,
                Provenance.OBSERVED,
                epoch,
                data == null ? Bytes.EMPTY : data.data(),
                List.of(),
                data,
                null);
    }

    private Timeline timeline() {
        return timeline(Outcome.Status.COMPLETED);
    }

    private Timeline timeline(Outcome.Status status) {
        Session made = Handmade.with(messages);
        return Timeline.of(
                new Session(
                        made.origin(),
                        made.client(),
                        made.server(),
                        made.started(),
                        new Outcome(status, Phrase.of("app.name"), null, null),
                        made.negotiated(),
                        made.timing(),
                        made.verdicts(),
                        made.records(),
                        made.messages(),
                        made.recording(),
                        made.known(),
                        made.trustAnchors(),
                        made.roles()),
                true);
    }

    private List<String> names() {
        return timeline().entries().stream().map(Timeline.Entry::name).toList();
    }

    /** When the first message of the type leaves. */
    private double leaves(MessageType type, double roundTrip) {
        return Trip.of(messages).stream()
                .filter(trip -> trip.message().type() == type)
                .filter(trip ->
                        trip.message().epoch() != Epoch.EARLY
                                || type == MessageType.END_OF_EARLY_DATA)
                .findFirst()
                .orElseThrow()
                .leaves(roundTrip);
    }
}
