package dev.handshake.export;

import dev.handshake.bytes.Code;
import dev.handshake.bytes.Field;
import dev.handshake.bytes.Value;
import dev.handshake.capture.Endpoint;
import dev.handshake.explain.Citation;
import dev.handshake.explain.Explainer;
import dev.handshake.explain.Explanation;
import dev.handshake.explain.Paragraph;
import dev.handshake.explain.Purpose;
import dev.handshake.explain.Run;
import dev.handshake.explain.Situation;
import dev.handshake.explain.Words;
import dev.handshake.session.MessageRead;
import dev.handshake.session.MessageType;
import dev.handshake.session.Outcome;
import dev.handshake.session.Session;
import dev.handshake.verify.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A session as a page to read: its messages in order, their decisive fields with this session's
 * values, and what they mean, in CommonMark with tables. Whatever comes from outside is text in it:
 * its marks are escaped.
 */
public final class MarkdownExport {
    /** Elements of a list that are written out; of more, their number is told. */
    private static final int ELEMENTS = 40;

    /** Messages of one type in a row that are told one by one. */
    private static final int IN_A_ROW = 2;

    private static final int MOST_MESSAGES = 400;

    private final Session session;
    private final Words words;
    private final Explainer explainer;
    private final Writer out;
    private boolean blank;
    private final Set<MessageType> explained = EnumSet.noneOf(MessageType.class);

    private MarkdownExport(Session session, Words words, Explainer explainer, Writer out) {
        this.session = session;
        this.words = words;
        this.explainer = explainer;
        this.out = out;
    }

    /** Writes the page; {@code out} stays open. */
    public static void write(Session session, Words words, Explainer explainer, Writer out)
            throws IOException {
        try {
            new MarkdownExport(session, words, explainer, out).page();
            out.flush();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void page() {
        line("# " + words.text("markdown.title", Markdown.text(target())));
        paragraph(Markdown.text(outcome()));
        agreed();
        String scenario = session.origin().scenario();
        if (scenario != null) {
            explainer
                    .scenario(scenario, Situation.of(session))
                    .ifPresent(it -> explanation(it, it.paragraphs()));
        }
        messages();
        verdicts();
        line("---");
        paragraph(
                words.text("markdown.made", words.text("app.name"), session.started().toString()));
    }

    private String target() {
        String host = session.origin().host();
        return host == null
                ? Objects.toString(session.server(), "?")
                : new Endpoint(host, session.origin().port()).toString();
    }

    private String outcome() {
        return words.text(session.outcome().reason());
    }

    private void agreed() {
        var agreed = session.negotiated();
        StringBuilder rows = new StringBuilder();
        row(rows, "version", agreed.version());
        row(rows, "cipher_suite", agreed.cipherSuite());
        row(rows, "group", agreed.group());
        row(rows, "signature_scheme", agreed.signatureScheme());
        row(rows, "sni", agreed.sni());
        row(rows, "alpn", agreed.alpn());
        OptionalLong took = session.timing().handshake();
        row(rows, "time", took.isPresent() ? millis(took.getAsLong()) + " ms" : null);
        if (!rows.isEmpty()) {
            line("| " + words.text("markdown.agreed") + " | |");
            line("|---|---|");
            write(rows.toString());
            line("");
        }
    }

    private void row(StringBuilder rows, String name, @Nullable Object value) {
        if (value != null) {
            rows.append("| ")
                    .append(words.text("markdown.agreed." + name))
                    .append(" | ")
                    .append(Markdown.cell(Words.visible(name(value))))
                    .append(" |\n");
        }
    }

    private static String name(Object value) {
        return value instanceof Code code && code.known() ? code.name() : value.toString();
    }

    // -- the messages

    private void messages() {
        MessageRead before = null;
        int row = 0;
        int left = 0;
        int written = 0;
        for (MessageRead message : session.messages()) {
            boolean same =
                    before != null
                            && before.type() == message.type()
                            && before.from() == message.from()
                            && !message.isAbsent();
            row = same ? row + 1 : 1;
            before = message;
            if (row > IN_A_ROW || written >= MOST_MESSAGES) {
                left++;
                continue;
            }
            more(left);
            left = 0;
            written++;
            message(message);
        }
        more(left);
    }

    private void more(int left) {
        if (left > 0) {
            paragraph("… " + words.text("markdown.more", left));
        }
    }

    private void message(MessageRead message) {
        String title = message.type().title();
        if (message.isAbsent()) {
            line("## " + title);
            paragraph(
                    message.reason() == null
                            ? words.text("detail.provenance.absent")
                            : Markdown.text(words.text(message.reason())));
            return;
        }
        line("## " + message.number() + "\\. " + title);
        paragraph(Markdown.text(how(message)));
        if (message.reason() != null) {
            paragraph(Markdown.text(words.text(message.reason())));
        }
        fields(Decisive.of(message));
        int number = 0;
        for (List<Field> certificate : Decisive.certificates(message)) {
            line("### " + words.text("markdown.certificate", ++number));
            fields(certificate);
        }
        boolean again = !explained.add(message.type());
        explainer
                .message(Situation.of(session).about(message))
                .ifPresent(it ->
                        explanation(
                                it,
                                it.paragraphs().stream()
                                        .filter(each -> !again || each.purpose() == Purpose.HERE)
                                        .toList()));
    }

    private String how(MessageRead message) {
        StringBuilder how = new StringBuilder();
        how.append(words.text("detail.from." + message.from().word()));
        if (!message.bytes().isEmpty()) {
            how.append(" · ").append(words.text("detail.bytes", message.bytes().length()));
        }
        how.append(" · ")
                .append(
                        words.text(
                                "detail.provenance."
                                        + message.provenance().name().toLowerCase(Locale.ROOT)));
        time(message).ifPresent(time -> how.append(" · ").append(time).append(" ms"));
        return how.toString();
    }

    private Optional<String> time(MessageRead message) {
        OptionalLong first =
                session.messages().stream()
                        .map(MessageRead::nanos)
                        .filter(OptionalLong::isPresent)
                        .mapToLong(OptionalLong::getAsLong)
                        .min();
        return first.isEmpty() || message.nanos().isEmpty()
                ? Optional.empty()
                : Optional.of(millis(message.nanos().getAsLong() - first.getAsLong()));
    }

    private static String millis(long nanos) {
        return BigDecimal.valueOf(nanos, 6).setScale(3, RoundingMode.HALF_UP).toPlainString();
    }

    private void fields(List<Field> fields) {
        List<Field> told = fields.stream().filter(field -> !value(field).isEmpty()).toList();
        if (told.isEmpty()) {
            return;
        }
        line("| " + words.text("detail.fields") + " | " + words.text("markdown.value") + " |");
        line("|---|---|");
        for (Field field : told) {
            line(
                    "| %s %s | %s |"
                            .formatted(
                                    Markdown.text(words.name(field)),
                                    Markdown.cell(field.key()),
                                    value(field)));
        }
        line("");
    }

    private String value(Field field) {
        return switch (field.value()) {
            case Value.Items(int count) -> elements(field, count);
            case Value.Struct _ -> inside(field);
            case Value plain -> Markdown.cell(words.value(plain));
        };
    }

    private String elements(Field field, int count) {
        List<Field> elements =
                field.fields().stream().filter(each -> !each.key().equals("length")).toList();
        String listed =
                elements.stream()
                        .limit(ELEMENTS)
                        .map(each -> element(field, each))
                        .filter(each -> !each.isEmpty())
                        .collect(Collectors.joining(", "));
        String all = Markdown.text(words.value(new Value.Items(count)));
        return listed.isEmpty()
                ? all
                : all + ": " + listed + (elements.size() > ELEMENTS ? ", …" : "");
    }

    private String element(Field list, Field element) {
        if (list.key().equals("extensions")) {
            return Markdown.cell(element.key());
        }
        return switch (element.value()) {
            case Value.Struct _ -> {
                Optional<Field> group = element.child("group");
                yield Markdown.cell(group.map(it -> words.value(it.value())).orElse(element.key()));
            }
            case Value.Items _ -> Markdown.cell(element.key());
            case Value plain -> Markdown.cell(words.value(plain));
        };
    }

    /** An opaque vector's bytes stand for it. */
    private String inside(Field struct) {
        return struct.fields().stream()
                .filter(each -> !each.key().equals("length") && each.isLeaf())
                .limit(1)
                .map(each -> Markdown.cell(words.value(each.value())))
                .collect(Collectors.joining());
    }

    // -- what it means

    private void explanation(Explanation explanation, List<Paragraph> paragraphs) {
        Purpose before = null;
        for (Paragraph paragraph : paragraphs) {
            String lead =
                    paragraph.purpose() == before
                                    || paragraph.item()
                                    || paragraph.purpose() == Purpose.WHAT
                                    || paragraph.purpose() == Purpose.TELL
                            ? ""
                            : "**"
                                    + words.text("explain.purpose." + paragraph.purpose().word())
                                    + "** — ";
            before = paragraph.purpose();
            String text = paragraph.runs().stream().map(this::run).collect(Collectors.joining());
            if (paragraph.item()) {
                line("- " + text);
            } else {
                line("");
                line(lead + text);
            }
        }
        line("");
        if (!explanation.sources().isEmpty() && !paragraphs.isEmpty()) {
            paragraph(
                    explanation.sources().stream()
                            .map(MarkdownExport::link)
                            .collect(Collectors.joining(" · ")));
        }
    }

    private static String link(Citation citation) {
        String said = (citation.text() + " " + citation.title()).strip();
        return "[" + Markdown.text(said) + "](" + citation.address() + ")";
    }

    private String run(Run run) {
        return switch (run) {
            case Run.Plain(String text) -> Markdown.text(text);
            case Run.Strong(String text) -> Markdown.strong(text);
            case Run.Code(String text) -> Markdown.code(text);
            case Run.Quoted(_, String text) -> Markdown.code(text);
            case Run.Term(_, String text, boolean strong) ->
                    strong ? Markdown.strong(text) : Markdown.text(text);
        };
    }

    private void verdicts() {
        if (session.verdicts().isEmpty()) {
            return;
        }
        line("## " + words.text("detail.verdicts"));
        line("");
        for (Verdict verdict : session.verdicts()) {
            line(
                    "- **%s** (%s): %s"
                            .formatted(
                                    words.text("check." + verdict.check().word()),
                                    words.text("result." + verdict.result().word()),
                                    Markdown.text(words.text(verdict.reason()))));
        }
        line("");
        if (session.outcome().status() != Outcome.Status.COMPLETED) {
            paragraph(Markdown.text(outcome()));
        }
    }

    // -- lines

    private void paragraph(String text) {
        line("");
        line(text);
        line("");
    }

    /** A line; of several empty ones, one. */
    private void line(String text) {
        if (!text.isEmpty() || !blank) {
            write(text + "\n");
        }
        blank = text.isEmpty();
    }

    private void write(String text) {
        try {
            out.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
