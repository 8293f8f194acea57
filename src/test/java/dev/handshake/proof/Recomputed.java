package dev.handshake.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.Needs;
import dev.handshake.bytes.Bytes;
import dev.handshake.keys.KeyStep;
import dev.handshake.keys.KeyTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What {@code sh} and {@code openssl} print for the commands of a key schedule. */
public final class Recomputed {
    private static final String MARK = "## ";

    private Recomputed() {}

    /** Runs every command of the trees, in one shell; what each prints, by the step's id. */
    static Map<String, Bytes> run(List<KeyTree> trees, Path folder) throws IOException {
        Needs.program("openssl");
        StringBuilder script = new StringBuilder();
        for (KeyTree tree : trees) {
            for (KeyStep step : tree.steps()) {
                step.command()
                        .ifPresent(command ->
                                script.append(
                                        "echo '%s%s'\n%s\n".formatted(MARK, step.id(), command)));
            }
        }
        Path file = Files.writeString(folder.resolve("commands.sh"), script);
        Map<String, Bytes> printed = new LinkedHashMap<>();
        String id = "";
        StringBuilder digits = new StringBuilder();
        for (String line : Program.run(folder, "sh", file).lines().toList()) {
            if (line.startsWith(MARK)) {
                id = line.substring(MARK.length());
                digits.setLength(0);
            } else {
                // `SHA2-256(stdin)= 98ea…`, `DB:41:E1…`, ` 0a 1b …`, `94FE7A…`
                String value = line.substring(line.lastIndexOf('=') + 1);
                digits.append(value.replaceAll("[ :]", "").toLowerCase(Locale.ROOT));
                printed.put(id, Bytes.ofHex(digits.toString()));
            }
        }
        return printed;
    }

    /** Every step that has a command is what the command prints. */
    public static void agree(List<KeyTree> trees, Path folder) throws IOException {
        Map<String, Bytes> printed = run(trees, folder);
        assertThat(printed).isNotEmpty();
        for (KeyTree tree : trees) {
            for (KeyStep step : tree.steps()) {
                assertThat(printed.get(step.id()))
                        .as("%s%n%s", step, step.command().orElse(""))
                        .isEqualTo(step.command().isPresent() ? step.output() : null);
            }
        }
    }
}
