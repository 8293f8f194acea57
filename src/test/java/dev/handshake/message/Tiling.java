package dev.handshake.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.Field;
import java.util.ArrayList;
import java.util.List;

/** The invariant of reading: every byte of a message belongs to exactly one leaf. */
public final class Tiling {
    private Tiling() {}

    /** Fails where the leaves of these fields do not tile bytes 0 to length, in order. */
    public static void check(List<Field> fields, Bytes message) {
        List<Field> leaves = new ArrayList<>();
        fields.forEach(field -> field.leaves(leaves::add));
        int end = 0;
        for (Field leaf : leaves) {
            if (leaf.span().offset() != end) {
                assertThat(leaf.span().offset()).as("start of leaf %s", leaf).isEqualTo(end);
            }
            end = leaf.span().end();
        }
        assertThat(end).as("end of the last leaf in %s", message).isEqualTo(message.length());
        fields.forEach(Tiling::checkNesting);
    }

    /** A field spans its members, no more and no less, and has a key. */
    private static void checkNesting(Field field) {
        if (field.key().isEmpty()) {
            assertThat(field.key()).as("key of %s", field).isNotEmpty();
        }
        if (field.space() == null && !field.isLeaf()) {
            int start = field.fields().getFirst().span().offset();
            int end = field.fields().getLast().span().end();
            if (field.span().offset() != start || field.span().end() != end) {
                assertThat(field.span()).as("span of %s", field).isNull();
            }
            field.fields().forEach(Tiling::checkNesting);
        }
    }
}
