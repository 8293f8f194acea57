package dev.handshake.message;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Value;
import dev.handshake.registry.HandshakeType;
import dev.handshake.registry.NamedGroup;
import dev.handshake.registry.SignatureScheme;
import java.math.BigInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * ServerKeyExchange of TLS 1.2 and before (RFC 5246 §7.4.3, RFC 8422 §5.4, RFC 4492 §5.4, RFC 4279,
 * RFC 5489 §2, RFC 5054 §2.6).
 *
 * <pre>
 * struct {
 *     select (KeyExchangeAlgorithm) {
 *         case dh_anon:
 *             ServerDHParams params;
 *         case dhe_dss, dhe_rsa:
 *             ServerDHParams params;
 *             digitally-signed struct { … params } signed_params;
 *         case ec_diffie_hellman:
 *             ServerECDHParams params;
 *             Signature signed_params;
 *         case rsa_export:
 *             ServerRSAParams params;
 *             Signature signed_params;
 *         case psk, rsa_psk:
 *             opaque psk_identity_hint&lt;0..2^16-1&gt;;
 *         case dhe_psk, ecdhe_psk:
 *             opaque psk_identity_hint&lt;0..2^16-1&gt;;
 *             ServerDHParams or ServerECDHParams params;
 *         case srp:
 *             ServerSRPParams params;
 *             Signature signed_params;            /&#42; with a certificate &#42;/
 *     };
 * } ServerKeyExchange;
 * </pre>
 *
 * <p>Other methods stay opaque: all is {@code null} or empty.
 *
 * @param group the named curve; null for finite-field groups and explicit curves
 * @param params the bytes that the signature covers after both randoms
 * @param publicValue the server's public value (a point, dh_Ys, srp_B, an RSA modulus)
 * @param primeBits the size of dh_p in bits; 0 where there is none
 * @param scheme null where the exchange is not signed
 * @param signature empty where it is not signed
 */
public record ServerKeyExchange(
        @Nullable NamedGroup group,
        Bytes params,
        Bytes publicValue,
        int primeBits,
        @Nullable SignatureScheme scheme,
        Bytes signature)
        implements HandshakeMessage {
    /** What {@code params} says. */
    private record Params(@Nullable NamedGroup group, Bytes publicValue, int primeBits) {}

    /** What {@code signed_params} says. */
    private record Signed(@Nullable SignatureScheme scheme, Bytes signature) {}

    static ServerKeyExchange read(FieldReader in, HandshakeContext context) {
        KeyExchangeAlgorithm algorithm = KeyExchangeAlgorithm.of(context);
        if (algorithm.isPsk()) {
            in.opaqueVector("psk_identity_hint", 2, 0);
        }
        return switch (algorithm) {
            case DHE, DHE_PSK, DH -> read(in, context, ServerKeyExchange::readDhParams);
            case ECDHE, ECDHE_PSK, ECDH -> read(in, context, ServerKeyExchange::readEcdhParams);
            case RSA -> read(in, context, ServerKeyExchange::readRsaParams);
            case SRP -> read(in, context, ServerKeyExchange::readSrpParams);
            case PSK, RSA_PSK -> none();
            case ECJPAKE, GOST, KRB5, OTHER -> {
                in.rest("params");
                yield none();
            }
        };
    }

    private static ServerKeyExchange none() {
        return new ServerKeyExchange(null, Bytes.EMPTY, Bytes.EMPTY, 0, null, Bytes.EMPTY);
    }

    private static ServerKeyExchange read(
            FieldReader in, HandshakeContext context, Function<FieldReader, Params> form) {
        Bytes rest = in.peekRest();
        Params params = in.group("params", form, _ -> new Value.Struct());
        Bytes covered = rest.slice(0, rest.length() - in.remaining());
        Signed signed =
                context.isSigned()
                        ? in.group(
                                "signed_params",
                                signature -> readSigned(signature, context),
                                _ -> new Value.Struct())
                        : new Signed(null, Bytes.EMPTY);
        return new ServerKeyExchange(
                params.group,
                covered,
                params.publicValue,
                params.primeBits,
                signed.scheme,
                signed.signature);
    }

    /**
     * RFC 8422 §5.4.
     *
     * <pre>
     * struct {
     *     ECParameters curve_params;
     *     ECPoint      public;
     * } ServerECDHParams;
     * struct {
     *     opaque point &lt;1..2^8-1&gt;;
     * } ECPoint;
     * </pre>
     */
    private static Params readEcdhParams(FieldReader in) {
        NamedGroup group = EcParameters.read(in);
        return new Params(group, in.opaqueVector("public", 1, 1), 0);
    }

    /**
     * RFC 2246 §7.4.3, for suites whose keys were short enough to be exported.
     *
     * <pre>
     * struct {
     *     opaque rsa_modulus&lt;1..2^16-1&gt;;
     *     opaque rsa_exponent&lt;1..2^16-1&gt;;
     * } ServerRSAParams;
     * </pre>
     */
    private static Params readRsaParams(FieldReader in) {
        Bytes modulus = in.opaqueVector("rsa_modulus", 2, 1);
        in.opaqueVector("rsa_exponent", 2, 1);
        return new Params(null, modulus, 0);
    }

    /**
     * RFC 5054 §2.8.3.
     *
     * <pre>
     * struct {
     *     opaque srp_N&lt;1..2^16-1&gt;;
     *     opaque srp_g&lt;1..2^16-1&gt;;
     *     opaque srp_s&lt;1..2^8-1&gt;;
     *     opaque srp_B&lt;1..2^16-1&gt;;
     * } ServerSRPParams;
     * </pre>
     */
    private static Params readSrpParams(FieldReader in) {
        in.opaqueVector("srp_N", 2, 1);
        in.opaqueVector("srp_g", 2, 1);
        in.opaqueVector("srp_s", 1, 1);
        return new Params(null, in.opaqueVector("srp_B", 2, 1), 0);
    }

    /**
     * RFC 5246 §7.4.3.
     *
     * <pre>
     * struct {
     *     opaque dh_p&lt;1..2^16-1&gt;;
     *     opaque dh_g&lt;1..2^16-1&gt;;
     *     opaque dh_Ys&lt;1..2^16-1&gt;;
     * } ServerDHParams;
     * </pre>
     */
    private static Params readDhParams(FieldReader in) {
        Bytes prime = in.opaqueVector("dh_p", 2, 1);
        in.opaqueVector("dh_g", 2, 1);
        Bytes publicValue = in.opaqueVector("dh_Ys", 2, 1);
        return new Params(null, publicValue, new BigInteger(1, prime.toArray()).bitLength());
    }

    /**
     * RFC 5246 §4.7; before TLS 1.2 there is no {@code algorithm}.
     *
     * <pre>
     * struct {
     *    SignatureAndHashAlgorithm algorithm;
     *    opaque signature&lt;0..2^16-1&gt;;
     * } DigitallySigned;
     * </pre>
     */
    private static Signed readSigned(FieldReader in, HandshakeContext context) {
        return new Signed(
                context.namesSignatureAlgorithms()
                        ? in.code16("algorithm", SignatureScheme::new)
                        : null,
                in.opaqueVector("signature", 2, 0));
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.SERVER_KEY_EXCHANGE;
    }
}
