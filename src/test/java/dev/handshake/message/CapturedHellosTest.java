package dev.handshake.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.Needs;
import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Sender;
import dev.handshake.message.extension.Extensions;
import dev.handshake.message.extension.KeyShare;
import dev.handshake.message.extension.SupportedVersions;
import dev.handshake.message.extension.UnknownExtension;
import dev.handshake.registry.ContentType;
import dev.handshake.registry.ExtensionType;
import dev.handshake.registry.NamedGroup;
import dev.handshake.registry.ProtocolVersion;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hellos out of other people's captures, as tshark reads them. */
class CapturedHellosTest {
    private static final String CAPTURES = "corpus/captures/zeek/tls/";

    /** In drafts before 18, a server sent signature_algorithms, and empty. */
    private static final Map<String, Set<String>> OTHER_FORMS =
            Map.of("tls13draft16-ff52.a01.pcap", Set.of("signature_algorithms"));

    /** A hello in the clear, as {@code random suite,… version,… group,… extension,…}. */
    private static String told(Content content) {
        return switch (content) {
            case ClientHello hello ->
                    join(
                            hello.random().hex(),
                            hello.cipherSuites().stream()
                                    .map(suite -> "0x%04x".formatted(suite.code())),
                            hello.extension(SupportedVersions.class).stream()
                                    .flatMap(it -> it.versions().stream())
                                    .map(CapturedHellosTest::version),
                            hello);
            case ServerHello hello ->
                    join(
                            hello.random().hex(),
                            Stream.of("0x%04x".formatted(hello.cipherSuite().code())),
                            Stream.of(version(hello.version())),
                            hello);
            default -> throw new AssertionError(content);
        };
    }

    private static String version(ProtocolVersion version) {
        return "0x%04x".formatted(version.code());
    }

    private static String join(
            String random, Stream<String> suites, Stream<String> versions, Extensions hello) {
        return String.join(
                " ",
                random,
                suites.collect(Collectors.joining(",")),
                versions.collect(Collectors.joining(",")),
                hello.extension(KeyShare.class).stream()
                        .flatMap(CapturedHellosTest::groups)
                        .map(group -> "" + group.code())
                        .collect(Collectors.joining(",")),
                hello.extensions().stream()
                        .map(extension -> "" + extension.type().code())
                        .collect(Collectors.joining(",")));
    }

    private static Stream<NamedGroup> groups(KeyShare share) {
        return Stream.concat(
                share.shares().stream().map(KeyShare.Entry::group),
                Stream.ofNullable(share.selectedGroup()));
    }

    @Test
    void readsHellosAsTsharkDoes() throws Exception {
        int count = 0;
        for (Path file : Corpus.files(Needs.shared(CAPTURES))) {
            List<String> packets = packets(file);
            List<String> theirs = theirs(packets);
            List<String> ours = new ArrayList<>();
            hellos(packets)
                    .forEach((stream, hellos) ->
                            hellos.forEach(hello -> ours.add(stream + " " + told(hello))));
            // Some captures it takes for another protocol, from the port.
            if (!theirs.isEmpty()) {
                assertThat(theirs).as(file.toString()).containsAll(ours);
                count += ours.size();
            }
            String name = String.valueOf(file.getFileName());
            assertThat(unread(packets))
                    .as(name)
                    .isEqualTo(OTHER_FORMS.getOrDefault(name, Set.of()));
        }
        assertThat(count).isGreaterThan(100);
    }

    /** The extensions that have a name and a form here, and did not fit it. */
    private static Set<String> unread(List<String> packets) {
        return hellos(packets).values().stream()
                .flatMap(List::stream)
                .flatMap(hello -> ((Extensions) hello).extensions().stream())
                .filter(UnknownExtension.class::isInstance)
                .map(extension -> extension.type())
                .filter(ExtensionType::known)
                .map(ExtensionType::name)
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @CsvSource({
        "tls13draft16-chrome55.0.2879.0-canary.pcap, TLS 1.3 (draft 14)",
        "tls13draft16-ff52.a01.pcap, TLS 1.3 (draft 16)",
        "tls-13draft19-early-data.pcap, TLS 1.3 (draft 19)",
        "tls13draft23-chrome67.0.3368.0-canary.pcap, TLS 1.3 (draft 23)",
        "chrome-63.0.3211.0-canary-tls_experiment.pcap, TLS 1.3 (experiment)",
        "tls13_wolfssl.pcap, TLS 1.3",
    })
    void namesTheVersion(String name, String version) throws Exception {
        assertThat(
                        hellos(packets(Needs.shared(CAPTURES + name))).values().stream()
                                .flatMap(List::stream)
                                .filter(ServerHello.class::isInstance)
                                .map(hello -> ((ServerHello) hello).version().name()))
                .isNotEmpty()
                .containsOnly(version);
    }

    /** The hellos of each direction that is TLS from its first byte. */
    private static Map<String, List<Content>> hellos(List<String> packets) {
        Map<String, List<Content>> hellos = new LinkedHashMap<>();
        for (Map.Entry<String, Bytes> stream : streams(packets).entrySet()) {
            for (Bytes message : handshake(stream.getValue())) {
                int type = message.at(0);
                if (type == 1 || type == 2) {
                    Messages.Read read =
                            Messages.handshake(
                                    message, new HandshakeContext(Sender.CLIENT, null, null));
                    Tiling.check(read.fields(), message);
                    hellos.computeIfAbsent(stream.getKey(), _ -> new ArrayList<>())
                            .add(Objects.requireNonNull(read.content()));
                }
            }
        }
        return hellos;
    }

    /** One line a hello that is alone in its packet, as {@link #told} has it. */
    private static List<String> theirs(List<String> packets) {
        List<String> lines = new ArrayList<>();
        for (String line : packets) {
            String[] cells = line.split("\t", -1);
            if (cells[2].isEmpty()) {
                continue;
            }
            boolean server = List.of(cells[8].split(",", -1)).contains("2");
            String versions = server && cells[4].isEmpty() ? cells[9].split(",", -1)[0] : cells[4];
            lines.add(
                    "%s:%s %s %s %s %s %s"
                            .formatted(
                                    cells[0],
                                    cells[1],
                                    cells[2],
                                    cells[3],
                                    versions,
                                    cells[5] + cells[6],
                                    cells[7]));
        }
        return lines;
    }

    /** The TCP payloads of each direction by {@code stream:port}, in order, up to the first gap. */
    private static Map<String, Bytes> streams(List<String> packets) {
        Map<String, TreeMap<Long, Bytes>> segments = new LinkedHashMap<>();
        for (String line : packets) {
            String[] cells = line.split("\t", -1);
            segments.computeIfAbsent(cells[0] + ":" + cells[1], _ -> new TreeMap<>())
                    .putIfAbsent(Long.parseLong(cells[10]), Bytes.ofHex(cells[11]));
        }
        Map<String, Bytes> streams = new LinkedHashMap<>();
        segments.forEach((key, of) -> {
            List<Bytes> parts = new ArrayList<>();
            long next = of.firstKey();
            for (Map.Entry<Long, Bytes> segment : of.entrySet()) {
                if (segment.getKey() != next) {
                    break;
                }
                parts.add(segment.getValue());
                next += segment.getValue().length();
            }
            streams.put(key, Bytes.concat(parts.toArray(Bytes[]::new)));
        });
        return streams;
    }

    /** The handshake messages before the first record of another type. */
    private static List<Bytes> handshake(Bytes stream) {
        Bytes payloads = Bytes.EMPTY;
        int at = 0;
        while (at + 5 <= stream.length()
                && stream.at(at) == ContentType.HANDSHAKE.code()
                && at + 5 + stream.number(at + 3, 2) <= stream.length()) {
            int length = (int) stream.number(at + 3, 2);
            payloads = Bytes.concat(payloads, stream.slice(at + 5, length));
            at += 5 + length;
        }
        List<Bytes> messages = new ArrayList<>();
        for (at = 0;
                at + 4 <= payloads.length()
                        && at + 4 + payloads.number(at + 1, 3) <= payloads.length(); ) {
            int length = 4 + (int) payloads.number(at + 1, 3);
            messages.add(payloads.slice(at, length));
            at += length;
        }
        return messages;
    }

    /** One line for each packet that carries data: cells in the order of the fields below. */
    private static List<String> packets(Path file) throws Exception {
        List<String> command = new ArrayList<>();
        command.addAll(
                List.of(
                        Needs.program("tshark").toString(),
                        "-r",
                        file.toString(),
                        "-Y",
                        "tcp.len > 0",
                        "-T",
                        "fields"));
        for (String field :
                List.of(
                        "tcp.stream",
                        "tcp.srcport",
                        "tls.handshake.random",
                        "tls.handshake.ciphersuite",
                        "tls.handshake.extensions.supported_version",
                        "tls.handshake.extensions_key_share_group",
                        "tls.handshake.extensions_key_share_selected_group",
                        "tls.handshake.extension.type",
                        "tls.handshake.type",
                        "tls.handshake.version",
                        "tcp.seq",
                        "tcp.payload")) {
            command.addAll(List.of("-e", field));
        }
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        // Connections inside connections have two numbers.
        return out.lines().filter(line -> !line.split("\t", -1)[0].contains(",")).toList();
    }
}
