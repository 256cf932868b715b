// What differs between the editors: where they put things.

const paletteRows = ".quick-input-widget .monaco-list-row";

/** Opens the command palette with `text` typed; the rows that are offered then. */
async function palette(page, text, timeout) {
  await page.keyboard.press("F1");
  const input = page.locator(".quick-input-widget input").first();
  await input.waitFor({ timeout });
  await input.fill(`>${text}`);
  await page.locator(paletteRows).first().waitFor({ timeout });
  await page.waitForTimeout(500); // the list is filtered while one types
  const rows = await page.locator(paletteRows).allInnerTexts();
  await page.keyboard.press("Escape");
  return rows;
}

async function command(page, title, timeout) {
  await page.keyboard.press("F1");
  const input = page.locator(".quick-input-widget input").first();
  await input.waitFor({ timeout });
  await input.fill(`>${title}`);
  await page.locator(paletteRows, { hasText: title }).first().click({ timeout });
}

export const vscode = {
  name: "code-server",
  palette,
  command,
  async opened(page) {
    await page.locator(".monaco-workbench").waitFor({ timeout: 120_000 });
    await page.locator(".view-lines", { hasText: "relocate_image" }).waitFor({ timeout: 90_000 });
  },
  async openFile(page, name) {
    await page.keyboard.press("Control+1");
    await page.keyboard.press("Control+p");
    await page.locator(".quick-input-widget:visible input").first().fill(name);
    const label = page.locator(".label-name", { hasText: new RegExp(`^${name.replace(".", "\\.")}$`) });
    await page.locator(`${paletteRows}.focused`).filter({ has: label }).waitFor({ timeout: 30_000 });
    await page.keyboard.press("Enter");
    await page.locator(".quick-input-widget").first().waitFor({ state: "hidden", timeout: 10_000 });
  },
  /** Puts the cursor into a line, which comes to the middle of the view. */
  async goTo(page, line) {
    await page.keyboard.press("Control+1");
    await page.keyboard.press("Control+g");
    await page.locator(".quick-input-widget input").first().fill(`:${line}:1`);
    await page.keyboard.press("Enter");
    await this.cursor(page, line).waitFor({ timeout: 5_000 });
  },
  tab: (page, name) => page.locator(".tabs-container .tab", { hasText: name }).first(),
  status: (page, text) => page.locator(".statusbar-item", { hasText: text }).first(),
  cursor: (page, line) => page.locator(".statusbar-item", { hasText: `Ln ${line},` }).first(),
  openRoutines: (page) => page.locator('.activitybar [aria-label="Relolens"]').first().click({ timeout: 5_000 }),
  treeRows: (page) => page.locator(".pane-body .monaco-list-row, .sidebar .monaco-list-row"),
  async problems(page, timeout) {
    await page.keyboard.press("Control+Shift+M");
    // source, code and place; rows with a file name before the place are steps of the path to the problem
    const rows = page.locator(".markers-panel .monaco-list-row", { hasText: /relolens\(?\w+\)?\s*\[Ln \d+/ });
    await rows.first().waitFor({ timeout });
    const texts = await rows.allInnerTexts();
    await page.keyboard.press("Control+Shift+M");
    await rows.first().waitFor({ state: "hidden", timeout: 5_000 });
    return texts;
  },
  async openProblems(page, timeout) {
    await page.keyboard.press("Control+Shift+M");
    await page.locator(".markers-panel").first().waitFor({ timeout });
  },
  isAt: (text, line) => text.includes(`[Ln ${line},`),
};

export const theia = {
  name: "theia",
  palette,
  command,
  async opened(page) {
    await page.locator("#theia-app-shell").waitFor({ timeout: 120_000 });
    await page.locator(".theia-preload").waitFor({ state: "detached", timeout: 90_000 });
    await this.openFile(page, "relocate.S");
    await page.locator(".view-lines", { hasText: "relocate_image" }).first().waitFor({ timeout: 60_000 });
  },
  async goTo(page, line) {
    // the lines themselves lie outside the view once it is scrolled, and clicking there scrolls the editor's insides
    const view = page.locator("#theia-main-content-panel .monaco-editor .overflow-guard:visible").first();
    const box = await view.boundingBox();
    await page.mouse.click(box.x + 0.7 * box.width, box.y + 0.7 * box.height);
    await page.keyboard.press("Control+g");
    await page.locator(".quick-input-widget:visible input").first().fill(`:${line}:1`);
    await page.keyboard.press("Enter");
    await this.cursor(page, line).waitFor({ timeout: 5_000 });
  },
  async openFile(page, name) {
    const node = page.locator("#files .theia-TreeNode", { hasText: name }).first();
    if (!(await node.isVisible())) await page.locator("#shell-tab-explorer-view-container").click({ timeout: 20_000 });
    await node.dblclick();
  },
  tab: (page, name) => page.locator(".lm-TabBar-tab", { hasText: name }).first(),
  status: (page, text) => page.locator("#theia-statusBar .element", { hasText: text }).first(),
  cursor: (page, line) => page.locator("#theia-statusBar .element", { hasText: `Ln ${line},` }).first(),
  openRoutines: (page) =>
    page.locator('[id^="shell-tab-plugin-view-container"][id*="relolens"]').first().click({ timeout: 5_000 }),
  treeRows: (page) => page.locator(".theia-TreeNode"),
  async problems(page, timeout) {
    await page.locator('#theia-statusBar [id*="problem"]').first().click({ timeout });
    const rows = page.locator("#problems .theia-TreeNode", { hasText: /relolens/ });
    await rows.first().waitFor({ timeout });
    return rows.allInnerTexts();
  },
  openProblems: (page, timeout) => page.locator('#theia-statusBar [id*="problem"]').first().click({ timeout }),
  isAt: (text, line) => new RegExp(`\\[(Ln )?${line},`).test(text),
};
