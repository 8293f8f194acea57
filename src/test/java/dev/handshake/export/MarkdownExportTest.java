package dev.handshake.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.bytes.ByteSpan;
import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.Field;
import dev.handshake.bytes.Value;
import dev.handshake.capture.Sender;
import dev.handshake.capture.lab.LabSource;
import dev.handshake.capture.lab.Scenario;
import dev.handshake.explain.Explainer;
import dev.handshake.explain.Language;
import dev.handshake.explain.MainSecret;
import dev.handshake.explain.Words;
import dev.handshake.session.MessageRead;
import dev.handshake.session.MessageType;
import dev.handshake.session.Session;
import dev.handshake.session.Sessions;
import dev.handshake.ui.Story;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The page as another reader of Markdown sees it. */
final class MarkdownExportTest {
    private static final Parser PARSER =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();

    @TempDir private static Path data;

    @BeforeAll
    static void keepTheLabAside() {
        System.setProperty("handshake.data", data.toString());
    }

    @AfterAll
    static void forgetTheLab() {
        System.clearProperty("handshake.data");
    }

    private static String page(Session session, Language language) throws IOException {
        Words words = Words.of(language);
        StringWriter page = new StringWriter();
        MarkdownExport.write(session, words, new Explainer(words, MainSecret.MAIN), page);
        return page.toString();
    }

    private static Session lab(String scenario) throws Exception {
        Sessions sessions = new Sessions(_ -> {});
        new LabSource(Scenario.named(scenario)).capture(sessions);
        return sessions.snapshots().getFirst();
    }

    /** What a page comes to when it is read. */
    private static final class Seen extends AbstractVisitor {
        final List<String> headings = new ArrayList<>();
        final List<String> links = new ArrayList<>();
        final StringBuilder text = new StringBuilder();
        int html;

        static Seen of(String page) {
            Seen seen = new Seen();
            PARSER.parse(page).accept(seen);
            return seen;
        }

        @Override
        public void visit(Heading heading) {
            int before = text.length();
            visitChildren(heading);
            headings.add(text.substring(before));
        }

        @Override
        public void visit(Link link) {
            links.add(link.getDestination());
            visitChildren(link);
        }

        @Override
        public void visit(Image image) {
            links.add(image.getDestination());
        }

        @Override
        public void visit(HtmlBlock block) {
            html++;
        }

        @Override
        public void visit(HtmlInline inline) {
            html++;
        }

        @Override
        public void visit(Text node) {
            text.append(node.getLiteral());
        }

        @Override
        public void visit(Code code) {
            text.append(code.getLiteral());
        }
    }

    @ParameterizedTest
    @EnumSource
    void tellsTheMessagesInOrder(Language language) throws Exception {
        Session session = lab("tls12");
        Seen seen = Seen.of(page(session, language));
        assertThat(
                        seen.headings.stream()
                                .filter(heading -> heading.matches("\\d+\\. .*"))
                                .map(heading -> heading.replaceFirst("\\d+\\. ", "")))
                .containsExactly(
                        "SYN",
                        "SYN, ACK",
                        "ACK",
                        "Client Hello",
                        "Server Hello",
                        "Certificate",
                        "Certificate Status",
                        "Server Key Exchange",
                        "Server Hello Done",
                        "Client Key Exchange",
                        "Change Cipher Spec",
                        "Finished",
                        "New Session Ticket",
                        "Change Cipher Spec",
                        "Finished",
                        "Application Data",
                        "Application Data",
                        "Alert",
                        "Alert");
        assertThat(seen.text)
                .contains(
                        "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384 (0xc030)",
                        session.first(MessageType.SERVER_HELLO)
                                .orElseThrow()
                                .bytes()
                                .slice(6, 32)
                                .hex());
    }

    @ParameterizedTest
    @EnumSource
    void everyMarkIsReadAsItIsMeant(Language language) throws Exception {
        for (String scenario : List.of("tls12", "tls13", "no-common-cipher", "tls13-0rtt")) {
            Seen seen = Seen.of(page(lab(scenario), language));
            assertThat(seen.html).isZero();
            assertThat(seen.links).isNotEmpty().allMatch(MarkdownExportTest::isSource);
            assertThat(seen.text).doesNotContain("**", "\\", "](");
        }
    }

    private static boolean isSource(String link) {
        return link.startsWith("https://www.rfc-editor.org/rfc/rfc")
                || link.startsWith("https://www.itu.int/rec/T-REC-X.");
    }

    static Stream<String> hostile() {
        return Stream.of(
                "<script>alert(1)</script>",
                "]]>",
                "</svg><svg onload=x>",
                "```\n# heading\n```",
                "`",
                "``` `` `",
                "|a|b|",
                "\\|",
                "[link](https://evil.example)",
                "![image](https://evil.example/x.png)",
                "<https://evil.example>",
                "https://evil.example",
                "www.evil.example",
                "a@evil.example",
                "**bold** __bold__ _it_",
                "# heading",
                "- item",
                "1. item",
                "> quote",
                "    code",
                "---",
                "&lt;b&gt; &#60;",
                "\u202egnp.exe",
                "\u001b[31mred\u001b[0m",
                "\ud800",
                "\0",
                "a\r\nb\n\n# c",
                "$x$ ~~y~~",
                "{{x}} ${x}",
                "x".repeat(65_536));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void whatComesFromOutsideIsText(String hostile) throws IOException {
        Seen seen = Seen.of(page(saying(hostile), Language.ENGLISH));
        assertThat(seen.html).isZero();
        assertThat(seen.links).allMatch(MarkdownExportTest::isSource);
        assertThat(seen.headings).hasSizeLessThanOrEqualTo(4).doesNotContain("heading", "c");
        String visible = Words.visible(hostile).strip();
        assertThat(seen.text.toString()).contains(visible);
    }

    /** Nested, in a certificate, and as the name of an application protocol. */
    private static Session saying(String hostile) {
        Bytes bytes = Bytes.ofHex("00".repeat(8));
        ByteSpan span = new ByteSpan(4, 4);
        List<Field> fields =
                List.of(
                        new Field("host_name", new Value.Text(hostile), span),
                        new Field("subject", new Value.Text(hostile), span),
                        new Field(
                                "x509_certificate",
                                new Value.Text(hostile),
                                span,
                                List.of(new Field("subject", new Value.Text(hostile), span))));
        List<MessageRead> messages =
                Stream.of(MessageType.CERTIFICATE, MessageType.ENCRYPTED_EXTENSIONS)
                        .map(type -> Story.message(1, Sender.SERVER, type, bytes, fields))
                        .toList();
        return Story.of(messages, List.of());
    }

    @Test
    void aVeryLongSessionIsTold() throws IOException {
        List<MessageRead> messages =
                IntStream.rangeClosed(1, 3_000)
                        .mapToObj(number ->
                                Story.message(number, Sender.SERVER, MessageType.APPLICATION_DATA))
                        .toList();
        String page = page(Story.of(messages, List.of()), Language.ENGLISH);
        assertThat(page).contains("2,998 more messages");
        assertThat(page.length()).isLessThan(20_000);
    }
}
