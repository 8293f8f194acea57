package dev.handshake.ui.detail;

import dev.handshake.bytes.ByteSpan;
import dev.handshake.bytes.Bytes;
import dev.handshake.diagram.LabWords;
import dev.handshake.diagram.Role;
import dev.handshake.diagram.View;
import dev.handshake.explain.Explainer;
import dev.handshake.explain.Explanation;
import dev.handshake.explain.Situation;
import dev.handshake.explain.Words;
import dev.handshake.session.Links;
import dev.handshake.session.MessageRead;
import dev.handshake.session.Outcome;
import dev.handshake.session.Session;
import dev.handshake.ui.control.Command;
import dev.handshake.ui.control.Copying;
import dev.handshake.ui.control.HexView;
import dev.handshake.ui.control.Icons;
import dev.handshake.ui.model.AppModel;
import dev.handshake.ui.theme.Theme;
import dev.handshake.verify.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignK;

/**
 * The selected message: how it is known, what was checked with it, its fields and its bytes, which
 * point at each other. Of what has not been told yet it shows the name alone.
 */
public final class InspectorView extends VBox {
    private static final KeyCombination COPY =
            new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

    private static final Set<String> KEYS_WANTED =
            Set.of("unreadable.no_secret", "unreadable.not_verified", "unreadable.key_not_here");

    /** Below this there is no room for layers and fields. */
    private static final double LOW = 580;

    private final AppModel model;
    private final Label hint = new Label();
    private final MessageHeader header = new MessageHeader();
    private final Label reason = new Label();
    private final Label fromTheLab = new Label();
    private final Hyperlink playUpTo = new Hyperlink();
    private final Button addKeys = new Button();
    private final Label verdictsTitle = title();
    private final VerdictGrid verdicts;
    private final VerdictDetail verdict;
    private final VBox verdictSection;
    private final Yielding verdictScroll;
    private final TranscriptBox transcript;
    private final LayersBox layers;
    private final Label fieldsTitle = title();
    private final FieldTree tree;
    private final Label bytesTitle = title();
    private final Label bytesPlace = new Label();
    private final Label bytesCount = new Label();
    private final HexView hex = new HexView(this::pickBytes, this::hoverByte);
    private final TreeOverBytes body;
    private final LinkBar links;
    private final Meaning meaning;

    /** The trees of the messages that were looked at: what is open in them stays open. */
    private final Map<Integer, Looked> looked = new HashMap<>();

    private @Nullable Looked shown;
    private @Nullable FieldItem shownField;
    private @Nullable Session lastSession;
    private boolean following;

    /** A message and the tree of its fields. */
    private record Looked(MessageRead message, FieldItem root) {}

    /**
     * @param onAddKeys asks for the keys of a message that cannot be read without them
     */
    public InspectorView(AppModel model, Runnable onAddKeys) {
        this.model = model;
        this.verdicts = new VerdictGrid(this::chosen);
        this.verdict = new VerdictDetail(model.selection::selectEvidence);
        this.verdictSection = new VBox(verdictsTitle, verdicts, verdict);
        this.verdictScroll = new Yielding(verdictSection);
        this.transcript = new TranscriptBox(model);
        this.layers = new LayersBox(model);
        this.tree = new FieldTree(model.words::get, this::hoverField);
        getStyleClass().add("inspector");
        // Where there is too little room, the bars of the window keep theirs.
        setMinHeight(0);
        getStylesheets().add(Theme.sheet(InspectorView.class, "detail.css"));
        bytesPlace.getStyleClass().add("bytes-place");
        bytesPlace.setId("bytes-place");
        bytesCount.getStyleClass().add("bytes-count");
        bytesCount.setId("bytes-count");
        bytesCount.setMinWidth(USE_PREF_SIZE);
        Region between = new Region();
        HBox.setHgrow(between, Priority.ALWAYS);
        HBox bytesHeader = new HBox(bytesTitle, between, bytesPlace, bytesCount);
        bytesHeader.getStyleClass().add("bytes-header");
        this.body = new TreeOverBytes(tree, bytesHeader, hex);
        this.links = new LinkBar(model.selection::follow);
        this.meaning = new Meaning(model.term::set, model::copied);
        setVgrow(body, Priority.ALWAYS);
        for (Label text : List.of(hint, reason, fromTheLab)) {
            text.setWrapText(true);
            text.setMinHeight(USE_PREF_SIZE);
        }
        hint.getStyleClass().add("hint");
        reason.getStyleClass().add("reason");
        fromTheLab.setId("from-the-lab");
        fromTheLab.getStyleClass().add("from-the-lab");
        fromTheLab.setMaxWidth(Double.MAX_VALUE);
        fromTheLab.setGraphic(Icons.of(MaterialDesignF.FLASK_OUTLINE, 17));
        verdictSection.getStyleClass().add("section");
        playUpTo.setOnAction(_ -> model.playback.goTo(model.selection.message.get()));
        addKeys.setId("inspector-add-keys");
        addKeys.setGraphic(Icons.of(MaterialDesignK.KEY_VARIANT, 16));
        addKeys.textProperty().bind(model.text("window.add_keys"));
        addKeys.setTooltip(new Tooltip());
        addKeys.getTooltip().textProperty().bind(model.text(Command.ADD_KEYS));
        addKeys.setOnAction(_ -> onAddKeys.run());
        getChildren()
                .setAll(
                        hint,
                        header,
                        reason,
                        addKeys,
                        playUpTo,
                        verdictScroll,
                        fromTheLab,
                        transcript,
                        layers,
                        fieldsTitle,
                        body,
                        links,
                        meaning);
        installCopying();
        listen();
        update();
    }

    /**
     * What the fields and the bytes leave is the explanation's; a share of the height always is.
     */
    @Override
    protected void layoutChildren() {
        double width = getWidth() - snappedLeftInset() - snappedRightInset();
        double others = snappedTopInset() + snappedBottomInset() - getSpacing();
        for (Node child : getManagedChildren()) {
            others += getSpacing();
            if (child.equals(body)) {
                others += body.naturalHeight(width);
            } else if (!child.equals(meaning)) {
                others += child.prefHeight(width);
            }
        }
        meaning.leaveRoom(getHeight(), getHeight() - others);
        super.layoutChildren();
    }

    private void listen() {
        for (ObservableValue<?> seen :
                List.<ObservableValue<?>>of(
                        model.session,
                        model.words,
                        model.selection.message,
                        model.selection.absent,
                        model.selection.verdict,
                        model.mainSecret,
                        model.selection.basis,
                        model.told)) {
            seen.addListener((_, _, _) -> update());
        }
        model.words.addListener((_, _, _) -> tree.refresh());
        model.selection.field.addListener((_, _, lit) -> lead(lit));
        layers.visibleProperty().addListener(_ -> share());
        layers.opened().addListener(_ -> share());
        heightProperty().addListener(_ -> share());
        tree.getSelectionModel()
                .selectedItemProperty()
                .addListener((_, _, item) -> chosen((FieldItem) item));
    }

    /** What was opened last has the room; in a low window the fields make way for it. */
    private void share() {
        boolean low = getHeight() > 0 && getHeight() < LOW && layers.isOpen();
        boolean any = shown != null && !low;
        shows(body, any);
        shows(fieldsTitle, any);
    }

    private void installCopying() {
        ContextMenu menu = new ContextMenu();
        hex.setOnContextMenuRequested(event -> {
            MenuItem copy = new MenuItem(model.words.get().text("copy.hex"));
            copy.setOnAction(_ -> Copying.copy(hex.marked().hex()));
            menu.getItems().setAll(copy);
            menu.show(hex, event.getScreenX(), event.getScreenY());
            event.consume();
        });
        hex.addEventHandler(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (COPY.match(event)) {
                        Copying.copy(hex.marked().hex());
                        event.consume();
                    }
                });
    }

    // -- what is shown

    private void update() {
        Words words = model.words.get();
        Session session = model.session.get();
        forgetOthers(session);
        MessageRead message = selected(session);
        boolean told =
                message != null
                        && (message.isAbsent()
                                || message.number() <= model.playback.playhead.get());
        say(hint, message == null ? hint(session, words) : null);
        header.setVisible(message != null);
        header.setManaged(message != null);
        if (session == null || message == null) {
            say(reason, null);
            shows(addKeys, false);
            shows(playUpTo, false);
            shows(verdictScroll, false);
            say(fromTheLab, null);
            transcript.show(null);
            showFields(null);
            explain(null);
            return;
        }
        header.show(message, Role.of(message).name().toLowerCase(Locale.ROOT), told, words);
        say(reason, told ? reason(message, words) : words.text("detail.future"));
        shows(addKeys, told && model.source.get() != null && wantsKeys(message));
        playUpTo.setText(words.text("detail.play-up-to"));
        shows(playUpTo, !told);
        showVerdicts(told ? resting(message) : List.of(), words);
        say(fromTheLab, fromTheLab(session, message, words));
        transcript.show(told ? message : null);
        showFields(told && !message.fields().isEmpty() ? look(message) : null);
        fieldsTitle.setText(words.text("detail.fields"));
        bytesTitle.setText(words.text("detail.bytes-title"));
        caption();
        explain(told ? message : null);
    }

    /** A verdict that was asked about, else the selected field, else the message. */
    private void explain(@Nullable MessageRead message) {
        Explainer explainer = model.explainer.get();
        Session session = model.session.get();
        if (session == null || message == null) {
            meaning.show(session == null ? null : scenario(session, explainer), model.words.get());
            return;
        }
        Situation about = new Situation(session, model.playback.playhead.get(), message, List.of());
        Verdict asked = model.selection.verdict.get();
        Optional<Explanation> found =
                asked != null && verdict.isVisible()
                        ? explainer.check(asked.check(), about)
                        : shownField == null
                                ? Optional.empty()
                                : explainer.field(about.about(shownField.path()));
        meaning.show(found.or(() -> explainer.message(about)).orElse(null), model.words.get());
    }

    /** Before the first message, what the lab is about to show. */
    private @Nullable Explanation scenario(Session session, Explainer explainer) {
        String scenario = session.origin().scenario();
        boolean asked = model.selection.absent.get() != null || model.selection.message.get() > 0;
        return scenario == null || asked
                ? null
                : explainer
                        .scenario(
                                scenario,
                                new Situation(
                                        session, model.playback.playhead.get(), null, List.of()))
                        .orElse(null);
    }

    private void forgetOthers(@Nullable Session session) {
        if (session == null
                || lastSession == null
                || !session.started().equals(lastSession.started())) {
            looked.clear();
        }
        lastSession = session;
    }

    private @Nullable MessageRead selected(@Nullable Session session) {
        MessageRead absent = model.selection.absent.get();
        return session == null || absent != null
                ? absent
                : session.message(model.selection.message.get()).orElse(null);
    }

    private static String hint(@Nullable Session session, Words words) {
        if (session == null || !session.messages().isEmpty()) {
            return words.text("detail.hint");
        }
        boolean waiting = session.outcome().status() == Outcome.Status.RUNNING;
        return words.text(waiting ? "detail.waiting" : "detail.nothing");
    }

    /** Whether it could be read if its keys were known. */
    private static boolean wantsKeys(MessageRead message) {
        return message.reason() != null && KEYS_WANTED.contains(message.reason().key());
    }

    private static @Nullable String reason(MessageRead message, Words words) {
        return message.reason() == null ? null : words.text(message.reason());
    }

    /** Whether it is the last message, and all has been told. */
    private boolean isTheEnd(MessageRead message) {
        return model.told.get().outcome() != null && message.number() == model.playback.last.get();
    }

    /** What only the lab knows, beside the end and the certificate, once all has been told. */
    private @Nullable String fromTheLab(Session session, MessageRead message, Words words) {
        boolean here =
                isTheEnd(message)
                        || (model.told.get().outcome() != null && message.type().isCertificate());
        return here ? LabWords.told(session, words).orElse(null) : null;
    }

    /**
     * All verdicts beside the certificate and at the end; beside another message those that rest on
     * it.
     */
    private List<Verdict> resting(MessageRead message) {
        boolean all = message.type().isCertificate() || isTheEnd(message);
        return model.told.get().verdicts().stream()
                .filter(verdict -> all || verdict.messages().contains(message.number()))
                .toList();
    }

    private void showVerdicts(List<Verdict> known, Words words) {
        shows(verdictScroll, !known.isEmpty());
        verdictsTitle.setText(words.text("detail.verdicts"));
        Verdict chosen = model.selection.verdict.get();
        boolean open = chosen != null && known.contains(chosen);
        verdicts.show(known, open ? chosen : null, words);
        if (open && !verdict.isVisible()) {
            // Where not all of it has room, the sentence is what was asked for.
            verdictScroll.showEnd();
        }
        shows(verdict, open);
        if (open) {
            verdict.show(
                    Objects.requireNonNull(chosen),
                    restedOn(chosen),
                    model.selection.message.get(),
                    words);
        }
        lightEvidence();
    }

    private List<MessageRead> restedOn(Verdict of) {
        Session session = Objects.requireNonNull(model.session.get());
        return of.messages().stream()
                .sorted()
                .flatMap(number -> session.message(number).stream())
                .toList();
    }

    /** The reader has chosen a verdict, or put it away. */
    private void chosen(@Nullable Verdict of) {
        if (of == null) {
            model.selection.verdict.set(null);
            model.selection.field.set(View.Lit.NONE);
        } else {
            model.selection.select(of);
        }
    }

    /** The bytes of the message that the chosen verdict rests on: all, where it names none. */
    private void lightEvidence() {
        int number = model.selection.message.get();
        List<ByteSpan> runs =
                model.evidence().stream()
                        .filter(it -> it.message() == number)
                        .flatMap(it ->
                                it.isWhole() && shown != null
                                        ? Stream.of(new ByteSpan(0, shown.message.bytes().length()))
                                        : it.spans().stream())
                        .toList();
        // Of a whole message, every row would be lit.
        tree.evidence.set(model.selection.evidence(number));
        boolean inMessage = shown != null && hex.bytes.get().equals(shown.message.bytes());
        hex.evidence.set(inMessage ? runs : List.of());
    }

    private Looked look(MessageRead message) {
        Looked before = looked.get(message.number());
        if (before != null && before.message.equals(message)) {
            return before;
        }
        Looked now = new Looked(message, FieldItem.root(message.bytes(), message.fields()));
        looked.put(message.number(), now);
        return now;
    }

    private void showFields(@Nullable Looked look) {
        if (Objects.equals(look, shown)) {
            share();
            return;
        }
        shown = look;
        share();
        following = true;
        tree.getSelectionModel().clearSelection();
        tree.hovered.set(null);
        tree.setRoot(look == null ? null : look.root);
        following = false;
        lead(model.selection.field.get());
    }

    // -- fields and bytes

    /** Follows the model's selection, wherever it came from. */
    private void lead(View.Lit lit) {
        if (following) {
            return;
        }
        if (shown == null) {
            light(null, null);
            return;
        }
        following = true;
        ByteSpan span = lit.length() < 0 ? null : new ByteSpan(lit.offset(), lit.length());
        FieldItem item = span == null ? null : shown.root.on(span);
        tree.show(item);
        light(item, span);
        following = false;
    }

    /** The reader has selected a row of the tree. */
    private void chosen(@Nullable FieldItem item) {
        if (following || item == null) {
            return;
        }
        following = true;
        ByteSpan bytes = item.inMessage();
        model.selection.field.set(new View.Lit(bytes.offset(), bytes.length()));
        light(item, bytes);
        following = false;
    }

    private void light(@Nullable FieldItem item, @Nullable ByteSpan inMessage) {
        Looked look = shown;
        shownField = item;
        hex.outlined.set(null);
        Bytes space =
                item != null
                        ? item.shownBytes()
                        : look != null ? look.message.bytes() : Bytes.EMPTY;
        hex.bytes.set(space);
        ByteSpan run = item != null ? item.shownSpan() : inMessage;
        hex.lit.set(run != null && run.end() <= space.length() ? run : null);
        hex.bringLitInSight();
        connect();
        lightEvidence();
        caption();
        explain(shown == null ? null : shown.message);
    }

    /** Shows where the selected field leads. */
    private void connect() {
        Session session = model.session.get();
        List<Links.Link> found =
                session == null || shown == null || shownField == null
                        ? List.of()
                        : Links.of(
                                session,
                                shown.message,
                                shownField.path(),
                                model.playback.playhead.get());
        model.selection.links.set(found);
        if (session != null) {
            links.show(found, session, model.selection.message.get(), model.words.get());
        }
        shows(links, !found.isEmpty());
    }

    private void pickBytes(ByteSpan run) {
        FieldItem holder = holder();
        if (holder == null) {
            return;
        }
        if (run.length() == 1) {
            tree.show(holder.at(run.offset(), false));
        } else if (holder.getParent() == null) {
            model.selection.field.set(new View.Lit(run.offset(), run.length()));
        } else {
            hex.lit.set(run);
        }
    }

    private void hoverByte(@Nullable Integer at) {
        FieldItem holder = holder();
        FieldItem leaf = at == null || holder == null ? null : holder.at(at, false);
        tree.hovered.set(at == null || holder == null ? null : holder.at(at, true));
        outline(leaf, leaf == null ? null : leaf.field().span());
    }

    private void hoverField(@Nullable FieldItem item) {
        tree.hovered.set(item);
        outline(item, item == null ? null : item.spanIn(hex.bytes.get()));
    }

    private void outline(@Nullable FieldItem item, @Nullable ByteSpan span) {
        hex.outlined.set(span);
        ByteSpan bytes = item == null ? null : item.inMessage();
        model.selection.hovered.set(
                bytes == null ? View.Lit.NONE : new View.Lit(bytes.offset(), bytes.length()));
    }

    /** Whose bytes are shown: the message's root, or a field with a byte space of its own. */
    private @Nullable FieldItem holder() {
        return shownField != null ? shownField.spaceHolder() : shown != null ? shown.root : null;
    }

    /** {@code cipher_suite · 0x27–0x28 · 2 bytes}. */
    private void caption() {
        Words words = model.words.get();
        ByteSpan run = hex.lit.get();
        Bytes space = hex.bytes.get();
        int length = run == null ? space.length() : run.length();
        StringBuilder text = new StringBuilder();
        if (shownField != null) {
            text.append(shownField.field().key()).append(" · ");
        }
        if (run != null && length > 0) {
            String format = space.length() > 0x100 ? "0x%04x" : "0x%02x";
            text.append(format.formatted(run.offset()));
            if (length > 1) {
                text.append('–').append(format.formatted(run.end() - 1));
            }
            text.append(" · ");
        }
        bytesPlace.setText(text.toString());
        bytesCount.setText(words.text("detail.bytes", length));
        hex.setAccessibleText(text + bytesCount.getText());
    }

    private static Label title() {
        Label title = new Label();
        title.getStyleClass().add("section-title");
        return title;
    }

    private static void say(Label label, @Nullable String text) {
        label.setText(text == null ? "" : text);
        shows(label, text != null);
    }

    private static void shows(Node node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }
}
