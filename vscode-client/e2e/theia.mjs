// A Theia of our own: fresh settings, a free port, the extension unpacked as Theia wants it.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { freePort, startProcess } from "./process.mjs";

const SETTINGS = {
  "telemetry.telemetryLevel": "off",
  "workbench.startupEditor": "none",
  "extensions.ignoreRecommendations": true,
  "files.autoSave": "off",
  "editor.inlayHints.enabled": "on",
  "editor.codeLens": true,
  "editor.minimap.enabled": false,
  "editor.fontSize": 11,
  "editor.lineHeight": 14,
};

/** Starts the Theia in `theia` on `folder`, with the extension `vsix` if one is given; `trusted` as in VS Code. */
export async function startTheia(theia, scratch, { folder, vsix, trusted = true, settings = {} }) {
  for (const name of ["config", "home", "plugins"]) mkdirSync(join(scratch, name), { recursive: true });
  const write = (more) =>
    writeFileSync(
      join(scratch, "config/settings.json"),
      JSON.stringify({
        ...SETTINGS,
        "security.workspace.trust.enabled": !trusted,
        "security.workspace.trust.startupPrompt": "never",
        ...settings,
        ...more,
      }),
    );
  write({});
  // A .vsix in the folder of plugins is not loaded: it must be unpacked.
  if (vsix) {
    const plugin = join(scratch, "plugins/relolens.relolens");
    mkdirSync(plugin);
    execFileSync("python3", ["-m", "zipfile", "-e", vsix, plugin]);
  }
  const port = await freePort();
  const stop = await startProcess(
    [
      join(theia, "lib/backend/main.js"),
      folder,
      "--hostname",
      "127.0.0.1",
      "--port",
      String(port),
      `--plugins=local-dir:${join(scratch, "plugins")}`,
      "--log-level=info",
    ],
    {
      cwd: theia,
      env: {
        ...process.env,
        HOME: join(scratch, "home"),
        THEIA_CONFIG_DIR: join(scratch, "config"),
        THEIA_DEFAULT_PLUGINS: "",
        // Else views of extensions are of another site, where Chromium allows no service worker.
        THEIA_WEBVIEW_EXTERNAL_ENDPOINT: "{{hostname}}",
      },
      log: join(scratch, "server.log"),
      address: `http://127.0.0.1:${port}/`,
    },
  );
  return { stop, settings: write, url: () => `http://localhost:${port}/#${folder}` };
}
