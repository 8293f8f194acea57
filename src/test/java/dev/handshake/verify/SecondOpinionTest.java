package dev.handshake.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.OpensslVerify;
import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Origin;
import dev.handshake.explain.Language;
import dev.handshake.explain.Words;
import dev.handshake.verify.Made.Identity;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PolicyConstraints;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.cert.X509CertificateHolder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Chains of every kind, judged by us, by {@code openssl verify} at security level 2 (Debian's
 * default for connections) and by Java's trust manager. Where one of them decides otherwise, the
 * row says why.
 */
class SecondOpinionTest {
    private static final ASN1ObjectIdentifier POLICY = new ASN1ObjectIdentifier("1.2.3.4.1");

    @TempDir private @Nullable Path folder;

    /**
     * @param word {@code verdict.chain.<word>} or {@code verdict.validity.<word>} of what is wrong;
     *     {@code ok} where nothing is
     * @param openssl whether OpenSSL accepts it, with these options
     * @param java whether Java accepts it
     * @param why they differ from us, or from each other; empty where all agree
     */
    record Row(
            String name,
            List<Identity> sent,
            List<Identity> trusted,
            String word,
            boolean openssl,
            List<String> options,
            boolean java,
            String why) {
        static Row good(String name, List<Identity> sent, Identity... trusted) {
            return new Row(name, sent, List.of(trusted), "ok", true, List.of(), true, "");
        }

        static Row bad(String name, String word, List<Identity> sent, Identity... trusted) {
            return new Row(name, sent, List.of(trusted), word, false, List.of(), false, "");
        }

        Row opensslNeeds(String reason, String... more) {
            return new Row(name, sent, trusted, word, openssl, List.of(more), java, reason);
        }

        Row opensslDiffers(String reason) {
            return new Row(name, sent, trusted, word, !openssl, options, java, reason);
        }

        Row javaDiffers(String reason) {
            return new Row(name, sent, trusted, word, openssl, options, !java, reason);
        }

        boolean isGood() {
            return word.equals("ok");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Made leaf(Identity issuer) {
        return Made.named("leaf").by(issuer).dns("www.example.org");
    }

    private static Made middle(Identity issuer) {
        return Made.named("Middle").by(issuer);
    }

    static Stream<Row> chains() {
        Identity root = Made.root("Root");
        Identity middle = middle(root).ca().make();
        Identity stranger = Made.root("Stranger");
        return Stream.of(
                        sound(root, middle, stranger),
                        time(root, middle),
                        authority(root, middle),
                        purpose(root, middle),
                        names(root),
                        search(root, middle, stranger),
                        strength(root, middle))
                .flatMap(rows -> rows);
    }

    private static Stream<Row> sound(Identity root, Identity middle, Identity stranger) {
        Identity leaf = leaf(middle).make();
        KeyPair rsa = Made.rsa(2048);
        Identity rsaRoot = Made.named("RSA Root").with(rsa).ca().make();
        Identity edRoot = Made.named("Ed Root").with(Made.ed25519()).ca().make();
        Identity self = Made.named("self").dns("www.example.org").make();
        Identity v1Root = Made.named("Old Root").v1().make();
        Identity brainpool =
                Made.named("leaf")
                        .with(Made.ec("brainpoolP256r1"))
                        .by(middle)
                        .dns("www.example.org")
                        .make();
        Identity brainpoolRoot =
                Made.named("Brainpool Root").with(Made.ec("brainpoolP256r1")).ca().make();
        return Stream.of(
                Row.good("a leaf and its intermediate", List.of(leaf, middle), root),
                Row.good("the root sent along", List.of(leaf, middle, root), root),
                Row.good("a leaf right under the root", List.of(leaf(root).make()), root),
                Row.good("out of order", List.of(leaf, root, middle), root),
                Row.good(
                        "one that has nothing to do with it",
                        List.of(leaf, stranger, middle),
                        root),
                Row.good("Ed25519", List.of(leaf(edRoot).with(Made.ed25519()).make()), edRoot),
                Row.good(
                        "P-384 over SHA-384",
                        List.of(
                                leaf(middle)
                                        .with(Made.ec("secp384r1"))
                                        .signedWith("SHA384withECDSA")
                                        .make(),
                                middle),
                        root),
                Row.good("RSA, PKCS #1", List.of(leaf(rsaRoot).with(rsa).make()), rsaRoot),
                Row.good(
                        "RSA, PSS",
                        List.of(leaf(rsaRoot).signedWith("SHA256withRSAandMGF1").make()),
                        rsaRoot),
                Row.good("brainpoolP256r1", List.of(brainpool, middle), root),
                Row.good(
                                "a root on brainpoolP256r1",
                                List.of(leaf(brainpoolRoot).make()),
                                brainpoolRoot)
                        .javaDiffers("Java has not computed on brainpool curves since version 16"),
                Row.good("trusted and self-signed", List.of(self), self),
                Row.good("a root of version 1", List.of(leaf(v1Root).make()), v1Root));
    }

    private static Stream<Row> time(Identity root, Identity middle) {
        Identity old = Made.named("Old").by(root).ca().days(-90, -3).make();
        Identity early = Made.named("Early").by(root).ca().days(3, 90).make();
        Identity oldRoot = Made.named("Old Root").ca().days(-90, -3).make();
        return Stream.of(
                Row.bad(
                        "expired",
                        "expired",
                        List.of(leaf(middle).days(-9, -1).make(), middle),
                        root),
                Row.bad(
                        "not yet valid",
                        "not_yet",
                        List.of(leaf(middle).days(2, 9).make(), middle),
                        root),
                Row.bad(
                        "an expired intermediate",
                        "authority_expired",
                        List.of(leaf(old).make(), old),
                        root),
                Row.bad(
                        "an intermediate not yet valid",
                        "authority_not_yet",
                        List.of(leaf(early).make(), early),
                        root),
                Row.bad(
                                "an expired root",
                                "authority_expired",
                                List.of(leaf(oldRoot).make()),
                                oldRoot)
                        .javaDiffers(
                                "RFC 5280 §6.1 takes no time of a trust anchor, and so does Java; browsers and OpenSSL do"));
    }

    private static Stream<Row> authority(Identity root, Identity middle) {
        Identity leaf = leaf(middle).make();
        Identity noCa = middle(root).noCa().make();
        Identity silent = middle(root).make();
        Identity v1 = middle(root).v1().make();
        Identity noSign =
                middle(root).ca().usage(KeyUsage.digitalSignature | KeyUsage.cRLSign).make();
        Identity sign = middle(root).ca().usage(KeyUsage.keyCertSign).make();
        Identity none = Made.named("None below").by(root).ca(0).make();
        Identity below = Made.named("Below").by(none).ca().make();
        Identity one = Made.named("One below").by(root).ca(1).make();
        Identity allowed = Made.named("Allowed").by(one).ca().make();
        Identity narrow = Made.named("Narrow Root").ca(0).make();
        Identity underNarrow = Made.named("Under").by(narrow).ca().make();
        Identity strange = middle(root).ca().strange(true).make();
        return Stream.of(
                Row.bad(
                        "a leaf as an authority",
                        "not_authority",
                        List.of(
                                Made.named("forged").by(leaf).dns("www.example.org").make(),
                                leaf,
                                middle),
                        root),
                Row.bad(
                        "an intermediate with cA false",
                        "not_authority",
                        List.of(leaf(noCa).make(), noCa),
                        root),
                Row.bad(
                        "an intermediate without basicConstraints",
                        "not_authority",
                        List.of(leaf(silent).make(), silent),
                        root),
                Row.bad(
                        "an intermediate of version 1",
                        "not_authority",
                        List.of(leaf(v1).make(), v1),
                        root),
                Row.bad(
                        "an intermediate without keyCertSign",
                        "no_cert_sign",
                        List.of(leaf(noSign).make(), noSign),
                        root),
                Row.good(
                        "an intermediate with keyCertSign", List.of(leaf(sign).make(), sign), root),
                Row.bad(
                        "a path longer than an intermediate allows",
                        "path_too_long",
                        List.of(leaf(below).make(), below, none),
                        root),
                Row.good(
                        "a path as long as an intermediate allows",
                        List.of(leaf(allowed).make(), allowed, one),
                        root),
                Row.bad(
                                "a path longer than the root allows",
                                "path_too_long",
                                List.of(leaf(underNarrow).make(), underNarrow),
                                narrow)
                        .javaDiffers(
                                "RFC 5280 §6.1 takes no constraints of a trust anchor, and so does Java"),
                Row.bad(
                        "a critical extension that nobody knows",
                        "unknown_extension",
                        List.of(leaf(middle).strange(true).make(), middle),
                        root),
                Row.bad(
                        "one in an intermediate",
                        "unknown_extension",
                        List.of(leaf(strange).make(), strange),
                        root),
                Row.good(
                        "one that is not critical",
                        List.of(leaf(middle).strange(false).make(), middle),
                        root));
    }

    private static Stream<Row> purpose(Identity root, Identity middle) {
        Identity clients = middle(root).ca().purposes(KeyPurposeId.id_kp_clientAuth).make();
        Identity servers = middle(root).ca().purposes(KeyPurposeId.id_kp_serverAuth).make();
        Identity demanding =
                middle(root)
                        .ca()
                        .extension(
                                Extension.certificatePolicies,
                                false,
                                new CertificatePolicies(new PolicyInformation(POLICY)))
                        .extension(
                                Extension.policyConstraints,
                                true,
                                new PolicyConstraints(java.math.BigInteger.ZERO, null))
                        .make();
        return Stream.of(
                Row.good(
                        "for servers",
                        List.of(
                                leaf(middle).purposes(KeyPurposeId.id_kp_serverAuth).make(),
                                middle),
                        root),
                Row.bad(
                        "for clients",
                        "purpose",
                        List.of(
                                leaf(middle).purposes(KeyPurposeId.id_kp_clientAuth).make(),
                                middle),
                        root),
                Row.bad(
                        "for signing code",
                        "purpose",
                        List.of(
                                leaf(middle).purposes(KeyPurposeId.id_kp_codeSigning).make(),
                                middle),
                        root),
                Row.good(
                                "for everything",
                                List.of(
                                        leaf(middle)
                                                .purposes(KeyPurposeId.anyExtendedKeyUsage)
                                                .make(),
                                        middle),
                                root)
                        .opensslNeeds(
                                "OpenSSL's purpose sslserver wants serverAuth itself",
                                "-purpose",
                                "any"),
                Row.bad(
                                "an intermediate for clients",
                                "issuer_purpose",
                                List.of(leaf(clients).make(), clients),
                                root)
                        .javaDiffers(
                                "Java looks at the purposes of the leaf alone; browsers and OpenSSL at those of authorities, too"),
                Row.good(
                        "an intermediate for servers",
                        List.of(leaf(servers).make(), servers),
                        root),
                Row.bad(
                        "a key for signing certificates alone",
                        "leaf_usage",
                        List.of(leaf(middle).usage(KeyUsage.keyCertSign).make(), middle),
                        root),
                Row.good(
                        "a key for signatures",
                        List.of(leaf(middle).usage(KeyUsage.digitalSignature).make(), middle),
                        root),
                Row.bad(
                                "a policy is demanded",
                                "policy",
                                List.of(leaf(demanding).make(), demanding),
                                root)
                        .opensslNeeds("OpenSSL heeds policies only when asked", "-policy_check"),
                Row.good(
                                "a policy is demanded and there",
                                List.of(
                                        leaf(demanding)
                                                .extension(
                                                        Extension.certificatePolicies,
                                                        false,
                                                        new CertificatePolicies(
                                                                new PolicyInformation(POLICY)))
                                                .make(),
                                        demanding),
                                root)
                        .opensslNeeds(
                                "OpenSSL heeds policies only when asked",
                                "-policy",
                                "1.2.3.4.1",
                                "-policy_check"));
    }

    private static Identity constrained(
            Identity root, GeneralName @Nullable [] permitted, GeneralName @Nullable [] excluded) {
        return middle(root)
                .ca()
                .extension(
                        Extension.nameConstraints,
                        true,
                        new NameConstraints(subtrees(permitted), subtrees(excluded)))
                .make();
    }

    private static GeneralSubtree @Nullable [] subtrees(GeneralName @Nullable [] names) {
        return names == null
                ? null
                : Stream.of(names).map(GeneralSubtree::new).toArray(GeneralSubtree[]::new);
    }

    private static GeneralName[] dns(String name) {
        return new GeneralName[] {new GeneralName(GeneralName.dNSName, name)};
    }

    private static Stream<Row> names(Identity root) {
        Identity org = constrained(root, dns("example.org"), null);
        Identity notOrg = constrained(root, null, dns("example.org"));
        Identity net =
                constrained(
                        root,
                        new GeneralName[] {new GeneralName(GeneralName.iPAddress, "10.0.0.0/8")},
                        null);
        Identity people =
                constrained(
                        root,
                        new GeneralName[] {new GeneralName(new X500Name("O=Somebody"))},
                        null);
        Identity below = Made.named("Below").by(org).ca().make();
        Identity rootOrg =
                Made.named("Org Root")
                        .ca()
                        .extension(
                                Extension.nameConstraints,
                                true,
                                new NameConstraints(subtrees(dns("example.org")), null))
                        .make();
        return Stream.of(
                Row.good("a name that is permitted", List.of(leaf(org).make(), org), root),
                Row.bad(
                        "a name that is not permitted",
                        "name_constraints",
                        List.of(Made.named("leaf").by(org).dns("www.example.com").make(), org),
                        root),
                Row.bad(
                        "a permitted name and another",
                        "name_constraints",
                        List.of(
                                Made.named("leaf")
                                        .by(org)
                                        .dns("www.example.org", "example.com")
                                        .make(),
                                org),
                        root),
                Row.bad(
                        "a name that ends alike",
                        "name_constraints",
                        List.of(Made.named("leaf").by(org).dns("badexample.org").make(), org),
                        root),
                Row.good(
                        "a permitted name in capitals",
                        List.of(Made.named("leaf").by(org).dns("WWW.Example.ORG").make(), org),
                        root),
                Row.bad(
                        "a name that is excluded",
                        "name_constraints",
                        List.of(leaf(notOrg).make(), notOrg),
                        root),
                Row.good(
                        "a name that is not excluded",
                        List.of(
                                Made.named("leaf").by(notOrg).dns("www.example.com").make(),
                                notOrg),
                        root),
                Row.bad(
                        "two steps below the constraint",
                        "name_constraints",
                        List.of(
                                Made.named("leaf").by(below).dns("www.example.com").make(),
                                below,
                                org),
                        root),
                Row.good(
                        "an address that is permitted",
                        List.of(Made.named("leaf").by(net).ip("10.1.2.3").make(), net),
                        root),
                Row.bad(
                        "an address that is not permitted",
                        "name_constraints",
                        List.of(Made.named("leaf").by(net).ip("192.0.2.1").make(), net),
                        root),
                Row.bad(
                        "a subject that is not permitted",
                        "name_constraints",
                        List.of(leaf(people).make(), people),
                        root),
                Row.bad(
                                "a root that constrains itself",
                                "name_constraints",
                                List.of(
                                        Made.named("leaf")
                                                .by(rootOrg)
                                                .dns("www.example.com")
                                                .make()),
                                rootOrg)
                        .javaDiffers(
                                "RFC 5280 §6.1 takes no constraints of a trust anchor, and so does Java"));
    }

    private static Stream<Row> search(Identity root, Identity middle, Identity stranger) {
        Identity leaf = leaf(middle).make();
        Identity self = Made.named("self").dns("www.example.org").make();
        Identity otherRoot = Made.root("Other Root");
        Identity crossed = Made.named("Middle").by(otherRoot).with(middle.key()).ca().make();
        Identity oldRoot = Made.named("Very Old Root").ca().days(-900, -3).make();
        Identity crossedRoot =
                Made.named("Root").by(oldRoot).with(root.key()).ca().days(-900, -3).make();
        Identity twin = middle(root).ca().make();
        Identity impostor = Made.root("Root");
        return Stream.of(
                Row.bad("a missing intermediate", "issuer_unknown", List.of(leaf), root),
                Row.good("a missing intermediate that is trusted", List.of(leaf), middle)
                        .opensslNeeds(
                                "OpenSSL wants a path to end at a root, unless asked",
                                "-partial_chain"),
                Row.bad("self-signed", "self_signed", List.of(self), root),
                Row.bad(
                        "an untrusted root sent along",
                        "untrusted_root",
                        List.of(leaf(stranger).make(), stranger),
                        root),
                Row.bad(
                        "an untrusted root not sent",
                        "issuer_unknown",
                        List.of(leaf(stranger).make()),
                        root),
                Row.bad(
                        "an impostor with the name of a root",
                        "signature",
                        List.of(leaf(impostor).make()),
                        root),
                Row.bad(
                        "an impostor that shows itself",
                        "untrusted_root",
                        List.of(leaf(impostor).make(), impostor),
                        root),
                Row.bad(
                        "a signature with a wrong bit",
                        "signature",
                        List.of(damaged(leaf), middle),
                        root),
                Row.good(
                                "an intermediate under two roots, the second trusted",
                                List.of(leaf, middle, crossed),
                                otherRoot)
                        .opensslDiffers(
                                "OpenSSL does not come back to try another intermediate of the same name"),
                Row.good(
                        "an intermediate under two roots, the first trusted",
                        List.of(leaf, middle, crossed),
                        root),
                Row.good(
                        "a root that an expired one certifies, too",
                        List.of(leaf, middle, crossedRoot),
                        root,
                        oldRoot),
                Row.good(
                        "two intermediates of one name and two keys",
                        List.of(leaf, twin, middle),
                        root));
    }

    private static Identity damaged(Identity whole) {
        byte[] der = whole.der().toArray();
        der[der.length - 1] ^= 1;
        try {
            return new Identity(new X509CertificateHolder(der), whole.key());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Stream<Row> strength(Identity root, Identity middle) {
        KeyPair weak = Made.rsa(1024);
        KeyPair rsa = Made.rsa(2048);
        Identity weakMiddle = middle(root).with(weak).ca().make();
        Identity rsaRoot = Made.named("RSA Root").with(rsa).ca().make();
        Identity sha1Root =
                Made.named("SHA-1 Root").with(rsa).ca().signedWith("SHA1withRSA").make();
        Identity p192 =
                Made.named("leaf")
                        .by(middle)
                        .with(Made.ec("secp192r1"))
                        .dns("www.example.org")
                        .make();
        Identity p224 =
                Made.named("leaf")
                        .by(middle)
                        .with(Made.ec("secp224r1"))
                        .dns("www.example.org")
                        .make();
        String javaRsa = "Java's own limit is 1024 bits (jdk.certpath.disabledAlgorithms)";
        String javaSha1 = "Java refuses SHA-1 under its own roots alone (SHA1 jdkCA)";
        return Stream.of(
                Row.bad(
                                "RSA with 1024 bits",
                                "weak_key",
                                List.of(leaf(middle).with(weak).make(), middle),
                                root)
                        .javaDiffers(javaRsa),
                Row.bad(
                                "an intermediate with 1024 bits",
                                "weak_key",
                                List.of(leaf(weakMiddle).make(), weakMiddle),
                                root)
                        .javaDiffers(javaRsa),
                Row.bad("P-192", "weak_key", List.of(p192, middle), root),
                Row.good("P-224", List.of(p224, middle), root),
                Row.bad(
                                "signed over SHA-1, RSA",
                                "weak_signature",
                                List.of(leaf(rsaRoot).signedWith("SHA1withRSA").make()),
                                rsaRoot)
                        .javaDiffers(javaSha1),
                Row.bad(
                                "signed over SHA-1, PSS",
                                "weak_signature",
                                List.of(leaf(rsaRoot).signedWith("SHA1withRSAandMGF1").make()),
                                rsaRoot)
                        .javaDiffers(javaSha1),
                Row.bad(
                                "signed over SHA-1, ECDSA",
                                "weak_signature",
                                List.of(leaf(middle).signedWith("SHA1withECDSA").make(), middle),
                                root)
                        .javaDiffers(javaSha1),
                Row.bad(
                        "signed over MD5",
                        "weak_signature",
                        List.of(leaf(rsaRoot).signedWith("MD5withRSA").make()),
                        rsaRoot),
                Row.good(
                        "a root that signed itself over SHA-1",
                        List.of(leaf(sha1Root).make()),
                        sha1Root));
    }

    @ParameterizedTest
    @MethodSource("chains")
    void agreesOrSaysWhyNot(Row row) throws Exception {
        List<Finding> findings =
                checks(row.trusted).chain(ders(row.sent), Optional.empty()).findings();
        List<String> wrong =
                findings.stream()
                        .filter(it -> it.check() != Verdict.Check.HOSTNAME)
                        .filter(it -> it.result() == Verdict.Result.FAIL)
                        .map(it -> it.reason().key().replaceFirst(".*\\.", ""))
                        .toList();

        assertThat(wrong).isEqualTo(row.isGood() ? List.of() : List.of(row.word));
        OpensslVerify openssl =
                OpensslVerify.of(
                        java.util.Objects.requireNonNull(folder),
                        ders(row.sent),
                        ders(row.trusted),
                        row.options);
        assertThat(openssl.accepted()).as("openssl: %s", openssl.said()).isEqualTo(row.openssl);
        assertThat(javaAccepts(row)).as("Java").isEqualTo(row.java);
        // Whoever decides otherwise must have a reason.
        boolean same =
                row.openssl == row.isGood() && row.java == row.isGood() && row.options.isEmpty();
        assertThat(row.why.isEmpty()).as("reason").isEqualTo(same);
    }

    @ParameterizedTest
    @MethodSource("chains")
    void wordsItInBothLanguages(Row row) {
        for (Finding finding :
                checks(row.trusted).chain(ders(row.sent), Optional.empty()).findings()) {
            for (Language language : Language.values()) {
                Words words = Words.of(language);
                Object[] args = finding.reason().args().toArray();
                assertThat(words.has(finding.reason().key())).as(finding.reason().key()).isTrue();
                assertThat(words.text(finding.reason())).doesNotContain("{");
                assertThat(words.text(finding.reason().key() + ".short", args))
                        .doesNotContain("{")
                        .hasSizeLessThan(24);
            }
        }
    }

    private static CertificateChecks checks(List<Identity> trusted) {
        return new CertificateChecks(
                ders(trusted),
                Instant.now(),
                new Origin(Origin.Kind.LIVE, "www.example.org", 443, null, false));
    }

    private static List<Bytes> ders(List<Identity> identities) {
        return identities.stream().map(Identity::der).toList();
    }

    // -- the others

    private static boolean javaAccepts(Row row) throws GeneralSecurityException, IOException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (Identity identity : row.trusted) {
                store.setCertificateEntry("root" + store.size(), certificate(identity.der()));
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(store);
            List<X509Certificate> chain = new ArrayList<>();
            for (Identity identity : row.sent) {
                chain.add(certificate(identity.der()));
            }
            for (TrustManager manager : factory.getTrustManagers()) {
                ((X509TrustManager) manager)
                        .checkServerTrusted(chain.toArray(X509Certificate[]::new), "UNKNOWN");
            }
            return true;
        } catch (CertificateException e) {
            return false;
        }
    }

    private static X509Certificate certificate(Bytes der) throws CertificateException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(der.toArray()));
    }
}
