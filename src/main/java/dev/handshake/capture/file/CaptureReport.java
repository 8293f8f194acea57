package dev.handshake.capture.file;

import dev.handshake.bytes.Phrase;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a capture file was read, and what of it no connection is drawn from.
 *
 * @param packets how many were read
 * @param bytes how many bytes of the (unpacked) file
 * @param connections how many TCP connections were found
 * @param unread packets that are no TCP, most first
 * @param cut packets of TCP whose end the capture did not keep
 * @param problem why it was not read to its end; null if it was
 * @param secrets how the secrets that the file itself brings were read
 * @param comments what the file remarks on itself
 */
public record CaptureReport(
        long packets,
        long bytes,
        int connections,
        List<Unread> unread,
        long cut,
        @Nullable CaptureProblem problem,
        KeyLog.Result secrets,
        List<String> comments) {
    public CaptureReport {
        unread = List.copyOf(unread);
        comments = List.copyOf(comments);
    }

    /** A sentence for each thing that a reader should know: what ended the reading comes first. */
    public List<Phrase> phrases() {
        List<Phrase> phrases = new ArrayList<>();
        if (problem != null) {
            phrases.add(problem.phrase());
        }
        if (connections == 0) {
            phrases.add(Phrase.of("capture.no_connections", packets));
        }
        if (cut > 0) {
            phrases.add(Phrase.of("capture.cut", cut));
        }
        unread.forEach(each -> phrases.add(each.phrase()));
        return List.copyOf(phrases);
    }
}
