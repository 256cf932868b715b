// A workspace that its user does not trust: it is read, and nothing of it is run.
import { COST_HINT, lens, reportPanel, SERVER_START } from "./look.mjs";

export function untrustedChecks(editor) {
  return [
    {
      what: "analysis of a workspace that is not trusted",
      patience: SERVER_START,
      async see(page, timeout) {
        await page.locator(".squiggly-error").first().waitFor({ state: "attached", timeout });
        await lens(page, /MMU-agnostic: (yes|no|unknown)/).waitFor({ timeout });
      },
    },
    {
      what: "no way to run it by its lenses",
      patience: 20_000,
      async see(page, timeout) {
        await lens(page, /Run: only in a trusted workspace/).waitFor({ timeout });
        const run = page.locator(".codelens-decoration a", { hasText: "Run" });
        if ((await run.count()) > 0) throw new Error(`${await run.count()} lenses run something`);
      },
    },
    {
      what: "no command that runs it",
      patience: 20_000,
      async see(page, timeout) {
        await page
          .locator(".view-line", { hasText: /mov\s+x20,\s+x0/ })
          .first()
          .click();
        const offered = await editor.palette(page, "Relolens: ", timeout);
        if (!offered.some((name) => name.includes("Show Report"))) throw new Error(offered.join(" | "));
        if (offered.some((name) => /Run Routine|Compare/.test(name))) throw new Error(offered.join(" | "));
      },
    },
    {
      what: "a report that says why nothing was run",
      patience: 30_000,
      async see(page, timeout) {
        await editor.command(page, "Relolens: Show Report", timeout);
        const panel = await reportPanel(page, timeout);
        await panel.locator(".notice", { hasText: "not trusted: nothing of it is run" }).waitFor({ timeout });
        if (await panel.getByRole("button", { name: /^Run/ }).isEnabled()) throw new Error("Run is enabled");
      },
    },
    {
      what: "no cycles anywhere",
      patience: 5_000,
      async see(page) {
        await page.waitForTimeout(2_000);
        if ((await page.locator(".view-line", { hasText: COST_HINT }).count()) > 0) throw new Error("there are some");
      },
    },
  ];
}
