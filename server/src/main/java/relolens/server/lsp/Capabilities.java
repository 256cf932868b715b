package relolens.server.lsp;

import java.util.List;
import org.eclipse.lsp4j.CodeActionOptions;
import org.eclipse.lsp4j.CodeLensOptions;
import org.eclipse.lsp4j.CompletionItemOptions;
import org.eclipse.lsp4j.CompletionOptions;
import org.eclipse.lsp4j.DiagnosticRegistrationOptions;
import org.eclipse.lsp4j.DocumentOnTypeFormattingOptions;
import org.eclipse.lsp4j.DocumentRangeFormattingOptions;
import org.eclipse.lsp4j.ExecuteCommandOptions;
import org.eclipse.lsp4j.InlayHintRegistrationOptions;
import org.eclipse.lsp4j.SemanticTokensServerFull;
import org.eclipse.lsp4j.SemanticTokensWithRegistrationOptions;
import org.eclipse.lsp4j.ServerCapabilities;
import org.eclipse.lsp4j.SignatureHelpOptions;
import org.eclipse.lsp4j.TextDocumentContentRegistrationOptions;
import org.eclipse.lsp4j.TextDocumentSyncKind;
import org.eclipse.lsp4j.TextDocumentSyncOptions;
import org.eclipse.lsp4j.WorkspaceFoldersOptions;
import org.eclipse.lsp4j.WorkspaceServerCapabilities;
import relolens.server.features.ClientNeeds;
import relolens.server.features.CodeActions;
import relolens.server.features.CodeLenses;
import relolens.server.features.Diagnostics;
import relolens.server.writing.Completion;
import relolens.server.writing.Highlighting;
import relolens.server.writing.Signatures;

/** What the server says it can. */
final class Capabilities {
    private Capabilities() {}

    static ServerCapabilities of(ClientNeeds needs) {
        var can = new ServerCapabilities();
        can.setPositionEncoding(needs.encoding().wire());
        var sync = new TextDocumentSyncOptions();
        sync.setOpenClose(true);
        sync.setChange(TextDocumentSyncKind.Incremental);
        can.setTextDocumentSync(sync);
        can.setHoverProvider(true);
        var hints = new InlayHintRegistrationOptions();
        hints.setResolveProvider(true);
        can.setInlayHintProvider(hints);
        can.setInlineValueProvider(true);
        can.setCodeLensProvider(new CodeLensOptions(true));
        NavigationRequests.announce(can);
        var actions = new CodeActionOptions(CodeActions.KINDS);
        actions.setResolveProvider(true);
        can.setCodeActionProvider(actions);
        if (needs.pullsDiagnostics()) {
            var pull = new DiagnosticRegistrationOptions(true, true);
            pull.setIdentifier(Diagnostics.SOURCE);
            can.setDiagnosticProvider(pull);
        }
        var execute = new ExecuteCommandOptions(List.of(CodeLenses.RUN, StrategyCommand.NAME));
        execute.setWorkDoneProgress(true);
        can.setExecuteCommandProvider(execute);
        workspace(can);
        writing(can);
        return can;
    }

    private static void workspace(ServerCapabilities can) {
        var folders = new WorkspaceFoldersOptions();
        folders.setSupported(true);
        folders.setChangeNotifications(true);
        var workspace = new WorkspaceServerCapabilities(folders);
        workspace.setTextDocumentContent(new TextDocumentContentRegistrationOptions(VirtualDocuments.schemes()));
        can.setWorkspace(workspace);
    }

    private static void writing(ServerCapabilities can) {
        var completion = new CompletionOptions(true, Completion.TRIGGERS);
        var items = new CompletionItemOptions();
        items.setLabelDetailsSupport(true);
        completion.setCompletionItem(items);
        can.setCompletionProvider(completion);
        can.setSignatureHelpProvider(new SignatureHelpOptions(Signatures.TRIGGERS, List.of(",")));
        can.setDocumentFormattingProvider(true);
        var ranges = new DocumentRangeFormattingOptions();
        ranges.setRangesSupport(true);
        can.setDocumentRangeFormattingProvider(ranges);
        can.setDocumentOnTypeFormattingProvider(new DocumentOnTypeFormattingOptions("\n", List.of(":")));
        can.setSemanticTokensProvider(new SemanticTokensWithRegistrationOptions(
                Highlighting.legend(), new SemanticTokensServerFull(true), true));
    }
}
