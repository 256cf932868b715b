package relolens.server.features;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.Position;
import relolens.analyzer.Study;
import relolens.analyzer.asm.AssembledUnit.Placed;
import relolens.analyzer.asm.AssembledUnit.Symbol;
import relolens.analyzer.cpp.PreprocessedUnit.Definition;
import relolens.analyzer.source.Frame;
import relolens.server.document.Snapshot;

/** Where a name is defined: labels, macros of both kinds, included files. */
public final class Definitions {
    private static final Pattern INCLUDE = Pattern.compile("^\\s*[#.]\\s*include\\s*[\"<]([^\">]+)[\">]");
    private static final Pattern NUMERIC = Pattern.compile("(\\d+)([bf])");

    private Definitions() {}

    public static List<Location> at(Snapshot snapshot, Position position, Places places) {
        Study.Unit unit = snapshot.unit().orElse(null);
        if (unit == null) {
            return List.of();
        }
        Matcher include = INCLUDE.matcher(snapshot.document().line(position.getLine()));
        if (include.find()) {
            return included(include.group(1), unit, places);
        }
        Words word = Words.at(snapshot.document(), position, places.encoding());
        if (word == null) {
            return List.of();
        }
        Matcher numeric = NUMERIC.matcher(word.text());
        if (numeric.matches()) {
            return numericLabel(
                    snapshot, word.line(), numeric.group(1), numeric.group(2).equals("f"), places);
        }
        List<Location> found = new ArrayList<>();
        for (Symbol s : unit.assembled().symbols()) {
            if (s.defined() && s.name().equals(word.text())) {
                found.add(places.of(s.origin().span()));
            }
        }
        if (found.isEmpty()) {
            macro(snapshot, unit, word, places, found);
        }
        return found;
    }

    private static List<Location> included(String name, Study.Unit unit, Places places) {
        Path wanted = Path.of(name);
        return unit.preprocessed().includes().stream()
                .filter(f -> Path.of(f).endsWith(wanted))
                .limit(1)
                .map(f -> places.range(f, 1, 1, 1, 1))
                .toList();
    }

    private static void macro(Snapshot snapshot, Study.Unit unit, Words word, Places places, List<Location> found) {
        Definition last = null;
        for (Definition d : unit.preprocessed().definitions()) {
            if (d.name().equals(word.text())) {
                last = d;
            }
        }
        if (last != null) {
            found.add(places.of(last.span()));
            return;
        }
        // An assembler macro leaves its name in the frames of what it expands to.
        for (Placed p : snapshot.instructions().getOrDefault(word.line() + 1, List.of())) {
            for (Frame frame : p.origin().expansion()) {
                if (frame.name().equals(word.text())) {
                    found.add(macroHead(frame, places));
                    return;
                }
            }
        }
    }

    /** {@return the line of the {@code .macro} directive above a frame's body line} */
    private static Location macroHead(Frame frame, Places places) {
        Pattern head = Pattern.compile("^\\s*\\.macro\\s+" + Pattern.quote(frame.name()) + "\\b");
        for (int line = frame.at().line(); line >= 1; line--) {
            if (head.matcher(places.text(frame.at().file(), line)).find()) {
                return places.line(frame.at().file(), line);
            }
        }
        return places.of(frame.at());
    }

    private static List<Location> numericLabel(
            Snapshot snapshot, int line, String number, boolean forward, Places places) {
        Pattern label = Pattern.compile("^\\s*" + number + "\\s*:");
        int step = forward ? 1 : -1;
        for (int at = forward ? line + 1 : line;
                at >= 0 && at < snapshot.document().lines();
                at += step) {
            if (label.matcher(snapshot.document().line(at)).find()) {
                return List.of(places.line(snapshot.name(), at + 1));
            }
        }
        return List.of();
    }
}
