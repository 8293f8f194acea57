package dev.handshake.registry;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A group for key exchange (IANA: TLS Supported Groups; RFC 9846 §4.3.7). */
public record NamedGroup(int code) implements Registered {
    private static final CodeTable<NamedGroup> TABLE =
            CodeTable.load(NamedGroup::new, "supported-groups.tsv");

    public static final NamedGroup SECP256R1 = new NamedGroup(0x0017);
    public static final NamedGroup SECP384R1 = new NamedGroup(0x0018);
    public static final NamedGroup SECP521R1 = new NamedGroup(0x0019);
    public static final NamedGroup X25519 = new NamedGroup(0x001d);
    public static final NamedGroup X448 = new NamedGroup(0x001e);
    public static final NamedGroup FFDHE2048 = new NamedGroup(0x0100);
    public static final NamedGroup FFDHE3072 = new NamedGroup(0x0101);
    public static final NamedGroup FFDHE4096 = new NamedGroup(0x0102);
    public static final NamedGroup FFDHE6144 = new NamedGroup(0x0103);
    public static final NamedGroup FFDHE8192 = new NamedGroup(0x0104);
    public static final NamedGroup SECP256R1MLKEM768 = new NamedGroup(0x11eb);
    public static final NamedGroup X25519MLKEM768 = new NamedGroup(0x11ec);
    public static final NamedGroup SECP384R1MLKEM1024 = new NamedGroup(0x11ed);

    @Override
    public int width() {
        return 2;
    }

    @Override
    public CodeTable<NamedGroup> table() {
        return TABLE;
    }

    /** The one that IANA calls {@code name}. */
    public static Optional<NamedGroup> named(String name) {
        return TABLE.named(name);
    }

    /** All that have a name, by code. */
    public static Stream<NamedGroup> all() {
        return TABLE.all();
    }

    /** Why it is no good choice today; empty where nothing speaks against it. */
    public Set<Weakness> weaknesses() {
        return Weakness.ofGroup(name());
    }

    @Override
    public String toString() {
        return text();
    }
}
