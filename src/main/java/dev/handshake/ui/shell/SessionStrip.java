package dev.handshake.ui.shell;

import dev.handshake.capture.Origin;
import dev.handshake.capture.lab.Scenario;
import dev.handshake.explain.Words;
import dev.handshake.session.Outcome;
import dev.handshake.session.Session;
import dev.handshake.ui.connect.CaptureModel;
import dev.handshake.ui.connect.ConnectModel;
import dev.handshake.ui.control.Chip;
import dev.handshake.ui.control.Command;
import dev.handshake.ui.control.Icons;
import dev.handshake.ui.model.AppModel;
import dev.handshake.ui.model.Millis;
import dev.handshake.ui.model.SidePanel;
import dev.handshake.ui.model.Source;
import dev.handshake.ui.model.Told;
import dev.handshake.verify.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignH;
import org.kordamp.ikonli.materialdesign2.MaterialDesignK;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import org.kordamp.ikonli.materialdesign2.MaterialDesignW;

/** Where it is connected, and what has been agreed as far as the story has been told. */
final class SessionStrip extends HBox {
    private static final PseudoClass PRESSED_IN = PseudoClass.getPseudoClass("pressed-in");

    private final AppModel app;
    private final ConnectModel connect;
    private final Button list;
    private final Button offer;
    private final HBox turning;
    private final FontIcon icon = Icons.of(MaterialDesignW.WEB, 17);
    private final Label lead = new Label();
    private final Label at = new Label();
    private final Label note = new Label();
    private final Whereabouts where = new Whereabouts(lead, at, note);
    private final Chip version = new Chip(MaterialDesignH.HANDSHAKE_OUTLINE);
    private final Chip suite = new Chip(MaterialDesignL.LOCK_OUTLINE);
    private final Chip group = new Chip(MaterialDesignK.KEY_VARIANT);
    private final Chip time = new Chip(MaterialDesignT.TIMER_OUTLINE);
    private final Chip trust = new Chip(MaterialDesignS.SHIELD_OUTLINE);
    private final Tooltip why = new Tooltip();
    private final Button inspector;

    /**
     * @param change shows what is offered
     */
    SessionStrip(AppModel app, ConnectModel connect, CaptureModel captures, Runnable change) {
        this.app = app;
        this.connect = connect;
        list = Icons.tool(new Button(), MaterialDesignA.ARROW_LEFT, app.text(Command.CONNECTIONS));
        list.setId("to-list");
        list.textProperty().bind(app.text("window.connections"));
        list.setMinWidth(USE_PREF_SIZE);
        list.setOnAction(_ -> captures.list());
        list.visibleProperty()
                .bind(captures.state().map(state -> state != CaptureModel.State.NONE));
        list.managedProperty().bind(list.visibleProperty());
        turning =
                new HBox(
                        turn(app, captures, Command.PREVIOUS_CONNECTION, -1),
                        turn(app, captures, Command.NEXT_CONNECTION, 1));
        turning.setAlignment(Pos.CENTER_LEFT);
        getStyleClass().add("session-strip");
        setAlignment(Pos.CENTER_LEFT);
        lead.getStyleClass().add("bold");
        note.getStyleClass().add("muted");
        at.setId("connected-to");
        version.setId("chip-version");
        suite.setId("chip-suite");
        group.setId("chip-group");
        time.setId("chip-time");
        trust.setId("chip-trust");
        why.setWrapText(true);
        why.setMaxWidth(420);
        HBox.setHgrow(where, Priority.ALWAYS);
        inspector =
                Icons.tool(new Button(), MaterialDesignD.DOCK_RIGHT, app.text(Command.INSPECTOR));
        inspector.setId("inspector");
        inspector.getStyleClass().add("inspector-button");
        inspector.setOnAction(_ -> app.inspecting.set(!app.inspecting.get()));
        offer = offer(app, connect, change);
        getChildren().addAll(list, icon, where, turning, offer);
        getChildren().addAll(chips());
        getChildren().addAll(keySchedule(app), inspector);
        app.told.subscribe(_ -> refresh());
        app.words.subscribe(_ -> refresh());
        app.sight.whole.subscribe(_ -> refresh());
        app.source.subscribe(_ -> refresh());
        connect.problem.subscribe(_ -> refresh());
        connect.capturing().subscribe(_ -> refresh());
    }

    /** Pressed as long as the key schedule stands beside the diagram. */
    private static Button keySchedule(AppModel app) {
        Button button =
                Icons.tool(
                        new Button(),
                        MaterialDesignF.FILE_TREE_OUTLINE,
                        app.text(Command.KEY_SCHEDULE));
        button.setId("key-schedule");
        button.getStyleClass().add("inspector-button");
        button.setOnAction(_ -> app.turn(SidePanel.KEYS));
        Runnable press =
                () ->
                        button.pseudoClassStateChanged(
                                PRESSED_IN,
                                app.inspecting.get() && app.side.get() == SidePanel.KEYS);
        app.side.subscribe(press);
        app.inspecting.subscribe(press);
        press.run();
        return button;
    }

    /** Says that the offer is not the usual one, and after a failure that another may do. */
    private static Button offer(AppModel app, ConnectModel connect, Runnable change) {
        Button button = new Button();
        button.setId("offer-changed");
        button.getStyleClass().add("offer-changed");
        button.setGraphic(Icons.of(MaterialDesignT.TUNE_VARIANT, 15));
        button.setMinWidth(USE_PREF_SIZE);
        button.textProperty()
                .bind(
                        Bindings.when(connect.offer.changed())
                                .then(app.text("offer.changed"))
                                .otherwise(app.text("offer.change")));
        button.setTooltip(new Tooltip());
        button.getTooltip().textProperty().bind(app.text(Command.OFFER));
        button.setOnAction(_ -> change.run());
        button.visibleProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                () ->
                                        app.source.get() == null
                                                && (connect.offer.changed().get()
                                                        || app.told.get().broken().isPresent()),
                                app.source,
                                connect.offer.changed(),
                                app.told));
        button.managedProperty().bind(button.visibleProperty());
        return button;
    }

    private static Button turn(AppModel app, CaptureModel captures, Command command, int by) {
        Button button =
                Icons.tool(
                        new Button(),
                        by < 0 ? MaterialDesignC.CHEVRON_UP : MaterialDesignC.CHEVRON_DOWN,
                        app.text(command));
        button.setId(by < 0 ? "previous-connection" : "next-connection");
        button.setOnAction(_ -> captures.turn(by));
        return button;
    }

    private List<Chip> chips() {
        return List.of(version, suite, group, time, trust);
    }

    /** Where there is little room, the second sentence goes, and the time with it. */
    void fit(Breadth breadth) {
        boolean roomy = breadth != Breadth.NARROW;
        where.brief(!roomy);
        list.setContentDisplay(roomy ? ContentDisplay.LEFT : ContentDisplay.GRAPHIC_ONLY);
        time.setVisible(roomy);
        time.setManaged(roomy);
    }

    private void refresh() {
        Words words = app.words.get();
        // Where it is connected, the reader knows, whoever's view is shown.
        Session session = app.sight.whole.get();
        place(words, session);
        chips(words, app.told.get());
    }

    private void place(Words words, @Nullable Session session) {
        Source source = app.source.get();
        boolean several = source != null && source.count() > 1;
        turning.setVisible(several);
        turning.setManaged(several);
        boolean wrong = connect.problem.get() != null;
        lead.getStyleClass().remove("wrong");
        if (wrong) {
            lead.getStyleClass().add("wrong");
            icon.setIconCode(MaterialDesignA.ALERT_OUTLINE);
            say(words.text(connect.problem.get()), "", "");
            return;
        }
        if (session == null) {
            icon.setIconCode(MaterialDesignW.WEB);
            say(
                    connect.listening()
                            .map(at -> words.text("window.waiting", at.toString()))
                            .orElseGet(() -> words.text("window.starting")),
                    "",
                    "");
            return;
        }
        Origin origin = session.origin();
        if (source != null && !origin.isOurs()) {
            icon.setIconCode(MaterialDesignF.FILE_OUTLINE);
            say(
                    words.text("window.capture_at", source.number(), source.count()),
                    Words.visible(source.file()),
                    recorded(words, origin).orElse(session.client() + " → " + session.server()));
            return;
        }
        String host = origin.host() == null ? "" : origin.host();
        boolean lab = origin.isLab();
        icon.setIconCode(lab ? MaterialDesignF.FLASK_OUTLINE : MaterialDesignW.WEB);
        String server = session.server() == null ? null : session.server().toString();
        Optional<String> recorded = recorded(words, origin);
        if (recorded.isPresent()) {
            say(
                    words.text("window.lab_recording"),
                    recorded.get(),
                    words.text("window.lab_note", host));
            return;
        }
        String lead = lab ? words.text("window.lab_server") : host;
        if (source != null && server != null) {
            // This program's own, saved and opened again.
            say(
                    lead,
                    words.text(lab ? "window.lab_at" : "window.live_at", server),
                    words.text("window.saved_in", Words.visible(source.file())));
        } else if (server == null) {
            boolean trying = session.outcome().status() == Outcome.Status.RUNNING;
            say(lead, words.text(trying ? "window.connecting" : "window.not_connected"), "");
        } else if (lab) {
            say(
                    lead,
                    words.text("window.lab_at", server),
                    // What a client of its own wants to reach, only that knows.
                    host.isEmpty()
                            ? String.valueOf(session.client())
                            : words.text("window.lab_note", host));
        } else {
            say(lead, words.text("window.live_at", server), words.text("window.live_note"));
        }
    }

    /** With what and when a lab's scenario was recorded. */
    private static Optional<String> recorded(Words words, Origin origin) {
        return origin.recorded()
                ? Scenario.all().stream()
                        .filter(scenario -> scenario.name().equals(origin.scenario()))
                        .findFirst()
                        .flatMap(Scenario::recorded)
                        .map(how -> words.text("lab.recorded", how.program(), how.date()))
                : Optional.empty();
    }

    private void say(String first, String then, String last) {
        lead.setText(first);
        at.setText(then);
        note.setText(last);
    }

    private void chips(Words words, Told told) {
        boolean failed = told.broken().isPresent();
        fact(
                version,
                told.version() == null ? null : told.version().name(),
                words,
                "version",
                failed);
        fact(
                suite,
                told.suite() == null ? null : shortened(told.suite().name()),
                words,
                "suite",
                failed);
        String ahead = told.groupAhead() == null ? null : told.groupAhead().name();
        if (told.group() == null && ahead != null) {
            group.show(ahead, Chip.State.UNKNOWN);
        } else {
            fact(group, told.group() == null ? null : told.group().name(), words, "group", failed);
        }
        boolean timed = told.handshake().isPresent();
        fact(
                time,
                timed ? Millis.withUnit(told.handshake().getAsLong()) : null,
                words,
                "time",
                failed);
        why.setText(judge(words, told));
        trust.setTooltip(why);
    }

    private static void fact(
            Chip chip, @Nullable String value, Words words, String what, boolean failed) {
        if (value != null) {
            chip.show(value, Chip.State.KNOWN);
        } else {
            String key = (failed ? "window.no_" : "window.not_yet_") + what;
            chip.show(words.text(key), Chip.State.UNKNOWN);
        }
    }

    /** Shows how far it can be trusted, and returns why. */
    private String judge(Words words, Told told) {
        Optional<Outcome> broken = told.broken();
        if (broken.isPresent()) {
            trust.show(
                    MaterialDesignA.ALERT_OCTAGON,
                    told.nanos().isPresent()
                            ? words.text("window.failed_at", Millis.text(told.nanos().getAsLong()))
                            : words.text("window.failed"),
                    Chip.State.FAIL);
            return words.text(broken.get().reason());
        }
        List<Verdict> bad = told.mistrusted();
        if (!bad.isEmpty()) {
            trust.show(
                    MaterialDesignS.SHIELD_ALERT,
                    words.text("window.mistrusted", inShort(words, bad.getFirst())),
                    Chip.State.FAIL);
            return reasons(words, bad.stream());
        }
        List<Verdict> doubtful = told.doubtful();
        if (!doubtful.isEmpty()) {
            trust.show(
                    MaterialDesignS.SHIELD_ALERT_OUTLINE,
                    words.text("window.doubtful", inShort(words, doubtful.getFirst())),
                    Chip.State.WARN);
            return reasons(words, doubtful.stream());
        }
        if (told.passed() > 0) {
            trust.show(
                    MaterialDesignS.SHIELD_CHECK,
                    words.text("window.passed", told.passed()),
                    Chip.State.PASS);
            return reasons(
                    words,
                    told.verdicts().stream()
                            .filter(verdict -> verdict.result() == Verdict.Result.PASS));
        }
        trust.show(
                MaterialDesignS.SHIELD_OUTLINE, words.text("window.unchecked"), Chip.State.UNKNOWN);
        return words.text("window.unchecked_hint");
    }

    private static String inShort(Words words, Verdict verdict) {
        String few = verdict.reason().key() + ".short";
        return words.has(few)
                ? words.text(few, verdict.reason().args().toArray())
                : words.text("check." + verdict.check().word());
    }

    private static String reasons(Words words, Stream<Verdict> verdicts) {
        return verdicts.map(verdict -> words.text(verdict.reason()))
                .collect(Collectors.joining("\n"));
    }

    /**
     * {@code TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384} → {@code AES-256-GCM}: what encrypts the data.
     */
    static String shortened(String suite) {
        String cipher = suite.replaceFirst("^TLS_(.*_WITH_)?", "");
        return cipher.replaceFirst("_(SHA|SHA256|SHA384|MD5)$", "").replace('_', '-');
    }
}
