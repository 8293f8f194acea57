package dev.handshake.ui.predict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.Needs;
import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Sender;
import dev.handshake.session.MessageRead;
import dev.handshake.session.MessageType;
import dev.handshake.session.Session;
import dev.handshake.ui.Real;
import dev.handshake.ui.Story;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked about real sessions. */
class QuizTest {
    /** Who must speak in TLS 1.2 (RFC 5246 §7.3), from the Client Hello on, number 4. */
    @Test
    void asksForEveryMessageOfTheLessonAndForWhatTheServerChooses() throws Exception {
        Session lesson = Real.lab("tls12");
        assertThat(asked(Quiz.of(lesson, 1)))
                .containsExactly(
                        "4 >Client Hello",
                        "5 <Server Hello",
                        "5 TLS 1.2",
                        "5 TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
                        "6 <Certificate",
                        "7 <Certificate Status",
                        "8 <Server Key Exchange",
                        "8 x25519",
                        "9 <Server Hello Done",
                        "10 >Client Key Exchange",
                        "11 >Change Cipher Spec",
                        "12 >Finished",
                        "13 <New Session Ticket",
                        "14 <Change Cipher Spec",
                        "15 <Finished",
                        "16 >Application Data",
                        "17 <Application Data",
                        "18 <Alert",
                        "19 >Alert");
    }

    @Test
    void asksForTheGroupOfTls13WithTheServerHello() throws Exception {
        assertThat(asked(Quiz.of(Real.lab("tls13"), 1)))
                .startsWith(
                        "4 >Client Hello",
                        "5 <Server Hello",
                        "5 TLS 1.3",
                        "5 TLS_AES_256_GCM_SHA384",
                        "5 X25519MLKEM768",
                        "6 <Change Cipher Spec",
                        "7 <Encrypted Extensions")
                .as("two tickets come, one is asked for")
                .containsOnlyOnce("14 <New Session Ticket");
    }

    @Test
    void asksForTheGroupOfARetryAndNotForItAgain() throws Exception {
        Quiz quiz = Quiz.of(Real.lab("tls13-hrr"), 1);
        assertThat(asked(quiz))
                .startsWith("4 >Client Hello", "5 <Hello Retry Request", "5 secp384r1")
                .containsOnlyOnce("5 secp384r1");
        assertThat(quiz.questions())
                .extracting(Question::kind)
                .contains(Question.Kind.RETRY)
                .doesNotContain(Question.Kind.GROUP, Question.Kind.SUITE);
    }

    @Test
    void aRefusalHasTwoAnswersAndNoMore() throws Exception {
        Session refused = Real.lab("no-common-cipher");
        Quiz quiz = Quiz.of(refused, 1);
        assertThat(asked(quiz)).containsExactly("4 >Client Hello", "5 <Alert");
        assertThat(quiz.questions())
                .allSatisfy(question -> assertThat(question.answers()).hasSize(2));
        assertThat(quiz.questions().getLast().why())
                .extracting(why -> why.key())
                .containsExactly("predict.why.alert_fatal");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tls12", "tls13", "tls13-0rtt", "tls12-renegotiation", "expired"})
    void everyAnswerIsFromTheSessionAndOneIsRight(String scenario) throws Exception {
        check(Real.lab(scenario));
    }

    @Test
    void everySessionOfTheCorpusHasAFairQuiz() throws Exception {
        Path corpus = Needs.shared("corpus/captures");
        List<Path> captures;
        try (Stream<Path> files = Files.walk(corpus)) {
            captures =
                    files.filter(file -> file.toString().matches(".*\\.(pcap|pcapng|trace)"))
                            .filter(file -> file.toFile().length() < 2_000_000)
                            .sorted()
                            .toList();
        }
        int quizzes = 0;
        for (Path capture : captures) {
            Path keys = capture.resolveSibling("keylog.txt");
            for (Session session : Real.capture(capture, Files.exists(keys) ? keys : null)) {
                quizzes += check(session);
            }
        }
        assertThat(quizzes).isGreaterThan(50);
    }

    @Test
    void whatNobodyCanReadIsAskedOnceForEachSide() throws Exception {
        Path capture = Needs.shared("corpus/captures/illustrated-tls13/capture.pcap");
        Session unread = Real.capture(capture, null).getFirst();
        assertThat(asked(Quiz.of(unread, 1)))
                .containsOnlyOnce("7 <Encrypted")
                .filteredOn(asked -> asked.endsWith("Encrypted"))
                .hasSize(2);
    }

    @Test
    void threeThousandMessagesMakeTwentyQuestionsAtMost() {
        List<MessageRead> messages = new ArrayList<>();
        messages.add(Story.message(1, Sender.CLIENT, MessageType.CLIENT_HELLO));
        messages.add(Story.message(2, Sender.SERVER, MessageType.SERVER_HELLO));
        for (int number = 3; number <= 3000; number++) {
            Sender from = number % 5 == 0 ? Sender.CLIENT : Sender.SERVER;
            messages.add(Story.message(number, from, MessageType.APPLICATION_DATA));
        }
        assertThat(asked(Quiz.of(Story.of(messages, List.of()), 1)))
                .as("data that flow on are not asked for one by one")
                .containsExactly(
                        "1 >Client Hello",
                        "2 <Server Hello",
                        "3 <Application Data",
                        "5 >Application Data");
        assertThat(Quiz.of(Story.ofLength(3000), 1).questions()).hasSize(Quiz.MOST);
    }

    @Test
    void tcpIsAskedForOnlyWhereThereIsNothingElse() {
        Session tcp =
                Story.of(
                        List.of(
                                Story.message(1, Sender.CLIENT, MessageType.SYN),
                                Story.message(2, Sender.SERVER, MessageType.SYN_ACK),
                                Story.message(3, Sender.CLIENT, MessageType.ACK)),
                        List.of());
        assertThat(asked(Quiz.of(tcp, 1))).containsExactly("1 >SYN", "2 <SYN, ACK", "3 >ACK");
    }

    @Test
    void nothingIsAskedWhereThereIsNothingToChoose() {
        MessageRead only = Story.message(1, Sender.CLIENT, MessageType.CLIENT_HELLO);
        assertThat(Quiz.of(Story.of(List.of(only), List.of()), 1).questions()).isEmpty();
        assertThat(Quiz.of(Story.of(List.of(), List.of()), 1).questions()).isEmpty();
    }

    @Test
    void theOrderOfTheAnswersIsTheSeeds() throws Exception {
        Session lesson = Real.lab("tls12");
        assertThat(Quiz.of(lesson, 7)).isEqualTo(Quiz.of(lesson, 7));
        Set<Integer> places = new HashSet<>();
        for (int seed = 0; seed < 40; seed++) {
            places.add(Quiz.of(lesson, seed).questions().getFirst().right());
        }
        assertThat(places).containsExactlyInAnyOrder(0, 1, 2, 3);
    }

    @Test
    void theLeadTellsOnlyWhatHasBeenTold() throws Exception {
        Session lesson = Real.lab("tls12");
        Quiz quiz = Quiz.of(lesson, 1);
        assertThat(lead(quiz, 4)).isEqualTo("predict.lead.tcp");
        assertThat(lead(quiz, 5)).isEqualTo("predict.lead.client_hello");
        assertThat(lead(quiz, 9)).isEqualTo("predict.lead.server");
        assertThat(lead(quiz, 10)).isEqualTo("predict.lead.server_hello_done");
        assertThat(lead(quiz, 13)).as("one of two").isEqualTo("predict.lead.client");
        assertThat(lead(quiz, 16)).isEqualTo("predict.lead.finished");
        assertThat(Quiz.of(Story.ofLength(3), 1).questions().getFirst().lead().key())
                .isEqualTo("predict.lead.nothing");
    }

    // -- looking

    /** Returns 1 if anything is asked. */
    private static int check(Session session) {
        Set<String> occurring =
                session.messages().stream()
                        .filter(message -> !message.isAbsent())
                        .map(message -> sign(message.from()) + message.type().title())
                        .collect(Collectors.toSet());
        Bytes all =
                Bytes.concat(
                        session.messages().stream()
                                .filter(message -> message.type() == MessageType.CLIENT_HELLO)
                                .map(MessageRead::bytes)
                                .toArray(Bytes[]::new));
        Quiz quiz = Quiz.of(session, 3);
        assertThat(quiz.questions()).hasSizeLessThanOrEqualTo(20);
        int before = 0;
        for (Question question : quiz.questions()) {
            assertThat(question.message()).isGreaterThanOrEqualTo(before);
            before = question.message();
            assertThat(question.answers()).hasSizeBetween(2, 4).doesNotHaveDuplicates();
            MessageRead message = session.message(question.message()).orElseThrow();
            Answer right = question.answers().get(question.right());
            for (Answer answer : question.answers()) {
                switch (answer) {
                    case Answer.Sent(Sender from, MessageType type) -> {
                        assertThat(sign(from) + type.title()).isIn(occurring);
                        boolean comes = from == message.from() && type == message.type();
                        assertThat(answer.equals(right)).isEqualTo(comes);
                    }
                    case Answer.Chosen(var code) ->
                            assertThat(all.hex())
                                    .as("offered")
                                    .contains("%04x".formatted(code.code()));
                }
            }
            if (question.kind() == Question.Kind.SUITE) {
                assertThat(right)
                        .isEqualTo(
                                new Answer.Chosen(
                                        Objects.requireNonNull(
                                                session.negotiated().cipherSuite())));
            }
        }
        return quiz.questions().isEmpty() ? 0 : 1;
    }

    private static List<String> asked(Quiz quiz) {
        return quiz.questions().stream()
                .map(question ->
                        question.message()
                                + " "
                                + switch (question.answers().get(question.right())) {
                                    case Answer.Sent(Sender from, MessageType type) ->
                                            sign(from) + type.title();
                                    case Answer.Chosen chosen -> chosen.name();
                                })
                .toList();
    }

    private static String sign(Sender from) {
        return from == Sender.CLIENT ? ">" : "<";
    }

    private static String lead(Quiz quiz, int message) {
        return quiz.questions().stream()
                .filter(question -> question.message() == message)
                .findFirst()
                .orElseThrow()
                .lead()
                .key();
    }
}
