// What a user sees of the extension, as few and as plain selectors as will do.

/** Waits for the editor with the example's text, which needs no extension. */
export async function opened(page) {
  await page.locator(".monaco-workbench").waitFor({ timeout: 90_000 });
  await page.locator(".view-lines", { hasText: "relocate_image" }).waitFor({ timeout: 60_000 });
}

const SERVER_START = 60_000; // a Java start on a busy machine
const RUN = 180_000;

/** A hint such as `MMU off D− I+ EL1`, which no comment in the source looks like. */
const STATE_HINT = /MMU\s(on|off|\?)\sD[+−?]\sI[+−?]/;
const COST_HINT = /[\d.]+\s?%\s·\s[\d,.]+×\s·\s[\d.,]+\scycles/;

/** In order; each `see` throws if the thing is not there within the time. `line` is the wrong line, from 1. */
export function checks(line) {
  return [
    {
      what: "squiggle at the write that lacks its isb",
      patience: SERVER_START,
      // Squiggles are overlays without a size of their own: being there is all that can be asked.
      see: (page, timeout) => page.locator(".squiggly-error").first().waitFor({ state: "attached", timeout }),
    },
    {
      what: "hint with the MMU's state",
      patience: SERVER_START,
      see: (page, timeout) => page.locator(".view-line", { hasText: STATE_HINT }).first().waitFor({ timeout }),
    },
    {
      what: "lens with the verdict on the MMU",
      patience: SERVER_START,
      see: (page, timeout) => lens(page, /MMU-agnostic: (yes|no|unknown)/).waitFor({ timeout }),
    },
    {
      what: "status of the server",
      patience: SERVER_START,
      see: (page, timeout) => page.locator(".statusbar-item", { hasText: "Relolens" }).first().waitFor({ timeout }),
    },
    {
      what: "cycles after a click on Run",
      patience: RUN,
      async see(page, timeout) {
        await lens(page, /Run$/).click({ timeout });
        await page.locator(".view-line", { hasText: COST_HINT }).first().waitFor({ timeout });
        await lens(page, /Run — .*MMU (on|off): [\d.,]+(–[\d.,]+)? µs\/page/).waitFor({ timeout: 10_000 });
      },
    },
    {
      what: `exactly one problem, at line ${line}`,
      patience: 20_000,
      async see(page, timeout) {
        await page.keyboard.press("Control+Shift+M");
        // source, code and place; rows with a file name before the place are steps of the path to the problem
        const problems = page.locator(".markers-panel .monaco-list-row", { hasText: /relolens\(?\w+\)?\s*\[Ln \d+/ });
        await problems.first().waitFor({ timeout });
        const texts = await problems.allInnerTexts();
        if (texts.length !== 1 || !texts[0].includes(`[Ln ${line},`)) {
          throw new Error(`problems: ${texts.join(" | ").replace(/\s+/g, " ")}`);
        }
      },
    },
  ];
}

function lens(page, text) {
  return page.locator(".codelens-decoration a, .codelens-decoration span", { hasText: text }).first();
}
