// What a user sees of the extension, as few and as plain selectors as will do; the same in VS Code and in Theia.

const SERVER_START = 120_000; // a Java start on a busy machine
const RUN = 240_000;

/** A hint such as `MMU off D− I+ EL1`, which no comment in the source looks like. */
const STATE_HINT = /MMU\s(on|off|\?)\sD[+−?]\sI[+−?]/;
const COST_HINT = /[\d.]+\s?%\s·\s[\d,.]+×\s·\s[\d.,]+\scycles/;
const COST_LENS = (name) => new RegExp(`Run ${name} — MMU (on|off): [\\d.,]+(–[\\d.,]+)? µs/page`);

/**
 * In order; each `see` throws if the thing is not there within the time. `control` marks those that can be tried without
 * the extension. `editor` knows what differs between the editors, `line` is the wrong line, from 1.
 */
export function checks(editor, line) {
  return [
    {
      what: "squiggle at the write that lacks its isb",
      control: true,
      patience: SERVER_START,
      // Squiggles are overlays without a size of their own: being there is all that can be asked.
      see: (page, timeout) => page.locator(".squiggly-error").first().waitFor({ state: "attached", timeout }),
    },
    {
      what: "hint with the MMU's state",
      control: true,
      patience: SERVER_START,
      see: (page, timeout) => page.locator(".view-line", { hasText: STATE_HINT }).first().waitFor({ timeout }),
    },
    {
      what: "lens with the verdict on the MMU",
      control: true,
      patience: SERVER_START,
      see: (page, timeout) => lens(page, /MMU-agnostic: (yes|no|unknown)/).waitFor({ timeout }),
    },
    {
      what: "hover that decodes SCTLR_EL1",
      control: true,
      patience: 30_000,
      async see(page, timeout) {
        await hover(page, /msr\s+sctlr_el1/, "sctlr_el1");
        const text = page.locator(".monaco-hover:visible", { hasText: /sctlr_el1[^]*\bM\b[^]{0,60}\bMMU\b/i });
        await text.first().waitFor({ timeout });
        await page.keyboard.press("Escape");
      },
    },
    {
      what: "verdict on the routine under the cursor in the status bar",
      control: true,
      patience: 30_000,
      async see(page, timeout) {
        await page
          .locator(".view-line", { hasText: /mov\s+x20,\s+x0/ })
          .first()
          .click();
        await editor.status(page, /relocate_image: MMU/).waitFor({ timeout });
      },
    },
    {
      what: "cycles after a click on Run off",
      control: true,
      patience: RUN,
      async see(page, timeout) {
        await lens(page, /Run off$/).click({ timeout });
        await page.locator(".view-line", { hasText: COST_HINT }).first().waitFor({ timeout });
        await lens(page, COST_LENS("off")).waitFor({ timeout: 20_000 });
      },
    },
    {
      what: "the run with the MMU off kept beside that with it on",
      patience: RUN,
      async see(page, timeout) {
        await lens(page, /Run on$/).click({ timeout });
        await lens(page, COST_LENS("on")).waitFor({ timeout });
        await lens(page, COST_LENS("off")).waitFor({ timeout: 10_000 });
      },
    },
    {
      what: "heat in the gutter",
      patience: 20_000,
      async see(page, timeout) {
        const bars = page.locator(".margin-view-overlays .cgmr, .glyph-margin-widgets .cgmr");
        await bars.nth(5).waitFor({ state: "attached", timeout });
        const pictures = await bars.evaluateAll(
          (all) => all.filter((e) => getComputedStyle(e).backgroundImage.includes("svg")).length,
        );
        if (pictures < 5) throw new Error(`${pictures} bars`);
      },
    },
    {
      what: "report panel with both runs line by line",
      patience: 60_000,
      async see(page, timeout) {
        await lens(page, /^Report$/).click({ timeout });
        const panel = await reportPanel(page, timeout);
        await panel
          .locator(".listing tr", { hasText: /ldp\s+x8,\s+x9,\s+\[x5\].*390,656.*device.*390,656.*load/s })
          .first()
          .waitFor({ timeout: 20_000 });
        const rows = await panel.locator(".facts tr").allInnerTexts();
        const fact = (name) => rows.find((row) => row.startsWith(name)) ?? "";
        for (const [name, expected] of [
          ["MMU", /off\s+on/],
          ["Outcome", /ok: all 6,104 pages.*ok: all 6,104 pages/s],
          ["Per 4 KiB page", /[\d.]+ µs \([\d.]+–[\d.]+\)\s+[\d.]+ µs/],
          ["Cycles went to", /device \d+ %.*load \d+ %/s],
        ]) {
          if (!expected.test(fact(name))) throw new Error(`${name}: ${JSON.stringify(fact(name))}`);
        }
        await panel
          .locator("caption", { hasText: "Write streaming, run on of relocate_image" })
          .waitFor({ timeout: 5_000 });
        await panel.locator(".badge", { hasText: "right with the MMU on and off" }).first().waitFor({ timeout: 5_000 });
        if ((await panel.locator("svg.bar rect").count()) < 40) throw new Error("too few bars");
      },
    },
    {
      what: "chart of strategies in the panel",
      patience: RUN,
      async see(page, timeout) {
        const panel = await reportPanel(page, 10_000);
        await panel.getByRole("button", { name: "Compare strategies" }).click();
        await panel.locator(".chart tr", { hasText: "MMU off" }).first().waitFor({ timeout });
        await panel.getByRole("button", { name: "Compare strategies", disabled: false }).waitFor({ timeout: 10_000 });
        if ((await panel.locator(".chart tbody tr").count()) < 8) throw new Error("too few strategies");
      },
    },
    {
      what: "a line of the panel leads to the source",
      patience: 20_000,
      async see(page, timeout) {
        const panel = await reportPanel(page, 10_000);
        const to = panel.getByRole("button", { name: `Show line ${line} in the editor`, exact: true }).first();
        await to.focus();
        await to.press("Enter");
        await editor.cursor(page, line).waitFor({ timeout });
      },
    },
    {
      what: "routines and runs in their view",
      control: true,
      patience: 30_000,
      async see(page, timeout) {
        await editor.openRoutines(page);
        const rows = editor.treeRows(page);
        await rows.filter({ hasText: "relocate_image" }).first().waitFor({ timeout });
        await rows
          .filter({ hasText: /run off.*µs\/page/ })
          .first()
          .waitFor({ timeout: 10_000 });
        await rows
          .filter({ hasText: /relocate_page.*right with the MMU on and off/ })
          .first()
          .waitFor({ timeout: 10_000 });
      },
    },
    {
      what: `exactly one problem, at line ${line}`,
      control: true,
      patience: 20_000,
      async see(page, timeout) {
        const texts = await editor.problems(page, timeout);
        if (texts.length !== 1 || !editor.isAt(texts[0], line)) {
          throw new Error(`problems: ${texts.join(" | ").replace(/\s+/g, " ")}`);
        }
      },
    },
    {
      what: "quick fix that puts the isb back",
      control: true,
      patience: 30_000,
      async see(page, timeout) {
        await page
          .locator(".view-line", { hasText: /msr\s+sctlr_el1/ })
          .first()
          .click();
        await page.keyboard.press("Control+.");
        // The preferred action has the focus already.
        await page.locator(".action-widget .monaco-list-row.focused", { hasText: "Insert `isb`" }).waitFor({ timeout });
        await page.keyboard.press("Enter");
        await page
          .locator(".view-lines", { hasText: /msr\s+sctlr_el1,\s+x9[^]*?isb[^]*?\.Lleave/ })
          .first()
          .waitFor({ timeout: 10_000 });
        await page.locator(".squiggly-error").first().waitFor({ state: "detached", timeout: 30_000 });
      },
    },
  ];
}

/** In a workspace without trust: it is read, and nothing is run. */
export function untrustedChecks(editor) {
  return [
    {
      what: "analysis of a workspace that is not trusted",
      patience: SERVER_START,
      async see(page, timeout) {
        await page.locator(".squiggly-error").first().waitFor({ state: "attached", timeout });
        await lens(page, /MMU-agnostic: (yes|no|unknown)/).waitFor({ timeout });
      },
    },
    {
      what: "no way to run it by its lenses",
      patience: 20_000,
      async see(page, timeout) {
        await lens(page, /Run: only in a trusted workspace/).waitFor({ timeout });
        const run = page.locator(".codelens-decoration a", { hasText: "Run" });
        if ((await run.count()) > 0) throw new Error(`${await run.count()} lenses run something`);
      },
    },
    {
      what: "no command that runs it",
      patience: 20_000,
      async see(page, timeout) {
        await page
          .locator(".view-line", { hasText: /mov\s+x20,\s+x0/ })
          .first()
          .click();
        const offered = await editor.palette(page, "Relolens: ", timeout);
        if (!offered.some((name) => name.includes("Show Report"))) throw new Error(offered.join(" | "));
        if (offered.some((name) => /Run Routine|Compare/.test(name))) throw new Error(offered.join(" | "));
      },
    },
    {
      what: "a report that says why nothing was run",
      patience: 30_000,
      async see(page, timeout) {
        await editor.command(page, "Relolens: Show Report", timeout);
        const panel = await reportPanel(page, timeout);
        await panel.locator(".notice", { hasText: "not trusted: nothing of it is run" }).waitFor({ timeout });
        if (await panel.getByRole("button", { name: /^Run/ }).isEnabled()) throw new Error("Run is enabled");
      },
    },
    {
      what: "no cycles anywhere",
      patience: 5_000,
      async see(page) {
        await page.waitForTimeout(2_000);
        if ((await page.locator(".view-line", { hasText: COST_HINT }).count()) > 0) throw new Error("there are some");
      },
    },
  ];
}

export function lens(page, text) {
  return page.locator(".codelens-decoration a, .codelens-decoration span", { hasText: text }).first();
}

/** The frame that the report is in. */
export async function reportPanel(page, timeout) {
  const end = Date.now() + timeout;
  while (Date.now() < end) {
    for (const frame of page.frames()) {
      if (
        (await frame
          .locator('[role="toolbar"][aria-label="Report"]')
          .count()
          .catch(() => 0)) > 0
      )
        return frame;
    }
    await page.waitForTimeout(200);
  }
  throw new Error("there is no report panel");
}

/** Two moves of the mouse over a word: one alone does not make a hover. */
async function hover(page, line, word) {
  const text = page.locator(".view-line", { hasText: line }).first();
  await text.waitFor({ timeout: 5_000 });
  const box = await text.evaluate((element, wanted) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.textContent.indexOf(wanted);
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + wanted.length);
      const { x, y, width, height } = range.getBoundingClientRect();
      return { x, y, width, height };
    }
    return undefined;
  }, word);
  if (!box) throw new Error(`no ${word} in sight`);
  await page.mouse.move(box.x + 2, box.y + box.height / 2);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 4 });
}
