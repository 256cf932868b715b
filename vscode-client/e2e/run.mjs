// The scenario, once with the extension and once without: node run.mjs CODE_SERVER_DIRECTORY
import { chromium } from "playwright-core";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEditor } from "./editor.mjs";
import { checks, opened } from "./scenario.mjs";

const [codeServer] = process.argv.slice(2);
const root = join(import.meta.dirname, "../..");
const out = join(root, "target/e2e");
const { version } = JSON.parse(readFileSync(join(root, "vscode-client/package.json"), "utf8"));
const vsix = join(root, `vscode-client/relolens-${version}.vsix`);
const started = Date.now();
const say = (text) => console.log(`${((Date.now() - started) / 1000).toFixed(1).padStart(6)} s  ${text}`);
let passed = 0;
let failed = 0;

/** The example without the isb that must follow its write of SCTLR_EL1; also the line, from 1, of that write. */
function withoutBarrier() {
  const lines = readFileSync(join(root, "examples/single-implementation.S"), "utf8").split("\n");
  const write = lines.findIndex((line) => /^\s*msr\s+sctlr_el1,/.test(line));
  if (write < 0 || !/^\s*isb\b/.test(lines[write + 1]))
    throw new Error("the example has no isb after its msr sctlr_el1");
  lines.splice(write + 1, 1);
  return { text: lines.join("\n"), line: write + 1 };
}

async function inBrowser(url, work) {
  const profile = mkdtempSync(join(tmpdir(), "relolens-profile-"));
  const browser = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    headless: true,
    viewport: { width: 1600, height: 2400 },
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  try {
    const page = browser.pages()[0] ?? (await browser.newPage());
    page.on("pageerror", (error) => say(`page error: ${error.message.split("\n")[0]}`));
    await page.goto(url, { waitUntil: "domcontentloaded" });
    await work(page);
  } finally {
    await browser.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** One round. Without the extension a check passes by failing, in a time that is ample for what needs no server. */
async function round(name, extension) {
  const scratch = mkdtempSync(join(tmpdir(), "relolens-e2e-"));
  const workspace = join(scratch, "work");
  mkdirSync(workspace);
  const example = withoutBarrier();
  const file = join(workspace, "relocate.S");
  writeFileSync(file, example.text);
  let editor;
  try {
    editor = await startEditor(codeServer, scratch, extension);
    await inBrowser(editor.url(workspace, file), async (page) => {
      await opened(page);
      say(`${name}: the file is open`);
      for (const check of checks(example.line)) {
        let problem;
        try {
          await check.see(page, extension ? check.patience : 4_000);
        } catch (error) {
          problem = error.message.split("\n")[0];
        }
        const good = extension ? problem === undefined : problem !== undefined;
        if (good) passed++;
        else failed++;
        const what = extension ? check.what : `without the extension: no ${check.what}`;
        say(good ? `ok   ${what}` : `FAIL ${what}`);
        if (!good && problem) console.log(`FAIL ${what}: ${problem}`);
        await page.screenshot({ path: join(out, `${name}.png`) });
      }
    });
  } catch (error) {
    failed++;
    console.log(`FAIL ${name}: ${error.stack}`);
  } finally {
    editor?.stop();
    const log = join(scratch, "server.log");
    if (existsSync(log)) copyFileSync(log, join(out, `${name}-code-server.log`));
    await new Promise((resolve) => setTimeout(resolve, 1000)); // it still writes while it ends
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 500 });
  }
}

for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
if (!existsSync(vsix)) {
  console.log(`FAIL ${vsix} is missing: npm run package`);
  failed++;
} else {
  await round("extension", vsix);
  await round("control", undefined);
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
