package dev.handshake.capture.file;

import dev.handshake.bytes.ByteSpan;
import dev.handshake.capture.Limits;
import dev.handshake.capture.SavedNote;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The notes on the messages that end in a packet, as the comment of that packet: readable for
 * people and, strictly, for this program.
 *
 * <pre>
 * TLS Handshake notes
 * message: 5 server_hello
 * record: 2 0
 * bytes: 39 2
 * text: The suite that the server took.
 *  A line that begins with a space goes on with the text.
 * </pre>
 *
 * A line that nobody knows is passed over. What does not keep to this is somebody else's comment.
 */
final class NoteComment {
    private static final String TITLE = "TLS Handshake notes";
    private static final String MESSAGE = "message: ";
    private static final String RECORD = "record: ";
    private static final String BYTES = "bytes: ";
    private static final String TEXT = "text: ";

    private static final Pattern MESSAGE_LINE =
            Pattern.compile("message: ([0-9]{1,7}) ([a-z0-9_]{1,64})");
    private static final Pattern PAIR = Pattern.compile("[a-z]+: ([0-9]{1,8}) ([0-9]{1,8})");

    private NoteComment() {}

    /** As few comments as will do: none is longer than pcapng allows. */
    static List<String> of(List<SavedNote> notes) {
        List<String> comments = new ArrayList<>();
        StringBuilder comment = new StringBuilder();
        int length = 0;
        for (SavedNote note : notes) {
            String text = text(note);
            int bytes = text.getBytes(StandardCharsets.UTF_8).length + 1;
            if (!comment.isEmpty() && length + bytes > PcapngWriter.LONGEST_OPTION) {
                comments.add(comment.toString());
                comment.setLength(0);
            }
            if (comment.isEmpty()) {
                comment.append(TITLE);
                length = TITLE.length();
            }
            comment.append('\n').append(text);
            length += bytes;
        }
        if (!comment.isEmpty()) {
            comments.add(comment.toString());
        }
        return comments;
    }

    private static String text(SavedNote note) {
        List<String> lines = new ArrayList<>();
        lines.add(MESSAGE + note.message() + " " + note.type());
        if (note.record() > 0) {
            lines.add(RECORD + note.record() + " " + note.index());
        }
        ByteSpan span = note.span();
        if (span != null) {
            lines.add(BYTES + span.offset() + " " + span.length());
        }
        lines.add(TEXT + note.text().lines().collect(Collectors.joining("\n ")));
        return String.join("\n", lines);
    }

    /** Whether there are notes in a comment; else it is somebody else's. */
    static boolean hasNotes(String comment) {
        return !parse(List.of(comment)).isEmpty();
    }

    private static boolean is(String comment) {
        return comment.equals(TITLE) || comment.startsWith(TITLE + "\n");
    }

    /** The notes in a packet's comments; of somebody else's, none. */
    static List<SavedNote> parse(List<String> comments) {
        return comments.stream()
                .filter(NoteComment::is)
                .flatMap(comment -> new Reading().read(comment).stream())
                .toList();
    }

    /** What has been read of a comment. */
    private static final class Reading {
        private final List<SavedNote> notes = new ArrayList<>();
        private int message;
        private String type = "";
        private int record;
        private int index;
        private @Nullable ByteSpan span;
        private @Nullable StringBuilder text;

        List<SavedNote> read(String comment) {
            for (String line : comment.lines().skip(1).toList()) {
                if (line.startsWith(" ")) {
                    if (text != null) {
                        text.append('\n').append(line, 1, line.length());
                    }
                } else {
                    line(line);
                }
            }
            end();
            return notes;
        }

        private void line(String line) {
            Matcher begins = MESSAGE_LINE.matcher(line);
            Matcher pair = PAIR.matcher(line);
            if (begins.matches()) {
                end();
                message = Integer.parseInt(begins.group(1));
                type = begins.group(2);
            } else if (line.startsWith(TEXT)) {
                text = new StringBuilder(line.substring(TEXT.length()));
            } else if (pair.matches()) {
                int first = Integer.parseInt(pair.group(1));
                int second = Integer.parseInt(pair.group(2));
                if (line.startsWith(RECORD)) {
                    record = first;
                    index = second;
                } else if (line.startsWith(BYTES)) {
                    span = new ByteSpan(first, second);
                }
            }
        }

        private void end() {
            if (message > 0 && text != null && !text.toString().isBlank()) {
                String whole = text.substring(0, Math.min(text.length(), Limits.NOTE));
                notes.add(new SavedNote(message, type, record, index, span, whole));
            }
            message = 0;
            record = 0;
            index = 0;
            span = null;
            text = null;
        }
    }
}
