/** What the extension reads of a `relolens-report/1`. */

export interface Finding {
  readonly rule: string;
  readonly name: string;
  readonly severity: "error" | "warning" | "note";
  readonly file: string;
  /** 1-based, as columns are; ends are exclusive. */
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly message: string;
}

export class BadReport extends Error {}

/** The findings of a report, checked where the editor relies on them. */
export function findingsOf(json: string): Finding[] {
  let report: unknown;
  try {
    report = JSON.parse(json);
  } catch {
    throw new BadReport("the report is not JSON");
  }
  if (!isObject(report) || report.schema !== "relolens-report/1" || !Array.isArray(report.findings)) {
    throw new BadReport("the report is not a relolens-report/1");
  }
  return (report.findings as unknown[]).map(finding);
}

function finding(value: unknown): Finding {
  if (!isObject(value)) throw new BadReport("a finding is not an object");
  const line = number(value, "line", 1);
  const column = number(value, "column", 1);
  const severity = value.severity;
  return {
    rule: text(value, "rule"),
    name: text(value, "name"),
    severity: severity === "error" || severity === "warning" ? severity : "note",
    file: text(value, "file"),
    line,
    column,
    endLine: number(value, "endLine", line),
    endColumn: number(value, "endColumn", column),
    message: text(value, "message"),
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function text(value: Record<string, unknown>, key: string): string {
  const found = value[key];
  return typeof found === "string" ? found : "";
}

/** Lines and columns start at 1; what is missing or below that becomes the fallback. */
function number(value: Record<string, unknown>, key: string, fallback: number): number {
  const found = value[key];
  return typeof found === "number" && Number.isInteger(found) && found >= 1 ? found : fallback;
}
