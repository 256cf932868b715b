package relolens.server.features;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    private static final Pattern COUNTED_LABEL = Pattern.compile("(?m)^([A-Za-z_.$][\\w.$]*\\d):$");

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
        List<String> here = new ArrayList<>();
        List<String> elsewhere = new ArrayList<>();
        for (Expanded e : all) {
            Span at = e.origin().span();
            boolean of =
                    at.line() == line && at.file().equals(snapshot.document().path());
            (of ? here : elsewhere).add(of ? laidOut(e.text()) : e.text());
        }
        return withOwnLabels(
                String.join("\n", here), elsewhere, snapshot.document().text());
    }

    /**
     * {@return {@code expansion} with names of its own for labels made with {@code \@}: once a use is gone, the next one makes
     * the same names}
     */
    private static String withOwnLabels(String expansion, List<String> elsewhere, String document) {
        String text = expansion;
        Set<String> labels = new LinkedHashSet<>();
        COUNTED_LABEL.matcher(expansion).results().forEach(found -> labels.add(found.group(1)));
        for (String label : labels) {
            Pattern use = Pattern.compile("(?<![\\w.$])" + Pattern.quote(label) + "(?![\\w.$])");
            if (!use.matcher(document).find()
                    && elsewhere.stream().noneMatch(s -> use.matcher(s).find())) {
                int number = 1;
                while (document.contains(label + "_" + number)) {
                    number++;
                }
                text = use.matcher(text).replaceAll(Matcher.quoteReplacement(label + "_" + number));
            }
        }
        return text;
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
        return "\t"
                + (space < 0
                        ? statement
                        : statement.substring(0, space) + "\t" + spaced(statement.substring(space + 1)));
    }

    /** {@return {@code operands} with a space behind each comma that is no character's or string's} */
    private static String spaced(String operands) {
        StringBuilder text = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < operands.length(); i++) {
            char c = operands.charAt(i);
            text.append(c);
            if (c == '\\' && quoted || c == '\'' && !quoted) {
                if (i + 1 < operands.length()) {
                    text.append(operands.charAt(++i));
                }
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted && i + 1 < operands.length() && operands.charAt(i + 1) != ' ') {
                text.append(' ');
            }
        }
        return text.toString();
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
            text.append(text.isEmpty() ? "// section " : "\n// section ")
                    .append(section.elfName())
                    .append('\n');
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
