package dev.handshake.message;

import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Value;
import dev.handshake.registry.NamedGroup;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which curve a server takes: by name (RFC 8422 §5.4), or spelled out, as RFC 4492 §5.4 allowed it.
 *
 * <pre>
 * enum { explicit_prime (1), explicit_char2 (2), named_curve (3), (255) } ECCurveType;
 * struct {
 *     opaque a &lt;1..2^8-1&gt;;
 *     opaque b &lt;1..2^8-1&gt;;
 * } ECCurve;
 * enum { ec_basis_trinomial(1), ec_basis_pentanomial(2) } ECBasisType;
 * struct {
 *     ECCurveType    curve_type;
 *     select (curve_type) {
 *         case explicit_prime:
 *             opaque      prime_p &lt;1..2^8-1&gt;;
 *             ECCurve     curve;
 *             ECPoint     base;
 *             opaque      order &lt;1..2^8-1&gt;;
 *             opaque      cofactor &lt;1..2^8-1&gt;;
 *         case explicit_char2:
 *             uint16      m;
 *             ECBasisType basis;
 *             select (basis) {
 *                 case ec_trinomial:
 *                     opaque  k &lt;1..2^8-1&gt;;
 *                 case ec_pentanomial:
 *                     opaque  k1 &lt;1..2^8-1&gt;;
 *                     opaque  k2 &lt;1..2^8-1&gt;;
 *                     opaque  k3 &lt;1..2^8-1&gt;;
 *             };
 *             ECCurve     curve;
 *             ECPoint     base;
 *             opaque      order &lt;1..2^8-1&gt;;
 *             opaque      cofactor &lt;1..2^8-1&gt;;
 *         case named_curve:
 *             NamedCurve namedcurve;
 *     };
 * } ECParameters;
 * </pre>
 */
final class EcParameters {
    private static final int EXPLICIT_PRIME = 1;
    private static final int EXPLICIT_CHAR2 = 2;
    private static final int NAMED_CURVE = 3;
    private static final int TRINOMIAL = 1;
    private static final int PENTANOMIAL = 2;

    private EcParameters() {}

    /** The curve's name; null where it is spelled out. */
    static @Nullable NamedGroup read(FieldReader in) {
        return in.group("curve_params", EcParameters::readCurve, EcParameters::value).orElse(null);
    }

    private static Value value(Optional<NamedGroup> group) {
        return group.<Value>map(Value.Coded::of).orElseGet(Value.Struct::new);
    }

    private static Optional<NamedGroup> readCurve(FieldReader in) {
        int type = (int) in.number("curve_type", 1, EcParameters::typeName);
        switch (type) {
            case NAMED_CURVE -> {
                return Optional.of(in.code16("namedcurve", NamedGroup::new));
            }
            case EXPLICIT_PRIME -> in.opaqueVector("prime_p", 1, 1);
            case EXPLICIT_CHAR2 -> readField(in);
            default -> throw in.badValue("curve_type", type);
        }
        in.opaqueVector("a", 1, 1);
        in.opaqueVector("b", 1, 1);
        in.opaqueVector("base", 1, 1);
        in.opaqueVector("order", 1, 1);
        in.opaqueVector("cofactor", 1, 1);
        return Optional.empty();
    }

    private static void readField(FieldReader in) {
        in.u16("m");
        int basis = (int) in.number("basis", 1, EcParameters::basisName);
        switch (basis) {
            case TRINOMIAL -> in.opaqueVector("k", 1, 1);
            case PENTANOMIAL -> {
                in.opaqueVector("k1", 1, 1);
                in.opaqueVector("k2", 1, 1);
                in.opaqueVector("k3", 1, 1);
            }
            default -> throw in.badValue("basis", basis);
        }
    }

    private static Value typeName(long type) {
        return Value.Coded.octet(
                switch ((int) type) {
                    case EXPLICIT_PRIME -> "explicit_prime";
                    case EXPLICIT_CHAR2 -> "explicit_char2";
                    case NAMED_CURVE -> "named_curve";
                    default -> null;
                },
                type);
    }

    private static Value basisName(long basis) {
        return Value.Coded.octet(
                switch ((int) basis) {
                    case TRINOMIAL -> "ec_basis_trinomial";
                    case PENTANOMIAL -> "ec_basis_pentanomial";
                    default -> null;
                },
                basis);
    }
}
