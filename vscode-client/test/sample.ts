/** A report as the server gives it, small: one routine with runs off and on, one without. */
import type { DocumentReport, Report, Run } from "../src/data";

export const TEXT = `first:
\tldp x8, x9, [x5]
\tdc civac, x7
\tret
second:
\tnop
`;

function run(name: string, mmu: string, cycles: number, stall: Record<string, number>): Run {
  return {
    routine: "first",
    name,
    file: "a.S",
    core: "cortex-a53",
    board: "rk3399",
    mmu,
    outcome: "ok",
    detail: "all 6,104 pages in place",
    instructions: 30,
    cycles: cycles + 10,
    seconds: 0.5,
    secondsLow: 0.4,
    secondsHigh: 0.6,
    bytes: 25_001_984,
    exact: false,
    model: { calibrated: [], estimates: ["a", "b"] },
    lines: [
      { file: "a.S", line: 2, count: 10, cycles, stall },
      { file: "a.S", line: 3, count: 10, cycles: 10, stall: {} },
      { file: "b.h", line: 2, count: 1, cycles: 0, stall: {} },
    ],
  };
}

export const OFF = run("off", "off", 990, { device: 900 });
export const ON: Run = {
  ...run("on", "on", 90, { load: 60, tlb: 10 }),
  streaming: {
    sensitivity: 1.5,
    settings: [
      { setting: "default", layout: "contiguous", cycles: 100 },
      { setting: "default", layout: "scattered", cycles: 150 },
      { setting: "off", layout: "contiguous", cycles: 125 },
    ],
    verdict: "It <matters>.",
  },
};

const state = (line: number, mmu: string): Report["lines"][number] => ({
  file: "a.S",
  line,
  routine: "first",
  state: { mmu, dcache: "off", icache: "unknown", el: "1", pending: [] },
});

export const REPORT: DocumentReport = {
  uri: "file:///w/a.S",
  version: 3,
  ran: 3,
  name: "a.S",
  root: "/w",
  report: {
    schema: "relolens-report/1",
    findings: [
      { rule: "C03", name: "bad", severity: "error", file: "a.S", line: 3, message: "a < b", routine: "first" },
    ],
    routines: [
      {
        name: "first",
        file: "a.S",
        line: 1,
        endLine: 4,
        abi: "",
        mmu: "on-only",
        mmuReasons: [{ side: "off", line: 2, message: "unaligned" }],
        assuming: [],
        footprint: { bytes: 12 },
      },
      {
        name: "second",
        file: "a.S",
        line: 5,
        endLine: 6,
        abi: "",
        mmu: "agnostic",
        mmuReasons: [],
        assuming: [],
        footprint: { bytes: 4 },
      },
    ],
    lines: [state(2, "off"), state(3, "off"), state(4, "on")],
    runs: [OFF, ON],
  },
  planned: [
    { routine: "first", name: "off", mmu: "off", by: "comment", file: "/w/a.S", line: 1, text: "run off: mmu=off" },
    { routine: "first", name: "on", mmu: "on", by: "comment", file: "/w/a.S", line: 1, text: "run on: mmu=on" },
    { routine: "second", name: "x", mmu: "on", by: "profile", file: "p", line: 1, text: "run x: mmu=on" },
  ],
};
