package dev.handshake.message;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Value;
import dev.handshake.message.ClientKeyExchange.KeyExchange;
import dev.handshake.registry.HandshakeType;
import dev.handshake.registry.NamedGroup;
import dev.handshake.registry.SignatureScheme;
import java.math.BigInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * ServerKeyExchange of TLS 1.2 (RFC 5246 §7.4.3, RFC 8422 §5.4).
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
 *     };
 * } ServerKeyExchange;
 * </pre>
 *
 * <p>Other methods, and curves that are spelled out instead of named, stay opaque: all is {@code
 * null} or empty.
 *
 * @param group the named curve; null for finite-field groups and explicit curves
 * @param params the bytes that the signature covers after both randoms
 * @param publicValue the server's public value (a point, or dh_Ys)
 * @param primeBits the size of dh_p in bits; 0 for ECDHE
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
    private static final Bytes NAMED_CURVE = Bytes.ofHex("03");

    /** What {@code params} says. */
    private record Params(@Nullable NamedGroup group, Bytes publicValue, int primeBits) {}

    /** What {@code signed_params} says. */
    private record Signed(@Nullable SignatureScheme scheme, Bytes signature) {}

    static ServerKeyExchange read(FieldReader in, HandshakeContext context) {
        return switch (KeyExchange.of(context)) {
            case DHE -> read(in, context, ServerKeyExchange::readDhParams);
            case ECDHE ->
                    in.peek(1).equals(NAMED_CURVE)
                            ? read(in, context, ServerKeyExchange::readEcdhParams)
                            : readOpaque(in);
            case RSA, OTHER -> readOpaque(in);
        };
    }

    private static ServerKeyExchange read(
            FieldReader in, HandshakeContext context, Function<FieldReader, Params> form) {
        Bytes rest = in.peekRest();
        Params params = in.group("params", form, _ -> new Value.Struct());
        Bytes covered = rest.slice(0, rest.length() - in.remaining());
        Signed signed =
                context.isAnonymous()
                        ? new Signed(null, Bytes.EMPTY)
                        : in.group(
                                "signed_params",
                                signature -> readSigned(signature, context),
                                _ -> new Value.Struct());
        return new ServerKeyExchange(
                params.group,
                covered,
                params.publicValue,
                params.primeBits,
                signed.scheme,
                signed.signature);
    }

    private static ServerKeyExchange readOpaque(FieldReader in) {
        in.rest("params");
        return new ServerKeyExchange(null, Bytes.EMPTY, Bytes.EMPTY, 0, null, Bytes.EMPTY);
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
     *     ECCurveType curve_type;
     *     select (curve_type) {
     *         case named_curve: NamedCurve namedcurve;
     *     };
     * } ECParameters;
     * struct {
     *     opaque point &lt;1..2^8-1&gt;;
     * } ECPoint;
     * </pre>
     */
    private static Params readEcdhParams(FieldReader in) {
        NamedGroup group = in.group("curve_params", ServerKeyExchange::readCurve, Value.Coded::of);
        return new Params(group, in.opaqueVector("public", 1, 1), 0);
    }

    private static NamedGroup readCurve(FieldReader in) {
        in.number("curve_type", 1, type -> Value.Coded.octet("named_curve", type));
        return in.code16("namedcurve", NamedGroup::new);
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
