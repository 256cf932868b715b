package relolens.server.features;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import relolens.analyzer.asm.AssembledUnit.Placed;
import relolens.analyzer.source.Frame;
import relolens.emulator.isa.Disassembler;
import relolens.emulator.isa.Effects;
import relolens.emulator.isa.Encoding;
import relolens.emulator.isa.Isa;
import relolens.server.manual.SystemText;

/** An instruction's row of the table, in words. */
final class InstructionText {
    private InstructionText() {}

    /** {@return Markdown about the word: what it is, what it reads and writes, how it is timed, where it comes from} */
    static List<String> of(Placed placed) {
        List<String> out = new ArrayList<>();
        Encoding row = Isa.a64().decode(placed.word());
        String text = Disassembler.print(placed.word(), placed.offset()).replace('\t', ' ');
        out.add("```asm\n" + text + "\n```");
        if (row == null) {
            out.add("No row of the instruction table: UNDEFINED.");
            return out;
        }
        out.add("`" + (row.mnemonic() + " " + row.syntax()).strip() + "`"
                + (row.feature().isEmpty() ? "" : " · needs " + row.feature())
                + " · timed as " + row.timing().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                + String.format(Locale.ROOT, " · `%08x`", placed.word()));
        Effects effects = Isa.a64().effects(placed.word());
        if (effects != null) {
            out.addAll(effects(effects));
        }
        for (Frame f : placed.origin().expansion()) {
            out.add("from " + f.kind().name().toLowerCase(Locale.ROOT) + " `" + f.name() + "` ("
                    + fileName(f.at().file()) + ":" + f.at().line() + ")");
        }
        return out;
    }

    private static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static List<String> effects(Effects e) {
        List<String> out = new ArrayList<>();
        String reads = registers(e.reads(), e.vectorReads());
        String writes = registers(e.writes(), e.vectorWrites());
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
        String size =
                m.elements() == 1 ? m.elementBytes() + " bytes" : m.elements() + " × " + m.elementBytes() + " bytes";
        String order = (m.acquire() ? ", acquire" : "")
                + (m.release() ? ", release" : "")
                + (m.nonTemporal() ? ", non-temporal" : "");
        String align = m.kind() == Effects.AccessKind.PREFETCH || m.elementBytes() == 1
                ? ""
                : "; on Device memory (MMU off) the address must be a multiple of " + m.elementBytes();
        return kind + " of " + size + order + align;
    }

    private static String registers(long mask, int vectors) {
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
                names.add("v" + n);
            }
        }
        if ((mask >>> Effects.NZCV & 1) != 0) {
            names.add("flags");
        }
        return names.toString();
    }
}
