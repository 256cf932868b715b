/** Numbers and verdicts in words, the same in panel, tree and status bar. */
import type { Run } from "./data";

const PAGE = 4096;

/** `on-only` … as a sentence that needs no colour. */
export function verdict(mmu: string): string {
  switch (mmu) {
    case "agnostic":
      return "right with the MMU on and off";
    case "on-only":
      return "needs the MMU on";
    case "off-only":
      return "needs the MMU off";
    case "neither":
      return "right in neither state";
    default:
      return "not known";
  }
}

/** The same in a word or two, for the status bar. */
export function shortVerdict(mmu: string): string {
  return (
    { agnostic: "MMU on/off", "on-only": "MMU on", "off-only": "MMU off", neither: "MMU: neither" }[mmu] ?? "MMU: ?"
  );
}

export function whole(n: number): string {
  return Math.round(n).toLocaleString("en-US");
}

/** Three significant digits. */
export function significant(value: number): string {
  if (value === 0) return "0";
  const size = Math.abs(value);
  return size >= 1000 ? whole(value) : value.toPrecision(3);
}

export function percent(share: number): string {
  return `${share >= 0.0995 ? (100 * share).toFixed(0) : (100 * share).toFixed(1)} %`;
}

export function seconds(s: number): string {
  if (s >= 1) return `${significant(s)} s`;
  if (s >= 1e-3) return `${significant(s * 1e3)} ms`;
  return `${significant(s * 1e6)} µs`;
}

/** Bytes in the unit that they are a round number of. */
export function bytes(n: number): string {
  if (n >= 1e6 && n % 1e6 === 0) return `${whole(n / 1e6)} MB`;
  if (n >= 1 << 20) return `${significant(n / (1 << 20))} MiB`;
  if (n >= 1 << 10) return `${significant(n / (1 << 10))} KiB`;
  return `${whole(n)} bytes`;
}

/** Microseconds for each 4 KiB that the run moved; undefined if it moved none. */
export function perPage(run: Run): string | undefined {
  if (run.bytes < PAGE) return undefined;
  const pages = run.bytes / PAGE;
  const [nominal, low, high] = [run.seconds, run.secondsLow, run.secondsHigh].map((s) => (s / pages) * 1e6);
  if (nominal === undefined || low === undefined || high === undefined) return undefined;
  return `${significant(nominal)} µs${isBand(run) ? ` (${significant(low)}–${significant(high)})` : ""}`;
}

/** The run's time, with the range that its machine's figures span. */
export function time(run: Run): string {
  return `${seconds(run.seconds)}${isBand(run) ? ` (${seconds(run.secondsLow)}–${seconds(run.secondsHigh)})` : ""}`;
}

function isBand(run: Run): boolean {
  return run.secondsHigh > run.secondsLow * 1.005;
}

/** What a run came to, in one line. */
export function outcome(run: Run): string {
  if (run.outcome !== "ok") return run.detail ? `${run.outcome}: ${run.detail}` : run.outcome;
  return perPage(run)?.replace(" µs", " µs/page") ?? time(run);
}

export function plural(n: number, word: string): string {
  return `${whole(n)} ${word}${n === 1 ? "" : "s"}`;
}
