/** Analyses that the user asks for beyond the open files: they run the jar as the command line would. */
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import * as vscode from "vscode";
import { findJava } from "./java";
import { analysis, jarOf, type AnalysisTarget } from "./launch";
import { thisMachine } from "./machine";
import { findingsOf, type Finding } from "./report";
import { javaHome, serverSettings, virtualMachineArguments } from "./settings";

/** Exit codes of `relolens analyze` that leave a report: clean, findings, some input not analysable. */
const WITH_REPORT = [0, 1, 3];

export class Analyses {
  constructor(
    private readonly extensionPath: string,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  /** Findings by file of a whole folder; undefined if cancelled. */
  async ofFolder(folder: vscode.Uri, token: vscode.CancellationToken): Promise<Finding[] | undefined> {
    const scratch = await mkdtemp(path.join(tmpdir(), "relolens-"));
    try {
      const out = path.join(scratch, "report.json");
      const finished = await this.write(
        { path: folder.fsPath, root: folder.fsPath, format: "json", out, mayRun: vscode.workspace.isTrusted },
        folder,
        token,
      );
      return finished ? findingsOf(await readFile(out, "utf8")) : undefined;
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  }

  /** Writes a report; false if cancelled. Throws with the tool's own words if there is none. */
  async write(target: AnalysisTarget, scope: vscode.Uri, token: vscode.CancellationToken): Promise<boolean> {
    const java = await findJava(javaHome(), thisMachine);
    const launch = analysis(java, virtualMachineArguments(), jarOf(this.extensionPath), target, serverSettings(scope));
    this.log.info(`${launch.command} ${launch.args.join(" ")}`);
    return new Promise((resolve, reject) => {
      const child = spawn(launch.command, launch.args, { cwd: target.root, stdio: ["ignore", "ignore", "pipe"] });
      const cancellation = token.onCancellationRequested(() => child.kill());
      let problems = "";
      child.stderr.setEncoding("utf8").on("data", (text: string) => {
        problems += text;
      });
      child.on("error", (error) => {
        cancellation.dispose();
        reject(error);
      });
      child.on("close", (code) => {
        cancellation.dispose();
        for (const line of problems.split("\n").filter(Boolean)) this.log.info(line);
        if (token.isCancellationRequested) resolve(false);
        else if (code !== null && WITH_REPORT.includes(code)) resolve(true);
        else reject(new Error(problems.trim().split("\n").at(-1) ?? `exit code ${String(code)}`));
      });
    });
  }
}
