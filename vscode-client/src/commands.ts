/** The commands of the palette. */
import * as path from "node:path";
import * as vscode from "vscode";
import type { Analyses } from "./analysis";
import type { Server } from "./client";
import { lensesAt, runLenses } from "./lenses";
import { LANGUAGE } from "./settings";
import type { WorkspaceFindings } from "./workspace-findings";

export function registerCommands(server: Server, analyses: Analyses, findings: WorkspaceFindings): vscode.Disposable[] {
  const register = (name: string, work: () => Promise<void> | void): vscode.Disposable =>
    vscode.commands.registerCommand(`relolens.${name}`, async () => {
      try {
        await work();
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        server.log.error(`${name}: ${why}`);
        void vscode.window.showErrorMessage(`Relolens: ${why}`);
      }
    });
  return [
    register("runRoutine", runRoutine),
    register("analyzeWorkspace", () => analyzeWorkspace(analyses, findings)),
    register("exportReport", () => exportReport(analyses)),
    register("restartServer", () => server.restart()),
    register("showLog", () => {
      server.log.show();
    }),
  ];
}

async function runRoutine(): Promise<void> {
  const editor = assemblyEditor();
  if (!editor) return;
  const lenses = runLenses(
    (await vscode.commands.executeCommand<vscode.CodeLens[] | undefined>(
      "vscode.executeCodeLensProvider",
      editor.document.uri,
      Number.MAX_SAFE_INTEGER, // resolve all
    )) ?? [],
  );
  const here = lensesAt(lenses, editor.selection.active.line);
  const first = here[0];
  if (!first) {
    void vscode.window.showInformationMessage("Relolens: there is no routine here that can be run.");
    return;
  }
  let chosen = first;
  if (here.length > 1) {
    const picked = await vscode.window.showQuickPick(
      here.map((lens) => ({ label: lens.command.title, lens })),
      { title: `Run ${first.routine}` },
    );
    if (!picked) return;
    chosen = picked.lens;
  }
  await vscode.commands.executeCommand(chosen.command.command, ...((chosen.command.arguments ?? []) as unknown[]));
}

async function analyzeWorkspace(analyses: Analyses, findings: WorkspaceFindings): Promise<void> {
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

async function exportReport(analyses: Analyses): Promise<void> {
  const editor = assemblyEditor();
  if (!editor) return;
  const { document } = editor;
  if (document.isUntitled || (document.isDirty && !(await document.save()))) {
    void vscode.window.showInformationMessage("Relolens: save the file first.");
    return;
  }
  const file = document.uri.fsPath;
  const folder = vscode.workspace.getWorkspaceFolder(document.uri);
  const out = await vscode.window.showSaveDialog({
    title: "Export report",
    defaultUri: vscode.Uri.file(`${file}.relolens.json`),
    filters: { "JSON report": ["json"], "Text report": ["txt"] },
  });
  if (!out) return;
  await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: "Relolens: writing the report", cancellable: true },
    async (_, token) => {
      const written = await analyses.write(
        {
          path: file,
          root: folder?.uri.fsPath ?? path.dirname(file),
          format: out.fsPath.endsWith(".txt") ? "text" : "json",
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

function assemblyEditor(): vscode.TextEditor | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.languageId === LANGUAGE) return editor;
  void vscode.window.showInformationMessage("Relolens: open an arm64 assembly file first.");
  return undefined;
}
