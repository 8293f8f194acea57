package dev.handshake.registry;

import dev.handshake.bytes.Code;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One of IANA's tables, read from a resource of lines {@code code TAB name TAB recommended}. */
final class CodeTable<C extends Code> {
    /** Rows by the high byte, then by the low one: names are asked for at every turn. */
    private final @Nullable Row[] @Nullable [] pages = new Row[256][];

    private final Map<String, Integer> codes = new HashMap<>();

    private record Row(String name, Recommended recommended) {}

    private final IntFunction<C> maker;

    private CodeTable(IntFunction<C> maker) {
        this.maker = maker;
    }

    /**
     * Reads the resources beside this class. Where two rows have one name, the first is what the
     * name means.
     *
     * @param maker makes the code of a number
     * @param resources IANA's table first
     */
    static <C extends Code> CodeTable<C> load(IntFunction<C> maker, String... resources) {
        CodeTable<C> table = new CodeTable<>(maker);
        for (String resource : resources) {
            table.read(resource);
        }
        return table;
    }

    private void read(String resource) {
        InputStream stream =
                Objects.requireNonNull(CodeTable.class.getResourceAsStream(resource), resource);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).forEach(this::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(String line) {
        String[] cells = line.split("\t", -1);
        int code = Integer.decode(cells[0]);
        @Nullable Row[] page = pages[code >> 8];
        if (page == null) {
            page = new Row[256];
            pages[code >> 8] = page;
        }
        page[code & 0xff] = new Row(cells[1], Recommended.valueOf(cells[2]));
        codes.putIfAbsent(cells[1], code);
    }

    private @Nullable Row row(int code) {
        if (code < 0 || code > 0xffff) {
            return null;
        }
        @Nullable Row[] page = pages[code >> 8];
        return page == null ? null : page[code & 0xff];
    }

    /** Its name, or null. */
    @Nullable String name(int code) {
        Row row = row(code);
        return row == null ? null : row.name();
    }

    Recommended recommended(int code) {
        Row row = row(code);
        return row == null ? Recommended.N : row.recommended();
    }

    /** The code that IANA calls {@code name}. */
    Optional<C> named(String name) {
        return Optional.ofNullable(codes.get(name)).map(maker::apply);
    }

    /** All codes with a name, ascending. */
    Stream<C> all() {
        return IntStream.rangeClosed(0, 0xffff).filter(code -> row(code) != null).mapToObj(maker);
    }
}
