package relolens.server.features;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.SymbolInformation;
import org.eclipse.lsp4j.SymbolKind;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import relolens.analyzer.asm.AssembledUnit.Symbol;
import relolens.analyzer.report.Report;
import relolens.analyzer.source.Span;
import relolens.server.document.Snapshot;

/** Routines with their labels inside, other symbols beside them. */
public final class DocumentSymbols {
    private DocumentSymbols() {}

    @SuppressWarnings("deprecation") // SymbolInformation stands in the protocol's answer type
    public static List<Either<SymbolInformation, DocumentSymbol>> of(Snapshot snapshot, Places places) {
        List<DocumentSymbol> top = new ArrayList<>();
        for (Report.Routine r : snapshot.report().routines()) {
            if (places.own(r.file())) {
                Range name = places.line(r.file(), r.line()).getRange();
                Range end =
                        places.line(r.file(), Math.max(r.line(), r.endLine())).getRange();
                var symbol = new DocumentSymbol(
                        r.name(), SymbolKind.Function, new Range(name.getStart(), end.getEnd()), name, r.mmu());
                symbol.setChildren(new ArrayList<>());
                top.add(symbol);
            }
        }
        snapshot.unit().ifPresent(unit -> {
            for (Symbol s : unit.assembled().symbols()) {
                Span span = s.origin().span();
                if (s.defined()
                        && places.own(span.file())
                        && top.stream().noneMatch(t -> t.getName().equals(s.name()))) {
                    add(s, places.of(span).getRange(), top);
                }
            }
        });
        return top.stream()
                .map(Either::<SymbolInformation, DocumentSymbol>forRight)
                .toList();
    }

    private static void add(Symbol s, Range at, List<DocumentSymbol> top) {
        SymbolKind kind =
                s.section() == null ? SymbolKind.Constant : s.type() == 2 ? SymbolKind.Function : SymbolKind.Field;
        var symbol = new DocumentSymbol(s.name(), kind, at, at);
        for (DocumentSymbol t : top) {
            int line = at.getStart().getLine();
            boolean inside = t.getChildren() != null
                    && line >= t.getRange().getStart().getLine()
                    && line <= t.getRange().getEnd().getLine();
            if (inside) {
                t.getChildren().add(symbol);
                return;
            }
        }
        top.add(symbol);
    }
}
