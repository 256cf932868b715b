/** Dims what the preprocessor leaves out. */
import * as vscode from "vscode";
import type { InactiveRegions } from "./client";

export class Inactive implements vscode.Disposable {
  private readonly dimmed = vscode.window.createTextEditorDecorationType({ opacity: "0.55", isWholeLine: true });
  private readonly regions = new Map<string, vscode.Range[]>();
  private readonly listeners: vscode.Disposable[];

  constructor(found: vscode.Event<InactiveRegions>) {
    this.listeners = [
      found(({ uri, regions }) => {
        // Ends are exclusive; a decoration of whole lines has its last line in it.
        const ranges = regions.map(({ start, end }) => new vscode.Range(start.line, 0, end.line - 1, 0));
        this.regions.set(vscode.Uri.parse(uri).toString(), ranges);
        this.show();
      }),
      vscode.window.onDidChangeVisibleTextEditors(() => {
        this.show();
      }),
      vscode.workspace.onDidCloseTextDocument((document) => this.regions.delete(document.uri.toString())),
    ];
  }

  dispose(): void {
    for (const listener of this.listeners) listener.dispose();
    this.dimmed.dispose();
  }

  private show(): void {
    for (const editor of vscode.window.visibleTextEditors) {
      const ranges = this.regions.get(editor.document.uri.toString());
      if (ranges) editor.setDecorations(this.dimmed, ranges);
    }
  }
}
