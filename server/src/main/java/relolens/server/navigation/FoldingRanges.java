package relolens.server.navigation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.lsp4j.FoldingRange;
import org.eclipse.lsp4j.FoldingRangeKind;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.index.FileIndex;
import relolens.analyzer.index.Outline;
import relolens.analyzer.index.Region;
import relolens.server.document.Snapshot;
import relolens.server.document.TextDocument;

/** What can be folded: routines, macros, branches of conditionals, sections, comments. Whole lines. */
public final class FoldingRanges {
    private FoldingRanges() {}

    public static List<FoldingRange> of(Snapshot snapshot) {
        FileIndex file = snapshot.names().file();
        // By first line; of several the longest, since editors show one arrow a line.
        Map<Integer, FoldingRange> found = new TreeMap<>();
        for (Outline.Entry e : Outline.of(file)) {
            boolean block = e.kind() == Outline.Kind.ROUTINE || e.kind() == Outline.Kind.DATA;
            if (block || e.kind() == Outline.Kind.DEFINE) {
                add(found, file.line(e.start()), file.line(e.end()), null);
            }
        }
        for (Region r : file.regions()) {
            boolean branch = r.kind() == Region.Kind.BRANCH;
            int last = file.line(r.end()) - (branch ? 1 : 0);
            add(found, file.line(r.start()), last, branch ? null : FoldingRangeKind.Region);
        }
        comments(snapshot.document(), found);
        return new ArrayList<>(found.values());
    }

    private static void add(Map<Integer, FoldingRange> found, int first, int last, @Nullable String kind) {
        FoldingRange before = found.get(first);
        if (last > first && (before == null || before.getEndLine() < last - 1)) {
            var range = new FoldingRange(first - 1, last - 1);
            range.setKind(kind);
            found.put(first, range);
        }
    }

    private static void comments(TextDocument document, Map<Integer, FoldingRange> found) {
        int n = document.lines();
        int line = 0;
        while (line < n) {
            String text = document.line(line).strip();
            int from = line;
            if (text.startsWith("/*")) {
                while (line < n && !document.line(line).contains("*/")) {
                    line++;
                }
                add(found, from + 1, Math.min(line, n - 1) + 1, FoldingRangeKind.Comment);
            } else if (text.startsWith("//")) {
                while (line + 1 < n && document.line(line + 1).strip().startsWith("//")) {
                    line++;
                }
                add(found, from + 1, line + 1, FoldingRangeKind.Comment);
            }
            line++;
        }
    }
}
