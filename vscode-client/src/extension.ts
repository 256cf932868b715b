/** Starts the language server and offers what the editor does around it. */
import * as vscode from "vscode";
import { Analyses } from "./analysis";
import { Server } from "./client";
import { registerCommands } from "./commands";
import { Status } from "./status";
import { WorkspaceFindings } from "./workspace-findings";

let server: Server | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const log = vscode.window.createOutputChannel("Relolens", { log: true });
  const started = new Server(context.extensionPath, log);
  server = started;
  const findings = new WorkspaceFindings();
  context.subscriptions.push(
    log,
    new Status(started),
    findings,
    ...registerCommands(started, new Analyses(context.extensionPath, log), findings),
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
