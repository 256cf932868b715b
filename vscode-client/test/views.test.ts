/** What is shown beside the text: routines, tests, gutter; and what is asked of the user. */
import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { Documents } from "../src/documents";
import { Gutter, icon } from "../src/gutter";
import { HintRefresh } from "../src/hint-refresh";
import { boardChoices, pickMachine } from "../src/machine-picker";
import { type Node, RoutineTree } from "../src/routine-tree";
import { type TestResult, TestExplorer } from "../src/test-explorer";
import { EventEmitter, fake, type FakeTest, type TreeItem, Uri } from "./fake-vscode";
import { OFF, REPORT } from "./sample";

const source = { uri: Uri.file("/w/a.S"), languageId: "arm64-asm", isUntitled: false, isDirty: false, version: 3 };
const analysed = new EventEmitter<Uri>();
let asked = 0;
let answer: () => unknown = () => REPORT;
const warnings: string[] = [];

function documents(): Documents {
  const server = {
    onDidAnalyse: analysed.event,
    request: () => {
      asked++;
      return Promise.resolve().then(answer);
    },
  };
  return new Documents(server as never, { warn: (text: string) => warnings.push(text) });
}

/** Lets everything that waits for answers of the fake go on. */
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

beforeEach(() => {
  fake.reset();
  fake.documents = [source];
  asked = 0;
  answer = () => REPORT;
  warnings.length = 0;
});

describe("reports of documents", () => {
  test("are asked for once after each analysis", async () => {
    const all = documents();
    await Promise.all([all.report(source.uri as never), all.report(source.uri as never)]);
    assert.equal(asked, 1);
    analysed.fire(source.uri);
    await all.report(source.uri as never);
    assert.equal(asked, 2);
    all.dispose();
  });
  test("that the server cannot give are asked for again", async () => {
    const all = documents();
    answer = () => {
      throw new Error("edited");
    };
    assert.equal(await all.report(source.uri as never), undefined);
    answer = () => REPORT;
    assert.equal(await all.report(source.uri as never), REPORT);
    assert.equal(warnings.length, 1);
    all.dispose();
  });
  test("of another schema are refused", async () => {
    const all = documents();
    answer = () => ({ ...REPORT, report: { schema: "relolens-report/2" } });
    assert.equal(await all.report(source.uri as never), undefined);
    assert.match(warnings[0] ?? "", /not a relolens-report\/1/);
    all.dispose();
  });
});

describe("the view of routines", () => {
  test("has files, routines with verdicts, runs with results", async () => {
    const all = documents();
    const tree = new RoutineTree(all);
    const rows: string[] = [];
    const walk = async (node: Node | undefined, depth: number): Promise<void> => {
      for (const child of await tree.getChildren(node)) {
        const item = tree.getTreeItem(child) as unknown as TreeItem;
        rows.push(`${" ".repeat(depth)}${item.label}: ${item.description ?? ""}`);
        await walk(child, depth + 1);
      }
    };
    await walk(undefined, 0);
    assert.deepEqual(rows, [
      "a.S: ",
      " first: needs the MMU on",
      "  run off: 81.9 µs/page (65.5–98.3)",
      "  run on: 81.9 µs/page (65.5–98.3)",
      " second: right with the MMU on and off",
      "  run x: not run yet",
    ]);
    tree.dispose();
    all.dispose();
  });
});

describe("the test explorer", () => {
  const explore = async (result: (run: string) => TestResult): Promise<void> => {
    const all = documents();
    const explorer = new TestExplorer(all, { runOne: (_, __, run) => Promise.resolve().then(() => result(run)) });
    await settle();
    await fake.runTests?.({ exclude: [] }, { isCancellationRequested: false });
    explorer.dispose();
    all.dispose();
  };
  const results = (): string[] => fake.testResults.filter((line) => !line.startsWith("started"));

  test("has a test for each run, below its routine", async () => {
    const ids: string[] = [];
    await explore(() => ({ run: OFF, findings: [] }));
    const walk = (item: FakeTest): void => {
      ids.push(`${item.label}@${item.range?.start.line ?? "-"}`);
      item.children.forEach(walk);
    };
    fake.tests.forEach(walk);
    assert.deepEqual(ids, ["a.S@-", "first@0", "run off@0", "run on@0", "second@4", "run x@4"]);
  });
  test("passes runs that end as expected, and fails others with the finding's words", async () => {
    const bad = { ...OFF, outcome: "mismatch", detail: "page 3 differs" };
    const said = { ...REPORT.report.findings[0], rule: "K04", message: "run off of first ended in mismatch: page 3" };
    await explore((run) => ({ run: run === "on" ? OFF : bad, findings: [said as never] }));
    const root = source.uri.toString();
    assert.deepEqual(results(), [
      `failed ${root}#first/off: run off of first ended in mismatch: page 3`,
      `passed ${root}#first/on`,
      `failed ${root}#second/x: run off of first ended in mismatch: page 3`,
      "end",
    ]);
  });
  test("can run nothing where there is no trust, until there is", () => {
    fake.trusted = false;
    const all = documents();
    const explorer = new TestExplorer(all, { runOne: () => Promise.reject(new Error("not now")) });
    assert.equal(fake.runTests, undefined);
    fake.trust();
    assert.ok(fake.runTests);
    explorer.dispose();
    all.dispose();
  });
  test("tells why a run was not carried out", async () => {
    await explore((run) => {
      if (run === "off") throw new Error("nothing is run in a workspace that is not trusted");
      return { run: undefined, findings: [] };
    });
    assert.match(results()[0] ?? "", /errored .*off: nothing is run/);
    assert.match(results()[1] ?? "", /errored .*on: The run was not carried out/);
  });
});

describe("the gutter", () => {
  const shown = new Map<string, number[]>();
  const editor = {
    document: source,
    setDecorations: (type: { options: { gutterIconPath: Uri } }, list: { range: { start: { line: number } } }[]) => {
      shown.set(
        type.options.gutterIconPath.toString(),
        list.map(({ range }) => range.start.line),
      );
    },
  };
  const lines = (level: number): number[] => shown.get(icon(level).toString()) ?? [];

  test("shows heat by level after a run, and nothing of an older text", async () => {
    fake.visibleEditors = [editor];
    const all = documents();
    const gutter = new Gutter(all);
    await settle();
    assert.deepEqual([lines(9), lines(3), lines(5)], [[1], [2], []]);
    answer = () => ({ ...REPORT, version: 4 });
    analysed.fire(source.uri);
    await settle();
    assert.deepEqual([lines(9), lines(3)], [[], []]);
    gutter.dispose();
    all.dispose();
  });
  test("is cleared by the first keystroke, and off when the user wants it off", async () => {
    fake.visibleEditors = [editor];
    const all = documents();
    const gutter = new Gutter(all);
    await settle();
    assert.deepEqual(lines(9), [1]);
    fake.edit(source);
    assert.deepEqual(lines(9), []);
    fake.settings["relolens.gutterHeat"] = false;
    analysed.fire(source.uri);
    await settle();
    assert.deepEqual(lines(9), []);
    gutter.dispose();
    all.dispose();
  });
});

describe("hints", () => {
  test("are asked for anew after a run, and not after a mere analysis", async () => {
    const all = documents();
    const refresh = new HintRefresh(all);
    answer = () => ({ ...REPORT, report: { ...REPORT.report, runs: [] } });
    analysed.fire(source.uri);
    await settle();
    assert.equal(fake.hintProviders, 0);
    answer = () => REPORT;
    analysed.fire(source.uri);
    await settle();
    assert.equal(fake.hintProviders, 1);
    analysed.fire(source.uri);
    await settle();
    assert.equal(fake.hintProviders, 1);
    refresh.dispose();
    all.dispose();
  });
});

describe("the choice of core and board", () => {
  const machines = {
    cores: [{ name: "cortex-a53", title: "small" }],
    boards: [
      { name: "other", title: "o", cores: [] },
      { name: "rk3399", title: "r", cores: ["cortex-a53"] },
    ],
  };
  test("has boards that know the core first", () => {
    assert.deepEqual(
      boardChoices(machines, "cortex-a53").map((choice) => choice.value),
      ["", "rk3399", "other"],
    );
  });
  test("writes both settings, or neither if the user leaves", async () => {
    fake.folders = [{ name: "w", uri: Uri.file("/w") }];
    fake.pick = (items) => items[1];
    await pickMachine(machines, undefined);
    assert.deepEqual(fake.updated, { "relolens.core": "cortex-a53", "relolens.board": "rk3399" });
    fake.updated = {};
    fake.pick = () => undefined;
    await pickMachine(machines, undefined);
    assert.deepEqual(fake.updated, {});
  });
});
