/** Runs routines by way of the server, which answers with a report and tells everybody that it has a new one. */
import * as vscode from "vscode";
import type { Server } from "./client";
import { comparison, type ComparisonRow, type PlannedRun, type Report, routineAt } from "./data";
import { assemblyEditor, type Documents } from "./documents";
import type { Node } from "./routine-tree";
import type { TestResult } from "./test-explorer";

/** The server's command. */
const RUN = "relolens.run";

export class Runs {
  constructor(
    private readonly server: Pick<Server, "execute">,
    private readonly documents: Pick<Documents, "report">,
  ) {}

  /** All runs of a document. */
  async run(uri: vscode.Uri): Promise<void> {
    await this.execute(RUN, [uri.toString()]);
  }

  /** What the node of the view stands for, or else the routine under the cursor; asks which run if it has several. */
  async routine(node: Node | undefined): Promise<void> {
    if (node?.kind === "run") await this.execute(RUN, [node.uri.toString(), node.planned.routine, node.planned.name]);
    else if (node?.kind === "routine") await this.execute(RUN, [node.uri.toString(), node.routine.name]);
    else if (node) await this.run(node.uri);
    else await this.underCursor();
  }

  async runOne(uri: vscode.Uri, routine: string, run: string, token: vscode.CancellationToken): Promise<TestResult> {
    const report = (await this.execute(RUN, [uri.toString(), routine, run], token)) as Report;
    return {
      run: report.runs.find((r) => r.routine === routine && r.name === run),
      findings: report.findings,
    };
  }

  async compare(uri: vscode.Uri): Promise<readonly ComparisonRow[]> {
    const settings = vscode.workspace.getConfiguration("relolens", uri);
    const image = settings.get<string[]>("compare.images", ["25MB"]);
    return comparison(await this.execute("relolens.compare", [{ image }]));
  }

  private async underCursor(): Promise<void> {
    const editor = assemblyEditor();
    if (!editor) return;
    const { uri } = editor.document;
    const report = await this.documents.report(uri);
    if (!report) return;
    const here = routineAt(report, editor.selection.active.line + 1)?.name;
    const mine = report.planned.filter((planned) => planned.routine === here);
    // A routine without runs of its own is called by one that has some, more often than not.
    const offered = mine.length > 0 ? mine : report.planned;
    const chosen = offered.length > 1 ? await this.choose(offered) : offered[0];
    if (chosen) await this.execute(RUN, [uri.toString(), chosen.routine, ...(chosen.name ? [chosen.name] : [])]);
    else if (offered.length === 0) {
      const create = "Create Contract…";
      const said = `Relolens: ${here ? `${here} has no run` : "there is no routine with a run here"}.`;
      if ((await vscode.window.showInformationMessage(said, create)) === create) {
        await vscode.commands.executeCommand("relolens.createContract");
      }
    }
  }

  private async choose(offered: readonly PlannedRun[]): Promise<{ routine: string; name: string } | undefined> {
    const routines = new Set(offered.map((planned) => planned.routine));
    const picked = await vscode.window.showQuickPick(
      [
        ...[...routines].map((routine) => ({ label: `All runs of ${routine}`, description: "", routine, name: "" })),
        ...offered.map(({ routine, name, mmu, core, board }) => ({
          label: `${routine} ${name}`,
          description: [`MMU ${mmu}`, core, board].filter(Boolean).join(", "),
          routine,
          name,
        })),
      ],
      { title: "Which run?" },
    );
    return picked;
  }

  private async execute(command: string, args: readonly unknown[], token?: vscode.CancellationToken): Promise<unknown> {
    if (!vscode.workspace.isTrusted) throw new Error("nothing is run in a workspace that is not trusted");
    return this.server.execute(command, args, token);
  }
}
