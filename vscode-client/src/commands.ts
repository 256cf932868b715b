/** The commands of the palette, of lenses and of views. */
import * as vscode from "vscode";
import type { Analyses } from "./analysis";
import type { Server } from "./client";
import { analyzeWorkspace, exportReport } from "./command-line";
import { createContract } from "./contract/wizard";
import type { Machines } from "./data";
import { assemblyEditor, type Documents } from "./documents";
import { pickMachine } from "./machine-picker";
import type { ReportPanels } from "./panel/panel";
import type { Node } from "./routine-tree";
import type { Runs } from "./runs";
import { showVirtual } from "./virtual-documents";
import type { WorkspaceFindings } from "./workspace-findings";

export interface Parts {
  readonly server: Server;
  readonly analyses: Analyses;
  readonly findings: WorkspaceFindings;
  readonly documents: Documents;
  readonly runs: Runs;
  readonly panels: ReportPanels;
}

export function registerCommands(parts: Parts): vscode.Disposable[] {
  const { server, analyses, findings, documents, runs, panels } = parts;
  const register = (name: string, work: (...args: unknown[]) => Promise<void> | void): vscode.Disposable =>
    vscode.commands.registerCommand(`relolens.${name}`, async (...args: unknown[]) => {
      try {
        await work(...args);
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        server.log.error(`${name}: ${why}`);
        void vscode.window.showErrorMessage(`Relolens: ${why}`);
      }
    });
  const machines = async (): Promise<Machines> => (await server.request("relolens/machines", null)) as Machines;
  return [
    register("runRoutine", (from) => runs.routine(from as Node | undefined)),
    register("showReport", async (from) => {
      const uri = documentOf(from);
      if (uri) await panels.show(uri);
    }),
    register("compareStrategies", async (from) => {
      const uri = documentOf(from);
      if (uri) await (await panels.show(uri)).compare();
    }),
    register("showExpanded", async () => {
      const editor = assemblyEditor();
      if (editor) await showVirtual(server, "expanded", editor.document.uri);
    }),
    register("showDisassembly", async () => {
      const editor = assemblyEditor();
      if (editor) await showVirtual(server, "disassembly", editor.document.uri);
    }),
    register("createContract", async () => {
      const editor = assemblyEditor();
      const report = editor && (await documents.report(editor.document.uri));
      if (report) await createContract(editor, report, machines);
    }),
    register("chooseMachine", async () => {
      await pickMachine(await machines(), vscode.window.activeTextEditor?.document.uri);
    }),
    register("analyzeWorkspace", () => analyzeWorkspace(analyses, findings)),
    register("exportReport", async () => {
      const editor = assemblyEditor();
      if (editor) await exportReport(analyses, editor.document);
    }),
    register("restartServer", () => server.restart()),
    register("showLog", () => {
      server.log.show();
    }),
    register("openWalkthrough", async () => {
      await vscode.commands.executeCommand("workbench.action.openWalkthrough", "relolens.relolens#relolens.start");
    }),
  ];
}

/** The document that a lens (its URI), a view (a node) or the palette (nothing) speaks of. */
function documentOf(from: unknown): vscode.Uri | undefined {
  if (typeof from === "string") return vscode.Uri.parse(from);
  if (typeof from === "object" && from !== null && "kind" in from && "uri" in from) return (from as Node).uri;
  return assemblyEditor()?.document.uri;
}
