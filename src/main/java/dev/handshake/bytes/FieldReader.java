package dev.handshake.bytes;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A bounded cursor over one byte space. Every read leaves a {@link Field} behind, so that the code
 * that reads a struct is also the code that annotates it.
 *
 * <p>A nested scope ({@link #struct}, {@link #vector}, {@link #inline}) must be consumed whole.
 * What does not fit throws {@link MalformedException}, with the path and the offset; {@link
 * #recovering} and {@link #readAll} are the places where the bytes from there on become one field
 * {@code malformed} instead. The fields read until then stay.
 *
 * <p>Where only the meaning is wanted, {@link #readQuietly} runs the same code without making a
 * field or a value.
 */
public final class FieldReader {
    /** Deepest nesting of scopes; DER from the wire may nest without end. */
    public static final int MAX_DEPTH = 48;

    /**
     * Most fields in one byte space, so that no message of two-byte elements fills the memory. The
     * longest real chains of certificates have some 5,000.
     */
    public static final int MAX_FIELDS = 1 << 15;

    /** No byte makes more than eight fields: so many never reach {@link #MAX_FIELDS}. */
    private static final int SHORT = MAX_FIELDS / 8;

    private final Bytes space;
    private final Budget budget;
    private final @Nullable FieldReader parent;
    private final String name;
    private final int depth;
    private int end;
    private int position;

    /** What was read in this scope; null where nobody wants it. */
    private final @Nullable List<Field> fields;

    /** How many fields may still be made, counted over all scopes of a byte space. */
    private static final class Budget {
        private int left = MAX_FIELDS;
    }

    /** A reader of a whole byte space. */
    private FieldReader(Bytes space, String name, boolean quiet) {
        this.space = space;
        this.budget = new Budget();
        this.parent = null;
        this.name = name;
        this.depth = 0;
        this.position = 0;
        this.end = space.length();
        this.fields = quiet ? null : new ArrayList<>();
    }

    /** A reader of a part of what {@code outer} reads. */
    private FieldReader(
            FieldReader outer, @Nullable FieldReader parent, String name, int depth, int end) {
        this.space = outer.space;
        this.budget = outer.budget;
        this.parent = parent;
        this.name = name;
        this.depth = depth;
        this.position = outer.position;
        this.end = end;
        this.fields = outer.fields == null ? null : new ArrayList<>();
    }

    /**
     * Reads a whole byte space with {@code body}. Never throws for what the bytes are: what could
     * not be read stays as one leaf {@code malformed} that says why.
     *
     * @param name the struct's name, first word of every path
     */
    public static <T> Read<T> readAll(Bytes space, String name, Function<FieldReader, T> body) {
        return new FieldReader(space, name, false).read(body);
    }

    /**
     * The same reading, with the same result or problem, that leaves no fields: for those who go
     * through many messages for a few of their words. What {@link #detail} reads is passed over.
     */
    public static <T> Read<T> readQuietly(Bytes space, String name, Function<FieldReader, T> body) {
        return new FieldReader(space, name, true).read(body);
    }

    private <T> Read<T> read(Function<FieldReader, T> body) {
        T result = null;
        Problem problem = null;
        try {
            result = body.apply(this);
            requireEnd();
        } catch (MalformedException e) {
            result = null;
            problem = e.problem();
            markRest(problem);
        }
        return new Read<>(result, fields == null ? List.of() : List.copyOf(fields), problem);
    }

    /**
     * What {@link #readAll} made of a byte space.
     *
     * @param result the struct; null if it could not be read to its end
     * @param fields what was read, tiling the whole space; none where it was read quietly
     * @param problem why not all could be read, or null
     */
    public record Read<T>(@Nullable T result, List<Field> fields, @Nullable Problem problem) {}

    public int position() {
        return position;
    }

    /** Bytes left in this scope. */
    public int remaining() {
        return end - position;
    }

    public boolean hasRemaining() {
        return position < end;
    }

    /** Whether only the meaning is wanted. */
    public boolean isQuiet() {
        return fields == null;
    }

    /** Whether so many bytes, all that there are, cannot have more fields than are allowed. */
    public boolean isShort() {
        return space.length() <= SHORT;
    }

    /** The next bytes, unread; fewer than {@code count} where the scope ends sooner. */
    public Bytes peek(int count) {
        return space.slice(position, Math.min(count, remaining()));
    }

    /** All bytes that this scope has left, unread. */
    public Bytes peekRest() {
        return space.slice(position, remaining());
    }

    // -- numbers and codes

    public int u8(String key) {
        return (int) number(key, 1);
    }

    public int u16(String key) {
        return (int) number(key, 2);
    }

    public int u24(String key) {
        return (int) number(key, 3);
    }

    public long u32(String key) {
        return number(key, 4);
    }

    public long number(String key, int width) {
        return number(key, width, Value.Unsigned::new);
    }

    /** An unsigned big-endian number of 1 to 7 bytes with a meaning of its own. */
    public long number(String key, int width, LongFunction<Value> meaning) {
        int at = take(key, width);
        long number = space.number(at, width);
        if (fields != null) {
            fields.add(new Field(key, meaning.apply(number), new ByteSpan(at, width)));
        }
        return number;
    }

    /** A code point of one byte. */
    public <C extends Code> C code8(String key, IntFunction<C> registry) {
        return code(key, 1, registry);
    }

    /** A code point of two bytes. */
    public <C extends Code> C code16(String key, IntFunction<C> registry) {
        return code(key, 2, registry);
    }

    private <C extends Code> C code(String key, int width, IntFunction<C> registry) {
        int at = take(key, width);
        C code = registry.apply((int) space.number(at, width));
        if (fields != null) {
            fields.add(new Field(key, Value.Coded.of(code), new ByteSpan(at, width)));
        }
        return code;
    }

    /**
     * {@code Code key<least..2^(8*lengthWidth)-1>}: a length prefix and code points of two bytes.
     *
     * @param elementKey of each code point
     */
    public <C extends Code> List<C> codes16(
            String key, int lengthWidth, int least, String elementKey, IntFunction<C> registry) {
        int length = plainLength(lengthWidth, least);
        if (length < 0 || length % 2 != 0 || budget.left < 2 + length / 2) {
            return list(key, lengthWidth, least, in -> in.code16(elementKey, registry));
        }
        budget.left -= 2 + length / 2;
        int at = position + lengthWidth;
        position = at + length;
        List<C> codes = new ArrayList<>(length / 2);
        for (; at < position; at += 2) {
            codes.add(registry.apply(space.at(at) << 8 | space.at(at + 1)));
        }
        return Collections.unmodifiableList(codes);
    }

    /**
     * What the length prefix of a vector says, if the reader is quiet and nothing is wrong with the
     * vector as a whole; else -1: then it has to be read step by step. Nothing is taken.
     */
    private int plainLength(int lengthWidth, int least) {
        if (fields != null || depth >= MAX_DEPTH || remaining() < lengthWidth) {
            return -1;
        }
        long length = space.number(position, lengthWidth);
        return length >= least && length <= remaining() - lengthWidth ? (int) length : -1;
    }

    // -- bytes

    public Bytes opaque(String key, int count) {
        return leaf(key, count, Value.Opaque::new);
    }

    /** Everything left in this scope, as one leaf, which may be empty. */
    public Bytes rest(String key) {
        return opaque(key, remaining());
    }

    /** {@code count} bytes with a meaning of their own. */
    public Bytes leaf(String key, int count, Function<Bytes, Value> meaning) {
        int at = take(key, count);
        Bytes bytes = space.slice(at, count);
        if (fields != null) {
            fields.add(new Field(key, meaning.apply(bytes), new ByteSpan(at, count)));
        }
        return bytes;
    }

    /** A field that stands on no byte of its own, derived from bytes around it. */
    public void derived(String key, Value value) {
        spend(key);
        if (fields != null) {
            fields.add(new Field(key, value, new ByteSpan(position, 0)));
        }
    }

    /**
     * {@code opaque key<least..2^(8*lengthWidth)-1>}: the length, then the bytes, under one field
     * whose value is the bytes.
     */
    public Bytes opaqueVector(String key, int lengthWidth, int least) {
        return opaqueVector(key, lengthWidth, least, Value.Opaque::new);
    }

    /** The same, with a meaning of its own, such as text. */
    public Bytes opaqueVector(
            String key, int lengthWidth, int least, Function<Bytes, Value> meaning) {
        int length = plainLength(lengthWidth, least);
        if (length < 0 || budget.left < 3) {
            return vector(
                    key,
                    lengthWidth,
                    least,
                    in -> in.leaf("opaque", in.remaining(), meaning),
                    meaning);
        }
        budget.left -= 3;
        Bytes bytes = space.slice(position + lengthWidth, length);
        position += lengthWidth + length;
        return bytes;
    }

    // -- scopes

    /**
     * {@code Element key<least..2^(8*lengthWidth)-1>}: a length prefix and the elements that it
     * counts in bytes.
     */
    public <T> List<T> list(
            String key, int lengthWidth, int least, Function<FieldReader, T> element) {
        return vector(
                key,
                lengthWidth,
                least,
                in -> in.elements(element),
                list -> new Value.Items(list.size()));
    }

    /**
     * {@code key<least..2^(8*lengthWidth)-1>}: a length prefix (a leaf {@code length}) and what it
     * counts, read by {@code body} to the last byte.
     *
     * @param meaning the value that the vector's own field shows
     */
    public <T> T vector(
            String key,
            int lengthWidth,
            int least,
            Function<FieldReader, T> body,
            Function<T, Value> meaning) {
        return group(key, in -> in.inline(in.length(lengthWidth, least), body), meaning);
    }

    private int length(int width, int least) {
        long length = number("length", width);
        if (length > remaining()) {
            throw malformed(Problem.Kind.TRUNCATED, "", length, remaining());
        }
        if (length < least) {
            throw malformed(Problem.Kind.BAD_LENGTH, "", length, least);
        }
        return (int) length;
    }

    /** A list of elements up to the end of this scope; what it returns counts them. */
    public <T> List<T> elements(Function<FieldReader, T> element) {
        List<T> list = new ArrayList<>();
        while (hasRemaining()) {
            int before = position;
            list.add(element.apply(this));
            if (position == before) {
                throw malformed(Problem.Kind.BAD_LENGTH, "", 0, 1);
            }
        }
        return List.copyOf(list);
    }

    /** The next {@code length} bytes as a field of their own with members below it. */
    public <T> T struct(String key, int length, Function<FieldReader, T> body) {
        return struct(key, length, body, _ -> new Value.Struct());
    }

    /** The same, with the value that the struct's own field shows. */
    public <T> T struct(
            String key, int length, Function<FieldReader, T> body, Function<T, Value> meaning) {
        return group(key, in -> in.inline(length, body), meaning);
    }

    /**
     * A struct whose length is known only when it has been read: {@code body} may read to the end
     * of this scope, and the field spans what it read.
     */
    public <T> T group(String key, Function<FieldReader, T> body, Function<T, Value> meaning) {
        if (depth >= MAX_DEPTH) {
            throw malformed(Problem.Kind.TOO_MANY, key, depth + 1L, MAX_DEPTH);
        }
        spend(key);
        FieldReader inner = new FieldReader(this, this, key, depth + 1, end);
        List<Field> members = inner.fields;
        if (fields == null || members == null) {
            try {
                return body.apply(inner);
            } finally {
                position = inner.position;
            }
        }
        Value value = new Value.Struct();
        boolean read = false;
        try {
            T result = body.apply(inner);
            value = meaning.apply(result);
            read = true;
            return result;
        } finally {
            if (read || !members.isEmpty()) {
                ByteSpan span = new ByteSpan(position, inner.position - position);
                fields.add(new Field(key, value, span, members));
                position = inner.position;
            }
        }
    }

    /**
     * Reads the next {@code length} bytes, all of them, with {@code body} straight into this
     * scope's fields.
     */
    public <T> T inline(int length, Function<FieldReader, T> body) {
        if (fields == null) {
            return inlineQuietly(length, body);
        }
        FieldReader inner = bounded(length);
        try {
            T result = body.apply(inner);
            inner.requireEnd();
            return result;
        } finally {
            adopt(inner);
        }
    }

    /** Without fields, this reader serves for its own part as well. */
    private <T> T inlineQuietly(int length, Function<FieldReader, T> body) {
        requireRemaining(length);
        int outerEnd = end;
        end = position + length;
        try {
            T result = body.apply(this);
            requireEnd();
            return result;
        } finally {
            end = outerEnd;
        }
    }

    /**
     * Like {@link #inline}, but if the bytes do not fit, those not read become one {@code
     * malformed} leaf and reading goes on after them.
     *
     * @return what {@code body} returned, or null where the bytes did not fit
     */
    public <T> @Nullable T recovering(int length, Function<FieldReader, T> body) {
        FieldReader inner = bounded(length);
        try {
            T result = body.apply(inner);
            inner.requireEnd();
            return result;
        } catch (MalformedException e) {
            if (budget.left == 0) {
                throw e;
            }
            inner.markRest(e.problem());
            return null;
        } finally {
            adopt(inner);
        }
    }

    /**
     * {@link #recovering} for what stands there to be looked at, such as a certificate: a quiet
     * reader passes over it.
     *
     * @return what {@code body} returned, or null where the bytes did not fit or nobody looks
     */
    public <T> @Nullable T detail(int length, Function<FieldReader, T> body) {
        if (fields != null) {
            return recovering(length, body);
        }
        take("", length);
        return null;
    }

    /**
     * The next {@code length} bytes, which say {@code decoded} in another form: a field with a byte
     * space of its own, read by {@code body} from its first byte to its last.
     *
     * @return what {@code body} returned, or null where those bytes did not fit
     */
    public <T> @Nullable T decoded(
            String key, int length, Bytes decoded, Function<FieldReader, T> body) {
        ByteSpan span = new ByteSpan(take(key, length), length);
        FieldReader inner = new FieldReader(decoded, join(key), fields == null);
        Read<T> read = inner.read(body);
        if (fields != null) {
            Value value = new Value.Opaque(space.slice(span));
            fields.add(new Field(key, value, span, read.fields(), decoded));
        }
        return read.result();
    }

    // -- errors

    /**
     * The exception for a value that may not stand at this position; the caller throws it before
     * reading the value.
     */
    public MalformedException badValue(String key, long found) {
        return malformed(Problem.Kind.BAD_VALUE, key, found, 0);
    }

    /** The exception for what is wrong at this position; the caller throws it. */
    public MalformedException malformed(
            Problem.Kind kind, String key, long needed, long available) {
        return new MalformedException(new Problem(kind, join(key), position, needed, available));
    }

    private String join(String key) {
        return key.isEmpty() ? path() : path() + " / " + key;
    }

    private String path() {
        return parent == null ? name : parent.join(name);
    }

    /** Goes on by so many bytes, and says where they begin. */
    private int take(String key, int count) {
        if (count < 0 || count > remaining()) {
            throw malformed(Problem.Kind.TRUNCATED, key, count, remaining());
        }
        spend(key);
        int at = position;
        position += count;
        return at;
    }

    private void spend(String key) {
        if (budget.left == 0) {
            throw malformed(Problem.Kind.TOO_MANY, key, MAX_FIELDS + 1L, MAX_FIELDS);
        }
        budget.left--;
    }

    private void requireRemaining(int length) {
        if (length < 0 || length > remaining()) {
            throw malformed(Problem.Kind.TRUNCATED, "", length, remaining());
        }
    }

    private FieldReader bounded(int length) {
        requireRemaining(length);
        return new FieldReader(this, parent, name, depth, position + length);
    }

    private void adopt(FieldReader inner) {
        if (fields != null && inner.fields != null) {
            fields.addAll(inner.fields);
        }
        position = inner.position;
    }

    private void requireEnd() {
        if (hasRemaining()) {
            throw malformed(Problem.Kind.TRAILING_BYTES, "", 0, remaining());
        }
    }

    /** The rest of this scope as one leaf, of length 0 where only something is missing. */
    private void markRest(Problem problem) {
        if (fields != null) {
            fields.add(
                    new Field(
                            "malformed",
                            new Value.Malformed(problem),
                            new ByteSpan(position, end - position)));
        }
        position = end;
    }
}
