// What the extension offers beside the first file: each thing driven once as a user would, and its screenshot kept.
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { SIDECAR } from "./example.mjs";
import { lens, reportPanel, SERVER_START } from "./look.mjs";
import { unreadable } from "./contrast.mjs";

const CONTRACT = ["entry el=2 mmu=off daif=masked", "x0: data pa size=4K"];

/** In order; `settings` sets the user's settings while the editor runs. */
export function tour({ editor, folder, settings, out }) {
  const sidecar = join(folder, "relolens.yml");
  const inTheia = editor.name === "theia";
  const list = [
    {
      what: "machine.S with its lenses",
      patience: SERVER_START,
      async see(page, timeout) {
        await editor.openFile(page, "machine.S");
        await lens(page, /Run good$/).waitFor({ timeout });
        await lens(page, /Run bad$/).waitFor({ timeout });
      },
    },
    {
      what: "what the preprocessor leaves out dimmed, and nothing else",
      patience: 20_000,
      async see(page, timeout) {
        const opacity = (text) =>
          line(page, text).evaluate((e) => {
            const spans = [...e.querySelectorAll("span span")].filter((s) => s.textContent.trim());
            return spans.map((s) => Number(getComputedStyle(s).opacity));
          });
        await until(timeout, async () => (await opacity(/add\s+x0,\s+x0,\s+#2/)).every((o) => o < 0.8));
        if (!(await opacity(/sub\s+x0,\s+x0,\s+#1/)).every((o) => o < 0.8)) throw new Error("the last line is not dim");
        if ((await opacity(/#if\s+BY_HAND/)).some((o) => o < 1)) throw new Error("the condition is dim");
      },
    },
    {
      what: "the mistake in relolens.yml among the problems",
      patience: 30_000,
      async see(page, timeout) {
        await editor.openProblems(page, timeout);
        await page
          .getByText(/expected exception level: 1, 2, 3, any, found "7"/)
          .first()
          .waitFor({ timeout });
      },
    },
    {
      what: "runs as tests, one that passes and one that fails with its reason",
      editors: ["code-server"], // the smallest Theia has no view of tests
      patience: 60_000,
      async see(page, timeout) {
        await editor.command(page, "Testing: Focus on Test Explorer View", timeout);
        const rows = page.locator(".test-explorer .monaco-list-row");
        await rows.filter({ hasText: "machine.S" }).first().waitFor({ timeout: 20_000 });
        await editor.command(page, "Test: Run All Tests", timeout);
        const results = page.locator(".test-output-peek-tree .monaco-list-row");
        const result = (name, state) => results.filter({ hasText: name }).locator(`.codicon-testing-${state}-icon`);
        await result(/run bad/, "failed")
          .first()
          .waitFor({ timeout });
        await result(/run good/, "passed")
          .first()
          .waitFor({ timeout });
        await page
          .getByText(/run bad of count_wrong ended in mismatch: x0 is 0x4 at the end, expected 0x5/)
          .first()
          .waitFor({ timeout: 10_000 });
      },
      async after(page) {
        await page.keyboard.press("Escape");
        await page.keyboard.press("Control+j"); // room for the text
      },
    },
    {
      what: "expanded source beside it",
      patience: 30_000,
      async see(page, timeout) {
        await focusMachine(page);
        await editor.command(page, "Relolens: Show Expanded Source", timeout);
        await editor.tab(page, "machine.expanded.S").waitFor({ timeout });
        await line(page, /add\s+x0,\s*x0,\s*#1/)
          .first()
          .waitFor({ timeout });
        await page.waitForTimeout(500);
      },
    },
    {
      what: "disassembly beside it",
      patience: 30_000,
      async see(page, timeout) {
        await focusMachine(page);
        await editor.command(page, "Relolens: Show Disassembly", timeout);
        await editor.tab(page, "machine.disassembly.S").waitFor({ timeout });
        await line(page, /91000400\s+add\s+x0,\s+x0,\s+#0x1/)
          .first()
          .waitFor({ timeout });
        await page.waitForTimeout(500);
      },
    },
    {
      what: "core and board chosen from lists",
      patience: 30_000,
      async see(page, timeout) {
        await focusMachine(page);
        await editor.command(page, "Relolens: Choose Core and Board", timeout);
        await choose(page, "cortex-a72", timeout, join(out, "tour-cores.png"));
        await choose(page, "stingray", timeout, join(out, "tour-boards.png"));
        await editor.status(page, /cortex-a72\/stingray/).waitFor({ timeout });
      },
    },
    {
      what: "contract put into the relolens.yml that is there, byte for byte beside it",
      patience: 60_000,
      async see(page, timeout) {
        await wizard(page, timeout, "A relolens.yml");
        await until(10_000, () => readFileSync(sidecar, "utf8") !== SIDECAR);
        const lines = CONTRACT.map((clause) => `      - ${JSON.stringify(clause)}\n`).join("");
        const expected = `${SIDECAR}    no_contract:\n${lines}`;
        const found = readFileSync(sidecar, "utf8");
        if (found !== expected) throw new Error(`it is now ${JSON.stringify(found)}`);
        await line(page, /x0: data pa size=4K/)
          .first()
          .waitFor({ timeout: 5_000 });
      },
    },
    {
      what: "the routine's verdict after that",
      patience: 30_000,
      async see(page, timeout) {
        await editor.openFile(page, "machine.S");
        await lens(page, /MMU-agnostic: no|needs the MMU off|MMU off/).waitFor({ timeout });
      },
    },
    {
      what: "contract written into a new relolens.yml",
      patience: 60_000,
      async see(page, timeout) {
        rmSync(sidecar);
        await page.waitForTimeout(1_000);
        await wizard(page, timeout, "A relolens.yml");
        await until(10_000, () => existsSync(sidecar));
        await until(10_000, () => readFileSync(sidecar, "utf8").includes("size=4K"));
        const said = 'root: true\nroutines:\n  "machine.S":\n    no_contract:\n';
        if (!readFileSync(sidecar, "utf8").startsWith(said)) throw new Error(readFileSync(sidecar, "utf8"));
      },
    },
    {
      what: "contract written above the routine",
      patience: 60_000,
      async see(page, timeout) {
        await wizard(page, timeout, "Comments above the routine");
        await line(page, /\/\/@ entry el=2 mmu=off daif=masked/)
          .first()
          .waitFor({ timeout });
        await editor.command(page, "Relolens: Show Report", timeout);
        await reportPanel(page, timeout);
        await page.waitForTimeout(2_000);
      },
    },
    {
      what: "report exported as a page of its own",
      patience: 60_000,
      async see(page, timeout) {
        const panel = await reportPanel(page, 10_000);
        await panel.getByRole("button", { name: /^Run/ }).click();
        await panel.locator(".facts tr", { hasText: "Outcome" }).waitFor({ timeout });
        await panel.getByRole("button", { name: "Export as HTML…" }).click();
        const file = join(folder, "out.html");
        await editor.saveAs(page, file, timeout);
        await until(20_000, () => existsSync(file) && readFileSync(file, "utf8").includes("</html>"));
        for (const colorScheme of ["light", "dark"]) {
          const alone = await page.context().newPage();
          await alone.emulateMedia({ colorScheme });
          await alone.goto(`file://${file}`);
          await alone.locator("caption", { hasText: "Runs side by side" }).waitFor({ timeout: 5_000 });
          await alone
            .locator(".listing tr", { hasText: /step\s+x0/ })
            .first()
            .waitFor({ timeout: 5_000 });
          if ((await alone.locator("script, button").count()) > 0) throw new Error("it has scripts or buttons");
          const bad = await alone.evaluate(unreadable);
          await alone.screenshot({ path: join(out, `tour-exported-${colorScheme}.png`) });
          await alone.close();
          if (bad.length > 0) throw new Error(`${colorScheme}: ${bad.slice(0, 5).join(" | ")}`);
        }
      },
    },
    {
      what: "report read and used with the keyboard alone",
      patience: 30_000,
      async see(page, timeout) {
        const panel = await reportPanel(page, timeout);
        await panel.locator("body").evaluate(() => globalThis.scrollTo(0, 0));
        await panel.getByRole("button", { name: /^Run/ }).focus();
        const stops = [];
        for (let i = 0; i < 14; i++) {
          stops.push(
            await panel.evaluate(() => {
              const e = document.activeElement;
              const style = getComputedStyle(e);
              const name = e.getAttribute("aria-label") ?? e.textContent.trim();
              return `${e.tagName.toLowerCase()} ${name}${style.outlineStyle === "none" ? " WITHOUT OUTLINE" : ""}`;
            }),
          );
          await page.keyboard.press("Tab");
        }
        const all = stops.join("; ");
        for (const stop of [
          "button Run",
          "button Compare strategies",
          "button Export as HTML…",
          "a Runs",
          "a Line by line",
          "button Show line",
        ]) {
          if (!stops.some((s) => s.startsWith(stop))) throw new Error(`no ${stop} in ${all}`);
        }
        if (stops.some((s) => s.includes("WITHOUT OUTLINE"))) throw new Error(all);
      },
    },
    {
      what: "report as a screen reader has it",
      patience: 10_000,
      async see(page, timeout) {
        const panel = await reportPanel(page, timeout);
        const tree = await panel.locator("body").ariaSnapshot();
        for (const part of [
          /- banner:|- heading "machine.S" \[level=1\]/,
          /- toolbar "Report"/,
          /- status: /,
          /- navigation "Sections"/,
          /- table "Runs side by side"/,
          /- table "Routines"/,
          /- region "Listing of count_up"/,
          /- columnheader "good: count"/,
          /- rowheader "Outcome"/,
          /- button "Show line \d+ in the editor"/,
        ]) {
          if (!part.test(tree)) throw new Error(`no ${part} in ${tree.slice(0, 1500)}`);
        }
        const nameless = await panel.evaluate(() =>
          [...document.querySelectorAll("button, a, [role], table, section, [tabindex]")]
            .filter(
              (e) =>
                !(
                  e.getAttribute("aria-label") ||
                  e.getAttribute("aria-labelledby") ||
                  (e.tagName === "TABLE" && e.caption?.textContent.trim()) ||
                  (/^(A|BUTTON)$/.test(e.tagName) && e.textContent.trim()) ||
                  e.getAttribute("role") === "status"
                ),
            )
            .map((e) => e.outerHTML.slice(0, 80)),
        );
        if (nameless.length > 0) throw new Error(`without a name: ${nameless.join(" | ")}`);
      },
    },
    ...["Default Light Modern", "Default High Contrast", "Default High Contrast Light"].map((theme) => ({
      what: `report readable in ${theme}`,
      editors: inTheia ? ["none"] : ["code-server"],
      patience: 20_000,
      async see(page, timeout) {
        settings({ "workbench.colorTheme": theme });
        const panel = await reportPanel(page, timeout);
        const kind = { "Default Light Modern": "vscode-light", "Default High Contrast": "vscode-high-contrast" };
        await panel.locator(`body.${kind[theme] ?? "vscode-high-contrast-light"}`).waitFor({ timeout });
        await page.waitForTimeout(500);
        const bad = await panel.evaluate(unreadable);
        if (bad.length > 0) throw new Error(bad.slice(0, 6).join(" | "));
      },
    })),
    {
      what: "walkthrough",
      editors: ["code-server"], // the smallest Theia has no page for them
      patience: 30_000,
      async see(page, timeout) {
        settings({});
        await editor.command(page, "Relolens: Get Started", timeout);
        await page.getByText("Get started with Relolens").first().waitFor({ timeout });
        for (const step of ["Open a routine", "Say what it may take for granted", "Run it", "Read the report"]) {
          await page
            .locator(".getting-started-step, .step-list-container", { hasText: step })
            .first()
            .click({ timeout });
          await page.waitForTimeout(700);
          await page.screenshot({ path: join(out, `tour-walkthrough-${step.replace(/ /g, "-")}.png`) });
        }
      },
    },
  ];
  return list.filter((check) => !check.editors || check.editors.includes(editor.name));

  async function focusMachine(page) {
    await editor.openFile(page, "machine.S");
    await editor.goTo(page, 14);
  }

  /** The contract of no_contract, by way of the wizard's lists. */
  async function wizard(page, timeout, where) {
    await editor.openFile(page, "machine.S");
    const lines = readFileSync(join(folder, "machine.S"), "utf8").split("\n");
    await editor.goTo(page, lines.indexOf("no_contract:") + 1);
    await editor.command(page, "Relolens: Create Contract", timeout);
    const shot = (name) => join(out, `tour-wizard-${name}.png`);
    await choose(page, "no_contract", timeout, shot("routine"));
    await choose(page, "EL2", timeout, shot("level"));
    await choose(page, "Off", timeout, shot("mmu"));
    await choose(page, "Masked", timeout, shot("interrupts"));
    await choose(page, "x0", timeout, shot("register"));
    await choose(page, "data", timeout, shot("role"));
    await choose(page, "Physical", timeout, shot("space"));
    const input = page.locator(".quick-input-widget:visible input").first();
    await page.locator(".quick-input-widget", { hasText: "bytes behind it" }).waitFor({ timeout });
    await input.fill("4K");
    await page.screenshot({ path: shot("size") });
    await page.keyboard.press("Enter");
    await choose(page, "No more", timeout, shot("more"));
    await choose(page, "No", timeout, shot("run"));
    await choose(page, where, timeout, shot("where"));
  }
}

/** Takes the row that begins with `label` off the list that is shown. */
async function choose(page, label, timeout, picture) {
  const rows = page.locator(".quick-input-widget:visible .monaco-list-row");
  const row = rows.filter({ has: page.locator(".label-name", { hasText: new RegExp(`^${label}$`) }) }).first();
  await row.waitFor({ timeout });
  await page.screenshot({ path: picture });
  await row.click();
  await row.waitFor({ state: "hidden", timeout });
}

function line(page, text) {
  return page.locator(".view-line", { hasText: text });
}

async function until(timeout, test) {
  const end = Date.now() + timeout;
  for (;;) {
    if (await Promise.resolve(test()).catch(() => false)) return;
    if (Date.now() > end) throw new Error(`not in ${timeout} ms: ${test}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
