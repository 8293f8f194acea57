package dev.handshake.keys;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Sender;
import dev.handshake.keys.Calculation.ExpandLabel;
import dev.handshake.keys.Calculation.Extract;
import dev.handshake.keys.Calculation.Hmac;
import dev.handshake.record.Epoch;
import dev.handshake.record.Hash;
import dev.handshake.record.Protection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The moves that the key schedule of TLS 1.3 is made of (RFC 9846 §7.1, §7.3).
 *
 * @param prefix of the labels
 * @param protection of the suite; empty where it is not known
 */
record Expansion(Growth growth, Hash hash, String prefix, Optional<Protection> protection) {
    private static final String OF_NOTHING = "Transcript-Hash(\"\")";
    private static final int IV = 12;

    Bytes zeros() {
        return Bytes.wrap(new byte[hash.length()]);
    }

    /** {@code HKDF-Extract(salt, keyMaterial)}; null stands for zeros. */
    Growth.Draft extract(StepKind kind, @Nullable Part salt, @Nullable Part keyMaterial) {
        Growth.Draft draft =
                growth.step(kind)
                        .formula("HKDF-Extract(%s, %s)".formatted(name(salt), name(keyMaterial)));
        input(draft, salt);
        input(draft, keyMaterial);
        return draft.made(() -> new Extract(hash, value(salt), value(keyMaterial)));
    }

    /** A step under the name that it has in a formula. */
    record Part(String name, KeyStep step) {}

    private static String name(@Nullable Part part) {
        return part == null ? "0" : part.name;
    }

    private Bytes value(@Nullable Part part) {
        return part == null ? zeros() : Growth.value(part.step);
    }

    private void input(Growth.Draft draft, @Nullable Part part) {
        if (part == null) {
            draft.constant("0", zeros());
        } else {
            draft.from(part.name, part.step);
        }
    }

    /** {@code Derive-Secret(secret, label, messages)}. */
    Growth.Draft derive(
            StepKind kind,
            Part secret,
            String label,
            String messages,
            Optional<KeyStep> transcript) {
        Growth.Draft draft =
                growth.step(kind)
                        .below(secret.step)
                        .formula(
                                "Derive-Secret(%s, \"%s\", %s)"
                                        .formatted(secret.name, label, messages))
                        .from(secret.name, secret.step);
        return transcript.isEmpty()
                ? draft.waits()
                : draft.from(transcript.get().formula(), transcript.get())
                        .made(() -> expand(secret.step, label, Growth.value(transcript.get())));
    }

    /** {@code Derive-Secret(secret, label, "")}. */
    Growth.Draft derive(StepKind kind, Part secret, String label) {
        return growth.step(kind)
                .below(secret.step)
                .formula("Derive-Secret(%s, \"%s\", \"\")".formatted(secret.name, label))
                .from(secret.name, secret.step)
                .constant(OF_NOTHING, hash.of())
                .made(() -> expand(secret.step, label, hash.of()));
    }

    private Calculation expand(KeyStep secret, String label, Bytes context) {
        return expand(secret, label, context, hash.length());
    }

    private Calculation expand(KeyStep secret, String label, Bytes context, int length) {
        return new ExpandLabel(hash, prefix, Growth.value(secret), label, context, length);
    }

    /** {@code HKDF-Expand-Label(secret, label, "", length)}. */
    Growth.Draft expandLabel(StepKind kind, Part secret, String label) {
        return growth.step(kind)
                .below(secret.step)
                .formula(
                        "HKDF-Expand-Label(%s, \"%s\", \"\", Hash.length)"
                                .formatted(secret.name, label))
                .from(secret.name, secret.step)
                .made(() -> expand(secret.step, label, Bytes.EMPTY));
    }

    /** {@code HKDF-Expand-Label(secret, label, context, length)}. */
    Growth.Draft expandLabel(StepKind kind, Part secret, String label, KeyInput context) {
        return growth.step(kind)
                .below(secret.step)
                .formula(
                        "HKDF-Expand-Label(%s, \"%s\", %s, Hash.length)"
                                .formatted(secret.name, label, context.name()))
                .from(secret.name, secret.step)
                .input(context)
                .made(() ->
                        expand(
                                secret.step,
                                label,
                                context.bytes() == null ? Bytes.EMPTY : context.bytes()));
    }

    /** {@code write_key} and {@code write_iv} of a traffic secret (RFC 9846 §7.3). */
    void keys(Part traffic) {
        int length =
                protection.filter(it -> it.mac().isEmpty()).map(Protection::keyLength).orElse(0);
        Growth.Draft key =
                part(StepKind.WRITE_KEY, traffic, "key", length == 0 ? "key_length" : "" + length);
        (length == 0
                        ? key.unknown("suite")
                        : key.made(() -> expand(traffic.step, "key", Bytes.EMPTY, length)))
                .add();
        part(StepKind.WRITE_IV, traffic, "iv", "" + IV)
                .made(() -> expand(traffic.step, "iv", Bytes.EMPTY, IV))
                .add();
    }

    private Growth.Draft part(StepKind kind, Part traffic, String label, String length) {
        KeyStep secret = traffic.step;
        return growth.step(kind)
                .of(secret.owner(), secret.epoch())
                .ordinal(secret.ordinal())
                .below(secret)
                .formula(
                        "HKDF-Expand-Label(%s, \"%s\", \"\", %s)"
                                .formatted(traffic.name, label, length))
                .from(traffic.name, secret);
    }

    /** {@code finished_key} of a secret (RFC 9846 §4.5.3). */
    KeyStep finishedKey(Part secret, Sender owner, @Nullable Epoch epoch) {
        return expandLabel(StepKind.FINISHED_KEY, secret, "finished").of(owner, epoch).add();
    }

    /** {@code HMAC(finished_key, Transcript-Hash(...))}. */
    Growth.Draft proof(StepKind kind, KeyStep finishedKey, String name, Optional<KeyStep> hashed) {
        Growth.Draft draft =
                growth.step(kind)
                        .below(finishedKey)
                        .formula("HMAC(finished_key, " + name + ")")
                        .from("finished_key", finishedKey);
        return hashed.isEmpty()
                ? draft.waits()
                : draft.from(name, hashed.get())
                        .made(() ->
                                new Hmac(
                                        hash,
                                        Growth.value(finishedKey),
                                        Growth.value(hashed.get())));
    }
}
