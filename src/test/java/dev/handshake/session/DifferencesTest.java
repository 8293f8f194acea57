package dev.handshake.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.bytes.Field;
import dev.handshake.bytes.Value;
import dev.handshake.capture.BadInput;
import dev.handshake.capture.CaptureEvent;
import dev.handshake.capture.Sender;
import dev.handshake.capture.lab.LabSource;
import dev.handshake.capture.lab.Scenario;
import dev.handshake.capture.live.Offer;
import dev.handshake.capture.live.Offers;
import dev.handshake.capture.live.Versions;
import dev.handshake.registry.CipherSuite;
import dev.handshake.registry.ExtensionType;
import dev.handshake.session.Difference.Agreed;
import dev.handshake.session.Difference.Agreement;
import dev.handshake.session.Difference.Checked;
import dev.handshake.session.Difference.InMessage;
import dev.handshake.session.Difference.Measure;
import dev.handshake.session.Difference.Measured;
import dev.handshake.session.Difference.Place;
import dev.handshake.session.Difference.Said;
import dev.handshake.session.Difference.Subject;
import dev.handshake.session.Difference.Topic;
import dev.handshake.verify.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What differs between handshakes of the lab, each changed in one thing. */
class DifferencesTest {
    @TempDir private static Path data;

    @BeforeAll
    static void keepTheLabAside() {
        System.setProperty("handshake.data", data.toString());
    }

    @AfterAll
    static void forgetTheLab() {
        System.clearProperty("handshake.data");
    }

    @Test
    void twoHandshakesOfTheSameKindDifferInNothingButTheirTimes() throws Exception {
        for (String name : List.of("tls12", "tls13")) {
            Differences none = Differences.between(lab(name), lab(name));
            assertThat(none.list())
                    .as(name)
                    .allMatch(difference -> difference.subject().topic() == Topic.TIME)
                    .extracting(Difference::subject)
                    .doesNotContain(new Measured(Measure.ROUND_TRIPS));
            assertThat(none.onlyIn(true)).isEmpty();
            assertThat(none.changedIn(false)).isEmpty();
        }
    }

    /** RFC 9846 §2 and RFC 5246 §7.3 draw the two. */
    @Test
    void tells12From13() throws Exception {
        Session old = lab("tls12");
        Session today = lab("tls13");
        Differences differences = Differences.between(old, today);

        assertThat(titles(old, differences.onlyIn(true)))
                .containsExactly(
                        "Certificate Status",
                        "Server Key Exchange",
                        "Server Hello Done",
                        "Client Key Exchange");
        assertThat(titles(today, differences.onlyIn(false)))
                .contains("Encrypted Extensions", "Certificate Verify");
        assertThat(number(differences, Measure.ROUND_TRIPS, true)).isEqualTo(2);
        assertThat(number(differences, Measure.ROUND_TRIPS, false)).isEqualTo(1);
        assertThat(coded(differences, Agreement.VERSION, true)).isEqualTo("TLS 1.2");
        assertThat(coded(differences, Agreement.VERSION, false)).isEqualTo("TLS 1.3");
        assertThat(coded(differences, Agreement.GROUP, true)).isEqualTo("x25519");
        assertThat(coded(differences, Agreement.GROUP, false)).isEqualTo("X25519MLKEM768");
        assertThat(subjects(differences, Topic.OFFERED)).as("the same offer").isEmpty();
        assertThat(keys(differences, Topic.ANSWERED))
                .contains("key_share", "supported_versions", "extended_master_secret")
                .doesNotContain("random", "signature", "verify_data", "length");
        assertThat(
                        one(
                                differences,
                                new InMessage(
                                        MessageType.CERTIFICATE, Sender.SERVER, "status_request")))
                .as("in TLS 1.3 the staple goes with the certificate")
                .isPresent();
        assertThat(one(differences, new Agreed(Agreement.EXTENDED_MASTER_SECRET)).orElseThrow().b())
                .extracting(Difference.Side::said)
                .as("of TLS 1.2 only")
                .isEqualTo(new Said.Nothing());
    }

    @Test
    void aStapleThatIsNotAskedForIsNotSent() throws Exception {
        Session asked = lab("tls12");
        Session unasked =
                lab("tls12", offer -> offer.withLeftOut(Set.of(ExtensionType.STATUS_REQUEST)));
        Differences differences = Differences.between(asked, unasked);

        assertThat(keys(differences, Topic.OFFERED)).containsExactly("status_request");
        assertThat(keys(differences, Topic.ANSWERED)).containsExactly("status_request");
        assertThat(titles(asked, differences.onlyIn(true))).containsExactly("Certificate Status");
        assertThat(differences.onlyIn(false)).isEmpty();
        assertThat(subjects(differences, Topic.AGREED))
                .containsExactly(new Agreed(Agreement.OCSP_STAPLED));
        assertThat(subjects(differences, Topic.VERDICTS))
                .containsExactly(new Checked(Verdict.Check.OCSP));

        Difference offered =
                differences.list().stream()
                        .filter(each -> each.subject().topic() == Topic.OFFERED)
                        .findFirst()
                        .orElseThrow();
        assertThat(offered.b().said()).isEqualTo(new Said.Nothing());
        Place place = Objects.requireNonNull(offered.a().place());
        assertThat(
                        asked.message(place.message()).orElseThrow().fields().stream()
                                .flatMap(Field::walk)
                                .filter(field -> field.span().equals(place.span()))
                                .map(Field::key))
                .contains("status_request");
    }

    @Test
    void anotherOrderIsToldFromOtherSuites() throws Exception {
        Session usual = lab("tls12");
        Session turned = lab("tls12", offer -> offer.withSuites(offer.suites().reversed()));
        Said order =
                one(Differences.between(usual, turned), offered("cipher_suites"))
                        .orElseThrow()
                        .b()
                        .said();
        assertThat(order)
                .isInstanceOfSatisfying(
                        Said.Listed.class,
                        listed -> {
                            assertThat(listed.only()).isEmpty();
                            assertThat(listed.reordered()).hasSize(21);
                            assertThat(((Value.Coded) listed.reordered().getFirst()).name())
                                    .isEqualTo("TLS_RSA_WITH_AES_256_CBC_SHA");
                        });

        Session fewer =
                lab(
                        "tls12",
                        offer ->
                                offer.withSuites(
                                        suites("ECDHE-RSA-AES256-GCM-SHA384, AES128-SHA")));
        Difference suites =
                one(Differences.between(usual, fewer), offered("cipher_suites")).orElseThrow();
        assertThat(suites.a().said())
                .isInstanceOfSatisfying(
                        Said.Listed.class,
                        listed -> {
                            assertThat(listed.count()).isEqualTo(21);
                            assertThat(listed.only()).hasSize(19);
                            assertThat(listed.reordered()).isEmpty();
                        });
        assertThat(suites.b().said())
                .isInstanceOfSatisfying(
                        Said.Listed.class, listed -> assertThat(listed.only()).isEmpty());
    }

    @Test
    void anotherNameAndAnotherProtocolAreOffered() throws Exception {
        Session usual = lab("tls13");
        Session other =
                lab(
                        "tls13",
                        offer ->
                                offer.withServerName("msn.example")
                                        .withAlpn(List.of("h2", "http/1.1")));
        Differences differences = Differences.between(usual, other);
        assertThat(keys(differences, Topic.OFFERED))
                .containsExactlyInAnyOrder("server_name", "application_layer_protocol_negotiation");
        Difference alpn =
                one(differences, offered("application_layer_protocol_negotiation")).orElseThrow();
        assertThat(alpn.b().said())
                .isEqualTo(new Said.Listed(2, List.of(new Value.Text("h2")), List.of()));
    }

    @Test
    void aHandshakeThatFailsEndsOtherwise() throws Exception {
        Session good = lab("tls13");
        Session failed = lab("tls13", offer -> offer.withVersions(Versions.TLS_1_2));
        Differences differences = Differences.between(good, failed);
        assertThat(one(differences, new Agreed(Agreement.OUTCOME)))
                .hasValueSatisfying(
                        outcome -> assertThat(outcome.a().said()).isNotEqualTo(outcome.b().said()));
        assertThat(titles(good, differences.onlyIn(true)))
                .contains("Server Hello", "Certificate", "Finished");
        assertThat(one(differences, new Measured(Measure.ROUND_TRIPS)))
                .hasValueSatisfying(
                        trips -> assertThat(trips.b().said()).isEqualTo(new Said.Nothing()));
    }

    /** RFC 9846 §2.2, RFC 5077 §3.1 and RFC 5246 §7.3 draw the abbreviated ones. */
    @Test
    void whatIsResumedTakesLess() throws Exception {
        for (String name : List.of("tls12-session-id", "tls12-ticket", "tls13-resumption")) {
            List<Session> both = all(name);
            assertThat(both).as(name).hasSize(2);
            Differences differences = Differences.between(both.getFirst(), both.getLast());
            assertThat(titles(both.getFirst(), differences.onlyIn(true)))
                    .as(name)
                    .contains("Certificate");
            assertThat(one(differences, new Agreed(Agreement.RESUMPTION))).as(name).isPresent();
            if (name.startsWith("tls12")) {
                assertThat(number(differences, Measure.ROUND_TRIPS, true)).as(name).isEqualTo(2);
                assertThat(number(differences, Measure.ROUND_TRIPS, false)).as(name).isEqualTo(1);
            } else {
                assertThat(keys(differences, Topic.OFFERED)).contains("pre_shared_key");
                assertThat(keys(differences, Topic.ANSWERED)).contains("pre_shared_key");
            }
        }
    }

    private static List<Session> all(String name) throws Exception {
        List<SessionBuilder> builders = new ArrayList<>();
        new LabSource(Scenario.named(name))
                .capture(event -> {
                    if (event instanceof CaptureEvent.Opened) {
                        builders.add(new SessionBuilder(_ -> {}));
                    }
                    builders.getLast().accept(event);
                });
        return builders.stream().map(SessionBuilder::snapshot).toList();
    }

    @Test
    void theOtherWayRoundIsTheSameMirrored() throws Exception {
        Session old = lab("tls12");
        Session today = lab("tls13");
        Differences there = Differences.between(old, today);
        Differences back = Differences.between(today, old);
        assertThat(back.onlyIn(false)).isEqualTo(there.onlyIn(true));
        assertThat(back.onlyIn(true)).isEqualTo(there.onlyIn(false));
        assertThat(back.changedIn(true)).isEqualTo(there.changedIn(false));
        assertThat(back.list()).hasSameSizeAs(there.list());
    }

    // -- asking

    private static Subject offered(String key) {
        return new InMessage(MessageType.CLIENT_HELLO, Sender.CLIENT, key);
    }

    private static Optional<Difference> one(Differences differences, Subject subject) {
        return differences.list().stream()
                .filter(difference -> difference.subject().equals(subject))
                .findFirst();
    }

    private static Stream<Subject> of(Differences differences, Topic topic) {
        return differences.list().stream()
                .map(Difference::subject)
                .filter(subject -> subject.topic() == topic);
    }

    private static List<Subject> subjects(Differences differences, Topic topic) {
        return of(differences, topic).toList();
    }

    private static List<String> keys(Differences differences, Topic topic) {
        return of(differences, topic).map(subject -> ((InMessage) subject).key()).toList();
    }

    private static long number(Differences differences, Measure measure, boolean first) {
        Said said = one(differences, new Measured(measure)).orElseThrow().side(first).said();
        return ((Value.Unsigned) ((Said.Of) said).value()).number();
    }

    private static String coded(Differences differences, Agreement agreement, boolean first) {
        Said said = one(differences, new Agreed(agreement)).orElseThrow().side(first).said();
        return Objects.requireNonNull(((Value.Coded) ((Said.Of) said).value()).name());
    }

    private static List<String> titles(Session session, Set<Integer> numbers) {
        return session.messages().stream()
                .filter(message -> numbers.contains(message.number()))
                .map(message -> message.type().title())
                .toList();
    }

    // -- shaking hands

    private static Session lab(String name) throws Exception {
        return lab(name, UnaryOperator.identity());
    }

    private static Session lab(String name, UnaryOperator<Offer> change) throws Exception {
        Scenario scenario = Scenario.named(name);
        SessionBuilder builder = new SessionBuilder(_ -> {});
        new LabSource(scenario, scenario.options().offering(change)).capture(builder);
        return builder.snapshot();
    }

    private static List<CipherSuite> suites(String typed) {
        try {
            return Offers.suites(typed);
        } catch (BadInput e) {
            throw new AssertionError(e);
        }
    }
}
