package dev.handshake.registry;

import dev.handshake.bytes.Code;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A cipher suite (IANA: TLS Cipher Suites). */
public record CipherSuite(int code) implements Code {
    private static final CodeTable TABLE = CodeTable.load("cipher-suites.tsv");

    public static final CipherSuite TLS_AES_128_GCM_SHA256 = new CipherSuite(0x1301);
    public static final CipherSuite TLS_AES_256_GCM_SHA384 = new CipherSuite(0x1302);
    public static final CipherSuite TLS_CHACHA20_POLY1305_SHA256 = new CipherSuite(0x1303);
    public static final CipherSuite TLS_AES_128_CCM_SHA256 = new CipherSuite(0x1304);
    public static final CipherSuite TLS_AES_128_CCM_8_SHA256 = new CipherSuite(0x1305);
    public static final CipherSuite TLS_EMPTY_RENEGOTIATION_INFO_SCSV = new CipherSuite(0x00ff);
    public static final CipherSuite TLS_FALLBACK_SCSV = new CipherSuite(0x5600);
    public static final CipherSuite TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384 = new CipherSuite(0xc030);

    @Override
    public int width() {
        return 2;
    }

    @Override
    public String name() {
        return TABLE.name(code).orElse(grease() ? "GREASE" : "unknown");
    }

    @Override
    public boolean known() {
        return TABLE.name(code).isPresent();
    }

    /** The one that IANA calls {@code name}. */
    public static Optional<CipherSuite> named(String name) {
        OptionalInt code = TABLE.code(name);
        return code.isPresent() ? Optional.of(new CipherSuite(code.getAsInt())) : Optional.empty();
    }

    /** All that have a name, by code. */
    public static Stream<CipherSuite> all() {
        return StreamSupport.stream(TABLE.all().spliterator(), false).map(CipherSuite::new);
    }

    public Recommended recommended() {
        return TABLE.recommended(code);
    }

    @Override
    public String toString() {
        return name() + " (" + "0x%04x".formatted(code) + ")";
    }
}
