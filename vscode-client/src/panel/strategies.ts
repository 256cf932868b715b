/** The comparison of strategies as a chart that is a table: a bar for the nominal time, a whisker for its range. */
import type { ComparisonRow } from "../data";
import { bytes, seconds, significant } from "../words";
import { markup, type Html } from "./html";

const WIDTH = 240;

export function strategies(rows: readonly ComparisonRow[]): Html {
  const groups = new Map<string, ComparisonRow[]>();
  for (const row of rows) {
    const title = `Image of ${bytes(row.imageBytes)} on ${row.core}, ${row.board}`;
    groups.set(title, [...(groups.get(title) ?? []), row]);
  }
  return markup`${[...groups].map(([title, group]) => chart(title, group))}`;
}

function chart(title: string, rows: readonly ComparisonRow[]): Html {
  const longest = Math.max(...rows.map((row) => Math.max(row.seconds, row.secondsHigh)));
  return markup`<div class="frame">
    <table class="plain chart">
      <caption>
        ${title}
      </caption>
      <thead>
        <tr>
          <th scope="col">Strategy</th>
          <th scope="col" class="number">Time</th>
          <th scope="col">Time, low to high</th>
          <th scope="col" class="number">Per page</th>
          <th scope="col" class="number">Set up</th>
          <th scope="col" class="number">Tables</th>
          <th scope="col">Basis</th>
          <th scope="col">Note</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            markup`<tr>
              <th scope="row">${row.title}</th>
              <td class="number">${row.feasible ? time(row) : "not feasible"}</td>
              <td>${bar(row, longest)}</td>
              <td class="number">${row.microsecondsPerPage > 0 ? `${significant(row.microsecondsPerPage)} µs` : "—"}</td>
              <td class="number">${row.setupSeconds > 0 ? seconds(row.setupSeconds) : "—"}</td>
              <td class="number">${row.pageTableBytes > 0 ? bytes(row.pageTableBytes) : "—"}</td>
              <td>${row.basis}</td>
              <td>${row.note}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function time(row: ComparisonRow): string {
  const band = row.secondsHigh > row.secondsLow * 1.005;
  return `${seconds(row.seconds)}${band ? ` (${seconds(row.secondsLow)}–${seconds(row.secondsHigh)})` : ""}`;
}

function bar(row: ComparisonRow, longest: number): Html {
  const x = (s: number): string => (longest > 0 ? (s / longest) * (WIDTH - 2) : 0).toFixed(1);
  return markup`<svg width="${WIDTH}" height="12" aria-hidden="true">
    <rect class="value" x="0" y="1" width="${x(row.seconds)}" height="10" />
    <line x1="${x(row.secondsLow)}" x2="${x(row.secondsHigh)}" y1="6" y2="6" />
  </svg>`;
}
