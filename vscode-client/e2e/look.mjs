// How things of the extension are found on an editor's page, in VS Code and in Theia.

export const SERVER_START = 120_000; // a Java start on a busy machine
export const RUN = 240_000;

/** What lines cost, as hints at their ends. */
export const COST_HINT = /[\d.]+\s?%\s·\s[\d,.]+×\s·\s[\d.,]+\scycles/;

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

/** Where a word of a line of the editor stands on the page. */
async function placeOf(page, line, word) {
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
  return box;
}

/** Puts the cursor into a word of a line in sight. */
export async function clickOn(page, line, word) {
  const box = await placeOf(page, line, word);
  await page.mouse.click(box.x + Math.min(box.width / 2, 12), box.y + box.height / 2);
}

/** Two moves of the mouse over a word: one alone does not make a hover. */
export async function hover(page, line, word) {
  const box = await placeOf(page, line, word);
  await page.mouse.move(box.x + 2, box.y + box.height / 2);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 4 });
}
