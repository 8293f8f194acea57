package dev.handshake.capture.live;

import dev.handshake.capture.BadInput;
import dev.handshake.capture.Nearest;
import dev.handshake.capture.Target;
import dev.handshake.registry.CipherSuite;
import dev.handshake.registry.ExtensionType;
import dev.handshake.registry.NamedGroup;
import dev.handshake.registry.SignatureScheme;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.KeyExchangeAlgorithm;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.TlsCrypto;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.jspecify.annotations.Nullable;

/** What the client can offer, what it offers unless told otherwise, and how a user types it. */
public final class Offers {
    private Offers() {}

    /**
     * The newest first; RSA key exchange last, so that even a server that knows nothing else still
     * shows a handshake.
     */
    static final List<CipherSuite> SUITES =
            Stream.of(
                            0x1301, 0x1302, 0x1303, // TLS 1.3
                            0xc02b, 0xc02f, 0xc02c, 0xc030, 0xcca9, 0xcca8, // ECDHE, AEAD
                            0x009e, 0x009f, // DHE, AEAD
                            0xc009, 0xc013, 0xc00a, 0xc014, // ECDHE, CBC
                            0x0033, 0x0039, // DHE, CBC
                            0x009c, 0x009d, 0x002f, 0x0035) // RSA
                    .map(CipherSuite::new)
                    .toList();

    static final List<NamedGroup> GROUPS =
            List.of(
                    NamedGroup.X25519MLKEM768,
                    NamedGroup.X25519,
                    NamedGroup.SECP256R1,
                    NamedGroup.SECP384R1,
                    NamedGroup.SECP521R1,
                    NamedGroup.FFDHE2048);

    static final List<SignatureScheme> SIGNATURE_SCHEMES =
            List.of(
                    SignatureScheme.ECDSA_SECP256R1_SHA256,
                    SignatureScheme.RSA_PSS_RSAE_SHA256,
                    SignatureScheme.RSA_PKCS1_SHA256,
                    SignatureScheme.ECDSA_SECP384R1_SHA384,
                    SignatureScheme.RSA_PSS_RSAE_SHA384,
                    SignatureScheme.RSA_PKCS1_SHA384,
                    SignatureScheme.ECDSA_SECP521R1_SHA512,
                    SignatureScheme.RSA_PSS_RSAE_SHA512,
                    SignatureScheme.RSA_PKCS1_SHA512,
                    SignatureScheme.ED25519,
                    SignatureScheme.RSA_PSS_PSS_SHA256,
                    SignatureScheme.RSA_PSS_PSS_SHA384,
                    SignatureScheme.RSA_PSS_PSS_SHA512,
                    // Only old servers need these two.
                    SignatureScheme.RSA_PKCS1_SHA1,
                    SignatureScheme.ECDSA_SHA1);

    /** Extensions without which a handshake still works, in some version at least. */
    private static final List<ExtensionType> OPTIONAL =
            List.of(
                    ExtensionType.STATUS_REQUEST,
                    ExtensionType.SIGNED_CERTIFICATE_TIMESTAMP,
                    ExtensionType.EXTENDED_MASTER_SECRET,
                    ExtensionType.ENCRYPT_THEN_MAC,
                    ExtensionType.SESSION_TICKET,
                    ExtensionType.RENEGOTIATION_INFO,
                    ExtensionType.EC_POINT_FORMATS,
                    ExtensionType.SIGNATURE_ALGORITHMS_CERT,
                    ExtensionType.PSK_KEY_EXCHANGE_MODES,
                    ExtensionType.SIGNATURE_ALGORITHMS,
                    ExtensionType.SUPPORTED_GROUPS);

    /** RFC 9846 §9.2. */
    private static final Set<ExtensionType> NEEDED_IN_TLS13 =
            Set.of(ExtensionType.SIGNATURE_ALGORITHMS, ExtensionType.SUPPORTED_GROUPS);

    /** What NIST and OpenSSL call some groups. */
    private static final Map<String, NamedGroup> GROUP_ALIASES =
            Map.of(
                    "p256", NamedGroup.SECP256R1,
                    "prime256v1", NamedGroup.SECP256R1,
                    "p384", NamedGroup.SECP384R1,
                    "p521", NamedGroup.SECP521R1);

    private static final TlsCrypto CRYPTO = new BcTlsCrypto(new SecureRandom());

    /** A word that stands for an empty list: {@code --alpn none}. */
    private static final String NONE = "none";

    /**
     * Reads suites separated by commas, colons or spaces, by IANA's names or OpenSSL's.
     *
     * @throws BadInput for a name that does not exist (with the nearest that does) or that this
     *     client cannot offer
     */
    public static List<CipherSuite> suites(String typed) throws BadInput {
        return list(
                typed,
                Offers::suite,
                suite -> supported().contains(suite),
                () ->
                        Stream.concat(
                                supported().stream().map(CipherSuite::name),
                                supported().stream().map(Offers::opensslName)),
                "options.suite");
    }

    /** All suites that this client can offer, by code. */
    public static List<CipherSuite> supported() {
        return CipherSuite.all().filter(Offers::isSupported).toList();
    }

    /**
     * Reads groups separated by commas, colons or spaces.
     *
     * @throws BadInput as {@link #suites}
     */
    public static List<NamedGroup> groups(String typed) throws BadInput {
        return list(
                typed,
                name ->
                        Optional.ofNullable(GROUP_ALIASES.get(plain(name).replace("_", "")))
                                .or(() ->
                                        find(name, NamedGroup.all(), group -> plain(group.name()))),
                Offers::isSupported,
                () -> supportedGroups().stream().map(NamedGroup::name),
                "options.group");
    }

    /** All groups that this client can offer, by code. */
    public static List<NamedGroup> supportedGroups() {
        return NamedGroup.all().filter(Offers::isSupported).toList();
    }

    /** All signature schemes that this client can offer: it can verify what it gets. */
    public static List<SignatureScheme> supportedSignatureSchemes() {
        return SignatureScheme.all().filter(Offers::isSupported).toList();
    }

    /** The extensions that may be left out, the first few of them without harm. */
    public static List<ExtensionType> optional() {
        return OPTIONAL;
    }

    /** Whether TLS 1.3 cannot do without it. */
    static boolean isNeededInTls13(ExtensionType type) {
        return NEEDED_IN_TLS13.contains(type);
    }

    /**
     * Reads ALPN protocol names separated by commas or spaces; {@code none} for no such extension.
     *
     * @throws BadInput if one is not 1 to 255 characters of ASCII
     */
    public static List<String> alpn(String typed) throws BadInput {
        List<String> names = words(typed, "[,\\s]+");
        if (names.equals(List.of(NONE))) {
            return List.of();
        }
        if (names.isEmpty()) {
            throw new BadInput("options.alpn.empty");
        }
        for (String name : names) {
            if (!isProtocol(name)) {
                throw new BadInput("options.alpn", name);
            }
        }
        return names;
    }

    /**
     * Reads a name for SNI; {@code none}, which is no name of a server, for no SNI at all.
     *
     * @return null for none
     * @throws BadInput if it is an address, has a port, or is no name
     */
    public static @Nullable String serverName(String typed) throws BadInput {
        String name = typed.strip();
        if (name.equals(NONE)) {
            return null;
        }
        Target target = Target.parse(name);
        if (target.isAddress() || name.contains(":")) {
            throw new BadInput("options.name", name);
        }
        return target.host();
    }

    /** Whether it can stand in SNI as it is: a DNS name in its ASCII form, no address. */
    static boolean isServerName(String name) {
        try {
            Target target = Target.parse(name);
            return !target.isAddress() && target.host().equals(name);
        } catch (Target.NotATarget e) {
            return false;
        }
    }

    /** Whether it can stand in ALPN (RFC 7301 §3.1) and be shown. */
    static boolean isProtocol(String name) {
        return name.matches("[\\x21-\\x7e]{1,255}");
    }

    /**
     * Reads a time-out in seconds, with or without a fraction.
     *
     * @throws BadInput unless it is from 0.1 to 3600
     */
    public static Duration seconds(String typed) throws BadInput {
        String text = typed.strip();
        if (text.matches("[0-9]{1,4}(\\.[0-9]{1,3})?")) {
            Duration read = Duration.ofMillis(new BigDecimal(text).movePointRight(3).intValue());
            if (read.toMillis() >= 100 && read.compareTo(Duration.ofHours(1)) <= 0) {
                return read;
            }
        }
        throw new BadInput("options.seconds", text);
    }

    private static <T> List<T> list(
            String typed,
            Function<String, Optional<T>> find,
            Predicate<T> supported,
            Supplier<Stream<String>> names,
            String key)
            throws BadInput {
        List<T> found = new ArrayList<>();
        for (String word : words(typed, "[,:\\s]+")) {
            Optional<T> one = find.apply(word);
            if (one.isEmpty()) {
                Optional<String> nearest = Nearest.to(word, names.get());
                throw nearest.isPresent()
                        ? new BadInput(key + ".nearest", word, nearest.get())
                        : new BadInput(key + ".unknown", word);
            }
            if (!supported.test(one.get())) {
                throw new BadInput(key + ".unsupported", word);
            }
            if (!found.contains(one.get())) {
                found.add(one.get());
            }
        }
        if (found.isEmpty()) {
            throw new BadInput(key + ".empty");
        }
        return List.copyOf(found);
    }

    private static List<String> words(String typed, String separator) {
        return Arrays.stream(typed.split(separator)).filter(word -> !word.isEmpty()).toList();
    }

    /** The suite that IANA calls so, with or without {@code TLS_}, or else OpenSSL. */
    private static Optional<CipherSuite> suite(String typed) {
        return find(typed, CipherSuite.all(), suite -> plain(suite.name()))
                .or(() -> find("TLS_" + typed, CipherSuite.all(), suite -> plain(suite.name())))
                .or(() -> find(typed, supported().stream(), suite -> plain(opensslName(suite))));
    }

    private static <T> Optional<T> find(String typed, Stream<T> all, Function<T, String> plain) {
        String wanted = plain(typed);
        return all.filter(code -> plain.apply(code).equals(wanted)).findFirst();
    }

    /** A name without what its spellings differ in. */
    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace('-', '_');
    }

    /**
     * OpenSSL's name of a suite: {@code ECDHE-RSA-AES128-SHA} for {@code
     * TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA}. It names neither RSA key exchange nor CBC, nor the hash
     * beside ChaCha20; those of TLS 1.3 it calls as IANA does.
     */
    private static String opensslName(CipherSuite suite) {
        return isTls13(suite)
                ? suite.name()
                : suite.name()
                        .replaceFirst("^TLS_RSA_WITH_", "")
                        .replaceFirst("^TLS_", "")
                        .replace("_WITH_", "_")
                        .replace("_CBC_", "_")
                        .replace("ECDHE_RSA_ARIA", "ECDHE_ARIA")
                        .replace("POLY1305_SHA256", "POLY1305")
                        .replace("CCM_8", "CCM8")
                        .replaceAll("(AES|CAMELLIA|ARIA)_(128|256)", "$1$2")
                        .replace('_', '-');
    }

    static boolean isTls13(CipherSuite suite) {
        return TlsUtils.isValidVersionForCipherSuite(suite.code(), ProtocolVersion.TLSv13);
    }

    /** Groups that only a key_share can carry. */
    static boolean isTls13Only(NamedGroup group) {
        return org.bouncycastle.tls.NamedGroup.refersToASpecificHybrid(group.code())
                || org.bouncycastle.tls.NamedGroup.refersToASpecificKem(group.code());
    }

    private static boolean isSupported(CipherSuite suite) {
        return TlsUtils.isSupportedCipherSuite(CRYPTO, suite.code())
                && (isTls13(suite) || isOfferedKeyExchange(suite));
    }

    /** Key exchange that needs nothing but a server certificate: no PSK, SRP, DSS. */
    private static boolean isOfferedKeyExchange(CipherSuite suite) {
        return switch (TlsUtils.getKeyExchangeAlgorithm(suite.code())) {
            case KeyExchangeAlgorithm.RSA,
                    KeyExchangeAlgorithm.DHE_RSA,
                    KeyExchangeAlgorithm.ECDHE_RSA,
                    KeyExchangeAlgorithm.ECDHE_ECDSA ->
                    true;
            default -> false;
        };
    }

    private static boolean isSupported(NamedGroup group) {
        return TlsUtils.isSupportedNamedGroup(CRYPTO, group.code());
    }

    /** Schemes whose two bytes mean the same in TLS 1.2 and in 1.3. */
    private static boolean isSupported(SignatureScheme scheme) {
        SignatureAndHashAlgorithm algorithm =
                org.bouncycastle.tls.SignatureScheme.getSignatureAndHashAlgorithm(scheme.code());
        return HashAlgorithm.isRecognized(algorithm.getHash())
                && SignatureAlgorithm.isRecognized(algorithm.getSignature())
                && CRYPTO.hasSignatureScheme(scheme.code());
    }

    /** Whether TLS 1.3 may choose the group, and so take a share of it. */
    static boolean isUsableInTls13(NamedGroup group) {
        return org.bouncycastle.tls.NamedGroup.canBeNegotiated(
                group.code(), ProtocolVersion.TLSv13);
    }

    static boolean hasGroup(CipherSuite suite, List<NamedGroup> groups) {
        return isTls13(suite)
                ? groups.stream().anyMatch(Offers::isUsableInTls13)
                : switch (TlsUtils.getKeyExchangeAlgorithm(suite.code())) {
                    case KeyExchangeAlgorithm.ECDHE_RSA, KeyExchangeAlgorithm.ECDHE_ECDSA ->
                            groups.stream().anyMatch(Offers::isCurve);
                    // RSA needs none; a server may take its own group for DHE (RFC 7919 §4).
                    default -> true;
                };
    }

    private static boolean isCurve(NamedGroup group) {
        return org.bouncycastle.tls.NamedGroup.refersToASpecificCurve(group.code());
    }
}
