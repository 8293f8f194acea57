package dev.handshake.registry;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A cipher suite (IANA: TLS Cipher Suites). */
public record CipherSuite(int code) implements Registered {
    private static final CodeTable<CipherSuite> TABLE =
            CodeTable.load(CipherSuite::new, "cipher-suites.tsv", "cipher-suites-unassigned.tsv");

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
    public CodeTable<CipherSuite> table() {
        return TABLE;
    }

    /** The one that IANA calls {@code name}. */
    public static Optional<CipherSuite> named(String name) {
        return TABLE.named(name);
    }

    /** All that have a name, by code. */
    public static Stream<CipherSuite> all() {
        return TABLE.all();
    }

    /** Why it is no good choice today; empty where nothing speaks against it. */
    public Set<Weakness> weaknesses() {
        return Weakness.ofSuite(name());
    }

    /** Compared at every turn; what a record has by itself takes long to get fast. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CipherSuite that && that.code == code;
    }

    @Override
    public int hashCode() {
        return code;
    }

    @Override
    public String toString() {
        return text();
    }
}
