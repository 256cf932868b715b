// The report's page by itself, with the editors' colours: read in every theme, by keyboard alone, and as a screen reader has it.
import { build } from "esbuild";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { unreadable } from "./contrast.mjs";

const root = join(import.meta.dirname, "..");

/** The colours that VS Code 1.100 gives to a page in its themes. */
const THEMES = {
  "vscode-dark": {
    foreground: "#cccccc",
    "editor-background": "#1f1f1f",
    "editorWidget-background": "#202020",
    "editorWidget-border": "#454545",
    descriptionForeground: "#9d9d9d",
    "textLink-foreground": "#4daafc",
    focusBorder: "#0078d4",
    "button-background": "#0078d4",
    "button-foreground": "#ffffff",
    "testing-iconPassed": "#73c991",
    "editorError-foreground": "#f85149",
    "editorWarning-foreground": "#cca700",
  },
  "vscode-light": {
    foreground: "#3b3b3b",
    "editor-background": "#ffffff",
    "editorWidget-background": "#f8f8f8",
    "editorWidget-border": "#c8c8c8",
    descriptionForeground: "#3b3b3b",
    "textLink-foreground": "#005fb8",
    focusBorder: "#005fb8",
    "button-background": "#005fb8",
    "button-foreground": "#ffffff",
    "testing-iconPassed": "#388a34",
    "editorError-foreground": "#e51400",
    "editorWarning-foreground": "#bf8803",
  },
  "vscode-high-contrast": {
    foreground: "#ffffff",
    "editor-background": "#000000",
    "editorWidget-background": "#0c141f",
    "editorWidget-border": "#6fc3df",
    contrastBorder: "#6fc3df",
    contrastActiveBorder: "#f38518",
    descriptionForeground: "rgba(255, 255, 255, 0.7)",
    "textLink-foreground": "#21a6ff",
    focusBorder: "#f38518",
    "button-background": "#000000",
    "button-foreground": "#ffffff",
    "testing-iconPassed": "#73c991",
    "editorError-foreground": "#ff8e8e",
    "editorWarning-foreground": "#ffd370",
  },
  "vscode-high-contrast-light": {
    foreground: "#292929",
    "editor-background": "#ffffff",
    "editorWidget-background": "#ffffff",
    "editorWidget-border": "#0f4a85",
    contrastBorder: "#0f4a85",
    contrastActiveBorder: "#006bbd",
    descriptionForeground: "rgba(41, 41, 41, 0.7)",
    "textLink-foreground": "#0f4a85",
    focusBorder: "#006bbd",
    "button-background": "#0f4a85",
    "button-foreground": "#ffffff",
    "testing-iconPassed": "#007100",
    "editorError-foreground": "#b5200d",
    "editorWarning-foreground": "#895503",
  },
};

const COMPARISON = [
  ["MMU off", 0.0353, 0.0202, 0.0358, 0, true],
  ["MMU on, copy of the linear map", 0.00177, 0.00177, 0.00177, 0.006, true],
  ["not to be done", 0, 0, 0, 0, false],
].map(([title, seconds, secondsLow, secondsHigh, setupSeconds, feasible]) => ({
  strategy: title,
  title,
  core: "cortex-a72",
  board: "stingray",
  imageBytes: 2_000_000,
  seconds,
  secondsLow,
  secondsHigh,
  microsecondsPerPage: seconds * 1e3,
  setupSeconds,
  pageTableBytes: setupSeconds > 0 ? 16_777_216 : 0,
  feasible,
  basis: "predicted",
  note: "as Linux did up to 5.15",
}));

async function pages() {
  const { outputFiles } = await build({
    stdin: {
      contents: `import { panelModel } from "./src/panel/model"; import { REPORT, TEXT } from "./test/sample";
        import { exportedPage, panelPage } from "./src/panel/page";
        const page = (comparison) => ({ model: panelModel(REPORT, TEXT), comparison, mayRun: true, busy: undefined });
        export const shown = (comparison) => panelPage(page(comparison), "nonce");
        export const exported = (comparison) => exportedPage(page(comparison), "Relolens");`,
      resolveDir: root,
      loader: "ts",
    },
    bundle: true,
    format: "esm",
    write: false,
    alias: { vscode: join(root, "test/fake-vscode.ts") },
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
}

/** Tries the page on `page`; `judge` is told of each thing, screenshots go to `out`. */
export async function panelChecks(page, { out, judge }) {
  const { shown, exported } = await pages();
  const open = async (name, html) => {
    const file = join(out, `${name}.html`);
    writeFileSync(file, html);
    await page.goto(`file://${file}`);
    await page.screenshot({ path: join(out, `${name}.png`), fullPage: true });
  };
  const html = shown(COMPARISON);
  for (const [theme, colours] of Object.entries(THEMES)) {
    const style = Object.entries(colours).map(([name, colour]) => `--vscode-${name}: ${colour}`);
    await page.emulateMedia({ colorScheme: theme.includes("light") ? "light" : "dark" });
    await open(
      `panel-${theme}`,
      html
        .replace(/<meta http-equiv[^>]*>/, "")
        .replace("<html", `<html style="${style.join("; ")}"`)
        .replace(
          "<body>",
          `<body class="${theme} ${theme.includes("contrast") ? "vscode-high-contrast" : ""}">
          <script>globalThis.acquireVsCodeApi = () => ({ getState() {}, setState() {}, postMessage(m) { (globalThis.sent ??= []).push(m); } });</script>`,
        ),
    );
    const bad = await page.evaluate(unreadable);
    judge(bad.length === 0, `report readable in ${theme}`, bad.slice(0, 8).join(" | "));
  }
  const stops = await keyboard(page);
  const wanted = ["button Run", "button Compare", "button Export", "a Runs", "a Line by line", "button Show line 1 "];
  const missing = wanted.filter((stop) => !stops.some((s) => s.startsWith(stop)));
  const blind = stops.filter((s) => s.endsWith("WITHOUT OUTLINE"));
  judge(missing.length + blind.length === 0, "report reached by Tab alone, with the focus in sight", stops.join("; "));
  await page.getByRole("button", { name: "Compare strategies" }).press("Enter");
  await page.getByRole("button", { name: "Show line 2 in the editor" }).first().press("Space");
  const sent = JSON.stringify(await page.evaluate(() => globalThis.sent));
  const expected = '{"command":"compare"},{"line":2}]';
  judge(sent.endsWith(expected), "report used by Enter and Space", sent);

  const tree = await page.locator("body").ariaSnapshot();
  const parts = [
    /- heading "a\.S" \[level=1\]/,
    /- toolbar "Report"/,
    /- status: /,
    /- navigation "Sections"/,
    /- table "Routines"/,
    /- table "Runs side by side"/,
    /- region "Listing of first"/,
    /columnheader "off: count"/,
    /- rowheader "Outcome"/,
    /- button "Show line 1 in the editor"/,
    /- table "Image of 2 MB on cortex-a72, stingray"/,
  ];
  const unheard = parts.filter((part) => !part.test(tree));
  judge(unheard.length === 0, "report as a screen reader has it", `no ${unheard.join(", ")} in ${tree.slice(0, 3000)}`);

  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    await open(`exported-${colorScheme}`, exported(COMPARISON));
    const bad = await page.evaluate(unreadable);
    const active = await page.locator("script, button").count();
    judge(
      bad.length + active === 0,
      `exported page readable, ${colorScheme}`,
      `${active} active; ${bad.slice(0, 8).join(" | ")}`,
    );
  }
}

/** What has the focus after each press of Tab. */
async function keyboard(page) {
  const stops = [];
  for (let i = 0; i < 16; i++) {
    await page.keyboard.press("Tab");
    stops.push(
      await page.evaluate(() => {
        const e = globalThis.document.activeElement;
        const { outlineStyle } = globalThis.getComputedStyle(e);
        const name = e.getAttribute("aria-label") ?? e.textContent.trim();
        return `${e.tagName.toLowerCase()} ${name} ${outlineStyle === "none" ? "WITHOUT OUTLINE" : ""}`;
      }),
    );
  }
  return stops;
}
