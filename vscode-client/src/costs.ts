/** What lines cost: shares of a run, causes, and how hot a line is. Pure. */
import type { DocumentReport, Run, RunLine } from "./data";

/** In the order in which bars show them; `issue` is what no stall explains. */
export const CAUSES = ["issue", "load", "store", "device", "tlb", "barrier", "branch", "fetch", "maintenance"] as const;
export type Cause = (typeof CAUSES)[number];

/** Heat goes from 0 (did not matter) to this. */
export const HOTTEST = 9;

export interface LineCost {
  readonly count: number;
  readonly cycles: number;
  /** Of the run's cycles, 0 to 1. */
  readonly share: number;
  readonly heat: number;
  readonly causes: ReadonlyMap<Cause, number>;
  readonly mainCause: Cause;
}

/** The cost of each 1-based line of `file` that ran. */
export function lineCosts(run: Run, file: string): Map<number, LineCost> {
  const total = run.lines.reduce((sum, line) => sum + line.cycles, 0);
  const byLine = new Map<number, RunLine[]>();
  for (const line of run.lines) {
    if (line.file !== file || line.count === 0) continue;
    byLine.set(line.line, [...(byLine.get(line.line) ?? []), line]);
  }
  const shares = [...byLine].map(([line, parts]) => {
    const causes = causesOf(parts);
    const cycles = parts.reduce((sum, part) => sum + part.cycles, 0);
    const count = parts.reduce((sum, part) => sum + part.count, 0);
    return { line, count, cycles, causes, share: total > 0 ? cycles / total : 0 };
  });
  const top = Math.max(0, ...shares.map(({ share }) => share));
  return new Map(
    shares.map(({ line, ...cost }) => [
      line,
      { ...cost, heat: heat(cost.share, top), mainCause: mainCause(cost.causes, cost.cycles) },
    ]),
  );
}

/** Cycles by cause of some lines together, every cause present. */
export function causesOf(lines: readonly RunLine[]): Map<Cause, number> {
  const causes = new Map<Cause, number>(CAUSES.map((cause) => [cause, 0]));
  for (const line of lines) {
    let stalled = 0;
    for (const cause of CAUSES) {
      if (cause === "issue") continue;
      const cycles = line.stall[cause] ?? 0;
      stalled += cycles;
      causes.set(cause, (causes.get(cause) ?? 0) + cycles);
    }
    causes.set("issue", (causes.get("issue") ?? 0) + Math.max(0, line.cycles - stalled));
  }
  return causes;
}

/** By the square root: a line of a hundredth of the hottest is still told from one that cost nothing. */
function heat(share: number, top: number): number {
  return top > 0 ? Math.round(HOTTEST * Math.sqrt(share / top)) : 0;
}

/** The largest stall, or `issue` if the line waited for nothing most of the time. */
function mainCause(causes: ReadonlyMap<Cause, number>, cycles: number): Cause {
  let top: Cause = "issue";
  let most = 0;
  for (const [cause, spent] of causes) {
    if (cause !== "issue" && spent > most) [top, most] = [cause, spent];
  }
  return most > 0 && most >= cycles - [...causes].reduce((sum, [c, n]) => sum + (c === "issue" ? 0 : n), 0)
    ? top
    : "issue";
}

/** For each 1-based line of the document its greatest heat in any run, and what each run says of it. */
export function heatOf(report: DocumentReport): Map<number, { heat: number; text: string }> {
  const lines = new Map<number, { heat: number; text: string }>();
  for (const run of report.report.runs) {
    for (const [line, cost] of lineCosts(run, report.name)) {
      const said = `${run.routine} ${run.name}: ${(100 * cost.share).toFixed(1)} % of the cycles, ${cost.mainCause}`;
      const before = lines.get(line);
      lines.set(line, {
        heat: Math.max(before?.heat ?? 0, cost.heat),
        text: before ? `${before.text}\n\n${said}` : said,
      });
    }
  }
  return lines;
}
