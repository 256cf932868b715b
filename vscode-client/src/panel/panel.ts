/** The report panel: one for each document, drawn anew when its report changes. */
import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import type { ComparisonRow } from "../data";
import type { Documents } from "../documents";
import { panelModel, type PanelModel } from "./model";
import { exportedPage, type Page, panelBody, panelPage } from "./page";

export interface PanelWork {
  run(uri: vscode.Uri): Promise<void>;
  compare(uri: vscode.Uri): Promise<readonly ComparisonRow[] | undefined>;
}

export class ReportPanels implements vscode.Disposable {
  private readonly panels = new Map<string, ReportPanel>();
  private readonly listener: vscode.Disposable;

  constructor(
    private readonly documents: Documents,
    private readonly work: PanelWork,
    private readonly version: string,
  ) {
    this.listener = documents.onDidChange((uri) => void this.panels.get(uri.toString())?.draw());
  }

  /** Opens or reveals the panel of a document; `section` is scrolled to. */
  async show(uri: vscode.Uri): Promise<ReportPanel> {
    const key = uri.toString();
    let panel = this.panels.get(key);
    if (panel) panel.reveal();
    else {
      panel = new ReportPanel(uri, this.documents, this.work, this.version);
      this.panels.set(key, panel);
      panel.onDidDispose(() => this.panels.delete(key));
    }
    await panel.draw();
    return panel;
  }

  dispose(): void {
    this.listener.dispose();
    for (const panel of this.panels.values()) panel.dispose();
  }
}

export class ReportPanel {
  private readonly panel: vscode.WebviewPanel;
  private comparison: readonly ComparisonRow[] | undefined;
  private busy: string | undefined;
  private model: PanelModel | undefined;
  private drawn = false;

  constructor(
    private readonly uri: vscode.Uri,
    private readonly documents: Documents,
    private readonly work: PanelWork,
    private readonly version: string,
  ) {
    this.panel = vscode.window.createWebviewPanel(
      "relolens.report",
      `Report: ${uri.path.split("/").at(-1) ?? ""}`,
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      { enableScripts: true, localResourceRoots: [] },
    );
    this.panel.webview.onDidReceiveMessage((message: unknown) => void this.receive(message));
  }

  get onDidDispose(): vscode.Event<void> {
    return this.panel.onDidDispose;
  }

  reveal(): void {
    this.panel.reveal(undefined, true);
  }

  dispose(): void {
    this.panel.dispose();
  }

  async draw(): Promise<void> {
    const report = await this.documents.report(this.uri);
    // While an edit is analysed the last report stays in sight.
    if (report) {
      const model = panelModel(report, (await vscode.workspace.openTextDocument(this.uri)).getText());
      this.model = model.stale ? { ...model, listings: this.model?.listings ?? [] } : model;
    }
    const page = this.page();
    if (!page) return;
    // Once the page is there only its content is replaced: a new page would lose place and focus.
    if (this.drawn) await this.panel.webview.postMessage({ body: panelBody(page) });
    else this.panel.webview.html = panelPage(page, randomBytes(16).toString("base64"));
    this.drawn = true;
  }

  private page(): Page | undefined {
    return (
      this.model && {
        model: this.model,
        comparison: this.comparison,
        mayRun: vscode.workspace.isTrusted,
        busy: this.busy,
      }
    );
  }

  async compare(): Promise<void> {
    await this.during("Comparing strategies…", async () => {
      this.comparison = (await this.work.compare(this.uri)) ?? this.comparison;
    });
    await this.panel.webview.postMessage({ section: "strategies" });
  }

  private async receive(message: unknown): Promise<void> {
    const { line, command } = message as { line?: unknown; command?: unknown };
    if (typeof line === "number") await this.goTo(line);
    else if (command === "ready")
      await this.draw(); // a page that was hidden begins with what it began with
    else if (command === "run") await this.during("Running…", () => this.work.run(this.uri));
    else if (command === "compare") await this.compare();
    else if (command === "export") await this.export();
  }

  private async during(busy: string, work: () => Promise<void>): Promise<void> {
    this.busy = busy;
    await this.draw();
    try {
      await work();
    } catch (error) {
      void vscode.window.showErrorMessage(`Relolens: ${error instanceof Error ? error.message : String(error)}`);
    } finally {
      this.busy = undefined;
      await this.draw();
    }
  }

  private async goTo(line: number): Promise<void> {
    const at = new vscode.Range(line - 1, 0, line - 1, 0);
    const shown = vscode.window.visibleTextEditors.find((e) => e.document.uri.toString() === this.uri.toString());
    await vscode.window.showTextDocument(this.uri, {
      selection: at,
      viewColumn: shown?.viewColumn ?? vscode.ViewColumn.One,
    });
  }

  private async export(): Promise<void> {
    if (!this.model) return;
    const out = await vscode.window.showSaveDialog({
      title: "Export report",
      defaultUri: vscode.Uri.file(`${this.uri.fsPath}.html`),
      filters: { "HTML page": ["html"] },
    });
    if (!out) return;
    const page = exportedPage(
      { model: this.model, comparison: this.comparison, mayRun: true, busy: undefined },
      `Relolens ${this.version}`,
    );
    await vscode.workspace.fs.writeFile(out, new TextEncoder().encode(page));
    void vscode.window.showInformationMessage(`Relolens: wrote ${out.fsPath}.`);
  }
}
