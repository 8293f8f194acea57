package dev.handshake.diagram;

import dev.handshake.capture.Endpoint;
import dev.handshake.explain.Words;
import dev.handshake.session.MessageType;
import dev.handshake.session.Outcome;
import dev.handshake.session.Session;
import dev.handshake.verify.Verdict;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The two heads of the lifelines, which know no more than has been told. */
record Heads(Layout layout, Told told) {
    private static final double NAME = Layout.HEAD_TOP + 15;
    private static final double DETAIL = Layout.HEAD_TOP + 31.5;
    private static final double NAME_SIZE = 14;
    private static final double DETAIL_SIZE = 12;
    private static final double ICON = 28;
    private static final double SHIELD = 17;
    private static final double SHIELD_GAP = 6;
    private static final double TEXT = 22;
    private static final double PAD = 8;
    private static final double UNIT = 44;
    private static final double SMALLEST = 0.7;

    List<Mark> marks() {
        Marks marks = new Marks();
        for (double x : new double[] {layout.clientX(), layout.serverX()}) {
            marks.fill(
                    x - Layout.RAIL / 2,
                    Layout.HEAD_TOP + Layout.HEAD_HEIGHT,
                    Layout.RAIL,
                    Layout.HEAD_BAND - Layout.HEAD_TOP - Layout.HEAD_HEIGHT,
                    0,
                    Tone.OUTLINE);
        }
        client(marks);
        server(marks);
        if (layout.times() && !told.session().messages().isEmpty()) {
            marks.textRight(
                    layout.left() + Layout.TIME_RIGHT, UNIT, "ms", Face.REGULAR, 11.5, Tone.MUTED);
        }
        return marks.list();
    }

    private double width() {
        double most = (layout.arrow() + 2 * Layout.HEAD_OVERHANG - 16) / 2;
        return told.view().plain() ? most : Math.min(Layout.HEAD_WIDTH, most);
    }

    /** For a class a text gets smaller, down to this part of its size, before it is cut. */
    private double size(String text, Face face, double usual, double room) {
        double width = TextMetrics.width(text, face, usual);
        return told.view().plain() && width > room
                ? usual * Math.max(SMALLEST, room / width)
                : usual;
    }

    private double room() {
        return width() - Layout.HEAD_OVERHANG - TEXT - PAD;
    }

    private void client(Marks marks) {
        double x = layout.clientX();
        marks.box(
                x - Layout.HEAD_OVERHANG + 0.8,
                Layout.HEAD_TOP + 0.8,
                width() - 1.6,
                Layout.HEAD_HEIGHT - 1.6,
                Layout.HEAD_RADIUS,
                Tone.CANVAS,
                Tone.CLIENT,
                1.6,
                Dash.SOLID);
        double middle = Layout.HEAD_TOP + Layout.HEAD_HEIGHT / 2;
        marks.icon(Icon.CLIENT, x - ICON / 2, middle, ICON, Tone.CLIENT);
        Words words = told.view().words();
        Optional<Verdict> verdict = clientVerdict();
        double wanted = room() - (verdict.isPresent() ? SHIELD + SHIELD_GAP : 0);
        double end =
                marks.text(
                        x + TEXT,
                        NAME,
                        TextMetrics.cutEnd(
                                words.text("diagram.client"), Face.SEMIBOLD, NAME_SIZE, wanted),
                        Face.SEMIBOLD,
                        NAME_SIZE,
                        Tone.FG);
        verdict.ifPresent(it -> shield(marks, it, end + SHIELD_GAP, Shields.tone(it.result())));
        String detail = clientDetail(words);
        double small = size(detail, Face.REGULAR, DETAIL_SIZE, room());
        marks.text(
                x + TEXT,
                DETAIL,
                TextMetrics.cutMiddle(detail, Face.REGULAR, small, room()),
                Face.REGULAR,
                small,
                Tone.MUTED);
    }

    private String clientDetail(Words words) {
        String here = words.text("diagram.this_computer");
        Endpoint client = told.session().client();
        if (!told.session().origin().isOurs()) {
            return client == null ? "" : client.toString();
        }
        return client == null ? here : here + " · " + client;
    }

    private void server(Marks marks) {
        double x = layout.serverX();
        marks.fill(
                x + Layout.HEAD_OVERHANG - width(),
                Layout.HEAD_TOP,
                width(),
                Layout.HEAD_HEIGHT,
                Layout.HEAD_RADIUS,
                Tone.SERVER);
        double middle = Layout.HEAD_TOP + Layout.HEAD_HEIGHT / 2;
        marks.icon(Icon.SERVER, x - ICON / 2, middle, ICON, Tone.ON_SERVER);
        double right = x - TEXT;
        double wanted = room() - SHIELD - SHIELD_GAP;
        double large = size(name(), Face.SEMIBOLD, NAME_SIZE, wanted);
        String name = TextMetrics.cutStart(name(), Face.SEMIBOLD, large, wanted);
        double start = marks.textRight(right, NAME, name, Face.SEMIBOLD, large, Tone.ON_SERVER);
        Verdict.Result result = certificate(told);
        double left = start - SHIELD_GAP - SHIELD;
        serverVerdict()
                .ifPresentOrElse(
                        it -> shield(marks, it, left, Shields.onServer(it.result())),
                        () -> marks.icon(Icon.NOT_YET, left, NAME, SHIELD, Tone.MUTED_ON_SERVER));
        String whole = serverDetail(result);
        double small = size(whole, Face.REGULAR, DETAIL_SIZE, room());
        String detail = TextMetrics.cutEnd(whole, Face.REGULAR, small, room());
        marks.textRight(right, DETAIL, detail, Face.REGULAR, small, Tone.MUTED_ON_SERVER);
    }

    private String name() {
        return name(told.session(), told.first(MessageType.CLIENT_HELLO).isPresent());
    }

    /**
     * What the server is called: in a stranger's capture only a Client Hello tells.
     *
     * @param greeted whether that has been told
     */
    static String name(Session session, boolean greeted) {
        String host = session.origin().host();
        String sni = greeted ? session.negotiated().sni() : null;
        Endpoint server = session.server();
        return Printable.of(
                host != null
                        ? host
                        : sni != null && !sni.isEmpty()
                                ? sni
                                : server != null ? server.address() : "?");
    }

    private String serverDetail(Verdict.Result result) {
        Words words = told.view().words();
        String address = Objects.toString(told.session().server(), "");
        String state = certificateState(result, words);
        if (state == null) {
            String role = words.text("diagram.server");
            return address.isEmpty() ? role : role + " · " + address;
        }
        String brief =
                result == Verdict.Result.PASS && isProved()
                        ? words.text("diagram.certificate.brief")
                        : state;
        // Where there is no room for all, the verdict says more than the address.
        return Stream.of(address + " · " + state, address + " · " + brief)
                .filter(text -> !address.isEmpty())
                .filter(text -> TextMetrics.width(text, Face.REGULAR, DETAIL_SIZE) <= room())
                .findFirst()
                .orElse(state);
    }

    private @Nullable String certificateState(Verdict.Result result, Words words) {
        Optional<String> flaw = new CertificateFacts(told).flaw();
        if (flaw.isPresent()) {
            return words.text("diagram.certificate.flawed", flaw.get());
        }
        if (!isProved()) {
            return words.text("diagram.certificate.not_proved");
        }
        if (result == Verdict.Result.PASS) {
            return words.text(
                    told.session().origin().isLab()
                            ? "diagram.certificate.lab"
                            : "diagram.certificate.valid");
        }
        boolean over = told.session().outcome().status() != Outcome.Status.RUNNING && told.all();
        return over
                        && told.session().outcome().status() == Outcome.Status.FAILED
                        && told.messages().noneMatch(message -> message.type().isCertificate())
                ? words.text("diagram.certificate.none")
                : null;
    }

    /** Whether nothing speaks against the server's owning the certificate. */
    private boolean isProved() {
        return told.verdict(Verdict.Check.SERVER_SIGNATURE)
                .filter(verdict -> verdict.result() == Verdict.Result.FAIL)
                .isEmpty();
    }

    /** Of all checks on the certificate that have been told. */
    static Verdict.Result certificate(Told told) {
        List<Verdict.Result> results =
                told.aboutTheCertificate().stream().map(Verdict::result).toList();
        if (results.contains(Verdict.Result.FAIL)) {
            return Verdict.Result.FAIL;
        }
        boolean whole =
                List.of(Verdict.Check.CHAIN, Verdict.Check.HOSTNAME, Verdict.Check.VALIDITY)
                        .stream()
                        .allMatch(check -> told.verdict(check).filter(Verdict::holds).isPresent());
        return whole ? Verdict.Result.PASS : Verdict.Result.UNKNOWN;
    }

    /**
     * The verdict that the server's shield shows: what is wrong with its certificate or with its
     * proof that it owns it, else that nothing is.
     */
    private Optional<Verdict> serverVerdict() {
        List<Verdict> about =
                told.verdicts()
                        .filter(verdict ->
                                verdict.check().isAboutTheCertificate()
                                        || verdict.check() == Verdict.Check.SERVER_SIGNATURE)
                        .toList();
        return Shields.bad(about)
                .or(() ->
                        certificate(told) == Verdict.Result.PASS
                                ? told.verdict(Verdict.Check.CHAIN)
                                : Optional.empty());
    }

    /** Only a client that shows a certificate has something to prove. */
    private Optional<Verdict> clientVerdict() {
        return told.verdict(Verdict.Check.CLIENT_SIGNATURE)
                .filter(verdict -> !verdict.evidence().isEmpty())
                .filter(verdict ->
                        switch (verdict.result()) {
                            case PASS, FAIL, WARNING, UNKNOWN -> true;
                            case ABSENT -> false;
                        });
    }

    private static void shield(Marks marks, Verdict verdict, double x, Tone tone) {
        marks.icon(Shields.icon(verdict.result()), x, NAME, SHIELD, tone);
        marks.area(
                x - 4,
                NAME - SHIELD / 2 - 4,
                SHIELD + 8,
                SHIELD + 8,
                new Link.ToVerdict(verdict.check()));
    }

    /** Both heads in words, the client's first. */
    List<String> spoken() {
        Words words = told.view().words();
        Verdict.Result result = certificate(told);
        return List.of(
                spoken(words.text("diagram.client") + ", " + clientDetail(words), clientVerdict()),
                spoken(name() + ", " + whole(result, words), serverVerdict()));
    }

    private String spoken(String who, Optional<Verdict> verdict) {
        return verdict.map(it -> who + "\n" + Shields.spoken(it, told.view().words())).orElse(who);
    }

    private String whole(Verdict.Result result, Words words) {
        String address = Objects.toString(told.session().server(), "");
        String state = certificateState(result, words);
        return Stream.of(address, state == null ? words.text("diagram.server") : state)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" · "));
    }
}
