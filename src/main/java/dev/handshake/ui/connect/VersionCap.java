package dev.handshake.ui.connect;

/** Which versions of TLS are offered. */
public enum VersionCap {
    /** 1.3 and 1.2. */
    AUTO("auto"),
    /** 1.3 alone. */
    TLS_1_3("1.3"),
    /** 1.2 alone. */
    TLS_1_2("1.2");

    private final String code;

    VersionCap(String code) {
        this.code = code;
    }

    /** {@code auto}, or as on the command line: {@code 1.3}, {@code 1.2}. */
    public String code() {
        return code;
    }
}
