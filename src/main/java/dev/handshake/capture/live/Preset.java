package dev.handshake.capture.live;

import dev.handshake.bytes.Phrase;
import dev.handshake.capture.Target;
import dev.handshake.registry.CipherSuite;
import dev.handshake.registry.ExtensionType;
import dev.handshake.registry.NamedGroup;
import dev.handshake.registry.SignatureScheme;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Offers that are worth trying. */
public enum Preset {
    /** What browsers of today offer, as far as the engine can: no GREASE, no ECH. */
    BROWSER(offer ->
            offer.withSuites(
                            suites(
                                    0x1301, 0x1302, 0x1303, // TLS 1.3
                                    0xc02b, 0xc02f, 0xc02c, 0xc030, 0xcca9, 0xcca8, // ECDHE, AEAD
                                    0xc013, 0xc014, // ECDHE, CBC
                                    0x009c, 0x009d, 0x002f, 0x0035)) // RSA
                    .withGroups(
                            List.of(
                                    NamedGroup.X25519MLKEM768,
                                    NamedGroup.X25519,
                                    NamedGroup.SECP256R1,
                                    NamedGroup.SECP384R1))
                    .withSignatureSchemes(
                            List.of(
                                    SignatureScheme.ECDSA_SECP256R1_SHA256,
                                    SignatureScheme.RSA_PSS_RSAE_SHA256,
                                    SignatureScheme.RSA_PKCS1_SHA256,
                                    SignatureScheme.ECDSA_SECP384R1_SHA384,
                                    SignatureScheme.RSA_PSS_RSAE_SHA384,
                                    SignatureScheme.RSA_PKCS1_SHA384,
                                    SignatureScheme.RSA_PSS_RSAE_SHA512,
                                    SignatureScheme.RSA_PKCS1_SHA512))
                    .withAlpn(List.of("h2", "http/1.1"))
                    .withLeftOut(
                            Set.of(
                                    ExtensionType.ENCRYPT_THEN_MAC,
                                    ExtensionType.SIGNATURE_ALGORITHMS_CERT))),

    /** TLS 1.2 alone, as in the lesson. */
    LESSON(offer -> offer.withVersions(Versions.TLS_1_2)),

    /**
     * CBC, Triple DES, RSA key exchange, no encryption at all, curves of less than 256 bits and
     * SHA-1, for TLS 1.2 and older. RC4, export suites and MD5 are beyond the engine.
     */
    WEAK(offer ->
            offer.withVersions(Versions.OLD)
                    .withSuites(
                            suites(
                                    0xc013, 0xc009, 0x0033, // CBC
                                    0x002f, 0x0035, // RSA
                                    0xc012, 0xc008, 0x0016, 0x000a, // Triple DES
                                    0xc010, 0xc006, 0x003b, 0x0002)) // NULL
                    .withGroups(
                            List.of(
                                    new NamedGroup(0x0013), // secp192r1
                                    new NamedGroup(0x0015))) // secp224r1
                    .withSignatureSchemes(
                            List.of(SignatureScheme.RSA_PKCS1_SHA1, SignatureScheme.ECDSA_SHA1))
                    .withLeftOut(
                            Set.of(
                                    ExtensionType.EXTENDED_MASTER_SECRET,
                                    ExtensionType.ENCRYPT_THEN_MAC))),

    /** Today's offer without the name of the server. */
    NO_SNI(offer -> offer.withServerName(null)),

    /** Groups that hardly any server has, and no suite that does without one. */
    NO_COMMON_GROUP(offer ->
            offer.withSuites(
                            suites(
                                    0x1301, 0x1302, 0x1303, // TLS 1.3
                                    0xc02b, 0xc02f, 0xc02c, 0xc030, 0xcca9, 0xcca8)) // ECDHE
                    .withGroups(
                            List.of(
                                    new NamedGroup(0x0021), // brainpoolP512r1tls13
                                    new NamedGroup(0x001c)))); // brainpoolP512r1

    @SuppressWarnings("ImmutableEnumChecker") // It has no state.
    private final UnaryOperator<Offer> change;

    Preset(UnaryOperator<Offer> change) {
        this.change = change;
    }

    /** The offer, for a target whose name it says. */
    public Offer offer(Target target) {
        return change.apply(Offer.to(target));
    }

    /** What it is called. */
    public Phrase title() {
        return Phrase.of("offer.preset." + word());
    }

    /** What is special about it. */
    public Phrase about() {
        return Phrase.of("offer.preset.about." + word());
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static List<CipherSuite> suites(int... codes) {
        return Arrays.stream(codes).mapToObj(CipherSuite::new).toList();
    }
}
