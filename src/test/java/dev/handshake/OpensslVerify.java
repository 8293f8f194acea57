package dev.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.bytes.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * What {@code openssl verify} says of a chain, at security level 2 (Debian's own) and as a
 * server's.
 *
 * @param accepted whether it holds
 * @param said its words
 */
public record OpensslVerify(boolean accepted, String said) {
    /**
     * Asks it.
     *
     * @param folder for the files that it reads
     * @param sent DER, the server's own first
     * @param trusted DER, these alone
     */
    public static OpensslVerify of(
            Path folder, List<Bytes> sent, List<Bytes> trusted, List<String> options)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Needs.program("openssl").toString(),
                                "verify",
                                "-no-CApath",
                                "-no-CAstore",
                                "-auth_level",
                                "2",
                                "-purpose",
                                "sslserver",
                                "-CAfile",
                                pem(folder.resolve("trusted.pem"), trusted)));
        if (sent.size() > 1) {
            command.add("-untrusted");
            command.add(pem(folder.resolve("untrusted.pem"), sent.subList(1, sent.size())));
        }
        command.addAll(options);
        command.add(pem(folder.resolve("leaf.pem"), sent.subList(0, 1)));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        // It says no for a reason, not because it could not be asked.
        assertThat(said).containsAnyOf(": OK", "error ");
        return new OpensslVerify(status == 0, said);
    }

    private static String pem(Path file, List<Bytes> certificates) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Bytes certificate : certificates) {
            text.append("-----BEGIN CERTIFICATE-----\n")
                    .append(
                            Base64.getMimeEncoder(64, new byte[] {'\n'})
                                    .encodeToString(certificate.toArray()))
                    .append("\n-----END CERTIFICATE-----\n");
        }
        return Files.writeString(file, text).toString();
    }
}
