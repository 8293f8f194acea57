package dev.handshake.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.Needs;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Captures with something broken in them, a great many, in little memory. */
final class MutationTest {
    private static final int COUNT = 2000;

    @TempDir private Path temp;

    @ParameterizedTest
    @ValueSource(strings = {"illustrated-tls12", "illustrated-tls13", "illustrated-tls13-archive"})
    void aBrokenPcapIsReadAsFarAsItGoes(String name) throws Exception {
        Path folder = Needs.shared("corpus/captures/" + name);
        survives(folder.resolve("capture.pcap"), folder.resolve("keylog.txt"));
    }

    /** With its secrets inside. */
    @Test
    void aBrokenPcapngIsReadAsFarAsItGoes() throws Exception {
        Path folder = Needs.shared("corpus/captures/illustrated-tls13");
        Path pcapng = temp.resolve("capture.pcapng");
        Program.run(
                temp,
                Needs.program("editcap"),
                "-F",
                "pcapng",
                "--inject-secrets",
                "tls," + folder.resolve("keylog.txt"),
                folder.resolve("capture.pcap"),
                pcapng);
        survives(pcapng);
    }

    private void survives(Path... files) throws Exception {
        Path out = temp.resolve("out");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath()));
        command.addAll(List.of(Mutations.class.getName(), temp.toString()));
        command.add(Integer.toString(COUNT));
        Stream.of(files).map(Path::toString).forEach(command::add);
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(out.toFile())
                        .start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("it ends").isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(out)).isZero();
        assertThat(out).content().containsPattern("malformed fields: [1-9]\\d\\d");
    }

    /** Of the modules and what is patched into them. */
    private static String classPath() {
        return Stream.of("jdk.module.path", "java.class.path", "surefire.test.class.path")
                .map(System::getProperty)
                .filter(Objects::nonNull)
                .flatMap(Pattern.compile(Pattern.quote(File.pathSeparator))::splitAsStream)
                .collect(
                        Collectors.joining(
                                File.pathSeparator,
                                "target/test-classes" + File.pathSeparator,
                                ""));
    }
}
