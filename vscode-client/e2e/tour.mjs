// What the extension offers beside the first file: each thing driven once as a user would, and its screenshot kept.
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { SIDECAR } from "./example.mjs";
import { lens, SERVER_START } from "./look.mjs";

const CONTRACT = ["entry el=2 mmu=off daif=masked", "x0: data pa size=4K"];

/** In order; `settings` sets the user's settings while the editor runs. */
export function tour({ editor, folder, settings, out }) {
  const sidecar = join(folder, "relolens.yml");
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
    beside("expanded source", "Relolens: Show Expanded Source", "machine.expanded.S", /add\s+x0,\s*x0,\s*#1/),
    beside("disassembly", "Relolens: Show Disassembly", "machine.disassembly.S", /91000400\s+add\s+x0,\s+x0,\s+#0x1/),
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
        await line(page, /x0:\s+data\s+pa\s+size=4K/)
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
        await line(page, /\/\/@\s+entry\s+el=2\s+mmu=off\s+daif=masked/)
          .first()
          .waitFor({ timeout });
      },
    },
    {
      what: "walkthrough",
      editors: ["code-server"], // the smallest Theia has no page for them
      patience: 30_000,
      async see(page, timeout) {
        settings({});
        await editor.command(page, "Relolens: Get Started", timeout);
        await page.getByText("Get started with Relolens").first().waitFor({ timeout });
        for (const step of ["Open a routine", "Say what it may take for granted", "Run it", "Read the report"]) {
          const title = page.locator(".step-title", { hasText: new RegExp(`^${step}$`) }).first();
          await title.click({ timeout: 10_000 });
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

  /** A command that shows `shown`, a text made of machine.S, in a tab beside it. */
  function beside(what, command, tab, shown) {
    return {
      what: `${what} beside it`,
      patience: 30_000,
      async see(page, timeout) {
        await focusMachine(page);
        await editor.command(page, command, timeout);
        await editor.tab(page, tab).waitFor({ timeout });
        await line(page, shown).first().waitFor({ timeout });
        await page.waitForTimeout(500);
      },
    };
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
