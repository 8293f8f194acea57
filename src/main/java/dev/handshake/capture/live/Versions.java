package dev.handshake.capture.live;

import dev.handshake.capture.BadInput;

/** Which versions of TLS the client offers. */
public enum Versions {
    /** TLS 1.3 and 1.2. */
    AUTO(true, true),
    /** TLS 1.3 alone. */
    TLS_1_3(true, false),
    /** TLS 1.2 alone, as in the lesson. */
    TLS_1_2(false, true);

    private final boolean tls13;
    private final boolean tls12;

    Versions(boolean tls13, boolean tls12) {
        this.tls13 = tls13;
        this.tls12 = tls12;
    }

    public boolean tls13() {
        return tls13;
    }

    public boolean tls12() {
        return tls12;
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
