package dev.handshake.ui.keys;

import dev.handshake.capture.Sender;
import dev.handshake.explain.MainSecret;
import dev.handshake.explain.Words;
import dev.handshake.keys.KeyStep;
import dev.handshake.keys.Knowledge;
import dev.handshake.keys.StepKind;
import dev.handshake.session.MessageRead;
import dev.handshake.session.Session;
import dev.handshake.verify.Evidence;
import java.util.List;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignH;
import org.kordamp.ikonli.materialdesign2.MaterialDesignK;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

/**
 * What steps, and the messages that they hang on, are called.
 *
 * @param mainSecret what the reader calls it
 */
record StepNames(Session session, Words words, MainSecret mainSecret) {
    private static final String STEP = "keys.step.";

    /** {@code Client write key}, {@code Hash through 5 Server Hello}. */
    String of(KeyStep step) {
        String key = STEP + step.kind().word();
        return switch (step.kind()) {
            case PUBLIC_VALUES -> publicValue(step, key);
            case SHARED_SECRET ->
                    step.ordinal() == 0
                            ? words.text(key)
                            : words.text(
                                    "keys.step.shared_secret.half",
                                    step.formula().replace(".ss", ""));
            case TRANSCRIPT_HASH, SESSION_HASH -> words.text(key, message(step.ordinal()));
            case MAIN_SECRET, MASTER_SECRET ->
                    words.text(
                            STEP
                                    + switch (mainSecret) {
                                        case MAIN -> "main_secret";
                                        case MASTER -> "master_secret";
                                    });
            case NEXT_TRAFFIC_SECRET, RESUMPTION_PSK -> words.text(key, step.ordinal());
            case PRE_MASTER_SECRET,
                    PSK,
                    EARLY_SECRET,
                    BINDER_KEY,
                    BINDER,
                    CLIENT_EARLY_TRAFFIC_SECRET,
                    EARLY_EXPORTER_SECRET,
                    DERIVED_SECRET,
                    HANDSHAKE_SECRET,
                    CLIENT_HANDSHAKE_TRAFFIC_SECRET,
                    SERVER_HANDSHAKE_TRAFFIC_SECRET,
                    CLIENT_APPLICATION_TRAFFIC_SECRET,
                    SERVER_APPLICATION_TRAFFIC_SECRET,
                    EXPORTER_SECRET,
                    RESUMPTION_SECRET,
                    WRITE_KEY,
                    WRITE_IV,
                    FINISHED_KEY,
                    VERIFY_DATA_13,
                    EXTENDED_MASTER_SECRET,
                    KEY_BLOCK,
                    CLIENT_WRITE_MAC_KEY,
                    SERVER_WRITE_MAC_KEY,
                    CLIENT_WRITE_KEY,
                    SERVER_WRITE_KEY,
                    CLIENT_WRITE_IV,
                    SERVER_WRITE_IV,
                    VERIFY_DATA_12 ->
                    words.text(key);
        };
    }

    /** A field that is a message's own says best what it is; of a hybrid share, its algorithm. */
    private String publicValue(KeyStep step, String key) {
        int algorithm = step.formula().indexOf(": ");
        if (algorithm > 0) {
            String name = step.formula().substring(0, algorithm);
            boolean sealed =
                    step.owner() == Sender.SERVER
                            && (name.startsWith("ML-KEM") || name.startsWith("Kyber"));
            return words.text(key + (sealed ? ".sealed" : ".of"), name);
        }
        return words.has("field." + step.formula()) ? words.name(step.formula()) : words.text(key);
    }

    /** {@code 5 Server Hello}. */
    String message(int number) {
        return session.message(number)
                .map(message -> number + " " + message.type().title())
                .orElse(Integer.toString(number));
    }

    /** {@code 5 Server Hello}; of several messages {@code 4–11}. */
    String messages(List<Evidence> evidence) {
        int first = evidence.getFirst().message();
        int last = evidence.getLast().message();
        return evidence.size() == 1
                ? message(first)
                : words.text("keys.messages", evidence.size(), message(first), message(last));
    }

    /** The message with which a step can be known; empty where it has not come. */
    String since(KeyStep step) {
        return session.message(step.since()).map(MessageRead::number).isPresent()
                ? message(step.since())
                : "";
    }

    static Ikon icon(Knowledge.Way way) {
        return switch (way) {
            case SENT -> MaterialDesignE.EYE_OUTLINE;
            case TOLD -> MaterialDesignK.KEY_VARIANT;
            case KEY_LOG -> MaterialDesignF.FILE_KEY_OUTLINE;
            case PRIVATE_KEY -> MaterialDesignS.SHIELD_KEY_OUTLINE;
            case EARLIER_SESSION -> MaterialDesignH.HISTORY;
            case COMPUTED -> MaterialDesignF.FUNCTION_VARIANT;
            case UNKNOWN -> MaterialDesignC.CIRCLE_OFF_OUTLINE;
        };
    }

    /** Whether it goes on from its parent instead of branching off, as RFC 9846 §7.1 draws it. */
    static boolean isOnTheSpine(StepKind kind) {
        return kind == StepKind.EARLY_SECRET
                || kind == StepKind.DERIVED_SECRET
                || kind == StepKind.HANDSHAKE_SECRET
                || kind == StepKind.MAIN_SECRET
                || kind == StepKind.NEXT_TRAFFIC_SECRET;
    }
}
