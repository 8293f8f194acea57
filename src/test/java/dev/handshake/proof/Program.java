package dev.handshake.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that a test has started: its output is kept, and closing it ends it. */
final class Program implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<String> command;
    private final Process process;
    private final Thread reader;
    private final StringBuilder output = new StringBuilder();

    private Program(Path folder, List<String> command) {
        this.command = command;
        try {
            this.process =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.reader = Thread.ofPlatform().daemon().unstarted(this::read);
        reader.start();
    }

    static Program start(Path folder, Object... command) {
        return new Program(folder, Arrays.stream(command).map(Object::toString).toList());
    }

    /** Runs it to its end, which must be a good one, and gives what it printed. */
    static String run(Path folder, Object... command) {
        try (Program program = start(folder, command)) {
            assertThat(program.exitStatus())
                    .as("%s%n%s", String.join(" ", program.command), program.output())
                    .isZero();
            return program.output();
        }
    }

    /** All that it has printed until now, standard output and error in one. */
    String output() {
        synchronized (output) {
            return output.toString();
        }
    }

    void awaitOutput(String wanted) {
        await(String.join(" ", command))
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> output().contains(wanted) || !process.isAlive());
        assertThat(output()).contains(wanted);
    }

    /** Writes to its standard input. */
    void type(String text) {
        try {
            process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for its end and for the last of its output. */
    int exitStatus() {
        try {
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as("%s has ended%n%s", String.join(" ", command), output())
                    .isTrue();
            reader.join(PATIENCE);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return process.exitValue();
    }

    boolean isRunning() {
        return process.isAlive();
    }

    private void read() {
        try (var in = process.getInputStream()) {
            byte[] buffer = new byte[8192];
            for (int n; (n = in.read(buffer)) > 0; ) {
                keep(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
            }
        } catch (IOException e) {
            keep("\n(output lost: " + e.getMessage() + ")");
        }
    }

    private void keep(String text) {
        synchronized (output) {
            output.append(text);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(2, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
