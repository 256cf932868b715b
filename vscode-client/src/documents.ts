/** What the server knows of each open document, asked for once after each analysis. */
import * as vscode from "vscode";
import { documentReport, type DocumentReport } from "./data";
import { LANGUAGE } from "./settings";

/** The part of the server that this needs. */
export interface Asks {
  readonly onDidAnalyse: vscode.Event<vscode.Uri>;
  request(method: string, params: unknown, token?: vscode.CancellationToken): Promise<unknown>;
}

export class Documents implements vscode.Disposable {
  private readonly reports = new Map<string, Promise<DocumentReport | undefined>>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  /** A document's report changed, or it was closed. */
  readonly onDidChange = this.changed.event;
  private readonly listeners: vscode.Disposable[];

  constructor(
    private readonly server: Asks,
    private readonly log: Pick<vscode.LogOutputChannel, "warn">,
  ) {
    this.listeners = [
      server.onDidAnalyse((uri) => {
        this.forget(uri);
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        if (document.languageId === LANGUAGE) this.forget(document.uri);
      }),
    ];
  }

  /** The newest report; undefined while there is none. */
  async report(uri: vscode.Uri): Promise<DocumentReport | undefined> {
    const key = uri.toString();
    let asked = this.reports.get(key);
    if (!asked) {
      asked = this.ask(uri);
      this.reports.set(key, asked);
    }
    return asked;
  }

  dispose(): void {
    for (const listener of this.listeners) listener.dispose();
    this.changed.dispose();
  }

  private async ask(uri: vscode.Uri): Promise<DocumentReport | undefined> {
    try {
      return documentReport(await this.server.request("relolens/report", { textDocument: { uri: uri.toString() } }));
    } catch (error) {
      // An edit meanwhile, or no server: the next analysis asks again.
      this.log.warn(`report of ${uri.fsPath}: ${String(error)}`);
      this.reports.delete(uri.toString());
      return undefined;
    }
  }

  private forget(uri: vscode.Uri): void {
    this.reports.delete(uri.toString());
    this.changed.fire(uri);
  }
}

/** What the server is told of; documents that it makes itself are of other schemes. */
const SCHEMES = ["file", "untitled"];

/** The assembly documents that are open, those in sight first. */
export function openAssembly(): vscode.TextDocument[] {
  const visible = vscode.window.visibleTextEditors.map((editor) => editor.document);
  return [...new Set([...visible, ...vscode.workspace.textDocuments])].filter(
    (d) => d.languageId === LANGUAGE && SCHEMES.includes(d.uri.scheme),
  );
}

/** The editor in use if it shows assembly; else the user is told what is missing. */
export function assemblyEditor(): vscode.TextEditor | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.languageId === LANGUAGE) return editor;
  void vscode.window.showInformationMessage("Relolens: open an arm64 assembly file first.");
  return undefined;
}
