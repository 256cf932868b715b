package relolens.analyzer.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A report as JSON of schema {@code relolens-report/1} (docs/schema/relolens-report-1.json). Same report, same bytes. */
public final class JsonReport {
    /** Value of the key {@code schema}. */
    public static final String SCHEMA = "relolens-report/1";

    /** What a finding that depends on no entry state says: the keys are always there. */
    static final Report.Entry UNKNOWN = new Report.Entry("unknown", "unknown");

    private final JsonGenerator out;

    private JsonReport(JsonGenerator out) {
        this.out = out;
    }

    /**
     * Writes {@code report}.
     *
     * @param tool name of the program that made it, with {@code version}
     * @param partial whether the user stopped the work before its end
     */
    public static void write(Report report, String tool, String version, boolean partial, Writer to) {
        write(report, tool, version, partial, null, to);
    }

    /**
     * Writes {@code report}, which is part of a greater one.
     *
     * @param shard which part, or null if it is whole
     */
    public static void write(
            Report report, String tool, String version, boolean partial, @Nullable Shard shard, Writer to) {
        var indent = new DefaultIndenter("  ", "\n");
        var printer = new DefaultPrettyPrinter().withObjectIndenter(indent).withArrayIndenter(indent);
        write(report, tool, version, partial, shard, printer, to);
    }

    /** Writes {@code report} without a space or line break, for programs only. */
    public static void writeDense(Report report, String tool, String version, Writer to) {
        write(report, tool, version, false, null, null, to);
    }

    private static void write(
            Report report,
            String tool,
            String version,
            boolean partial,
            @Nullable Shard shard,
            @Nullable PrettyPrinter printer,
            Writer to) {
        var factory = JsonFactory.builder()
                .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .disable(JsonWriteFeature.ESCAPE_NON_ASCII)
                .build();
        try (JsonGenerator out = factory.createGenerator(to)) {
            out.setPrettyPrinter(printer);
            new JsonReport(out).report(report, tool, version, partial, shard);
            out.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Item<T> {
        void write(T value) throws IOException;
    }

    private void report(Report report, String tool, String version, boolean partial, @Nullable Shard shard)
            throws IOException {
        out.writeStartObject();
        out.writeStringField("schema", SCHEMA);
        out.writeObjectFieldStart("tool");
        out.writeStringField("name", tool);
        out.writeStringField("version", version);
        out.writeEndObject();
        if (partial) {
            out.writeBooleanField("partial", true);
        }
        if (shard != null) {
            out.writeObjectFieldStart("shard");
            out.writeNumberField("index", shard.index());
            out.writeNumberField("of", shard.of());
            out.writeEndObject();
        }
        objects("findings", report.findings(), this::finding);
        objects("routines", report.routines(), this::routine);
        objects("lines", report.lines(), this::line);
        objects("runs", report.runs(), new JsonRun(out)::write);
        objects("problems", report.problems(), p -> {
            out.writeStringField("severity", p.severity().name().toLowerCase(Locale.ROOT));
            out.writeStringField("code", p.code());
            place(p.file(), p.line());
            out.writeNumberField("column", p.column());
            out.writeStringField("message", p.message());
        });
        out.writeEndObject();
    }

    private void finding(Report.Finding f) throws IOException {
        out.writeStringField("rule", f.rule());
        out.writeStringField("name", f.name());
        out.writeStringField("severity", f.severity().name().toLowerCase(Locale.ROOT));
        place(f.file(), f.line());
        out.writeNumberField("column", f.column());
        out.writeNumberField("endLine", f.endLine());
        out.writeNumberField("endColumn", f.endColumn());
        out.writeStringField("message", f.message());
        out.writeStringField("routine", f.routine() == null ? "" : f.routine());
        entry(f.entry() == null ? UNKNOWN : f.entry());
        objects("path", f.path(), s -> {
            place(s.file(), s.line());
            out.writeStringField("note", s.note());
        });
        objects("expansion", f.expansion(), e -> {
            out.writeStringField("kind", e.kind());
            out.writeStringField("name", e.name());
            place(e.file(), e.line());
            out.writeNumberField("column", e.column());
        });
        objects("related", f.related(), r -> {
            optional("rule", r.rule());
            place(r.file(), r.line());
            out.writeStringField("message", r.message());
        });
        fix(f.fix());
        out.writeStringField("fingerprint", f.fingerprint());
    }

    private void fix(Report.@Nullable Fix fix) throws IOException {
        if (fix == null) {
            out.writeNullField("fix");
            return;
        }
        out.writeObjectFieldStart("fix");
        out.writeStringField("title", fix.title());
        objects("edits", fix.edits(), e -> {
            place(e.file(), e.line());
            out.writeNumberField("column", e.column());
            out.writeNumberField("endLine", e.endLine());
            out.writeNumberField("endColumn", e.endColumn());
            out.writeStringField("text", e.text());
        });
        out.writeBooleanField("safe", fix.safe());
        out.writeEndObject();
    }

    private void routine(Report.Routine r) throws IOException {
        out.writeStringField("name", r.name());
        place(r.file(), r.line());
        out.writeNumberField("endLine", r.endLine());
        out.writeStringField("abi", r.abi());
        out.writeStringField("mmu", r.mmu());
        objects("mmuReasons", r.mmuReasons(), m -> {
            out.writeStringField("side", m.side());
            place(m.file(), m.line());
            optional("rule", m.rule());
            out.writeStringField("message", m.message());
        });
        strings("assuming", r.assuming());
        if (!r.mmuProof().isEmpty()) {
            strings("mmuProof", r.mmuProof());
        }
        out.writeObjectFieldStart("footprint");
        out.writeNumberField("bytes", r.footprintBytes());
        out.writeEndObject();
    }

    private void line(Report.LineState l) throws IOException {
        place(l.file(), l.line());
        out.writeStringField("routine", l.routine());
        entry(l.entry());
        out.writeObjectFieldStart("state");
        out.writeStringField("mmu", l.mmu());
        out.writeStringField("dcache", l.dcache());
        out.writeStringField("icache", l.icache());
        out.writeStringField("el", l.el());
        strings("pending", l.pending());
        out.writeEndObject();
        strings("assumes", l.assumes());
    }

    private void place(String file, int line) throws IOException {
        out.writeStringField("file", file);
        out.writeNumberField("line", line);
    }

    private void entry(Report.Entry entry) throws IOException {
        out.writeObjectFieldStart("entry");
        out.writeStringField("el", entry.el());
        out.writeStringField("mmu", entry.mmu());
        out.writeEndObject();
    }

    private void optional(String key, @Nullable String value) throws IOException {
        if (value != null) {
            out.writeStringField(key, value);
        }
    }

    private void strings(String key, List<String> values) throws IOException {
        out.writeArrayFieldStart(key);
        for (String v : values) {
            out.writeString(v);
        }
        out.writeEndArray();
    }

    private <T> void objects(String key, List<T> values, Item<T> item) throws IOException {
        out.writeArrayFieldStart(key);
        for (T value : values) {
            out.writeStartObject();
            item.write(value);
            out.writeEndObject();
        }
        out.writeEndArray();
    }
}
