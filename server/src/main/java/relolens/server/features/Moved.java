package relolens.server.features;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.lsp4j.CodeLens;
import org.eclipse.lsp4j.DocumentHighlight;
import org.eclipse.lsp4j.DocumentLink;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.FoldingRange;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.InlayHint;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.SymbolInformation;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.jspecify.annotations.Nullable;
import relolens.server.document.LineMoves;

/**
 * Answers that were worked out from an older text, put where their lines stand in the newest. What is about a line that
 * was changed since is left out; what spans such lines keeps spanning them.
 */
public final class Moved {
    /** Said below what may be other by now. */
    static final String STALE = "*Before the last edit.*";

    private final LineMoves moves;
    private final String uri;

    /** @param uri of the document: places elsewhere stay where they are */
    public Moved(LineMoves moves, String uri) {
        this.moves = moves;
        this.uri = uri;
    }

    /** {@return a position of the newest text in the older one, null if its line was written since} */
    public @Nullable Position before(Position position) {
        int line = moves.before(position.getLine());
        return line < 0 ? null : new Position(line, position.getCharacter());
    }

    /** {@return what stood in the older text where {@code range} is now} */
    public Range before(Range range) {
        int from = moves.nearestBefore(range.getStart().getLine());
        int to = moves.nearestBefore(range.getEnd().getLine());
        return new Range(new Position(from, 0), new Position(Math.max(from, to), Integer.MAX_VALUE));
    }

    /** {@return where {@code range} is now, null if its first line was changed} */
    private @Nullable Range now(Range range) {
        int from = moves.now(range.getStart().getLine());
        if (from < 0) {
            return null;
        }
        return new Range(new Position(from, range.getStart().getCharacter()), nearest(range.getEnd(), from));
    }

    private Position nearest(Position position, int least) {
        int line = moves.now(position.getLine());
        return line >= 0
                ? new Position(line, position.getCharacter())
                : new Position(Math.max(least, moves.nearestNow(position.getLine())), 0);
    }

    public Hover hover(Hover hover) {
        Range at = hover.getRange() == null ? null : now(hover.getRange());
        if (at != null) {
            hover.setRange(at);
        }
        if (hover.getContents().isRight()) {
            var text = hover.getContents().getRight();
            text.setValue(text.getValue() + "\n\n" + STALE);
        }
        return hover;
    }

    public List<Location> locations(List<? extends Location> found) {
        List<Location> out = new ArrayList<>();
        for (Location l : found) {
            if (l.getUri().equals(uri)) {
                Position start = nearest(l.getRange().getStart(), 0);
                out.add(new Location(uri, new Range(start, nearest(l.getRange().getEnd(), start.getLine()))));
            } else {
                out.add(l);
            }
        }
        return out;
    }

    public List<DocumentHighlight> highlights(List<? extends DocumentHighlight> found) {
        List<DocumentHighlight> out = new ArrayList<>();
        for (DocumentHighlight h : found) {
            Range at = now(h.getRange());
            if (at != null) {
                out.add(new DocumentHighlight(at, h.getKind()));
            }
        }
        return out;
    }

    public List<InlayHint> hints(List<InlayHint> found) {
        List<InlayHint> out = new ArrayList<>();
        for (InlayHint h : found) {
            int line = moves.now(h.getPosition().getLine());
            if (line >= 0) {
                h.setPosition(new Position(line, h.getPosition().getCharacter()));
                if (h.getData() instanceof JsonObject data && data.get("uri") instanceof JsonPrimitive of) {
                    h.setData(InlayHints.data(of.getAsString(), line + 1));
                }
                out.add(h);
            }
        }
        return out;
    }

    public List<CodeLens> lenses(List<? extends CodeLens> found) {
        List<CodeLens> out = new ArrayList<>();
        for (CodeLens l : found) {
            Range at = now(l.getRange());
            if (at != null) {
                out.add(new CodeLens(at, l.getCommand(), l.getData()));
            }
        }
        return out;
    }

    public List<DocumentLink> links(List<DocumentLink> found) {
        List<DocumentLink> out = new ArrayList<>();
        for (DocumentLink l : found) {
            Range at = now(l.getRange());
            if (at != null) {
                l.setRange(at);
                out.add(l);
            }
        }
        return out;
    }

    public List<FoldingRange> foldings(List<FoldingRange> found) {
        List<FoldingRange> out = new ArrayList<>();
        for (FoldingRange f : found) {
            int from = moves.now(f.getStartLine());
            int to = moves.nearestNow(f.getEndLine());
            if (from >= 0 && to > from) {
                var moved = new FoldingRange(from, to);
                moved.setKind(f.getKind());
                out.add(moved);
            }
        }
        return out;
    }

    @SuppressWarnings("deprecation") // SymbolInformation stands in the protocol's answer type
    public List<Either<SymbolInformation, DocumentSymbol>> symbols(
            List<Either<SymbolInformation, DocumentSymbol>> found) {
        List<Either<SymbolInformation, DocumentSymbol>> out = new ArrayList<>();
        for (Either<SymbolInformation, DocumentSymbol> e : found) {
            DocumentSymbol moved = e.isRight() ? symbol(e.getRight()) : null;
            if (moved != null) {
                out.add(Either.forRight(moved));
            }
        }
        return out;
    }

    private @Nullable DocumentSymbol symbol(DocumentSymbol s) {
        Range name = now(s.getSelectionRange());
        if (name == null) {
            return null;
        }
        Position start = nearest(s.getRange().getStart(), 0);
        Range whole = new Range(start, nearest(s.getRange().getEnd(), start.getLine()));
        List<DocumentSymbol> children = new ArrayList<>();
        if (s.getChildren() != null) {
            for (DocumentSymbol c : s.getChildren()) {
                DocumentSymbol moved = symbol(c);
                if (moved != null) {
                    children.add(moved);
                }
            }
        }
        s.setRange(whole);
        s.setSelectionRange(name);
        s.setChildren(children);
        return s;
    }
}
