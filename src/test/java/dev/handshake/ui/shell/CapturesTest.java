package dev.handshake.ui.shell;

import static dev.handshake.ui.Headless.await;
import static dev.handshake.ui.Headless.fx;
import static dev.handshake.ui.Headless.seen;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.Needs;
import dev.handshake.capture.Cancellation;
import dev.handshake.capture.file.CaptureFile;
import dev.handshake.diagram.Palette;
import dev.handshake.explain.Language;
import dev.handshake.export.Autosave;
import dev.handshake.session.MessageType;
import dev.handshake.session.Provenance;
import dev.handshake.ui.Captures;
import dev.handshake.ui.connect.ConnectionRow;
import dev.handshake.ui.connect.Doors;
import dev.handshake.ui.export.FileChoice;
import dev.handshake.ui.model.AppModel;
import dev.handshake.ui.theme.Fonts;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** Captures in the window: opened, listed, drawn, given keys, saved. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init")
class CapturesTest {
    private static final String TLS13 = "corpus/captures/illustrated-tls13/";
    private static final String TLS12 = "corpus/captures/illustrated-tls12/";

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private static Path folder;

    private final AppModel app = new AppModel();
    private final AtomicReference<List<Path>> chosen = new AtomicReference<>(List.of());
    private final AtomicReference<@Nullable Path> saveAs = new AtomicReference<>();
    private final AtomicReference<String> suggested = new AtomicReference<>("");
    private Path settings;
    private Path kept;
    private Stage stage;
    private Window window;

    @Start
    void start(Stage stage) throws IOException {
        Fonts.load();
        this.stage = stage;
        settings = Files.createTempFile(folder, "settings", ".properties");
        kept = Files.createTempDirectory(folder, "kept");
        Files.writeString(settings, "width=1000\nheight=700\n");
        window = open(stage, StartOptions.NONE);
    }

    private Window open(Stage on, StartOptions options) {
        FileChoice choice =
                new FileChoice() {
                    @Override
                    public @Nullable Path choose(String name, String kind, @Nullable Path from) {
                        suggested.set(name);
                        return saveAs.get();
                    }

                    @Override
                    public List<Path> open(
                            String title, String kind, List<String> endings, @Nullable Path from) {
                        return chosen.get();
                    }
                };
        on.setX(0);
        on.setY(0);
        StartOptions english =
                new StartOptions(options.first(), Language.ENGLISH, Palette.LIGHT, null);
        Window made =
                new Window(
                        app,
                        Doors.REAL,
                        choice,
                        new SettingsFile(settings),
                        english,
                        () -> Autosave.start(kept));
        made.show(on);
        return made;
    }

    @AfterEach
    void close() {
        fx(stage::hide);
    }

    // -- opening

    @Test
    void drawsTheOnlyConnectionAtOnceWithAllOfItTold(FxRobot robot) {
        openFile(robot, Needs.shared(TLS13 + "capture.pcap"));
        await("the drawing", () -> app.session.get() != null && !app.listing.get());
        assertThat(app.playback.playhead.get()).isEqualTo(app.playback.last.get());
        assertThat(app.playback.playing.get()).isFalse();
        assertThat(texts(robot, ".whereabouts"))
                .contains("Connection 1 of 1", "capture.pcap")
                .anyMatch(text -> text.matches("127\\.0\\.0\\.1:\\d+ → 127\\.0\\.0\\.1:8400"));
        assertThat(app.session.get().messages().getFirst().type()).isEqualTo(MessageType.SYN);
        assertThat(app.session.get().messages().getFirst().provenance())
                .isEqualTo(Provenance.OBSERVED);
    }

    @Test
    void opensACompressedCapture(FxRobot robot) throws IOException {
        Path plain = Captures.write(folder.resolve("to-compress.pcap"), 5);
        Path gz = folder.resolve("five.pcap.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gz))) {
            Files.copy(plain, out);
        }
        openFile(robot, gz);
        awaitRows(robot, 5);
    }

    @Test
    void opensWhatTheCommandLineNamesWithItsKeys() {
        fx(stage::hide);
        var file =
                new StartOptions.First.File(
                        Needs.shared(TLS13 + "capture.pcap"),
                        List.of(Needs.shared(TLS13 + "keylog.txt")),
                        List.of(),
                        0);
        AtomicReference<Stage> second = new AtomicReference<>();
        fx(() -> {
            second.set(new Stage());
            open(second.get(), new StartOptions(file, null, null, null));
        });
        await("it decrypted", () -> has(MessageType.ENCRYPTED_EXTENSIONS));
        fx(second.get()::hide);
    }

    @Test
    void opensTheConnectionThatTheCommandLineNames(FxRobot robot) throws IOException {
        Path file = Captures.write(folder.resolve("named.pcap"), 9);
        fx(stage::hide);
        AtomicReference<Stage> second = new AtomicReference<>();
        fx(() -> {
            second.set(new Stage());
            open(
                    second.get(),
                    new StartOptions(
                            new StartOptions.First.File(file, List.of(), List.of(), 4),
                            null,
                            null,
                            null));
        });
        await("the fourth", () -> app.session.get() != null);
        assertThat(app.session.get().negotiated().sni()).isEqualTo(Captures.name(4));
        fx(second.get()::hide);
    }

    @Test
    void saysWhatIsWrongWithAFileAndStaysWhereItWas(FxRobot robot) throws IOException {
        Path text = Files.writeString(folder.resolve("letter.txt"), "Dear reader, no packets.\n");
        openFile(robot, text);
        await("a sentence", () -> text(robot, "#notice").contains("letter.txt is not a capture"));
        Path empty = Files.createFile(folder.resolve("empty.pcap"));
        openFile(robot, empty);
        await("another", () -> text(robot, "#notice").contains("empty.pcap is empty"));
        openFile(robot, folder.resolve("gone.pcap"));
        await("a third", () -> text(robot, "#notice").contains("no file gone.pcap"));
        openFile(robot, folder);
        await("a folder", () -> text(robot, "#notice").contains("is a folder"));
        assertThat(app.listing.get()).isFalse();
        assertThat(robot.lookup("#lesson-tls12").tryQuery()).isPresent();
    }

    @Test
    void saysHowFarATruncatedFileGoes(FxRobot robot) throws IOException {
        Path whole = Captures.write(folder.resolve("whole.pcap"), 20);
        byte[] bytes = Files.readAllBytes(whole);
        Path cut = folder.resolve("cut.pcap");
        Files.write(cut, Arrays.copyOf(bytes, bytes.length * 3 / 4));
        openFile(robot, cut);
        await("the remark", () -> text(robot, "#unfold-remarks").contains("ends in the middle"));
        awaitRows(robot, 15);
    }

    @Test
    void saysWhatElseIsInAFileWithoutTls(FxRobot robot) throws IOException {
        Path none = Captures.write(folder.resolve("none.pcap"), 0);
        openFile(robot, none);
        await("the sentence", () -> text(robot, "#nothing").contains("no TLS connection"));
        assertThat(text(robot, "#nothing-else"))
                .contains("no TCP connection")
                .contains("TLS over TCP");
    }

    @Test
    void remembersFilesAndOffersThem(FxRobot robot) throws IOException {
        Path file = Captures.write(folder.resolve("again.pcap"), 3);
        openFile(robot, file);
        awaitRows(robot, 3);
        await("the settings", () -> Files.readString(settings).contains("again.pcap"));
        assertThat(new SettingsFile(settings).read().captures()).containsExactly(file);
        MenuButton open = robot.lookup("#open").queryAs(MenuButton.class);
        fx(open::show);
        assertThat(open.getItems()).hasSize(3);
        fx(() -> open.getItems().getLast().fire());
        awaitRows(robot, 3);
        fx(open::hide);
    }

    // -- the list

    @Test
    void listsFiltersDrawsAndComesBackToTheSamePlace(FxRobot robot) throws IOException {
        openFile(robot, Captures.write(folder.resolve("list.pcap"), 300));
        awaitRows(robot, 300);
        assertThat(text(robot, "#connection-count")).isEqualTo("300 TLS connections");
        assertThat(robot.lookup("#filter").query().isFocused()).isTrue();

        robot.write("host1 failed");
        awaitRows(robot, 36);
        assertThat(text(robot, "#connection-count")).isEqualTo("36 of 300");
        robot.type(KeyCode.DOWN, KeyCode.DOWN, KeyCode.ENTER);
        await("the drawing", () -> app.session.get() != null && !app.listing.get());
        String drawn = app.session.get().negotiated().sni();
        assertThat(drawn).isEqualTo(Captures.name(15));
        assertThat(text(robot, ".whereabouts")).isEqualTo("Connection 15 of 300");

        robot.press(KeyCode.ALT).type(KeyCode.DOWN).release(KeyCode.ALT);
        await("the next one", () -> sni().equals(Captures.name(18)));
        robot.press(KeyCode.ALT).type(KeyCode.UP, KeyCode.UP).release(KeyCode.ALT);
        await("the one before", () -> sni().equals(Captures.name(12)));

        robot.type(KeyCode.BACK_SPACE);
        await("the list", () -> app.listing.get());
        assertThat(table(robot).getItems()).hasSize(36);
        assertThat(table(robot).getSelectionModel().getSelectedItem().number()).isEqualTo(12);
        assertThat(((TextInputControl) robot.lookup("#filter").query()).getText())
                .isEqualTo("host1 failed");
    }

    @Test
    void sortsByItsHeaders(FxRobot robot) throws IOException {
        openFile(robot, Captures.write(folder.resolve("sort.pcap"), 40));
        awaitRows(robot, 40);
        fx(() -> {
            var column = table(robot).getColumns().get(4);
            column.setSortType(TableColumn.SortType.DESCENDING);
            table(robot).getSortOrder().setAll(List.of(column));
        });
        await("the order", () -> table(robot).getItems().getFirst().number() == 40);
    }

    @Test
    void copiesTheSelectedLine(FxRobot robot) throws IOException {
        openFile(robot, Captures.write(folder.resolve("copy.pcap"), 8));
        awaitRows(robot, 8);
        fx(() -> {
            table(robot).requestFocus();
            table(robot).getSelectionModel().select(4);
        });
        robot.press(KeyCode.CONTROL).type(KeyCode.C).release(KeyCode.CONTROL);
        AtomicReference<String> copied = new AtomicReference<>("");
        fx(() -> copied.set(Clipboard.getSystemClipboard().getString()));
        assertThat(copied.get().split("\t")).contains("5", "192.0.2.1:443", "host5.example.org");
    }

    @Test
    void saysThatNothingMatches(FxRobot robot) throws IOException {
        openFile(robot, Captures.write(folder.resolve("match.pcap"), 4));
        awaitRows(robot, 4);
        robot.write("nowhere");
        await(
                "the sentence",
                () -> text(robot, "#nothing").contains("No connection matches nowhere"));
        fire(robot, "#clear-filter");
        awaitRows(robot, 4);
    }

    @Test
    void keepsWhatHasComeWhenTheReadingIsStopped(FxRobot robot) throws IOException {
        Path many = Captures.write(folder.resolve("many.pcap"), 60_000);
        openFile(robot, many);
        await("the list", () -> app.listing.get() && !table(robot).getItems().isEmpty());
        fire(robot, "#stop-reading");
        await("the end", () -> text(robot, "#reading-text").contains("You stopped the reading"));
        int come = table(robot).getItems().size();
        assertThat(come).isPositive();
        robot.type(KeyCode.DOWN, KeyCode.ENTER);
        await("one of them", () -> app.session.get() != null);
        Files.delete(many);
    }

    // -- keys

    @Test
    void readsWhatIsDrawnAgainWithKeysThatComeLater(FxRobot robot) {
        openFile(robot, Needs.shared(TLS13 + "capture.pcap"));
        await("the drawing", () -> has(MessageType.ENCRYPTED));
        fx(() -> app.playback.goTo(8));
        assertThat(robot.lookup("#inspector-add-keys").tryQuery()).isEmpty();
        chosen.set(List.of(Needs.shared(TLS13 + "keylog.txt")));
        control(robot, KeyCode.K);
        await("its messages", () -> has(MessageType.ENCRYPTED_EXTENSIONS));
        assertThat(app.playback.playhead.get()).isEqualTo(8);
        assertThat(app.selection.message.get()).isEqualTo(8);
        assertThat(text(robot, "#notice"))
                .isEqualTo("One connection could be decrypted with these keys.");
    }

    @Test
    void saysThatWrongKeysOpenNothing(FxRobot robot) {
        openFile(robot, Needs.shared(TLS13 + "capture.pcap"));
        await("the drawing", () -> has(MessageType.ENCRYPTED));
        chosen.set(List.of(Needs.shared(TLS12 + "keylog.txt")));
        control(robot, KeyCode.K);
        await("a sentence", () -> text(robot, "#notice").contains("open nothing in this capture"));
        assertThat(app.session.get().messages())
                .noneMatch(message -> message.provenance() == Provenance.DECRYPTED);
    }

    @Test
    void saysThatKeysNeedACapture(FxRobot robot) {
        control(robot, KeyCode.K);
        assertThat(text(robot, "#notice")).contains("Open the capture first");
    }

    @Test
    void takesWhatIsDroppedByItsContent(FxRobot robot) throws IOException {
        drop(Needs.shared(TLS13 + "keylog.txt"));
        await("a sentence", () -> text(robot, "#notice").contains("no capture is open"));
        drop(Needs.shared(TLS13 + "keylog.txt"), Needs.shared(TLS13 + "capture.pcap"));
        await("both", () -> has(MessageType.ENCRYPTED_EXTENSIONS));
        drop(Captures.write(folder.resolve("dropped.pcap"), 6));
        awaitRows(robot, 6);
        assertThat(app.session.get()).as("replaced").isNull();
        drop(Needs.shared(TLS12 + "keylog.txt"));
        await("wrong keys", () -> text(robot, "#notice").contains("open nothing"));
        assertThat(table(robot).getItems()).hasSize(6);
    }

    @Test
    void asksForThePasswordOfAPrivateKeyUntilItIsRight(FxRobot robot) throws Exception {
        Path locked = folder.resolve("locked.pem");
        Process openssl =
                new ProcessBuilder(
                                Needs.program("openssl").toString(),
                                "genpkey",
                                "-algorithm",
                                "RSA",
                                "-aes256",
                                "-pass",
                                "pass:correct horse",
                                "-out",
                                locked.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        assertThat(openssl.waitFor()).isZero();
        openFile(robot, Captures.write(folder.resolve("for-key.pcap"), 2));
        awaitRows(robot, 2);
        drop(locked);
        await("the question", () -> robot.lookup("#password-card").tryQuery().isPresent());
        assertThat(robot.lookup("#password").query().isFocused()).isTrue();
        robot.write("battery staple");
        robot.type(KeyCode.ENTER);
        await(
                "once more",
                () ->
                        present(robot, "#password-why")
                                && text(robot, "#password-why").contains("does not open"));
        await("the caret", () -> robot.lookup("#password").query().isFocused());
        robot.write("correct horse");
        robot.type(KeyCode.ENTER);
        await("the key", () -> text(robot, "#notice").contains("open nothing in this capture"));
        assertThat(robot.lookup("#password-card").tryQuery()).isEmpty();
    }

    // -- saving

    @Test
    void asksOnceWhetherTheSecretsGoAlong(FxRobot robot) throws Exception {
        drop(Needs.shared(TLS13 + "capture.pcap"), Needs.shared(TLS13 + "keylog.txt"));
        await("the drawing", () -> has(MessageType.ENCRYPTED_EXTENSIONS));
        Path to = folder.resolve("with.pcapng");
        saveAs.set(to);
        control(robot, KeyCode.S);
        assertThat(text(robot, "#secrets-warning"))
                .isEqualTo(
                        "Whoever has this file can read the whole connection. Keep it to yourself.");
        fire(robot, "#secrets-with");
        await("the file", () -> text(robot, "#notice").startsWith("Saved as " + to));
        assertThat(text(robot, "#notice")).contains("Keep it to yourself");
        assertThat(suggested.get()).isEqualTo("handshake-example.ulfheim.net.pcapng");

        Path again = folder.resolve("with-again.pcapng");
        saveAs.set(again);
        control(robot, KeyCode.S);
        await("unasked", () -> text(robot, "#notice").startsWith("Saved as " + again));
        assertThat(again).hasSameBinaryContentAs(to);

        chosen.set(List.of(to));
        control(robot, KeyCode.O);
        await(
                "its own secrets",
                () ->
                        app.source.get() != null
                                && app.source.get().file().equals("with.pcapng")
                                && has(MessageType.ENCRYPTED_EXTENSIONS));
    }

    @Test
    void leavesTheSecretsOutWhereThatIsWished(FxRobot robot) throws Exception {
        drop(Needs.shared(TLS13 + "capture.pcap"), Needs.shared(TLS13 + "keylog.txt"));
        await("the drawing", () -> has(MessageType.ENCRYPTED_EXTENSIONS));
        Path to = folder.resolve("without.pcapng");
        saveAs.set(to);
        control(robot, KeyCode.S);
        robot.type(KeyCode.ENTER);
        await("the file", () -> text(robot, "#notice").equals("Saved as " + to));
        try (CaptureFile file = CaptureFile.open(to)) {
            file.index(_ -> {}, new Cancellation());
            assertThat(file.keys().isEmpty()).isTrue();
        }
        control(robot, KeyCode.S);
        assertThat(robot.lookup("#secrets-card").tryQuery()).as("asked once").isEmpty();
    }

    @Test
    void doesNotSaveWhereTheQuestionIsDismissed(FxRobot robot) {
        drop(Needs.shared(TLS13 + "capture.pcap"), Needs.shared(TLS13 + "keylog.txt"));
        await("the drawing", () -> has(MessageType.ENCRYPTED_EXTENSIONS));
        Path to = folder.resolve("dismissed.pcapng");
        saveAs.set(to);
        control(robot, KeyCode.S);
        robot.type(KeyCode.ESCAPE);
        assertThat(robot.lookup("#secrets-card").tryQuery()).isEmpty();
        assertThat(to).doesNotExist();
    }

    @Test
    void exportsTheKeyLog(FxRobot robot) throws IOException {
        drop(Needs.shared(TLS13 + "capture.pcap"), Needs.shared(TLS13 + "keylog.txt"));
        await("the drawing", () -> has(MessageType.ENCRYPTED_EXTENSIONS));
        Path to = folder.resolve("session.keys");
        saveAs.set(to);
        item(robot, "export-keys").fire();
        await("the file", () -> text(robot, "#notice").startsWith("Saved as " + to));
        List<String> given = Files.readAllLines(Needs.shared(TLS13 + "keylog.txt"));
        assertThat(Files.readAllLines(to))
                .filteredOn(line -> !line.startsWith("#"))
                .isNotEmpty()
                .isSubsetOf(given);
    }

    @Test
    void saysWhyThereIsNothingToSave(FxRobot robot) throws IOException {
        openFile(robot, Captures.write(folder.resolve("unsaved.pcap"), 3));
        awaitRows(robot, 3);
        assertThat(robot.lookup("#save").query().isDisabled()).isTrue();
        assertThat(robot.lookup("#save").queryAs(ButtonBase.class).getTooltip().getText())
                .isEqualTo("Choose a connection first: what is drawn is saved.");
        robot.type(KeyCode.DOWN, KeyCode.ENTER);
        await("the drawing", () -> app.session.get() != null);
        assertThat(robot.lookup("#save").query().isDisabled()).isFalse();
        assertThat(item(robot, "export-keys").isDisable()).as("no secrets are known").isTrue();
    }

    // -- what was left

    @Test
    void offersWhatAnotherRunHasLeft(FxRobot robot) throws Exception {
        fx(() -> robot.lookup("#lesson-tls12").queryAs(ButtonBase.class).fire());
        await("the end", () -> app.session.get() != null && !app.playback.growing.get());
        await("it kept", () -> savedBelow(kept) == 1);
        // As a crash would leave it: nobody holds the marker any more.
        Path crashed = Files.createTempDirectory(folder, "crashed");
        Path left = Files.createDirectory(crashed.resolve("12345"));
        try (var files = Files.walk(kept)) {
            Path session =
                    files.filter(Files::isRegularFile)
                            .filter(file -> file.toString().endsWith(".pcapng"))
                            .findFirst()
                            .orElseThrow();
            Files.copy(session, left.resolve(session.getFileName()));
        }
        Files.writeString(left.resolve("running"), "12345\n");
        fx(stage::hide);
        await("nothing left of an orderly end", () -> savedBelow(kept) == 0);
        kept = crashed;
        fx(app::clear);
        AtomicReference<Stage> second = new AtomicReference<>();
        fx(() -> {
            second.set(new Stage());
            open(second.get(), StartOptions.NONE);
        });
        await("the offer", () -> robot.lookup("#left-over").query().isVisible());
        fire(robot, "#left-over-open");
        await("the session", () -> app.session.get() != null && app.source.get() != null);
        assertThat(app.session.get().negotiated().sni()).isEqualTo("www.msn.com");
        assertThat(app.session.get().secrets()).isEmpty();
        assertThat(robot.lookup("#left-over").query().isVisible()).isFalse();
        fx(second.get()::hide);
        await("it is gone", () -> !Files.exists(left.resolve("running")));
    }

    private static long savedBelow(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".pcapng")).count();
        }
    }

    // -- helpers of the tests

    private void openFile(FxRobot robot, Path file) {
        chosen.set(List.of(file));
        fx(() -> app.notice.set(null));
        control(robot, KeyCode.O);
    }

    private void drop(Path... files) {
        fx(() -> {
            app.notice.set(null);
            window.take(List.of(files));
        });
    }

    private void awaitRows(FxRobot robot, int count) {
        await(
                count + " rows",
                () ->
                        app.listing.get()
                                && present(robot, "#connection-table")
                                && table(robot).getItems().size() == count
                                && !robot.lookup("#reading").query().isVisible());
    }

    private boolean has(MessageType type) {
        return app.session.get() != null && app.session.get().first(type).isPresent();
    }

    private String sni() {
        return app.session.get() == null
                ? ""
                : String.valueOf(app.session.get().negotiated().sni());
    }

    @SuppressWarnings("unchecked")
    private static TableView<ConnectionRow> table(FxRobot robot) {
        return robot.lookup("#connection-table").queryAs(TableView.class);
    }

    private static boolean present(FxRobot robot, String query) {
        return robot.lookup(query).tryQuery().isPresent();
    }

    private static MenuItem item(FxRobot robot, String id) {
        return robot.lookup("#export").queryAs(MenuButton.class).getItems().stream()
                .filter(each -> id.equals(each.getId()))
                .findFirst()
                .orElseThrow();
    }

    private static void fire(FxRobot robot, String query) {
        fx(() -> robot.lookup(query).queryAs(ButtonBase.class).fire());
    }

    private static void control(FxRobot robot, KeyCode key) {
        robot.press(KeyCode.CONTROL).type(key).release(KeyCode.CONTROL);
    }

    private static String text(FxRobot robot, String query) {
        List<String> all = seen(() -> texts(robot, query));
        return all.isEmpty() ? "" : all.getFirst();
    }

    private static List<String> texts(FxRobot robot, String query) {
        Node node = robot.lookup(query).query();
        if (node instanceof Labeled labeled) {
            return List.of(labeled.getText());
        }
        return node.lookupAll(".label").stream()
                .filter(Labeled.class::isInstance)
                .map(label -> ((Labeled) label).getText())
                .filter(said -> said != null && !said.isEmpty())
                .toList();
    }
}
