package relolens.server.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.Study;
import relolens.analyzer.contract.Clause;
import relolens.analyzer.contract.Contract;
import relolens.analyzer.cpp.CppOptions;
import relolens.analyzer.project.BuildFlags;
import relolens.server.terminal.RootPaths;

/** What holds for one file, each thing with who said it, as text and as JSON of schema {@code relolens-config/1}. */
final class ConfigPage {
    private static final String SCHEMA = "relolens-config/1";
    /** Column where origins stand. */
    private static final int WIDTH = 52;

    private static final int PAGE = 98;

    private final RootPaths root;
    private final Path file;
    private final BuildFlags.Choice flags;
    private final boolean given;
    private final Study.Unit unit;
    private final List<Contract> contracts;

    /** @param given whether the command line said where headers are */
    ConfigPage(
            RootPaths root,
            Path file,
            BuildFlags.Choice flags,
            boolean given,
            Study.Unit unit,
            List<Contract> contracts) {
        this.contracts = contracts;
        this.given = given;
        this.root = root;
        this.file = file;
        this.flags = flags;
        this.unit = unit;
    }

    /**
     * A clause that holds.
     *
     * @param level comment, sidecar or profile
     * @param line in {@code file}, from 1; 0 in a profile
     */
    private record Line(String text, String level, String file, int line) {
        String origin() {
            return level.equals("profile") ? "built-in profile" : level + " " + file + ":" + line;
        }
    }

    String text() {
        var out = new StringBuilder(root.relative(file)).append('\n');
        List<String> options = options();
        out.append("  preprocessor: ").append(origin()).append('\n');
        options.forEach(o -> out.append("    ").append(o).append('\n'));
        if (options.isEmpty()) {
            out.append("    no flags\n");
        }
        out.append("  relolens.yml: ")
                .append(unit.sidecars().isEmpty() ? "none from here up to the root" : "nearest first")
                .append('\n');
        unit.sidecars().forEach(s -> out.append("    ").append(shown(s)).append('\n'));
        for (Contract c : contracts) {
            List<Line> lines = clauses(c);
            if (c.profile() != null || !lines.isEmpty()) {
                out.append("  routine ").append(c.routine()).append('\n');
                if (c.profile() != null) {
                    wrapped(out, "    ", "profile " + c.profile() + ": " + c.abi());
                    out.append('\n');
                }
                for (Line l : lines) {
                    boolean fits = l.text().length() < WIDTH - 1;
                    String gap = fits ? " ".repeat(WIDTH - l.text().length()) : "\n        ";
                    wrapped(out, "    ", l.text());
                    out.append(gap).append(l.origin()).append('\n');
                }
            }
        }
        List<String> silent = contracts.stream()
                .filter(c -> c.profile() == null && clauses(c).isEmpty())
                .map(Contract::routine)
                .toList();
        if (!silent.isEmpty()) {
            String of = silent.size() == 1 ? "routine " : "routines ";
            wrapped(
                    out,
                    "  ",
                    "nothing is said of " + of + String.join(", ", silent) + ": their state on entry is unknown");
            out.append('\n');
        }
        return out.toString();
    }

    /** Appends {@code text}, broken between words where a line would be too long; no line break after it. */
    private static void wrapped(StringBuilder out, String indent, String text) {
        int column = 0;
        for (String word : text.split(" ")) {
            if (column > 0 && column + 1 + word.length() > PAGE) {
                out.append('\n').append(indent).append("    ");
                column = indent.length() + 4;
            } else if (column == 0) {
                out.append(indent);
                column = indent.length();
            } else {
                out.append(' ');
                column++;
            }
            out.append(word);
            column += word.length();
        }
    }

    String json() {
        ObjectNode page = new ObjectMapper().createObjectNode();
        page.put("schema", SCHEMA);
        page.put("file", root.relative(file));
        ObjectNode preprocessor = page.putObject("preprocessor");
        preprocessor.put("origin", origin());
        ArrayNode options = preprocessor.putArray("options");
        options().forEach(options::add);
        ArrayNode sidecars = page.putArray("sidecars");
        unit.sidecars().forEach(s -> sidecars.add(shown(s)));
        ArrayNode routines = page.putArray("routines");
        for (Contract c : contracts) {
            ObjectNode routine = routines.addObject();
            routine.put("name", c.routine());
            routine.put("profile", c.profile());
            routine.put("abi", c.abi());
            ArrayNode clauses = routine.putArray("clauses");
            for (Line l : clauses(c)) {
                ObjectNode clause = clauses.addObject();
                clause.put("text", l.text());
                clause.put("level", l.level());
                clause.put("file", l.file());
                clause.put("line", l.line());
            }
        }
        return page.toPrettyString() + "\n";
    }

    private String origin() {
        String assumed = flags.assumed();
        if (assumed != null) {
            return assumed;
        }
        return given ? "given on the command line" : "from the build's records, or directories around the file";
    }

    private List<String> options() {
        CppOptions o = flags.options();
        List<String> all = new ArrayList<>();
        o.quoteDirs().forEach(d -> all.add("-iquote " + shown(d)));
        o.includeDirs().forEach(d -> all.add("-I " + shown(d)));
        o.systemDirs().forEach(d -> all.add("-isystem " + shown(d)));
        o.forcedIncludes().forEach(f -> all.add("-include " + shown(f)));
        o.imacros().forEach(f -> all.add("-imacros " + shown(f)));
        o.defines().forEach(d -> all.add(d.startsWith("-") ? "-U " + d.substring(1) : "-D " + d));
        all.addAll(o.machine());
        return all;
    }

    private String shown(String path) {
        return path.startsWith("/") ? root.relative(Path.of(path)) : path;
    }

    private List<Line> clauses(Contract c) {
        List<Line> all = new ArrayList<>();
        c.entries().forEach(e -> all.add(line(e)));
        new TreeMap<>(c.registers())
                .values().stream()
                        .sorted((a, b) -> Integer.compare(a.index(), b.index()))
                        .forEach(r -> all.add(line(r)));
        c.runs().forEach(r -> all.add(line(r)));
        add(all, c.expect());
        c.allows().forEach(a -> all.add(line(a)));
        return all;
    }

    private void add(List<Line> all, @Nullable Clause clause) {
        if (clause != null) {
            all.add(line(clause));
        }
    }

    private Line line(Clause clause) {
        Clause.Statement by = clause.by();
        String level = by.level().name().toLowerCase(Locale.ROOT);
        boolean builtIn = by.level() == Clause.Level.PROFILE;
        String text = by.text().strip().replaceAll("\\s+", " ");
        return new Line(
                text,
                level,
                builtIn ? "" : shown(by.span().file()),
                builtIn ? 0 : by.span().line());
    }
}
