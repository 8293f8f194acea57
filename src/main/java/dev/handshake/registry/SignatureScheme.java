package dev.handshake.registry;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A signature algorithm (IANA: TLS SignatureScheme; RFC 9846 §4.3.3; for TLS 1.2 the same two bytes
 * are a hash and a signature, RFC 5246 §7.4.1.4.1).
 */
public record SignatureScheme(int code) implements Registered {
    private static final CodeTable<SignatureScheme> TABLE =
            CodeTable.load(SignatureScheme::new, "signature-schemes.tsv");

    public static final SignatureScheme RSA_PKCS1_SHA1 = new SignatureScheme(0x0201);
    public static final SignatureScheme ECDSA_SHA1 = new SignatureScheme(0x0203);
    public static final SignatureScheme RSA_PKCS1_SHA256 = new SignatureScheme(0x0401);
    public static final SignatureScheme ECDSA_SECP256R1_SHA256 = new SignatureScheme(0x0403);
    public static final SignatureScheme RSA_PKCS1_SHA384 = new SignatureScheme(0x0501);
    public static final SignatureScheme ECDSA_SECP384R1_SHA384 = new SignatureScheme(0x0503);
    public static final SignatureScheme RSA_PKCS1_SHA512 = new SignatureScheme(0x0601);
    public static final SignatureScheme ECDSA_SECP521R1_SHA512 = new SignatureScheme(0x0603);
    public static final SignatureScheme RSA_PSS_RSAE_SHA256 = new SignatureScheme(0x0804);
    public static final SignatureScheme RSA_PSS_RSAE_SHA384 = new SignatureScheme(0x0805);
    public static final SignatureScheme RSA_PSS_RSAE_SHA512 = new SignatureScheme(0x0806);
    public static final SignatureScheme ED25519 = new SignatureScheme(0x0807);
    public static final SignatureScheme ED448 = new SignatureScheme(0x0808);
    public static final SignatureScheme RSA_PSS_PSS_SHA256 = new SignatureScheme(0x0809);
    public static final SignatureScheme RSA_PSS_PSS_SHA384 = new SignatureScheme(0x080a);
    public static final SignatureScheme RSA_PSS_PSS_SHA512 = new SignatureScheme(0x080b);
    public static final SignatureScheme MLDSA44 = new SignatureScheme(0x0904);
    public static final SignatureScheme MLDSA65 = new SignatureScheme(0x0905);
    public static final SignatureScheme MLDSA87 = new SignatureScheme(0x0906);

    @Override
    public int width() {
        return 2;
    }

    @Override
    public CodeTable<SignatureScheme> table() {
        return TABLE;
    }

    /** The one that IANA calls {@code name}. */
    public static Optional<SignatureScheme> named(String name) {
        return TABLE.named(name);
    }

    /** All that have a name, by code. */
    public static Stream<SignatureScheme> all() {
        return TABLE.all();
    }

    /** Why it is no good choice today; empty where nothing speaks against it. */
    public Set<Weakness> weaknesses() {
        return Weakness.ofScheme(code);
    }

    @Override
    public String toString() {
        return text();
    }
}
