package relolens.server.features;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import relolens.analyzer.asm.AssembledUnit.Placed;
import relolens.analyzer.source.Frame;
import relolens.emulator.isa.Disassembler;
import relolens.emulator.isa.Effects;
import relolens.emulator.isa.Encoding;
import relolens.emulator.isa.Isa;
import relolens.server.manual.SystemText;
import relolens.server.writing.Documentation;

/** Instructions' rows of the table, in words. */
final class InstructionText {
    private static final int MOST = 16;

    private InstructionText() {}

    /** {@return Markdown about what a line assembles to: one instruction in full, several as a listing} */
    static List<String> of(List<Placed> placed) {
        if (placed.isEmpty()) {
            return List.of();
        }
        List<String> out = new ArrayList<>();
        StringJoiner code = new StringJoiner("\n", "```asm\n", "\n```");
        for (Placed p : placed.subList(0, Math.min(MOST, placed.size()))) {
            code.add(Disassembler.print(p.word(), p.offset()).replace('\t', ' '));
        }
        if (placed.size() > MOST) {
            code.add("// and " + (placed.size() - MOST) + " more");
        }
        out.add(code.toString());
        if (placed.size() == 1) {
            out.addAll(row(placed.get(0)));
        } else {
            out.addAll(systemSides(placed));
        }
        origins(placed, out);
        return out;
    }

    /** {@return what the row of an instruction is, reads, writes, and how it is timed} */
    private static List<String> row(Placed placed) {
        int word = placed.word();
        Encoding row = Isa.a64().decode(word);
        if (row == null) {
            return List.of("No row of the instruction table: UNDEFINED.");
        }
        List<String> out = new ArrayList<>();
        String mnemonic = Disassembler.print(word, placed.offset()).split("\\s", 2)[0];
        out.add("`" + Documentation.form(row, mnemonic) + "`"
                + (row.feature().isEmpty() ? "" : " · needs " + row.feature())
                + " · timed as " + row.timing().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                + String.format(Locale.ROOT, " · `%08x`", word));
        Effects effects = Isa.a64().effects(word);
        if (effects != null) {
            out.addAll(effects(effects, row.isScalable()));
        }
        return out;
    }

    private static Set<String> systemSides(List<Placed> placed) {
        Set<String> out = new LinkedHashSet<>();
        for (Placed p : placed) {
            Effects effects = Isa.a64().effects(p.word());
            if (effects != null && effects.system() != null && effects.system().kind() != Effects.SystemKind.HINT) {
                out.add("- " + SystemText.of(effects.system()));
            }
        }
        return out.isEmpty() ? out : Set.of(String.join("\n", out));
    }

    /** The frames of the first instruction: where a macro's expansion starts, from the use inwards. */
    private static void origins(List<Placed> placed, List<String> out) {
        for (Frame f : placed.get(0).origin().expansion()) {
            out.add("from " + f.kind().name().toLowerCase(Locale.ROOT) + " `" + f.name() + "` ("
                    + fileName(f.at().file()) + ":" + f.at().line() + ")");
        }
    }

    private static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static List<String> effects(Effects e, boolean scalable) {
        List<String> out = new ArrayList<>();
        char vector = scalable ? 'z' : 'v';
        String reads = registers(e.reads(), e.vectorReads(), vector, e.predicateReads());
        String writes = registers(e.writes(), e.vectorWrites(), vector, e.predicateWrites());
        if (!reads.isEmpty() || !writes.isEmpty()) {
            out.add((reads.isEmpty() ? "" : "reads " + reads)
                    + (reads.isEmpty() || writes.isEmpty() ? "" : " · ")
                    + (writes.isEmpty() ? "" : "writes " + writes));
        }
        Effects.MemoryAccess memory = e.memory();
        if (memory != null) {
            out.add(memory(memory));
        }
        Effects.SystemEffect system = e.system();
        if (system != null) {
            out.add(SystemText.of(system));
        }
        return out;
    }

    private static String memory(Effects.MemoryAccess m) {
        String kind = m.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String times = m.elements() == 1 ? "" : m.elements() + " × ";
        String size = times + m.elementBytes() + " bytes";
        if (m.reach() != Effects.Reach.BYTES) {
            String where = m.reach() == Effects.Reach.VECTOR ? " one after the other" : " an address each";
            size += " for each active element," + where;
        }
        String order = (m.acquire() ? ", acquire" : "")
                + (m.release() ? ", release" : "")
                + (m.nonTemporal() ? ", non-temporal" : "");
        String align = switch (m.kind()) {
            case PREFETCH -> "";
            case ATOMIC, LOAD_EXCLUSIVE, STORE_EXCLUSIVE ->
                "; not guaranteed on Device memory (MMU off), where it may abort";
            default ->
                m.elementBytes() == 1
                        ? ""
                        : "; on Device memory (MMU off) the address must be a multiple of " + m.elementBytes();
        };
        return kind + " of " + size + order + align;
    }

    private static String registers(long mask, int vectors, char vector, int predicates) {
        StringJoiner names = new StringJoiner(", ");
        for (int n = 0; n < Effects.SP; n++) {
            if ((mask >>> n & 1) != 0) {
                names.add("x" + n);
            }
        }
        if ((mask >>> Effects.SP & 1) != 0) {
            names.add("sp");
        }
        for (int n = 0; n < 32; n++) {
            if ((vectors >>> n & 1) != 0) {
                names.add(String.valueOf(vector) + n);
            }
        }
        for (int n = 0; n < Effects.FFR; n++) {
            if ((predicates >>> n & 1) != 0) {
                names.add("p" + n);
            }
        }
        if ((predicates >>> Effects.FFR & 1) != 0) {
            names.add("ffr");
        }
        if ((predicates >>> Effects.ZA & 1) != 0) {
            names.add("za");
        }
        if ((mask >>> Effects.NZCV & 1) != 0) {
            names.add("flags");
        }
        return names.toString();
    }
}
