package dev.handshake.cli;

import dev.handshake.capture.lab.Scenario;
import dev.handshake.explain.Words;
import java.io.PrintStream;
import java.util.List;

/**
 * The lab's scenarios, one a line with its name first; each group under a line that begins with
 * {@code #}.
 */
final class ScenarioTable {
    private final PrintStream out;
    private final Words words;

    ScenarioTable(PrintStream out, Words words) {
        this.out = out;
        this.words = words;
    }

    void print() {
        List<Scenario> all = Scenario.all();
        int width = all.stream().mapToInt(one -> one.name().length()).max().orElse(0);
        for (Scenario.Group group : Scenario.Group.values()) {
            out.println("# " + words.text("lab.group." + group.word()));
            all.stream()
                    .filter(one -> one.group() == group)
                    .forEach(one ->
                            out.println(
                                    one.name()
                                            + " ".repeat(width - one.name().length() + 2)
                                            + line(one)));
        }
    }

    private String line(Scenario scenario) {
        String key = "lab." + scenario.name();
        String what = words.text(key + ".title") + ": " + words.text(key + ".summary");
        return scenario.recorded()
                .map(how ->
                        "%s (%s)"
                                .formatted(
                                        what,
                                        words.text("lab.recorded", how.program(), how.date())))
                .orElse(what);
    }
}
