/** The status bar's word on the server, beside assembly files only. */
import * as vscode from "vscode";
import type { Health, Server } from "./client";
import { LANGUAGE, serverSettings } from "./settings";

export class Status implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem("relolens.status", vscode.StatusBarAlignment.Right, 50);
  private readonly listeners: vscode.Disposable[];

  constructor(private readonly server: Server) {
    this.item.name = "Relolens";
    this.item.command = "relolens.showLog";
    this.listeners = [
      server.onDidChangeHealth(() => {
        this.refresh();
      }),
      vscode.window.onDidChangeActiveTextEditor(() => {
        this.refresh();
      }),
      vscode.workspace.onDidChangeConfiguration(() => {
        this.refresh();
      }),
    ];
    this.refresh();
  }

  dispose(): void {
    this.item.dispose();
    for (const listener of this.listeners) listener.dispose();
  }

  private refresh(): void {
    const document = vscode.window.activeTextEditor?.document;
    if (document?.languageId !== LANGUAGE) {
      this.item.hide();
      return;
    }
    const { core, board } = serverSettings(document.uri);
    this.item.text = textOf(this.server.health, core);
    this.item.tooltip = tooltipOf(this.server.health, core, board, vscode.workspace.isTrusted);
    this.item.backgroundColor =
      this.server.health.kind === "failed" ? new vscode.ThemeColor("statusBarItem.errorBackground") : undefined;
    this.item.show();
  }
}

export function textOf(health: Health, core: string): string {
  switch (health.kind) {
    case "starting":
      return "$(loading~spin) Relolens";
    case "running":
      return `$(circuit-board) Relolens${core ? `: ${core}` : ""}`;
    case "stopped":
      return "$(circle-slash) Relolens";
    case "failed":
      return "$(error) Relolens";
  }
}

export function tooltipOf(health: Health, core: string, board: string, trusted: boolean): string {
  const lines = [
    `Core: ${core || "as the routine's run clause or profile says"}`,
    `Board: ${board || "as the routine's run clause or profile says"}`,
  ];
  if (!trusted) lines.push("The workspace is not trusted: routines are analysed, not run.");
  if (health.kind === "running") lines.push(`Server: Java ${health.java.major} (${health.java.origin})`);
  else if (health.kind === "failed") lines.push(health.why);
  else lines.push(`Server: ${health.kind}`);
  lines.push("Click for the log.");
  return lines.join("\n");
}
