package relolens.server.navigation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.SymbolInformation;
import org.eclipse.lsp4j.SymbolKind;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.asm.AssembledUnit.Symbol;
import relolens.analyzer.index.FileIndex;
import relolens.analyzer.index.Outline;
import relolens.analyzer.report.Report;
import relolens.analyzer.source.Span;
import relolens.server.document.Snapshot;
import relolens.server.features.Places;

/** A document's outline: routines with the labels and data inside them, macros, definitions. */
public final class DocumentSymbols {
    private static final int FUNCTION = 2;

    private DocumentSymbols() {}

    @SuppressWarnings("deprecation") // SymbolInformation stands in the protocol's answer type
    public static List<Either<SymbolInformation, DocumentSymbol>> of(Snapshot snapshot, Places places) {
        FileIndex file = snapshot.names().file();
        Map<String, String> verdicts = new HashMap<>();
        for (Report.Routine r : snapshot.report().routines()) {
            if (places.own(r.file())) {
                verdicts.put(r.name(), r.mmu());
            }
        }
        List<DocumentSymbol> flat = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Outline.Entry e : Outline.of(file)) {
            Range whole = places.of(file, e.start(), e.end()).getRange();
            Range name = places.of(file, e.nameStart(), e.nameEnd()).getRange();
            var symbol = new DocumentSymbol(e.name(), kind(e.kind()), whole, name, detail(e, verdicts));
            symbol.setChildren(new ArrayList<>());
            flat.add(symbol);
            names.add(e.name());
        }
        snapshot.unit().ifPresent(unit -> {
            for (Symbol s : unit.assembled().symbols()) {
                // What macros put together stands in no text.
                Span at = s.origin().span();
                boolean own = s.defined() && places.own(at.file()) && !s.name().startsWith(".L");
                if (own && s.name().indexOf('#') < 0 && s.section() != null && names.add(s.name())) {
                    flat.add(madeUp(s, places.of(at).getRange(), verdicts));
                }
            }
        });
        return nested(flat).stream()
                .map(Either::<SymbolInformation, DocumentSymbol>forRight)
                .toList();
    }

    private static DocumentSymbol madeUp(Symbol s, Range at, Map<String, String> verdicts) {
        SymbolKind kind = s.type() == FUNCTION ? SymbolKind.Function : SymbolKind.Field;
        var symbol = new DocumentSymbol(s.name(), kind, at, at, verdicts.get(s.name()));
        symbol.setChildren(new ArrayList<>());
        return symbol;
    }

    private static @Nullable String detail(Outline.Entry e, Map<String, String> verdicts) {
        return switch (e.kind()) {
            case ROUTINE -> verdicts.get(e.name());
            case MACRO -> ".macro";
            case DEFINE -> "#define";
            case ALIAS -> ".req";
            default -> null;
        };
    }

    static SymbolKind kind(Outline.Kind kind) {
        return switch (kind) {
            case ROUTINE -> SymbolKind.Function;
            case LABEL -> SymbolKind.Field;
            case DATA -> SymbolKind.Object;
            case MACRO -> SymbolKind.Method;
            case DEFINE, VALUE -> SymbolKind.Constant;
            case ALIAS -> SymbolKind.Variable;
        };
    }

    private static List<DocumentSymbol> nested(List<DocumentSymbol> flat) {
        flat.sort(Comparator.<DocumentSymbol>comparingInt(
                        s -> s.getRange().getStart().getLine())
                .thenComparing(s -> s.getRange().getStart().getCharacter())
                .thenComparing(s -> -s.getRange().getEnd().getLine()));
        List<DocumentSymbol> top = new ArrayList<>();
        Deque<DocumentSymbol> open = new ArrayDeque<>();
        for (DocumentSymbol s : flat) {
            while (!open.isEmpty() && !contains(open.peek().getRange(), s.getRange())) {
                open.pop();
            }
            if (open.isEmpty()) {
                top.add(s);
            } else {
                open.peek().getChildren().add(s);
            }
            open.push(s);
        }
        return top;
    }

    private static boolean contains(Range outer, Range inner) {
        int a = outer.getEnd().getLine();
        int b = inner.getEnd().getLine();
        boolean more = outer.getStart().getLine() < inner.getStart().getLine() || a > b;
        return more
                && (a > b
                        || a == b
                                && outer.getEnd().getCharacter()
                                        >= inner.getEnd().getCharacter());
    }
}
