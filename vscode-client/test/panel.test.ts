import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { lineCosts, heatOf, HOTTEST } from "../src/costs";
import type { ComparisonRow } from "../src/data";
import { panelModel } from "../src/panel/model";
import { exportedPage, type Page, panelPage } from "../src/panel/page";
import { strategies } from "../src/panel/strategies";
import { OFF, ON, REPORT, TEXT } from "./sample";

const model = panelModel(REPORT, TEXT);
const page: Page = { model, comparison: undefined, mayRun: true, busy: undefined };
const ROW: ComparisonRow = {
  strategy: "mmu-off",
  title: "MMU off",
  core: "cortex-a72",
  board: "stingray",
  imageBytes: 25_000_000,
  seconds: 0.44,
  secondsLow: 0.25,
  secondsHigh: 0.45,
  microsecondsPerPage: 72.1,
  setupSeconds: 0,
  pageTableBytes: 0,
  feasible: true,
  basis: "fit",
  note: "as Linux did up to 5.15",
};

/** Cells of the rows of `text` that contain `part`, without their markup. */
function cells(text: string, part: string): string[][] {
  return [...text.matchAll(/<tr>.*?<\/tr>/gs)]
    .map(([row]) => row)
    .filter((row) => row.includes(part))
    .map((row) =>
      [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell]) =>
        (cell ?? "")
          .replace(/<title>.*?<\/title>|<[^>]+>/gs, "")
          .replace(/\s+/g, " ")
          .trim(),
      ),
    );
}

describe("costs of lines", () => {
  test("are shares of the run, with the cause that most cycles went to", () => {
    const cost = lineCosts(OFF, "a.S").get(2);
    assert.equal(cost?.share, 0.99);
    assert.equal(cost.mainCause, "device");
    assert.equal(cost.causes.get("issue"), 90);
    assert.equal(cost.heat, HOTTEST);
    assert.equal(lineCosts(OFF, "a.S").get(3)?.mainCause, "issue");
  });
  test("of the gutter are the hottest of all runs, and say so of each", () => {
    const heat = heatOf(REPORT);
    assert.equal(heat.get(2)?.heat, HOTTEST);
    assert.equal(heat.get(3)?.heat, 3); // a ninth in the run with the MMU on
    assert.match(heat.get(2)?.text ?? "", /first off: 99.0 % of the cycles, device\n\nfirst on: 90.0 %/);
  });
});

describe("the panel's model", () => {
  test("lists the routines that runs passed through, with the state where it changes", () => {
    assert.deepEqual(
      model.listings.map((listing) => listing.routine.name),
      ["first"],
    );
    assert.deepEqual(
      model.listings[0]?.lines.map((line) => line.state),
      ["", "MMU off D− I?", "", "MMU on D− I?"],
    );
  });
  test("says which runs are still to be done", () => {
    assert.deepEqual(
      model.waiting.map((planned) => planned.routine),
      ["second"],
    );
  });
  test("says when runs are of an older text, and not when there are none", () => {
    assert.equal(model.stale, undefined);
    const edited = panelModel({ ...REPORT, version: 4 }, TEXT);
    assert.match(edited.stale ?? "", /edited since/);
    assert.deepEqual([edited.runs.length, edited.listings.length], [2, 0]);
    const none = { ...REPORT, version: 4, report: { ...REPORT.report, runs: [] } };
    assert.equal(panelModel(none, TEXT).stale, undefined);
  });
  test("sets streaming against pages in a row with the default setting", () => {
    assert.deepEqual(
      model.streaming[0]?.rows.map((row) => row.cells.map((cell) => cell?.ratio)),
      [
        [1, 1.5],
        [1.25, undefined],
      ],
    );
  });
  test("leaves comments at line ends out, which its titles have", () => {
    const [line] = panelModel(REPORT, TEXT.replace("first:", "first: \t// a comment")).listings[0]?.lines ?? [];
    assert.deepEqual([line?.code, line?.text], ["first:", "first: \t// a comment"]);
  });
  test("counts lines by any line end", () => {
    assert.equal(panelModel(REPORT, TEXT.replaceAll("\n", "\r\n")).listings[0]?.lines[1]?.text, "\tldp x8, x9, [x5]");
  });
});

describe("the panel's page", () => {
  const text = panelPage(page, "abc");

  test("has counts, cycles, share and cause of both runs beside the source", () => {
    const [line] = cells(text, "ldp x8");
    assert.deepEqual(line, [
      "2",
      "ldp x8, x9, [x5]",
      "10",
      "990",
      "99 %",
      "device",
      "10",
      "90",
      "90 %",
      "load",
      "MMU off D− I?",
    ]);
  });
  test("sets runs side by side", () => {
    assert.deepEqual(cells(text, ">Per 4 KiB page<")[0], [
      "Per 4 KiB page",
      "81.9 µs (65.5–98.3)",
      "81.9 µs (65.5–98.3)",
    ]);
    assert.deepEqual(cells(text, ">Cycles went to<")[0], [
      "Cycles went to",
      "device 90 %, issue 10 %",
      "load 60 %, issue 30 %, tlb 10 %",
    ]);
  });
  test("escapes all that comes from sources and reports", () => {
    assert.ok(text.includes("a &#60; b") && !text.includes("a < b"));
    assert.ok(text.includes("It &#60;matters&#62;."));
  });
  test("loads nothing and runs its own script only", () => {
    assert.match(
      text,
      /content="default-src &#39;none&#39;; style-src &#39;nonce-abc&#39;; script-src &#39;nonce-abc&#39;"|content="default-src 'none'; style-src 'nonce-abc'; script-src 'nonce-abc'"/,
    );
    assert.doesNotMatch(text, /\sstyle=|\son\w+=|src=|https?:/);
    assert.equal([...text.matchAll(/<script(?! nonce="abc")/g)].length, 0);
  });
  test("can be read without colours and without eyes", () => {
    const tables = [...text.matchAll(/<table.*?<\/table>/gs)].map(([table]) => table);
    assert.ok(tables.length >= 5);
    for (const table of tables) {
      assert.match(table, /<caption/);
      assert.match(table, /<th scope="col"/);
    }
    for (const [svg] of text.matchAll(/<svg[^>]*>/g)) assert.match(svg, /aria-hidden="true"/);
    assert.match(text, /role="status" aria-live="polite"/);
    assert.match(text, /<html lang="en">/);
  });
  test("keeps its buttons from running anything where there is no trust, and says so", () => {
    const untrusted = panelPage({ ...page, mayRun: false }, "abc");
    assert.match(untrusted, /data-command="run"\s+disabled/);
    assert.match(untrusted, /not trusted: nothing of it is run/);
    assert.match(untrusted, /data-command="export">/);
  });
  test("exported is a page without scripts and buttons, with the same tables", () => {
    const exported = exportedPage(page, "Relolens 0.1.0");
    assert.doesNotMatch(exported, /<script|<button|nonce/);
    assert.deepEqual(cells(exported, "ldp x8"), cells(text, "ldp x8"));
    assert.match(exported, /Relolens 0\.1\.0/);
  });
  test("says something sensible of a file without routines and runs", () => {
    const empty = panelModel(
      { ...REPORT, planned: [], report: { ...REPORT.report, routines: [], runs: [], findings: [] } },
      "",
    );
    const shown = panelPage({ ...page, model: empty }, "abc");
    assert.match(shown, /No routine was found/);
    assert.match(shown, /Nothing was run yet\./);
  });
});

describe("the chart of strategies", () => {
  const slow = { ...ROW, title: "slow" };
  const fast = { ...ROW, title: "fast", seconds: 0.022, secondsLow: 0.022, secondsHigh: 0.022 };
  const text = strategies([slow, fast, { ...fast, title: "elsewhere", core: "cortex-a53" }]).text;

  test("has a table for each machine and image", () => {
    assert.deepEqual(
      [...text.matchAll(/<caption>\s*(.*?)\s*<\/caption>/g)].map(([, caption]) => caption),
      ["Image of 25 MB on cortex-a72, stingray", "Image of 25 MB on cortex-a53, stingray"],
    );
  });
  test("draws bars to one scale, and writes each time", () => {
    const widths = [...text.matchAll(/class="value"[^>]*width="([\d.]+)"/g)].map(([, width]) => Number(width));
    assert.ok(Math.abs((widths[0] ?? 0) / (widths[1] ?? 1) - 20) < 0.5, String(widths));
    assert.deepEqual(cells(text, ">slow<")[0]?.slice(1, 4), ["440 ms (250 ms–450 ms)", "", "72.1 µs"]);
    assert.equal(cells(text, ">fast<")[0]?.[1], "22.0 ms");
  });
  test("does not call a strategy fast that is not feasible", () => {
    assert.match(strategies([{ ...ROW, feasible: false }]).text, /not feasible/);
  });
});

describe("a run with streaming", () => {
  test("shows its matrix, what was not measured as a dash", () => {
    assert.deepEqual(cells(panelPage(page, "n"), "×1.25"), [["off", "×1.25", "—"]]);
    assert.equal(model.streaming[0]?.run, ON);
  });
});
