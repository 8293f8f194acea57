package dev.handshake.cli;

import dev.handshake.capture.BadInput;
import dev.handshake.capture.Cancellation;
import dev.handshake.capture.file.CaptureFile;
import dev.handshake.capture.file.KeyFile;
import dev.handshake.explain.Words;
import dev.handshake.session.Catalogue;
import dev.handshake.session.Listed;
import dev.handshake.session.Session;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A capture that the command line reads: its connections, and those of them that are asked for. */
final class OpenedCapture implements AutoCloseable {
    private final CaptureFile file;
    private final Catalogue catalogue;
    private final List<Listed> listed;
    private final int session;

    private OpenedCapture(CaptureFile file, Catalogue catalogue, List<Listed> listed, int session) {
        this.file = file;
        this.catalogue = catalogue;
        this.listed = listed;
        this.session = session;
    }

    /** Reads the file from its beginning to its end. */
    static OpenedCapture open(Call.Door.File door, Meter meter) throws Refusal {
        CaptureFile file = file(door);
        Map<Integer, Listed> found = new TreeMap<>();
        Catalogue catalogue = new Catalogue(file);
        try {
            catalogue.read(
                    new Catalogue.Listener() {
                        @Override
                        public void found(Listed listed) {
                            found.put(listed.connection().number(), listed);
                        }

                        @Override
                        public void progress(double done) {
                            meter.show(done);
                        }
                    },
                    new Cancellation());
        } catch (InterruptedException e) {
            // What has come until now is told.
            Thread.currentThread().interrupt();
        }
        meter.end();
        if (door.session() > found.size()) {
            file.close();
            throw new Refusal(ExitStatus.USAGE, "cli.no-session", door.session(), found.size());
        }
        return new OpenedCapture(file, catalogue, List.copyOf(found.values()), door.session());
    }

    /** The file, with the keys that go with it. */
    private static CaptureFile file(Call.Door.File door) throws Refusal {
        char[] password =
                door.passwordFile() == null ? null : PasswordFile.read(door.passwordFile());
        try {
            CaptureFile file = CaptureFile.open(door.path());
            file.trust(door.trustAnchors());
            boolean ready = false;
            try {
                for (Path path : door.keyFiles()) {
                    KeyFile.read(path, password, file.keys());
                }
                ready = true;
            } finally {
                if (!ready) {
                    file.close();
                }
            }
            return file;
        } catch (BadInput e) {
            throw new Refusal(ExitStatus.FILE, e.phrase());
        }
    }

    /** All connections, in the order in which they began. */
    List<Listed> listed() {
        return listed;
    }

    /** The sessions that a file of many holds, each read when it is its turn. */
    Iterable<Session> chosen() {
        List<Listed> chosen = session == 0 ? listed : List.of(listed.get(session - 1));
        return () -> chosen.stream().map(catalogue::session).iterator();
    }

    /** The one session that a picture shows. */
    Session pictured() throws Refusal {
        if (listed.isEmpty()) {
            throw new Refusal(ExitStatus.FILE, "cli.no-tls");
        }
        return catalogue.session(listed.get(Math.max(0, session - 1)));
    }

    /** What is in the file, and what of it could not be read. */
    String summary(Words words) {
        Map<String, Integer> others = new TreeMap<>(catalogue.others());
        int other = others.values().stream().mapToInt(Integer::intValue).sum();
        others.remove("unknown");
        String names =
                others.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining(", "));
        String count =
                names.isEmpty()
                        ? words.text("cli.opened", listed.size(), other)
                        : words.text("cli.opened.named", listed.size(), other, names);
        return file.report().phrases().stream()
                .map(words::text)
                .map(text -> text.endsWith(".") ? text : text + ".")
                .collect(Collectors.joining(" ", count + " ", ""))
                .strip();
    }

    @Override
    public void close() {
        file.close();
    }
}
