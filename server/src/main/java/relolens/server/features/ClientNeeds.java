package relolens.server.features;

import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.GeneralClientCapabilities;
import org.eclipse.lsp4j.TextDocumentClientCapabilities;
import org.eclipse.lsp4j.WindowClientCapabilities;
import org.eclipse.lsp4j.WorkspaceClientCapabilities;
import org.jspecify.annotations.Nullable;
import relolens.server.protocol.PositionEncoding;

/**
 * What the client can take.
 *
 * @param encoding what it counts columns in
 * @param relatedInformation diagnostics may point at other places
 * @param codeDescription diagnostics may link their rule's page
 * @param refreshInlayHints it can be asked to ask again
 * @param refreshCodeLenses likewise
 * @param progress it shows progress that the server starts
 */
public record ClientNeeds(
        PositionEncoding encoding,
        boolean relatedInformation,
        boolean codeDescription,
        boolean refreshInlayHints,
        boolean refreshCodeLenses,
        boolean progress) {

    /** {@return the least that every client can} */
    public static ClientNeeds least() {
        return new ClientNeeds(PositionEncoding.UTF16, false, false, false, false, false);
    }

    /** {@return what {@code capabilities} say} */
    public static ClientNeeds of(@Nullable ClientCapabilities capabilities) {
        if (capabilities == null) {
            return least();
        }
        GeneralClientCapabilities general = capabilities.getGeneral();
        TextDocumentClientCapabilities text = capabilities.getTextDocument();
        WorkspaceClientCapabilities workspace = capabilities.getWorkspace();
        WindowClientCapabilities window = capabilities.getWindow();
        var diagnostics = text == null ? null : text.getPublishDiagnostics();
        return new ClientNeeds(
                PositionEncoding.negotiate(general == null ? null : general.getPositionEncodings()),
                diagnostics != null && yes(diagnostics.getRelatedInformation()),
                diagnostics != null && yes(diagnostics.getCodeDescriptionSupport()),
                workspace != null
                        && workspace.getInlayHint() != null
                        && yes(workspace.getInlayHint().getRefreshSupport()),
                workspace != null
                        && workspace.getCodeLens() != null
                        && yes(workspace.getCodeLens().getRefreshSupport()),
                window != null && yes(window.getWorkDoneProgress()));
    }

    private static boolean yes(@Nullable Boolean b) {
        return Boolean.TRUE.equals(b);
    }
}
