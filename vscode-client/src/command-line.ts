/** Commands that run the jar as the command line would: they need no open document, or write a file. */
import * as path from "node:path";
import * as vscode from "vscode";
import type { Analyses } from "./analysis";
import type { AnalysisTarget } from "./launch";
import type { WorkspaceFindings } from "./workspace-findings";

export async function analyzeWorkspace(analyses: Analyses, findings: WorkspaceFindings): Promise<void> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const folder = folders.length > 1 ? await vscode.window.showWorkspaceFolderPick() : folders[0];
  if (!folder) return;
  await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: `Relolens: analyzing ${folder.name}`, cancellable: true },
    async (_, token) => {
      const found = await analyses.ofFolder(folder.uri, token);
      if (!found) return;
      const count = findings.show(folder.uri, found);
      if (count > 0) await vscode.commands.executeCommand("workbench.actions.view.problems");
      void vscode.window.showInformationMessage(
        `Relolens: ${count} finding${count === 1 ? "" : "s"} in ${folder.name}.`,
      );
    },
  );
}

const FORMATS: Readonly<Record<string, AnalysisTarget["format"]>> = { ".txt": "text", ".html": "html" };

export async function exportReport(analyses: Analyses, document: vscode.TextDocument): Promise<void> {
  if (document.isUntitled || (document.isDirty && !(await document.save()))) {
    void vscode.window.showInformationMessage("Relolens: save the file first.");
    return;
  }
  const file = document.uri.fsPath;
  const folder = vscode.workspace.getWorkspaceFolder(document.uri);
  const out = await vscode.window.showSaveDialog({
    title: "Export report",
    defaultUri: vscode.Uri.file(`${file}.relolens.json`),
    filters: { "JSON report": ["json"], "Text report": ["txt"], "HTML report": ["html"] },
  });
  if (!out) return;
  await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: "Relolens: writing the report", cancellable: true },
    async (_, token) => {
      const written = await analyses.write(
        {
          path: file,
          root: folder?.uri.fsPath ?? path.dirname(file),
          format: FORMATS[path.extname(out.fsPath)] ?? "json",
          out: out.fsPath,
          mayRun: vscode.workspace.isTrusted,
        },
        document.uri,
        token,
      );
      if (written) await vscode.window.showTextDocument(out);
    },
  );
}
