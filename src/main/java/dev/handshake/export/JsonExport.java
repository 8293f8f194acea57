package dev.handshake.export;

import com.google.gson.stream.JsonWriter;
import dev.handshake.bytes.Code;
import dev.handshake.bytes.Field;
import dev.handshake.bytes.Phrase;
import dev.handshake.bytes.Value;
import dev.handshake.capture.Endpoint;
import dev.handshake.capture.Origin;
import dev.handshake.explain.Language;
import dev.handshake.explain.Words;
import dev.handshake.record.Epoch;
import dev.handshake.record.RecordRead;
import dev.handshake.session.MessageRead;
import dev.handshake.session.Negotiated;
import dev.handshake.session.Outcome;
import dev.handshake.session.Provenance;
import dev.handshake.session.Session;
import dev.handshake.session.Timing;
import dev.handshake.verify.Verdict;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Sessions as JSON, for scripts and tests: stable, in English whatever the language, every name
 * always there.
 */
public final class JsonExport {
    private static final String FORMAT = "tls-handshake/1";
    private static final int MICROSECONDS = 6;

    /** Always in microseconds, as all times here. */
    private static final DateTimeFormatter STARTED =
            new DateTimeFormatterBuilder().appendInstant(MICROSECONDS).toFormatter(Locale.ROOT);

    private final Words words = Words.of(Language.ENGLISH);
    private final JsonWriter json;

    private JsonExport(Writer out) {
        json = new JsonWriter(out);
        json.setIndent("  ");
        json.setHtmlSafe(true);
    }

    /**
     * Writes the sessions, one after the other as they are made, and flushes; the caller closes.
     *
     * @throws IOException if {@code out} does
     */
    public static void write(Iterable<Session> sessions, Writer out) throws IOException {
        new JsonExport(out).sessions(sessions);
        out.write('\n');
        out.flush();
    }

    private void sessions(Iterable<Session> sessions) throws IOException {
        json.beginObject();
        text("format", FORMAT);
        json.name("sessions").beginArray();
        for (Session session : sessions) {
            session(session);
        }
        json.endArray();
        json.endObject();
        json.flush();
    }

    private void session(Session session) throws IOException {
        json.beginObject();
        source(session);
        outcome(session);
        negotiated(session.negotiated());
        timing(session.timing());
        json.name("verdicts").beginArray();
        for (Verdict verdict : session.verdicts()) {
            verdict(verdict);
        }
        json.endArray();
        OptionalLong first = first(session);
        json.name("records").beginArray();
        for (RecordRead record : session.records()) {
            record(record, first);
        }
        json.endArray();
        json.name("messages").beginArray();
        for (MessageRead message : session.messages()) {
            message(message, first);
        }
        json.endArray();
        json.endObject();
    }

    private void source(Session session) throws IOException {
        Origin origin = session.origin();
        String host = origin.host();
        json.name("source").beginObject();
        text("kind", lower(origin.kind()));
        text("target", host == null ? null : new Endpoint(host, origin.port()).toString());
        text("client", string(session.client()));
        text("server", string(session.server()));
        text("scenario", origin.scenario());
        json.name("recorded").value(origin.recorded());
        text("started", STARTED.format(session.started()));
        json.endObject();
    }

    private void outcome(Session session) throws IOException {
        Outcome outcome = session.outcome();
        json.name("outcome").beginObject();
        text(
                "status",
                switch (outcome.status()) {
                    case COMPLETED -> "completed";
                    case FAILED -> "failed";
                    case INCOMPLETE, RUNNING -> "incomplete";
                });
        json.name("trusted").value(session.trusted().orElse(null));
        text("reason", words.text(outcome.reason()));
        Outcome.Raised raised = outcome.alert();
        json.name("alert");
        if (raised == null) {
            json.nullValue();
        } else {
            json.beginObject();
            text("from", raised.from().word());
            text("level", raised.alert().level().name());
            text("description", raised.alert().description().name());
            json.endObject();
        }
        json.endObject();
    }

    private void negotiated(Negotiated agreed) throws IOException {
        json.name("negotiated").beginObject();
        text("version", name(agreed.version()));
        text("cipher_suite", name(agreed.cipherSuite()));
        text(
                "cipher_suite_code",
                agreed.cipherSuite() == null
                        ? null
                        : "0x%04x".formatted(agreed.cipherSuite().code()));
        text("group", name(agreed.group()));
        text("signature_scheme", name(agreed.signatureScheme()));
        text("sni", agreed.sni());
        text("alpn", agreed.alpn());
        text("resumption", lower(agreed.resumption()));
        text("early_data", lower(agreed.earlyData()));
        json.name("hello_retry_request").value(agreed.helloRetryRequest());
        json.name("ocsp_stapled").value(agreed.ocspStapled());
        json.name("client_certificate").value(agreed.clientCertificate());
        json.name("extended_master_secret").value(agreed.extendedMasterSecret());
        json.endObject();
    }

    private void timing(Timing timing) throws IOException {
        json.name("timing").beginObject();
        milliseconds("dns_ms", timing.nameLookup());
        milliseconds("tcp_connect_ms", timing.tcpConnect());
        milliseconds("handshake_ms", timing.handshake());
        milliseconds("first_byte_ms", timing.firstByte());
        json.endObject();
    }

    private void verdict(Verdict verdict) throws IOException {
        json.beginObject();
        text("check", verdict.check().word());
        text("result", lower(verdict.result()));
        text("reason", words.text(verdict.reason()));
        json.endObject();
    }

    private void record(RecordRead record, OptionalLong first) throws IOException {
        json.beginObject();
        json.name("number").value(record.number());
        seconds("time", OptionalLong.of(record.nanos()), first);
        text("from", record.from().word());
        text("type", record.type().name());
        text("version", record.version().toString());
        json.name("length").value(record.length());
        epoch(record.epoch());
        json.name("decrypted").value(record.decrypted());
        json.name("messages").beginArray();
        for (int number : record.messages()) {
            json.value(number);
        }
        json.endArray();
        json.endObject();
    }

    private void message(MessageRead message, OptionalLong first) throws IOException {
        // What has no bytes of its own (an absent message, an inferred packet) has no length.
        boolean bodiless = message.isAbsent() || message.provenance() == Provenance.INFERRED;
        json.beginObject();
        json.name("number").value(message.isAbsent() ? null : (Number) message.number());
        seconds("time", message.nanos(), first);
        text("from", message.from().word());
        text("layer", lower(message.type().layer()));
        text("type", message.type().rfcName());
        text("name", message.type().title());
        text("provenance", lower(message.provenance()));
        epoch(message.epoch());
        json.name("length").value(bodiless ? null : (Number) message.bytes().length());
        text("hex", bodiless ? null : message.bytes().hex());
        json.name("fields").beginArray();
        if (message.reason() != null) {
            reason(message.reason());
        }
        for (Field field : message.fields()) {
            field(field);
        }
        json.endArray();
        json.endObject();
    }

    /** Why a message is absent, inferred or unreadable: a field that stands on no bytes. */
    private void reason(Phrase reason) throws IOException {
        json.beginObject();
        text("key", "reason");
        text("name", words.name("reason"));
        text("value", words.text(reason));
        json.name("offset").value(0);
        json.name("length").value(0);
        text("hex", null);
        json.name("fields").beginArray().endArray();
        json.endObject();
    }

    private void field(Field field) throws IOException {
        json.beginObject();
        text("key", field.key());
        text("name", words.name(field));
        text("value", field.value() instanceof Value.Struct ? null : words.value(field.value()));
        json.name("offset").value(field.span().offset());
        json.name("length").value(field.span().length());
        text("hex", field.space() == null ? null : field.space().hex());
        json.name("fields").beginArray();
        for (Field inner : field.fields()) {
            field(inner);
        }
        json.endArray();
        json.endObject();
    }

    // -- values

    /** The time of the first message whose time is known: all times count from it. */
    private static OptionalLong first(Session session) {
        return session.messages().stream()
                .map(MessageRead::nanos)
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong)
                .findFirst();
    }

    private void seconds(String name, OptionalLong nanos, OptionalLong first) throws IOException {
        json.name(name)
                .value(
                        nanos.isEmpty() || first.isEmpty()
                                ? null
                                : scaled(nanos.getAsLong() - first.getAsLong(), 9, MICROSECONDS));
    }

    private void milliseconds(String name, OptionalLong nanos) throws IOException {
        json.name(name).value(nanos.isEmpty() ? null : scaled(nanos.getAsLong(), 6, 3));
    }

    /** A number of nanoseconds with its decimal point {@code shift} digits from the right. */
    private static Number scaled(long nanos, int shift, int digits) {
        return BigDecimal.valueOf(nanos, shift).setScale(digits, RoundingMode.HALF_UP);
    }

    private void epoch(@Nullable Epoch epoch) throws IOException {
        text("epoch", epoch == null ? null : lower(epoch));
    }

    private void text(String name, @Nullable String value) throws IOException {
        json.name(name).value(value);
    }

    private static @Nullable String name(@Nullable Code code) {
        return code == null ? null : code.known() ? code.name() : code.toString();
    }

    private static @Nullable String string(@Nullable Endpoint endpoint) {
        return endpoint == null ? null : Objects.toString(endpoint);
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
