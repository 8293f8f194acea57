package dev.handshake.proof;

import dev.handshake.Needs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long the window's own thread is busy at a time while the packaged program opens a large
 * capture: on a virtual display of its own (Xvfb), from what the toolkit logs of each frame. The
 * waiting for the frame before, which is being painted on another thread, is not the window's work.
 *
 * <p>Arguments: {@code CAPTURE [ROUNDS]}. The first frames open the window; they are told apart.
 */
final class OpeningBenchmark {
    private static final Path PROGRAM = Path.of("target/tls-handshake/bin/tls-handshake");
    private static final int SECONDS = 12;

    /** Frames in which the window itself is opened, and the list for the first time. */
    private static final int FIRST = 3;

    private static final Pattern PULSE = Pattern.compile("PULSE: \\d+ \\[\\d+ms:\\d+ms\\].*");
    private static final Pattern STEP = Pattern.compile("T(\\d+) \\(\\d+ \\+(\\d+)ms\\): (.*)");

    private OpeningBenchmark() {}

    public static void main(String[] args) throws Exception {
        Path capture = Path.of(args[0]).toAbsolutePath();
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
        Process display =
                new ProcessBuilder(
                                Needs.program("Xvfb").toString(),
                                "-displayfd",
                                "1",
                                "-screen",
                                "0",
                                "1920x1080x24")
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (BufferedReader told =
                new BufferedReader(
                        new InputStreamReader(
                                display.getInputStream(), StandardCharsets.US_ASCII))) {
            String number = told.readLine();
            for (int round = 0; round < rounds; round++) {
                tell(frames(open(capture, ":" + number)));
            }
        } finally {
            display.destroy();
        }
    }

    private static void tell(List<Integer> frames) {
        List<Integer> opening = frames.subList(0, Math.min(FIRST, frames.size()));
        List<Integer> reading = frames.subList(opening.size(), frames.size()).stream().toList();
        System.out.printf(
                Locale.ROOT,
                "the window's thread: %s ms in the frames that open it; then at most %d ms of %d frames, %d above 50 ms%n",
                opening,
                reading.stream().mapToInt(it -> it).max().orElse(0),
                reading.size(),
                reading.stream().filter(it -> it > 50).count());
    }

    private static List<String> open(Path capture, String display) throws Exception {
        Path folder = Files.createTempDirectory("opening");
        Path log = folder.resolve("log");
        ProcessBuilder builder =
                new ProcessBuilder(PROGRAM.toAbsolutePath().toString(), "open", capture.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        builder.environment().put("DISPLAY", display);
        builder.environment()
                .put(
                        "JAVA_TOOL_OPTIONS",
                        "-Djavafx.pulseLogger=true -Dhandshake.data="
                                + folder
                                + " -Dhandshake.settings="
                                + folder.resolve("settings"));
        Process program = builder.start();
        program.waitFor(SECONDS, TimeUnit.SECONDS);
        program.destroyForcibly().waitFor();
        return Files.readAllLines(log, StandardCharsets.UTF_8);
    }

    /** Per frame the milliseconds of the thread that the first step of the frame runs on. */
    private static List<Integer> frames(List<String> log) throws IOException {
        List<Integer> frames = new ArrayList<>();
        String window = "";
        for (String line : log) {
            Matcher step = STEP.matcher(line);
            if (PULSE.matcher(line).matches()) {
                frames.add(0);
                window = "";
            } else if (step.matches() && !frames.isEmpty()) {
                window = window.isEmpty() ? step.group(1) : window;
                if (step.group(1).equals(window)
                        && !step.group(3).startsWith("Waiting for previous")) {
                    frames.add(frames.removeLast() + Integer.parseInt(step.group(2)));
                }
            }
        }
        if (frames.isEmpty()) {
            throw new IOException("the program has told nothing of its frames: " + log);
        }
        return frames;
    }
}
