package dev.handshake.ui.connect;

import dev.handshake.explain.Words;
import dev.handshake.session.Listed;
import dev.handshake.session.MessageType;
import dev.handshake.session.MessageTypes;
import dev.handshake.session.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All connections of a capture, and those of them that are wanted, in the order that is wanted.
 * Used by one thread at a time, which is not the one that shows them.
 */
final class Sieve {
    private static final Comparator<ConnectionRow> ORDER =
            Comparator.comparingInt(ConnectionRow::order);

    /** In the order in which they began. */
    private ConnectionRow[] all = {};

    private Instant first = Instant.MAX;
    private int opened;

    /**
     * What is asked for.
     *
     * @param filter words that must each stand somewhere in a connection
     * @param words the language in which an outcome is called something
     * @param order of the rows; what it leaves equal stands in the order of its beginning
     */
    record Wish(String filter, Words words, Comparator<ConnectionRow> order) {}

    /**
     * What there is of it.
     *
     * @param rows those that are wanted
     * @param all how many there are
     * @param first when the first of all began
     * @param opened how many of them could be read further since {@link #countFromHere}
     */
    record Sifted(List<ConnectionRow> rows, int all, Instant first, int opened) {
        static final Sifted NOTHING = new Sifted(List.of(), 0, Instant.EPOCH, 0);
    }

    /** Takes connections in; one that is known already is replaced by what is known now. */
    void add(Collection<Listed> more) {
        if (more.isEmpty()) {
            return;
        }
        ConnectionRow[] fresh =
                more.stream()
                        .map(listed -> new ConnectionRow(0, listed))
                        .sorted(ORDER)
                        .toArray(ConnectionRow[]::new);
        List<ConnectionRow> merged = new ArrayList<>(all.length + fresh.length);
        int old = 0;
        for (ConnectionRow row : fresh) {
            while (old < all.length && all[old].order() < row.order()) {
                append(merged, all[old++]);
            }
            if (old < all.length && all[old].order() == row.order()) {
                opened += row.hidden() < all[old].hidden() ? 1 : 0;
                old++;
            }
            append(merged, row);
            if (row.listed().started().isBefore(first)) {
                first = row.listed().started();
            }
        }
        while (old < all.length) {
            append(merged, all[old++]);
        }
        all = merged.toArray(ConnectionRow[]::new);
    }

    private static void append(List<ConnectionRow> to, ConnectionRow row) {
        to.add(row.numbered(to.size() + 1));
    }

    /** From now on those are counted that can be read further than before. */
    void countFromHere() {
        opened = 0;
    }

    Sifted sift(Wish wish) {
        List<Needle> needles =
                Stream.of(wish.filter.toLowerCase(Locale.ROOT).strip().split("\\s+"))
                        .filter(word -> !word.isEmpty())
                        .map(Needle::of)
                        .toList();
        Map<Outcome.Status, String> outcomes = new EnumMap<>(Outcome.Status.class);
        for (Outcome.Status status : Outcome.Status.values()) {
            String name = status.name().toLowerCase(Locale.ROOT);
            String word = wish.words.text(outcomeKey(status)).toLowerCase(Locale.ROOT);
            outcomes.put(status, name + '\n' + word);
        }
        ConnectionRow[] rows =
                needles.isEmpty()
                        ? all.clone()
                        : Arrays.stream(all)
                                .filter(row -> isWanted(row, needles, outcomes))
                                .toArray(ConnectionRow[]::new);
        // Stable, and nearly free where they are in that order already.
        Arrays.sort(rows, wish.order);
        return new Sifted(
                Arrays.asList(rows), all.length, all.length == 0 ? Instant.EPOCH : first, opened);
    }

    /** What an outcome is called, as a key of the words. */
    static String outcomeKey(Outcome.Status status) {
        return "window.list.outcome." + status.name().toLowerCase(Locale.ROOT);
    }

    /**
     * A word that must stand somewhere.
     *
     * @param types the kinds of messages in whose names it stands
     */
    private record Needle(String word, Set<MessageType> types) {
        static Needle of(String word) {
            Set<MessageType> types = EnumSet.noneOf(MessageType.class);
            for (MessageType type : MessageType.values()) {
                if (type.rfcName().contains(word)
                        || type.title().toLowerCase(Locale.ROOT).contains(word)) {
                    types.add(type);
                }
            }
            return new Needle(word, types);
        }

        boolean isIn(MessageTypes messages) {
            if (types.isEmpty()) {
                return false;
            }
            for (int i = 0; i < messages.size(); i++) {
                if (types.contains(messages.type(i))) {
                    return true;
                }
            }
            return false;
        }
    }

    private static boolean isWanted(
            ConnectionRow row, List<Needle> needles, Map<Outcome.Status, String> outcomes) {
        Listed listed = row.listed();
        // Made anew for each, because together they would take more room than all else.
        String text =
                String.join(
                                "\n",
                                ConnectionRow.shown(listed.client()),
                                ConnectionRow.shown(listed.server()),
                                listed.sni() == null ? "" : listed.sni(),
                                ConnectionRow.shown(listed.version()),
                                ConnectionRow.shown(listed.cipherSuite()),
                                ConnectionRow.shown(listed.group()),
                                outcomes.get(listed.outcome()))
                        .toLowerCase(Locale.ROOT);
        return needles.stream()
                .allMatch(needle -> text.contains(needle.word) || needle.isIn(listed.messages()));
    }
}
