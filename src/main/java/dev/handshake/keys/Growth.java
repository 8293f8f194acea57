package dev.handshake.keys;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.Phrase;
import dev.handshake.capture.Sender;
import dev.handshake.record.Epoch;
import dev.handshake.record.Hash;
import dev.handshake.record.KnownSecret;
import dev.handshake.session.MessageRead;
import dev.handshake.verify.Evidence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The steps of one handshake while they are put together, each after those that it is made of. */
final class Growth {
    private final Trail trail;
    private final List<KnownSecret> known;
    private final Bytes clientRandom;
    private final String prefix;
    private final Map<String, KeyStep> steps = new LinkedHashMap<>();

    /**
     * @param prefix of the ids
     */
    Growth(Trail trail, List<KnownSecret> known, Bytes clientRandom, String prefix) {
        this.trail = trail;
        this.known = known;
        this.clientRandom = clientRandom;
        this.prefix = prefix;
    }

    List<KeyStep> steps() {
        return List.copyOf(steps.values());
    }

    Optional<KnownSecret> told(String label) {
        return known.stream()
                .filter(each ->
                        each.secret().label().equals(label)
                                && each.secret().clientRandom().equals(clientRandom))
                .findFirst();
    }

    Optional<KeyStep> parent(KeyStep step) {
        return Optional.ofNullable(step.parent()).map(steps::get);
    }

    Draft step(StepKind kind) {
        return new Draft(kind);
    }

    // -- the hash over the messages

    /** The hash over messages: the same step wherever it is used. */
    KeyStep hash(Supplier<Calculation> calculation, Covered covered, StepKind kind, String name) {
        String place = "." + covered.last() + (isPart(covered) ? ".part" : "");
        Optional<KeyStep> there =
                Stream.of(StepKind.SESSION_HASH, StepKind.TRANSCRIPT_HASH)
                        .flatMap(each -> Stream.ofNullable(steps.get(prefix + each.word() + place)))
                        .findFirst();
        if (there.isPresent()) {
            return there.get();
        }
        String id = prefix + kind.word() + place;
        Draft draft =
                step(kind)
                        .ordinal(covered.last())
                        .formula(name)
                        .input(KeyInput.messages(covered.evidence()));
        draft.id = id;
        return (covered.isWhole() ? draft.made(calculation) : draft.unknown("transcript")).add();
    }

    private static boolean isPart(Covered covered) {
        return !covered.evidence().getLast().isWhole();
    }

    /** {@code Transcript-Hash} of TLS 1.3, {@code Hash(handshake_messages)} of 1.2. */
    KeyStep transcript(Hash hash, Covered covered, String name) {
        return hash(
                () -> new Calculation.Digest(hash, covered),
                covered,
                StepKind.TRANSCRIPT_HASH,
                name);
    }

    /**
     * What a step comes to.
     *
     * @param made whether it is what its inputs make
     */
    private record Found(Knowledge knowledge, @Nullable Bytes output, boolean made) {}

    /** A step that is put together. */
    final class Draft {
        private final StepKind kind;
        private final List<KeyInput> inputs = new ArrayList<>();
        private @Nullable String id;
        private @Nullable Sender owner;
        private @Nullable Epoch epoch;
        private int ordinal;
        private @Nullable String parent;
        private String formula = "";
        private int since = -1;
        private boolean waits;
        private @Nullable Supplier<Calculation> made;
        private @Nullable String label;
        private int length;
        private @Nullable Bytes sent;
        private @Nullable Bytes worked;
        private Knowledge.@Nullable Way way;
        private @Nullable Phrase reason;

        private Draft(StepKind kind) {
            this.kind = kind;
        }

        Draft of(@Nullable Sender writer, @Nullable Epoch keys) {
            owner = writer;
            epoch = keys;
            return this;
        }

        Draft ordinal(int number) {
            ordinal = number;
            return this;
        }

        /** Hangs it on another; what the two sides agreed on is a part of its own. */
        Draft below(KeyStep step) {
            parent = step.kind().section() == kind.section() ? step.id() : null;
            return this;
        }

        Draft formula(String text) {
            formula = text;
            return this;
        }

        Draft input(KeyInput input) {
            inputs.add(input);
            return this;
        }

        Draft from(String name, KeyStep step) {
            return input(KeyInput.of(name, step));
        }

        Draft from(String name, Bytes bytes, List<Evidence> evidence) {
            return input(KeyInput.of(name, bytes, evidence));
        }

        Draft constant(String name, Bytes bytes) {
            return input(KeyInput.constant(name, bytes));
        }

        /** The message with which it is known, unless that of an input comes later. */
        Draft since(int number) {
            since = Math.max(since, number);
            return this;
        }

        Draft since(Optional<MessageRead> message) {
            message.ifPresentOrElse(it -> since(it.number()), this::waits);
            return this;
        }

        /** A message that it needs has not come. */
        Draft waits() {
            waits = true;
            return this;
        }

        /** Made of its inputs, where all are known. */
        Draft made(Supplier<Calculation> calculation) {
            made = calculation;
            return this;
        }

        /** Made of its inputs in a way for which there is no command. */
        Draft worked(Optional<Bytes> value) {
            worked = value.orElse(null);
            return this;
        }

        /**
         * May have been told.
         *
         * @param bytes how long it must be; 0 for any length
         */
        Draft told(String secretLabel, int bytes) {
            label = secretLabel;
            length = bytes;
            return this;
        }

        /** Taken from what was told. */
        Draft told(Bytes value, Knowledge.Way how) {
            worked = value;
            way = how;
            return this;
        }

        /** Stands in a message, if that has come. */
        Draft sent(Optional<Bytes> value) {
            sent = value.orElse(null);
            return this;
        }

        Draft unknown(String word, Object... args) {
            reason = Phrase.of("keys.unknown." + word, args);
            return this;
        }

        KeyStep add() {
            Optional<KeyInput> missing =
                    inputs.stream().filter(input -> !input.isKnown()).findFirst();
            boolean possible = missing.isEmpty() && !waits;
            Calculation calculation = possible && made != null ? made.get() : null;
            Bytes computed = calculation != null ? calculation.result() : possible ? worked : null;
            Optional<KnownSecret> told =
                    Optional.ofNullable(label)
                            .flatMap(Growth.this::told)
                            .filter(it -> length == 0 || it.secret().secret().length() == length);
            Found found = found(computed, told, missing);
            KeyStep step =
                    new KeyStep(
                            id(),
                            kind,
                            owner,
                            epoch,
                            ordinal,
                            parent,
                            formula,
                            inputs,
                            found.knowledge,
                            found.output,
                            found.made ? calculation : null,
                            when(told.isPresent()));
            steps.put(step.id(), step);
            return step;
        }

        private Found found(
                @Nullable Bytes computed, Optional<KnownSecret> told, Optional<KeyInput> missing) {
            Bytes secret = told.map(it -> it.secret().secret()).orElse(null);
            if (secret != null && (computed == null || !secret.equals(computed))) {
                // What opened the records is right, whatever else there may be.
                Phrase note = computed == null ? null : Phrase.of("keys.note.differs");
                return new Found(
                        new Knowledge(way(told.orElseThrow().source()), note), secret, false);
            }
            if (computed != null) {
                Knowledge.Way how = way == null ? Knowledge.Way.COMPUTED : way;
                return new Found(new Knowledge(how, note(computed, told)), computed, true);
            }
            if (sent != null) {
                Phrase note = made == null ? null : why(missing);
                return new Found(new Knowledge(Knowledge.Way.SENT, note), sent, false);
            }
            return new Found(new Knowledge(Knowledge.Way.UNKNOWN, why(missing)), null, false);
        }

        private @Nullable Phrase note(Bytes computed, Optional<KnownSecret> told) {
            if (sent != null) {
                return Phrase.of(sent.equals(computed) ? "keys.note.sent" : "keys.note.sent.other");
            }
            return told.filter(it -> it.source() != KnownSecret.Source.DERIVED)
                    .map(it -> Phrase.of("keys.note." + way(it.source()).word()))
                    .orElse(null);
        }

        private Phrase why(Optional<KeyInput> missing) {
            if (reason != null) {
                return reason;
            }
            return waits
                    ? Phrase.of("keys.unknown.not_yet")
                    : missing.map(input -> Phrase.of("keys.unknown.input", input.name()))
                            .orElseGet(() -> Phrase.of("keys.unknown.hidden"));
        }

        /** What was told is known even where the message that it needs is missing. */
        private int when(boolean isTold) {
            int when = Math.max(since, 0);
            for (KeyInput input : inputs) {
                KeyStep step = input.step() == null ? null : steps.get(input.step());
                if (step != null && (step.isKnown() || !isTold)) {
                    when = Math.max(when, step.since());
                }
                for (Evidence evidence : input.evidence()) {
                    when = Math.max(when, evidence.message());
                }
            }
            if (!waits && when != KeyStep.NOT_YET) {
                return when;
            }
            if (!isTold) {
                return KeyStep.NOT_YET;
            }
            return owner == null || epoch == null
                    ? trail.last()
                    : trail.first(owner, epoch).map(MessageRead::number).orElseGet(trail::last);
        }

        private String id() {
            if (id != null) {
                return id;
            }
            StringBuilder name = new StringBuilder(prefix);
            if (owner != null) {
                name.append(owner.word()).append('.');
            }
            if (epoch != null) {
                name.append(epoch.name().toLowerCase(Locale.ROOT)).append('.');
            }
            name.append(kind.word());
            if (ordinal > 0) {
                name.append('.').append(ordinal);
            }
            return name.toString();
        }
    }

    static Knowledge.Way way(KnownSecret.Source source) {
        return switch (source) {
            case CONNECTION -> Knowledge.Way.TOLD;
            case KEY_LOG -> Knowledge.Way.KEY_LOG;
            case PRIVATE_KEY -> Knowledge.Way.PRIVATE_KEY;
            case EARLIER_SESSION -> Knowledge.Way.EARLIER_SESSION;
            case DERIVED -> Knowledge.Way.COMPUTED;
        };
    }

    /** What is known. */
    static Bytes value(KeyStep step) {
        return Objects.requireNonNull(step.output(), step.id());
    }
}
