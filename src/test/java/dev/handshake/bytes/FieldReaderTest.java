package dev.handshake.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FieldReaderTest {
    private static final Value STRUCT = new Value.Struct();

    private static <T> FieldReader.Read<T> read(String hex, Function<FieldReader, T> body) {
        return FieldReader.readAll(Bytes.ofHex(hex), "top", body);
    }

    /** The leaves as {@code key@offset+length}. */
    private static String leaves(FieldReader.Read<?> read) {
        List<Field> leaves = new ArrayList<>();
        read.fields().forEach(field -> field.leaves(leaves::add));
        return leaves.stream()
                .map(leaf -> leaf.key() + "@" + leaf.span().offset() + "+" + leaf.span().length())
                .collect(Collectors.joining(" "));
    }

    private static Problem problem(FieldReader.Read<?> read) {
        return Objects.requireNonNull(read.problem());
    }

    @Test
    void annotatesWhatItReads() {
        FieldReader.Read<String> read =
                read(
                        "01" + "0203" + "040506" + "fffffffe" + "6869",
                        in ->
                                in.u8("a")
                                        + " "
                                        + in.u16("b")
                                        + " "
                                        + in.u24("c")
                                        + " "
                                        + in.u32("d")
                                        + " "
                                        + in.rest("e").hex());
        assertThat(read.result()).isEqualTo("1 515 263430 4294967294 6869");
        assertThat(leaves(read)).isEqualTo("a@0+1 b@1+2 c@3+3 d@6+4 e@10+2");
        assertThat(read.fields().get(3).value()).isEqualTo(new Value.Unsigned(4294967294L));
        assertThat(read.problem()).isNull();
    }

    @Test
    void readsQuietlyWithTheSameResultAndProblem() {
        Function<FieldReader, Bytes> body =
                in ->
                        in.group(
                                "outer",
                                outer -> outer.vector("v", 1, 2, v -> v.rest("r"), _ -> STRUCT),
                                _ -> STRUCT);
        for (String hex : List.of("020304", "01ff", "05ff", "", "02030405")) {
            FieldReader.Read<Bytes> loud = FieldReader.readAll(Bytes.ofHex(hex), "top", body);
            FieldReader.Read<Bytes> quiet = FieldReader.readQuietly(Bytes.ofHex(hex), "top", body);
            assertThat(quiet.result()).as(hex).isEqualTo(loud.result());
            assertThat(quiet.problem()).as(hex).isEqualTo(loud.problem());
            assertThat(quiet.fields()).as(hex).isEmpty();
        }
    }

    @Test
    void makesNoValuesQuietlyAndPassesOverDetail() {
        FieldReader.Read<Integer> read =
                FieldReader.readQuietly(
                        Bytes.ofHex("01020304"),
                        "top",
                        in -> {
                            in.number(
                                    "a",
                                    1,
                                    _ -> {
                                        throw new AssertionError("a value");
                                    });
                            in.detail(
                                    2,
                                    _ -> {
                                        throw new AssertionError("a detail");
                                    });
                            return in.u8("b");
                        });
        assertThat(read.result()).isEqualTo(4);
    }

    @Test
    void countsOffsetsFromTheSpaceAndNotFromTheScope() {
        FieldReader.Read<Bytes> read =
                read(
                        "ff0002abcd",
                        in -> {
                            in.u8("first");
                            return in.opaqueVector("second", 2, 0);
                        });
        Field second = read.fields().get(1);
        assertThat(second.span()).isEqualTo(new ByteSpan(1, 4));
        assertThat(second.fields()).extracting(Field::key).containsExactly("length", "opaque");
        assertThat(second.fields().get(1).span()).isEqualTo(new ByteSpan(3, 2));
        assertThat(second.value()).isEqualTo(new Value.Opaque(Bytes.ofHex("abcd")));
    }

    @Test
    void neverReadsBeyondTheScopeThoughTheSpaceGoesOn() {
        FieldReader.Read<Bytes> read =
                read(
                        "05aabbccdd",
                        in -> in.struct("outer", 3, outer -> outer.opaqueVector("inner", 1, 0)));
        assertThat(problem(read))
                .isEqualTo(new Problem(Problem.Kind.TRUNCATED, "top / outer / inner", 1, 5, 2));
        assertThat(read.result()).isNull();
        assertThat(leaves(read)).isEqualTo("length@0+1 malformed@1+4");
    }

    @Test
    void rejectsLengthsThatLookNegativeAsIntegers() {
        FieldReader.Read<Bytes> read = read("ffffffff00", in -> in.opaqueVector("huge", 4, 0));
        assertThat(problem(read))
                .isEqualTo(new Problem(Problem.Kind.TRUNCATED, "top / huge", 4, 4294967295L, 1));
    }

    @Test
    void readsThreeByteLengths() {
        FieldReader.Read<Bytes> read = read("000002abcd", in -> in.opaqueVector("v", 3, 1));
        assertThat(read.result()).isEqualTo(Bytes.ofHex("abcd"));
        assertThat(leaves(read)).isEqualTo("length@0+3 opaque@3+2");
    }

    @Test
    void rejectsTruncatedLength() {
        FieldReader.Read<Bytes> read = read("0000", in -> in.opaqueVector("v", 3, 0));
        assertThat(problem(read))
                .isEqualTo(new Problem(Problem.Kind.TRUNCATED, "top / v / length", 0, 3, 2));
        assertThat(leaves(read)).isEqualTo("malformed@0+2");
    }

    @Test
    void rejectsAVectorBelowItsLeastLength() {
        FieldReader.Read<Bytes> read = read("0001aa", in -> in.opaqueVector("v", 2, 2));
        assertThat(problem(read))
                .isEqualTo(new Problem(Problem.Kind.BAD_LENGTH, "top / v", 2, 1, 2));
    }

    @Test
    void rejectsBytesLeftInAStruct() {
        FieldReader.Read<Integer> read =
                read("0103aabb", in -> in.vector("v", 2, 0, v -> v.u8("one"), _ -> STRUCT));
        assertThat(problem(read).kind()).isEqualTo(Problem.Kind.TRUNCATED);

        FieldReader.Read<Integer> trailing =
                read("0003aabbcc", in -> in.vector("v", 2, 0, v -> v.u8("one"), _ -> STRUCT));
        assertThat(problem(trailing))
                .isEqualTo(new Problem(Problem.Kind.TRAILING_BYTES, "top / v", 3, 0, 2));
        assertThat(leaves(trailing)).isEqualTo("length@0+2 one@2+1 malformed@3+2");
    }

    @Test
    void rejectsBytesLeftAtTheEnd() {
        FieldReader.Read<Integer> read = read("aabb", in -> in.u8("one"));
        assertThat(read.result()).isNull();
        assertThat(problem(read))
                .isEqualTo(new Problem(Problem.Kind.TRAILING_BYTES, "top", 1, 0, 1));
        assertThat(leaves(read)).isEqualTo("one@0+1 malformed@1+1");
    }

    @Test
    void marksAPlaceWhereBytesAreMissing() {
        FieldReader.Read<Integer> read = read("", in -> in.u16("two"));
        assertThat(leaves(read)).isEqualTo("malformed@0+0");
        assertThat(problem(read))
                .isEqualTo(new Problem(Problem.Kind.TRUNCATED, "top / two", 0, 2, 0));
    }

    @Test
    void goesOnAfterWhatItRecoversFrom() {
        FieldReader.Read<Integer> read =
                read(
                        "01" + "aabbcc" + "02",
                        in -> {
                            in.u8("before");
                            assertThat(
                                            in.<Integer>recovering(
                                                    3,
                                                    broken -> {
                                                        broken.u8("good");
                                                        return broken.u24("bad");
                                                    }))
                                    .isNull();
                            return in.u8("after");
                        });
        assertThat(read.result()).isEqualTo(2);
        assertThat(read.problem()).isNull();
        assertThat(leaves(read)).isEqualTo("before@0+1 good@1+1 malformed@2+2 after@4+1");
        assertThat(read.fields().get(2).value())
                .isEqualTo(
                        new Value.Malformed(
                                new Problem(Problem.Kind.TRUNCATED, "top / bad", 2, 3, 2)));
    }

    @Test
    void leavesOneMalformedLeafForOneProblem() {
        FieldReader.Read<Integer> read =
                read(
                        "0006" + "0003" + "aa" + "ff" + "ee" + "dd",
                        in ->
                                in.vector(
                                        "outer",
                                        2,
                                        0,
                                        outer ->
                                                outer.vector(
                                                        "inner",
                                                        2,
                                                        0,
                                                        inner -> {
                                                            inner.u8("ok");
                                                            return inner.u24("no")
                                                                    + inner.u8("never");
                                                        },
                                                        _ -> STRUCT),
                                        _ -> STRUCT));
        assertThat(leaves(read)).isEqualTo("length@0+2 length@2+2 ok@4+1 malformed@5+3");
    }

    @Test
    void spansAGroupByWhatItsBodyRead() {
        FieldReader.Read<Integer> read =
                read(
                        "010203",
                        in -> {
                            in.group(
                                    "pair",
                                    pair -> pair.u8("a") + pair.u8("b"),
                                    sum -> new Value.Unsigned(sum));
                            return in.u8("c");
                        });
        assertThat(read.fields().get(0).span()).isEqualTo(new ByteSpan(0, 2));
        assertThat(read.fields().get(0).value()).isEqualTo(new Value.Unsigned(3));
        assertThat(read.result()).isEqualTo(3);
    }

    @Test
    void keepsAnEmptyStruct() {
        FieldReader.Read<String> read = read("", in -> in.struct("nothing", 0, _ -> "done"));
        assertThat(read.result()).isEqualTo("done");
        assertThat(read.fields()).extracting(Field::key).containsExactly("nothing");
    }

    @Test
    void rejectsElementsThatReadNothing() {
        FieldReader.Read<List<String>> read = read("aa", in -> in.elements(_ -> "endless"));
        assertThat(problem(read).kind()).isEqualTo(Problem.Kind.BAD_LENGTH);
    }

    @Test
    void stopsAtTheDeepestNesting() {
        FieldReader.Read<Integer> read = read("aa", FieldReaderTest::nest);
        assertThat(problem(read).kind()).isEqualTo(Problem.Kind.TOO_MANY);
        assertThat(problem(read).available()).isEqualTo(FieldReader.MAX_DEPTH);
    }

    private static int nest(FieldReader in) {
        return in.group("deeper", FieldReaderTest::nest, _ -> STRUCT);
    }

    @Test
    void boundsTheFieldsOfASpaceThroughEveryRecovery() {
        Bytes many = Bytes.of(new byte[3 * FieldReader.MAX_FIELDS]);
        FieldReader.Read<List<Bytes>> read =
                FieldReader.readAll(many, "top", in -> in.elements(FieldReaderTest::recoverOne));
        assertThat(problem(read).kind()).isEqualTo(Problem.Kind.TOO_MANY);
        assertThat(read.fields()).hasSizeLessThan(FieldReader.MAX_FIELDS + 10);
        assertThat(read.fields().getLast().span().end()).isEqualTo(many.length());
    }

    private static Bytes recoverOne(FieldReader in) {
        Bytes byteRead = in.recovering(1, one -> one.opaque("one", 1));
        return byteRead == null ? Bytes.EMPTY : byteRead;
    }

    @Test
    void refusesNegativeCounts() {
        assertThat(problem(read("aa", in -> in.opaque("x", -1))).kind())
                .isEqualTo(Problem.Kind.TRUNCATED);
        assertThat(problem(read("aa", in -> in.inline(-1, FieldReader::remaining))).kind())
                .isEqualTo(Problem.Kind.TRUNCATED);
    }

    @Test
    void saysWhereAndWhyInTheMessage() {
        assertThatThrownBy(
                        () -> {
                            throw new MalformedException(
                                    new Problem(Problem.Kind.BAD_VALUE, "a / b", 7, 1, 0));
                        })
                .hasMessage("BAD_VALUE at a / b, offset 7");
    }
}
