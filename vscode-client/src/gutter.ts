/** After a run: how hot a line was, as a bar in the gutter and a stripe on the overview ruler. */
import * as vscode from "vscode";
import { heatOf, HOTTEST } from "./costs";
import { isFresh } from "./data";
import type { Documents } from "./documents";
import { gutterHeat, LANGUAGE } from "./settings";

export class Gutter implements vscode.Disposable {
  private readonly levels = Array.from({ length: HOTTEST }, (_, i) => decoration(i + 1));
  private readonly listeners: vscode.Disposable[];

  constructor(private readonly documents: Documents) {
    const all = (): void => {
      for (const editor of vscode.window.visibleTextEditors) void this.decorate(editor);
    };
    this.listeners = [
      documents.onDidChange(all),
      vscode.window.onDidChangeVisibleTextEditors(all),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration("relolens.gutterHeat")) all();
      }),
      // What is stale is gone at once, not only after the next analysis.
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (document.languageId !== LANGUAGE || contentChanges.length === 0) return;
        for (const editor of vscode.window.visibleTextEditors) {
          if (editor.document === document) this.clear(editor);
        }
      }),
    ];
    all();
  }

  dispose(): void {
    for (const listener of this.listeners) listener.dispose();
    for (const level of this.levels) level.dispose();
  }

  private clear(editor: vscode.TextEditor): void {
    for (const level of this.levels) editor.setDecorations(level, []);
  }

  private async decorate(editor: vscode.TextEditor): Promise<void> {
    if (editor.document.languageId !== LANGUAGE) return;
    const report = await this.documents.report(editor.document.uri);
    const fresh = report && isFresh(report) && report.version === editor.document.version;
    if (!fresh || !gutterHeat(editor.document.uri)) {
      this.clear(editor);
      return;
    }
    const byLevel = this.levels.map((): vscode.DecorationOptions[] => []);
    for (const [line, { heat, text }] of heatOf(report)) {
      const range = new vscode.Range(line - 1, 0, line - 1, 0);
      byLevel[heat - 1]?.push({ range, hoverMessage: text });
    }
    this.levels.forEach((level, i) => {
      editor.setDecorations(level, byLevel[i] ?? []);
    });
  }
}

/** The bar's height tells the heat as well as its colour does. */
function decoration(level: number): vscode.TextEditorDecorationType {
  const options: vscode.DecorationRenderOptions = { gutterIconPath: icon(level), gutterIconSize: "contain" };
  if (level >= HOTTEST / 2) {
    options.overviewRulerColor = new vscode.ThemeColor("relolens.heat");
    options.overviewRulerLane = vscode.OverviewRulerLane.Left;
  }
  return vscode.window.createTextEditorDecorationType(options);
}

export function icon(level: number): vscode.Uri {
  const height = Math.round((16 * level) / HOTTEST);
  const colour = `hsl(${45 - 5 * level}, 90%, 50%)`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16"><rect x="5" y="${16 - height}" width="6" height="${height}" fill="${colour}"/></svg>`;
  return vscode.Uri.parse(`data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`);
}
