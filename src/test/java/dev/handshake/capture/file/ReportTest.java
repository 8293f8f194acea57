package dev.handshake.capture.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.Needs;
import dev.handshake.explain.Language;
import dev.handshake.explain.Words;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What no connection is drawn from is named and counted. The expected numbers are tshark's. */
final class ReportTest {
    private static CaptureReport report(String path) throws Exception {
        try (Opened opened = new Opened(Needs.shared("corpus/" + path))) {
            return opened.file.report();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "captures/zeek/tls/dtls1_0.pcap, DTLS, 11, 1",
        "captures/zeek/tls/dtls1_2.pcap, DTLS, 16, 1",
        "captures/zeek/tls/dtls13-cid.pcap, DTLS, 43, 5",
        "captures/zeek/tls/dtls-sequence-number-jumps.pcap, DTLS, 4, 1",
        "captures/zeek/tls/webrtc-stun.pcap, DTLS, 4, 1",
        "readers/tcpdump/tests/quic_handshake.pcap, QUIC, 18, 1",
        "readers/tcpdump/tests/quic_retry.pcap, QUIC, 23, 1",
        "readers/tcpdump/tests/quic_vn.pcap, QUIC, 25, 1",
        "readers/tcpdump/tests/quic_handshake_truncated.pcap, QUIC, 18, 1"
    })
    void tlsOverUdpIsSeen(String path, Unread.Kind kind, long packets, long flows)
            throws Exception {
        assertThat(report(path).unread()).contains(new Unread(kind, 0, "0", packets, flows));
    }

    @ParameterizedTest
    @CsvSource({
        "readers/tcpdump/tests/08-sunrise-sunset-aes.pcap, IP_PROTOCOL, 50, ESP, 8",
        "readers/tcpdump/tests/ospf-gmpls.pcap, IP_PROTOCOL, 89, OSPF, 3",
        "readers/tcpdump/tests/ipoib.pcap, LINK_TYPE, 242, IPOIB, 30",
        "readers/tcpdump/tests/bgp-aigp.pcap, LINK_TYPE, 178, JUNIPER_ETHER, 1",
    })
    void whatIsNotReadIsNamed(String path, Unread.Kind kind, int number, String name, long packets)
            throws Exception {
        assertThat(report(path).unread())
                .containsExactly(new Unread(kind, number, name, packets, 0));
    }

    @ParameterizedTest
    @EnumSource
    void everyKindHasASentence(Language language) {
        Words words = Words.of(language);
        List<Unread> unread =
                Arrays.stream(Unread.Kind.values())
                        .map(kind -> new Unread(kind, 1, Names.of(kind, 1), 1_234, 5))
                        .toList();
        for (CaptureProblem.Kind kind : CaptureProblem.Kind.values()) {
            CaptureReport report =
                    new CaptureReport(
                            9_000,
                            1_000_000,
                            0,
                            unread,
                            7,
                            new CaptureProblem(kind, 4_321, 65_536),
                            KeyLog.Result.NOTHING,
                            List.of());
            assertThat(report.phrases()).hasSize(3 + unread.size());
            assertThat(report.phrases().stream().map(words::text))
                    .allSatisfy(text -> assertThat(text).doesNotContain("{"))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void mostComesFirst() throws Exception {
        for (var file : ReadersTest.files("corpus/captures/zeek")) {
            try (Opened opened = new Opened(file)) {
                assertThat(opened.file.report().unread())
                        .isSortedAccordingTo(Comparator.comparingLong(Unread::packets).reversed());
            }
        }
    }
}
