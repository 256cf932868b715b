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
 * @param diagnosticTags diagnostics may say that code is unnecessary
 * @param pullsDiagnostics it asks for diagnostics itself and wants none sent
 * @param inactiveRegions it listens to {@code relolens/inactiveRegions}
 * @param resolvesEdits it asks for the edit of an action that was chosen
 * @param labelOffsets parameters of signatures may be offsets into the label
 * @param refreshes what it can be asked to ask again
 * @param progress it shows progress that the server starts
 */
public record ClientNeeds(
        PositionEncoding encoding,
        boolean relatedInformation,
        boolean codeDescription,
        boolean diagnosticTags,
        boolean pullsDiagnostics,
        boolean inactiveRegions,
        boolean resolvesEdits,
        boolean labelOffsets,
        Refreshes refreshes,
        boolean progress) {
    /** What a client can be asked to ask again. */
    public record Refreshes(
            boolean inlayHints,
            boolean codeLenses,
            boolean semanticTokens,
            boolean diagnostics,
            boolean inlineValues,
            boolean textContent) {
        private static final Refreshes NONE = new Refreshes(false, false, false, false, false, false);

        private static Refreshes of(@Nullable WorkspaceClientCapabilities w) {
            if (w == null) {
                return NONE;
            }
            return new Refreshes(
                    w.getInlayHint() != null && yes(w.getInlayHint().getRefreshSupport()),
                    w.getCodeLens() != null && yes(w.getCodeLens().getRefreshSupport()),
                    w.getSemanticTokens() != null && yes(w.getSemanticTokens().getRefreshSupport()),
                    w.getDiagnostics() != null && yes(w.getDiagnostics().getRefreshSupport()),
                    w.getInlineValue() != null && yes(w.getInlineValue().getRefreshSupport()),
                    w.getTextDocumentContent() != null);
        }
    }

    /** {@return the least that every client can} */
    public static ClientNeeds least() {
        return new ClientNeeds(
                PositionEncoding.UTF16, false, false, false, false, false, false, false, Refreshes.NONE, false);
    }

    /**
     * {@return what {@code capabilities} say}
     *
     * @param pull whether the client's user wants diagnostics pulled, if the client can
     */
    public static ClientNeeds of(@Nullable ClientCapabilities capabilities, boolean pull) {
        if (capabilities == null) {
            return least();
        }
        GeneralClientCapabilities general = capabilities.getGeneral();
        TextDocumentClientCapabilities text = capabilities.getTextDocument();
        WindowClientCapabilities window = capabilities.getWindow();
        var diagnostics = text == null ? null : text.getPublishDiagnostics();
        return new ClientNeeds(
                PositionEncoding.negotiate(general == null ? null : general.getPositionEncodings()),
                diagnostics != null && yes(diagnostics.getRelatedInformation()),
                diagnostics != null && yes(diagnostics.getCodeDescriptionSupport()),
                diagnostics != null && diagnostics.getTagSupport() != null,
                pull && text != null && text.getDiagnostic() != null,
                experimental(capabilities.getExperimental(), "inactiveRegions"),
                text != null && resolvesEdits(text),
                text != null && labelOffsets(text),
                Refreshes.of(capabilities.getWorkspace()),
                window != null && yes(window.getWorkDoneProgress()));
    }

    private static boolean resolvesEdits(TextDocumentClientCapabilities text) {
        var actions = text.getCodeAction();
        return actions != null
                && yes(actions.getDataSupport())
                && actions.getResolveSupport() != null
                && actions.getResolveSupport().getProperties().contains("edit");
    }

    private static boolean labelOffsets(TextDocumentClientCapabilities text) {
        var help =
                text.getSignatureHelp() == null ? null : text.getSignatureHelp().getSignatureInformation();
        return help != null
                && help.getParameterInformation() != null
                && yes(help.getParameterInformation().getLabelOffsetSupport());
    }

    /** {@return whether the client says {@code "experimental": {"relolens": {key: true}}}} */
    private static boolean experimental(@Nullable Object experimental, String key) {
        return experimental instanceof com.google.gson.JsonObject o
                && o.get("relolens") instanceof com.google.gson.JsonObject own
                && own.get(key) instanceof com.google.gson.JsonPrimitive p
                && p.isBoolean()
                && p.getAsBoolean();
    }

    private static boolean yes(@Nullable Boolean b) {
        return Boolean.TRUE.equals(b);
    }
}
