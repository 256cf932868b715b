/** What the server answers to requests of its own, as far as the extension reads it. */
import { BadReport } from "./report";

export interface RunLine {
  readonly file: string;
  readonly line: number;
  readonly count: number;
  readonly cycles: number;
  /** Cycles by cause; `issue` and what goes with it are those of no stall. */
  readonly stall: Readonly<Record<string, number>>;
}

export interface StreamingSetting {
  readonly setting: string;
  readonly layout: string;
  readonly cycles: number;
}

export interface Streaming {
  readonly sensitivity: number;
  readonly settings: readonly StreamingSetting[];
  readonly verdict: string;
}

export interface Run {
  readonly routine: string;
  readonly name: string;
  readonly file: string;
  readonly core: string;
  readonly board: string;
  readonly mmu: string;
  readonly outcome: string;
  readonly detail: string;
  readonly instructions: number;
  readonly cycles: number;
  readonly seconds: number;
  readonly secondsLow: number;
  readonly secondsHigh: number;
  readonly bytes: number;
  readonly exact: boolean;
  readonly model: { readonly calibrated: readonly string[]; readonly estimates: readonly string[] };
  readonly lines: readonly RunLine[];
  readonly streaming?: Streaming;
  /** What the maintenance sanitiser found. */
  readonly stale?: readonly { readonly kind: string; readonly line: number; readonly message: string }[];
}

export interface Routine {
  readonly name: string;
  readonly file: string;
  /** 1-based, as all lines of reports are. */
  readonly line: number;
  readonly endLine: number;
  readonly abi: string;
  readonly mmu: string;
  readonly mmuReasons: readonly { side: string; line: number; message: string }[];
  readonly assuming: readonly string[];
  readonly footprint: { readonly bytes: number };
}

export interface LineState {
  readonly file: string;
  readonly line: number;
  readonly routine: string;
  readonly state: { mmu: string; dcache: string; icache: string; el: string; pending: readonly string[] };
}

export interface ReportFinding {
  readonly rule: string;
  readonly name: string;
  readonly severity: "error" | "warning" | "note";
  readonly file: string;
  readonly line: number;
  readonly message: string;
  readonly routine: string;
}

export interface Report {
  readonly schema: string;
  readonly findings: readonly ReportFinding[];
  readonly routines: readonly Routine[];
  readonly lines: readonly LineState[];
  readonly runs: readonly Run[];
}

/** A run that a routine's contract describes, done or not. */
export interface PlannedRun {
  readonly routine: string;
  readonly name: string;
  readonly mmu: string;
  readonly core?: string;
  readonly board?: string;
  readonly by: "comment" | "sidecar" | "profile";
  readonly file: string;
  readonly line: number;
  readonly text: string;
  readonly expect?: string;
}

/** The answer to `relolens/report`. */
export interface DocumentReport {
  readonly uri: string;
  readonly version: number;
  /** Version of the text that was last run. */
  readonly ran?: number;
  /** The document's name in the report. */
  readonly name: string;
  readonly root: string;
  readonly report: Report;
  readonly planned: readonly PlannedRun[];
}

export interface ComparisonRow {
  readonly strategy: string;
  readonly title: string;
  readonly core: string;
  readonly board: string;
  readonly imageBytes: number;
  readonly seconds: number;
  readonly secondsLow: number;
  readonly secondsHigh: number;
  readonly microsecondsPerPage: number;
  readonly setupSeconds: number;
  readonly pageTableBytes: number;
  readonly feasible: boolean;
  readonly basis: string;
  readonly note: string;
}

/** The cores and boards that runs can be timed for. */
export interface Machines {
  readonly cores: readonly { name: string; title: string }[];
  readonly boards: readonly { name: string; title: string; cores: readonly string[] }[];
}

/** The answer to `relolens/report`, checked where a wrong answer would do harm; undefined for a document not open. */
export function documentReport(answer: unknown): DocumentReport | undefined {
  if (answer === null || answer === undefined) return undefined;
  const found = answer as Partial<DocumentReport>;
  if (found.report?.schema !== "relolens-report/1" || !Array.isArray(found.planned)) {
    throw new BadReport("the server's report is not a relolens-report/1");
  }
  return answer as DocumentReport;
}

/** The rows of the answer to `relolens.compare`. */
export function comparison(answer: unknown): readonly ComparisonRow[] {
  const found = answer as { schema?: unknown; rows?: unknown } | null;
  if (found?.schema !== "relolens-compare/1" || !Array.isArray(found.rows)) {
    throw new BadReport("the server's comparison is not a relolens-compare/1");
  }
  return found.rows as ComparisonRow[];
}

/** Whether the runs are of the text that was analysed. */
export function isFresh(report: DocumentReport): boolean {
  return report.ran === report.version;
}

/** The routine around a 1-based line of the document itself. */
export function routineAt(report: DocumentReport, line: number): Routine | undefined {
  return report.report.routines.find((r) => r.file === report.name && r.line <= line && line <= r.endLine);
}
