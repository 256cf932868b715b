package relolens.server.features;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionKind;
import org.eclipse.lsp4j.CodeActionParams;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.asm.Expanded;
import relolens.analyzer.contract.Contract;
import relolens.analyzer.report.Report;
import relolens.server.document.Snapshot;

/**
 * What can be done about the code at hand: each finding's fix, all safe fixes at once, a finding allowed with a reason, a
 * contract for the routine, a macro's expansion in place of its use. Edits are worked out late where the client can wait.
 */
public final class CodeActions {
    /** All safe fixes of a document. */
    public static final String FIX_ALL = CodeActionKind.SourceFixAll + ".relolens";

    public static final List<String> KINDS =
            List.of(CodeActionKind.QuickFix, FIX_ALL, CodeActionKind.RefactorInline, CodeActionKind.RefactorRewrite);

    private final Snapshot snapshot;
    private final Places places;
    private final Supplier<List<Expanded>> expansion;
    private final Predicate<Report.Finding> holds;
    private boolean late;
    private final List<Either<Command, CodeAction>> found = new ArrayList<>();

    /**
     * @param expansion gives the unit's statements as they are assembled
     * @param holds tries a finding's fix: no other is offered
     */
    public CodeActions(
            Snapshot snapshot, Places places, Supplier<List<Expanded>> expansion, Predicate<Report.Finding> holds) {
        this.snapshot = snapshot;
        this.places = places;
        this.expansion = expansion;
        this.holds = holds;
    }

    /**
     * {@return the actions for a range}
     *
     * @param edits whether the client asks for an action's edit when it is chosen
     */
    public List<Either<Command, CodeAction>> in(CodeActionParams params, boolean edits) {
        late = edits;
        collect(params);
        return found;
    }

    /** {@return {@code action} with its edit, unchanged where the text is another by now} */
    public CodeAction resolve(CodeAction action) {
        if (action.getData() instanceof JsonObject data
                && data.get("version") instanceof JsonPrimitive version
                && version.isNumber()
                && version.getAsInt() == snapshot.document().version()) {
            WorkspaceEdit edit = edit(data);
            if (edit != null) {
                action.setEdit(edit);
            }
        }
        return action;
    }

    private void collect(CodeActionParams params) {
        List<String> only = params.getContext().getOnly();
        List<Diagnostic> diagnostics = params.getContext().getDiagnostics();
        Range range = params.getRange();
        for (Report.Finding f : snapshot.report().findings()) {
            if (places.own(f.file()) && wanted(only, CodeActionKind.QuickFix) && touch(f, range)) {
                Report.Fix fix = f.fix();
                if (fix != null && holds.test(f)) {
                    CodeAction action =
                            add(fix.title() + " (" + f.rule() + ")", CodeActionKind.QuickFix, "fix", key(f));
                    action.setIsPreferred(fix.safe());
                    action.setDiagnostics(about(f, diagnostics));
                }
                if (f.rule().matches("[A-Z]\\d\\d") && !f.rule().startsWith("K")) {
                    add("Allow " + f.rule() + " here, with a reason", CodeActionKind.QuickFix, "allow", key(f))
                            .setDiagnostics(about(f, diagnostics));
                }
            }
        }
        if (wanted(only, FIX_ALL) && only != null && !safeFixes().isEmpty()) {
            add("Apply all safe fixes", FIX_ALL, "all", "");
        }
        Report.Routine routine = routineAt(range.getStart().getLine() + 1);
        if (routine != null && wanted(only, CodeActionKind.RefactorRewrite) && !hasContract(routine)) {
            add("Add a contract to " + routine.name(), CodeActionKind.RefactorRewrite, "contract", routine.name());
        }
        int line = range.getStart().getLine() + 1;
        if (wanted(only, CodeActionKind.RefactorInline) && Expansion.isMacroUse(snapshot, line)) {
            add("Put the macro's expansion here", CodeActionKind.RefactorInline, "expand", String.valueOf(line));
        }
    }

    private static boolean wanted(@Nullable List<String> only, String kind) {
        return only == null || only.stream().anyMatch(k -> k.isEmpty() || kind.equals(k) || kind.startsWith(k + "."));
    }

    private CodeAction add(String title, String kind, String what, String key) {
        CodeAction action = new CodeAction(title);
        action.setKind(kind);
        JsonObject data = new JsonObject();
        data.addProperty("uri", snapshot.document().uri());
        data.addProperty("version", snapshot.document().version());
        data.addProperty("what", what);
        data.addProperty("key", key);
        if (late) {
            action.setData(data);
        } else {
            WorkspaceEdit edit = edit(data);
            if (edit == null) {
                return action;
            }
            action.setEdit(edit);
        }
        found.add(Either.forRight(action));
        return action;
    }

    private static String key(Report.Finding f) {
        return f.fingerprint() + " " + f.line();
    }

    private static List<Diagnostic> about(Report.Finding f, List<Diagnostic> diagnostics) {
        return diagnostics.stream()
                .filter(d -> d.getCode() != null
                        && d.getCode().isLeft()
                        && f.rule().equals(d.getCode().getLeft()))
                .toList();
    }

    private @Nullable WorkspaceEdit edit(JsonObject data) {
        String what = text(data, "what");
        String key = text(data, "key");
        return switch (what) {
            case "fix" -> fix(finding(key));
            case "allow" -> allow(finding(key));
            case "all" -> own(safeFixes());
            case "contract" -> contract(key);
            case "expand" -> key.matches("\\d{1,7}") ? expand(Integer.parseInt(key)) : null;
            default -> null;
        };
    }

    private Report.@Nullable Finding finding(String key) {
        for (Report.Finding f : snapshot.report().findings()) {
            if (key(f).equals(key)) {
                return f;
            }
        }
        return null;
    }

    private @Nullable WorkspaceEdit fix(Report.@Nullable Finding f) {
        Report.Fix fix = f == null ? null : f.fix();
        return fix == null ? null : edits(fix);
    }

    private static String text(JsonObject data, String key) {
        return data.get(key) instanceof JsonPrimitive p ? p.getAsString() : "";
    }

    private WorkspaceEdit edits(Report.Fix fix) {
        Map<String, List<TextEdit>> changes = new LinkedHashMap<>();
        for (Report.Edit e : fix.edits()) {
            Location at = places.range(e.file(), e.line(), e.column(), e.endLine(), e.endColumn());
            changes.computeIfAbsent(at.getUri(), k -> new ArrayList<>()).add(new TextEdit(at.getRange(), e.text()));
        }
        return new WorkspaceEdit(changes);
    }

    private WorkspaceEdit own(List<TextEdit> edits) {
        return new WorkspaceEdit(Map.of(snapshot.document().uri(), edits));
    }

    /** {@return the edits of the document's safe fixes, without those that an earlier one overlaps} */
    private List<TextEdit> safeFixes() {
        List<TextEdit> all = new ArrayList<>();
        for (Report.Finding f : snapshot.report().findings()) {
            Report.Fix fix = f.fix();
            if (fix == null
                    || !fix.safe()
                    || !holds.test(f)
                    || !fix.edits().stream().allMatch(e -> places.own(e.file()))) {
                continue;
            }
            List<TextEdit> edits =
                    edits(fix).getChanges().getOrDefault(snapshot.document().uri(), List.of());
            if (edits.stream().noneMatch(e -> all.stream().anyMatch(o -> overlap(e.getRange(), o.getRange())))) {
                all.addAll(edits);
            }
        }
        return all;
    }

    private static boolean overlap(Range a, Range b) {
        return a.equals(b) || before(a.getStart(), b.getEnd()) && before(b.getStart(), a.getEnd());
    }

    private static boolean before(Position a, Position b) {
        return a.getLine() < b.getLine() || a.getLine() == b.getLine() && a.getCharacter() < b.getCharacter();
    }

    private static boolean touch(Report.Finding f, Range range) {
        return f.line() - 1 <= range.getEnd().getLine()
                && range.getStart().getLine() <= Math.max(f.line(), f.endLine()) - 1;
    }

    private @Nullable WorkspaceEdit allow(Report.@Nullable Finding f) {
        if (f == null) {
            return null;
        }
        int line = f.line() - 1;
        if (snapshot.document().tokens().continues(line)) {
            return null;
        }
        String text = snapshot.document().line(line);
        String indent = text.substring(0, text.length() - text.stripLeading().length());
        return insert(line, indent + "//@ allow  " + f.rule() + " \"why this is right here\"\n");
    }

    private WorkspaceEdit insert(int line, String text) {
        Position at = new Position(line, 0);
        return own(List.of(new TextEdit(new Range(at, at), text)));
    }

    private Report.@Nullable Routine routineAt(int line) {
        for (Report.Routine r : snapshot.report().routines()) {
            if (places.own(r.file()) && r.line() <= line && line <= r.endLine()) {
                return r;
            }
        }
        return null;
    }

    private boolean hasContract(Report.Routine routine) {
        for (Contract c : snapshot.study().contracts()) {
            if (c.routine().equals(routine.name()) && !c.entries().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private @Nullable WorkspaceEdit contract(String name) {
        for (Report.Routine r : snapshot.report().routines()) {
            if (r.name().equals(name) && places.own(r.file())) {
                return insert(
                        r.line() - 1,
                        "//@ entry  el=1 mmu=on dcache=on icache=on\n//@ entry  el=1 mmu=off dcache=off icache=on\n");
            }
        }
        return null;
    }

    private @Nullable WorkspaceEdit expand(int line) {
        String text = Expansion.ofLine(snapshot, expansion.get(), line);
        if (text.isEmpty()) {
            return null;
        }
        String old = snapshot.document().line(line - 1);
        Range whole = new Range(
                new Position(line - 1, 0),
                new Position(line - 1, places.encoding().unitsTo(old, old.length())));
        return own(List.of(new TextEdit(whole, text)));
    }
}
