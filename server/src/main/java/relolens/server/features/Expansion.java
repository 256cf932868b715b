package relolens.server.features;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import relolens.analyzer.asm.AssembledUnit;
import relolens.analyzer.asm.AssembledUnit.Placed;
import relolens.analyzer.asm.AssembledUnit.Symbol;
import relolens.analyzer.asm.Expanded;
import relolens.analyzer.source.Frame;
import relolens.analyzer.source.Span;
import relolens.emulator.isa.Disassembler;
import relolens.server.document.Snapshot;
import relolens.server.text.Statement;

/** A unit as it is assembled: its statements when all macros are expanded, and its instructions. */
public final class Expansion {
    private Expansion() {}

    /** {@return whether 1-based {@code line} uses an assembler macro} */
    static boolean isMacroUse(Snapshot snapshot, int line) {
        Statement first = snapshot.document()
                .tokens()
                .statement(line - 1, snapshot.document().line(line - 1).length());
        boolean named = first.operation() != null
                && snapshot.vocabulary().macro(first.operation().text(first.line())) != null;
        return named && !snapshot.document().tokens().isDirective(line - 1);
    }

    /** {@return the statements that 1-based {@code line} of the document comes to, "" if they are none} */
    static String ofLine(Snapshot snapshot, List<Expanded> all, int line) {
        StringJoiner text = new StringJoiner("\n");
        boolean any = false;
        for (Expanded e : all) {
            Span at = e.origin().span();
            if (at.line() == line && at.file().equals(snapshot.document().path())) {
                text.add(laidOut(e.text()));
                any = true;
            }
        }
        return any ? text.toString() : "";
    }

    /** {@return all statements, each group under a comment that names the line it comes from} */
    public static String expanded(Snapshot snapshot, List<Expanded> all) {
        StringBuilder text = new StringBuilder();
        String before = "";
        for (Expanded e : all) {
            Span at = e.origin().span();
            String place =
                    name(at.file()) + ":" + at.line() + through(e.origin().expansion());
            if (!place.equals(before)) {
                text.append("// ").append(place).append('\n');
                before = place;
            }
            text.append(laidOut(e.text())).append('\n');
        }
        return text.isEmpty() ? "// " + snapshot.name() + " assembles to nothing\n" : text.toString();
    }

    private static String through(List<Frame> frames) {
        StringBuilder text = new StringBuilder();
        for (Frame f : frames) {
            if (f.kind() == Frame.Kind.MACRO) {
                text.append(" > ").append(f.name());
            }
        }
        return text.toString();
    }

    private static String laidOut(String statement) {
        if (statement.endsWith(":")) {
            return statement;
        }
        int space = statement.indexOf(' ');
        return "\t" + (space < 0 ? statement : statement.substring(0, space) + "\t" + statement.substring(space + 1));
    }

    /** {@return the instructions of all sections with their places, as objdump lists them} */
    public static String disassembly(Snapshot snapshot) {
        StringBuilder text = new StringBuilder();
        AssembledUnit unit = snapshot.unit().map(u -> u.assembled()).orElse(null);
        if (unit == null) {
            return "// nothing was assembled\n";
        }
        Map<String, List<String>> labels = labels(unit);
        for (AssembledUnit.Section section : unit.sections()) {
            if (section.instructions().isEmpty()) {
                continue;
            }
            text.append("\n// section ").append(section.elfName()).append('\n');
            for (Placed p : section.instructions()) {
                for (String label : labels.getOrDefault(section.name() + " " + p.offset(), List.of())) {
                    text.append(label).append(":\n");
                }
                text.append(String.format(
                        java.util.Locale.ROOT,
                        "%6x:\t%08x\t%-40s// %s:%d%n",
                        p.offset(),
                        p.word(),
                        Disassembler.print(p.word(), p.offset()).replace('\t', ' '),
                        name(p.origin().span().file()),
                        p.origin().span().line()));
            }
        }
        return text.isEmpty() ? "// no instructions\n" : text.toString();
    }

    /** {@return names by section and offset; numeric labels are left out} */
    private static Map<String, List<String>> labels(AssembledUnit unit) {
        Map<String, List<String>> labels = new HashMap<>();
        for (Symbol s : unit.symbols()) {
            if (s.defined() && s.section() != null && !s.name().contains("#")) {
                labels.computeIfAbsent(s.section() + " " + s.value(), k -> new ArrayList<>())
                        .add(s.name());
            }
        }
        return labels;
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
