/** The parts of the report panel as HTML: tables first, bars beside their numbers, never colour alone. */
import { type Cause, CAUSES, type LineCost } from "../costs";
import type { ReportFinding } from "../data";
import { outcome, percent, significant, whole } from "../words";
import { markup, type Html } from "./html";
import type { Listing, ListingLine, PanelModel, RunColumn, StreamingMatrix } from "./model";

/** Width of a run's dearest line. */
const LINE_BAR = 120;
const RUN_BAR = 260;

/** How a place in the source is written: a button in the panel, plain text in an exported page. */
export type Place = (line: number, text: string) => Html;

export const button: Place = (line, text) =>
  markup`<button class="line" data-line="${line}" aria-label="Show line ${line} in the editor">${text}</button>`;
export const plain: Place = (_, text) => markup`${text}`;

export function routines(model: PanelModel, place: Place): Html {
  if (model.routines.length === 0) return markup`<p class="dim">No routine was found in this file.</p>`;
  return markup`<div class="frame">
    <table class="plain">
      <caption>
        Routines
      </caption>
      <thead>
        <tr>
          <th scope="col">Routine</th>
          <th scope="col">Lines</th>
          <th scope="col" class="number">Bytes</th>
          <th scope="col">Verdict</th>
          <th scope="col">Why</th>
        </tr>
      </thead>
      <tbody>
        ${model.routines.map(
          ({ routine, verdict, reasons }) =>
            markup`<tr>
              <th scope="row">${routine.name}</th>
              <td>${place(routine.line, `${routine.line}–${routine.endLine}`)}</td>
              <td class="number">${whole(routine.footprint.bytes)}</td>
              <td><span class="badge ${routine.mmu}">${verdict}</span></td>
              <td>${reasons.map((reason) => markup`<div>${reason}</div>`)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

export function findings(all: readonly ReportFinding[], own: string, place: Place): Html {
  if (all.length === 0) return markup`<p class="dim">No findings.</p>`;
  return markup`<div class="frame">
    <table class="plain">
      <caption class="unseen">
        Findings
      </caption>
      <thead>
        <tr>
          <th scope="col">Severity</th>
          <th scope="col">Rule</th>
          <th scope="col">Line</th>
          <th scope="col">Message</th>
        </tr>
      </thead>
      <tbody>
        ${all.map(
          (f) =>
            markup`<tr>
              <td class="${f.severity}">${f.severity}</td>
              <td>${f.rule} ${f.name}</td>
              <td>${f.file === own ? place(f.line, String(f.line)) : `${f.file}:${f.line}`}</td>
              <td>${f.message}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** Runs side by side: MMU off beside on. */
export function runs(columns: readonly RunColumn[]): Html {
  const headings = columns[0]?.facts.map(([heading]) => heading) ?? [];
  return markup`<div class="frame">
    <table class="facts">
      <caption class="unseen">
        Runs side by side
      </caption>
      <thead>
        <tr>
          <td></td>
          ${columns.map((c) => markup`<th scope="col">${c.title}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${headings.map(
          (heading, i) =>
            markup`<tr>
              <th scope="row">${heading}</th>
              ${columns.map((c) => markup`<td>${c.facts[i]?.[1] ?? ""}</td>`)}
            </tr>`,
        )}
        <tr>
          <th scope="row">Cycles went to</th>
          ${columns.map((c) => markup`<td>${causeBar(c.causes, RUN_BAR, 1)}<div>${shares(c)}</div></td>`)}
        </tr>
      </tbody>
    </table>
  </div>`;
}

function shares(column: RunColumn): string {
  return column.causes
    .filter(({ share }) => share >= 0.005)
    .sort((a, b) => b.share - a.share)
    .map(({ cause, share }) => `${cause} ${percent(share)}`)
    .join(", ");
}

/** `scale` 1 fills the width with all cycles. */
function causeBar(parts: readonly { cause: Cause; share: number }[], width: number, scale: number): Html {
  let x = 0;
  const rects = parts.map(({ cause, share }) => {
    const w = Math.min(width - x, share * scale * width);
    const rect =
      w >= 0.3
        ? markup`<rect class="${cause}" x="${x.toFixed(1)}" y="0" width="${w.toFixed(1)}" height="10"><title>${cause} ${percent(share)}</title></rect>`
        : undefined;
    x += w;
    return rect;
  });
  return markup`<svg class="bar" width="${width}" height="10" aria-hidden="true">${rects}</svg>`;
}

export function legend(): Html {
  return markup`<p class="dim" aria-label="Causes of cycles">
    ${CAUSES.map(
      (cause) =>
        markup`<span class="key"
          ><svg width="10" height="10" aria-hidden="true"><rect class="${cause}" width="10" height="10" /></svg>
          ${cause}</span
        >`,
    )}
  </p>`;
}

/** A routine line by line, with the costs of each run that passed through it. */
export function listing(listing: Listing, place: Place): Html {
  const tops = listing.runs.map((_, i) => Math.max(0, ...listing.lines.map((line) => line.costs[i]?.share ?? 0)));
  return markup`<div class="frame" tabindex="0" role="region" aria-label="Listing of ${listing.routine.name}">
    <table class="listing">
      <caption>
        ${listing.routine.name}
      </caption>
      <thead>
        <tr>
          <th scope="col" class="number">Line</th>
          <th scope="col">Source</th>
          ${listing.runs.map(
            (run) =>
              markup`<th scope="col" class="number group">${run.name}: count</th>
                <th scope="col" class="number">cycles</th>
                <th scope="col" class="number">share</th>
                <th scope="col">cause</th>`,
          )}
          <th scope="col">State before</th>
        </tr>
      </thead>
      <tbody>
        ${listing.lines.map((line) => row(line, tops, place))}
      </tbody>
    </table>
  </div>`;
}

function row(line: ListingLine, tops: readonly number[], place: Place): Html {
  const found = line.findings.map((f) => `${f.severity} ${f.rule}`).join(", ");
  return markup`<tr>
    <th scope="row" class="number">${place(line.line, String(line.line))}</th>
    <td class="source" title="${line.text.trim()}">${line.code}${found ? markup` <span class="mark error">◀ ${found}</span>` : undefined}</td>
    ${line.costs.map((cost, i) => (cost ? costCells(cost, tops[i] ?? 0) : markup`<td class="group"></td><td></td><td></td><td></td>`))}
    <td class="state">${line.state}</td>
  </tr>`;
}

function costCells(cost: LineCost, top: number): Html {
  const parts = [...cost.causes].map(([cause, cycles]) => ({
    cause,
    share: cost.cycles > 0 ? (cycles / cost.cycles) * cost.share : 0,
  }));
  return markup`<td class="number group">${whole(cost.count)}</td>
    <td class="number cycles heat${cost.heat}">${whole(cost.cycles)}</td>
    <td class="number">${cost.share >= 0.0005 ? percent(cost.share) : ""}</td>
    <td>${cost.share >= 0.0005 ? markup`${causeBar(parts, LINE_BAR, top > 0 ? 1 / top : 0)} ${cost.mainCause}` : undefined}</td>`;
}

export function streaming(matrix: StreamingMatrix): Html {
  return markup`<p>${matrix.verdict}</p>
    <div class="frame">
      <table class="plain">
        <caption>
          Write streaming, run ${matrix.run.name} of ${matrix.run.routine}, ${matrix.run.core}: cycles, to pages in a row with
          the default setting
        </caption>
        <thead>
          <tr>
            <th scope="col">Setting</th>
            ${matrix.layouts.map((layout) => markup`<th scope="col" class="number">${layout}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${matrix.rows.map(
            ({ setting, cells }) =>
              markup`<tr>
                <th scope="row">${setting}</th>
                ${cells.map((cell) =>
                  cell
                    ? markup`<td class="number heat${Math.max(0, Math.min(9, Math.round((cell.ratio - 1) * 9)))}">
                        ×${significant(cell.ratio)}
                      </td>`
                    : markup`<td class="number dim">—</td>`,
                )}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
}

export function waiting(model: PanelModel): Html | undefined {
  if (model.waiting.length === 0) return undefined;
  return markup`<div class="frame">
    <table class="plain">
      <caption>
        Not run yet
      </caption>
      <thead>
        <tr>
          <th scope="col">Routine</th>
          <th scope="col">Run</th>
          <th scope="col">MMU</th>
          <th scope="col">Said by</th>
        </tr>
      </thead>
      <tbody>
        ${model.waiting.map(
          (run) =>
            markup`<tr>
              <th scope="row">${run.routine}</th>
              <td>${run.name}</td>
              <td>${run.mmu}</td>
              <td>${run.by}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** One line for screen readers, who hear of a run's end by it. */
export function status(model: PanelModel): string {
  return model.runs.map((c) => `${c.title}: ${outcome(c.run)}`).join("; ") || "Nothing was run yet.";
}
