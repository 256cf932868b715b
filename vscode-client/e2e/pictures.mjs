// The pictures of the READMEs, and the words in them: a picture whose words are no longer what the editor says is stale.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { HIGH } from "./browser.mjs";
import { reportPanel } from "./look.mjs";

/** Numbers change with every figure of a core's model; the picture is stale if the words around them change. */
const withoutNumbers = (text) => text.replace(/[\d][\d.,]*/g, "0");

/** Takes or compares the pictures of the editor as it stands after the runs, with the report beside it. */
export async function pictures(page, editor, { root, write, judge, say }) {
  const images = join(root, "docs/images");
  await page.setViewportSize({ width: 1600, height: 1400 });
  await editor.goTo(page, 83);
  const panel = await reportPanel(page, 10_000);
  await panel.evaluate(() => document.scrollingElement.scrollTo(0, 0));
  await page.mouse.move(800, 4);
  await page.locator(".monaco-hover:visible").first().waitFor({ state: "hidden", timeout: 5_000 });
  await page.waitForTimeout(1_000);
  await compare("editor", await words(page), () => page.screenshot({ path: join(images, "editor.png") }));
  const text = await panel.locator("body").innerText();
  await compare("report", text, async () => {
    // The report by itself, as wide as the page.
    const html = await panel.content();
    const alone = await page.context().newPage();
    await alone.setViewportSize({ width: 1400, height: 1300 });
    await alone.setContent(await painted(panel, html));
    await alone.screenshot({ path: join(images, "report.png") });
    await alone.close();
  });
  await page.setViewportSize(HIGH);

  async function compare(name, said, take) {
    const record = join(images, `${name}.txt`);
    const now = `${said
      .replace(/[ \t\u00a0]+/g, " ")
      .replace(/ ?\n\s*/g, "\n")
      .trim()}\n`;
    if (write) {
      await take();
      writeFileSync(record, now);
      say(`wrote ${name}.png and ${name}.txt`);
      return;
    }
    const before = existsSync(record) ? readFileSync(record, "utf8") : "";
    const good = withoutNumbers(before) === withoutNumbers(now);
    if (good && before !== now) say(`note: numbers in docs/images/${name}.png are not today's`);
    judge(
      good,
      `words of docs/images/${name}.png`,
      `${firstDifference(before, now)}; take it anew: e2e/run code-server CACHE --screenshots`,
    );
  }
}

/** What the extension has to say in the editor's window. */
async function words(page) {
  const parts = [
    [".codelens-decoration", "lens"],
    [".statusbar-item", "status"],
    [".sidebar .monaco-list-row", "view"],
  ];
  const lines = [];
  for (const [selector, name] of parts) {
    for (const text of await page.locator(selector).allInnerTexts()) {
      // One line for each lens, of those that the text beside the picture tells of.
      for (const part of name === "lens" ? text.split("|") : [text]) {
        const said = part.replace(/\s+/g, " ").trim();
        if (/MMU|[Rr]un |relocate|^Report$|^Compare/.test(said)) lines.push(`${name}: ${said}`);
      }
    }
  }
  return lines.join("\n");
}

/** The panel's page with the editor's colours written out, so that it looks the same by itself. */
async function painted(panel, html) {
  const variables = await panel.evaluate(() => document.documentElement.getAttribute("style") ?? "");
  return html
    .replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, "")
    .replace(/<script[^]*?<\/script>/g, "")
    .replace(/<html[^>]*>/, `<html style="${variables.replace(/"/g, "'")}">`);
}

function firstDifference(before, now) {
  const old = withoutNumbers(before).split("\n");
  const fresh = withoutNumbers(now).split("\n");
  const at = fresh.findIndex((line, i) => line !== old[i]);
  return `line ${at + 1} is now ${JSON.stringify(fresh[at] ?? "")}, was ${JSON.stringify(old[at] ?? "")}`;
}
