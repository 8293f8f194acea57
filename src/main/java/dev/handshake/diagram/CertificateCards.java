package dev.handshake.diagram;

import dev.handshake.bytes.ByteSpan;
import dev.handshake.capture.Sender;
import dev.handshake.explain.Words;
import dev.handshake.message.X509;
import dev.handshake.verify.Role;
import dev.handshake.verify.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A chain of certificates as cards side by side: from the server's as far as their names lead, in
 * whatever order they were sent, then those that nobody needs.
 */
final class CertificateCards {
    private static final double HEIGHT = 103;
    private static final double NARROWEST = 128;
    private static final double BETWEEN = 54;
    private static final double PAD = 11;
    private static final double NAME = 13.5;
    private static final double DETAIL = 12;

    private final Told told;
    private final Sender owner;
    private final Words words;
    private final Dates dates;
    private final List<Card> cards = new ArrayList<>();

    private record Card(
            Icon icon,
            String caption,
            String name,
            String key,
            String until,
            boolean sent,
            boolean follows,
            @Nullable ByteSpan span) {}

    /**
     * @param chain as sent, the leaf first; null where one could not be read
     * @param spans where each one's name stands
     */
    CertificateCards(
            Told told, Sender owner, List<@Nullable X509> chain, List<@Nullable ByteSpan> spans) {
        this.told = told;
        this.owner = owner;
        this.words = told.view().words();
        this.dates = new Dates(words);
        List<Integer> path = path(chain);
        for (int i : path) {
            cards.add(card(chain.get(i), i, spans.get(i), i > 0));
        }
        X509 last = path.isEmpty() ? null : chain.get(path.getLast());
        if (last != null && !last.isSelfIssued()) {
            cards.add(notSent(last));
        }
        for (int i = 0; i < chain.size(); i++) {
            if (!path.contains(i)) {
                cards.add(card(chain.get(i), i, spans.get(i), false));
            }
        }
    }

    /** From the leaf as far as one names the next as its issuer: their places. */
    private static List<Integer> path(List<@Nullable X509> chain) {
        List<Integer> path = new ArrayList<>();
        int next = chain.isEmpty() ? -1 : 0;
        while (next >= 0) {
            path.add(next);
            X509 current = chain.get(next);
            next = -1;
            for (int i = 0; i < chain.size() && current != null && next < 0; i++) {
                X509 other = chain.get(i);
                boolean issuer =
                        other != null
                                && !path.contains(i)
                                && !current.isSelfIssued()
                                && other.subject().equals(current.issuer());
                next = issuer ? i : -1;
            }
        }
        return path;
    }

    private Card card(
            @Nullable X509 certificate, int place, @Nullable ByteSpan span, boolean follows) {
        if (certificate == null) {
            return unreadable();
        }
        Role role = role(certificate, place);
        boolean clients = owner == Sender.CLIENT && role == Role.LEAF;
        String key = certificate.keyAlgorithm();
        if (certificate.keySize() > 0) {
            key += " " + certificate.keySize();
        }
        if (!certificate.keyDetail().isEmpty()) {
            key += ", " + certificate.keyDetail();
        }
        return new Card(
                role == Role.ROOT ? Icon.ROOT : Icon.CERTIFICATE,
                words.text(
                        "diagram.card."
                                + (clients ? "client" : role.name().toLowerCase(Locale.ROOT))),
                Printable.of(certificate.commonName()),
                Printable.of(key),
                words.text("diagram.until", dates.day(certificate.notAfter())),
                true,
                follows,
                span);
    }

    /** Only of the server's certificates it is judged what they are there for. */
    private Role role(X509 certificate, int place) {
        List<Role> roles = told.session().roles();
        if (owner == Sender.SERVER && place < roles.size()) {
            return roles.get(place);
        }
        if (place == 0) {
            return Role.LEAF;
        }
        return certificate.isSelfIssued() ? Role.ROOT : Role.INTERMEDIATE;
    }

    private Card notSent(X509 last) {
        boolean trusted = isProved();
        boolean lab = told.session().origin().isLab();
        String why =
                trusted
                        ? words.text(lab ? "diagram.card.trusted.lab" : "diagram.card.trusted")
                        : "";
        return new Card(
                Icon.ROOT,
                words.text(trusted ? "diagram.card.root.not_sent" : "diagram.card.not_sent"),
                Printable.of(last.issuerCommonName()),
                why,
                "",
                false,
                true,
                null);
    }

    private Card unreadable() {
        return new Card(
                Icon.CERTIFICATE,
                words.text("diagram.ocsp.unreadable"),
                "?",
                "",
                "",
                true,
                false,
                null);
    }

    Block block() {
        return (ink, x, top, width) -> {
            int fit = Math.max(1, (int) ((width + BETWEEN) / (NARROWEST + BETWEEN)));
            int across = Math.min(fit, cards.size());
            double wide = (width - (across - 1) * BETWEEN) / across;
            double y = top + 4;
            for (int i = 0; i < cards.size(); i++) {
                int column = i % across;
                if (i > 0 && column == 0) {
                    y += HEIGHT + 10;
                }
                double left = x + column * (wide + BETWEEN);
                draw(ink, cards.get(i), left, y, wide);
                if (column > 0 && cards.get(i).follows()) {
                    signed(ink.marks(), left - BETWEEN / 2, y + HEIGHT / 2);
                }
            }
            return y + HEIGHT + 6 - top;
        };
    }

    private static void draw(Ink ink, Card card, double x, double y, double width) {
        Marks marks = ink.marks();
        marks.box(
                x,
                y,
                width,
                HEIGHT,
                7,
                Tone.SUBTLE,
                Tone.BORDER,
                1,
                card.sent() ? Dash.SOLID : Dash.DASHED);
        double room = width - 2 * PAD;
        marks.icon(card.icon(), x + PAD, y + 17, 16, Tone.MUTED);
        marks.text(
                x + PAD + 21,
                y + 17,
                TextMetrics.cutEnd(card.caption(), Face.REGULAR, DETAIL, room - 21),
                Face.REGULAR,
                DETAIL,
                Tone.MUTED);
        List<String> name = TextMetrics.wrap(card.name(), Face.SEMIBOLD, NAME, room);
        for (int i = 0; i < Math.min(2, name.size()); i++) {
            boolean cut = i == 1 && name.size() > 2;
            String line =
                    cut
                            ? TextMetrics.cutEnd(name.get(1) + "…", Face.SEMIBOLD, NAME, room)
                            : name.get(i);
            ink.draw(
                    new Token(line, Face.SEMIBOLD, NAME, Tone.FG, card.span(), false),
                    x + PAD,
                    y + 37 + 17 * i);
        }
        detail(marks, card.key(), x + PAD, y + 73, room);
        detail(marks, card.until(), x + PAD, y + 89, room);
    }

    private static void detail(Marks marks, String text, double x, double middle, double room) {
        marks.text(
                x,
                middle,
                TextMetrics.cutEnd(text, Face.REGULAR, DETAIL, room),
                Face.REGULAR,
                DETAIL,
                Tone.MUTED);
    }

    /** Whom a client may trust is not ours to judge, but the server's. */
    private boolean isProved() {
        return owner == Sender.SERVER
                && told.verdict(Verdict.Check.CHAIN).filter(Verdict::holds).isPresent();
    }

    /** Between a certificate and the one whose key signed it. */
    private void signed(Marks marks, double center, double middle) {
        boolean proved = isProved();
        Tone tone = proved ? Tone.PASS : Tone.MUTED;
        if (proved) {
            marks.icon(Icon.CHOSEN, center - 15, middle - 8, 14, tone);
        }
        marks.icon(Icon.GOES_TO, proved ? center : center - 8, middle - 8, 15, tone);
        marks.textCentered(
                center, middle + 8, words.text("diagram.signed_by"), Face.REGULAR, 11.5, Tone.FG);
    }
}
