/** The status bar beside assembly files: the verdict on the routine under the cursor, core and board, the server's health. */
import * as vscode from "vscode";
import type { Health, Server } from "./client";
import { routineAt, type Routine } from "./data";
import type { Documents } from "./documents";
import { LANGUAGE, serverSettings } from "./settings";
import { shortVerdict, verdict } from "./words";

export class Status implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem("relolens.status", vscode.StatusBarAlignment.Right, 50);
  private readonly listeners: vscode.Disposable[];

  constructor(
    private readonly server: Pick<Server, "health" | "onDidChangeHealth">,
    private readonly documents: Pick<Documents, "report" | "onDidChange">,
  ) {
    this.item.name = "Relolens";
    const refresh = (): void => void this.refresh();
    this.listeners = [
      server.onDidChangeHealth(refresh),
      documents.onDidChange(refresh),
      vscode.window.onDidChangeActiveTextEditor(refresh),
      vscode.window.onDidChangeTextEditorSelection(refresh),
      vscode.workspace.onDidChangeConfiguration(refresh),
    ];
    refresh();
  }

  dispose(): void {
    this.item.dispose();
    for (const listener of this.listeners) listener.dispose();
  }

  async refresh(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    if (editor?.document.languageId !== LANGUAGE) {
      this.item.hide();
      return;
    }
    const { document, selection } = editor;
    const { health } = this.server;
    const report = health.kind === "running" ? await this.documents.report(document.uri) : undefined;
    const routine = report && routineAt(report, selection.active.line + 1);
    const { core, board } = serverSettings(document.uri);
    this.item.text = textOf(health, routine, core, board);
    const tooltip = tooltipOf(health, routine, core, board, vscode.workspace.isTrusted);
    this.item.tooltip = tooltip;
    this.item.accessibilityInformation = { label: tooltip.replaceAll("\n", ". "), role: "button" };
    this.item.command = health.kind === "running" ? "relolens.chooseMachine" : "relolens.showLog";
    this.item.backgroundColor =
      health.kind === "failed" ? new vscode.ThemeColor("statusBarItem.errorBackground") : undefined;
    this.item.show();
  }
}

export function textOf(health: Health, routine: Routine | undefined, core: string, board: string): string {
  switch (health.kind) {
    case "starting":
      return "$(loading~spin) Relolens";
    case "running": {
      const what = routine ? `${routine.name}: ${shortVerdict(routine.mmu)}` : "Relolens";
      const machine = [core, board].filter(Boolean).join("/");
      return `$(circuit-board) ${what}${machine ? ` · ${machine}` : ""}`;
    }
    case "stopped":
      return "$(circle-slash) Relolens";
    case "failed":
      return "$(error) Relolens";
  }
}

export function tooltipOf(
  health: Health,
  routine: Routine | undefined,
  core: string,
  board: string,
  trusted: boolean,
): string {
  const lines = [
    "Relolens",
    ...(routine ? [`${routine.name}: ${verdict(routine.mmu)}`] : []),
    `Core: ${core || "as the routine's run clause or profile says"}`,
    `Board: ${board || "as the routine's run clause or profile says"}`,
  ];
  if (!trusted) lines.push("The workspace is not trusted: routines are analysed, not run.");
  if (health.kind === "running") {
    lines.push(`Server: Java ${health.java.major} (${health.java.origin})`, "Click to choose core and board.");
  } else {
    lines.push(health.kind === "failed" ? health.why : `Server: ${health.kind}`, "Click for the log.");
  }
  return lines.join("\n");
}
