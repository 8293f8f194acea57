package dev.handshake.ui.detail;

import dev.handshake.bytes.ByteSpan;
import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.Field;
import dev.handshake.bytes.Value;
import java.util.ArrayList;
import java.util.List;
import javafx.collections.ObservableList;
import javafx.scene.control.TreeItem;
import org.jspecify.annotations.Nullable;

/** A field's place in the tree. What is below it is made when it is first looked at. */
final class FieldItem extends TreeItem<Field> {
    /** Rows that a message's tree shows at most without being asked. */
    private static final int FIRST_ROWS = 12;

    private final Bytes space;
    private final @Nullable ByteSpan decodedFrom;
    private boolean made;

    /**
     * @param space the bytes in which the field's span counts
     * @param decodedFrom the bytes of the message that {@code space} was decoded from; null where
     *     it is the message
     */
    private FieldItem(Field field, Bytes space, @Nullable ByteSpan decodedFrom) {
        super(field);
        this.space = space;
        this.decodedFrom = decodedFrom;
    }

    /** The root of a message's tree, which is not shown itself. */
    static FieldItem root(Bytes message, List<Field> fields) {
        ByteSpan whole = new ByteSpan(0, message.length());
        FieldItem root =
                new FieldItem(
                        new Field("message", new Value.Struct(), whole, fields), message, null);
        root.setExpanded(true);
        root.expandFirstRows();
        return root;
    }

    Field field() {
        return getValue();
    }

    /** From a field of the message down to this one; the root stands for the message itself. */
    List<Field> path() {
        List<Field> path = new ArrayList<>();
        for (TreeItem<Field> item = this; item.getParent() != null; item = item.getParent()) {
            path.addFirst(item.getValue());
        }
        return path;
    }

    /** The bytes to be shown when this field is looked at. */
    Bytes shownBytes() {
        Bytes own = field().space();
        return own == null ? space : own;
    }

    /** Which of {@link #shownBytes} it stands on. */
    ByteSpan shownSpan() {
        return field().space() == null ? field().span() : new ByteSpan(0, shownBytes().length());
    }

    /** The bytes of the message that say the field, even where it was decoded out of them. */
    ByteSpan inMessage() {
        return decodedFrom == null ? field().span() : decodedFrom;
    }

    /** Where it stands in bytes that are shown; null where they do not hold it. */
    @Nullable ByteSpan spanIn(Bytes shown) {
        if (shown.equals(shownBytes())) {
            return shownSpan();
        }
        return shown.equals(space) ? field().span() : decodedFrom;
    }

    /**
     * The holder of the byte space that {@link #shownBytes} shows: an own one's field, or the root.
     */
    FieldItem spaceHolder() {
        FieldItem item = this;
        while (item.field().space() == null && item.getParent() instanceof FieldItem parent) {
            item = parent;
        }
        return item;
    }

    @Override
    public boolean isLeaf() {
        return field().isLeaf();
    }

    @Override
    public ObservableList<TreeItem<Field>> getChildren() {
        if (!made) {
            made = true;
            Bytes own = field().space();
            super.getChildren()
                    .setAll(own == null ? below(space, decodedFrom) : below(own, inMessage()));
        }
        return super.getChildren();
    }

    private List<FieldItem> below(Bytes counted, @Nullable ByteSpan from) {
        return field().fields().stream().map(field -> new FieldItem(field, counted, from)).toList();
    }

    List<FieldItem> children() {
        return getChildren().stream().map(FieldItem.class::cast).toList();
    }

    /**
     * The innermost item on a byte of this item's space.
     *
     * @param onlyVisible whether to stop at what is not expanded
     */
    @Nullable FieldItem at(int position, boolean onlyVisible) {
        FieldItem found = null;
        FieldItem item = this;
        while (item != null) {
            FieldItem next = null;
            if (!item.isLeaf()
                    && (!onlyVisible || item.isExpanded())
                    && (item.equals(this) || item.field().space() == null)) {
                for (TreeItem<Field> child : item.getChildren()) {
                    if (child.getValue().span().contains(position)) {
                        next = (FieldItem) child;
                        break;
                    }
                }
            }
            found = next == null ? found : next;
            item = next;
        }
        return found;
    }

    /** The outermost item below this one that stands on just these bytes of the message. */
    @Nullable FieldItem on(ByteSpan span) {
        for (FieldItem child : children()) {
            if (child.field().span().equals(span)) {
                return child;
            }
            if (child.field().span().contains(span) && child.field().space() == null) {
                FieldItem deeper = child.on(span);
                if (deeper != null) {
                    return deeper;
                }
            }
        }
        return null;
    }

    /** Opens every item above this one, so that it is in the tree. */
    void reveal() {
        for (TreeItem<Field> above = getParent(); above != null; above = above.getParent()) {
            above.setExpanded(true);
        }
    }

    private void expandFirstRows() {
        List<FieldItem> level = children();
        int rows = level.size();
        while (!level.isEmpty()) {
            int wouldAdd =
                    level.stream()
                            .filter(FieldItem::isWorthOpening)
                            .mapToInt(item -> item.field().fields().size())
                            .sum();
            if (wouldAdd == 0 || rows + wouldAdd > FIRST_ROWS) {
                return;
            }
            rows += wouldAdd;
            List<FieldItem> opened = level.stream().filter(FieldItem::isWorthOpening).toList();
            opened.forEach(item -> item.setExpanded(true));
            level = opened.stream().flatMap(item -> item.children().stream()).toList();
        }
    }

    /** An opaque vector says all in its own row. */
    private boolean isWorthOpening() {
        List<Field> below = field().fields();
        boolean opaque =
                below.size() == 2
                        && below.get(0).key().equals("length")
                        && below.get(1).isLeaf()
                        && below.get(1).key().equals("opaque");
        return !isLeaf() && !opaque;
    }
}
