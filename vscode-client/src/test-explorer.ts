/** Runs of contracts as tests: each `run` clause is one, and `expect` says how it must end. */
import * as vscode from "vscode";
import { type DocumentReport, type PlannedRun, type ReportFinding, type Run } from "./data";
import { type Documents, openAssembly } from "./documents";
import { outcome, time } from "./words";

export interface RunsTests {
  /** Runs one run of one routine and returns its result, undefined if it was not carried out. */
  runOne(uri: vscode.Uri, routine: string, run: string, token: vscode.CancellationToken): Promise<TestResult>;
}

export interface TestResult {
  readonly run: Run | undefined;
  readonly findings: readonly ReportFinding[];
}

interface Known {
  readonly uri: vscode.Uri;
  readonly planned: PlannedRun;
}

export class TestExplorer implements vscode.Disposable {
  private readonly controller = vscode.tests.createTestController("relolens", "Relolens runs");
  private readonly known = new WeakMap<vscode.TestItem, Known>();
  private readonly listeners: vscode.Disposable[];

  constructor(
    private readonly documents: Documents,
    private readonly work: RunsTests,
  ) {
    // Without trust there are tests to see, and none to run.
    if (vscode.workspace.isTrusted) this.makeRunnable();
    this.controller.resolveHandler = async () => {
      await Promise.all(openAssembly().map((document) => this.discover(document.uri)));
    };
    this.listeners = [
      documents.onDidChange((uri) => void this.discover(uri)),
      vscode.workspace.onDidGrantWorkspaceTrust(() => {
        this.makeRunnable();
      }),
    ];
    for (const document of openAssembly()) void this.discover(document.uri);
  }

  dispose(): void {
    for (const listener of this.listeners) listener.dispose();
    this.controller.dispose();
  }

  private makeRunnable(): void {
    this.controller.createRunProfile("Run", vscode.TestRunProfileKind.Run, (request, token) =>
      this.run(request, token),
    );
  }

  private async discover(uri: vscode.Uri): Promise<void> {
    const open = openAssembly().some((document) => document.uri.toString() === uri.toString());
    const report = open ? await this.documents.report(uri) : undefined;
    if (report) this.show(uri, report);
    else if (!open) this.controller.items.delete(uri.toString());
  }

  private show(uri: vscode.Uri, report: DocumentReport): void {
    if (report.planned.length === 0) {
      this.controller.items.delete(uri.toString());
      return;
    }
    const file = this.controller.createTestItem(uri.toString(), uri.path.split("/").at(-1) ?? "", uri);
    for (const routine of new Set(report.planned.map((planned) => planned.routine))) {
      const parent = this.controller.createTestItem(`${uri.toString()}#${routine}`, routine, uri);
      const place = report.report.routines.find((r) => r.name === routine && r.file === report.name);
      if (place) parent.range = new vscode.Range(place.line - 1, 0, place.line - 1, 0);
      for (const planned of report.planned.filter((p) => p.routine === routine)) {
        const item = this.controller.createTestItem(`${parent.id}/${planned.name}`, `run ${planned.name}`, uri);
        if (planned.by === "comment") item.range = new vscode.Range(planned.line - 1, 0, planned.line - 1, 0);
        else if (parent.range) item.range = parent.range;
        item.description = planned.expect ?? "";
        this.known.set(item, { uri, planned });
        parent.children.add(item);
      }
      file.children.add(parent);
    }
    this.controller.items.add(file);
  }

  private async run(request: vscode.TestRunRequest, token: vscode.CancellationToken): Promise<void> {
    const session = this.controller.createTestRun(request);
    const excluded = new Set(request.exclude ?? []);
    for (const item of leaves(request.include ?? all(this.controller.items), excluded)) {
      const known = this.known.get(item);
      if (!known || token.isCancellationRequested) session.skipped(item);
      else await this.runItem(session, item, known, token);
    }
    session.end();
  }

  private async runItem(
    session: vscode.TestRun,
    item: vscode.TestItem,
    { uri, planned }: Known,
    token: vscode.CancellationToken,
  ): Promise<void> {
    session.started(item);
    const started = Date.now();
    try {
      const { run, findings } = await this.work.runOne(uri, planned.routine, planned.name, token);
      const took = Date.now() - started;
      if (!run) session.errored(item, new vscode.TestMessage("The run was not carried out: see the Problems view."));
      else if (run.outcome === "ok") {
        session.appendOutput(`${planned.routine} ${planned.name}: ${outcome(run)}, ${time(run)} in all\r\n`);
        session.passed(item, took);
      } else {
        const message = failure(run, findings, item);
        session.appendOutput(`failed: ${said(run, findings)}\r\n`);
        session.failed(item, message, took);
      }
    } catch (error) {
      session.errored(item, new vscode.TestMessage(error instanceof Error ? error.message : String(error)));
    }
  }
}

/** Why a run did not end as its contract says. */
function said(run: Run, findings: readonly ReportFinding[]): string {
  const finding = findings.find((f) => f.rule === "K04" && f.message.startsWith(`run ${run.name} of ${run.routine} `));
  return finding?.message ?? outcome(run);
}

function failure(run: Run, findings: readonly ReportFinding[], item: vscode.TestItem): vscode.TestMessage {
  const message = new vscode.TestMessage(said(run, findings));
  if (item.uri && item.range) message.location = new vscode.Location(item.uri, item.range);
  return message;
}

function all(items: vscode.TestItemCollection): vscode.TestItem[] {
  const found: vscode.TestItem[] = [];
  items.forEach((item) => found.push(item));
  return found;
}

function leaves(items: readonly vscode.TestItem[], excluded: ReadonlySet<vscode.TestItem>): vscode.TestItem[] {
  return items
    .filter((item) => !excluded.has(item))
    .flatMap((item) => (item.children.size > 0 ? leaves(all(item.children), excluded) : [item]));
}
