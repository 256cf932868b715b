// The scenarios: node run.mjs code-server|theia DIRECTORY [--screenshots]
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inBrowser } from "./browser.mjs";
import { startCodeServer } from "./code-server.mjs";
import * as editors from "./editors.mjs";
import { writeWorkspace } from "./example.mjs";
import { checks, untrustedChecks } from "./scenario.mjs";
import { pictures } from "./pictures.mjs";
import { startTheia } from "./theia.mjs";

const [which, home, option] = process.argv.slice(2);
const root = join(import.meta.dirname, "../..");
const out = join(root, "target/e2e", which);
const { version } = JSON.parse(readFileSync(join(root, "vscode-client/package.json"), "utf8"));
const vsix = join(root, `vscode-client/relolens-${version}.vsix`);
const editor = which === "theia" ? editors.theia : editors.vscode;
const started = Date.now();
const say = (text) => console.log(`${((Date.now() - started) / 1000).toFixed(1).padStart(6)} s  ${text}`);
let passed = 0;
let failed = 0;

function judge(good, what, problem) {
  if (good) passed++;
  else failed++;
  say(good ? `ok   ${what}` : `FAIL ${what}`);
  if (!good) console.log(`FAIL ${what}: ${problem ?? "it should have failed"}`);
}

/** One start of the editor and the browser; `work` has the page and the place of the fault. */
async function round(name, start, work) {
  const scratch = mkdtempSync(join(tmpdir(), "relolens-e2e-"));
  const folder = join(scratch, "work");
  const { file, line } = writeWorkspace(folder);
  let running;
  try {
    running = await start(scratch, folder);
    await inBrowser(running.url(folder, file), say, async (page) => {
      await editor.opened(page);
      say(`${name}: the file is open`);
      await work(page, line);
    });
  } catch (error) {
    failed++;
    console.log(`FAIL ${name}: ${error.stack}`);
  } finally {
    running?.stop();
    const log = join(scratch, "server.log");
    if (existsSync(log)) copyFileSync(log, join(out, `${name}.log`));
    await new Promise((resolve) => setTimeout(resolve, 1000)); // it still writes while it ends
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 500 });
  }
}

async function tryCheck(page, name, check, patience) {
  let problem;
  try {
    await check.see(page, patience);
  } catch (error) {
    problem = error.message.split("\n").slice(0, 4).join(" ");
  }
  await page.screenshot({ path: join(out, `${name}.png`) });
  return problem;
}

/** All of `list` must be there. */
async function all(page, name, list) {
  for (const [i, check] of list.entries()) {
    const problem = await tryCheck(page, `${name}-${String(i + 1).padStart(2, "0")}`, check, check.patience);
    judge(problem === undefined, check.what, problem);
  }
}

/** Without the extension nothing of it is there, in a time that is ample for what needs no server. */
async function none(page, line) {
  for (const check of checks(editor, line).filter((c) => c.control)) {
    const problem = await tryCheck(page, "control", check, 4_000);
    judge(problem !== undefined, `without the extension: no ${check.what}`);
    await page.keyboard.press("Escape");
  }
}

for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
if (!existsSync(vsix)) {
  console.log(`FAIL ${vsix} is missing: npm run package`);
  process.exit(1);
}
// The comparison of strategies is of a small image: it is the chart that is looked at.
const settings = { "relolens.compare.images": ["2MB"] };
if (which === "theia") {
  const start = (given) => (scratch, folder) => startTheia(home, scratch, folder, given, settings);
  await round("extension", start(vsix), (page, line) => all(page, "extension", checks(editor, line)));
  await round("control", start(undefined), none);
} else {
  const start = (given) => (scratch) => startCodeServer(home, scratch, { settings, ...given });
  await round("extension", start({ vsix }), async (page, line) => {
    const list = checks(editor, line);
    const before = list.findIndex((check) => check.what.startsWith("quick fix"));
    await all(page, "extension", list.slice(0, before));
    await pictures(page, editor, { root, write: option === "--screenshots", judge, say });
    await all(page, "after", list.slice(before));
  });
  await round("untrusted", start({ vsix, trusted: false }), (page) => all(page, "untrusted", untrustedChecks(editor)));
  await round("control", start({}), none);
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
