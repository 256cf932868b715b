/** Makes the editor ask for hints anew after a run. */
import * as vscode from "vscode";
import type { DocumentReport } from "./data";
import type { Documents } from "./documents";
import { LANGUAGE } from "./settings";

/**
 * The server asks for that itself, which is enough for VS Code. Theia (1.74) drops what providers say of changed hints, but
 * asks again when the set of providers changes: so one comes and goes.
 */
export class HintRefresh implements vscode.Disposable {
  private readonly runs = new Map<string, string>();
  private readonly listener: vscode.Disposable;

  constructor(documents: Documents) {
    this.listener = documents.onDidChange(async (uri) => {
      const report = await documents.report(uri);
      const now = report ? key(report) : "";
      const before = this.runs.get(uri.toString()) ?? "";
      if (report) this.runs.set(uri.toString(), now);
      if (report && now !== before) {
        vscode.languages.registerInlayHintsProvider({ language: LANGUAGE }, { provideInlayHints: () => [] }).dispose();
      }
    });
  }

  dispose(): void {
    this.listener.dispose();
  }
}

function key({ ran, report }: DocumentReport): string {
  return report.runs.map((run) => [ran, run.routine, run.name, run.core, run.board, run.cycles].join()).join(";");
}
