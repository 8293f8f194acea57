package dev.handshake.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.FieldReader;
import dev.handshake.capture.Origin;
import dev.handshake.message.OcspResponse;
import dev.handshake.verify.Made.Identity;
import java.security.KeyPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PolicyConstraints;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a server sends as certificates and staple, it is judged, and soon. */
class HostileCertificateTest {
    private static final int TIMES = 150;

    private final Identity root = Made.root("Root");

    /** With every extension that is looked into. */
    private final Identity middle =
            Made.named("Middle")
                    .by(root)
                    .ca(3)
                    .usage(KeyUsage.keyCertSign)
                    .purposes(KeyPurposeId.id_kp_serverAuth)
                    .extension(
                            Extension.nameConstraints,
                            true,
                            new NameConstraints(
                                    new GeneralSubtree[] {
                                        new GeneralSubtree(
                                                new GeneralName(
                                                        GeneralName.dNSName, "example.org")),
                                        new GeneralSubtree(
                                                new GeneralName(
                                                        GeneralName.iPAddress, "10.0.0.0/8"))
                                    },
                                    null))
                    .extension(
                            Extension.policyConstraints,
                            false,
                            new PolicyConstraints(java.math.BigInteger.TEN, null))
                    .make();

    private final Identity leaf =
            Made.named("leaf")
                    .by(middle)
                    .dns("www.example.org", "*.example.org")
                    .usage(KeyUsage.digitalSignature)
                    .extension(
                            Extension.authorityInfoAccess,
                            false,
                            new AuthorityInformationAccess(
                                    AccessDescription.id_ad_caIssuers,
                                    new GeneralName(
                                            GeneralName.uniformResourceIdentifier,
                                            "http://example.org/ca.der")))
                    .extension(
                            new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.24"),
                            false,
                            new DERSequence(new ASN1Integer(5)))
                    .make();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Timeout(60)
    void judgesDamagedCertificates(boolean ofAuthority) throws Exception {
        OcspResponse staple = staple();
        Random random = new Random(5);
        int judged = 0;
        for (int i = 0; i < TIMES; i++) {
            List<Bytes> chain =
                    ofAuthority
                            ? List.of(leaf.der(), damaged(middle.der(), random), root.der())
                            : List.of(damaged(leaf.der(), random), middle.der(), root.der());
            List<Finding> findings =
                    new ArrayList<>(checks().chain(chain, Optional.empty()).findings());
            findings.add(checks().noOcsp(chain, true));
            findings.add(checks().ocsp(chain, Optional.of(staple)));
            findings.add(checks().sct(chain, List.of(), Optional.empty()));
            assertThat(checks().chain(chain, Optional.empty()).roles()).hasSize(3);
            judged += findings.size();
        }
        assertThat(judged).isGreaterThanOrEqualTo(4 * TIMES);
    }

    @Test
    @Timeout(60)
    void judgesDamagedExtensionsThatAreSigned() {
        Random random = new Random(6);
        for (String oid :
                List.of(
                        "2.5.29.15",
                        "2.5.29.17",
                        "2.5.29.19",
                        "2.5.29.30",
                        "2.5.29.36",
                        "2.5.29.37",
                        "2.5.29.54",
                        "1.3.6.1.5.5.7.1.1",
                        "1.3.6.1.5.5.7.1.24",
                        "1.3.6.1.4.1.11129.2.4.2")) {
            for (int i = 0; i < 15; i++) {
                byte[] value = new byte[random.nextInt(12)];
                random.nextBytes(value);
                if (value.length > 1) {
                    value[0] = 0x30;
                    value[1] = (byte) (value.length - 2);
                }
                for (Identity issuer : List.of(root, signedWith(oid, value))) {
                    Identity below =
                            raw(Made.named("leaf").with(leaf.key()).by(issuer), oid, value).make();
                    List<Bytes> chain = List.of(below.der(), issuer.der());
                    assertThat(checks().chain(chain, Optional.empty()).findings()).isNotEmpty();
                    assertThat(checks().noOcsp(chain, true)).isNotNull();
                    assertThat(checks().sct(chain, List.of(), Optional.empty())).isNotNull();
                }
            }
        }
    }

    private Identity signedWith(String oid, byte[] value) {
        Made authority = Made.named("Authority").with(middle.key()).by(root);
        return raw(oid.equals("2.5.29.19") ? authority : authority.ca(), oid, value).make();
    }

    /** An extension of these bytes, whatever they are. */
    private static Made raw(Made made, String oid, byte[] value) {
        return made.raw(new Extension(new ASN1ObjectIdentifier(oid), false, value));
    }

    @Test
    @Timeout(60)
    void judgesDamagedStaples() throws Exception {
        Random random = new Random(7);
        byte[] whole = staple().der().toArray();
        int read = 0;
        for (int i = 0; i < TIMES; i++) {
            Bytes der = damaged(Bytes.of(whole), random);
            Optional<OcspResponse> staple =
                    Optional.ofNullable(
                            FieldReader.readAll(der, "ocsp", OcspResponse::read).result());
            read += staple.isPresent() ? 1 : 0;
            assertThat(checks().ocsp(List.of(leaf.der(), middle.der()), staple).check())
                    .isEqualTo(Verdict.Check.OCSP);
        }
        assertThat(read).isPositive();
    }

    @Test
    @Timeout(20)
    void givesUpWhereEverybodyMayHaveSigned() {
        KeyPair key = Made.ec("secp256r1");
        List<Bytes> chain = new ArrayList<>();
        chain.add(Made.named("A").by(new Identity(root.certificate(), key)).make().der());
        Identity self = Made.named("Root").with(key).ca().make();
        for (int i = 0; i < 300; i++) {
            // One name and one key, or one name and another key: all are candidates for all.
            chain.add(
                    i % 2 == 0
                            ? Made.named("Root").with(key).by(self).ca().make().der()
                            : Made.named("Root").with(leaf.key()).by(self).ca().make().der());
        }

        Finding found = checks().chain(chain, Optional.empty()).findings().getFirst();

        assertThat(found.result()).isEqualTo(Verdict.Result.FAIL);
        assertThat(checks().chain(chain, Optional.empty()).roles()).hasSize(301);
    }

    @Test
    void saysNoMoreThanASentenceCanBear() {
        String endless = "x".repeat(50_000);
        Identity talker =
                Made.named("talker")
                        .by(Made.root("Stranger"))
                        .dns(endless + ".example.org")
                        .extension(
                                Extension.authorityInfoAccess,
                                false,
                                new AuthorityInformationAccess(
                                        AccessDescription.id_ad_caIssuers,
                                        new GeneralName(
                                                GeneralName.uniformResourceIdentifier,
                                                "http://example.org/" + endless)))
                        .make();

        assertThat(checks().chain(List.of(talker.der()), Optional.empty()).findings())
                .flatExtracting(it -> it.reason().args())
                .allMatch(it -> it.toString().length() <= 201);
    }

    // -- damaging

    private static Bytes damaged(Bytes whole, Random random) {
        byte[] bytes = whole.toArray();
        int times = 1 + random.nextInt(3);
        for (int i = 0; i < times; i++) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(3)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                default -> bytes[at] = (byte) (random.nextBoolean() ? 0xff : 0);
            }
        }
        return random.nextInt(20) == 0
                ? Bytes.of(bytes).slice(0, random.nextInt(bytes.length))
                : Bytes.of(bytes);
    }

    private OcspResponse staple() throws Exception {
        byte[] der =
                new OCSPRespBuilder()
                        .build(
                                OCSPRespBuilder.SUCCESSFUL,
                                new BasicOCSPRespBuilder(
                                                new RespID(middle.certificate().getSubject()))
                                        .addResponse(
                                                new CertificateID(
                                                        new JcaDigestCalculatorProviderBuilder()
                                                                .build()
                                                                .get(CertificateID.HASH_SHA1),
                                                        middle.certificate(),
                                                        leaf.certificate().getSerialNumber()),
                                                CertificateStatus.GOOD)
                                        .build(
                                                new JcaContentSignerBuilder("SHA256withECDSA")
                                                        .build(middle.key().getPrivate()),
                                                new X509CertificateHolder[] {middle.certificate()},
                                                Date.from(Instant.now())))
                        .getEncoded();
        return java.util.Objects.requireNonNull(
                FieldReader.readAll(Bytes.of(der), "ocsp", OcspResponse::read).result());
    }

    private CertificateChecks checks() {
        return new CertificateChecks(
                List.of(root.der()),
                Instant.now(),
                new Origin(Origin.Kind.LIVE, "www.example.org", 443, null, false));
    }
}
