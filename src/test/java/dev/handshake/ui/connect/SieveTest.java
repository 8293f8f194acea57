package dev.handshake.ui.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.capture.Cancellation;
import dev.handshake.capture.file.CaptureFile;
import dev.handshake.explain.Language;
import dev.handshake.explain.Words;
import dev.handshake.session.Catalogue;
import dev.handshake.session.Listed;
import dev.handshake.session.Outcome;
import dev.handshake.ui.Captures;
import dev.handshake.ui.connect.Sieve.Sifted;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SieveTest {
    private static final Words ENGLISH = Words.of(Language.ENGLISH);

    private static final List<Listed> LISTED = new ArrayList<>();

    @BeforeAll
    static void read(@TempDir Path folder) throws Exception {
        Path file = Captures.write(folder.resolve("hundred.pcap"), 100);
        try (CaptureFile capture = CaptureFile.open(file)) {
            new Catalogue(capture)
                    .read(
                            new Catalogue.Listener() {
                                @Override
                                public void found(Listed listed) {
                                    LISTED.add(listed);
                                }

                                @Override
                                public void progress(double done) {}
                            },
                            new Cancellation());
        }
    }

    @Test
    void numbersStandInTheOrderOfTheBeginningHoweverTheyCome() {
        List<Listed> mixed = new ArrayList<>(LISTED);
        Collections.shuffle(mixed, new Random(7));
        Sieve sieve = new Sieve();
        for (int i = 0; i < 100; i += 10) {
            sieve.add(mixed.subList(i, i + 10));
        }
        Sifted all = sift(sieve, "");
        assertThat(all.all()).isEqualTo(100);
        assertThat(all.rows()).extracting(ConnectionRow::number).first().isEqualTo(1);
        for (ConnectionRow row : all.rows()) {
            assertThat(row.listed().sni()).isEqualTo(Captures.name(row.number()));
        }
        assertThat(all.first()).isEqualTo(all.rows().getFirst().listed().started());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "host7.example.org|1",
                "HOST7|11",
                "10.0.0.42|1",
                "192.0.2.1:443|100",
                ":1066|1",
                "failed|33",
                "실패|0",
                "incomplete|67",
                "handshake|0",
                "alert|33",
                "client_hello|100",
                "server hello host1|9",
                "tls 1.2|67",
                "c030|0",
                "aes_256_gcm|67",
                "failed host9|5",
                "failed incomplete|0",
                "'  '|100",
            })
    void everyWordMustStandSomewhere(String filter, int count) {
        Sieve sieve = new Sieve();
        sieve.add(LISTED);
        assertThat(sift(sieve, filter).rows()).hasSize(count);
    }

    @Test
    void outcomesAreFoundByTheirWordInTheLanguageOfTheWindow() {
        Sieve sieve = new Sieve();
        sieve.add(LISTED);
        Sieve.Wish wish = new Sieve.Wish("실패", Words.of(Language.KOREAN), Columns.NUMBER.order());
        assertThat(sieve.sift(wish).rows())
                .hasSize(33)
                .allMatch(row -> row.listed().outcome() == Outcome.Status.FAILED);
    }

    @ParameterizedTest
    @EnumSource
    void everyColumnSortsBothWaysAndLosesNothing(Columns column) {
        Sieve sieve = new Sieve();
        sieve.add(LISTED);
        for (Comparator<ConnectionRow> order : List.of(column.order(), column.order().reversed())) {
            List<ConnectionRow> rows = sieve.sift(new Sieve.Wish("", ENGLISH, order)).rows();
            assertThat(rows).hasSize(100).doesNotHaveDuplicates();
            assertThat(rows).isSortedAccordingTo(order);
        }
    }

    @Test
    void namesAndAddressesAreSortedByTheNumbersInThem() {
        Sieve sieve = new Sieve();
        sieve.add(LISTED);
        List<ConnectionRow> rows =
                sieve.sift(new Sieve.Wish("", ENGLISH, Columns.SNI.order())).rows();
        assertThat(rows).extracting(ConnectionRow::number).isSorted();
        assertThat(
                        List.of("10.0.0.10", "10.0.0.9", "2001:db8::1", "10.0.0.09").stream()
                                .sorted(Natural.ORDER))
                .containsExactly("10.0.0.9", "10.0.0.09", "10.0.0.10", "2001:db8::1");
    }

    @Test
    void whatIsToldAgainReplacesWhatWasTold() {
        Sieve sieve = new Sieve();
        sieve.add(LISTED);
        sieve.countFromHere();
        sieve.add(LISTED.subList(10, 20));
        Sifted again = sift(sieve, "");
        assertThat(again.all()).isEqualTo(100);
        assertThat(again.opened()).as("nothing of it was hidden").isZero();
    }

    @Test
    void aLineIsThatOfTheCommandLine() {
        Sieve sieve = new Sieve();
        sieve.add(LISTED);
        ConnectionRow third = sift(sieve, "host3.").rows().getFirst();
        assertThat(third.line().split("\t"))
                .hasSize(10)
                .contains("3", "10.0.0.3:1027", "192.0.2.1:443", "host3.example.org", "failed")
                .endsWith(">client_hello,<alert");
    }

    private static Sifted sift(Sieve sieve, String filter) {
        return sieve.sift(new Sieve.Wish(filter, ENGLISH, Columns.NUMBER.order()));
    }
}
