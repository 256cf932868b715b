/** What the report panel shows, worked out of a document's report and text. Pure: knows neither HTML nor the editor. */
import { type Cause, causesOf, CAUSES, type LineCost, lineCosts } from "../costs";
import type { DocumentReport, LineState, PlannedRun, ReportFinding, Routine, Run, Streaming } from "../data";
import { isFresh } from "../data";
import { outcome, perPage, plural, time, verdict, whole } from "../words";

export interface PanelModel {
  readonly title: string;
  readonly summary: string;
  /** Why the runs may not hold for the text, or undefined; there are no listings then, since lines have moved. */
  readonly stale: string | undefined;
  readonly routines: readonly RoutineRow[];
  readonly findings: readonly ReportFinding[];
  readonly runs: readonly RunColumn[];
  readonly waiting: readonly PlannedRun[];
  readonly listings: readonly Listing[];
  readonly streaming: readonly StreamingMatrix[];
}

export interface RoutineRow {
  readonly routine: Routine;
  readonly verdict: string;
  readonly reasons: readonly string[];
}

export interface RunColumn {
  readonly run: Run;
  readonly title: string;
  /** Row headings with their texts; the same headings in the same order for each run. */
  readonly facts: readonly (readonly [string, string])[];
  readonly causes: readonly { cause: Cause; cycles: number; share: number }[];
}

export interface Listing {
  readonly routine: Routine;
  readonly runs: readonly Run[];
  readonly lines: readonly ListingLine[];
}

export interface ListingLine {
  readonly line: number;
  readonly text: string;
  /** The text without the comment at its end. */
  readonly code: string;
  /** Where it differs from the line before. */
  readonly state: string;
  readonly costs: readonly (LineCost | undefined)[];
  readonly findings: readonly ReportFinding[];
}

/** Cycles of the same instructions by setting of write streaming and layout of the pages. */
export interface StreamingMatrix {
  readonly run: Run;
  readonly verdict: string;
  readonly layouts: readonly string[];
  readonly rows: readonly { setting: string; cells: readonly (StreamingCell | undefined)[] }[];
}

export interface StreamingCell {
  readonly cycles: number;
  /** To the default setting with pages in a row. */
  readonly ratio: number;
}

export function panelModel(report: DocumentReport, text: string): PanelModel {
  const { findings, routines, runs } = report.report;
  const own = runs.filter((run) => run.file === report.name);
  const lines = text.split(/\r\n|\r|\n/);
  const count = (severity: string): number => findings.filter((f) => f.severity === severity).length;
  return {
    title: report.name,
    summary: `${plural(count("error"), "error")}, ${plural(count("warning"), "warning")}, ${plural(count("note"), "note")} in ${plural(routines.length, "routine")}`,
    stale: own.length > 0 && !isFresh(report) ? "The text was edited since these runs: run again." : undefined,
    routines: routines
      .filter((routine) => routine.file === report.name)
      .map((routine) => ({ routine, verdict: verdict(routine.mmu), reasons: reasons(routine) })),
    findings,
    runs: own.map(column),
    waiting: report.planned.filter((p) => !own.some((run) => run.routine === p.routine && run.name === p.name)),
    listings: isFresh(report) ? listings(report, own, lines) : [],
    streaming: own.flatMap((run) => (run.streaming ? [matrix(run, run.streaming)] : [])),
  };
}

function reasons(routine: Routine): string[] {
  return [
    ...routine.mmuReasons.map((r) => `not with the MMU ${r.side}: line ${r.line}: ${r.message}`),
    ...routine.assuming.map((a) => `assuming ${a}`),
  ];
}

function column(run: Run): RunColumn {
  const causes = causesOf(run.lines);
  const total = [...causes.values()].reduce((sum, cycles) => sum + cycles, 0);
  return {
    run,
    title: `${run.routine} ${run.name}`,
    facts: [
      ["MMU", run.mmu],
      ["Core", run.core],
      ["Board", run.board],
      ["Outcome", run.outcome === "ok" ? `ok${run.detail ? `: ${run.detail}` : ""}` : outcome(run)],
      ["Instructions", whole(run.instructions)],
      ["Cycles", whole(run.cycles)],
      ["Time", time(run)],
      ["Per 4 KiB page", perPage(run) ?? "—"],
      ["Stale accesses", (run.stale ?? []).map((s) => `line ${s.line} ${s.message}`).join("; ") || "none found"],
      ["Watched", run.exact ? "every instruction" : "until it repeats, then extrapolated"],
      ["Model", `${whole(run.model.estimates.length)} of its numbers are estimates`],
    ],
    causes: CAUSES.map((cause) => ({
      cause,
      cycles: causes.get(cause) ?? 0,
      share: total > 0 ? (causes.get(cause) ?? 0) / total : 0,
    })),
  };
}

/** Of each routine that a run passed through, its own or another's; that with the dearest line first. */
function listings(report: DocumentReport, runs: readonly Run[], text: readonly string[]): Listing[] {
  const costs = runs.map((run) => ({ run, byLine: lineCosts(run, report.name) }));
  const found = report.report.routines.flatMap((routine) => {
    if (routine.file !== report.name) return [];
    const passing = costs.filter(({ byLine }) =>
      [...byLine.keys()].some((line) => routine.line <= line && line <= routine.endLine),
    );
    if (passing.length === 0) return [];
    const states = statesOf(report, routine);
    let before = "";
    const lines: ListingLine[] = [];
    for (let line = routine.line; line <= Math.min(routine.endLine, text.length); line++) {
      const state = states.get(line) ?? "";
      lines.push({
        line,
        text: text[line - 1] ?? "",
        code: (text[line - 1] ?? "").replace(/\s+(\/\/(?!@).*|\/\*[^*]*\*\/)?\s*$/, ""),
        state: state === before ? "" : state,
        costs: passing.map(({ byLine }) => byLine.get(line)),
        findings: report.report.findings.filter((f) => f.file === report.name && f.line === line),
      });
      if (state) before = state;
    }
    return [{ routine, runs: passing.map(({ run }) => run), lines }];
  });
  return found.sort((a, b) => hottest(b) - hottest(a));
}

function hottest(listing: Listing): number {
  return Math.max(...listing.lines.flatMap((line) => line.costs.map((cost) => cost?.share ?? 0)));
}

function statesOf(report: DocumentReport, routine: Routine): Map<number, string> {
  const states = new Map<number, Set<string>>();
  for (const line of report.report.lines) {
    if (line.file !== report.name || line.routine !== routine.name) continue;
    states.set(line.line, (states.get(line.line) ?? new Set()).add(stateText(line.state)));
  }
  return new Map([...states].map(([line, all]) => [line, [...all].sort().join(" or ")]));
}

/** `MMU off D− I+`: as the hints in the editor say it. */
function stateText(state: LineState["state"]): string {
  const sign = (value: string): string => ({ on: "+", off: "−" })[value] ?? "?";
  const mmu = state.mmu === "unknown" ? "?" : state.mmu;
  const pending = state.pending.length > 0 ? `, pending ${state.pending.join(" ")}` : "";
  return `MMU ${mmu} D${sign(state.dcache)} I${sign(state.icache)}${pending}`;
}

function matrix(run: Run, streaming: Streaming): StreamingMatrix {
  const layouts = [...new Set(streaming.settings.map((s) => s.layout))];
  const settings = [...new Set(streaming.settings.map((s) => s.setting))];
  const cycles = (setting: string, layout: string): number | undefined =>
    streaming.settings.find((s) => s.setting === setting && s.layout === layout)?.cycles;
  const base = cycles("default", "contiguous") ?? streaming.settings[0]?.cycles ?? 0;
  return {
    run,
    verdict: streaming.verdict,
    layouts,
    rows: settings.map((setting) => ({
      setting,
      cells: layouts.map((layout) => {
        const found = cycles(setting, layout);
        return found === undefined ? undefined : { cycles: found, ratio: base > 0 ? found / base : 0 };
      }),
    })),
  };
}
