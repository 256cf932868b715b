/** The modules that talk to the editor, against a fake one; Java is a script that stands in for ours. */
import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, describe, test } from "node:test";
import { Analyses } from "../src/analysis";
import type { Health, Server } from "../src/client";
import { registerCommands } from "../src/commands";
import { Runs } from "../src/runs";
import { Status, tooltipOf } from "../src/status";
import { diagnostic, WorkspaceFindings } from "../src/workspace-findings";
import { REPORT } from "./sample";
import { DiagnosticSeverity, EventEmitter, fake, Position, Uri } from "./fake-vscode";

const log = { info: () => undefined, warn: () => undefined, error: () => undefined, show: () => undefined } as never;
const finding = {
  rule: "C04",
  name: "sctlr-no-isb",
  severity: "error",
  file: "boot/a.S",
  line: 5,
  column: 2,
  endLine: 5,
  endColumn: 8,
  message: "no isb",
} as const;
const source = { uri: Uri.file("/src/boot/a.S"), languageId: "arm64-asm", isUntitled: false, isDirty: false };

let scratch = "";
before(() => {
  scratch = mkdtempSync(join(tmpdir(), "relolens-test-"));
  mkdirSync(join(scratch, "bin"));
});
after(() => {
  rmSync(scratch, { recursive: true });
});
beforeEach(() => {
  fake.reset();
  fake.settings["relolens.java.home"] = scratch;
});

/** A java that knows its version and, asked for anything else, runs `body` with the report's path in $out. */
function javaThat(body: string): void {
  const script = `#!/bin/sh
[ "$1" = -version ] && { echo 'openjdk version "17.0.1"' >&2; exit 0; }
echo "$@" > ${scratch}/arguments
for a; do case $a in --format=*=*) out=\${a#--format=*=};; esac; done
${body}
`;
  writeFileSync(join(scratch, "bin/java"), script);
  chmodSync(join(scratch, "bin/java"), 0o755);
}

describe("findings of a workspace", () => {
  test("count from 1 in the report, from 0 in the editor", () => {
    const made = diagnostic(finding);
    assert.deepEqual([made.range.start.line, made.range.start.character, made.range.end.character], [4, 1, 7]);
    assert.equal(made.severity, DiagnosticSeverity.Error);
    assert.equal(made.code, "C04");
  });
  test("are shown by file, but not where the server speaks for itself", () => {
    const findings = new WorkspaceFindings();
    fake.documents = [{ ...source, uri: Uri.file("/src/open.S") }];
    findings.show(Uri.file("/src") as never, [finding, { ...finding, line: 9 }, { ...finding, file: "open.S" }]);
    assert.deepEqual(
      [...fake.diagnostics].map(([uri, list]) => [uri, list.length]),
      [["file:///src/boot/a.S", 2]],
    );
    findings.dispose();
  });
  test("go away when their file is opened", () => {
    const findings = new WorkspaceFindings();
    findings.show(Uri.file("/src") as never, [finding]);
    fake.open(source);
    assert.equal(fake.diagnostics.size, 0);
    findings.dispose();
  });
});

describe("the status bar", () => {
  const changed = new EventEmitter<Health>();
  const server = { health: { kind: "starting" } as Health, onDidChangeHealth: changed.event };
  const documents = { report: () => Promise.resolve(REPORT), onDidChange: new EventEmitter<unknown>().event };
  const java = { path: "/j", major: 21, origin: "PATH" };

  test("speaks beside assembly only, of the routine under the cursor", async () => {
    const status = new Status(server, documents as never);
    assert.equal(fake.statusItem.visible, false);
    fake.settings["relolens.core"] = "cortex-a53";
    fake.activate({ document: source, selection: { active: new Position(1, 0) } });
    await status.refresh();
    assert.deepEqual([fake.statusItem.visible, fake.statusItem.text], [true, "$(loading~spin) Relolens"]);
    server.health = { kind: "running", java };
    await status.refresh();
    assert.equal(fake.statusItem.text, "$(circuit-board) first: MMU on · cortex-a53");
    assert.match(fake.statusItem.tooltip, /first: needs the MMU on\n[^]*Java 21 \(PATH\)/);
    fake.activate({ document: source, selection: { active: new Position(90, 0) } });
    await status.refresh();
    assert.equal(fake.statusItem.text, "$(circuit-board) Relolens · cortex-a53");
    fake.activate({ document: { ...source, languageId: "c" }, selection: { active: new Position(0, 0) } });
    await status.refresh();
    assert.equal(fake.statusItem.visible, false);
    status.dispose();
  });
  test("says why nothing runs in a workspace without trust", () => {
    assert.match(
      tooltipOf({ kind: "stopped" }, undefined, "", "", false),
      /not trusted: routines are analysed, not run/,
    );
  });
});

describe("commands", () => {
  const asked: unknown[][] = [];
  const server = {
    log,
    restart: () => Promise.resolve(),
    request: (method: string, params: { textDocument: { uri: string } }) =>
      Promise.resolve({ uri: `${method.replace("/", "-")}:/a.S?${params.textDocument.uri}` }),
    execute: (command: string, args: unknown[]) => {
      asked.push([command, ...args]);
      return Promise.resolve(REPORT.report);
    },
  } as unknown as Server;
  const documents = { report: () => Promise.resolve(REPORT) };
  const run = async (name: string, ...args: unknown[]): Promise<void> => {
    asked.length = 0;
    registerCommands({
      server,
      analyses: new Analyses("/ext", log),
      findings: new WorkspaceFindings(),
      documents: documents as never,
      runs: new Runs(server, documents),
      panels: { show: () => Promise.resolve({ compare: () => Promise.resolve() }) } as never,
    });
    await fake.registered.get(`relolens.${name}`)?.(...args);
  };
  const uri = source.uri.toString();

  test("run the routine that the cursor is in, asking which run if it has several", async () => {
    fake.editor = { document: source, selection: { active: new Position(1, 0) } };
    fake.pick = (items) => items[2];
    await run("runRoutine");
    assert.deepEqual(asked, [["relolens.run", uri, "first", "on"]]);
    fake.pick = (items) => items[0];
    await run("runRoutine");
    assert.deepEqual(asked, [["relolens.run", uri, "first"]]);
  });
  test("run without asking what there is only one of", async () => {
    fake.editor = { document: source, selection: { active: new Position(5, 0) } };
    await run("runRoutine");
    assert.deepEqual(asked, [["relolens.run", uri, "second", "x"]]);
  });
  test("run what a node of the view stands for", async () => {
    await run("runRoutine", { kind: "run", uri: source.uri, planned: REPORT.planned[1] });
    assert.deepEqual(asked, [["relolens.run", uri, "first", "on"]]);
  });
  test("run nothing where there is no trust", async () => {
    fake.trusted = false;
    fake.editor = { document: source, selection: { active: new Position(5, 0) } };
    await run("runRoutine");
    assert.deepEqual(asked, []);
    assert.deepEqual(fake.messages, ["Relolens: nothing is run in a workspace that is not trusted"]);
  });
  test("open what the server makes of a document", async () => {
    fake.editor = { document: source, selection: { active: new Position(0, 0) } };
    await run("showExpanded");
    await run("showDisassembly");
    assert.deepEqual(
      fake.executed.map(({ args }) => args[0]),
      [`relolens-expanded:/a.S?${uri}`, `relolens-disassembly:/a.S?${uri}`],
    );
  });
  test("say so when there is nothing to run, or no assembly open", async () => {
    await run("runRoutine");
    fake.editor = { document: source, selection: { active: new Position(1, 0) } };
    documents.report = () => Promise.resolve({ ...REPORT, planned: [] });
    await run("runRoutine");
    documents.report = () => Promise.resolve(REPORT);
    assert.deepEqual(fake.messages, ["Relolens: open an arm64 assembly file first.", "Relolens: first has no run."]);
  });

  test("show the findings of a folder in the Problems view", async () => {
    const report = JSON.stringify({ schema: "relolens-report/1", findings: [finding] });
    javaThat(`printf '%s' '${report}' > "$out"; exit 1`);
    fake.folders = [{ name: "work", uri: Uri.file(scratch) }];
    await run("analyzeWorkspace");
    assert.deepEqual([...fake.diagnostics.keys()], [`file://${scratch}/boot/a.S`]);
    assert.deepEqual(fake.messages, ["Relolens: 1 finding in work."]);
  });
  test("run nothing of a folder without trust", async () => {
    javaThat(`echo '{"schema":"relolens-report/1","findings":[]}' > "$out"`);
    fake.folders = [{ name: "work", uri: Uri.file(scratch) }];
    fake.trusted = false;
    await run("analyzeWorkspace");
    assert.match(readFileSync(join(scratch, "arguments"), "utf8"), / --no-run/);
    assert.deepEqual(fake.messages, ["Relolens: 0 findings in work."]);
  });
  test("pass on the tool's own words when it fails", async () => {
    javaThat("echo 'relolens: --core x: no such core' >&2; exit 2");
    fake.folders = [{ name: "work", uri: Uri.file(scratch) }];
    await run("analyzeWorkspace");
    assert.deepEqual(fake.messages, ["Relolens: relolens: --core x: no such core"]);
  });

  test("export a report in the format of the chosen name, and open it", async () => {
    javaThat('echo report > "$out"');
    fake.editor = {
      document: { ...source, uri: Uri.file(join(scratch, "a.S")) },
      selection: { active: new Position(0, 0) },
    };
    fake.saveTo = Uri.file(join(scratch, "out.txt"));
    await run("exportReport");
    assert.equal(readFileSync(join(scratch, "out.txt"), "utf8"), "report\n");
    assert.match(readFileSync(join(scratch, "arguments"), "utf8"), /--format=text=/);
    assert.deepEqual(fake.executed.at(-1), { command: "showTextDocument", args: [join(scratch, "out.txt")] });
  });
});
