/** Starts the language server and offers what the editor does around it. */
import * as vscode from "vscode";
import { Analyses } from "./analysis";
import { ClassArchives } from "./class-archives";
import { Server } from "./client";
import { registerCommands } from "./commands";
import { palettesContext } from "./context";
import { Documents } from "./documents";
import { Gutter } from "./gutter";
import { HintRefresh } from "./hint-refresh";
import { Inactive } from "./inactive";
import { ReportPanels } from "./panel/panel";
import { routineView, RoutineTree } from "./routine-tree";
import { Runs } from "./runs";
import { Status } from "./status";
import { TestExplorer } from "./test-explorer";
import { WorkspaceFindings } from "./workspace-findings";

let server: Server | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const log = vscode.window.createOutputChannel("Relolens", { log: true });
  const started = new Server(context.extensionPath, new ClassArchives(context.globalStorageUri.fsPath, log), log);
  server = started;
  const { version } = context.extension.packageJSON as { version: string };
  const documents = new Documents(started, log);
  const runs = new Runs(started, documents);
  const findings = new WorkspaceFindings();
  const panels = new ReportPanels(documents, runs, version);
  const tree = new RoutineTree(documents);
  context.subscriptions.push(
    log,
    documents,
    findings,
    panels,
    tree,
    new Status(started, documents),
    new Gutter(documents),
    new HintRefresh(documents),
    new Inactive(started.onDidFindInactive),
    new TestExplorer(documents, runs),
    routineView(tree),
    palettesContext(),
    ...registerCommands({
      server: started,
      analyses: new Analyses(context.extensionPath, log),
      findings,
      documents,
      runs,
      panels,
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => started.restart()),
    vscode.workspace.onDidChangeConfiguration(async (event) => {
      const needsNewServer = ["relolens.java.home", "relolens.server.vmargs"];
      if (needsNewServer.some((name) => event.affectsConfiguration(name))) await started.restart();
    }),
  );
  await started.start();
}

export async function deactivate(): Promise<void> {
  await server?.stop();
  server = undefined;
}
