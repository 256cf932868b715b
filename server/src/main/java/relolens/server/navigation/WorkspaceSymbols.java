package relolens.server.navigation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import org.eclipse.lsp4j.WorkspaceSymbol;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import relolens.analyzer.index.FileIndex;
import relolens.analyzer.index.Outline;
import relolens.server.features.Places;
import relolens.server.protocol.PositionEncoding;

/** Names of the whole workspace that a query's letters occur in, in their order; the nearest first. */
public final class WorkspaceSymbols {
    private static final int MOST = 200;

    private record Hit(int score, String path, String name, Outline.Kind kind) {}

    private static final Comparator<Hit> ORDER = Comparator.comparingInt(Hit::score)
            .thenComparingInt(h -> h.name.length())
            .thenComparing(Hit::name)
            .thenComparing(Hit::path);

    private WorkspaceSymbols() {}

    public static List<WorkspaceSymbol> matching(String query, WorkspaceNames names, PositionEncoding encoding) {
        String wanted = query.strip();
        PriorityQueue<Hit> best = new PriorityQueue<>(ORDER.reversed());
        names.each((path, name, kind) -> {
            int score = score(wanted, name);
            boolean local = kind == Outline.Kind.LABEL && name.startsWith(".L");
            if (score >= 0 && !local) {
                best.add(new Hit(score, path, name, kind));
                if (best.size() > MOST) {
                    best.poll();
                }
            }
            return true;
        });
        List<Hit> hits = new ArrayList<>(best);
        hits.sort(ORDER);
        Map<String, List<Outline.Entry>> outlines = new HashMap<>();
        Map<String, FileIndex> files = new HashMap<>();
        List<WorkspaceSymbol> out = new ArrayList<>();
        for (Hit h : hits) {
            FileIndex file = files.computeIfAbsent(h.path, names::file);
            if (file == null) {
                continue;
            }
            for (Outline.Entry e : outlines.computeIfAbsent(h.path, p -> Outline.of(file))) {
                if (e.name().equals(h.name) && e.kind() == h.kind) {
                    out.add(new WorkspaceSymbol(
                            h.name,
                            DocumentSymbols.kind(h.kind),
                            Either.forLeft(Places.at(file, e.nameStart(), e.nameEnd(), encoding))));
                }
            }
        }
        return out.stream().distinct().toList();
    }

    /** {@return how far {@code name} is from {@code query}: 0 the same, -1 no match} */
    static int score(String query, String name) {
        if (query.isEmpty() || name.equals(query)) {
            return 0;
        }
        String q = query.toLowerCase(Locale.ROOT);
        String n = name.toLowerCase(Locale.ROOT);
        if (n.equals(q)) {
            return 1;
        }
        if (n.startsWith(q)) {
            return 2;
        }
        if (n.contains(q)) {
            return 3;
        }
        int at = 0;
        for (int i = 0; i < n.length() && at < q.length(); i++) {
            if (n.charAt(i) == q.charAt(at)) {
                at++;
            }
        }
        return at == q.length() ? 4 : -1;
    }
}
