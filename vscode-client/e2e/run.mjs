// The scenarios: node run.mjs code-server|theia DIRECTORY [--screenshots] [--round NAME] [--only REGEX]
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { HIGH, inBrowser, USUAL } from "./browser.mjs";
import { startCodeServer } from "./code-server.mjs";
import * as editors from "./editors.mjs";
import { writeTour, writeWorkspace } from "./example.mjs";
import { panelChecks } from "./panel.mjs";
import { pictures } from "./pictures.mjs";
import { checks } from "./scenario.mjs";
import { startTheia } from "./theia.mjs";
import { tour } from "./tour.mjs";
import { untrustedChecks } from "./untrusted.mjs";

const {
  positionals: [which, home],
  values: options,
} = parseArgs({
  allowPositionals: true,
  options: { screenshots: { type: "boolean" }, round: { type: "string" }, only: { type: "string" } },
});
const only = new RegExp(options.only ?? "");
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

/** One start of the editor and the browser; `work` has the page and what it needs to know of the workspace. */
async function round(name, start, work, viewport) {
  if (options.round && options.round !== name) return;
  const scratch = mkdtempSync(join(tmpdir(), "relolens-e2e-"));
  const folder = join(scratch, "work");
  const { file, line } = writeWorkspace(folder);
  if (name === "tour") writeTour(folder);
  let running;
  try {
    running = await start(scratch, folder);
    const { settings } = running;
    const place = { editor, folder, line, settings, out };
    await inBrowser(running.url(folder, file), say, viewport, async (page) => {
      await editor.opened(page);
      say(`${name}: the file is open`);
      await work(page, place);
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
  await check.after?.(page);
  return problem;
}

/** All of `list` must be there. */
async function all(page, name, list) {
  for (const [i, check] of list.entries()) {
    if (!only.test(check.what)) continue;
    const problem = await tryCheck(page, `${name}-${String(i + 1).padStart(2, "0")}`, check, check.patience);
    judge(problem === undefined, check.what, problem);
  }
}

/** Without the extension nothing of it is there, in a time that is ample for what needs no server. */
async function none(page, { line }) {
  for (const check of checks(editor, line).filter((c) => c.control && only.test(c.what))) {
    const problem = await tryCheck(page, "control", check, 4_000);
    judge(problem !== undefined, `without the extension: no ${check.what}`);
    await page.keyboard.press("Escape");
  }
}

/** What is to be seen of the file with the fault; in VS Code the READMEs' pictures are of it. */
async function main(page, { line }) {
  const list = checks(editor, line);
  const before = list.findIndex((check) => check.what.startsWith("quick fix"));
  await all(page, "extension", list.slice(0, before));
  if (which === "code-server" && !options.only) {
    await pictures(page, editor, { root, write: options.screenshots, judge, say });
  }
  await all(page, "after", list.slice(before));
}

for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
if (!existsSync(vsix)) {
  console.log(`FAIL ${vsix} is missing: npm run package`);
  process.exit(1);
}
const start = which === "theia" ? startTheia : startCodeServer;
const given = (what) => (scratch, folder) =>
  // The comparison of strategies is of a small image: it is the chart that is looked at.
  start(home, scratch, { folder, settings: { "relolens.compare.images": ["2MB"] }, ...what });
await round("extension", given({ vsix }), main, HIGH);
await round("tour", given({ vsix }), (page, place) => all(page, "tour", tour(place)), USUAL);
if (which === "code-server" && (options.round ?? "panel") === "panel") {
  await inBrowser("about:blank", say, { width: 900, height: 900 }, (page) => panelChecks(page, { out, judge }));
}
await round(
  "untrusted",
  given({ vsix, trusted: false }),
  (page) => all(page, "untrusted", untrustedChecks(editor)),
  HIGH,
);
await round("control", given({}), none, HIGH);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
