package dev.handshake.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.explain.Language;
import dev.handshake.explain.Words;
import dev.handshake.session.Session;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In a diagram that is compared with another, names are boxed: around the text, and no other. */
class ContrastTest {
    @ParameterizedTest
    @ValueSource(doubles = {460, 652, 860, 1400})
    void boxesTheNamesOfWhatDiffers(double width) {
        Session session = Handmade.tls12();
        Diagram plain = Diagram.of(session, View.all(width, Words.of(Language.KOREAN)));
        Set<Integer> all =
                IntStream.rangeClosed(1, session.messages().size())
                        .boxed()
                        .collect(Collectors.toSet());
        Diagram boxed = new Contrast(all, Set.of()).mark(plain);
        assertThat(boxed.rows()).hasSameSizeAs(plain.rows());
        for (int i = 0; i < boxed.rows().size(); i++) {
            Diagram.Row row = boxed.rows().get(i);
            if (row.number() == 0) {
                assertThat(row).isEqualTo(plain.rows().get(i));
                continue;
            }
            String title = session.message(row.number()).orElseThrow().type().title();
            Mark.Text name =
                    row.marks().stream()
                            .filter(Mark.Text.class::isInstance)
                            .map(Mark.Text.class::cast)
                            .filter(text -> text.text().startsWith(title))
                            .findFirst()
                            .orElseThrow();
            Mark.Box box = (Mark.Box) row.marks().getLast();
            assertThat(box.dash()).isEqualTo(Dash.SOLID);
            assertThat(box.x()).as(title).isLessThan(name.x());
            assertThat(box.x() + box.width())
                    .as(title)
                    .isGreaterThan(
                            name.x() + TextMetrics.width(name.text(), name.face(), name.size()));
            assertThat(box.y()).as(title).isLessThan(name.baseline() - name.size() * 0.7);
            assertThat(box.y() + box.height()).as(title).isGreaterThan(name.baseline());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5})
    void marksOnlyTheMessagesThatDiffer(int number) {
        Diagram plain = Diagram.of(Handmade.tls13(), View.all(860, Words.of(Language.ENGLISH)));
        Diagram marked = new Contrast(Set.of(), Set.of(number)).mark(plain);
        List<Integer> changed =
                IntStream.range(0, plain.rows().size())
                        .filter(i -> !marked.rows().get(i).equals(plain.rows().get(i)))
                        .mapToObj(i -> plain.rows().get(i).number())
                        .toList();
        assertThat(changed).containsExactly(number);
        Mark last =
                marked.rows().stream()
                        .filter(row -> row.number() == number)
                        .findFirst()
                        .orElseThrow()
                        .marks()
                        .getLast();
        assertThat(last)
                .isInstanceOfSatisfying(
                        Mark.Line.class, line -> assertThat(line.dash()).isEqualTo(Dash.DASHED));
        assertThat(Contrast.NONE.mark(plain)).isEqualTo(plain);
    }
}
