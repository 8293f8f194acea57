package dev.handshake.registry;

import dev.handshake.bytes.Code;

/** A code whose names stand in one of IANA's tables. */
interface Registered extends Code {
    CodeTable<?> table();

    @Override
    default String name() {
        String name = table().name(code());
        return name != null ? name : grease() ? "GREASE" : "unknown";
    }

    @Override
    default boolean known() {
        return table().name(code()) != null;
    }

    default Recommended recommended() {
        return table().recommended(code());
    }

    /** {@code x25519 (0x001d)}, {@code alert (21)}: for debugging and test messages. */
    default String text() {
        return name() + " (" + (width() == 1 ? "" + code() : "0x%04x".formatted(code())) + ")";
    }
}
