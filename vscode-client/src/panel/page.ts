/** The whole page of the report panel, in the editor or exported. */
import type { ComparisonRow } from "../data";
import { markup, Html, type Part } from "./html";
import type { PanelModel } from "./model";
import { SCRIPT } from "./script";
import * as sections from "./sections";
import { strategies } from "./strategies";
import { STYLE } from "./style";

export interface Page {
  readonly model: PanelModel;
  readonly comparison: readonly ComparisonRow[] | undefined;
  /** Whether guest code may be run. */
  readonly mayRun: boolean;
  /** What is being worked on, or undefined. */
  readonly busy: string | undefined;
}

/** The panel in the editor. `nonce` is random; nothing is loaded and no script runs but the page's own. */
export function panelPage(page: Page, nonce: string): string {
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'`;
  return document(
    page.model.title,
    markup`<meta http-equiv="Content-Security-Policy" content="${policy}" />
      <style nonce="${nonce}">
        ${new Html(STYLE)}
      </style>`,
    markup`<div id="page">${new Html(panelBody(page))}</div>`,
    markup`<script nonce="${nonce}">
      ${new Html(SCRIPT)}
    </script>`,
  );
}

/** What of the panel changes when its report does. */
export function panelBody(page: Page): string {
  return body(page, sections.button, toolbar(page)).text;
}

/** A page of its own, without scripts, for a browser. */
export function exportedPage(page: Page, footer: string): string {
  const policy = "default-src 'none'; style-src 'unsafe-inline'";
  return document(
    page.model.title,
    markup`<meta http-equiv="Content-Security-Policy" content="${policy}" />
      <style>
        ${new Html(STYLE)}
      </style>`,
    markup`${body(page, sections.plain, undefined)}
      <footer><p class="dim">${footer}</p></footer>`,
  );
}

function document(title: string, head: Html, content: Html, end?: Html): string {
  return markup`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>Relolens: ${title}</title>
        ${head}
      </head>
      <body>
        ${content}${end}
      </body>
    </html> `.text;
}

function body({ model, comparison, busy }: Page, place: sections.Place, controls: Html | undefined): Html {
  const parts: [string, string, Part][] = [
    [
      "runs",
      "Runs",
      model.runs.length > 0 ? [sections.runs(model.runs), sections.waiting(model)] : sections.waiting(model),
    ],
    [
      "listing",
      "Line by line",
      model.listings.length > 0
        ? [sections.legend(), model.listings.map((listing) => sections.listing(listing, place))]
        : undefined,
    ],
    ["streaming", "Write streaming", model.streaming.length > 0 ? model.streaming.map(sections.streaming) : undefined],
    ["strategies", "Strategies", comparison ? strategies(comparison) : undefined],
    ["findings", "Findings", sections.findings(model.findings, model.title, place)],
  ];
  const shown = parts.filter(([, , part]) => part !== undefined);
  return markup`<header>
      <h1>${model.title}</h1>
      <p>${model.summary}</p>
      ${controls}
      <p role="status" aria-live="polite" class="dim">${busy ?? sections.status(model)}</p>
      ${model.stale ? markup`<p class="notice">${model.stale}</p>` : undefined}
      <nav aria-label="Sections">${shown.map(([id, title]) => markup`<a href="#${id}">${title}</a> `)}</nav>
    </header>
    <main>
      ${sections.routines(model, place)}
      ${shown.map(
        ([id, title, part]) =>
          markup`<section aria-labelledby="${id}">
            <h2 id="${id}">${title}</h2>
            ${part}
          </section>`,
      )}
    </main>`;
}

function toolbar({ model, mayRun, busy }: Page): Html {
  const off = busy || !mayRun ? markup` disabled` : undefined;
  const count = model.runs.length + model.waiting.length;
  return markup`<div role="toolbar" aria-label="Report">
      ${count > 0 ? markup`<button data-command="run" ${off}>Run ${count > 1 ? `all ${count}` : "it"}</button>` : undefined}
      <button data-command="compare" ${off}>Compare strategies</button>
      <button data-command="export">Export as HTML…</button>
    </div>
    ${mayRun ? undefined : markup`<p class="notice">This workspace is not trusted: nothing of it is run.</p>`}`;
}
