package relolens.analyzer.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/** The JSON of one run; its object is already open. */
final class JsonRun {
    private final JsonGenerator out;

    JsonRun(JsonGenerator out) {
        this.out = out;
    }

    void write(Report.Run r) throws IOException {
        out.writeStringField("routine", r.routine());
        out.writeStringField("name", r.name());
        out.writeStringField("file", r.file());
        out.writeStringField("core", r.core());
        out.writeStringField("board", r.board());
        out.writeObjectFieldStart("entry");
        out.writeStringField("el", r.entry().el());
        out.writeStringField("mmu", r.entry().mmu());
        out.writeEndObject();
        out.writeStringField("mmu", r.mmu());
        out.writeStringField("outcome", r.outcome());
        out.writeStringField("detail", r.detail());
        out.writeNumberField("instructions", r.instructions());
        number("cycles", r.cycles());
        out.writeNumberField("hz", r.hz());
        number("seconds", r.seconds());
        number("secondsLow", r.secondsLow());
        number("secondsHigh", r.secondsHigh());
        out.writeNumberField("bytes", r.bytes());
        out.writeBooleanField("exact", r.exact());
        out.writeObjectFieldStart("model");
        strings("calibrated", r.calibrated());
        strings("estimates", r.estimates());
        out.writeEndObject();
        out.writeArrayFieldStart("lines");
        for (Report.LineCost l : r.lines()) {
            line(l);
        }
        out.writeEndArray();
        out.writeArrayFieldStart("stale");
        for (Report.Stale s : r.stale()) {
            out.writeStartObject();
            out.writeStringField("kind", s.kind());
            out.writeStringField("file", s.file());
            out.writeNumberField("line", s.line());
            out.writeStringField("message", s.message());
            out.writeEndObject();
        }
        out.writeEndArray();
        if (r.streaming() != null) {
            streaming(r.streaming());
        }
    }

    private void streaming(Report.Streaming s) throws IOException {
        out.writeObjectFieldStart("streaming");
        number("sensitivity", s.sensitivity());
        out.writeArrayFieldStart("settings");
        for (Report.StreamingSetting setting : s.settings()) {
            out.writeStartObject();
            out.writeStringField("setting", setting.setting());
            out.writeStringField("layout", setting.layout());
            number("cycles", setting.cycles());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeArrayFieldStart("streams");
        for (Report.Stream t : s.streams()) {
            out.writeStartObject();
            out.writeStringField("kind", t.kind());
            out.writeNumberField("lines", t.lines());
            out.writeNumberField("fullLines", t.fullLines());
            out.writeNumberField("partialLines", t.partialLines());
            out.writeNumberField("startsAt", t.startsAt());
            out.writeNumberField("savedReads", t.savedReads());
            out.writeStringField("text", t.text());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeStringField("verdict", s.verdict());
        out.writeStringField(
                "overTuned",
                s.overTuned().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '));
        strings("unsourced", s.unsourced());
        out.writeEndObject();
    }

    private void line(Report.LineCost l) throws IOException {
        out.writeStartObject();
        out.writeStringField("file", l.file());
        out.writeNumberField("line", l.line());
        out.writeNumberField("count", l.count());
        number("cycles", l.cycles());
        out.writeObjectFieldStart("stall");
        Report.Stall s = l.stall();
        number("load", s.load());
        number("store", s.store());
        number("device", s.device());
        number("tlb", s.tlb());
        number("barrier", s.barrier());
        number("branch", s.branch());
        number("fetch", s.fetch());
        number("maintenance", s.maintenance());
        Report.Split p = l.split();
        number("issue", p.issue());
        number("dependency", p.dependency());
        number("loadL2", p.loadL2());
        number("loadL3", p.loadL3());
        number("loadMemory", p.loadMemory());
        out.writeEndObject();
        out.writeBooleanField("critical", p.critical());
        out.writeEndObject();
    }

    /** Whole numbers without a fraction; JSON has no NaN or infinity, so those become 0. */
    private void number(String key, double value) throws IOException {
        if (!Double.isFinite(value)) {
            out.writeNumberField(key, 0);
        } else if (value == Math.rint(value) && Math.abs(value) < 1L << 53) {
            out.writeNumberField(key, (long) value);
        } else {
            out.writeNumberField(key, value);
        }
    }

    private void strings(String key, List<String> values) throws IOException {
        out.writeArrayFieldStart(key);
        for (String v : values) {
            out.writeString(v);
        }
        out.writeEndArray();
    }
}
