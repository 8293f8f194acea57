package dev.handshake.proof;

import dev.handshake.Needs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How fast the connections of a large capture are listed, beside tshark: whole processes on the
 * same file, in turn, with the key log (every handshake message decrypted and named) and without.
 *
 * <p>Arguments: {@code [HANDSHAKES [ROUNDS]]} records real connections and repeats them until there
 * are so many; {@code CAPTURE KEYLOG PORT [ROUNDS]} takes a capture of TLS on that port.
 */
final class CatalogueBenchmark {
    private static final Path PROGRAM = Path.of("target/tls-handshake/bin/tls-handshake");
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");

    private final Path capture;
    private final Path keyLog;
    private final int port;
    private final int rounds;
    private final Path output = Files.createTempFile("benchmark", ".out");
    private final PrintStream out = System.out;

    /** One run of a program; {@code messages} is how many of each handshake type it named. */
    private record Run(double seconds, long peakKilobytes, Map<String, Long> messages) {}

    private CatalogueBenchmark(Path capture, Path keyLog, int port, int rounds) throws IOException {
        this.capture = capture.toAbsolutePath();
        this.keyLog = keyLog.toAbsolutePath();
        this.port = port;
        this.rounds = rounds;
    }

    public static void main(String[] args) throws Exception {
        if (!Files.isExecutable(PROGRAM)) {
            System.err.println("There is no " + PROGRAM + ": build it with `mvn package`.");
            System.exit(1);
        }
        if (args.length > 2) {
            Path capture = Path.of(args[0]);
            int rounds = args.length > 3 ? Integer.parseInt(args[3]) : 3;
            new CatalogueBenchmark(capture, Path.of(args[1]), Integer.parseInt(args[2]), rounds)
                    .run();
        } else {
            int handshakes = args.length > 0 ? Integer.parseInt(args[0]) : 60_000;
            recorded(handshakes, args.length > 1 ? Integer.parseInt(args[1]) : 3).run();
        }
    }

    private static CatalogueBenchmark recorded(int handshakes, int rounds) throws IOException {
        Path folder = Files.createDirectories(Path.of("target/benchmark").toAbsolutePath());
        LocalRecording real = LocalRecording.make(folder, Math.min(handshakes, 4000), "-tls1_3");
        long recorded = LocalRecording.handshakes(real.keyLog());
        int times = Math.ceilDiv(handshakes, (int) recorded);
        Path capture = folder.resolve("large.pcapng");
        Repetition.write(real.capture(), times, capture);
        System.out.printf(
                Locale.ROOT,
                "%,d connections recorded, %d times each: %s, %s, port %d%n",
                recorded,
                times,
                capture,
                real.keyLog(),
                real.port());
        return new CatalogueBenchmark(capture, real.keyLog(), real.port(), rounds);
    }

    private void run() throws Exception {
        out.printf(Locale.ROOT, "%s: %,d MB%n", capture, Files.size(capture) >> 20);
        try {
            compare("with the key log", true);
            compare("without keys", false);
        } finally {
            Files.delete(output);
        }
    }

    private void compare(String title, boolean keys) throws Exception {
        List<Run> theirs = new ArrayList<>();
        List<Run> ours = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            theirs.add(tshark(keys));
            ours.add(program(keys));
        }
        Map<String, Long> named = theirs.getFirst().messages();
        long handshakes = named.getOrDefault("client_hello", 0L);
        out.printf(Locale.ROOT, "%n%s, %,d handshakes%n", title, handshakes);
        print("tshark", theirs, handshakes);
        print("tls-handshake", ours, handshakes);
        out.printf(
                Locale.ROOT,
                "  %.1f times as many handshakes per second; best against best %.1f%n",
                median(theirs) / median(ours),
                best(theirs) / best(ours));
        if (ours.getFirst().messages().equals(named)) {
            out.println("  both named the same messages: " + named);
        } else {
            out.println("  DIFFERENT: tshark named        " + named);
            out.println("             tls-handshake named " + ours.getFirst().messages());
        }
    }

    private void print(String name, List<Run> runs, long handshakes) {
        out.printf(
                Locale.ROOT,
                "  %-14s %,9.0f handshakes/s   median %6.2f s of %s   peak %,d MB%n",
                name,
                handshakes / median(runs),
                median(runs),
                runs.stream()
                        .map(run -> String.format(Locale.ROOT, "%.2f", run.seconds()))
                        .collect(Collectors.joining(" ")),
                runs.stream().mapToLong(Run::peakKilobytes).max().orElse(0) >> 10);
    }

    private static double median(List<Run> runs) {
        double[] seconds = runs.stream().mapToDouble(Run::seconds).sorted().toArray();
        return seconds[seconds.length / 2];
    }

    private static double best(List<Run> runs) {
        return runs.stream().mapToDouble(Run::seconds).min().orElse(0);
    }

    private Run tshark(boolean keys) throws Exception {
        List<String> command = new ArrayList<>();
        command.addAll(List.of(Needs.program("tshark").toString(), "-r", capture.toString()));
        command.addAll(List.of("-d", "tcp.port==" + port + ",tls", "-Y", "tls.handshake"));
        command.addAll(List.of("-T", "fields", "-e", "tcp.stream", "-e", "ip.src"));
        command.addAll(List.of("-e", "tcp.srcport", "-e", "tls.handshake.type"));
        if (keys) {
            command.addAll(List.of("-o", "tls.keylog_file:" + keyLog));
        }
        return run(command, CatalogueBenchmark::namedByTshark);
    }

    private Run program(boolean keys) throws Exception {
        List<String> command = new ArrayList<>();
        command.addAll(List.of(PROGRAM.toAbsolutePath().toString(), "open", capture.toString()));
        if (keys) {
            command.addAll(List.of("--keylog", keyLog.toString()));
        }
        command.add("--list");
        return run(command, CatalogueBenchmark::namedByProgram);
    }

    private interface Naming {
        void count(String line, Map<String, Long> messages);
    }

    private Run run(List<String> command, Naming naming) throws Exception {
        long start = System.nanoTime();
        Process process =
                new ProcessBuilder(command)
                        .redirectOutput(output.toFile())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        Thread.Builder.OfPlatform watching = Thread.ofPlatform().daemon();
        long[] peak = {0};
        Thread watch = watching.start(() -> peak[0] = peak(process));
        int status = process.waitFor();
        double seconds = (System.nanoTime() - start) / 1e9;
        watch.join();
        if (status != 0) {
            throw new IOException("exit status " + status + ": " + String.join(" ", command));
        }
        Map<String, Long> messages = new TreeMap<>();
        try (BufferedReader lines = Files.newBufferedReader(output, StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                naming.count(line, messages);
            }
        }
        return new Run(seconds, peak[0], messages);
    }

    /** The kernel's high-water mark of the process's memory, asked until it ends. */
    private static long peak(Process process) {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        long peak = 0;
        while (process.isAlive()) {
            try {
                Matcher found = PEAK.matcher(Files.readString(status));
                if (found.find()) {
                    peak = Math.max(peak, Long.parseLong(found.group(1)));
                }
                Thread.sleep(20);
            } catch (IOException e) {
                break; // It has ended.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        return peak;
    }

    /** {@code stream address port 2,8,11,15,20} */
    private static void namedByTshark(String line, Map<String, Long> messages) {
        String[] cells = line.split("\t", -1);
        Arrays.stream(cells[cells.length - 1].split(",", -1))
                .filter(type -> !type.isEmpty())
                .map(type -> Seen.name(Integer.parseInt(type)))
                .forEach(type -> messages.merge(type, 1L, Long::sum));
    }

    /** The last cell is {@code >client_hello,<server_hello,…}. */
    private static void namedByProgram(String line, Map<String, Long> messages) {
        String[] cells = line.split("\t", -1);
        if (!cells[0].matches("\\d+")) {
            return;
        }
        Arrays.stream(cells[cells.length - 1].split(",", -1))
                .map(type -> type.substring(1))
                .filter(Seen::isHandshake)
                .forEach(type -> messages.merge(type, 1L, Long::sum));
    }
}
