package relolens.server.navigation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.SelectionRange;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.index.FileIndex;
import relolens.analyzer.index.Occurrence;
import relolens.analyzer.index.Outline;
import relolens.analyzer.index.Region;
import relolens.server.document.Snapshot;
import relolens.server.features.Places;

/** From a position outwards: name, operand, statement, line, block, routine, file. */
public final class SelectionRanges {
    private record Stretch(int from, int to) {
        int length() {
            return to - from;
        }
    }

    private SelectionRanges() {}

    public static List<SelectionRange> of(Snapshot snapshot, List<Position> positions, Places places) {
        FileIndex file = snapshot.names().file();
        List<Outline.Entry> outline = Outline.of(file);
        List<SelectionRange> all = new ArrayList<>();
        for (Position p : positions) {
            all.add(at(file, outline, Math.min(places.offset(p), file.text().length()), places));
        }
        return all;
    }

    private static SelectionRange at(FileIndex file, List<Outline.Entry> outline, int offset, Places places) {
        List<Stretch> found = new ArrayList<>();
        Occurrence o = file.at(offset);
        if (o != null) {
            found.add(new Stretch(o.start(), o.end()));
        }
        inLine(file.text(), offset, found);
        for (Region r : file.regions()) {
            found.add(lines(file, r.start(), r.kind() == Region.Kind.BRANCH ? r.end() - 1 : r.end()));
        }
        for (Outline.Entry e : outline) {
            found.add(lines(file, e.start(), e.end()));
        }
        found.add(new Stretch(0, file.text().length()));
        found.removeIf(s -> s.from > offset || s.to < offset);
        found.sort(Comparator.comparingInt(Stretch::length).reversed());
        @Nullable SelectionRange outer = null;
        @Nullable Stretch last = null;
        for (Stretch s : found) {
            boolean inside = last == null || s.from >= last.from && s.to <= last.to && s.length() < last.length();
            if (inside) {
                Range range = places.of(file, s.from, s.to).getRange();
                outer = new SelectionRange(range, outer);
                last = s;
            }
        }
        return outer == null
                ? new SelectionRange(places.of(file, offset, offset).getRange(), null)
                : outer;
    }

    private static Stretch lines(FileIndex file, int start, int end) {
        int from = file.offset(file.line(Math.max(0, start)), 1);
        int to = file.text().indexOf('\n', Math.max(from, end));
        return new Stretch(from, to < 0 ? file.text().length() : to);
    }

    /** The operand, the statement and the line around {@code offset}. */
    private static void inLine(String text, int offset, List<Stretch> found) {
        int from = text.lastIndexOf('\n', offset - 1) + 1;
        int to = text.indexOf('\n', offset);
        to = to < 0 ? text.length() : to;
        found.add(new Stretch(from, to));
        found.add(trimmed(text, from, to));
        int comment = text.indexOf("//", from);
        int end = comment >= offset && comment < to ? comment : to;
        int a = offset;
        while (a > from && text.charAt(a - 1) != ';') {
            a--;
        }
        int b = offset;
        while (b < end && text.charAt(b) != ';') {
            b++;
        }
        Stretch statement = trimmed(text, a, b);
        found.add(statement);
        int start = offset;
        while (start > statement.from && text.charAt(start - 1) != ',' && text.charAt(start - 1) != '\t') {
            start--;
        }
        int stop = offset;
        while (stop < statement.to && text.charAt(stop) != ',') {
            stop++;
        }
        found.add(trimmed(text, start, stop));
    }

    private static Stretch trimmed(String text, int from, int to) {
        int a = from;
        int b = to;
        while (a < b && text.charAt(a) <= ' ') {
            a++;
        }
        while (b > a && text.charAt(b - 1) <= ' ') {
            b--;
        }
        return new Stretch(a, b);
    }
}
