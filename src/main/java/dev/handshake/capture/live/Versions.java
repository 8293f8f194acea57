package dev.handshake.capture.live;

import dev.handshake.capture.BadInput;
import dev.handshake.registry.ProtocolVersion;
import java.util.List;
import java.util.stream.IntStream;

/** Which versions of TLS the client offers. */
public enum Versions {
    /** TLS 1.3 and 1.2. */
    AUTO(ProtocolVersion.TLS_1_3, ProtocolVersion.TLS_1_2),
    /** TLS 1.3 alone. */
    TLS_1_3(ProtocolVersion.TLS_1_3, ProtocolVersion.TLS_1_3),
    /** TLS 1.2 alone, as in the lesson. */
    TLS_1_2(ProtocolVersion.TLS_1_2, ProtocolVersion.TLS_1_2),
    /** All from TLS 1.3 down to 1.0, which nobody should offer any more (RFC 8996). */
    DOWN_TO_1_0(ProtocolVersion.TLS_1_3, ProtocolVersion.TLS_1_0),
    /** TLS 1.2, 1.1 and 1.0: what a client before 2018 said. */
    OLD(ProtocolVersion.TLS_1_2, ProtocolVersion.TLS_1_0);

    private final int newest;
    private final int oldest;

    Versions(ProtocolVersion newest, ProtocolVersion oldest) {
        this.newest = newest.code();
        this.oldest = oldest.code();
    }

    /** The newest first. */
    public List<ProtocolVersion> all() {
        return IntStream.iterate(newest, code -> code >= oldest, code -> code - 1)
                .mapToObj(ProtocolVersion::new)
                .toList();
    }

    public boolean tls13() {
        return all().contains(ProtocolVersion.TLS_1_3);
    }

    /** Whether TLS 1.2 is offered, and with it perhaps older ones. */
    public boolean tls12() {
        return all().contains(ProtocolVersion.TLS_1_2);
    }

    /**
     * Reads {@code auto}, {@code 1.3} or {@code 1.2}.
     *
     * @throws BadInput for anything else
     */
    public static Versions parse(String typed) throws BadInput {
        return switch (typed.strip()) {
            case "auto" -> AUTO;
            case "1.3" -> TLS_1_3;
            case "1.2" -> TLS_1_2;
            default -> throw new BadInput("options.version", typed);
        };
    }
}
