package dev.handshake.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.Needs;
import dev.handshake.bytes.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Debian's {@code zstd}: makes the frames that we read, and says what others hold. */
final class ZstdProgram {
    private final String program = Needs.program("zstd").toString();
    private final Path folder;

    ZstdProgram(Path folder) {
        this.folder = folder;
    }

    /** What comes out of these bytes; nothing where the program refuses them. */
    Optional<Bytes> decompress(Bytes compressed) throws Exception {
        return run(compressed, List.of("--decompress", "--memory=2048MB"));
    }

    Bytes compress(Bytes bytes, String... options) throws Exception {
        return run(bytes, List.of(options)).orElseThrow();
    }

    /** A dictionary made of these samples. */
    Path dictionary(List<Bytes> samples) throws Exception {
        List<String> files = new ArrayList<>();
        for (Bytes sample : samples) {
            files.add(
                    Files.write(folder.resolve("sample" + files.size()), sample.toArray())
                            .toString());
        }
        Path dictionary = folder.resolve("dictionary");
        List<String> command = new ArrayList<>(List.of(program, "-q", "--train"));
        command.addAll(files);
        command.addAll(List.of("--maxdict=4096", "-o", dictionary.toString()));
        assertThat(start(command).waitFor()).isZero();
        return dictionary;
    }

    private Optional<Bytes> run(Bytes bytes, List<String> options) throws Exception {
        Path input = Files.write(folder.resolve("input"), bytes.toArray());
        List<String> command = new ArrayList<>(List.of(program, "-q", "-c"));
        command.addAll(options);
        command.add(input.toString());
        Process process = start(command);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return process.exitValue() == 0
                ? Optional.of(Bytes.of(Files.readAllBytes(folder.resolve("output"))))
                : Optional.empty();
    }

    private Process start(List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectOutput(folder.resolve("output").toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
