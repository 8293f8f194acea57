package dev.handshake.capture.live;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.BadInput;
import dev.handshake.capture.KeyBundle;
import dev.handshake.capture.PasswordNeeded;
import dev.handshake.capture.UserFile;
import dev.handshake.registry.SignatureScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Vector;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.params.Ed448PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed448PublicKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.params.RSAPrivateCrtKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateEntry;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.jspecify.annotations.Nullable;

/** What a client can prove who it is with: a private key, and the certificate chain of its own. */
public final class ClientIdentity {
    private final AsymmetricKeyParameter key;
    private final List<X509CertificateHolder> chain;

    private ClientIdentity(AsymmetricKeyParameter key, List<X509CertificateHolder> chain) {
        this.key = key;
        this.chain = List.copyOf(chain);
    }

    /**
     * Reads a key and its certificate from a PKCS#12 or PEM file. Of several it takes the first key
     * that has a certificate; of the other certificates those that lead on from it.
     *
     * @throws PasswordNeeded if the key is protected and the password is missing or wrong
     * @throws BadInput if it cannot be read; if there is no key or no certificate in it, or none
     *     that belong together; if the key is of a kind that cannot sign in TLS
     */
    public static ClientIdentity read(Path file, Optional<char[]> password) throws BadInput {
        KeyBundle bundle = KeyBundle.read(file, password.orElse(null));
        String name = UserFile.name(file);
        if (bundle.keys().isEmpty()) {
            throw new BadInput("options.identity.no_key", name);
        }
        if (bundle.certificates().isEmpty()) {
            throw new BadInput("options.identity.no_certificate", name);
        }
        return among(bundle.keys(), bundle.certificates(), name);
    }

    private static ClientIdentity among(List<PrivateKey> keys, List<Bytes> encoded, String name)
            throws BadInput {
        try {
            List<X509CertificateHolder> certificates = new ArrayList<>();
            for (Bytes certificate : encoded) {
                certificates.add(new X509CertificateHolder(certificate.toArray()));
            }
            for (PrivateKey one : keys) {
                AsymmetricKeyParameter key = PrivateKeyFactory.createKey(one.getEncoded());
                for (X509CertificateHolder certificate : certificates) {
                    if (belong(key, certificate)) {
                        if (!canSign(key)) {
                            throw new BadInput("options.identity.kind", name);
                        }
                        return new ClientIdentity(key, path(certificate, certificates));
                    }
                }
            }
        } catch (IOException | RuntimeException e) {
            // Keys of kinds that nobody knows, or certificates that are none.
            throw new BadInput("options.identity.kind", name);
        }
        throw new BadInput("options.identity.mismatch", name);
    }

    /**
     * A key that was made here.
     *
     * @param chain the certificate of the key, and those that lead on from it
     * @throws IOException if it is no key that this program knows
     */
    public static ClientIdentity ofHolders(PrivateKey key, List<X509CertificateHolder> chain)
            throws IOException {
        return new ClientIdentity(PrivateKeyFactory.createKey(key.getEncoded()), chain);
    }

    /** Its own certificate first, DER. */
    public List<Bytes> chain() {
        List<Bytes> encoded = new ArrayList<>();
        for (X509CertificateHolder certificate : chain) {
            encoded.add(encoded(certificate));
        }
        return encoded;
    }

    /** Whom the certificate names: the common name, or else the whole subject. */
    public String subject() {
        RDN[] names = chain.getFirst().getSubject().getRDNs(BCStyle.CN);
        return names.length == 0
                ? chain.getFirst().getSubject().toString()
                : IETFUtils.valueToString(names[0].getFirst().getValue());
    }

    /**
     * What signs for it, by the first scheme of the offer that the server has asked for and the key
     * can do (RFC 9846 §4.3.3, RFC 5246 §7.4.4).
     *
     * @return null where there is no such scheme: then the client shows no certificate
     */
    @Nullable TlsCredentials credentials(
            TlsContext context, BcTlsCrypto crypto, CertificateRequest request, Offer offer)
            throws IOException {
        SignatureAndHashAlgorithm algorithm = null;
        boolean named = TlsUtils.isSignatureAlgorithmsExtensionAllowed(context.getServerVersion());
        if (named) {
            Vector<?> wanted = request.getSupportedSignatureAlgorithms();
            boolean tls13 = TlsUtils.isTLSv13(context);
            Optional<SignatureAndHashAlgorithm> common =
                    offer.signatureSchemes().stream()
                            .filter(scheme -> tls13 ? signs13(scheme) : signs12(scheme))
                            .map(SignatureScheme::code)
                            .map(org.bouncycastle.tls.SignatureScheme::getSignatureAndHashAlgorithm)
                            .filter(one -> wanted != null && wanted.contains(one))
                            .findFirst();
            if (common.isEmpty()) {
                return null;
            }
            algorithm = common.get();
        } else if (!(key instanceof RSAKeyParameters) && !(key instanceof ECPrivateKeyParameters)) {
            return null;
        }
        if (!isAskedFor(request.getCertificateTypes())) {
            return null;
        }
        return new BcDefaultTlsCredentialedSigner(
                new TlsCryptoParameters(context),
                crypto,
                key,
                certificate(context, crypto),
                algorithm);
    }

    private Certificate certificate(TlsContext context, BcTlsCrypto crypto) throws IOException {
        CertificateEntry[] entries = new CertificateEntry[chain.size()];
        for (int i = 0; i < entries.length; i++) {
            entries[i] =
                    new CertificateEntry(crypto.createCertificate(chain.get(i).getEncoded()), null);
        }
        return new Certificate(TlsUtils.isTLSv13(context) ? TlsUtils.EMPTY_BYTES : null, entries);
    }

    /** By what TLS 1.2 and older call certificate_types (RFC 5246 §7.4.4); 1.3 has none. */
    private boolean isAskedFor(short @Nullable [] types) {
        short own =
                key instanceof RSAKeyParameters
                        ? ClientCertificateType.rsa_sign
                        : ClientCertificateType.ecdsa_sign;
        return types == null || org.bouncycastle.util.Arrays.contains(types, own);
    }

    /** In TLS 1.2 any hash goes with any curve. */
    private boolean signs12(SignatureScheme scheme) {
        boolean ecdsa = (scheme.code() & 0xff) == SignatureAlgorithm.ecdsa;
        boolean pkcs1 = (scheme.code() & 0xff) == SignatureAlgorithm.rsa;
        return switch (key) {
            case ECPrivateKeyParameters _ -> ecdsa && scheme.code() >> 8 < 8;
            case RSAKeyParameters _ -> (pkcs1 && scheme.code() >> 8 < 8) || signs13(scheme);
            default -> signs13(scheme);
        };
    }

    private boolean signs13(SignatureScheme scheme) {
        return switch (key) {
            case RSAKeyParameters _ ->
                    scheme.equals(SignatureScheme.RSA_PSS_RSAE_SHA256)
                            || scheme.equals(SignatureScheme.RSA_PSS_RSAE_SHA384)
                            || scheme.equals(SignatureScheme.RSA_PSS_RSAE_SHA512);
            case ECPrivateKeyParameters curve ->
                    switch (curve.getParameters().getCurve().getFieldSize()) {
                        case 256 -> scheme.equals(SignatureScheme.ECDSA_SECP256R1_SHA256);
                        case 384 -> scheme.equals(SignatureScheme.ECDSA_SECP384R1_SHA384);
                        case 521 -> scheme.equals(SignatureScheme.ECDSA_SECP521R1_SHA512);
                        default -> false;
                    };
            case Ed25519PrivateKeyParameters _ -> scheme.equals(SignatureScheme.ED25519);
            case Ed448PrivateKeyParameters _ -> scheme.equals(SignatureScheme.ED448);
            default -> false;
        };
    }

    private static boolean canSign(AsymmetricKeyParameter key) {
        return switch (key) {
            case RSAKeyParameters _ -> true;
            case ECPrivateKeyParameters _ -> true;
            case Ed25519PrivateKeyParameters _ -> true;
            case Ed448PrivateKeyParameters _ -> true;
            default -> false;
        };
    }

    /** Whether the certificate is about this key. */
    private static boolean belong(AsymmetricKeyParameter key, X509CertificateHolder certificate)
            throws IOException {
        AsymmetricKeyParameter about =
                PublicKeyFactory.createKey(certificate.getSubjectPublicKeyInfo());
        return switch (key) {
            case RSAPrivateCrtKeyParameters own ->
                    about instanceof RSAKeyParameters other
                            && own.getModulus().equals(other.getModulus())
                            && own.getPublicExponent().equals(other.getExponent());
            case RSAKeyParameters own ->
                    about instanceof RSAKeyParameters other
                            && own.getModulus().equals(other.getModulus());
            case ECPrivateKeyParameters own ->
                    about instanceof ECPublicKeyParameters other
                            && own.getParameters()
                                    .getCurve()
                                    .equals(other.getParameters().getCurve())
                            && own.getParameters().getG().multiply(own.getD()).equals(other.getQ());
            case Ed25519PrivateKeyParameters own ->
                    about instanceof Ed25519PublicKeyParameters other
                            && Arrays.equals(
                                    own.generatePublicKey().getEncoded(), other.getEncoded());
            case Ed448PrivateKeyParameters own ->
                    about instanceof Ed448PublicKeyParameters other
                            && Arrays.equals(
                                    own.generatePublicKey().getEncoded(), other.getEncoded());
            // Of a kind that cannot sign here: it is refused by the one who asks.
            default -> true;
        };
    }

    /** From the certificate upwards, by the names of issuers, each once. */
    private static List<X509CertificateHolder> path(
            X509CertificateHolder first, List<X509CertificateHolder> all) {
        List<X509CertificateHolder> path = new ArrayList<>(List.of(first));
        for (Optional<X509CertificateHolder> next = Optional.of(first); next.isPresent(); ) {
            X509CertificateHolder below = next.get();
            next =
                    all.stream()
                            .filter(one -> one.getSubject().equals(below.getIssuer()))
                            .filter(one -> !path.contains(one))
                            .findFirst();
            next.ifPresent(path::add);
        }
        return path;
    }

    private static Bytes encoded(X509CertificateHolder certificate) {
        try {
            return Bytes.wrap(certificate.getEncoded());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Does not show the key. */
    @Override
    public String toString() {
        return "ClientIdentity[" + subject() + "]";
    }
}
