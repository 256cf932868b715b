package relolens.server.navigation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eclipse.lsp4j.CallHierarchyIncomingCall;
import org.eclipse.lsp4j.CallHierarchyItem;
import org.eclipse.lsp4j.CallHierarchyOutgoingCall;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.SymbolKind;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.Study;
import relolens.analyzer.index.Calls;
import relolens.analyzer.index.Entity;
import relolens.analyzer.index.FileIndex;
import relolens.analyzer.index.Occurrence;
import relolens.analyzer.index.Outline;
import relolens.analyzer.index.Role;
import relolens.analyzer.report.Report;
import relolens.server.document.Snapshot;
import relolens.server.features.Places;
import relolens.server.protocol.PositionEncoding;

/** Who calls a routine and whom it calls: exact in open documents, as the text shows in other files of the workspace. */
public final class CallHierarchy {
    private CallHierarchy() {}

    /** {@return the routine that the name under {@code position} means, or else the one around it} */
    public static List<CallHierarchyItem> prepare(
            Snapshot snapshot, Position position, Places places, Elsewhere elsewhere) {
        FileIndex file = snapshot.names().file();
        Spot spot = Spot.at(snapshot, position, places);
        Entity entity = spot == null ? null : spot.entity();
        List<Outline.Entry> outline = Outline.of(file);
        if (entity != null && entity.kind() == Entity.Kind.SYMBOL) {
            CallHierarchyItem named = item(entity.name(), snapshot, places, elsewhere);
            if (named != null) {
                return List.of(named);
            }
        }
        Outline.Entry around = Outline.routineAt(outline, places.offset(position));
        return around == null
                ? List.of()
                : List.of(item(
                        file, around, places.encoding(), snapshot.document().uri()));
    }

    /** {@return the calls out of {@code item}, whose document is {@code snapshot}} */
    public static List<CallHierarchyOutgoingCall> outgoing(
            CallHierarchyItem item, Snapshot snapshot, Places places, Elsewhere elsewhere) {
        Map<String, List<Range>> found = new LinkedHashMap<>();
        for (Calls.Call call : calls(snapshot)) {
            if (call.caller().equals(item.getName())
                    && places.own(call.at().span().file())) {
                found.computeIfAbsent(call.callee(), k -> new ArrayList<>())
                        .add(places.of(call.at().span()).getRange());
            }
        }
        List<CallHierarchyOutgoingCall> out = new ArrayList<>();
        found.forEach((callee, ranges) -> {
            CallHierarchyItem to = item(callee, snapshot, places, elsewhere);
            if (to != null) {
                out.add(new CallHierarchyOutgoingCall(
                        to, ranges.stream().distinct().toList()));
            }
        });
        return out;
    }

    /** {@return the calls out of {@code item} in a file that is not open} */
    public static List<CallHierarchyOutgoingCall> outgoing(
            CallHierarchyItem item, FileIndex file, Elsewhere elsewhere, PositionEncoding encoding) {
        Map<String, List<Range>> found = new LinkedHashMap<>();
        for (Outline.Entry e : Outline.of(file)) {
            if (e.kind() != Outline.Kind.ROUTINE || !e.name().equals(item.getName())) {
                continue;
            }
            List<Occurrence> all = file.occurrences();
            for (int i = file.firstFrom(e.start()); i < all.size() && all.get(i).start() < e.end(); i++) {
                Occurrence o = all.get(i);
                if (o.role() == Role.OPERAND
                        && branches(o.operation())
                        && !o.name().startsWith(".L")) {
                    found.computeIfAbsent(o.name(), k -> new ArrayList<>())
                            .add(Places.at(file, o.start(), o.end(), encoding).getRange());
                }
            }
        }
        List<CallHierarchyOutgoingCall> out = new ArrayList<>();
        found.forEach((callee, ranges) -> {
            for (Location l : elsewhere.definitions(new Entity(Entity.Kind.SYMBOL, callee, "", -1), encoding)) {
                out.add(new CallHierarchyOutgoingCall(item(callee, l), ranges));
                break;
            }
        });
        return out;
    }

    /** {@return the calls of {@code item}: in {@code snapshot}'s unit, if its document is open, and in the workspace} */
    public static List<CallHierarchyIncomingCall> incoming(
            CallHierarchyItem item,
            List<Snapshot> open,
            java.util.function.Function<Snapshot, Places> places,
            Elsewhere elsewhere,
            PositionEncoding encoding) {
        List<CallHierarchyIncomingCall> out = new ArrayList<>();
        Set<String> done = new HashSet<>();
        for (Snapshot s : open) {
            done.add(s.document().path());
            Places p = places.apply(s);
            Map<String, List<Range>> found = new LinkedHashMap<>();
            for (Calls.Call call : calls(s)) {
                if (call.callee().equals(item.getName())
                        && p.own(call.at().span().file())) {
                    found.computeIfAbsent(call.caller(), k -> new ArrayList<>())
                            .add(p.of(call.at().span()).getRange());
                }
            }
            found.forEach((caller, ranges) -> {
                CallHierarchyItem from = item(caller, s, p, elsewhere);
                if (from != null) {
                    out.add(new CallHierarchyIncomingCall(
                            from, ranges.stream().distinct().toList()));
                }
            });
        }
        for (FileIndex file : elsewhere.mentioning(item.getName())) {
            if (done.add(file.path())) {
                inText(item.getName(), file, encoding, out);
            }
        }
        return out;
    }

    private static void inText(
            String callee, FileIndex file, PositionEncoding encoding, List<CallHierarchyIncomingCall> out) {
        List<Outline.Entry> outline = Outline.of(file);
        Map<Outline.Entry, List<Range>> found = new LinkedHashMap<>();
        for (Occurrence o : file.occurrences()) {
            if (o.name().equals(callee) && o.role() == Role.OPERAND && branches(o.operation())) {
                Outline.Entry around = Outline.routineAt(outline, o.start());
                if (around != null && !around.name().equals(callee)) {
                    found.computeIfAbsent(around, k -> new ArrayList<>())
                            .add(Places.at(file, o.start(), o.end(), encoding).getRange());
                }
            }
        }
        found.forEach((e, ranges) ->
                out.add(new CallHierarchyIncomingCall(item(file, e, encoding, Places.uri(file.path())), ranges)));
    }

    private static boolean branches(String operation) {
        String o = operation.toLowerCase(Locale.ROOT);
        return o.equals("bl") || o.equals("b") || o.startsWith("b.") || o.startsWith("cb") || o.startsWith("tb");
    }

    private static List<Calls.Call> calls(Snapshot snapshot) {
        Study.Unit unit = snapshot.unit().orElse(null);
        if (unit == null) {
            return List.of();
        }
        Set<String> routines = new HashSet<>();
        snapshot.report().routines().stream().map(Report.Routine::name).forEach(routines::add);
        for (Outline.Entry e : Outline.of(snapshot.names().file())) {
            if (e.kind() == Outline.Kind.ROUTINE) {
                routines.add(e.name());
            }
        }
        return Calls.of(unit.assembled(), routines);
    }

    /** {@return the item of a symbol, in this document or wherever the workspace has it, or null} */
    private static @Nullable CallHierarchyItem item(
            String name, Snapshot snapshot, Places places, Elsewhere elsewhere) {
        FileIndex file = snapshot.names().file();
        for (Outline.Entry e : Outline.of(file)) {
            boolean code = e.kind() == Outline.Kind.ROUTINE || e.kind() == Outline.Kind.LABEL;
            if (code && e.name().equals(name)) {
                return item(file, e, places.encoding(), snapshot.document().uri());
            }
        }
        Study.Unit unit = snapshot.unit().orElse(null);
        if (unit != null) {
            for (var s : unit.assembled().symbols()) {
                if (s.name().equals(name) && s.defined()) {
                    return item(name, places.of(s.origin().span()));
                }
            }
        }
        Entity entity = new Entity(Entity.Kind.SYMBOL, name, "", -1);
        for (Location l : elsewhere.definitions(entity, places.encoding())) {
            return item(name, l);
        }
        for (Location l : elsewhere.inC(name, places.encoding())) {
            return item(name, l);
        }
        return null;
    }

    private static CallHierarchyItem item(String name, Location l) {
        return new CallHierarchyItem(name, SymbolKind.Function, l.getUri(), l.getRange(), l.getRange());
    }

    private static CallHierarchyItem item(FileIndex file, Outline.Entry e, PositionEncoding encoding, String uri) {
        Range whole = Places.at(file, e.start(), e.end(), encoding).getRange();
        Range name = Places.at(file, e.nameStart(), e.nameEnd(), encoding).getRange();
        return new CallHierarchyItem(e.name(), SymbolKind.Function, uri, whole, name);
    }
}
