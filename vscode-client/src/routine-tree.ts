/** The view of routines and their runs in the open files. */
import * as vscode from "vscode";
import type { DocumentReport, PlannedRun, Routine, Run } from "./data";
import { isFresh } from "./data";
import { type Documents, openAssembly } from "./documents";
import { outcome, verdict } from "./words";

export type Node =
  | { readonly kind: "file"; readonly uri: vscode.Uri; readonly name: string }
  | { readonly kind: "routine"; readonly uri: vscode.Uri; readonly report: DocumentReport; readonly routine: Routine }
  | {
      readonly kind: "run";
      readonly uri: vscode.Uri;
      readonly planned: PlannedRun;
      readonly run: Run | undefined;
      readonly fresh: boolean;
    };

/** The view; while there is nothing in it, it says what to do. (Welcome contents stay in Theia when there is something.) */
export function routineView(tree: RoutineTree): vscode.Disposable {
  const view = vscode.window.createTreeView("relolens.routines", { treeDataProvider: tree, showCollapseAll: true });
  const say = (): void => {
    const empty = openAssembly().length === 0;
    view.message = empty ? "Open an arm64 assembly file (.S) to see its routines and runs." : "";
  };
  say();
  return vscode.Disposable.from(view, tree.onDidChangeTreeData(say));
}

export class RoutineTree implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly listeners: vscode.Disposable[];

  constructor(private readonly documents: Documents) {
    const refresh = (): void => {
      this.changed.fire(undefined);
    };
    this.listeners = [documents.onDidChange(refresh), vscode.workspace.onDidOpenTextDocument(refresh)];
  }

  dispose(): void {
    for (const listener of this.listeners) listener.dispose();
    this.changed.dispose();
  }

  async getChildren(node?: Node): Promise<Node[]> {
    switch (node?.kind) {
      case undefined:
        return openAssembly().map(({ uri }) => ({ kind: "file", uri, name: uri.path.split("/").at(-1) ?? "" }));
      case "file": {
        const report = await this.documents.report(node.uri);
        if (!report) return [];
        return report.report.routines
          .filter((routine) => routine.file === report.name)
          .map((routine) => ({ kind: "routine", uri: node.uri, report, routine }));
      }
      case "routine":
        return node.report.planned
          .filter((planned) => planned.routine === node.routine.name)
          .map((planned) => ({
            kind: "run",
            uri: node.uri,
            planned,
            run: node.report.report.runs.find((r) => r.routine === planned.routine && r.name === planned.name),
            fresh: isFresh(node.report),
          }));
      case "run":
        return [];
    }
  }

  getTreeItem(node: Node): vscode.TreeItem {
    switch (node.kind) {
      case "file": {
        const item = new vscode.TreeItem(node.name, vscode.TreeItemCollapsibleState.Expanded);
        item.resourceUri = node.uri;
        item.iconPath = vscode.ThemeIcon.File;
        return item;
      }
      case "routine":
        return routineItem(node.uri, node.report, node.routine);
      case "run":
        return runItem(node.planned, node.run, node.fresh);
    }
  }
}

function routineItem(uri: vscode.Uri, report: DocumentReport, routine: Routine): vscode.TreeItem {
  const runs = report.planned.some((planned) => planned.routine === routine.name);
  const item = new vscode.TreeItem(
    routine.name,
    runs ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.None,
  );
  item.description = verdict(routine.mmu);
  item.tooltip = [verdict(routine.mmu), ...routine.mmuReasons.map((r) => `line ${r.line}: ${r.message}`)].join("\n");
  item.iconPath = new vscode.ThemeIcon("symbol-function");
  item.contextValue = runs ? "routine.runnable" : "routine";
  const at = new vscode.Range(routine.line - 1, 0, routine.line - 1, 0);
  item.command = { command: "vscode.open", title: "Show", arguments: [uri, { selection: at }] };
  return item;
}

function runItem(planned: PlannedRun, run: Run | undefined, fresh: boolean): vscode.TreeItem {
  const item = new vscode.TreeItem(`run ${planned.name}`, vscode.TreeItemCollapsibleState.None);
  item.description = run ? `${fresh ? "" : "before the edit: "}${outcome(run)}` : "not run yet";
  item.tooltip = planned.text;
  item.iconPath = new vscode.ThemeIcon(!run ? "circle-outline" : run.outcome === "ok" ? "pass" : "error");
  item.contextValue = "run";
  return item;
}
