package dev.handshake.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.Needs;
import dev.handshake.bytes.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Our tables against IANA's, row by row and in both directions. */
class IanaTest {
    private static final Pattern NUMBER = Pattern.compile("\\d+|0x[0-9a-fA-F]+");

    /** Suites that IANA never assigned and captures have. */
    private static final Set<Integer> IN_USE =
            Set.of(
                    0x001c, 0x001d, 0x0060, 0x0061, 0x0062, 0x0063, 0x0064, 0x0065, 0x0066, 0x0080,
                    0x0081, 0x0082, 0x0083, 0xcc13, 0xcc14, 0xcc15, 0xfefe, 0xfeff, 0xff85);

    /** Extensions of this kind. */
    private static final Set<Integer> IN_USE_EXTENSIONS =
            Set.of(40, 46, 13172, 17513, 17613, 30031, 30032, 0xffce);

    @Test
    void namesEveryCipherSuite() throws IOException {
        Map<Integer, String> iana = new TreeMap<>();
        for (List<String> row : rows("tls-parameters-4.csv")) {
            String[] octets = row.get(0).split(",", -1);
            if (octets.length == 2
                    && row.get(1).startsWith("TLS_")
                    && NUMBER.matcher(octets[1]).matches()) {
                iana.put(
                        Integer.decode(octets[0]) << 8 | Integer.decode(octets[1]),
                        row.get(1) + " " + row.get(3));
            }
        }
        assertThat(iana).hasSizeGreaterThan(300);
        Map<Integer, String> ours = new TreeMap<>();
        CipherSuite.all()
                .filter(suite -> !IN_USE.contains(suite.code()))
                .forEach(suite -> ours.put(suite.code(), suite.name() + " " + suite.recommended()));
        assertThat(ours).isEqualTo(iana);
        assertThat(iana.keySet()).doesNotContainAnyElementsOf(IN_USE);
    }

    @Test
    void namesEveryExtension() throws IOException {
        Map<Integer, String> iana = assigned("tls-extensiontype-values-1.csv");
        assertThat(iana).hasSizeGreaterThan(60);
        // Renamed with RFC 9846; everybody still knows it by the name of RFC 7627.
        assertThat(iana.put(0x17, "extended_master_secret")).isEqualTo("extended_main_secret");
        checkNames(iana, ExtensionType::new);
        assertThat(
                        ExtensionType.all()
                                .map(ExtensionType::code)
                                .filter(code -> !IN_USE_EXTENSIONS.contains(code)))
                .containsExactlyElementsOf(iana.keySet());
        assertThat(iana.keySet()).doesNotContainAnyElementsOf(IN_USE_EXTENSIONS);
    }

    @Test
    void namesEverySignatureScheme() throws IOException {
        Map<Integer, String> iana = assigned("tls-signaturescheme.csv");
        assertThat(iana).hasSizeGreaterThan(40);
        checkNames(iana, SignatureScheme::new);
        assertThat(SignatureScheme.all().map(SignatureScheme::code))
                .containsExactlyElementsOf(iana.keySet());
    }

    @Test
    void namesEveryAlert() throws IOException {
        Map<Integer, String> iana = assigned("tls-parameters-6.csv");
        assertThat(iana).hasSizeGreaterThan(30);
        checkNames(iana, AlertDescription::new);
    }

    @Test
    void namesEveryGroup() throws IOException {
        Map<Integer, String> iana = assigned("tls-parameters-8.csv");
        assertThat(iana).hasSizeGreaterThan(50);
        checkNames(iana, NamedGroup::new);
    }

    @Test
    void saysWhyASuiteIsDiscouragedAndFindsNothingAgainstTheRecommended() {
        CipherSuite.all()
                .forEach(suite -> {
                    switch (suite.recommended()) {
                        case D -> assertThat(suite.weaknesses()).as(suite.toString()).isNotEmpty();
                        case Y -> assertThat(suite.weaknesses()).as(suite.toString()).isEmpty();
                        case N -> {}
                    }
                });
    }

    @Test
    void saysWhyAGroupIsDiscouraged() {
        NamedGroup.all()
                .forEach(group ->
                        assertThat(!group.weaknesses().isEmpty())
                                .as(group.toString())
                                .isEqualTo(group.recommended() == Recommended.D));
    }

    /** The names are OpenSSL's and RFC 9325's for the same thing. */
    @ParameterizedTest
    @CsvSource({
        "0x0000, NULL ANONYMOUS",
        "0x0004, STATIC_RSA NO_FORWARD_SECRECY RC4 MD5",
        "0x0006, EXPORT STATIC_RSA NO_FORWARD_SECRECY RC2 CBC MD5",
        "0x000a, STATIC_RSA NO_FORWARD_SECRECY TRIPLE_DES CBC",
        "0x0018, ANONYMOUS FINITE_FIELD_DH RC4 MD5",
        "0x0033, FINITE_FIELD_DH CBC",
        "0x0032, FINITE_FIELD_DH DSA CBC",
        "0x008c, NO_FORWARD_SECRECY CBC",
        "0xc004, NO_FORWARD_SECRECY CBC",
        "0xc013, CBC",
        "0xc02f, ''",
        "0xc0a8, NO_FORWARD_SECRECY SHORT_TAG",
        "0xc0b4, NULL",
        "0x1305, SHORT_TAG",
        "0x00ff, ''",
        "0x1a1a, ''",
    })
    void saysWhatSpeaksAgainstASuite(String code, String weaknesses) {
        assertThat(new CipherSuite(Integer.decode(code)).weaknesses())
                .extracting(Weakness::name)
                .containsExactlyInAnyOrder(
                        weaknesses.isEmpty() ? new String[0] : weaknesses.split(" "));
    }

    @Test
    void saysWhatSpeaksAgainstASignature() {
        assertThat(SignatureScheme.RSA_PKCS1_SHA1.weaknesses()).containsExactly(Weakness.SHA1);
        assertThat(new SignatureScheme(0x0101).weaknesses()).containsExactly(Weakness.MD5);
        assertThat(new SignatureScheme(0x0202).weaknesses())
                .containsExactlyInAnyOrder(Weakness.SHA1, Weakness.DSA);
        assertThat(SignatureScheme.ED25519.weaknesses()).isEmpty();
        assertThat(SignatureScheme.RSA_PSS_RSAE_SHA256.weaknesses()).isEmpty();
    }

    @Test
    void keepsUnknownAndGreaseNumbers() {
        CipherSuite grease = new CipherSuite(0x3a3a);
        assertThat(grease.grease()).isTrue();
        assertThat(grease.known()).isFalse();
        assertThat(grease).hasToString("GREASE (0x3a3a)");
        assertThat(new NamedGroup(0x9999)).hasToString("unknown (0x9999)");
        assertThat(new HandshakeType(99)).hasToString("unknown (99)");
        assertThat(new AlertDescription(0x0a).grease()).isFalse();
        assertThat(new ExtensionType(0x0a1a).grease()).isFalse();
        assertThat(CipherSuite.named("TLS_AES_128_GCM_SHA256"))
                .contains(CipherSuite.TLS_AES_128_GCM_SHA256);
        assertThat(CipherSuite.named("TLS_NO_SUCH_SUITE")).isEmpty();
        assertThat(new CompressionMethod(1)).hasToString("deflate (1)");
        assertThat(new CompressionMethod(7)).hasToString("unknown (7)");
        assertThat(AlertLevel.FATAL).hasToString("fatal (2)");
    }

    private static void checkNames(Map<Integer, String> iana, IntFunction<? extends Code> code) {
        iana.forEach((number, name) ->
                assertThat(code.apply(number).name()).as("%04x", number).isEqualTo(name));
    }

    /** Rows of one number that are neither unassigned nor reserved. */
    private static Map<Integer, String> assigned(String file) throws IOException {
        Map<Integer, String> assigned = new TreeMap<>();
        for (List<String> row : rows(file)) {
            String name =
                    row.get(1)
                            .replaceAll(" \\(renamed .*", "")
                            .replace(" (deprecated)", "_deprecated");
            if (NUMBER.matcher(row.get(0)).matches()
                    && !name.startsWith("Unassigned")
                    && !name.startsWith("Reserved")) {
                assigned.put(Integer.decode(row.get(0)), name);
            }
        }
        return assigned;
    }

    /** RFC 4180, without the header. */
    private static List<List<String>> rows(String file) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (char c : Files.readString(Needs.shared("registry/" + file)).toCharArray()) {
            if (c == '"') {
                quoted = !quoted;
            } else if (quoted || (c != ',' && c != '\n' && c != '\r')) {
                cell.append(c);
            } else if (c != '\r') {
                row.add(cell.toString());
                cell.setLength(0);
                if (c == '\n') {
                    rows.add(row);
                    row = new ArrayList<>();
                }
            }
        }
        return rows.subList(1, rows.size());
    }
}
