package relolens.server.features;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionKind;
import org.eclipse.lsp4j.CodeActionParams;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import relolens.analyzer.report.Report;
import relolens.server.document.Snapshot;

/** Findings' fixes as quick fixes. */
public final class Fixes {
    private Fixes() {}

    /**
     * {@return the fixes of findings on the lines asked about}
     *
     * @param holds tries a finding's fix: no other is offered
     */
    public static List<Either<Command, CodeAction>> of(
            Snapshot snapshot, CodeActionParams params, Places places, Predicate<Report.Finding> holds) {
        List<String> only = params.getContext().getOnly();
        if (only != null && only.stream().noneMatch(k -> k.isEmpty() || CodeActionKind.QuickFix.equals(k))) {
            return List.of();
        }
        List<Either<Command, CodeAction>> actions = new ArrayList<>();
        for (Report.Finding f : snapshot.report().findings()) {
            Report.Fix fix = f.fix();
            if (fix != null && places.own(f.file())) {
                Range at = places.range(f.file(), f.line(), f.column(), f.endLine(), f.endColumn())
                        .getRange();
                if (touch(at, params.getRange()) && holds.test(f)) {
                    actions.add(
                            Either.forRight(action(f, fix, params.getContext().getDiagnostics(), places)));
                }
            }
        }
        return actions;
    }

    private static CodeAction action(Report.Finding f, Report.Fix fix, List<Diagnostic> diagnostics, Places places) {
        Map<String, List<TextEdit>> changes = new HashMap<>();
        for (Report.Edit e : fix.edits()) {
            Location at = places.range(e.file(), e.line(), e.column(), e.endLine(), e.endColumn());
            changes.computeIfAbsent(at.getUri(), k -> new ArrayList<>()).add(new TextEdit(at.getRange(), e.text()));
        }
        CodeAction action = new CodeAction(fix.title() + " (" + f.rule() + ")");
        action.setKind(CodeActionKind.QuickFix);
        action.setEdit(new WorkspaceEdit(changes));
        action.setIsPreferred(fix.safe());
        List<Diagnostic> resolved = diagnostics.stream()
                .filter(d -> d.getCode() != null
                        && d.getCode().isLeft()
                        && f.rule().equals(d.getCode().getLeft()))
                .toList();
        action.setDiagnostics(resolved);
        return action;
    }

    private static boolean touch(Range a, Range b) {
        return a.getStart().getLine() <= b.getEnd().getLine()
                && b.getStart().getLine() <= a.getEnd().getLine();
    }
}
