// A Chromium of our own, with a profile that is thrown away.
import { chromium } from "playwright-core";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** High, so that a whole example is in view and nothing need be scrolled. */
export const HIGH = { width: 1600, height: 2400 };

/** As a user's window is. */
export const USUAL = { width: 1500, height: 950 };

/** Opens `url` and lets `work` have the page; page errors go to `say`. Nothing but this machine may be asked for anything. */
export async function inBrowser(url, say, viewport, work) {
  const profile = mkdtempSync(join(tmpdir(), "relolens-profile-"));
  const browser = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    headless: true,
    viewport,
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
    await page.goto(url, { waitUntil: "domcontentloaded", timeout: 120_000 });
    await work(page);
  } finally {
    await browser.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
  }
}
