// What a user sees of the extension, as few and as plain selectors as will do; the same in VS Code and in Theia.

import { clickOn, COST_HINT, hover, lens, reportPanel, RUN, SERVER_START } from "./look.mjs";

/** A hint such as `MMU off D− I+ EL1`, which no comment in the source looks like. */
const STATE_HINT = /MMU\s(on|off|\?)\sD[+−?]\sI[+−?]/;
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
      what: "hover that decodes the value written to SCTLR_EL1",
      control: true,
      patience: 30_000,
      async see(page, timeout) {
        await hover(page, /msr\s+sctlr_el1/, "sctlr_el1");
        const shown = page.locator(".monaco-hover:visible", { hasText: /SCTLR_EL1/ }).first();
        await shown.waitFor({ timeout });
        const text = (await shown.innerText()).replace(/\s+/g, " ");
        // x9 is what was read with M, C and I cleared; the other fields are as they were and not told.
        for (const field of [
          "SCTLR_EL1, as far as it is known",
          "M [0] = 0, stage 1 translation (MMU): off",
          "C [2] = 0, data accesses may use the data cache: Non-cacheable",
          "I [12] = 0, instruction fetches may use the instruction cache: Non-cacheable with the MMU off",
          "Before this line: MMU on",
        ]) {
          if (!text.includes(field)) throw new Error(`no ${JSON.stringify(field)} in ${JSON.stringify(text)}`);
        }
        if (/\b(A|SA|WXN) \[\d+\] =/.test(text)) throw new Error(`it tells what nobody knows: ${text}`);
      },
      after: (page) => page.keyboard.press("Escape"),
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
    {
      what: "rename across files",
      control: true,
      patience: 30_000,
      async see(page, timeout) {
        await page.keyboard.press("Escape");
        await clickOn(page, /^relocate_image:/, "relocate_image");
        await page.keyboard.press("F2");
        const input = page.locator(".rename-box input, .rename-input").first();
        await input.waitFor({ timeout });
        await input.fill("place_image");
        await page.keyboard.press("Enter");
        const lines = page.locator(".view-lines:visible");
        await lines
          .filter({ hasText: /\.globl\s+place_image/ })
          .first()
          .waitFor({ timeout });
        const code = (await lines.first().innerText()).split("\n").filter((text) => !/^\s*\/?\*/.test(text));
        const left = code.filter((text) => /\brelocate_image\b/.test(text));
        if (left.length > 0) throw new Error(`not renamed: ${left.join(" | ")}`);
        await editor.openFile(page, "caller.S");
        await lines
          .filter({ hasText: /bl\s+place_image/ })
          .first()
          .waitFor({ timeout });
      },
    },
  ];
}
